//! The ECB's history file: a column for each currency, a row for each day, each cell units of the currency for one euro.

use super::cells::{Cell, Records};
use super::collect::{self, Collected, Row};
use super::layer::Listed;
use super::source::Problem;
use crate::model::Currency;

/// Whether a header is that of the ECB's file: `Date`, then currency codes, then nothing.
pub(super) fn is_header(header: &[Cell]) -> bool {
    let mut cells = header.iter().map(|cell| cell.text.trim());
    cells.next().is_some_and(|first| first.eq_ignore_ascii_case("date"))
        && cells.next().is_some_and(|second| Currency::from_code(second).is_some())
}

/// Reads the rows under `header`.
pub(super) fn read(header: &[Cell], records: Records<'_>) -> Result<Listed, Vec<Problem>> {
    let mut collected = Collected::default();
    let columns = columns(header, &mut collected);
    for record in records {
        read_row(&record, &columns, &mut collected);
    }
    collected.finish()
}

/// What stands under a cell of the header.
#[derive(Copy, Clone, PartialEq)]
enum Column {
    Rates(Currency),
    /// The file's lines end with a comma, so that its last column is empty.
    Empty,
    /// The header is at fault, and its cells are not read.
    Refused,
}

/// The columns behind the date.
fn columns(header: &[Cell], collected: &mut Collected) -> Vec<Column> {
    let mut columns = Vec::new();
    for cell in header.iter().skip(1) {
        let column = column(cell, &columns).unwrap_or_else(|problem| {
            collected.problem(problem);
            Column::Refused
        });
        columns.push(column);
    }
    columns
}

fn column(cell: &Cell, before: &[Column]) -> Result<Column, Problem> {
    if cell.text.trim().is_empty() {
        return Ok(Column::Empty);
    }
    let currency = collect::currency(cell)?;
    if currency == Currency::EUR {
        return Err(Problem::at(
            cell.place,
            &cell.text,
            "another currency than the base EUR".to_owned(),
        ));
    }
    if before.contains(&Column::Rates(currency)) {
        return Err(Problem::at(cell.place, &cell.text, "each currency once".to_owned()));
    }
    Ok(Column::Rates(currency))
}

fn read_row(record: &[Cell], columns: &[Column], collected: &mut Collected) {
    let Some((date, cells)) = record.split_first() else {
        return;
    };
    if cells.len() != columns.len() {
        let found = format!("{} cells", record.len());
        let expected = format!("{} cells, as in the header", columns.len().saturating_add(1));
        return collected.problem(Problem::at(date.place, &found, expected));
    }
    let day = match collect::date(date) {
        Ok(day) => day,
        Err(problem) => return collected.problem(problem),
    };
    for (cell, column) in cells.iter().zip(columns) {
        match (column, cell.text.trim()) {
            (_, "" | "N/A") | (Column::Refused, _) => {}
            (Column::Empty, _) => {
                collected.problem(Problem::at(
                    cell.place,
                    &cell.text,
                    "nothing under an empty header".to_owned(),
                ));
            }
            (Column::Rates(quote), _) => match collect::rate(cell) {
                Ok(rate) => collected.add(Row {
                    place: cell.place,
                    day,
                    base: Currency::EUR,
                    quote: *quote,
                    rate,
                }),
                Err(problem) => collected.problem(problem),
            },
        }
    }
}
