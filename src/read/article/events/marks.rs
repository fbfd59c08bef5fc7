//! What in a sentence tells of events: its words of events, its times and its numbers of years.

use jiff::civil::{Date, date};

use super::words::{Telling, Word, find, is_any, may_tell};
use crate::model::Period;
use crate::num::{Numeral, Qualifier, Reported};
use crate::read::article::lexer::{Context, PeriodToken, TimeUnit, Token, TokenKind, Year, resolve};

/// A word of an event, a time or a number of years, with its tokens.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Mark {
    pub(super) at: usize,
    pub(super) next: usize,
    pub(super) kind: MarkKind,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum MarkKind {
    Event(Telling),
    Time(Period),
    Years(Reported),
    /// "Its 25th anniversary".
    Anniversary(Reported),
    /// "Turned 50".
    Age(Reported),
}

/// Whether a token may date an event or say how many years lie between two.
pub(super) fn is_dating(token: &Token<'_>) -> bool {
    match &token.kind {
        TokenKind::Period(period) => matches!(*period, PeriodToken::Of(Year::Named(_), _) | PeriodToken::Span(_)),
        TokenKind::Time(time) => matches!(time.unit, TimeUnit::Year | TimeUnit::Decade),
        _ => false,
    }
}

/// Whether a sentence has a word of an event or a number of years: where it has neither, its times are of nothing that is told here.
pub(super) fn tells(tokens: &[Token<'_>], first: usize, last: usize) -> bool {
    let of_sentence = (first..).zip(tokens.get(first..last).unwrap_or_default());
    of_sentence
        .filter(|(_, token)| !matches!(token.kind, TokenKind::Period(_)) && may_mark(token))
        .any(|(at, _)| mark(tokens, at, last).is_some())
}

/// The time that a sentence names last, with its token.
pub(super) fn last_time(tokens: &[Token<'_>], first: usize, last: usize) -> Option<(usize, Period)> {
    let at = (first..last)
        .rev()
        .find(|at| tokens.get(*at).is_some_and(|token| token.period().is_some() && is_dating(token)))?;
    Some((at, time(tokens, at, tokens.get(at)?.period()?)?))
}

/// The marks among the tokens of a sentence.
pub(super) fn marks(tokens: &[Token<'_>], first: usize, last: usize, found: &mut Vec<Mark>) {
    found.clear();
    let mut at = first;
    while at < last {
        let mark = if tokens.get(at).is_some_and(may_mark) { mark(tokens, at, last) } else { None };
        at = mark.as_ref().map_or(at.saturating_add(1), |mark| mark.next);
        found.extend(mark);
    }
}

/// Whether a token may be a mark, by itself.
#[inline]
fn may_mark(token: &Token<'_>) -> bool {
    match &token.kind {
        TokenKind::Word => may_tell(token),
        TokenKind::Punctuation | TokenKind::Name | TokenKind::Multiple(_) => false,
        TokenKind::Period(_) | TokenKind::Time(_) => is_dating(token),
        TokenKind::Ordinal(_) => true,
        TokenKind::Figure(figure) => figure.may_be_count(),
    }
}

/// The mark at a token that may be one by itself.
fn mark(tokens: &[Token<'_>], at: usize, last: usize) -> Option<Mark> {
    let token = tokens.get(at)?;
    let next = at.saturating_add(1);
    let (kind, next) = match &token.kind {
        TokenKind::Word => match find(tokens, at)? {
            (Word::Event(telling), next) if next <= last => (MarkKind::Event(telling), next),
            _ => return None,
        },
        TokenKind::Period(period) => (MarkKind::Time(time(tokens, at, period)?), next),
        TokenKind::Time(time) => {
            let power = i32::from(time.unit == TimeUnit::Decade);
            let years = time.reported.times_power_of_ten(power);
            match is_any(tokens, next, &["anniversary"]) {
                true => (MarkKind::Anniversary(years), next.saturating_add(1)),
                false => (MarkKind::Years(years), next),
            }
        }
        TokenKind::Ordinal(number) if is_any(tokens, next, &["anniversary", "birthday"]) => {
            let years = Reported::new(Numeral::new(i128::from(*number), 0), Qualifier::Exact);
            match is_any(tokens, next, &["birthday"]) {
                true => (MarkKind::Age(years), next.saturating_add(1)),
                false => (MarkKind::Anniversary(years), next.saturating_add(1)),
            }
        }
        TokenKind::Figure(figure) if is_age(tokens, at) => (MarkKind::Age(figure.reported), next),
        _ => return None,
    };
    Some(Mark { at, next, kind })
}

/// "Turned 50", "aged 82", "at the age of 82".
fn is_age(tokens: &[Token<'_>], at: usize) -> bool {
    let before = |words: &[&str]| at.checked_sub(1).is_some_and(|before| is_any(tokens, before, words));
    let of_age = || before(&["of"]) && at.checked_sub(2).is_some_and(|before| is_any(tokens, before, &["age"]));
    before(&["turned", "aged"]) || of_age()
}

/// The time that a token names; a part of a decade where a word before it says so.
fn time(tokens: &[Token<'_>], at: usize, token: &PeriodToken) -> Option<Period> {
    let period = resolve(token, &Context::default())?;
    let hyphen = at.checked_sub(1).filter(|before| is_any(tokens, *before, &["-"])).unwrap_or(at);
    let is_part = |words: &[&str]| hyphen.checked_sub(1).is_some_and(|before| is_any(tokens, before, words));
    let is_decade = matches!(token, PeriodToken::Span(_)) && period.length_in_months() == Some(120);
    let years = match is_decade {
        true if is_part(&["early"]) => 0..=4,
        true if is_part(&["mid"]) => 3..=7,
        true if is_part(&["late"]) => 5..=9,
        _ => return Some(period),
    };
    let year = |after: i16| period.start().year().checked_add(after);
    Period::range(first_day(year(*years.start())?)?, last_day(year(*years.end())?)?)
}

fn first_day(year: i16) -> Option<Date> {
    (1..=9998).contains(&year).then(|| date(year, 1, 1))
}

fn last_day(year: i16) -> Option<Date> {
    first_day(year.checked_add(1)?)?.yesterday().ok()
}
