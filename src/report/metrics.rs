//! Derived metrics as a table: all of it for programs, what people look for otherwise.

use std::io::{self, Write};
use std::sync::Arc;

use super::rates::ShownRates;
use super::table::{Cell, Format, TableWriter, table_writer};
use super::view;
use crate::finding::Derived;
use crate::model::Measure;

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

const MARKDOWN: [&str; 6] = ["entity", "metric", "period", "measure", "value", "formula"];

/// What fits a terminal of 80 columns: the entity is a heading above its rows.
const TEXT: [&str; 4] = ["", "value", "interval", "formula"];

/// Writes derived metrics, one a row.
pub struct Metrics {
    writer: Box<dyn TableWriter>,
    format: Format,
    digits: u8,
    rates: ShownRates,
    /// The entity above the rows that come, in text.
    heading: Option<Arc<str>>,
}

impl Metrics {
    /// A writer in this format; `digits` are those of machine formats, `width` is the terminal's.
    pub fn new(format: Format, digits: u8, width: u16) -> Self {
        Metrics {
            writer: table_writer(format, "metrics", width),
            format,
            digits,
            rates: ShownRates::new(digits),
            heading: None,
        }
    }

    /// Writes what comes before the rows.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let names: &[&str] = match self.format {
            Format::Text => &TEXT,
            Format::Markdown => &MARKDOWN,
            Format::Csv | Format::Json | Format::Jsonl => &MACHINE,
        };
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        self.writer.header(out, &names)
    }

    /// Writes one metric.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn metric(&mut self, out: &mut dyn Write, derived: &Derived) -> io::Result<()> {
        match self.format {
            Format::Text => {
                self.head(out, &derived.entity)?;
                self.writer.row(out, &text(derived))
            }
            Format::Markdown => self.writer.row(out, &markdown(derived)),
            Format::Csv | Format::Json | Format::Jsonl => {
                self.writer.row(out, &machine(derived, self.digits, &mut self.rates))
            }
        }
    }

    fn head(&mut self, out: &mut dyn Write, entity: &Arc<str>) -> io::Result<()> {
        if self.heading.as_ref() == Some(entity) {
            return Ok(());
        }
        self.heading = Some(Arc::clone(entity));
        self.writer.row(out, &[entity.as_ref(), "", "", ""].map(Cell::text))
    }

    /// Writes what comes after the rows.
    ///
    /// # Errors
    /// When it cannot be written.
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

fn text(derived: &Derived) -> Vec<Cell<'_>> {
    let measure = match derived.measure {
        Measure::Level => String::new(),
        measure => format!(" {measure}"),
    };
    let period = derived.period.map_or(String::new(), |period| format!(" {period}"));
    let (value, interval) = match &derived.value {
        Ok(value) => {
            let readable = view::readable(value, Some(derived.unit));
            (readable.value, readable.interval)
        }
        Err(missing) => (missing.short().to_owned(), missing.reason().to_owned()),
    };
    vec![
        Cell::text(format!("  {}{measure}{period}", derived.metric)),
        Cell::text(value),
        Cell::text(interval),
        Cell::text(derived.formula.as_str()),
    ]
}

fn markdown(derived: &Derived) -> Vec<Cell<'_>> {
    let mut cells = subject(derived).to_vec();
    cells.push(Cell::text(view::display_or_reason(&derived.value, Some(derived.unit))));
    cells.push(Cell::text(derived.formula.as_str()));
    cells
}

fn machine<'a>(derived: &'a Derived, digits: u8, rates: &'a mut ShownRates) -> Vec<Cell<'a>> {
    let plain = match &derived.value {
        Ok(value) => view::plain(value, Some(derived.unit), digits),
        Err(_) => view::Plain::default(),
    };
    let inputs: Vec<_> = derived.inputs.iter().map(|input| input.file_and_line()).collect();
    let rate = rates.of(derived.rate.as_ref());
    let mut cells = subject(derived).to_vec();
    cells.extend([
        Cell::number(plain.value),
        Cell::text(derived.unit.to_string()),
        Cell::number(plain.low),
        Cell::number(plain.high),
        Cell::text(view::display_or_reason(&derived.value, Some(derived.unit))),
        Cell::text(derived.formula.as_str()),
        Cell::text(inputs.join(" ")),
        Cell::number(rate.value.as_str()),
        Cell::text(rate.dates.as_str()),
        Cell::text(view::sources(derived)),
    ]);
    cells
}
