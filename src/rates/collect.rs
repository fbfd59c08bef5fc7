//! Gathers the fixings of a file, and every problem of its rows.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::cells::{Cell, Place};
use super::layer::Listed;
use super::source::Problem;
use crate::model::Currency;

/// The most digits that a rate may have.
const RATE_DIGITS: usize = 28;

/// A row that was read.
pub(super) struct Row {
    pub(super) place: Place,
    pub(super) day: Date,
    pub(super) base: Currency,
    pub(super) quote: Currency,
    pub(super) rate: Decimal,
}

/// The fixings so far, each with the line that gave it.
#[derive(Default)]
pub(super) struct Collected {
    fixings: BTreeMap<(Currency, Currency), BTreeMap<Date, (Decimal, u64)>>,
    problems: Vec<Problem>,
}

impl Collected {
    pub(super) fn problem(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// Adds a fixing; a second one for the same day and pair must be the same.
    pub(super) fn add(&mut self, row: Row) {
        let Row {
            place,
            day,
            base,
            quote,
            rate,
        } = row;
        let days = self.fixings.entry((base, quote)).or_default();
        let (known, line) = *days.entry(day).or_insert((rate, place.line));
        if known != rate {
            let expected =
                format!("{known}, as line {line} gives for {base} to {quote} on {day}: one rate a day and pair");
            self.problems.push(Problem::at(place, &rate.to_string(), expected));
        }
    }

    /// The fixings, or every problem.
    pub(super) fn finish(mut self) -> Result<Listed, Vec<Problem>> {
        if self.problems.is_empty() && self.fixings.is_empty() {
            let place = Place { line: 1, column: 1 };
            self.problems.push(Problem::at(
                place,
                "no rates",
                "a header and at least one row with a rate".to_owned(),
            ));
        }
        if !self.problems.is_empty() {
            self.problems.sort_by_key(|problem| (problem.line, problem.column));
            return Err(self.problems);
        }
        let list =
            |days: BTreeMap<Date, (Decimal, u64)>| days.into_iter().map(|(day, (rate, _))| (day, rate)).collect();
        Ok(self
            .fixings
            .into_iter()
            .map(|(pair, days)| (pair, list(days)))
            .collect())
    }
}

/// A date of the form `2015-03-31`.
pub(super) fn date(cell: &Cell) -> Result<Date, Problem> {
    let expected = "a date that exists, as YYYY-MM-DD";
    parse_date(cell.text.trim()).ok_or_else(|| Problem::at(cell.place, &cell.text, expected.to_owned()))
}

fn parse_date(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let mut number = |digits: usize| {
        let part = parts
            .next()
            .filter(|part| part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit()))?;
        part.parse::<i16>().ok()
    };
    let (year, month, day) = (number(4)?, number(2)?, number(2)?);
    if parts.next().is_some() {
        return None;
    }
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

pub(super) fn currency(cell: &Cell) -> Result<Currency, Problem> {
    let expected = "a currency code of ISO 4217, such as USD";
    Currency::from_code(cell.text.trim()).ok_or_else(|| Problem::at(cell.place, &cell.text, expected.to_owned()))
}

/// A positive rate in plain digits.
pub(super) fn rate(cell: &Cell) -> Result<Decimal, Problem> {
    let expected = format!("a positive rate in plain digits with a decimal point, at most {RATE_DIGITS} digits");
    parse_rate(cell.text.trim()).ok_or_else(|| Problem::at(cell.place, &cell.text, expected))
}

/// Digit by digit, so that no digit is lost or rounded on the way.
fn parse_rate(text: &str) -> Option<Decimal> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = format!("{whole}{fraction}");
    let plain = !whole.is_empty() && !text.ends_with('.') && digits.bytes().all(|byte| byte.is_ascii_digit());
    if !plain || digits.trim_start_matches('0').len() > RATE_DIGITS {
        return None;
    }
    let scale = u32::try_from(fraction.len()).ok()?;
    let rate = Decimal::try_from_i128_with_scale(digits.parse().ok()?, scale).ok()?;
    if rate.is_zero() { None } else { Some(rate) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_plain_positive_digits() {
        for (text, expected) in [
            ("6.2004", Some("6.2004")),
            ("136", Some("136")),
            ("0.0000000000000000000000000001", Some("0.0000000000000000000000000001")),
            ("1234567890123456789012345678", Some("1234567890123456789012345678")),
            ("12345678901234567890123456789", None),
            ("0.00000000000000000000000000001", None),
            ("1.10", Some("1.1")),
            ("0", None),
            ("0.00", None),
            ("-1", None),
            ("+1", None),
            ("1e3", None),
            (".5", None),
            ("5.", None),
            ("1.2.3", None),
            ("1,5", None),
            ("1_000", None),
            ("NaN", None),
            ("", None),
        ] {
            let found = parse_rate(text).map(|rate| rate.normalize().to_string());
            assert_eq!(found.as_deref(), expected, "{text:?}");
        }
    }

    #[test]
    fn dates_have_one_form() {
        for (text, valid) in [
            ("2015-03-31", true),
            ("2014-02-30", false),
            ("2015-3-31", false),
            ("20150331", false),
            ("2015-03-31-01", false),
            ("+015-03-31", false),
            ("", false),
        ] {
            assert_eq!(parse_date(text).is_some(), valid, "{text:?}");
        }
    }
}
