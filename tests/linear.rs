//! Articles of the worst kinds are checked in a time that grows with their length alone. Nothing here looks at a clock: work that
//! grew with the square of these lengths would not end.

use tieout::rates::Book;
use tieout::read::documents::Kind;
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
fn many_documents_are_all_checked() {
    let line = "{\"id\": \"a\", \"text\": \"Sales rose 5% to 3.1bn yuan.\"}\n";
    assert_eq!(check("lines", &line.repeat(10_000), Kind::JsonLines), 20_000);
}
