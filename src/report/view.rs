//! Every number of a result, formatted once.

use crate::finding::{Derived, Missing, RateUsed, Value};
use crate::model::Unit;
use crate::num::{Exact, Interval, Rounding, show};

/// The significant digits of machine formats, unless the user says otherwise.
pub const DIGITS: u8 = 12;

/// The most significant digits that can be asked for.
pub const MAX_DIGITS: u8 = 28;

/// A value as plain digits, for programs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plain {
    /// The value, rounded half away from zero.
    pub value: String,
    /// The low end, rounded down; empty where it is unbounded.
    pub low: String,
    /// The high end, rounded up; empty where it is unbounded.
    pub high: String,
}

/// A value from the units in which it is kept to those in which it is shown: fractions to percent.
fn in_unit(value: &Value, unit: Option<Unit>) -> Value {
    let power = unit.map_or(0, Unit::power);
    if power == 0 {
        return value.clone();
    }
    let factor = Exact::power_of_ten(power.saturating_neg());
    Value { nominal: &value.nominal * &factor, interval: &value.interval * &Interval::point(factor) }
}

/// Plain digits of a value in its unit.
pub fn plain(value: &Value, unit: Option<Unit>, digits: u8) -> Plain {
    let power = unit.map_or(0, Unit::power).saturating_neg();
    let end =
        |end: Option<&Exact>, rounding| end.map_or(String::new(), |end| end.to_plain_times(power, digits, rounding));
    Plain {
        value: value.nominal.to_plain_times(power, digits, Rounding::Nearest),
        low: end(value.interval.low().value(), Rounding::Down),
        high: end(value.interval.high().value(), Rounding::Up),
    }
}

/// A value for a reader: to the digits that its interval supports, then the interval.
pub fn display(value: &Value, unit: Option<Unit>) -> String {
    let value = in_unit(value, unit);
    let scaled = matches!(unit, Some(Unit::Money(_) | Unit::Count(_)) | None);
    let shown = show(&value.nominal, &value.interval, scaled);
    let nominal = with_unit(&shown.nominal, unit);
    let sign = unit.map_or("", Unit::sign);
    if shown.exact {
        return nominal;
    }
    match (shown.low, shown.high) {
        (Some(low), Some(high)) => format!("{nominal} ({low}{sign} to {high}{sign})"),
        (Some(low), None) => format!("{nominal} ({low}{sign} or more)"),
        (None, Some(high)) => format!("{nominal} ({high}{sign} or less)"),
        (None, None) => format!("{nominal} (not bounded)"),
    }
}

/// Digits with their unit where people write it: `US$1.48bn`, `CNY 2.21bn`, `54%`, `68m users`.
fn with_unit(digits: &str, unit: Option<Unit>) -> String {
    match unit {
        None => digits.to_owned(),
        Some(Unit::Money(currency)) => {
            let prefix = currency.display_prefix();
            let blank = if prefix.ends_with(|c: char| c.is_alphabetic()) { " " } else { "" };
            match digits.strip_prefix('-') {
                Some(digits) => format!("-{prefix}{blank}{digits}"),
                None => format!("{prefix}{blank}{digits}"),
            }
        }
        Some(unit @ (Unit::Percent | Unit::Points | Unit::Times)) => format!("{digits}{}", unit.sign()),
        Some(unit) => format!("{digits} {unit}"),
    }
}

/// A value or the reason for its absence, for a reader.
pub fn display_or_reason(value: &Result<Value, Missing>, unit: Option<Unit>) -> String {
    match value {
        Ok(value) => display(value, unit),
        Err(missing) => missing.to_string(),
    }
}

/// A rate's digits.
pub fn rate_digits(rate: Option<&RateUsed>, digits: u8) -> String {
    rate.map_or(String::new(), |rate| rate.value.to_plain(digits, Rounding::Nearest))
}

/// A rate for a reader, with its dates and source: what is said under a conversion.
pub fn rate_sentence(rate: &RateUsed) -> String {
    let (from, to) = (rate.from.code(), rate.to.code());
    let value = rate.value.to_plain(6, Rounding::Nearest);
    let dates = match rate.kind {
        "definition" => "by definition".to_owned(),
        "average" => format!("average of {} fixings, {}", rate.fixings, rate.dates()),
        _ if rate.stale_days > 0 => {
            format!("fixing of {}, the last before {}", rate.dates(), rate.asked)
        }
        _ => format!("fixing of {}", rate.dates()),
    };
    format!("{value} {to}/{from}, {dates}, {}", rate.source)
}

/// The sources of a derived metric: its inputs' documents, then that of its rate.
pub fn sources(derived: &Derived) -> String {
    let mut sources = derived.documents();
    sources.extend(derived.rate.as_ref().map(|rate| rate.source.as_ref()));
    sources.join("; ")
}
