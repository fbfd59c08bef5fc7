//! The columns of a figure CSV.

use std::io::Read;

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
}

/// The columns with a meaning: name, and whether a file must have it.
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
];

impl Column {
    /// The name in the header.
    pub fn name(self) -> &'static str {
        COLUMNS.iter().find(|(column, _, _)| *column == self).map_or("", |(_, name, _)| name)
    }
}

/// The characters of a header that a message shows.
const SHOWN: usize = 80;

/// Where each column stands in a file.
pub(super) struct Columns {
    indexes: [Option<usize>; COLUMNS.len()],
    /// How many cells each row has.
    pub(super) width: usize,
}

impl Columns {
    /// The cell index of a column, if the file has it.
    pub(super) fn index(&self, column: Column) -> Option<usize> {
        let at = COLUMNS.iter().position(|(known, _, _)| *known == column)?;
        self.indexes.get(at).copied().flatten()
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

/// Names that stand twice. Columns without a name, which spreadsheets leave behind the last one, are told apart by their places.
fn duplicates<R: Read>(names: &[String], header: &Record, records: &Records<R>) -> Vec<RowError> {
    let mut errors = Vec::new();
    for (index, name) in names.iter().enumerate() {
        if !name.is_empty() && names.iter().take(index).any(|earlier| earlier == name) {
            let place = header.place_of(index, records.source());
            let message = format!("found a second column `{name}`; expected each column once");
            errors.push(RowError::new(place, None, message, header));
        }
    }
    errors
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
    let mut names = Vec::new();
    let mut errors = Vec::new();
    if let Some((place, problem)) = records.check_quotes(header) {
        errors.push(RowError::new(place, None, problem.to_string(), header));
    }
    for index in 0..header.len() {
        match header.text(index) {
            Ok(name) => names.push(folded(name)),
            Err(problem) => {
                let place = header.place_of(index, records.source());
                errors.push(RowError::new(place, None, problem.to_string(), header));
            }
        }
    }
    if errors.is_empty() { Ok(names) } else { Err(ReadError::header(errors)) }
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
