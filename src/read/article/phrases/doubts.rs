//! What speaks against judging a relation: a basis of its own, an adjustment, a text that breaks off.

use super::bases;
use super::counted::{Thing, is_some_of};
use super::items::{Kind, Sentence};
use super::motion::Reading;
use super::statement::{Doubt, Missing};
use super::words::{Class, Direction};
use crate::model::currency;
use crate::read::article::lexer::{PeriodToken, Relative, Token, Year};

/// What is said of a movement after it is said in so many words.
const MAX_AFTER: usize = 14;

/// Words besides currencies that name what is quoted the other way round, or in terms of something else.
const QUOTED: &[&str] = &["currency", "bond", "bonds", "spread", "odds", "rank", "ranking", "sterling"];

/// Whether the percentage is measured on a basis on which the levels are not: "rose 5% organically to 3.1bn", "5% up on a comparable
/// basis". What is named before it, as in "comparable sales rose", is the basis of the levels too.
pub(super) fn basis(sentence: &Sentence<'_, '_>, reading: &Reading) -> Option<Missing> {
    if !sentence.content.may_name_basis() {
        return None;
    }
    let moved = reading.word.unwrap_or(reading.first);
    let named = clause(sentence, reading).filter(|at| is_basis(sentence, *at)).last()?;
    let names_basis = |at: usize| sentence.is_one_of(at, &["basis", "terms", "currency", "currencies"]);
    (named > moved || clause(sentence, reading).any(names_basis)).then_some(Missing::Basis)
}

/// The first words of "like for like" and of "same-store".
pub(super) const BEGIN_BASIS: [&str; 2] = ["like", "same"];

fn is_basis(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let follows = |words: &[&str]| follows(sentence, at, words);
    match sentence.class(at) {
        Some(Class::Basis) => !sentence.is_aside(at),
        Some(Class::Other) if sentence.is_word(at, "like") => follows(&["for", "like"]),
        Some(Class::Other) if sentence.is_word(at, "same") => follows(&["store"]) || follows(&["stores"]),
        _ => false,
    }
}

/// Whether words follow, hyphens between them left out.
fn follows(sentence: &Sentence<'_, '_>, at: usize, words: &[&str]) -> bool {
    let mut next = at;
    words.iter().all(|word| {
        next = next.saturating_add(1);
        if sentence.kind(next) == Some(Kind::Dash) {
            next = next.saturating_add(1);
        }
        sentence.is_word(next, word)
    })
}

/// Why figures that do not fit may not be meant to.
pub(super) fn of_reading(sentence: &Sentence<'_, '_>, reading: &Reading) -> Option<Doubt> {
    if reading.is_guess || counts_several_things(sentence, reading) {
        Some(Doubt::Reading)
    } else if breaks_off(sentence, reading) {
        Some(Doubt::CutOff)
    } else if !reading.is_named && is_on_other_base(sentence, reading) || bases::is_adjusted(sentence, reading) {
        Some(Doubt::Basis)
    } else if is_of_other_time(sentence, reading) || bases::is_measured_elsewhere(sentence, reading) {
        Some(Doubt::OtherTime)
    } else {
        None
    }
}

/// Whether the figures count one thing and another, of which one is only known by its word: "cut 12 flights, or 9% of those from its 3
/// hubs". "2 of its 4 yards" is a number of yards too, whatever moved.
fn counts_several_things(sentence: &Sentence<'_, '_>, reading: &Reading) -> bool {
    let figures = || [reading.change, reading.current, reading.prior].into_iter().flatten();
    let things = || figures().filter_map(|at| Thing::of(sentence, at));
    let words = || things().filter(|thing| thing.is_word());
    let differ = words().any(|word| things().any(|other| !word.is_same(other)));
    // A change with its percentage and one level must be of what the level counts: "by 30, or 5%, to 45 offices" may not be.
    let is_lone = reading.growth.is_some() && reading.current.is_some() != reading.prior.is_some();
    let is_unsaid = is_lone && reading.change.is_some_and(|change| Thing::of(sentence, change).is_none());
    differ || is_unsaid && words().next().is_some() || figures().any(|at| is_some_of(sentence, at))
}

/// Whether something is said of one figure and not of the others that puts it on another base. What is said of all of them, before
/// the first, does not: "the average price rose 5% to 105 from 100".
fn is_on_other_base(sentence: &Sentence<'_, '_>, reading: &Reading) -> bool {
    if !sentence.content.may_name_basis() {
        return false;
    }
    let levels = [reading.current, reading.prior];
    let first = levels.into_iter().flatten().min().unwrap_or(reading.first);
    let moved = reading.word.into_iter().chain(reading.growth);
    let measures_growth = |at: usize| {
        let near = moved.clone().any(|moved| at < moved && (at..moved).all(|between| is_of_rate(sentence, between)));
        near || reading.growth.is_some_and(|growth| at > growth)
    };
    // "Up from a previous estimate of 3bn": what it came from is what the movement is measured from, whatever it is called.
    let names_level = |at: usize| {
        let stated = levels.into_iter().flatten().filter(|level| *level == first || !reading.is_versus);
        { stated }.any(|level| leads(sentence, at, level))
    };
    clause(sentence, reading).any(|at| {
        let is_slack = sentence.class(at) == Some(Class::Slack) && !sentence.is_aside(at);
        is_basis(sentence, at) || is_slack && (at > first || measures_growth(at)) && !names_level(at)
    })
}

/// Whether all that follows up to a level belongs to its name: "to a seasonally adjusted annual rate of".
fn leads(sentence: &Sentence<'_, '_>, at: usize, level: usize) -> bool {
    at < level
        && sentence.approach(level).at <= at
        && (at..level).all(|between| !matches!(sentence.kind(between), Some(Kind::Figure)))
}

/// "Average annual", and what else stands between such words and what they measure.
fn is_of_rate(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    matches!(sentence.class(at), Some(Class::Slack | Class::Filler | Class::Of))
}

/// The items of the clause: from its beginning to where the next one begins.
fn clause<'s>(sentence: &'s Sentence<'_, '_>, reading: &Reading) -> impl Iterator<Item = usize> + use<'s> {
    let reach = sentence.items.len().min(reading.last.saturating_add(MAX_AFTER));
    let end = (reading.last.saturating_add(1)..reach)
        .find(|at| {
            !sentence.is_aside(*at)
                && matches!(
                    sentence.kind(*at),
                    Some(Kind::Semicolon | Kind::Figure | Kind::Word(Class::Clause | Class::With | Class::Verb(_)))
                )
        })
        .unwrap_or(reach);
    reading.clause..end
}

/// Whether the last figure is the last thing that is said, without a full stop after it.
fn breaks_off(sentence: &Sentence<'_, '_>, reading: &Reading) -> bool {
    let figures = [reading.prior, reading.current, reading.growth, reading.change].into_iter().flatten();
    let last = figures.max();
    last.and_then(|at| sentence.items.get(at)).is_some_and(|item| item.token.saturating_add(1) >= sentence.tokens.len())
}

/// Whether the movement is said to be against another time than the level: "rose 5% year on year to 100 from 98 the month before".
fn is_of_other_time(sentence: &Sentence<'_, '_>, reading: &Reading) -> bool {
    let time_after = |figure: Option<usize>| {
        let figure = figure?;
        let next = (figure.saturating_add(1)..sentence.items.len()).find(|at| sentence.kind(*at) == Some(Kind::Figure));
        let end = next.unwrap_or(sentence.items.len());
        (figure..end).find_map(|at| match sentence.period(at)? {
            PeriodToken::Relative(
                relative @ (Relative::YearsEarlier(_) | Relative::Previous(_) | Relative::Last(_)),
            ) => Some(*relative),
            _ => None,
        })
    };
    let differ = match (time_after(reading.growth), time_after(reading.prior)) {
        (Some(one), Some(other)) => one != other && reading.growth != reading.prior,
        _ => false,
    };
    differ || reading.is_versus && is_against_other_time(sentence, reading)
}

/// "Rose by 2,000 in the month to 436,500, compared with 470,700 a year earlier", "180.8m compared with 147.5m for coffee, a drop of
/// 42% from last year": what is set against the level is not what it moved from.
fn is_against_other_time(sentence: &Sentence<'_, '_>, reading: &Reading) -> bool {
    let Some(moved) = reading.growth.or(reading.change) else {
        return false;
    };
    let end = reading.prior.filter(|prior| *prior > moved).unwrap_or(reading.last.saturating_add(4));
    let of_time = |at: usize| {
        matches!(sentence.period(at), Some(PeriodToken::Relative(_) | PeriodToken::Of(Year::Back(_), _)))
            || sentence.is_one_of(at, &["week", "month", "day"])
    };
    reading.change.is_some() || (moved..end).any(of_time)
}

/// Whether what the clause is about before its movement is a loss.
pub(super) fn subject_is_loss(sentence: &Sentence<'_, '_>, reading: &Reading) -> Option<bool> {
    let end = reading.current.or(reading.word).unwrap_or(reading.first);
    (reading.clause..end).rev().filter(|at| !sentence.is_aside(*at)).find_map(|at| match sentence.class(at) {
        Some(Class::Loss) => Some(true),
        Some(Class::Profit) => Some(false),
        _ => None,
    })
}

/// Whether what moves may be quoted the other way round, so that it rises as the number falls.
pub(super) fn is_quoted(sentence: &Sentence<'_, '_>, reading: &Reading) -> bool {
    let word = reading.word.unwrap_or(reading.first);
    let is_quoted = |at: usize| sentence.is_one_of(at, QUOTED) || names_currency(sentence, at);
    // "18.75 to the dollar".
    let after = |level: Option<usize>| {
        let level = level.unwrap_or(word);
        (level..level.saturating_add(5)).any(|at| is_quoted(at) && at > level && is_quoted_in(sentence, at))
    };
    (reading.clause..word).any(is_quoted) || after(reading.current) || after(reading.prior)
}

/// Why the way that figures went may not be the one that the word says.
pub(super) fn of_way(sentence: &Sentence<'_, '_>, reading: &Reading) -> Option<Doubt> {
    if reading.way == Some(Direction::Either) || is_turned(sentence, reading) {
        Some(Doubt::Direction)
    } else if reading.is_versus {
        Some(Doubt::Reading)
    } else {
        None
    }
}

/// Whether another word of the clause goes the other way, or the word is no verb of what moved: "profit fell, despite higher sales, to",
/// "price cuts deepened to". Two losses grow as the result falls.
fn is_turned(sentence: &Sentence<'_, '_>, reading: &Reading) -> bool {
    let way_at = |at: usize| sentence.class(at).and_then(Class::direction).filter(|way| *way != Direction::Either);
    let levels = || [reading.current, reading.prior].into_iter().flatten();
    let end = levels().max().unwrap_or(reading.last);
    let is_other =
        |at: usize| way_at(at).is_some_and(|way| reading.way.is_some_and(|own| own != way)) && reading.word != Some(at);
    // "Profit fell, despite higher sales, to 401m": the aside ends before the level.
    let goes_back = reading.clause > 0
        && reading.current.is_some_and(|current| {
            let to = sentence.approach(current).at;
            let is_to = sentence.class(to) == Some(Class::To);
            is_to && sentence.before(to).is_some_and(|comma| sentence.kind(comma) == Some(Kind::Comma))
        });
    let is_named = reading.word.is_some_and(|word| {
        let is_noun = matches!(sentence.class(word), Some(Class::Noun(_) | Class::Both(_)));
        is_noun && sentence.class(word.saturating_add(1)) == Some(Class::Other)
    });
    // "Profit rose 11% to 830m and turnover at 131m was below" tells of two things.
    let is_level = |at: usize| sentence.sort(at).is_some_and(|sort| !sort.is_relative());
    let word = reading.word.unwrap_or(reading.first);
    let parted = (reading.clause..word).rev().filter(|at| Some(*at) != reading.current).find(|at| is_level(*at));
    goes_back
        || (parted.unwrap_or(reading.clause)..end).any(is_other)
        || is_named
        || levels().all(|level| sentence.approach(level).is_loss == Some(true))
}

fn names_currency(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let is_word = matches!(sentence.class(at), Some(Class::Other));
    let may_name = |token: &Token<'_>| token.text.len() > 2 && token.may_name_currency();
    is_word && sentence.token(at).is_some_and(|token| may_name(token) && currency::lookup(token.text).is_some())
}

/// "To the dollar", "per dollar".
fn is_quoted_in(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    (at.saturating_sub(2)..at)
        .any(|before| sentence.is_word(before, "per") || sentence.class(before) == Some(Class::To))
}
