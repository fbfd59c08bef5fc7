//! Years between two times: "1992, three years after it was founded", "six years later, in 2004".

use std::ops::Range;

use super::items::{Kind, Sentence};
use super::statement::{Doubt, Member, Missing, Part, Relation, Statement};
use crate::model::{Noun, Period, Unit};
use crate::num::{Numeral, Qualifier, Reported};
use crate::read::article::lexer::{Context, TimeUnit, Token, TokenKind, resolve};

/// A time is said at most so many words away from the years before or after it.
const REACH: usize = 3;

/// A time and its bytes in the text.
pub(super) type Moment = (Period, Range<usize>);

/// Which of two times the words beside a number of years are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    /// "Later", "further": the time said before is the earlier one.
    Later,
    /// "After it was founded": the time said beside is the later one.
    After,
    /// "Before it was sold".
    Before,
    /// "After 15 years", "in five years' time": neither.
    Long,
}

/// Reads the years between times; `last` is the time that was named last, in this sentence or before.
pub(super) fn read(sentence: &Sentence<'_, '_>, last: &mut Option<Moment>, found: &mut Vec<Statement>) {
    let mut is_of_sentence = false;
    for at in 0..sentence.items.len() {
        match sentence.kind(at) {
            Some(Kind::Time) => found.extend(statement(sentence, at, last.as_ref(), is_of_sentence)),
            Some(Kind::Period) => {
                if let Some(moment) = moment(sentence, at) {
                    *last = Some(moment);
                    is_of_sentence = true;
                }
            }
            _ => {}
        }
    }
}

/// Takes note of the last time in a sentence that states no years.
pub(super) fn pass(tokens: &[Token<'_>], last: &mut Option<Moment>) {
    let moment = |token: &Token<'_>| Some((resolve(token.period()?, &Context::default())?, token.span()));
    if let Some(moment) = tokens.iter().rev().find_map(moment) {
        *last = Some(moment);
    }
}

fn statement(sentence: &Sentence<'_, '_>, at: usize, last: Option<&Moment>, is_of_sentence: bool) -> Option<Statement> {
    let years = years(sentence, at)?;
    let order = order(sentence, at)?;
    let before = near(sentence, (at.saturating_sub(REACH)..at).rev());
    let after = near(sentence, at.saturating_add(1)..at.saturating_add(REACH).saturating_add(2));
    let ahead = || {
        let begins = at.saturating_add(2);
        let end = (begins..sentence.items.len())
            .find(|item| sentence.kind(*item) == Some(Kind::Comma))
            .unwrap_or(sentence.items.len());
        near(sentence, begins..end)
    };
    let (later, earlier) = match order {
        Order::Later => (after, last.cloned()),
        Order::After => (before.or_else(|| after.clone()), ahead().filter(|_| before_exists(sentence, at))),
        Order::Before => (ahead().filter(|_| before_exists(sentence, at)), before),
        Order::Long => (None, None),
    };
    let missing = match (&later, &earlier) {
        (Some(_), Some(_)) => None,
        (Some(_), None) => Some(Missing::Earlier),
        (None, Some(_)) => Some(Missing::Later),
        (None, None) => Some(Missing::Times),
    };
    // What "later" is later than may be anything that was said in between.
    let doubt = if order == Order::Later || !is_of_sentence { Some(Doubt::Reading) } else { None };
    let times = Some((later.as_ref().map(|(period, _)| *period), earlier.as_ref().map(|(period, _)| *period)));
    let of_times = [(later, Part::Later), (earlier, Part::Earlier)];
    let of_times = of_times.into_iter().filter_map(|(moment, part)| moment.map(|moment| time(moment, part)));
    let members = std::iter::once(years).chain(of_times).collect();
    Some(Statement { times, ..sentence.statement(Relation::Elapsed, members, missing, doubt, at) })
}

fn before_exists(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    near(sentence, (at.saturating_sub(REACH)..at).rev()).is_some()
}

/// The number of years, of a length of time that is counted in them.
fn years(sentence: &Sentence<'_, '_>, at: usize) -> Option<Member> {
    let token = sentence.token(at)?;
    let TokenKind::Time(time) = &token.kind else {
        return None;
    };
    let power = match time.unit {
        TimeUnit::Year => 0,
        TimeUnit::Decade => 1,
        _ => return None,
    };
    let reported = time.reported.times_power_of_ten(power);
    Some(Member { part: Part::Years, span: token.span(), reported, unit: in_years() })
}

fn in_years() -> Option<Unit> {
    Noun::from_word("years").map(Unit::Count)
}

fn order(sentence: &Sentence<'_, '_>, at: usize) -> Option<Order> {
    let next = at.saturating_add(1);
    let is = |words: &[&str]| words.iter().any(|word| sentence.is_word(next, word));
    let led = at.checked_sub(1).is_some_and(|before| {
        ["after", "for", "in", "spent", "just"].iter().any(|word| sentence.is_word(before, word))
    });
    if is(&["later", "further", "afterwards", "on"]) {
        Some(Order::Later)
    } else if is(&["after", "since", "following"]) {
        Some(Order::After)
    } else if is(&["before"]) {
        Some(Order::Before)
    } else if is(&["'", "’", "time", "as", "working", "with", "at", "of"]) || led {
        (!is(&["ago", "to", "from"])).then_some(Order::Long)
    } else {
        None
    }
}

/// The first of some items that is a time, with nothing but small words before it.
fn near(sentence: &Sentence<'_, '_>, items: impl Iterator<Item = usize>) -> Option<Moment> {
    let mut items = items;
    items.find_map(|at| moment(sentence, at))
}

fn moment(sentence: &Sentence<'_, '_>, at: usize) -> Option<Moment> {
    let period = resolve(sentence.period(at)?, &Context::default())?;
    Some((period, sentence.token(at)?.span()))
}

/// A time as a member: its year.
fn time((period, span): Moment, part: Part) -> Member {
    let year = Numeral::new(i128::from(period.start().year()), 0);
    Member { part, span, reported: Reported::new(year, Qualifier::Exact), unit: in_years() }
}
