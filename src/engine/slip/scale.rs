//! Figures that are off by a power of ten.

use super::{Attempt, Case, Member, Reading, votes};
use crate::finding::SlipKind;
use crate::model::Figure;
use crate::num::{Exact, Numeral};

/// The powers of ten by which figures go wrong: a misplaced point, percent and fraction, and the scale words.
const POWERS: [(i32, &str); 5] = [(1, "10"), (2, "100"), (3, "1,000"), (6, "1,000,000"), (9, "1,000,000,000")];

/// A figure that is too large or too small by a power of ten. In a product, such as two levels and their growth, it may as well
/// be the one as the other: unless other periods' levels tell which, that is left open.
pub(super) fn attempt(case: &Case<'_>) -> Attempt {
    let mut attempt = Attempt::new(SlipKind::PowerOfTen, "");
    let all: Vec<(usize, Numeral)> = case
        .members()
        .filter(|(_, member, _)| !member.stated.nominal.is_zero())
        .flat_map(|(at, member, _)| scaled(member).map(move |numeral| (at, numeral)))
        .collect();
    case.weigh(&mut attempt, &all);
    let factors: Vec<&str> = attempt.readings.iter().filter_map(|(reading, _)| factor(case, reading)).collect();
    attempt.is_open = factors.windows(2).all(|pair| pair.first() == pair.last());
    if let Some(at) = told_by_peers(case, &attempt.readings) {
        attempt.readings.retain(|(reading, _)| reading.party == at);
    }
    let which = if attempt.readings.len() > 1 { "one of them is " } else { "" };
    attempt.reason = format!("{which}off by a factor of {}", factors.first().unwrap_or(&""));
    attempt
}

fn scaled(member: &Member<'_>) -> impl Iterator<Item = Numeral> + use<> {
    let written = *member.figure.reported.numeral();
    POWERS.into_iter().flat_map(|(power, _)| [power, power.saturating_neg()]).map(move |power| times(&written, power))
}

/// A numeral times a power of ten. Zeros at the end of a whole numeral that come to stand behind the decimal point are left out.
fn times(written: &Numeral, power: i32) -> Numeral {
    let (mut mantissa, mut place) = (written.mantissa(), written.last_place().saturating_add(power));
    while written.is_whole() && place < written.last_place() && mantissa.checked_rem(10) == Some(0) {
        mantissa = mantissa.checked_div(10).unwrap_or(mantissa);
        place = place.saturating_add(1);
    }
    Numeral::new(mantissa, place)
}

/// The power of ten by which a reading differs from what is written.
fn power(case: &Case<'_>, reading: &Reading) -> Option<i32> {
    let written = case.members.get(reading.party)?.stated.nominal.clone();
    reading.numeral.value().magnitude().checked_sub(written.magnitude())?.checked_abs()
}

fn factor(case: &Case<'_>, reading: &Reading) -> Option<&'static str> {
    let power = power(case, reading)?;
    POWERS.iter().find(|(known, _)| *known == power).map(|(_, factor)| *factor)
}

/// The majority of other periods' levels that tells which figure is off, times the power of ten: levels may well grow tenfold, but
/// hardly a hundredfold.
const CLEAR: i64 = 2;

/// The only figure that other periods' levels say is off, if they say so of one and of no other.
fn told_by_peers(case: &Case<'_>, readings: &[(Reading, Exact)]) -> Option<usize> {
    let is_off = |reading: &Reading| {
        let member = case.members.get(reading.party)?;
        let is_own = |peer: &Figure| case.members.iter().any(|own| std::ptr::eq(own.figure, peer));
        let peers: Vec<&Figure> = member.peers.iter().copied().filter(|peer| !is_own(peer)).collect();
        let votes = votes(&peers, &reading.numeral.value(), &member.stated.nominal);
        (votes.saturating_mul(power(case, reading)?.into()) >= CLEAR).then_some(reading.party)
    };
    let mut told = readings.iter().filter_map(|(reading, _)| is_off(reading));
    let only = told.next()?;
    told.next().is_none().then_some(only)
}
