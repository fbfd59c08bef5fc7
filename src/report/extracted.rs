//! Figures of articles as a figure CSV, with where each stands in its source.

use std::io::{self, Write};

use super::table::{Cell, Format, TableWriter, table_writer};
use super::view::MAX_DIGITS;
use crate::finding::Extracted;
use crate::model::Period;
use crate::num::{End, Rounding};
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
    pub fn figure(&mut self, out: &mut dyn Write, row: &Extracted) -> io::Result<()> {
        let end =
            |end: &End, rounding| end.value().map_or(String::new(), |value| value.to_plain(self.digits, rounding));
        let ends = [end(row.interval.low(), Rounding::Down), end(row.interval.high(), Rounding::Up)];
        // Ends of more digits than are read are left to the value, which says them.
        let is_readable = |end: &String| end.bytes().filter(u8::is_ascii_digit).count() <= usize::from(MAX_DIGITS);
        let [low, high] = if ends.iter().all(is_readable) { ends } else { Default::default() };
        let Span { line, column, start, end: last, .. } = row.span;
        let period = |period: Option<Period>| Cell::text(period.map_or(String::new(), |period| period.to_string()));
        let cells = [
            Cell::text(&*row.entity),
            Cell::text(row.metric.to_string()),
            period(row.period),
            Cell::text(row.value.as_str()),
            Cell::text(row.unit.as_deref().unwrap_or_default()),
            Cell::text(row.measure.name()),
            period(row.versus),
            Cell::text(row.holder.as_deref().unwrap_or_default()),
            Cell::number(low),
            Cell::number(high),
            Cell::text(&*row.source),
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
