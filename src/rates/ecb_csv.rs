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
    let currencies = currencies(header, &mut collected);
    for record in records {
        read_row(&record, header.len(), &currencies, &mut collected);
    }
    collected.finish()
}

/// The currency of each column behind the date; the file's lines end with a comma, so that the last column is empty.
fn currencies(header: &[Cell], collected: &mut Collected) -> Vec<Option<Currency>> {
    let mut currencies = Vec::new();
    for cell in header.iter().skip(1) {
        let currency = if cell.text.trim().is_empty() { Ok(None) } else { collect::currency(cell).map(Some) };
        match currency {
            Ok(Some(Currency::EUR)) => {
                collected.problem(Problem::at(cell.place, &cell.text, "another currency than the base EUR".to_owned()));
            }
            Ok(currency) if currency.is_some() && currencies.contains(&currency) => {
                collected.problem(Problem::at(cell.place, &cell.text, "each currency once".to_owned()));
            }
            Ok(_) => {}
            Err(ref problem) => collected.problem(problem.clone()),
        }
        currencies.push(currency.unwrap_or_default());
    }
    currencies
}

fn read_row(record: &[Cell], width: usize, currencies: &[Option<Currency>], collected: &mut Collected) {
    let Some((date, cells)) = record.split_first() else {
        return;
    };
    if record.len() != width {
        let found = format!("{} cells", record.len());
        collected.problem(Problem::at(date.place, &found, format!("{width} cells, as in the header")));
        return;
    }
    let day = match collect::date(date) {
        Ok(day) => day,
        Err(problem) => return collected.problem(problem),
    };
    for (cell, currency) in cells.iter().zip(currencies) {
        match (currency, cell.text.trim()) {
            (_, "" | "N/A") => {}
            (None, _) => collected.problem(Problem::at(cell.place, &cell.text, "nothing under an empty header".to_owned())),
            (Some(quote), _) => match collect::rate(cell) {
                Ok(rate) => collected.add(Row { place: cell.place, day, base: Currency::EUR, quote: *quote, rate }),
                Err(problem) => collected.problem(problem),
            },
        }
    }
}

