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
