//! What sentences state of their figures, and what is proved of it: `tests/phrases/*.txt`.
//!
//! A sentence a line, then a line for each finding, indented: identity, verdict and the figures as they stand in the sentence, the
//! stated one first; after `?` what is missing. `TIEOUT_BLESS=1` writes what is found; read it before it is accepted.

#[path = "support/fixtures.rs"]
mod fixtures;

use std::fmt::Write as _;

use tieout::rates::Book;
use tieout::read::documents::Kind;
use tieout::verbs::{ArticleOptions, Checked, check_articles};

fn findings(book: &Book, sentence: &str) -> String {
    let mut checked = Checked::default();
    let options = ArticleOptions::default();
    check_articles("a.txt".into(), sentence.as_bytes(), Kind::Text, book, &options, &mut checked).unwrap();
    let mut lines = String::new();
    for finding in checked.findings {
        let texts: Vec<&str> = finding
            .parties
            .iter()
            .map(|party| &sentence[party.origin.start as usize..party.origin.end as usize])
            .collect();
        let _ = write!(lines, "    {} {}: {}", finding.identity, finding.verdict.name(), texts.join(" | "));
        if !finding.missing.is_empty() {
            let _ = write!(lines, " ? {}", finding.missing);
        }
        lines.push('\n');
    }
    lines
}

/// The sentences of a fixture with what is found in them, comments and blank lines kept; and how many they are.
fn refreshed(book: &Book, fixture: &str) -> (String, usize) {
    let (mut found, mut sentences) = (String::new(), 0);
    for line in fixture.lines().filter(|line| !line.starts_with(' ')) {
        let _ = writeln!(found, "{line}");
        if !line.is_empty() && !line.starts_with('#') {
            found.push_str(&findings(book, line));
            sentences += 1;
        }
    }
    (found, sentences)
}

#[test]
fn sentences_state_what_the_fixtures_say() {
    let book = Book::embedded();
    let sentences = fixtures::hold("phrases", |fixture| refreshed(&book, fixture));
    assert!(sentences >= 490, "{sentences} sentences");
}

/// No sentence at all makes it fail, and every figure of a finding stands where it says.
#[test]
fn any_text_gives_findings_whose_figures_stand_in_it() {
    use proptest::prelude::*;
    let book = Book::embedded();
    let words = prop::sample::select(vec![
        "rose",
        "fell",
        "up",
        "down",
        "to",
        "from",
        "by",
        "5%",
        "3.1bn",
        "EUR 2 mn",
        "(",
        ")",
        ",",
        "$4m",
        "and",
        "or",
        "compared with",
        "of",
        "a",
        "rise",
        "stake",
        "for",
        "2014",
        "three years",
        "later",
        "after",
        "tripled",
        ".",
        ";",
        "é",
        "comprising",
        "4 points",
    ]);
    let texts = prop::collection::vec(words, 0..40).prop_map(|words| words.join(" "));
    proptest!(|(text in texts)| {
        let mut checked = Checked::default();
        check_articles("a.txt".into(), text.as_bytes(), Kind::Text, &book, &ArticleOptions::default(), &mut checked).unwrap();
        for party in checked.findings.iter().flat_map(|finding| &finding.parties) {
            prop_assert!(text.get(party.origin.start as usize..party.origin.end as usize).is_some_and(|part| !part.is_empty()));
        }
    });
}
