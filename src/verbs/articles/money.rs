//! Why a conversion that no known rate gives may be right all the same: money of another country by the same name, a rate of another
//! age.

use std::ops::Range;

use super::{Story, Told};
use crate::read::article::lexer::{PeriodToken, Year};
use crate::read::article::phrases::{Doubt, Statement};

/// The names that several countries call their money by, and places where they do not mean what they mean elsewhere.
const PLACES: &str = include_str!("../../../data/places.csv");

/// The words of each name in a text.
const WORDS: &[(&str, &[&str])] = &[
    ("pound", &["pound", "pounds"]),
    ("rupee", &["rupee", "rupees", "rs", "₨"]),
    ("dollar", &["dollar", "dollars", "dlr", "dlrs", "$"]),
    ("leu", &["leu", "lei"]),
];

/// The first year that rates are known of.
const FIRST_YEAR: i16 = 1999;

/// Words for times that are long past.
const AGES: &[&str] = &[
    "war",
    "century",
    "wartime",
    "postwar",
    "prewar",
    "decades",
    "fifties",
    "sixties",
    "seventies",
    "eighties",
    "nineties",
];

/// Why a conversion that does not fit proves nothing.
pub(super) fn doubt(story: &Story<'_>, told: &Told<'_>, statement: &Statement) -> Option<Doubt> {
    let names = || statement.members.iter().filter_map(|member| name_of(told, member.span.clone()));
    if { names() }.any(|name| speaks_of(story, name)) {
        return Some(Doubt::Currency);
    }
    let is_old = told.read.tokens.iter().any(|token| match token.period() {
        Some(PeriodToken::Of(Year::Named(year), _)) => *year < FIRST_YEAR,
        Some(PeriodToken::Span(period)) => period.start().year() < FIRST_YEAR,
        _ => AGES.iter().any(|age| token.is_word(age)),
    });
    let is_real = || told.read.tokens.iter().any(|token| token.is_word("purchasing") || token.is_word("ppp"));
    if is_real() {
        return Some(Doubt::Basis);
    }
    is_old.then_some(Doubt::Rate)
}

/// The name that a figure calls its money by, if countries share it and nothing before it says whose it is: "$5m", but not "HK$5m".
fn name_of(told: &Told<'_>, span: Range<usize>) -> Option<&'static str> {
    let text = told.read.text.get(span)?;
    let begins = text.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '$' && c != '₨');
    let is_word = |word: &str| match word {
        "$" | "₨" => begins.starts_with(word),
        _ => text.split(|c: char| !c.is_alphabetic()).any(|own| own.eq_ignore_ascii_case(word)),
    };
    WORDS.iter().find(|(_, words)| words.iter().any(|word| is_word(word))).map(|(name, _)| *name)
}

/// Whether a document names a place where money of this name is not what it is elsewhere.
fn speaks_of(story: &Story<'_>, name: &str) -> bool {
    let rows = PLACES.lines().filter_map(|row| row.split_once(','));
    let places = rows.filter(|(own, _)| *own == name).flat_map(|(_, places)| places.split(';'));
    { places }.any(|place| story.document.passages().any(|passage| passage.text().contains(place)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_has_places() {
        for (name, _) in WORDS {
            let row = PLACES.lines().find_map(|row| row.strip_prefix(name)?.strip_prefix(','));
            assert!(
                row.is_some_and(|places| places.split(';').all(|place| place.starts_with(char::is_uppercase))),
                "{name}"
            );
        }
    }
}
