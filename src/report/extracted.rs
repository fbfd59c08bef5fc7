//! Figures of articles as a figure CSV, with where each stands in its source.

use std::io::{self, Write};

use super::table::{Cell, Format, TableWriter, table_writer};
use crate::model::Period;
use crate::num::{End, Exact, Interval, Qualifier, Rounding};
use crate::text::Span;

/// The columns of a figure CSV in their order, those of its measure left out that an article has not; then what the text says of
/// each number, its bytes in the source, and how sure its subject is.
const COLUMNS: [&str; 17] = [
    "entity",
    "metric",
    "period",
    "value",
    "unit",
    "measure",
    "versus",
    "holder",
    "low",
    "high",
    "source",
    "location",
    "nominal",
    "qualifier",
    "start",
    "end",
    "confidence",
];

/// A figure as a row has it.
#[derive(Clone, Copy, Debug)]
pub struct ExtractedRow<'a> {
    /// The document.
    pub source: &'a str,
    /// Where the figure stands in it.
    pub span: Span,
    /// The number as written.
    pub value: &'a str,
    /// What it counts, where that is settled.
    pub unit: Option<&'a str>,
    /// The number at face value, in its unit.
    pub nominal: &'a Exact,
    /// Every true value that it allows, in its unit.
    pub interval: &'a Interval,
    /// What is said of the number besides its digits.
    pub qualifier: Qualifier,
    /// Whose it is; empty where nothing says.
    pub entity: &'a str,
    /// The line item; empty where nothing says.
    pub metric: &'a str,
    /// When.
    pub period: Option<Period>,
    /// What is said of the subject.
    pub measure: &'a str,
    /// The period compared with.
    pub versus: Option<Period>,
    /// Who holds or buys the stake.
    pub holder: &'a str,
    /// How sure the subject is.
    pub confidence: &'a str,
}

/// Writes figures of articles, one a row.
pub struct ExtractedFigures {
    writer: Box<dyn TableWriter>,
    digits: u8,
}

impl ExtractedFigures {
    /// A writer in this format, of so many significant digits.
    pub fn new(format: Format, digits: u8) -> Self {
        ExtractedFigures { writer: table_writer(format, "figures", u16::MAX), digits }
    }

    /// Writes what comes before the rows.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.writer.header(out, &COLUMNS.map(str::to_owned))
    }

    /// Writes one figure.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn figure(&mut self, out: &mut dyn Write, row: &ExtractedRow<'_>) -> io::Result<()> {
        let end =
            |end: &End, rounding| end.value().map_or(String::new(), |value| value.to_plain(self.digits, rounding));
        let Span { line, column, start, end: last, .. } = row.span;
        let period = |period: Option<Period>| Cell::text(period.map_or(String::new(), |period| period.to_string()));
        let cells = [
            Cell::text(row.entity),
            Cell::text(row.metric),
            period(row.period),
            Cell::text(row.value),
            Cell::text(row.unit.unwrap_or_default()),
            Cell::text(row.measure),
            period(row.versus),
            Cell::text(row.holder),
            Cell::number(end(row.interval.low(), Rounding::Down)),
            Cell::number(end(row.interval.high(), Rounding::Up)),
            Cell::text(row.source),
            Cell::text(format!("{line}:{column}")),
            Cell::number(row.nominal.to_plain(self.digits, Rounding::Nearest)),
            Cell::text(row.qualifier.name()),
            Cell::number(start.to_string()),
            Cell::number(last.to_string()),
            Cell::text(row.confidence),
        ];
        self.writer.row(out, &cells)
    }

    /// Writes what comes after the rows.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.writer.end(out)
    }
}
