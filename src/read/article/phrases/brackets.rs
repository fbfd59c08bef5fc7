//! What stands beside a sentence: an amount in another currency, and what brackets hold.

use super::items::{Kind, Sentence, Sort};
use super::words::Class;

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
            is_same_amount(sentence, before, at, is_list).then_some(())?;
            is_conversion(sentence, first, at).then_some(Pair { amount: first, converted: at })
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
    let is_slash = between().all(|at| {
        sentence.kind(at) == Some(Kind::Sign) && ["/", "=", "~", "≈"].iter().any(|sign| sentence.is_word(at, sign))
    });
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

/// Brings back into the sentence what a bracket says of it: "(up 5% from 10.1)", "51.5 points (or 0.9%)", "10.6 mn (10.1)".
pub(super) fn open_up(sentence: &mut Sentence<'_, '_>) {
    let opens: Vec<usize> = (0..sentence.items.len()).filter(|at| sentence.kind(*at) == Some(Kind::Open)).collect();
    for open in opens {
        let Some(close) = sentence.closing(open) else {
            continue;
        };
        if says_of_sentence(sentence, open, close) {
            (open.saturating_add(1)..close).for_each(|at| sentence.set_aside(at, false));
        } else if let Some(prior) = dated_prior(sentence, open, close) {
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
    let before = open.checked_sub(1).filter(|before| sentence.kind(*before) == Some(Kind::Figure));
    let is_plain = !more
        && inside()
            .take_while(|at| *at < first)
            .all(|at| matches!(sentence.kind(at), Some(Kind::Word(Class::Or | Class::Filler))))
        && first.saturating_add(1) == close;
    moves || is_plain && before.is_some_and(|before| is_other_measure_or_prior(sentence, before, first))
}

/// The level of a time that is named before it, all that a bracket holds: "3.4bn yuan (2013: 2.2bn yuan)".
fn dated_prior(sentence: &Sentence<'_, '_>, open: usize, close: usize) -> Option<usize> {
    let prior = close.checked_sub(1)?;
    let like = sentence.sort(open.checked_sub(1)?)?.suits(sentence.sort(prior)?);
    let is_dated = (open..prior).any(|at| sentence.period(at).is_some());
    (like && is_dated && sentence.opened_before(prior) == Some(open)).then_some(prior)
}

/// Whether a figure in brackets after another says the same in percent, or is of the same sort and so perhaps an earlier one.
fn is_other_measure_or_prior(sentence: &Sentence<'_, '_>, before: usize, figure: usize) -> bool {
    match (sentence.sort(before), sentence.sort(figure)) {
        (Some(one), Some(other)) => one.is_relative() != other.is_relative() || one.suits(other),
        _ => false,
    }
}
