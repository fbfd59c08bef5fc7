//! Any text at all has tokens that lie in it, in order, and leave out nothing but blanks; and it is checked and extracted, with every
//! figure where it says.

use std::io::{self, Read};
use std::sync::Arc;

use proptest::prelude::*;
use tieout::num::Style;
use tieout::read::article::lexer::{Context, LexerOptions, TokenKind, resolve, tokens};

use tieout::rates::Book;
use tieout::read::documents::Kind;
use tieout::verbs::{ArticleOptions, Checked, Error, ExtractOptions, Source, check_articles, extract};

use crate::cases;

fn check(text: &str, decimal_comma: bool) -> Result<(), TestCaseError> {
    let context = Context { period: "2015Q1".parse().ok(), published: "2015-05-20".parse().ok(), ..Context::default() };
    let blank = |between: &str| between.chars().all(|c| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}'));
    let mut end = 0;
    for token in tokens(text, &LexerOptions { style: Style { decimal_comma } }) {
        prop_assert_eq!(text.get(token.span()), Some(token.text), "{:?}", text);
        prop_assert!(!token.text.is_empty() && blank(&text[end..token.start]), "{text:?}: {token:?}");
        end = token.end();
        match &token.kind {
            TokenKind::Figure(figure) => {
                let (outer, amount, numeral) = (token.span(), &figure.amount, &figure.numeral);
                prop_assert!(outer.start <= amount.start && amount.end <= outer.end, "{text:?}: {token:?}");
                prop_assert!(amount.start <= numeral.start && numeral.end <= amount.end, "{text:?}: {token:?}");
                prop_assert!(text.get(numeral.clone()).is_some_and(|numeral| !numeral.is_empty()), "{text:?}");
                prop_assert!(text.get(amount.clone()).is_some(), "{text:?}: {token:?}");
            }
            TokenKind::Period(period) => {
                resolve(period, &context);
                resolve(period, &Context::default());
            }
            _ => {}
        }
    }
    prop_assert!(blank(&text[end..]), "{text:?}");
    Ok(())
}

/// Pieces that the rules are made of, in any order and with any blanks.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "5",
        "12",
        "1,200",
        "3.4",
        "2014",
        "Q1",
        "FY",
        "1",
        "/",
        "2",
        "-",
        "–",
        "to",
        "and",
        "between",
        "from",
        "about",
        "more than",
        "US$",
        "$",
        "€",
        "EUR",
        "Rs.",
        "million",
        "bn",
        "m",
        "crore",
        "%",
        "pct",
        "points",
        "basis points",
        "cents",
        "yuan",
        "one",
        "two",
        "hundred",
        "a",
        "half",
        "third",
        "quarter",
        "dozen",
        "year",
        "years",
        "months",
        "ended",
        "March",
        "31",
        ",",
        ".",
        "(",
        ")",
        "the",
        "first",
        "same",
        "period",
        "last",
        "earlier",
        "of",
        "in",
        "shares",
        "doubled",
        "twice",
        "U.S.",
        "'s",
        "亿",
        "½",
        "1st",
        "x",
        "times",
        "or more",
        "minus",
        "2013-14",
        "99999999999999999999999999999",
        "K",
        "p",
        "MEUR",
        "company",
    ]);
    let blank = prop::sample::select(vec!["", " ", "\n", "\u{a0}"]);
    prop::collection::vec((piece, blank), 0..12)
        .prop_map(|pieces| pieces.into_iter().map(|(piece, blank)| format!("{piece}{blank}")).collect())
}

/// A text, as a source of articles.
struct Story(Arc<str>, String);

impl Source for Story {
    fn name(&self) -> &Arc<str> {
        &self.0
    }

    fn open(&self) -> io::Result<Box<dyn Read + '_>> {
        Ok(Box::new(self.1.as_bytes()))
    }
}

/// Every figure and every member of a finding is a stretch of the source, the figure's is its text, and as many are extracted.
fn check_places(text: &str) -> Result<(), TestCaseError> {
    let options = ArticleOptions { lists_figures: true, ..ArticleOptions::default() };
    let (book, mut told) = (Book::embedded(), Checked::default());
    let read = check_articles("f".into(), text.as_bytes(), Kind::Text, &book, &options, &mut told);
    let read = read.map_err(|error| TestCaseError::fail(error.to_string()))?;
    prop_assert_eq!(read.figures, told.figures.len(), "{:?}", text);
    let slice = |start: u64, end: u64| text.get(start as usize..end as usize);
    let squeezed = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    for figure in &told.figures {
        let found = slice(figure.origin.start, figure.origin.end).map(squeezed);
        prop_assert_eq!(found, Some(squeezed(&figure.text)), "{:?}", text);
    }
    for party in told.findings.iter().flat_map(|finding| &finding.parties) {
        prop_assert!(slice(party.origin.start, party.origin.end).is_some_and(|found| !found.is_empty()), "{text:?}");
    }
    let mut extracted = 0;
    let story = Story("f".into(), text.to_owned());
    let each = extract::<Error>(
        &story,
        Kind::Text,
        &ExtractOptions::default(),
        |_, _| {},
        |figure| {
            extracted += usize::from(slice(figure.span.start, figure.span.end).is_some());
            Ok(())
        },
    );
    prop_assert!(each.is_ok(), "{text:?}");
    prop_assert_eq!(extracted, read.figures, "{:?}", text);
    Ok(())
}

/// Words of the financial press, in any order.
fn sentences() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "Acme Corp",
        "Nokia",
        "'s",
        "said",
        "its",
        "the company",
        "revenue",
        "net profit",
        "sales of",
        "rose",
        "fell",
        "to",
        "from",
        "by",
        "was",
        "up",
        "down",
        "5%",
        "12 pct",
        "3.1bn yuan",
        "2.9bn",
        "$410 million",
        "(",
        ")",
        ",",
        ".",
        ";",
        "and",
        "while",
        "in",
        "2014",
        "the third quarter",
        "a year earlier",
        "compared with",
        "year on year",
        "acquired",
        "11.6%",
        "of",
        "21Vianet",
        "for",
        "US$172m",
        "doubled",
        "three years after",
        "it was founded",
        "in 1998",
        "of which",
        "a total of",
        "respectively",
        "\n\n",
        "|",
    ]);
    prop::collection::vec(word, 0..30).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn any_text_is_checked_with_every_figure_in_its_place(text in any::<String>()) {
        check_places(&text)?;
    }

    #[test]
    fn any_order_of_words_is_checked_with_every_figure_in_its_place(text in sentences()) {
        check_places(&text)?;
    }
}

proptest! {
    #![proptest_config(cases(6000))]

    #[test]
    fn any_text_has_tokens_that_lie_in_it(text in any::<String>(), decimal_comma: bool) {
        check(&text, decimal_comma)?;
    }

    #[test]
    fn any_order_of_numeric_words_has_tokens_that_lie_in_it(text in pieces(), decimal_comma: bool) {
        check(&text, decimal_comma)?;
    }
}
