//! Articles of the worst kinds are checked in a time that grows with their length alone. Nothing here looks at a clock: work that
//! grew with the square of these lengths would not end.

use tieout::num::Convention;
use tieout::rates::Book;
use tieout::read::article::events::Reader;
use tieout::read::article::lexer::LexerOptions;
use tieout::read::article::phrases::Paragraph;
use tieout::read::documents::{Documents, Kind};
use tieout::verbs::timelines::{Chronicle, across};
use tieout::verbs::{ArticleOptions, Checked, check_articles};

fn check(name: &str, text: &str, kind: Kind) -> usize {
    let mut checked = Checked::default();
    let (book, options) = (Book::embedded(), ArticleOptions::default());
    check_articles(name.into(), text.as_bytes(), kind, &book, &options, &mut checked)
        .unwrap_or_else(|error| panic!("{name} as {kind}: {error}"))
        .figures
}

/// How often a piece of text is repeated.
const MANY: usize = 100_000;

/// The text as a file of each kind.
fn as_each_kind(text: &str) -> [(Kind, String); 4] {
    let quoted = serde_json::to_string(text).unwrap();
    [
        (Kind::Text, text.to_owned()),
        (Kind::Markdown, text.to_owned()),
        (Kind::Html, format!("<p>{text}</p>")),
        (Kind::JsonLines, format!("{{\"id\": 1, \"text\": {quoted}}}\n")),
    ]
}

#[test]
fn long_texts_of_every_kind_end() {
    let many = MANY;
    for (name, text) in [
        ("one line of 10 MB", "the company and its partner said so on the day. ".repeat(210_000)),
        ("brackets", "(".repeat(many)),
        ("closed brackets", "(5%) ".repeat(many)),
        ("nested brackets", "(".repeat(many) + "5%" + &")".repeat(many)),
        ("square brackets", "[".repeat(many)),
        ("digits", "9".repeat(1_000_000)),
        ("groups of digits", "1,000,".repeat(many)),
        ("decimals", "1.5".repeat(many)),
        ("number words", "one hundred and ".repeat(many)),
        ("periods", "the first quarter of the year ended ".repeat(many)),
        ("abbreviations", "a.".repeat(many)),
        ("apostrophes", "'s".repeat(many)),
        ("quotation marks", "\"5% ".repeat(many)),
        ("hyphens", "5-".repeat(many)),
        ("dots", "5 . ".repeat(many)),
        ("empty lines", "\n5%\n".repeat(many)),
        ("characters of four bytes", "😀".repeat(many)),
    ] {
        for (kind, text) in as_each_kind(&text) {
            check(name, &text, kind);
        }
    }
}

#[test]
fn long_sentences_end() {
    for (name, text) in [
        ("movements", format!("sales were {}", "up from 5 ".repeat(MANY))),
        ("comparisons", "3bn, compared with 2bn, up 5% from ".repeat(MANY / 20)),
        ("translations", "3.4bn yuan ($550 million) ".repeat(MANY / 20)),
        ("years", "three years after 1992, ".repeat(MANY / 20)),
        ("one line", "Sales rose 5% to 3.1bn yuan and the company said so. ".repeat(MANY / 20)),
    ] {
        check(name, &text, Kind::Text);
    }
}

#[test]
fn pages_of_many_tags_end() {
    let many = MANY;
    for (name, page) in [
        ("nested elements", "<div>".repeat(many) + "Sales rose 5% to 3bn." + &"</div>".repeat(many)),
        ("open elements", "<p><b>Sales rose 5%".repeat(many)),
        ("open tags", "<a ".repeat(many)),
        ("lists in lists", "<ul><li>5%".repeat(many)),
        ("tables in tables", "<table><tr><td>5%".repeat(many)),
        ("cells", format!("<table><tr>{}</tr></table>", "<td>5%</td>".repeat(many))),
        ("comments", "<!-- tieout: ignore -->5%".repeat(many)),
        ("entities", "5&nbsp;%&amp;".repeat(many)),
    ] {
        check(name, &page, Kind::Html);
    }
}

#[test]
fn long_tables_end() {
    let many = MANY / 20;
    let row = |cells: usize| format!("<tr><td>Revenue</td>{}</tr>", "<td>12</td>".repeat(cells));
    let years = |cells: usize| format!("<tr><td>$ million</td>{}</tr>", "<th>2014</th>".repeat(cells));
    for (name, table) in [
        ("rows", years(2) + &row(2).repeat(many)),
        ("columns", years(many) + &row(many)),
        ("heads", years(2).repeat(many) + &row(2)),
    ] {
        check(name, &format!("<table>{table}</table>"), Kind::Html);
    }
}

/// A text of many sentences, each made for another company.
fn of_companies(sentence: impl Fn(&str, usize) -> String) -> String {
    let letter = |number: usize| char::from(b'a' + u8::try_from(number % 26).unwrap());
    let name = |at: usize| ["B".to_owned(), [676, 26, 1].map(|place| letter(at / place)).iter().collect()].concat();
    (0..MANY / 50).map(|at| sentence(&name(at), at)).collect()
}

#[test]
fn texts_of_many_subjects_and_events_end() {
    for (name, text) in [
        ("companies", of_companies(|name, at| format!("{name} Inc said sales were {at} million dollars in 2014. "))),
        ("one company", of_companies(|_, at| format!("Acme Inc said sales were {at} million dollars in 2014. "))),
        ("events", of_companies(|name, at| format!("{name} Inc was founded in {}. ", 1900 + at % 100))),
        ("one event", of_companies(|_, at| format!("Acme Inc was founded in {}. ", 1900 + at % 100))),
        ("contradictions", of_companies(|_, _| "Sales rose 50% to 3.1bn yuan from 3.0bn.\n\n".to_owned())),
    ] {
        check(name, &text, Kind::Text);
    }
}

#[test]
fn events_that_many_documents_tell_are_related() {
    let chronicle = |year: usize| {
        let text =
            format!("Acme Inc was founded in {year}. Ann Lee joined it in 1992, three years after Globex was founded.");
        let document = Documents::new("a".into(), text.as_bytes(), Kind::Text).next().unwrap().unwrap();
        let mut reader = Reader::default();
        for (number, passage) in document.passages().enumerate() {
            reader.read(number, &Paragraph::read(passage.text(), &LexerOptions::default()));
        }
        Chronicle::new(&document, reader.finish())
    };
    let claims = |documents: usize| {
        let chronicles: Vec<Chronicle> = (0..documents).map(|at| chronicle(1900 + at % 100)).collect();
        across(&chronicles, Convention::Nearest).len()
    };
    let counts = [300, 400, 500].map(claims);
    assert_eq!(counts[2] - counts[1], counts[1] - counts[0], "{counts:?}");
}

#[test]
fn many_documents_are_all_checked() {
    let line = "{\"id\": \"a\", \"text\": \"Sales rose 5% to 3.1bn yuan.\"}\n";
    assert_eq!(check("lines", &line.repeat(10_000), Kind::JsonLines), 20_000);
}
