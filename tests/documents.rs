//! Documents of every kind: any bytes give one or an error, and its text stands where it says.

use std::io::BufReader;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use tieout::read::documents::{Document, DocumentError, Documents, Kind, Passage};

const KINDS: [Kind; 6] = [Kind::Text, Kind::Markdown, Kind::Html, Kind::Docx, Kind::Pdf, Kind::JsonLines];

fn documents(bytes: &[u8], kind: Kind) -> Vec<Result<Document, DocumentError>> {
    Documents::new("input".into(), BufReader::new(bytes), kind).collect()
}

/// Sees that every character of a passage stands in the source after the one before it, as itself or as what it was decoded
/// from: an entity, an element of a Word document, code in a cell or quotation of Markdown; blanks may stand for any.
fn check(document: &Document, passage: &Passage, kind: Kind) {
    let (source, text) = (document.source(), passage.text());
    let mut last = 0;
    for (at, character) in text.char_indices() {
        let end = at + character.len_utf8();
        let span = passage.source_span(at..end);
        let slice = source.get(span.clone()).unwrap_or_else(|| panic!("{span:?} in {source:?}"));
        let marks = match kind {
            Kind::Docx => "&<",
            Kind::Markdown => "&`",
            _ => "&",
        };
        let is_decoded = slice.starts_with(|first| marks.contains(first));
        let is_right = slice == character.to_string() || is_decoded || character.is_whitespace();
        assert!(is_right, "{character:?} at {span:?} in {source:?} as {kind}");
        assert!(span.start >= last, "{character:?} at {span:?} in {source:?} as {kind}");
        last = span.start;
        assert_eq!(passage.source_span(0..end), passage.source_span(0..0).start..span.end, "{source:?} as {kind}");
    }
    let span = document.span(passage, 0..text.len());
    assert!(span.line >= 1 && span.column >= 1 && span.start <= span.end, "{span:?} in {source:?}");
}

fn check_all(bytes: &[u8], kind: Kind) {
    for document in documents(bytes, kind) {
        match document {
            Ok(document) => document.passages().for_each(|passage| check(&document, passage, kind)),
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }
}

/// Stretches of which markup is made.
fn markup() -> impl Strategy<Value = String> {
    let parts = [
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<br>",
        "<table>",
        "<tr>",
        "<td>",
        "</td>",
        "</table>",
        "<div hidden>",
        "</div>",
        "<pre>",
        "</pre>",
        "<sup>1</sup>",
        "<li>",
        "<ul>",
        "<nav>",
        "</nav>",
        "<script>",
        "</script>",
        "<title>",
        "<!--",
        "-->",
        "<!-- tieout: ignore -->",
        "&amp;",
        "&nbsp",
        "&#8364;",
        "&bogus;",
        "&",
        "<",
        ">",
        "*",
        "**",
        "_",
        "`",
        "~~",
        "[^1]",
        "[a](b)",
        "\\",
        "|",
        "|-|-|",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        " ",
        "    ",
        "\t",
        "- ",
        "1. ",
        "# ",
        "> ",
        "---\n",
        "\u{a0}",
        "\u{feff}",
        "€",
        "é",
        "5%",
        "1,234",
        "Sales rose",
        "\0",
    ];
    prop::collection::vec(prop::sample::select(parts.to_vec()), 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, ..ProptestConfig::default() })]

    #[test]
    fn text_of_any_markup_stands_where_it_says(source in markup()) {
        for kind in [Kind::Text, Kind::Markdown, Kind::Html] {
            check_all(source.as_bytes(), kind);
        }
    }

    #[test]
    fn any_text_gives_documents_whose_text_stands_where_it_says(source in any::<String>()) {
        for kind in [Kind::Text, Kind::Markdown, Kind::Html, Kind::JsonLines] {
            check_all(source.as_bytes(), kind);
        }
    }

    #[test]
    fn any_bytes_give_a_document_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        for kind in KINDS {
            check_all(&bytes, kind);
        }
    }
}

#[test]
fn a_line_of_10_mb_and_100_000_brackets_take_no_longer_than_they_must() {
    let long = "Revenue rose 5% to 3.1bn. ".repeat(400_000);
    for (name, source) in [
        ("one long line", long.clone()),
        ("brackets", "[".repeat(100_000)),
        ("closed brackets", "[a](".repeat(100_000)),
        ("quotes", "> ".repeat(100_000)),
        ("stars", "*a **b ".repeat(50_000)),
        ("backticks", (1..400).map(|n| "`".repeat(n) + " ").collect()),
        ("digits", "9".repeat(1_000_000)),
        ("empty lines", "\n".repeat(1_000_000)),
        ("lines", "Net 1\n".repeat(500_000)),
        ("rows", format!("|a|b|\n|-|-|\n{}", "|1|2|\n".repeat(50_000))),
    ] {
        for kind in [Kind::Text, Kind::Markdown, Kind::Html] {
            let started = Instant::now();
            assert_eq!(documents(source.as_bytes(), kind).len(), 1, "{name} as {kind}");
            assert!(started.elapsed() < Duration::from_secs(15), "{name} as {kind}: {:?}", started.elapsed());
        }
    }
    let line = format!("{{\"id\":\"a\",\"text\":\"{long}\"}}\n").repeat(2);
    assert_eq!(documents(line.as_bytes(), Kind::JsonLines).iter().filter(|document| document.is_ok()).count(), 2);
}

#[test]
fn a_page_in_another_encoding_says_what_was_assumed() {
    let page = b"<meta charset=iso-8859-1><p>Umsatz 5 \x80, fr\xfcher 4</p>";
    let document = documents(page, Kind::Html).remove(0).unwrap();
    assert_eq!(document.passages().next().unwrap().text(), "Umsatz 5 €, früher 4");
    assert_eq!(document.notes, ["read as windows-1252 as it declares; offsets count the bytes of its text in UTF-8"]);
}

#[test]
fn a_story_is_read_alike_in_every_kind() {
    let json = "{\"id\":\"x\",\"text\":\"Sales rose 5%\\nto 3.1bn.\\n\\nProfit fell.\"}";
    for (kind, source) in [
        (Kind::Text, "Sales rose 5%\nto 3.1bn.\n\nProfit fell.\n"),
        (Kind::Markdown, "Sales *rose* 5%\nto 3.1bn.\n\nProfit fell.\n"),
        (Kind::Html, "<body><p>Sales <b>rose</b> 5%\nto 3.1bn.<p>Profit fell.</body>"),
        (Kind::JsonLines, json),
    ] {
        let document = documents(source.as_bytes(), kind).remove(0).unwrap();
        let texts: Vec<String> = document.passages().map(|passage| passage.text().replace('\n', " ")).collect();
        assert_eq!(texts, ["Sales rose 5% to 3.1bn.", "Profit fell."], "{kind}");
        let passage = document.passages().next().unwrap();
        let at = passage.text().find("3.1bn").unwrap();
        let span = document.span(passage, at..at + 5);
        assert_eq!(&document.source()[span.start as usize..span.end as usize], "3.1bn", "{kind}");
        assert_eq!(span.line, 2, "{kind}");
    }
}
