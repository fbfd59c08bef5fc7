//! What the lexer makes of sentences: one fixture a topic under `tests/lexer/`, each rule with what it must leave alone.
//!
//! A fixture is a sentence a line, each followed by its tokens but words and punctuation, indented. `TIEOUT_BLESS=1` writes what
//! is found; it is read before it is kept.

#[path = "support/fixtures.rs"]
mod fixtures;
#[path = "support/units.rs"]
mod units;

use tieout::num::{Qualifier, Reported, Rounding};
use tieout::read::article::lexer::{Context, LexerOptions, Part, PeriodToken, Token, TokenKind, Year, resolve, tokens};
use units::unit_name;

fn number(reported: &Reported) -> String {
    let plain = |value: tieout::num::Exact| value.to_plain(12, Rounding::Nearest);
    let mut text = plain(reported.numeral().value());
    if let Some(upper) = reported.upper() {
        text = format!("{text}..{}", plain(upper.value()));
    }
    match reported.qualifier() {
        Qualifier::Exact => text,
        qualifier => format!("{} {text}", qualifier.name()),
    }
}

/// As it is found in an article of 20 May 2015 that speaks of the first quarter of that year.
fn period(token: &PeriodToken) -> String {
    let context =
        Context { period: "2015Q1".parse().ok(), published: "2015-05-20".parse().ok(), year_end: Default::default() };
    match (resolve(token, &context), token) {
        (Some(period), _) => period.to_string(),
        (None, PeriodToken::Of(Year::Named(year), Part::Straddling)) => format!("the year to a day in {year}"),
        (None, token) => format!("{token:?}"),
    }
}

fn shown(token: &Token<'_>) -> Option<String> {
    let text = token.text;
    Some(match &token.kind {
        TokenKind::Word | TokenKind::Punctuation => return None,
        TokenKind::Figure(figure) => {
            let unit = unit_name(&figure.unit);
            format!("figure {text:?} = {} {unit}", number(&figure.reported))
        }
        TokenKind::Period(found) => format!("period {text:?} = {}", period(found)),
        TokenKind::Time(time) => format!("time {text:?} = {} {:?}", number(&time.reported), time.unit),
        TokenKind::Multiple(multiple) => format!("multiple {text:?} = {}", number(&multiple.reported)),
        TokenKind::Ordinal(place) => format!("ordinal {text:?} = {place}"),
        TokenKind::Name => format!("name {text:?}"),
    })
}

/// The sentences of a fixture with their tokens, and how many they are.
fn refreshed(fixture: &str) -> (String, usize) {
    let (mut found, mut sentences) = (String::new(), 0);
    for line in fixture.lines().filter(|line| !line.starts_with("    ")) {
        found.push_str(line);
        found.push('\n');
        if line.starts_with('#') || line.is_empty() {
            continue;
        }
        sentences += 1;
        for token in tokens(line, &LexerOptions::default()) {
            assert_eq!(&line[token.span()], token.text, "{line}");
            shown(&token).into_iter().for_each(|shown| found.push_str(&format!("    {shown}\n")));
        }
    }
    (found, sentences)
}

#[test]
fn sentences_have_the_tokens_that_their_fixtures_list() {
    let sentences = fixtures::hold("lexer", refreshed);
    assert!(sentences >= 250, "{sentences} sentences");
}
