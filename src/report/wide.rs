//! The input's own rows with columns appended.

use std::sync::Arc;

use super::rates::ShownRates;
use super::table::Cell;
use crate::finding::{Appended, Missing, RateUsed, Value};
use crate::model::{Currency, Unit};
use crate::num::Rounding;

/// Which columns are appended.
#[derive(Clone, Copy, Debug)]
pub struct WideColumns {
    /// The currency that amounts are converted into.
    pub to: Option<Currency>,
    /// The significant digits.
    pub digits: u8,
}

/// The input's header with the appended names. Where the input has a column of an appended name already, the appended one ends
/// in `_derived`.
pub fn wide_header(own: &[String], columns: WideColumns) -> Vec<String> {
    let mut names = own.to_vec();
    for name in columns.names() {
        let taken = |candidate: &String| own.iter().any(|name| name.eq_ignore_ascii_case(candidate));
        let mut candidate = name;
        while taken(&candidate) {
            candidate.push_str("_derived");
        }
        names.push(candidate);
    }
    names
}

impl WideColumns {
    fn names(self) -> Vec<String> {
        let ends = |name: &str| [name.to_owned(), format!("{name}_low"), format!("{name}_high")];
        let mut names = ends("growth").to_vec();
        if let Some(to) = self.to {
            names.extend(ends(&to.code().to_lowercase()));
            names.extend(["rate".to_owned(), "rate_date".to_owned()]);
        }
        names.extend(ends("valuation"));
        names.push("note".to_owned());
        names
    }
}

/// Makes the cells that are appended to rows, one row at a time.
pub struct WideRows {
    columns: WideColumns,
    rates: ShownRates,
    /// The texts of all cells of the row, one after another.
    text: String,
    /// Where each of them ends, and whether it is a number.
    cells: Vec<(usize, bool)>,
}

impl WideRows {
    /// For rows with these columns appended.
    pub fn new(columns: WideColumns) -> Self {
        WideRows { columns, rates: ShownRates::new(columns.digits), text: String::new(), cells: Vec::new() }
    }

    /// The appended cells of a row.
    pub fn cells(&mut self, row: &Appended) -> impl Iterator<Item = Cell<'_>> {
        self.text.clear();
        self.cells.clear();
        self.value(row.growth.as_ref(), Some(Unit::Percent));
        if let Some(to) = self.columns.to {
            let converted = row.converted.as_ref();
            self.value(converted.map(|(value, _)| value), Some(Unit::Money(to)));
            self.rate(converted.and_then(|(_, rate)| rate.as_ref()));
        }
        self.value(row.valuation.as_ref(), None);
        self.notes(&row.notes);
        let (text, mut start) = (self.text.as_str(), 0);
        self.cells.iter().map(move |(end, is_number)| {
            let text = text.get(start..*end).unwrap_or_default();
            start = *end;
            if *is_number { Cell::number(text) } else { Cell::text(text) }
        })
    }

    fn value(&mut self, value: Option<&Value>, unit: Option<Unit>) {
        let power = unit.map_or(0, Unit::power).saturating_neg();
        let ends = value.map(|value| [value.interval.low().value(), value.interval.high().value()]);
        let [low, high] = ends.unwrap_or_default();
        let numbers =
            [(value.map(|value| &value.nominal), Rounding::Nearest), (low, Rounding::Down), (high, Rounding::Up)];
        for (number, rounding) in numbers {
            if let Some(number) = number {
                number.push_plain_times(&mut self.text, power, self.columns.digits, rounding);
            }
            self.cells.push((self.text.len(), true));
        }
    }

    fn rate(&mut self, rate: Option<&Arc<RateUsed>>) {
        let shown = self.rates.of(rate);
        self.text.push_str(&shown.value);
        self.cells.push((self.text.len(), true));
        self.text.push_str(&shown.dates);
        self.cells.push((self.text.len(), false));
    }

    fn notes(&mut self, notes: &[Missing]) {
        for (index, note) in notes.iter().enumerate() {
            if index > 0 {
                self.text.push_str("; ");
            }
            self.text.push_str(note.short());
        }
        self.cells.push((self.text.len(), false));
    }
}
