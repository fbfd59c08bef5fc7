//! Any text at all has tokens that lie in it, in order, and leave out nothing but blanks.

use proptest::prelude::*;
use tieout::num::Style;
use tieout::read::article::lexer::{Context, LexerOptions, TokenKind, resolve, tokens};

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
