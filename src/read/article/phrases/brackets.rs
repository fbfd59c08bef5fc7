//! What stands beside a sentence: an amount in another currency, and what brackets hold.

use super::items::{Kind, Sentence, Sort};
use super::words::Class;

/// A time is told in no more words than these.
const MAX_TIME: usize = 8;

/// An amount and the same in another currency, by their positions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) amount: usize,
    pub(super) converted: usize,
}

/// Reads the conversions of a sentence: "3.4 billion yuan ($550 million)", "$550m, or 3.4bn yuan", "EUR 47 mln USD 50 mln". What
/// is converted is then aside, since the sentence goes on without it.
pub(super) fn conversions(sentence: &mut Sentence<'_, '_>, found: &mut Vec<Pair>) {
    let mut before: Option<usize> = None;
    let mut amount: Option<usize> = None;
    for number in 0..sentence.figures.len() {
        let Some(at) = sentence.figures.get(number).copied() else {
            return;
        };
        let pair = before.and_then(|before| {
            let is_list = amount.is_some_and(|amount| amount != before);
            let first = if is_list { amount? } else { before };
            let is_pair = is_conversion(sentence, first, at) && is_same_amount(sentence, before, at, is_list);
            is_pair.then_some(Pair { amount: first, converted: at })
        });
        match pair {
            Some(pair) => {
                found.push(pair);
                amount = Some(pair.amount);
                (before.unwrap_or(at).saturating_add(1)..=at).for_each(|item| sentence.set_aside(item, true));
            }
            None => amount = Some(at),
        }
        before = Some(at);
    }
}

fn is_conversion(sentence: &Sentence<'_, '_>, one: usize, other: usize) -> bool {
    match (sentence.sort(one), sentence.sort(other)) {
        (Some(Sort::Money(one_currency)), Some(Sort::Money(other_currency))) => {
            one_currency != other_currency && sentence.is_per_unit(one) == sentence.is_per_unit(other)
        }
        _ => false,
    }
}

/// Whether what stands between two figures says that they are one amount; in a list of currencies a comma is enough.
fn is_same_amount(sentence: &Sentence<'_, '_>, one: usize, other: usize, is_list: bool) -> bool {
    let between = || one.saturating_add(1)..other;
    let has = |wanted: fn(Option<Kind>) -> bool| between().any(|at| wanted(sentence.kind(at)));
    let opens = has(|kind| kind == Some(Kind::Open));
    let says_or = has(|kind| matches!(kind, Some(Kind::Word(Class::Or))));
    let has_comma = has(|kind| kind == Some(Kind::Comma));
    let is_slash =
        between().all(|at| sentence.kind(at) == Some(Kind::Sign) && sentence.is_one_of(at, &["/", "=", "~", "≈"]));
    let nothing_else = between().all(|at| {
        let class = sentence.class(at);
        let is_light = matches!(class, Some(Class::Filler | Class::Or | Class::Value | Class::To));
        is_light
            || matches!(sentence.kind(at), Some(Kind::Open | Kind::Comma | Kind::Sign))
            || is_list && sentence.kind(at) == Some(Kind::Close)
    });
    let is_linked = opens || says_or || is_slash || (is_list && has_comma);
    nothing_else && is_linked
}

/// Words that make the second amount a part of the first, or one of several that it is the sum of.
const PART: &[&str] =
    &["of", "a", "an", "per", "each", "every", "apiece", "annually", "yearly", "monthly", "weekly", "daily"];

/// Whether what follows the second of two amounts leaves it the whole of the first: not "$450m (40m euros of it in shares)", "$450m, or
/// 30m euros a year". In brackets only a time or a rate may follow: "($550m in 2014)", "($550m at today's rate)".
pub(super) fn is_whole_amount(sentence: &Sentence<'_, '_>, pair: Pair) -> bool {
    let next = pair.converted.saturating_add(1);
    let of_each = sentence.is_word(next, "for") && sentence.is_one_of(next.saturating_add(1), &["each", "every"]);
    let is_summed = sentence.is_word(next, "in") && sentence.is_one_of(next.saturating_add(1), &["all", "total"]);
    if of_each || is_summed || sentence.class(next) == Some(Class::With) || sentence.is_one_of(next, PART) {
        return false;
    }
    let in_brackets = (pair.amount..pair.converted).any(|at| sentence.kind(at) == Some(Kind::Open));
    let is_time = |at: usize| matches!(sentence.kind(at), Some(Kind::Period | Kind::Time));
    !in_brackets
        || match sentence.kind(next) {
            Some(Kind::Word(Class::In)) => is_time(next.saturating_add(1)),
            Some(Kind::Word(class)) => matches!(class, Class::At | Class::And | Class::Or),
            _ => true,
        }
}

/// Brings back into the sentence what a bracket says of it: "(up 5% from 10.1)", "51.5 points (or 0.9%)", "10.6 mn (10.1)".
pub(super) fn open_up(sentence: &mut Sentence<'_, '_>) {
    if !sentence.content.has_brackets() {
        return;
    }
    let opens: Vec<usize> = (0..sentence.items.len()).filter(|at| sentence.kind(*at) == Some(Kind::Open)).collect();
    for open in opens {
        let Some(close) = sentence.closing(open) else {
            continue;
        };
        if says_of_sentence(sentence, open, close) {
            (open.saturating_add(1)..close).for_each(|at| sentence.set_aside(at, false));
        } else if let Some(prior) = prior_in(sentence, open, close) {
            sentence.set_aside(prior, false);
        }
    }
}

fn says_of_sentence(sentence: &Sentence<'_, '_>, open: usize, close: usize) -> bool {
    let inside = || open.saturating_add(1)..close;
    let mut figures = inside().filter(|at| sentence.kind(*at) == Some(Kind::Figure));
    let (Some(first), more) = (figures.next(), figures.next().is_some()) else {
        return false;
    };
    if inside().any(|at| matches!(sentence.kind(at), Some(Kind::Open | Kind::Semicolon))) {
        return false;
    }
    let begins = sentence.class(open.saturating_add(1));
    let moves = begins.is_some_and(|class| {
        class.direction().is_some() || matches!(class, Class::Versus | Class::Compared | Class::To | Class::From)
    });
    if is_signed(sentence, open.saturating_add(1)) || is_prior_with_growth(sentence, open, close) {
        return true;
    }
    let before = open.checked_sub(1).filter(|before| sentence.kind(*before) == Some(Kind::Figure));
    let is_plain = !more
        && inside()
            .take_while(|at| *at < first)
            .all(|at| matches!(sentence.kind(at), Some(Kind::Word(Class::Or | Class::Filler))))
        && first.saturating_add(1) == close;
    moves || is_plain && before.is_some_and(|before| is_other_measure_or_prior(sentence, before, first))
}

/// A percentage with a sign, which says how a level moved: "(+7%)".
fn is_signed(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    sentence.sort(at) == Some(Sort::Percent) && sentence.figure(at).is_some_and(|figure| figure.has_sign)
}

/// "3.1bn euros (2.9bn, +7%)".
fn is_prior_with_growth(sentence: &Sentence<'_, '_>, open: usize, close: usize) -> bool {
    let (prior, comma, growth) = (open.saturating_add(1), open.saturating_add(2), open.saturating_add(3));
    let is_list = sentence.kind(comma) == Some(Kind::Comma) && is_signed(sentence, growth);
    let before = open.checked_sub(1).and_then(|before| sentence.sort(before));
    let are_like = before.zip(sentence.sort(prior)).is_some_and(|(before, prior)| before.suits(prior));
    is_list && are_like && growth.saturating_add(1) == close
}

/// The level before that a bracket holds, with its time inside or before the bracket.
fn prior_in(sentence: &Sentence<'_, '_>, open: usize, close: usize) -> Option<usize> {
    let dated = dated_prior(sentence, open, close).or_else(|| prior_dated_after(sentence, open, close));
    dated.or_else(|| told_prior(sentence, open, close))
}

/// The level of a time that is named after it: "3.4bn yuan (2.2bn yuan in 2013)".
fn prior_dated_after(sentence: &Sentence<'_, '_>, open: usize, close: usize) -> Option<usize> {
    let prior = open.saturating_add(1);
    let like = sentence.sort(open.checked_sub(1)?)?.suits(sentence.sort(prior)?);
    let mut says_time = false;
    let is_light = (prior.saturating_add(1)..close).all(|at| {
        says_time |= sentence.period(at).is_some();
        matches!(sentence.kind(at), Some(Kind::Period | Kind::Word(Class::In | Class::Filler | Class::At)))
    });
    (like && is_light && says_time).then_some(prior)
}

/// The level of a time that is named before it, all that a bracket holds: "3.4bn yuan (2013: 2.2bn yuan)".
fn dated_prior(sentence: &Sentence<'_, '_>, open: usize, close: usize) -> Option<usize> {
    let prior = close.checked_sub(1)?;
    let like = sentence.sort(open.checked_sub(1)?)?.suits(sentence.sort(prior)?);
    let is_dated = (open..prior).any(|at| sentence.period(at).is_some());
    (like && is_dated && sentence.opened_before(prior) == Some(open)).then_some(prior)
}

/// The level of the time that something is compared with: "up 60% compared with 2013 ($800 million)", "12% above the previous year
/// (EUR 10.0 mn)".
fn told_prior(sentence: &Sentence<'_, '_>, open: usize, close: usize) -> Option<usize> {
    let prior = close.checked_sub(1).filter(|prior| open.saturating_add(1) == *prior)?;
    let is_level = !sentence.sort(prior)?.is_relative();
    (is_level && is_time_compared(sentence, open)).then_some(prior)
}

/// Whether all that stands before a bracket, up to a word of comparison, is a time.
pub(super) fn is_time_compared(sentence: &Sentence<'_, '_>, open: usize) -> bool {
    let mut says_time = false;
    for at in (open.saturating_sub(MAX_TIME)..open).rev() {
        match sentence.kind(at) {
            Some(Kind::Period) => says_time = true,
            Some(Kind::Word(Class::Versus | Class::Than | Class::From | Class::Adverb(_))) => return says_time,
            Some(Kind::Word(Class::Filler | Class::Of | Class::In | Class::Other)) => {}
            _ => return false,
        }
    }
    false
}

/// Whether a figure in brackets after another says the same in percent, or is of the same sort and so perhaps an earlier one.
fn is_other_measure_or_prior(sentence: &Sentence<'_, '_>, before: usize, figure: usize) -> bool {
    match (sentence.sort(before), sentence.sort(figure)) {
        (Some(one), Some(other)) => one.is_relative() != other.is_relative() || one.suits(other),
        _ => false,
    }
}
