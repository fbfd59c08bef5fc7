//! A file of `date,base,quote,rate`: 1 base is rate quote.

use super::cells::{Cell, Place, Records};
use super::collect::{self, Collected, Row};
use super::layer::Listed;
use super::source::Problem;

/// The columns that a file must have, in any order and any case.
const COLUMNS: [&str; 4] = ["date", "base", "quote", "rate"];

/// Reads the rows under `header`.
pub(super) fn read(header: &[Cell], records: Records<'_>) -> Result<Listed, Vec<Problem>> {
    let columns = columns(header)?;
    let mut collected = Collected::default();
    for record in records {
        match row(&record, header.len(), columns) {
            Ok(row) => collected.add(row),
            Err(problems) => problems.into_iter().for_each(|problem| collected.problem(problem)),
        }
    }
    collected.finish()
}

/// The place of each column in the header.
fn columns(header: &[Cell]) -> Result<[usize; 4], Vec<Problem>> {
    let mut problems = Vec::new();
    let places = COLUMNS.map(|column| place_of(column, header).map_err(|problem| problems.push(problem)));
    match places {
        [Ok(date), Ok(base), Ok(quote), Ok(rate)] => Ok([date, base, quote, rate]),
        _ => Err(problems),
    }
}

fn place_of(column: &str, header: &[Cell]) -> Result<usize, Problem> {
    let mut named = header
        .iter()
        .enumerate()
        .filter(|(_, cell)| cell.text.trim().eq_ignore_ascii_case(column));
    let wanted = || format!("one column {column:?} in a header of {}", COLUMNS.join(","));
    match (named.next(), named.next()) {
        (Some((at, _)), None) => Ok(at),
        (_, Some((_, again))) => Err(Problem::at(again.place, &format!("a second {column}"), wanted())),
        (None, None) => {
            let found: Vec<&str> = header.iter().map(|cell| cell.text.as_str()).collect();
            Err(Problem::at(Place { line: 1, column: 1 }, &found.join(","), wanted()))
        }
    }
}

/// The row, or everything that is wrong with it.
fn row(record: &[Cell], width: usize, columns: [usize; 4]) -> Result<Row, Vec<Problem>> {
    let place = record.first().map_or(Place { line: 1, column: 1 }, |cell| cell.place);
    let [date, base, quote, rate] = columns.map(|column| record.get(column));
    let (Some(date), Some(base), Some(quote), Some(rate), true) = (date, base, quote, rate, record.len() == width)
    else {
        let found = format!("{} cells", record.len());
        return Err(vec![Problem::at(
            place,
            &found,
            format!("{width} cells, as in the header"),
        )]);
    };
    let cells = (
        collect::date(date),
        collect::currency(base),
        collect::currency(quote),
        collect::rate(rate),
    );
    match cells {
        (Ok(_), Ok(one), Ok(other), Ok(_)) if one == other => Err(vec![Problem::at(
            quote.place,
            &quote.text,
            format!("another currency than the base {one}"),
        )]),
        (Ok(day), Ok(base), Ok(quote), Ok(rate)) => Ok(Row {
            place,
            day,
            base,
            quote,
            rate,
        }),
        (day, base, quote, rate) => Err([day.err(), base.err(), quote.err(), rate.err()]
            .into_iter()
            .flatten()
            .collect()),
    }
}
