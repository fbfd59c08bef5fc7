//! What is said of a finding in more than one format.

use crate::finding::{Finding, Party, Value, Verdict};
use crate::identity::{CONVERSION, SAME};
use crate::num::{Exact, Rounding};
use crate::report::view;

/// What a finding is about: `Kingsoft revenue 2014`.
pub(super) fn subject(finding: &Finding) -> String {
    let period = finding.period.map_or(String::new(), |period| period.to_string());
    let words = [finding.entity.to_string(), finding.metric.to_string(), period];
    words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// What is found: `54% of Kingsoft revenue 2014 does not tie out`.
pub(super) fn headline(finding: &Finding) -> String {
    let outcome = match finding.verdict {
        Verdict::Inconsistent => "does not tie out",
        Verdict::Unverifiable => "cannot be decided",
        _ => "ties out",
    };
    let stated = finding.parties.first().map_or("", |stated| stated.text.as_str());
    match subject(finding).as_str() {
        "" => format!("{stated} {outcome}"),
        subject => format!("{stated} of {subject} {outcome}"),
    }
}

/// A value of the stated figure's kind as plain digits; empty where there is none.
pub(super) fn plain(value: Option<&Value>, finding: &Finding, digits: u8) -> view::Plain {
    value.map_or(view::Plain::default(), |value| view::plain(value, Some(finding.unit), digits))
}

/// How far the stated figure is from the expected one, in units of its last digit.
pub(super) fn deviation(finding: &Finding) -> String {
    finding.deviation.as_ref().map_or(String::new(), |units| units.to_plain(3, Rounding::Nearest))
}

/// The computation and, where it contradicts, what each figure would have to be.
pub(super) fn explanation(finding: &Finding) -> String {
    let mut text = finding.explanation.clone();
    for (party, repair) in repairs(finding) {
        text.push_str(&format!("; {} would have to be {repair}", party.text));
    }
    if let Some(likely) = likely(finding) {
        text.push_str(&format!("; {likely}"));
    }
    text
}

/// The slip that explains an inconsistency: `perhaps 5.41bn for 4.51bn: two digits are transposed`.
pub(super) fn likely(finding: &Finding) -> Option<String> {
    finding.slip.as_ref().map(|slip| format!("perhaps {}", slip.explanation))
}

/// The computation with its result: `3.4% × (74m ÷ 13.1%) = US$19.2m (18.72m to 19.70m)`.
pub(super) fn computation(finding: &Finding) -> Option<String> {
    let explanation = Some(finding.explanation.as_str()).filter(|text| !text.is_empty());
    let expected = finding.expected.as_ref().map(|value| view::display(value, Some(finding.unit)));
    match (explanation, expected) {
        // What is said of a conversion is a sentence about its rates.
        (Some(sentence), Some(expected)) if finding.identity == CONVERSION.name => {
            Some(format!("{sentence}\ncomputed: {expected}"))
        }
        // Of two years of the calendar neither has digits to spare.
        (Some(formula), Some(_)) if finding.identity == SAME.name && finding.unit.is_years() => {
            Some(format!("{} = {formula}", finding.parties.first().map_or("", |stated| stated.text.as_str())))
        }
        (Some(formula), Some(expected)) => Some(format!("{formula} = {expected}")),
        (explanation, expected) => explanation.map(str::to_owned).or(expected),
    }
}

/// Why a finding is what it is, line by line: the computation or what is missing for it, what each figure would have to be, and
/// the likely slip, and why it is accepted.
pub(super) fn reasons(finding: &Finding) -> Vec<String> {
    let missing = Some(&finding.missing).filter(|missing| !missing.is_empty());
    let missing = missing.map(|missing| format!("missing: {missing}"));
    let repairs = repairs(finding).map(|(party, repair)| format!("{} would have to be {repair}", party.text));
    let accepted = finding.accepted.as_deref().map(|reason| format!("accepted: {reason}"));
    computation(finding).into_iter().chain(missing).chain(repairs).chain(likely(finding)).chain(accepted).collect()
}

/// A figure with its part in the identity, and all that it may mean: `prior: 3.87bn (3.865bn to 3.875bn)`.
pub(super) fn figure(party: &Party) -> String {
    let interval = view::readable(&party.value, Some(party.unit)).interval;
    let interval = if interval.is_empty() { interval } else { format!(" ({interval})") };
    format!("{}: {}{interval}", party.role, party.text)
}

/// What a figure would have to be for the others to hold, at its middle or at the end that is bounded.
pub(super) fn repair(party: &Party) -> Option<Value> {
    let interval = party.repair.clone()?;
    let (low, high) = (interval.low().value(), interval.high().value());
    let nominal = match (low, high) {
        (Some(low), Some(high)) => Exact::midpoint(low, high),
        (Some(end), None) | (None, Some(end)) => end.clone(),
        (None, None) => return None,
    };
    Some(Value { nominal, interval })
}

/// What each figure would have to be for the others to hold, where that says anything.
pub(super) fn repairs(finding: &Finding) -> impl Iterator<Item = (&Party, String)> {
    finding.parties.iter().filter_map(|party| {
        let view::Readable { value, interval } = view::readable(&repair(party)?, Some(party.unit));
        Some((party, if interval.is_empty() { value } else { interval }))
    })
}
