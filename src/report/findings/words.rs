//! What is said of a finding in more than one format.

use crate::finding::{Finding, Party, Value};
use crate::num::{Exact, Rounding};
use crate::report::view;

/// What a finding is about: `Kingsoft revenue 2014`.
pub(super) fn subject(finding: &Finding) -> String {
    let period = finding.period.map_or(String::new(), |period| format!(" {period}"));
    format!("{} {}{period}", finding.entity, finding.metric)
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
    if let Some(slip) = &finding.slip {
        text.push_str(&format!("; perhaps {}", slip.explanation));
    }
    text
}

/// What each figure would have to be for the others to hold, where that says anything.
pub(super) fn repairs(finding: &Finding) -> impl Iterator<Item = (&Party, String)> {
    finding.parties.iter().filter_map(|party| {
        let interval = party.repair.clone()?;
        let low = interval.low().value().or(interval.high().value())?.clone();
        let middle = interval.high().value().map_or(low.clone(), |high| Exact::midpoint(&low, high));
        let readable = view::readable(&Value { nominal: middle, interval }, Some(party.unit));
        let text = if readable.interval.is_empty() { readable.value } else { readable.interval };
        Some((party, text))
    })
}
