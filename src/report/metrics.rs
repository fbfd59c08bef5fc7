//! Derived metrics as a table: all of it for programs, what fits a terminal for people.

use std::io::{self, Write};

use super::table::{Cell, Format, TableWriter, table_writer};
use super::view;
use crate::finding::Derived;

const MACHINE: [&str; 14] = [
    "entity",
    "metric",
    "period",
    "measure",
    "value",
    "unit",
    "low",
    "high",
    "display",
    "formula",
    "inputs",
    "rate",
    "rate_date",
    "source",
];

const PEOPLE: [&str; 6] = ["entity", "metric", "period", "measure", "value", "formula"];

/// Writes derived metrics, one a row.
pub struct Metrics {
    writer: Box<dyn TableWriter>,
    format: Format,
    digits: u8,
}

impl Metrics {
    /// A writer in this format; `digits` are those of machine formats, `width` is the terminal's.
    pub fn new(format: Format, digits: u8, width: u16) -> Self {
        Metrics { writer: table_writer(format, "metrics", width), format, digits }
    }

    /// Writes what comes before the rows.
    pub fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let names: &[&str] = if self.format.is_for_people() { &PEOPLE } else { &MACHINE };
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        self.writer.header(out, &names)
    }

    /// Writes one metric.
    pub fn metric(&mut self, out: &mut dyn Write, derived: &Derived) -> io::Result<()> {
        let cells = if self.format.is_for_people() { people(derived) } else { machine(derived, self.digits) };
        self.writer.row(out, &cells)
    }

    /// Writes what comes after the rows.
    pub fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.writer.end(out)
    }
}

fn subject(derived: &Derived) -> [Cell<'_>; 4] {
    [
        Cell::text(derived.entity.as_ref()),
        Cell::text(derived.metric.to_string()),
        Cell::text(derived.period.map_or(String::new(), |period| period.to_string())),
        Cell::text(derived.measure.name()),
    ]
}

fn people(derived: &Derived) -> Vec<Cell<'_>> {
    let mut cells = subject(derived).to_vec();
    cells.push(Cell::text(view::display_or_reason(&derived.value, Some(derived.unit))));
    cells.push(Cell::text(derived.formula.as_str()));
    cells
}

fn machine(derived: &Derived, digits: u8) -> Vec<Cell<'_>> {
    let plain = match &derived.value {
        Ok(value) => view::plain(value, Some(derived.unit), digits),
        Err(_) => view::Plain::default(),
    };
    let inputs: Vec<_> = derived.inputs.iter().map(|input| input.file_and_line()).collect();
    let mut cells = subject(derived).to_vec();
    cells.extend([
        Cell::number(plain.value),
        Cell::text(derived.unit.to_string()),
        Cell::number(plain.low),
        Cell::number(plain.high),
        Cell::text(view::display_or_reason(&derived.value, Some(derived.unit))),
        Cell::text(derived.formula.as_str()),
        Cell::text(inputs.join(" ")),
        Cell::number(view::rate_digits(derived.rate.as_ref(), digits)),
        Cell::text(derived.rate.as_ref().map_or(String::new(), |rate| rate.dates())),
        Cell::text(view::sources(derived)),
    ]);
    cells
}
