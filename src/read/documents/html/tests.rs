//! Whole pages.

use std::time::Instant;

use super::*;
use crate::read::documents::PassageKind::{self, Caption, Heading, ListItem, Paragraph, Title};
use crate::read::documents::Table;

fn page(source: &str) -> Document {
    read("f.html".into(), source.to_owned())
}

fn texts(source: &str) -> Vec<String> {
    page(source).passages().map(|passage| passage.text().to_owned()).collect()
}

fn kinds(source: &str) -> Vec<(PassageKind, String)> {
    page(source).passages().map(|passage| (passage.kind(), passage.text().to_owned())).collect()
}

/// Text, column, columns, rows and header mark of a cell.
type FoundCell = (String, usize, usize, usize, bool);

/// The tables of a page.
fn tables(source: &str) -> Vec<Vec<Vec<FoundCell>>> {
    let cells = |table: &Table| -> Vec<Vec<_>> {
        let rows = table.rows.iter();
        rows.map(|row| {
            let cells = row.cells.iter();
            cells.map(|c| (c.passage.text().to_owned(), c.column, c.columns, c.rows, c.header)).collect()
        })
        .collect()
    };
    let document = page(source);
    let tables = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(cells(table)),
        Block::Passage(_) => None,
    });
    tables.collect()
}

#[test]
fn words_are_read_as_a_browser_shows_them_and_know_their_bytes() {
    for (source, text, span) in [
        ("<p>Revenue <b>rose</b>\n  54&nbsp;%</p>", "Revenue rose 54\u{a0}%", "Revenue <b>rose</b>\n  54&nbsp;%"),
        ("<p>US<span>$</span>1.1<i>bn</i>", "US$1.1bn", "US<span>$</span>1.1<i>bn"),
        ("<p> a <b> b </b> c </p>", "a b c", "a <b> b </b> c"),
        ("a<br/>b", "a\nb", "a<br/>b"),
        ("5 < 6 & 7", "5 < 6 & 7", "5 < 6 & 7"),
        ("&yen;1&#44;100 &lt;Acme&gt;", "¥1,100 <Acme>", "&yen;1&#44;100 &lt;Acme&gt;"),
        ("<p>5%<!-- 6% --> more", "5% more", "5%<!-- 6% --> more"),
        ("<p>was <del>5%</del> <ins>6%</ins>", "was 6%", "was <del>5%</del> <ins>6%"),
        ("<p>1.1bn<sup>2</sup>, 5%<sup>(a)</sup> on the 5<sup>th</sup>", "1.1bn, 5% on the 5th", ""),
        ("<p>5% <sup>1</sup>and", "5% and", "5% <sup>1</sup>and"),
        ("<p>up <span style='display: none'>5<span>6</span>7</span>8%", "up 8%", ""),
        ("<p>up <span hidden>5%</p><p>8%</p>", "up", "up"),
        ("\u{feff}<p>5%", "5%", "5%"),
    ] {
        let document = page(source);
        let passage = document.passages().next().unwrap();
        assert_eq!(passage.text(), text, "{source}");
        let found = &source[passage.source_span(0..passage.text().len())];
        assert!(span.is_empty() || found == span, "{source}: {found}");
    }
}

#[test]
fn paragraphs_end_where_a_browser_ends_them() {
    for (source, expected) in [
        ("a<p>b<p>c<div>d</div>e", &["a", "b", "c", "d", "e"][..]),
        ("<p>a<b>b</p><p>c</b>d", &["ab", "cd"]),
        ("a<br>b<br> <br>c<hr>d", &["a\nb", "c", "d"]),
        ("<pre>a  b\nc\r\n\r\nd\n\ne</pre>f  g", &["a  b\nc", "d", "e", "f g"]),
        ("<div><p>a</div></p>b</div></section>c", &["a", "b", "c"]),
        ("<p></p>", &[]),
        ("<ul><li>a<li>b<ul><li>c</ul>d</ul>e", &["a", "b", "c", "d", "e"]),
    ] {
        assert_eq!(texts(source), expected, "{source}");
    }
}

#[test]
fn each_text_has_its_kind() {
    let source = "<title>T &amp; U</title><h2>H</h2><ul><li><p>I</p></ul><dl><dt>D<dd>E</dl><blockquote>Q</blockquote>";
    let expected =
        [(Title, "T & U"), (Heading(2), "H"), (ListItem, "I"), (ListItem, "D"), (ListItem, "E"), (Paragraph, "Q")];
    assert_eq!(kinds(source), expected.map(|(kind, text)| (kind, text.to_owned())));
}

#[test]
fn what_is_not_the_article_is_left_out() {
    for (source, expected) in [
        ("<nav>5%</nav><header><h1>Site</h1></header><p>a</p><aside>b</aside><footer>c</footer>", &["a"][..]),
        ("<article><header><h1>a</h1></header><p>b</p><footer>c</footer></article>", &["a", "b"]),
        ("<script>5%</script><style>6%</style><noscript>7%</noscript><template>8%</template>a", &["a"]),
        ("<p>text of the page</p><form>9% <select><option>5%</select></form>", &["text of the page"]),
        (
            "<form><p>text of the page <select><option>5%</select> <button>go</button></p></form>b",
            &["text of the page", "b"],
        ),
        ("<div role=navigation>5%<div>6%</div></div>a", &["a"]),
        ("<div style='DISPLAY:none'>5%<p>6%</p></div>a", &["a"]),
        ("<div><nav>5%</div>a", &["a"]),
        ("<nav>only this</nav>", &["only this"]),
        ("<TYPE>EX-99.1 2\n<html><body>a", &["a"]),
        ("<svg><title>5%</title><text>6%</text></svg>a", &["a"]),
        ("<textarea>5%</textarea>a<iframe>6%</iframe>", &["a"]),
    ] {
        assert_eq!(texts(source), expected, "{source}");
    }
}

#[test]
fn tables_of_figures_are_tables() {
    let source = "<table><caption>In millions</caption><thead><tr><td>Metric<td colspan=2>2014</thead>
        <tr><th rowspan=2>Revenue<td>3,400<td><p>CNY</p><p>yuan</p><tr><td>550<td>USD</table>after";
    let cell = |text: &str, column, columns, rows, header| (text.to_owned(), column, columns, rows, header);
    let expected = vec![
        vec![cell("Metric", 0, 1, 1, true), cell("2014", 1, 2, 1, true)],
        vec![cell("Revenue", 0, 1, 2, true), cell("3,400", 1, 1, 1, false), cell("CNY\n\nyuan", 2, 1, 1, false)],
        vec![cell("550", 1, 1, 1, false), cell("USD", 2, 1, 1, false)],
    ];
    assert_eq!(tables(source), [expected]);
    let document = page(source);
    let first = document.passages().next().unwrap();
    assert_eq!((first.kind(), first.text()), (Caption, "In millions"));
    assert_eq!(document.passages().last().unwrap().text(), "after");
}

#[test]
fn tables_that_lay_out_a_page_are_text() {
    let long = "Revenue rose 5% to 3.1bn. ".repeat(20);
    for (source, expected) in [
        ("<table><tr><td>a<p>b</table>", &["a", "b"][..]),
        (
            "<table><tr><td>&bull;<td>Sales rose 5%<tr><td>(1)<td>Restated in 2015</table>",
            &["Sales rose 5%", "Restated in 2015"],
        ),
        (&format!("<table><tr><td>5%<td>{long}</table>"), &["5%", long.trim()]),
        ("<table><tr><td>x<table><tr><td>a<td>5</table>y<tr><td>z</table>w", &["x", "a", "5", "y", "z", "w"]),
        ("<table>stray<tr><td>a</table>", &["stray", "a"]),
    ] {
        assert_eq!(texts(source), expected, "{source}");
    }
    let nested = tables("<table><tr><td>x 1<td>2<table><tr><td>a<td>5</table></table>");
    assert_eq!(nested.len(), 1, "the inner one");
    assert_eq!(nested[0][0].len(), 2);
}

#[test]
fn a_page_says_when_it_came_out_and_what_it_is_called() {
    let schema = r#"<script type="application/ld+json">{"@graph":[{"x":1},{"headline":"H &amp; L","datePublished":"2015-05-02"}]}</script>"#;
    for (source, title, published) in [
        ("<meta property='article:published_time' content='2015-05-01T10:00:00Z'>", None, Some("2015-05-01")),
        (
            &format!("{schema}<meta property=article:published_time content=2015-05-01>"),
            Some("H &amp; L"),
            Some("2015-05-01"),
        ),
        (&format!("<meta name=date content=2015-05-03>{schema}<h1>x</h1>"), Some("H &amp; L"), Some("2015-05-02")),
        (
            "<title>Site</title><h1>Acme earns</h1><time datetime=2015-05-04>yesterday</time>",
            Some("Acme earns"),
            Some("2015-05-04"),
        ),
        ("<span itemprop=datePublished content=2015-05-05>", None, Some("2015-05-05")),
        ("<title>Site</title><p>By Jane Doe<p>May 27, 2015<p>Sales rose.", Some("Site"), Some("2015-05-27")),
        (
            "<p>Quarter ended March 31, 2015<p>DALLAS, April 29, 2015 /PRNewswire/ -- Acme said sales rose in 2015, as it said it would when it was asked in the spring.",
            None,
            Some("2015-04-29"),
        ),
        ("<p>Quarter ended March 31, 2015", None, None),
        ("<time datetime=10:00>now</time><script type='application/ld+json'>{broken</script>", None, None),
    ] {
        let document = page(source);
        let found = document.published.map(|date| date.to_string());
        assert_eq!((document.title.as_deref(), found.as_deref()), (title, published), "{source}");
    }
    let notes = page("<meta name=date content=soon>").notes;
    assert_eq!(notes, ["found `soon` as date; expected a day as 2015-05-27 or May 27, 2015: the date is not known"]);
}

#[test]
fn marks_in_comments_count_wherever_they_stand() {
    let source = "<p>5%<!-- tieout: ignore --></p>\n<!-- tieout: ignore-start --><nav></nav><p>6%</p><!-- tieout: ignore-end --><p>7%</p>";
    let document = page(source);
    let kept: Vec<&str> =
        document.passages().filter(|p| !document.is_ignored(p, 0..2)).map(|passage| passage.text()).collect();
    assert_eq!(kept, ["7%"]);
}

#[test]
fn the_encoding_that_a_page_declares_is_found() {
    for (source, expected) in [
        ("<meta charset=\"Windows-1252\">", Some("windows-1252")),
        ("<meta http-equiv=Content-Type content='text/html; charset = shift_jis'>", Some("shift_jis")),
        ("<?xml version='1.0' encoding='ISO-8859-1'?>", Some("iso-8859-1")),
        ("<p>charset</p>", None),
        ("", None),
    ] {
        assert_eq!(declared_encoding(source.as_bytes()).as_deref(), expected, "{source}");
    }
}

#[test]
fn time_is_linear_whatever_the_page_holds() {
    let many = 100_000;
    for (name, source) in [
        ("nested divs", "<div>".repeat(many)),
        ("nested divs closed by others", "<div>".repeat(many) + &"</section>".repeat(many)),
        ("nested lists", "<ul><li>".repeat(many) + &"</ul>".repeat(many)),
        ("nested tables", "<table><tr><td>".repeat(many) + &"</table>".repeat(many)),
        ("cells of one table", format!("<table>{}", "<tr><td rowspan=65534 colspan=1000>5".repeat(many))),
        ("one row", format!("<table><tr>{}", "<td rowspan=9>5".repeat(many))),
        ("spans", "<span>".repeat(many) + &"5</span>".repeat(many)),
        ("hidden spans", "<span hidden>".repeat(many) + &"</span>".repeat(many)),
        ("attributes", format!("<p {}>5", "style=a ".repeat(many))),
        ("comments", "<!-- tieout: ignore --><!".repeat(many)),
        ("ignored lines of one", "5<!-- tieout: ignore -->".repeat(20_000)),
        ("entities", "&amp".repeat(many)),
        ("angle brackets", "<".repeat(many)),
        ("breaks", "a<br>".repeat(many)),
        ("one long line", "Revenue rose 5% to 3.1bn. ".repeat(400_000)),
        ("scripts", "<script type='application/ld+json'>[".repeat(many)),
        ("superscripts", "a<sup>1</sup>".repeat(many)),
    ] {
        let started = Instant::now();
        let document = page(&source);
        assert!(document.passages().count() <= source.len(), "{name}");
        assert!(started.elapsed().as_secs() < 10, "{name}: {:?}", started.elapsed());
    }
}
