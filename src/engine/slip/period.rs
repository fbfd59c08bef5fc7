//! Figures of another period.

use super::{Attempt, Case, MAX_PEERS, Member};
use crate::engine::compute::{Operand, value_of};
use crate::finding::{SlipKind, Value};
use crate::identity::Role;
use crate::model::{Figure, Period};
use crate::num::{Exact, Interval};

pub(super) fn attempts(case: &Case<'_>) -> Vec<Attempt> {
    if case.members.iter().any(|member| member.peers.len() > MAX_PEERS) {
        return Vec::new();
    }
    let mut attempts = vec![level(case)];
    attempts.extend(comparison(case));
    attempts
}

/// A level that is stated of another period, digit for digit. What it should be is told only if the others leave a single value of
/// as many digits.
fn level(case: &Case<'_>) -> Attempt {
    let mut attempt = Attempt::new(SlipKind::AnotherPeriod, "");
    let mut periods = Vec::new();
    attempt.is_open = true;
    for (at, member, demand) in case.members() {
        let right = &demand.required.nominal;
        let window = Exact::power_of_ten(member.stated.place);
        let mut is_found = false;
        for peer in &member.peers {
            let is_it = !is_found && peer.nominal() == member.stated.nominal;
            let reading = if is_it { member.stated.numeral_of(right).and_then(|n| case.reading(at, n)) } else { None };
            if let (Some(found), Some(period)) = (&reading, peer.period) {
                attempt.is_untold |= case.window(at, &found.numeral).is_none_or(|exact| exact > window);
                periods.push(format!("{} is the figure of {period}", member.stated.text));
                is_found = true;
            }
            attempt.weigh(&window, &(peer.nominal() - right.clone()), reading);
        }
    }
    attempt.reason = periods.join(", ");
    attempt
}

/// A growth, change or multiple that is the one between two other periods, exactly as it is stated.
fn comparison(case: &Case<'_>) -> Option<Attempt> {
    let (tested, demand) = case.tested().filter(|(tested, _)| tested.figure.measure.compares())?;
    let (current, prior) = (case.member(Role::Current)?, case.member(Role::Prior)?);
    let mut attempt = Attempt::new(SlipKind::AnotherPeriod, "");
    for (later, earlier) in other_pairs(current, prior) {
        let Some(other) = compared(case, later, earlier) else {
            continue;
        };
        let right = &demand.required.nominal;
        let is_it = tested.stated.printed(&other) == tested.stated.nominal && attempt.readings.is_empty();
        let reading = if is_it { case.reading(0, tested.stated.numeral_of(right)?) } else { None };
        if reading.is_some() {
            let period = |figure: &Figure| figure.period.map_or(String::new(), |period| period.to_string());
            let measure = tested.figure.measure;
            attempt.reason = format!("that is the {measure} from {} to {}", period(earlier), period(later));
        }
        attempt.weigh(&Exact::power_of_ten(tested.stated.place), &(&other - right), reading);
    }
    Some(attempt)
}

/// The current level with each other one, and each two that lie as far apart as those that are compared.
fn other_pairs<'a>(current: &Member<'a>, prior: &Member<'a>) -> Vec<(&'a Figure, &'a Figure)> {
    let steps: [fn(&Period) -> Option<Period>; 2] = [Period::year_earlier, Period::previous];
    let step = steps.into_iter().find(|step| {
        current
            .figure
            .period
            .is_some_and(|period| step(&period).is_some_and(|other| Some(other) == prior.figure.period))
    });
    let levels: Vec<&Figure> = prior.peers.iter().copied().chain([prior.figure]).collect();
    let mut pairs = Vec::new();
    for later in &levels {
        let is_current = std::ptr::eq(*later, current.figure);
        let before = step.and_then(|step| step(&later.period?));
        for earlier in &levels {
            let is_compared = is_current && std::ptr::eq(*earlier, prior.figure);
            let is_as_far = before.is_some() && earlier.period == before;
            if !is_compared && !std::ptr::eq(*later, *earlier) && (is_current || is_as_far) {
                pairs.push((*later, *earlier));
            }
        }
    }
    pairs
}

fn compared(case: &Case<'_>, later: &Figure, earlier: &Figure) -> Option<Exact> {
    let operand = |role: Role, figure: &Figure| {
        let value = Value { nominal: figure.nominal(), interval: Interval::point(figure.nominal()) };
        Operand { role, value, text: String::new() }
    };
    let operands = [operand(Role::Current, later), operand(Role::Prior, earlier)];
    let (tested, _) = case.tested()?;
    value_of(case.identity, 1, tested.stated.role, &operands).ok().map(|value| value.nominal)
}
