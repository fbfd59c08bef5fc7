//! What the rate book knows.

use std::io::{self, Write};

use super::table::{Cell, Format, table_writer};
use crate::rates::Coverage;

/// Writes a row for each currency, and for people what the book is before it.
///
/// # Errors
/// When it cannot be written.
pub fn write_coverage(
    out: &mut dyn Write,
    source: &str,
    coverage: &[Coverage],
    format: Format,
    width: u16,
) -> io::Result<()> {
    if format.is_for_people() {
        let first = coverage.iter().map(|known| known.first).min();
        let last = coverage.iter().map(|known| known.last).max();
        if let (Some(first), Some(last)) = (first, last) {
            writeln!(
                out,
                "{source}\n{} currencies, {first} to {last}; cross rates through the euro\n",
                coverage.len()
            )?;
        }
    }
    let mut writer = table_writer(format, "currencies", width);
    writer.header(out, &["currency", "name", "first", "last", "fixings", "gaps"].map(str::to_owned))?;
    for known in coverage {
        let gaps: Vec<_> = known.gaps.iter().map(|(from, to)| format!("{from}..{to}")).collect();
        writer.row(
            out,
            &[
                Cell::text(known.currency.code()),
                Cell::text(known.currency.name()),
                Cell::text(known.first.to_string()),
                Cell::text(known.last.to_string()),
                Cell::number(known.fixings.to_string()),
                Cell::text(gaps.join(" ")),
            ],
        )?;
    }
    writer.end(out)
}
