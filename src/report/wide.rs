//! The input's own rows with columns appended.

use super::rates::ShownRates;
use super::table::Cell;
use super::view;
use crate::finding::{Appended, Value};
use crate::model::{Currency, Unit};

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

/// Makes the cells that are appended to rows.
pub struct WideRows {
    columns: WideColumns,
    rates: ShownRates,
}

impl WideRows {
    /// For rows with these columns appended.
    pub fn new(columns: WideColumns) -> Self {
        WideRows { columns, rates: ShownRates::new(columns.digits) }
    }

    /// The appended cells of a row.
    pub fn cells(&mut self, row: &Appended) -> Vec<Cell<'_>> {
        let WideRows { columns, rates } = self;
        let mut cells: Vec<Cell<'_>> = columns.value(row.growth.as_ref(), Some(Unit::Percent));
        if let Some(to) = columns.to {
            let converted = row.converted.as_ref();
            cells.extend(columns.value(converted.map(|(value, _)| value), Some(Unit::Money(to))));
            let rate = rates.of(converted.and_then(|(_, rate)| rate.as_ref()));
            cells.push(Cell::number(rate.value.as_str()));
            cells.push(Cell::text(rate.dates.as_str()));
        }
        cells.extend(columns.value(row.valuation.as_ref(), None));
        let notes: Vec<_> = row.notes.iter().map(|note| note.short()).collect();
        cells.push(Cell::text(notes.join("; ")));
        cells
    }
}

impl WideColumns {
    fn value(self, value: Option<&Value>, unit: Option<Unit>) -> Vec<Cell<'static>> {
        let plain = value.map_or(view::Plain::default(), |value| view::plain(value, unit, self.digits));
        [plain.value, plain.low, plain.high].map(Cell::number).to_vec()
    }
}
