//! Digits in another order, written twice, left out, or one in the place of another.

use super::{Attempt, Case, Member};
use crate::finding::SlipKind;
use crate::num::Numeral;

/// Digits that are all there: transposed, or one of them twice.
pub(super) fn of_order(case: &Case<'_>) -> Vec<Attempt> {
    vec![
        attempt(case, SlipKind::Transposed, "two digits are transposed", transposed),
        attempt(case, SlipKind::DoubledDigit, "a digit is written twice", doubled),
    ]
}

/// Digits that are not: left out, or another in the place of one.
pub(super) fn of_writing(case: &Case<'_>) -> Vec<Attempt> {
    vec![
        attempt(case, SlipKind::DroppedDigit, "a digit is left out", dropped),
        attempt(case, SlipKind::WrongDigit, "one digit is wrong", replaced),
    ]
}

fn attempt(case: &Case<'_>, kind: SlipKind, reason: &str, candidates: fn(&Digits) -> Vec<Digits>) -> Attempt {
    let mut attempt = Attempt::new(kind, reason);
    let numerals = |member: &Member<'_>| distinct(&candidates(&Digits::of(member)), member);
    let all: Vec<(usize, Numeral)> = case
        .members()
        .flat_map(|(at, member, _)| numerals(member).into_iter().map(move |numeral| (at, numeral)))
        .collect();
    case.weigh(&mut attempt, &all);
    attempt.is_open = case.is_of_equals();
    if attempt.readings.len() > 1 {
        attempt.reason = format!("in one of them {reason}");
    }
    attempt
}

/// The readings that differ from what is written, each once.
fn distinct(candidates: &[Digits], member: &Member<'_>) -> Vec<Numeral> {
    let written = member.figure.reported.numeral();
    let mut numerals: Vec<Numeral> = candidates.iter().filter_map(|digits| digits.numeral(member)).collect();
    numerals.retain(|numeral| (numeral.mantissa(), numeral.last_place()) != (written.mantissa(), written.last_place()));
    numerals.sort_by_key(|numeral| (numeral.last_place(), numeral.mantissa()));
    numerals.dedup();
    numerals
}

/// A numeral's digits without its sign, and how many of them stand behind the decimal point.
#[derive(Clone)]
struct Digits {
    digits: Vec<char>,
    decimals: usize,
    place: i32,
}

impl Digits {
    fn of(member: &Member<'_>) -> Self {
        let numeral = member.figure.reported.numeral();
        let fraction = member.stated.text.split_once('.').map_or("", |(_, fraction)| fraction);
        let decimals = fraction.chars().take_while(char::is_ascii_digit).count();
        Digits {
            digits: numeral.mantissa().unsigned_abs().to_string().chars().collect(),
            decimals: if numeral.is_whole() { 0 } else { decimals },
            place: numeral.last_place(),
        }
    }

    /// How many digits stand before the decimal point.
    fn whole(&self) -> usize {
        self.digits.len().saturating_sub(self.decimals)
    }

    /// The number with the sign of a figure, unless it begins with a zero, which nobody writes.
    fn numeral(&self, member: &Member<'_>) -> Option<Numeral> {
        self.digits.first().filter(|first| **first != '0')?;
        let append = |number: i128, digit: &char| number.checked_mul(10)?.checked_add(i128::from(digit.to_digit(10)?));
        let mantissa = self.digits.iter().try_fold(0_i128, append)?;
        let signed = if member.stated.nominal.is_negative() { mantissa.checked_neg()? } else { mantissa };
        Some(Numeral::new(signed, self.place))
    }
}

fn transposed(written: &Digits) -> Vec<Digits> {
    let swap = |at: usize| {
        let mut other = written.clone();
        let next = at.saturating_add(1);
        (next < other.digits.len()).then(|| other.digits.swap(at, next))?;
        Some(other)
    };
    (0..written.digits.len()).filter_map(swap).collect()
}

fn doubled(written: &Digits) -> Vec<Digits> {
    let once = |at: usize| {
        let is_twice = written.digits.get(at) == written.digits.get(at.checked_sub(1)?);
        let mut other = written.clone();
        is_twice.then(|| other.digits.remove(at))?;
        if at >= written.whole() {
            other.place = other.place.saturating_add(1);
        }
        Some(other)
    };
    (0..written.digits.len()).filter_map(once).collect()
}

fn dropped(written: &Digits) -> Vec<Digits> {
    let mut all = Vec::new();
    for at in 0..=written.digits.len() {
        for digit in '0'..='9' {
            let mut other = written.clone();
            other.digits.insert(at, digit);
            if at <= written.whole() {
                all.push(other.clone());
            }
            if at >= written.whole() && written.decimals > 0 {
                other.place = other.place.saturating_sub(1);
                all.push(other);
            }
        }
    }
    all
}

fn replaced(written: &Digits) -> Vec<Digits> {
    let other = |(at, digit): (usize, char)| {
        let mut other = written.clone();
        *other.digits.get_mut(at)? = digit;
        Some(other)
    };
    (0..written.digits.len()).flat_map(|at| ('0'..='9').map(move |digit| (at, digit))).filter_map(other).collect()
}
