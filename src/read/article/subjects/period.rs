//! When.

use std::ops::Range;

use jiff::civil::Date;

use super::Confidence;
use crate::model::Period;
use crate::read::article::lexer::{Context, PeriodToken, Relative, Token, TokenKind, resolve};
use crate::read::article::phrases::{self, Link, Member, Part, Statement};

/// The period of a statement's figures, and that of the level which it compares them with.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Times {
    pub(super) main: Option<Period>,
    pub(super) confidence: Confidence,
    /// Whether the sentence says it.
    pub(super) is_said: bool,
    /// The period compared with, where the clause says it.
    pub(super) versus: Option<Period>,
}

/// Where a statement's figures stand among the tokens.
#[derive(Clone, Debug)]
pub(super) struct Positions {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) prior: Option<usize>,
    pub(super) current: Option<usize>,
}

impl Positions {
    /// The positions of a statement's members.
    pub(super) fn of(tokens: &[Token<'_>], statement: &Statement) -> Option<Self> {
        let own = tokens.get(statement.sentence.clone())?;
        let place = |member: &Member| {
            let before = own.partition_point(|token| token.end() <= member.span.start);
            statement.sentence.start.saturating_add(before)
        };
        let mut places = statement.members.iter().map(|member| (member.part, place(member)));
        let first = places.next()?;
        let mut at = Positions { first: first.1, last: first.1, prior: None, current: None };
        let mut amount = None;
        for (part, place) in std::iter::once(first).chain(places) {
            (at.first, at.last) = (at.first.min(place), at.last.max(place));
            match part {
                Part::Prior => at.prior = at.prior.or(Some(place)),
                Part::Current => at.current = at.current.or(Some(place)),
                Part::Amount => amount = amount.or(Some(place)),
                _ => {}
            }
        }
        Some(Positions { current: at.current.or(amount), ..at })
    }
}

/// The periods of a statement.
pub(super) fn times(tokens: &[Token<'_>], statement: &Statement, at: &Positions, context: &Context) -> Times {
    let of_prior = at.prior.and_then(|prior| attached(tokens, prior, statement.sentence.end));
    let is_main = |place: usize| {
        let period = tokens.get(place)?.period().filter(|_| !is_dateline(tokens, place, context))?;
        let is_other =
            Some(place) == of_prior || matches!(period, PeriodToken::Relative(relative) if is_back(*relative));
        if is_other { None } else { resolve(period, context) }
    };
    let clause = statement.clause.start.min(at.first);
    let before = (clause..at.first).rev().find_map(is_main);
    let within = (at.first..at.last).find_map(is_main);
    let after = || {
        let end = own_end(tokens, at.last, statement.sentence.end);
        (at.last..end).find_map(is_main)
    };
    let sentence = || (statement.sentence.start..clause).rev().find_map(is_main);
    let mut named = (clause..at.last).filter_map(is_main);
    let first = named.next();
    let is_mixed = named.any(|other| Some(other) != first);
    let (main, confidence) = match (before, within) {
        // "Second quarter net income last year": neither is all of it.
        (before, within) if is_mixed => (within.or(before), Confidence::Likely),
        (Some(one), _) | (None, Some(one)) => (Some(one), Confidence::Certain),
        (None, None) => match after() {
            Some(after) => (Some(after), Confidence::Certain),
            None => (sentence(), Confidence::Likely),
        },
    };
    let versus = |main| versus(tokens, statement, at, of_prior, main, context);
    if main.is_some() {
        return Times { main, confidence, is_said: true, versus: versus(main) };
    }
    Times { versus: versus(context.period), ..spoken_of(context) }
}

/// The period of a figure of which no relation is stated: the one said right after it, else the one that its clause names before.
pub(super) fn of_figure(tokens: &[Token<'_>], at: usize, sentence: Range<usize>, context: &Context) -> Times {
    let period = |place: usize| {
        let period = tokens.get(place)?.period().filter(|_| !is_dateline(tokens, place, context))?;
        resolve(period, context)
    };
    let near = attached(tokens, at, sentence.end).and_then(period);
    let ends = |place: &usize| {
        tokens.get(*place).is_some_and(|token| matches!(token.kind, TokenKind::Figure(_)) || token.text == ";")
    };
    let last = (sentence.start..at).rev().find(ends);
    // A time said of the figure before is that one's.
    let start =
        last.map_or(sentence.start, |last| attached(tokens, last, at).map_or(last, |own| own.saturating_add(1)));
    let before = || (start..at).rev().find_map(period);
    let mut named = (start..at).filter_map(period);
    let first = named.next();
    let is_mixed = named.any(|other| Some(other) != first);
    match near.or_else(before) {
        Some(period) if is_mixed => {
            Times { main: Some(period), confidence: Confidence::Likely, is_said: true, versus: None }
        }
        Some(period) => Times { main: Some(period), confidence: Confidence::Certain, is_said: true, versus: None },
        None => spoken_of(context),
    }
}

/// "OSLO, Feb 12 2015 - Acme said", "Mumbai, 28 July 2022: Acme said": the day and place that a text was written, before its words.
fn is_dateline(tokens: &[Token<'_>], place: usize, context: &Context) -> bool {
    let ends = tokens.get(place.saturating_add(1)).is_some_and(|next| ["-", "–", "—", ":", "("].contains(&next.text));
    let is_of_place = |token: &Token<'_>| match token.kind {
        // Not "On Feb 12 2015 - a Thursday - Acme said".
        TokenKind::Word | TokenKind::Name => {
            token.text.starts_with(char::is_uppercase) && phrases::link(token) != Link::Preposition
        }
        TokenKind::Punctuation => true,
        _ => false,
    };
    let is_day = || tokens.get(place)?.period().and_then(|period| resolve(period, context)).map(|day| day.is_instant());
    ends && place <= LONGEST_DATELINE
        && tokens.get(..place).is_some_and(|before| before.iter().all(is_of_place))
        && is_day() == Some(true)
}

/// The day of the dateline that a paragraph begins with, where it names the year.
pub(super) fn dateline(tokens: &[Token<'_>]) -> Option<Date> {
    let context = Context::default();
    let first = tokens.get(..LONGEST_DATELINE.saturating_add(1)).unwrap_or(tokens);
    let place = first.iter().position(|token| token.period().is_some())?;
    let day = resolve(tokens.get(place)?.period()?, &context)?;
    is_dateline(tokens, place, &context).then_some(day.last_day())
}

/// A day is a dateline's where at most so many tokens stand before it.
const LONGEST_DATELINE: usize = 8;

/// The period spoken of before.
fn spoken_of(context: &Context) -> Times {
    let confidence = if context.period.is_some() { Confidence::Likely } else { Confidence::Unknown };
    Times { main: context.period, confidence, is_said: false, versus: None }
}

/// What the level reached is compared with.
fn versus(
    tokens: &[Token<'_>],
    statement: &Statement,
    at: &Positions,
    of_prior: Option<usize>,
    main: Option<Period>,
    context: &Context,
) -> Option<Period> {
    let spoken = Context { period: main, ..*context };
    let period = |place: usize| resolve(tokens.get(place)?.period()?, &spoken);
    if let Some(place) = of_prior {
        return period(place);
    }
    let main = main?;
    let end = own_end(tokens, at.last, statement.sentence.end);
    let clause = statement.clause.start.min(at.first)..end;
    let is_earlier = |place: &usize| matches!(tokens.get(*place).and_then(Token::period), Some(PeriodToken::Relative(relative)) if is_back(*relative));
    if let Some(place) = clause.clone().find(is_earlier) {
        return period(place);
    }
    if at.prior.is_some() {
        return None;
    }
    let is_annual = main.length_in_months() == Some(12);
    (is_annual || clause.into_iter().any(|place| is_year_on_year(tokens, place))).then(|| main.year_earlier()).flatten()
}

fn is_relative_back(tokens: &[Token<'_>], at: usize) -> bool {
    matches!(tokens.get(at).and_then(Token::period), Some(PeriodToken::Relative(relative)) if is_back(*relative))
}

/// Whether a time is in terms of another that is spoken of.
fn is_back(relative: Relative) -> bool {
    matches!(
        relative,
        Relative::YearsEarlier(_) | Relative::SamePeriodOf(_) | Relative::Previous(_) | Relative::Earlier(..)
    )
}

/// "Year-on-year", "year over year".
fn is_year_on_year(tokens: &[Token<'_>], at: usize) -> bool {
    let is = |at: usize, word: &str| tokens.get(at).is_some_and(|token| token.is_word(word));
    let skip =
        |at: usize| if tokens.get(at).is_some_and(|token| token.text == "-") { at.saturating_add(1) } else { at };
    let joint = skip(at.saturating_add(1));
    let last = skip(joint.saturating_add(1));
    is(at, "yoy") || is(at, "year") && (is(joint, "on") || is(joint, "over")) && is(last, "year")
}

/// The time that is said of a figure right after it: "2.9bn in the third quarter of 2013", "2.9bn (US$470m) a year earlier".
fn attached(tokens: &[Token<'_>], figure: usize, end: usize) -> Option<usize> {
    let end = end.min(figure.saturating_add(REACH));
    let mut at = figure.saturating_add(1);
    while at < end {
        at = past_bracket(tokens, at, end);
        let token = tokens.get(at).filter(|_| at < end)?;
        match token.kind {
            // "In the first quarter a year ago": the quarter is that of the level reached too.
            TokenKind::Period(_) if is_relative_back(tokens, at.saturating_add(1)) => {}
            TokenKind::Period(_) => return Some(at),
            TokenKind::Word if matches!(phrases::link(token), Link::Preposition | Link::Filler) => {}
            _ => return None,
        }
        at = at.saturating_add(1);
    }
    None
}

/// A time that is said of a figure begins at most so many tokens after it.
const REACH: usize = 12;

/// The token after what stands in brackets at a position; the position itself where no bracket opens there.
fn past_bracket(tokens: &[Token<'_>], at: usize, end: usize) -> usize {
    if tokens.get(at).is_none_or(|token| token.text != "(") {
        return at;
    }
    let closes = |at: &usize| tokens.get(*at).is_some_and(|token| token.text == ")");
    (at..end.min(at.saturating_add(REACH))).find(closes).map_or(at, |close| close.saturating_add(1))
}

/// Where what is said after a statement's last figure ends: at the next figure that is not in brackets, or at the next clause.
fn own_end(tokens: &[Token<'_>], last: usize, end: usize) -> usize {
    let mut at = last.saturating_add(1);
    while at < end {
        at = past_bracket(tokens, at, end);
        let ends = tokens.get(at).is_none_or(|token| match token.kind {
            TokenKind::Figure(_) | TokenKind::Multiple(_) => true,
            TokenKind::Punctuation => token.text == ";",
            TokenKind::Word => phrases::link(token) == Link::Clause,
            _ => false,
        });
        if ends {
            return at.min(end);
        }
        at = at.saturating_add(1);
    }
    end
}
