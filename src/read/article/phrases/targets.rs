//! Price targets: how far a target lies above the price. "Shares sell for $78, and the $95 average price target suggests a 22% upside".

use super::items::{Kind, Sentence, Sort};
use super::motion::Reading;
use super::words::{Class, Direction};

/// A word says what a figure is at most so many words away.
const REACH: usize = 5;

/// Words before the price that something has today.
const PRICES: &[&str] = &[
    "selling", "sells", "sell", "priced", "trading", "trades", "trade", "quoted", "price", "close", "closed", "level",
];

/// Words that make the percentage what the two prices imply, without the ending of the verb.
const IMPLYING: &[&str] =
    &["impl", "suggest", "indicat", "represent", "giv", "mean", "upside", "downside", "potential", "room"];

/// So many figures say how far a target lies above a price.
const TARGET_PRICE_AND_GROWTH: usize = 3;

/// Reads the percentage between a price and a target that a sentence gives, in place of what was read of that percentage before.
pub(super) fn read(sentence: &Sentence<'_, '_>, found: &mut Vec<Reading>) {
    if sentence.figures.len() < TARGET_PRICE_AND_GROWTH
        || !(0..sentence.items.len()).any(|at| sentence.is_word(at, "target"))
    {
        return;
    }
    if let Some(reading) = reading(sentence) {
        found.retain(|other| other.growth != reading.growth);
        found.push(reading);
    }
}

fn reading(sentence: &Sentence<'_, '_>) -> Option<Reading> {
    let amounts: Vec<usize> =
        sentence.figures.iter().copied().filter(|at| matches!(sentence.sort(*at), Some(Sort::Money(_)))).collect();
    let (target, price) = match amounts.as_slice() {
        [one, other] if is_target(sentence, *one) && is_price(sentence, *other) => (*one, *other),
        [one, other] if is_price(sentence, *one) && is_target(sentence, *other) => (*other, *one),
        _ => return None,
    };
    let mut growths = sentence.figures.iter().copied().filter(|at| sentence.sort(*at) == Some(Sort::Percent));
    let (growth, None) = (growths.next()?, growths.next()) else {
        return None;
    };
    let (word, way) = movement(sentence, growth)?;
    let is_implied = (target..growth).any(|at| implies(sentence, at)) || implies(sentence, word);
    let is_like = sentence.sort(target) == sentence.sort(price);
    (is_implied && is_like && target < growth).then_some(Reading {
        way: Some(way),
        word: Some(word),
        multiple: None,
        growth: Some(growth),
        change: None,
        current: Some(target),
        prior: Some(price),
        is_versus: false,
        is_guess: false,
        is_named: true,
        clause: sentence.clause_start(growth),
        first: target.min(price),
        last: growth.max(price).max(word),
    })
}

/// "$95 average price target", "a price target of $95", "the price target, at $95".
fn is_target(sentence: &Sentence<'_, '_>, amount: usize) -> bool {
    is_called(sentence, amount, &["target"]) || {
        let mut next =
            (amount.saturating_add(1)..=amount.saturating_add(REACH)).take_while(|at| is_word(sentence, *at));
        next.any(|at| sentence.is_word(at, "target"))
    }
}

/// "Selling for $78", "the current price of $78", "its $78 share price".
fn is_price(sentence: &Sentence<'_, '_>, amount: usize) -> bool {
    let is_named = (amount.saturating_add(1)..amount.saturating_add(3)).any(|at| sentence.is_word(at, "price"));
    (is_named || is_called(sentence, amount, PRICES)) && !is_target(sentence, amount)
}

/// Whether one of some words stands before an amount, with no other figure between.
fn is_called(sentence: &Sentence<'_, '_>, amount: usize, words: &[&str]) -> bool {
    let mut before = (amount.saturating_sub(REACH)..amount)
        .rev()
        .take_while(|at| is_word(sentence, *at) || sentence.kind(*at) == Some(Kind::Comma));
    before.any(|at| sentence.is_one_of(at, words))
}

fn is_word(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    matches!(sentence.kind(at), Some(Kind::Word(class)) if !matches!(class, Class::And | Class::Clause))
}

/// The word of movement that a percentage measures: "22% upside growth", "growth of 18%", "an upside potential of 25%".
fn movement(sentence: &Sentence<'_, '_>, growth: usize) -> Option<(usize, Direction)> {
    let way = |at: &usize| {
        let way = sentence.class(*at)?.direction()?;
        (way != Direction::Either && !sentence.is_aside(*at)).then_some((*at, way))
    };
    // "A 19% one-year upside".
    let is_light = |at: &usize| is_word(sentence, *at) || sentence.kind(*at) == Some(Kind::Time);
    let after = (growth.saturating_add(1)..growth.saturating_add(REACH)).take_while(is_light);
    let before = (growth.saturating_sub(REACH)..growth).rev().take_while(is_light);
    let mut after = after.filter_map(|at| way(&at));
    let mut before = before.filter_map(|at| way(&at));
    after.next().or_else(|| before.next())
}

fn implies(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let begins = |text: &str, stem: &&str| text.get(..stem.len()).is_some_and(|start| start.eq_ignore_ascii_case(stem));
    sentence.token(at).is_some_and(|token| IMPLYING.iter().any(|stem| begins(token.text, stem)))
}
