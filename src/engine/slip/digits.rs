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

fn attempt(case: &Case<'_>, kind: SlipKind, reason: &str, others: fn(&Digits) -> Vec<Digits>) -> Attempt {
    let mut attempt = Attempt::new(kind, reason);
    let numerals =
        |member: &Member<'_>| Digits::of(member).map(|own| distinct(&others(&own), member)).unwrap_or_default();
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
#[derive(Clone, Copy)]
struct Digits {
    number: i128,
    count: u32,
    decimals: u32,
    place: i32,
}

impl Digits {
    fn of(member: &Member<'_>) -> Option<Self> {
        let numeral = member.figure.reported.numeral();
        let fraction = member.stated.text.split_once('.').map_or("", |(_, fraction)| fraction);
        let decimals = fraction.chars().take_while(char::is_ascii_digit).count();
        let number = numeral.mantissa().checked_abs()?;
        Some(Digits {
            number,
            count: number.checked_ilog10().unwrap_or(0).saturating_add(1),
            decimals: if numeral.is_whole() { 0 } else { u32::try_from(decimals).ok()? },
            place: numeral.last_place(),
        })
    }

    /// How many digits stand before the decimal point.
    fn whole(&self) -> u32 {
        self.count.saturating_sub(self.decimals)
    }

    /// The number with the sign of a figure, unless it begins with a zero, which nobody writes.
    fn numeral(&self, member: &Member<'_>) -> Option<Numeral> {
        let begins_with_zero = self.number.checked_ilog10()?.saturating_add(1) < self.count;
        let signed = if member.stated.nominal.is_negative() { self.number.checked_neg()? } else { self.number };
        (!begins_with_zero).then(|| Numeral::new(signed, self.place))
    }

    /// The digits before the last so many, and those.
    fn parted(&self, last: u32) -> Option<(i128, i128)> {
        let power = 10_i128.checked_pow(last)?;
        Some((self.number.checked_div(power)?, self.number.checked_rem(power)?))
    }

    /// Other digits before the last so many, `count` in all.
    fn with_first(&self, first: i128, last: u32, count: u32) -> Option<Digits> {
        let (power, (_, rest)) = (10_i128.checked_pow(last)?, self.parted(last)?);
        Some(Digits { number: first.checked_mul(power)?.checked_add(rest)?, count, ..*self })
    }

    /// Another digit behind those before the last so many, as one more, `count` in all.
    fn with_digit(&self, first: i128, digit: i128, last: u32, count: u32) -> Option<Digits> {
        self.with_first(first.checked_mul(10)?.checked_add(digit)?, last, count)
    }
}

fn transposed(written: &Digits) -> Vec<Digits> {
    let swap = |last: u32| {
        let (first, _) = written.parted(last)?;
        let (left, right) = (first.checked_div(10)?.checked_rem(10)?, first.checked_rem(10)?);
        // Tens and ones change places.
        let swapped = first.checked_add(right.checked_sub(left)?.checked_mul(9)?)?;
        written.with_first(swapped, last, written.count)
    };
    (0..written.count.saturating_sub(1)).filter_map(swap).collect()
}

fn doubled(written: &Digits) -> Vec<Digits> {
    let once = |last: u32| {
        let (first, _) = written.parted(last)?;
        let shorter = first.checked_div(10)?;
        let is_twice = shorter.checked_rem(10)? == first.checked_rem(10)?;
        let other = written.with_first(shorter, last, written.count.checked_sub(1)?).filter(|_| is_twice)?;
        let place = if last < written.decimals { other.place.saturating_add(1) } else { other.place };
        Some(Digits { place, ..other })
    };
    (0..written.count.saturating_sub(1)).filter_map(once).collect()
}

fn dropped(written: &Digits) -> Vec<Digits> {
    let mut all = Vec::new();
    for last in 0..=written.count {
        let (at, has_decimals) = (written.count.saturating_sub(last), written.decimals > 0);
        for digit in 0..10 {
            let with = |(first, _)| written.with_digit(first, digit, last, written.count.saturating_add(1));
            let Some(other) = written.parted(last).and_then(with) else { continue };
            if at <= written.whole() {
                all.push(other);
            }
            if at >= written.whole() && has_decimals {
                all.push(Digits { place: other.place.saturating_sub(1), ..other });
            }
        }
    }
    all
}

fn replaced(written: &Digits) -> Vec<Digits> {
    let other = |(last, digit): (u32, i128)| {
        let (first, _) = written.parted(last)?;
        written.with_digit(first.checked_div(10)?, digit, last, written.count)
    };
    (0..written.count).flat_map(|last| (0..10).map(move |digit| (last, digit))).filter_map(other).collect()
}
