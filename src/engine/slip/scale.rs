//! Figures that are off by a power of ten.

use super::{Attempt, Case, Reading, votes};
use crate::finding::SlipKind;
use crate::model::Figure;
use crate::num::{Exact, Numeral};

/// The powers of ten by which figures go wrong: a misplaced point, percent and fraction, and the scale words.
const POWERS: [(i32, &str); 5] = [(1, "10"), (2, "100"), (3, "1,000"), (6, "1,000,000"), (9, "1,000,000,000")];

/// A figure that is too large or too small by a power of ten. In a product, such as two levels and their growth, it may as well
/// be the one as the other: unless other periods' levels tell which, that is left open.
pub(super) fn attempts(case: &Case<'_>) -> Vec<Attempt> {
    let mut attempt = Attempt::new(SlipKind::PowerOfTen, "");
    let mut factors = Vec::new();
    for at in 0..case.members.len() {
        for (power, factor) in POWERS {
            for power in [power, -power] {
                let known = attempt.readings.len();
                scaled(case, &mut attempt, at, power);
                factors.extend((attempt.readings.len() > known).then_some(factor));
            }
        }
    }
    let factor = factors.first().copied().unwrap_or_default();
    attempt.is_open = factors.iter().all(|other| *other == factor);
    if let Some(at) = told_by_peers(case, &attempt.readings) {
        attempt.readings.retain(|(reading, _)| reading.party == at);
    }
    let which = if attempt.readings.len() > 1 { "one of them is " } else { "" };
    attempt.reason = format!("{which}off by a factor of {factor}");
    vec![attempt]
}

fn scaled(case: &Case<'_>, attempt: &mut Attempt, at: usize, power: i32) -> Option<()> {
    let (member, demand) = case.members.get(at).zip(case.demands.get(at))?;
    let written = member.figure.reported.numeral();
    let numeral = Numeral::new(written.mantissa(), written.last_place().saturating_add(power));
    let value = numeral.value();
    // The tested figure is exact within its own last digit; in a product another one's window is wider for a larger value.
    let window = match at {
        0 => Exact::power_of_ten(numeral.last_place()),
        _ => demand.window.checked_div(&demand.required.nominal.abs())? * value.abs(),
    };
    if !value.is_zero() {
        attempt.weigh(&window, &(&value - &member.stated.nominal), case.reading(at, numeral));
    }
    Some(())
}

/// The only figure that other periods' levels say is off, if they say so of one and of no other.
fn told_by_peers(case: &Case<'_>, readings: &[(Reading, Exact)]) -> Option<usize> {
    let is_off = |reading: &Reading| {
        let member = case.members.get(reading.party)?;
        let is_own = |peer: &Figure| case.members.iter().any(|own| std::ptr::eq(own.figure, peer));
        let peers: Vec<&Figure> = member.peers.iter().copied().filter(|peer| !is_own(peer)).collect();
        (votes(&peers, &reading.numeral.value(), &member.stated.nominal) > 0).then_some(reading.party)
    };
    let mut told = readings.iter().filter_map(|(reading, _)| is_off(reading));
    let only = told.next()?;
    told.next().is_none().then_some(only)
}
