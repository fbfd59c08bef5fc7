//! What texts say of the times of events, and what is proved of it: `tests/events/*.txt`.
//!
//! A block is a text a line, then a line for each finding, indented: identity, verdict and the words, the stated ones first; after
//! `?` what is missing. Of a block of several texts each is a document, and what they say together is found. `TIEOUT_BLESS=1` writes
//! what is found; read it before it is accepted.

#[path = "support/fixtures.rs"]
mod fixtures;

use std::fmt::Write as _;

use tieout::engine::{Claim, Options};
use tieout::finding::Finding;
use tieout::num::Convention;
use tieout::rates::Book;
use tieout::read::article::events::Reader;
use tieout::read::article::lexer::LexerOptions;
use tieout::read::article::phrases::Paragraph;
use tieout::read::documents::{Documents, Kind};
use tieout::verbs::timelines::{Chronicle, across, within};

fn read(name: &str, text: &str) -> Chronicle {
    let document = Documents::new(name.into(), text.as_bytes(), Kind::Text).next().unwrap().unwrap();
    let mut reader = Reader::default();
    for (number, passage) in document.passages().enumerate() {
        reader.read(number, &Paragraph::read(passage.text(), &LexerOptions::default()));
    }
    Chronicle::new(&document, reader.finish())
}

fn judged(book: &Book, claims: Vec<Claim>) -> Vec<Finding> {
    claims.into_iter().filter_map(|claim| claim.judge(book, &Options::default())).collect()
}

/// The findings of texts, a line each; the first text is called 0.
fn lines(book: &Book, texts: &[&str]) -> Vec<String> {
    let read: Vec<_> = texts.iter().enumerate().map(|(at, text)| read(&at.to_string(), text)).collect();
    let claims = match &read[..] {
        [chronicle] => within(chronicle, Convention::Nearest),
        _ => across(&read, Convention::Nearest),
    };
    judged(book, claims).iter().map(|finding| line(finding, texts)).collect()
}

fn line(finding: &Finding, texts: &[&str]) -> String {
    let words: Vec<String> = finding
        .parties
        .iter()
        .map(|party| {
            let text = texts[party.origin.file.parse::<usize>().unwrap()];
            let words = &text[party.origin.start as usize..party.origin.end as usize];
            if texts.len() == 1 { words.to_owned() } else { format!("{}:{words}", party.origin.file) }
        })
        .collect();
    let mut line = format!("{} {}: {}", finding.identity, finding.verdict.name(), words.join(" | "));
    if !finding.missing.is_empty() {
        let _ = write!(line, " ? {}", finding.missing);
    }
    line
}

/// The blocks of a fixture with what is found in them, comments kept.
fn refreshed(book: &Book, fixture: &str) -> (String, usize) {
    let (mut found, mut blocks) = (String::new(), 0);
    let mut texts: Vec<&str> = Vec::new();
    for line in fixture.lines().filter(|line| !line.starts_with(' ')).chain([""]) {
        if !line.is_empty() {
            let _ = writeln!(found, "{line}");
        }
        if !line.is_empty() && !line.starts_with('#') {
            texts.push(line);
        } else if line.is_empty() && !texts.is_empty() {
            for line in lines(book, &texts) {
                let _ = writeln!(found, "    {line}");
            }
            found.push('\n');
            texts.clear();
            blocks += 1;
        }
    }
    (found, blocks)
}

#[test]
fn texts_say_of_events_what_the_fixtures_say() {
    let book = Book::embedded();
    let count = fixtures::hold("events", |fixture| refreshed(&book, fixture));
    assert!(count >= 80, "{count} texts");
}

/// The facts of the two articles that the project began with, in other words.
const BRIEF: &str = "Kingsoft, which was founded in 1988, will invest in its cloud business.

Its offices opened in the late 1980s. Kingsoft began in the late 1980s with office software.

Lei Jun, who also leads Xiaomi, joined Kingsoft in 1992. He was appointed CEO and president in 2001 but resigned in 2007. \
In 2011 a new CEO arrived. That's when Kingsoft named Lei Jun chairman.";

const PORTRAIT: &str = "The entrepreneur is known for founding a certain 2010 startup.

It all began at Kingsoft. Mr. Lei said he joined the software maker back in 1992, just three years after the company was founded. \
His long hours led him to the corner office at the company in just five years' time. The company launched Jojo in 1998. \
The venture would be sold to Amazon six years later, in 2004. Three years further down the line, after 15 years working for \
Kingsoft and 10 years as its leader, Mr. Lei quit Kingsoft.

By 2011, a year after Xiaomi became a reality, Mr. Lei returned to Kingsoft as its chairman.";

#[test]
fn two_articles_say_what_was_found_by_hand() {
    let book = Book::embedded();
    let alone = lines(&book, &[PORTRAIT]);
    let together = lines(&book, &[BRIEF, PORTRAIT]);
    for (relation, found, expected) in [
        (
            "R15",
            &alone,
            "elapsed unverifiable: three years | 1992 ? the earlier of the two times: the year in which Kingsoft was founded",
        ),
        (
            "R16",
            &alone,
            "elapsed unverifiable: five years | 1992 ? the later of the two times: the year in which Lei was appointed at Kingsoft",
        ),
        ("R17", &alone, "elapsed exact: six years | 2004 | 1998"),
        ("R18", &alone, "elapsed exact: 15 years | Three years | 2004 | 1992"),
        ("R20, R21", &alone, "elapsed exact: 15 years | five years | 10 years"),
        ("R22, R33", &alone, "elapsed exact: a year | 2011 | 2010"),
        ("R24", &together, "same exact: 0:1992 | 1:1992"),
        // As people count, "three years" is up to four of them: no contradiction is proved.
        ("R25, R26", &together, "elapsed rounding: 1:three years | 1:1992 | 0:1988"),
        // The corner office need not be the post of a CEO.
        (
            "R27, R28",
            &together,
            "elapsed unverifiable: 1:five years | 0:2001 | 1:1992 ? whether these are the times that the years lie between",
        ),
        // A leader need not be a CEO, so that 10 fits as a round number says no more than that it does not otherwise.
        (
            "R29",
            &together,
            "elapsed unverifiable: 1:10 years | 0:2007 | 0:2001 ? whether these are the times that the years lie between",
        ),
        ("R19, R30", &together, "elapsed exact: 1:15 years | 0:2007 | 1:1992"),
        ("R31", &together, "elapsed exact: 1:Three years | 0:2007 | 1:2004"),
        ("R32", &together, "same exact: 0:2011 | 1:2011"),
    ] {
        assert!(found.iter().any(|line| line == expected), "{relation}: {expected}\n{}", found.join("\n"));
    }
    assert!(lines(&book, &[BRIEF]).is_empty(), "{:?}", lines(&book, &[BRIEF]));
    assert!(alone.iter().chain(&together).all(|line| !line.contains("inconsistent")), "{alone:?}\n{together:?}");
    assert_eq!((alone.len(), together.len()), (9, 7), "{alone:?}\n{together:?}");
}

#[test]
fn the_order_of_documents_changes_no_verdict() {
    let book = Book::embedded();
    let verdicts = |texts: [&str; 2]| {
        let found = lines(&book, &texts);
        let mut verdicts: Vec<String> =
            found.iter().filter_map(|line| Some(line.split_once(':')?.0.to_owned())).collect();
        verdicts.sort();
        verdicts
    };
    assert_eq!(verdicts([BRIEF, PORTRAIT]), verdicts([PORTRAIT, BRIEF]));
}

/// No text at all makes it fail, and all words of a finding stand where it says.
#[test]
fn any_text_gives_findings_whose_words_stand_in_it() {
    use proptest::prelude::*;
    let book = Book::embedded();
    let words = prop::sample::select(vec![
        "Orbis",
        "Ann Lee",
        "he",
        "she",
        "it",
        "the company",
        "its",
        "was",
        "founded",
        "joined",
        "left",
        "named",
        "chairman",
        "CEO",
        "of",
        "as",
        "in",
        "by",
        "1988",
        "2004",
        "the late 1980s",
        "three years",
        "a decade",
        "later",
        "after",
        "before",
        "25th",
        "anniversary",
        "turned",
        "50",
        "aged",
        "died",
        "born",
        ",",
        ".",
        ";",
        "(",
        ")",
        "'s",
        "and",
        "Mr.",
        "é",
        "time",
        "That",
        "when",
        "who",
        "led",
        "to",
        "working for",
        "company",
        "\n\n",
    ]);
    let texts = prop::collection::vec(words, 0..60).prop_map(|words| words.join(" "));
    proptest!(|(one in texts.clone(), other in texts)| {
        let (texts, read) = ([&one, &other], [read("0", &one), read("1", &other)]);
        let mut claims = across(&read, Convention::Nearest);
        claims.extend(read.iter().flat_map(|chronicle| within(chronicle, Convention::Nearest)));
        for party in judged(&book, claims).iter().flat_map(|finding| &finding.parties) {
            let text = texts[party.origin.file.parse::<usize>().unwrap()];
            let words = text.get(party.origin.start as usize..party.origin.end as usize);
            prop_assert!(words.is_some_and(|words| !words.is_empty()));
        }
    });
}

/// The time taken grows with the text and nothing else.
#[test]
fn a_long_text_of_events_is_read_in_time() {
    let sentence = "Ann Lee joined Orbis in 1992, three years after it was founded. ";
    let text = sentence.repeat(5_000);
    let begins = std::time::Instant::now();
    assert_eq!(within(&read("0", &text), Convention::Nearest).len(), 5_000);
    assert!(begins.elapsed().as_secs() < 60, "{:?}", begins.elapsed());
}
