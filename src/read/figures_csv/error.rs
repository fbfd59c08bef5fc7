//! What can be wrong with a figure CSV, and where.

use std::fmt;
use std::io;
use std::sync::Arc;

use super::columns::Column;
use crate::text::{Place, Record, RecordsError};

/// One thing that is wrong with a row, at its cell.
#[derive(Clone, Debug)]
pub struct RowError {
    place: Place,
    column: Option<Column>,
    message: String,
    raw: Arc<[u8]>,
}

impl RowError {
    pub(super) fn new(place: Place, column: Option<Column>, message: String, record: &Record) -> Self {
        RowError { place, column, message, raw: record.raw().into() }
    }

    /// Where it stands.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// The whole row's bytes, as they stand in the source.
    pub fn raw(&self) -> &[u8] {
        &self.raw
    }

    /// Column and message without the place.
    pub fn reason(&self) -> String {
        match self.column {
            Some(column) => format!("{}: {}", column.name(), self.message),
            None => self.message.clone(),
        }
    }
}

impl fmt::Display for RowError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.reason())
    }
}

impl std::error::Error for RowError {}

/// Why a figure CSV cannot be read at all, or no further.
#[derive(Debug)]
pub struct ReadError {
    kind: ReadErrorKind,
}

#[derive(Debug)]
enum ReadErrorKind {
    Io(io::Error),
    Malformed(Vec<String>),
}

impl ReadError {
    pub(super) fn empty(source: &str) -> Self {
        let message = format!("{source}: found an empty file; expected a header and a row for each figure");
        ReadError { kind: ReadErrorKind::Malformed(vec![message]) }
    }

    /// A file that is no CSV in UTF-8, by its first bytes.
    pub(super) fn foreign(source: &str, kind: &str) -> Self {
        let message = format!("{source}: found {kind}; expected a CSV, which spreadsheets save as `CSV UTF-8`");
        ReadError { kind: ReadErrorKind::Malformed(vec![message]) }
    }

    pub(super) fn header(errors: Vec<RowError>) -> Self {
        ReadError { kind: ReadErrorKind::Malformed(errors.iter().map(RowError::to_string).collect()) }
    }

    /// The stream's own error, where it failed.
    pub fn io(&self) -> Option<&io::Error> {
        match &self.kind {
            ReadErrorKind::Io(error) => Some(error),
            ReadErrorKind::Malformed(_) => None,
        }
    }
}

impl From<RecordsError> for ReadError {
    fn from(error: RecordsError) -> Self {
        let kind = match error {
            RecordsError::Io(error) => ReadErrorKind::Io(error),
            RecordsError::Malformed(place, problem) => ReadErrorKind::Malformed(vec![format!("{place}: {problem}")]),
        };
        ReadError { kind }
    }
}

impl fmt::Display for ReadError {
    /// A line for each problem.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            ReadErrorKind::Io(error) => write!(f, "{error}"),
            ReadErrorKind::Malformed(messages) => f.write_str(&messages.join("\n")),
        }
    }
}

impl std::error::Error for ReadError {}
