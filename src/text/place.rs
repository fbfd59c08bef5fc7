//! A place in a source, as an editor shows it.

use std::fmt;
use std::sync::Arc;

/// Source, line and column, both counted from 1; columns count characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The source's name: a path as it was given, or `-` for standard input.
    pub source: Arc<str>,
    /// The line, from 1.
    pub line: u64,
    /// The character in the line, from 1.
    pub column: u64,
}

impl Place {
    /// `file:line`, which names a figure in a report.
    pub fn file_and_line(&self) -> String {
        format!("{}:{}", self.source, self.line)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.source, self.line, self.column)
    }
}

/// Where a text stands in a source: for people, and for programs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// The line of its first character, from 1.
    pub line: u64,
    /// Its first character in that line, from 1.
    pub column: u64,
    /// The column after its last character, if it ends in that line.
    pub end_column: u64,
    /// Its first byte in the source, from 0; a byte order mark is counted.
    pub start: u64,
    /// The byte after its last.
    pub end: u64,
}
