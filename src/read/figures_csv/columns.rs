//! The columns of a figure CSV.

use std::collections::HashSet;
use std::io::Read;
use std::sync::Arc;

use super::error::{ReadError, RowError};
use crate::text::{Record, Records};

/// A column that has a meaning; others are carried through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// Who reports, or whose equity it is.
    Entity,
    /// The line item.
    Metric,
    /// When.
    Period,
    /// The number as written.
    Value,
    /// What it counts.
    Unit,
    /// What is said of the subject.
    Measure,
    /// What multiplies the value and its precision.
    Scale,
    /// The period compared with.
    Versus,
    /// Who holds or buys the stake.
    Holder,
    /// A stated growth against one year earlier.
    Growth,
    /// The low end of the interval.
    Low,
    /// The high end of the interval.
    High,
    /// The document.
    Source,
    /// The place in the document.
    Location,
    /// The last day of the entity's fiscal years.
    FiscalYearEnd,
    /// How sure the subject is.
    Confidence,
}

/// The columns with a meaning, in their order above: name, and whether a file must have it.
pub const COLUMNS: &[(Column, &str, bool)] = &[
    (Column::Entity, "entity", true),
    (Column::Metric, "metric", true),
    (Column::Period, "period", true),
    (Column::Value, "value", true),
    (Column::Unit, "unit", false),
    (Column::Measure, "measure", false),
    (Column::Scale, "scale", false),
    (Column::Versus, "versus", false),
    (Column::Holder, "holder", false),
    (Column::Growth, "growth", false),
    (Column::Low, "low", false),
    (Column::High, "high", false),
    (Column::Source, "source", false),
    (Column::Location, "location", false),
    (Column::FiscalYearEnd, "fiscal_year_end", false),
    (Column::Confidence, "confidence", false),
];

impl Column {
    /// The name in the header.
    pub fn name(self) -> &'static str {
        COLUMNS.iter().find(|(column, _, _)| *column == self).map_or("", |(_, name, _)| name)
    }
}

/// The characters of a header that a message shows.
const SHOWN: usize = 80;

/// The cells of one record of which the same is said: where there are more, they have one cause.
const MOST_TOLD: usize = 16;

/// Where each column stands in a file.
pub(super) struct Columns {
    indexes: [Option<usize>; COLUMNS.len()],
    /// How many cells each row has.
    pub(super) width: usize,
}

impl Columns {
    /// The cell index of a column, if the file has it.
    pub(super) fn index(&self, column: Column) -> Option<usize> {
        self.indexes.get(column as usize).copied().flatten()
    }

    /// The texts of a row's cells in the order of [`COLUMNS`], empty ones for columns that the file does not have.
    pub(super) fn texts<'r>(&self, record: &'r Record) -> [&'r str; COLUMNS.len()] {
        self.indexes.map(|index| index.and_then(|index| record.text(index).ok()).unwrap_or(""))
    }

    pub(super) fn read<R: Read>(header: &Record, records: &Records<R>) -> Result<Self, ReadError> {
        let names = header_names(header, records)?;
        let mut errors = duplicates(&names, header, records);
        let mut indexes = [None; COLUMNS.len()];
        let mut missing = Vec::new();
        for ((_, known, needed), found) in COLUMNS.iter().zip(indexes.iter_mut()) {
            *found = names.iter().position(|name| name == known);
            if *needed && found.is_none() {
                missing.push(*known);
            }
        }
        if !missing.is_empty() {
            let place = header.place_of(0, records.source());
            errors.push(RowError::new(place, None, missing_columns(&missing, header), header));
        }
        if errors.is_empty() { Ok(Columns { indexes, width: header.len() }) } else { Err(ReadError::header(errors)) }
    }
}

/// Names that stand twice. Columns without a name, which spreadsheets leave behind the last one, are told apart by
/// their places.
fn duplicates<R: Read>(names: &[String], header: &Record, records: &Records<R>) -> Vec<RowError> {
    let mut known = HashSet::new();
    let again = names.iter().enumerate().filter(|(_, name)| !name.is_empty() && !known.insert(name.as_str()));
    let error = |(index, name): (usize, &String)| {
        let shown: String = name.chars().take(SHOWN).collect();
        let message = format!("found a second column `{shown}`; expected each column once");
        RowError::new(header.place_of(index, records.source()), None, message, header)
    };
    again.take(MOST_TOLD).map(error).collect()
}

/// What the header lacks, what it has, and the likely way out: a header of one column was split by the wrong delimiter.
fn missing_columns(missing: &[&str], header: &Record) -> String {
    let columns = |names: &[&str]| {
        let noun = if names.len() == 1 { "column" } else { "columns" };
        format!("{noun} {}", names.join(", "))
    };
    let found: String = header.names().join(", ").chars().take(SHOWN).collect();
    let delimiter = if header.len() == 1 { ", and --delimiter if it is none of comma, semicolon and tab" } else { "" };
    format!(
        "found no {} in the header `{found}`; expected the {}{delimiter}",
        columns(missing),
        columns(&needed_names())
    )
}

fn header_names<R: Read>(header: &Record, records: &Records<R>) -> Result<Vec<String>, ReadError> {
    let mut errors = Vec::new();
    if let Some((place, problem)) = records.check_quotes(header) {
        errors.push(RowError::new(place, None, problem.to_string(), header));
    }
    errors.extend(byte_problems(header, records.source()));
    if errors.is_empty() {
        Ok((0..header.len()).filter_map(|index| header.text(index).ok()).map(folded).collect())
    } else {
        Err(ReadError::header(errors))
    }
}

/// The cells of a record that are no text, or too long.
pub(super) fn byte_problems(record: &Record, source: &Arc<str>) -> Vec<RowError> {
    if record.is_plain() {
        return Vec::new();
    }
    let problems = (0..record.len()).filter_map(|index| Some((index, record.text(index).err()?)));
    problems
        .take(MOST_TOLD)
        .map(|(index, problem)| RowError::new(record.place_of(index, source), None, problem.to_string(), record))
        .collect()
}

/// A column's name in any case; of a column with a meaning also with blanks or hyphens between its words.
fn folded(name: &str) -> String {
    let name = name.to_lowercase();
    let joined = name.replace([' ', '-'], "_");
    if COLUMNS.iter().any(|(_, known, _)| *known == joined) { joined } else { name }
}

fn needed_names() -> Vec<&'static str> {
    COLUMNS.iter().filter(|(_, _, needed)| *needed).map(|(_, name, _)| *name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_listed_in_the_order_of_their_numbers() {
        for (index, (column, name, _)) in COLUMNS.iter().enumerate() {
            assert_eq!(*column as usize, index, "{name}");
        }
    }
}
