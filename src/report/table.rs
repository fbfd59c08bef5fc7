//! A table in any format: a header, rows of cells, an end.

use std::borrow::Cow;
use std::io::{self, Write};

/// A format that tables are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A table drawn for a terminal.
    Text,
    /// RFC 4180.
    Csv,
    /// One object.
    Json,
    /// An object a line.
    Jsonl,
    /// A table in Markdown.
    Markdown,
}

impl Format {
    /// Whether the format is read by people, who are shown fewer digits and columns than programs.
    pub fn is_for_people(self) -> bool {
        matches!(self, Format::Text | Format::Markdown)
    }
}

/// One cell: a text, or the digits of a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell<'a> {
    /// A text from a source, or made of some.
    Text(Cow<'a, str>),
    /// Plain digits, or nothing.
    Number(Cow<'a, str>),
}

impl<'a> Cell<'a> {
    /// A text.
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Cell::Text(text.into())
    }

    /// The digits of a number, or nothing.
    pub fn number(digits: impl Into<Cow<'a, str>>) -> Self {
        Cell::Number(digits.into())
    }

    /// What is in the cell.
    pub fn as_str(&self) -> &str {
        match self {
            Cell::Text(text) | Cell::Number(text) => text,
        }
    }
}

/// Writes one table.
pub trait TableWriter {
    /// The names of the columns; called once, first.
    ///
    /// # Errors
    /// When it cannot be written.
    fn header(&mut self, out: &mut dyn Write, names: &[String]) -> io::Result<()>;
    /// A row of as many cells as there are columns.
    ///
    /// # Errors
    /// When it cannot be written.
    fn row(&mut self, out: &mut dyn Write, cells: &[Cell<'_>]) -> io::Result<()>;
    /// Called once, last.
    ///
    /// # Errors
    /// When it cannot be written.
    fn end(&mut self, out: &mut dyn Write) -> io::Result<()>;
}

/// The writer of a format. `name` is what a JSON object calls the list of rows; `width` is that of the terminal.
pub fn table_writer(format: Format, name: &'static str, width: u16) -> Box<dyn TableWriter> {
    match format {
        Format::Text => Box::new(super::terminal::TextTable::new(width)),
        Format::Csv => Box::new(super::csv::CsvTable::default()),
        Format::Json => Box::new(super::json::JsonTable::object(name)),
        Format::Jsonl => Box::new(super::json::JsonTable::lines()),
        Format::Markdown => Box::new(super::markdown::MarkdownTable::default()),
    }
}
