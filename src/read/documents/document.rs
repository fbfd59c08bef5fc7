//! A document: its blocks, what is known about it, and where things stand in it.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

use super::passage::Passage;
use super::table::Table;
use crate::model::Origin;
use crate::text::{Lines, Span};

/// A part of a document, in the order in which they are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// Running text.
    Passage(Passage),
    /// A table.
    Table(Table),
}

impl Block {
    /// Its texts: the passage; or the table's caption and cells, row by row.
    pub fn passages(&self) -> impl Iterator<Item = &Passage> {
        let (passage, table) = match self {
            Block::Passage(passage) => (Some(passage), None),
            Block::Table(table) => (table.caption.as_ref(), Some(table)),
        };
        let rows = table.into_iter().flat_map(|table| &table.rows);
        passage.into_iter().chain(rows.flat_map(|row| &row.cells).map(|cell| &cell.passage))
    }
}

/// What an article says, in paragraphs, lists and tables, and where.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// What reports call it: a path as it was given, the `id` of a document among others, or `<stdin>`.
    pub name: Arc<str>,
    /// Its `id` among the documents of a file.
    pub id: Option<Arc<str>>,
    /// The line of the file that holds it, from 1, where it is one of many.
    pub record: Option<u64>,
    /// Its title or headline.
    pub title: Option<String>,
    /// The day it came out, by its own account and its writer's calendar.
    pub published: Option<Date>,
    /// Its text, from the top.
    pub blocks: Vec<Block>,
    /// What was assumed, left out, or could not be made sense of; sentences without a full stop.
    pub notes: Vec<String>,
    /// The text that places count in.
    source: Arc<str>,
    /// Whether that is the file's own, byte for byte.
    pub(super) is_file: bool,
    /// The ranges of the source that its writer has taken out of the check, in order.
    ignored: Vec<Range<usize>>,
    lines: OnceLock<Lines>,
}

impl Document {
    pub(super) fn new(name: Arc<str>, source: impl Into<Arc<str>>) -> Self {
        Document { name, source: source.into(), ..Document::default() }
    }

    /// The text that places count in: the file's, decoded; a docx file's `word/document.xml`.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The same text for passages that stand in it as it is.
    pub(super) fn shared_source(&self) -> &Arc<str> {
        &self.source
    }

    /// All texts in order, those of tables among them.
    pub fn passages(&self) -> impl Iterator<Item = &Passage> {
        self.blocks.iter().flat_map(Block::passages)
    }

    /// Where a range of a passage's clean text stands.
    ///
    /// ```
    /// use tieout::read::documents::{Documents, Kind};
    /// let text = "Acme\n\nSales rose\n5% to 3.1bn.";
    /// let document = Documents::new("a.txt".into(), text.as_bytes(), Kind::Text).next().unwrap()?;
    /// let passage = document.passages().nth(1).unwrap();
    /// let span = document.span(passage, 11..13);
    /// assert_eq!((&passage.text()[11..13], span.line, span.column, span.start), ("5%", 4, 1, 17));
    /// # Ok::<(), tieout::read::documents::DocumentError>(())
    /// ```
    pub fn span(&self, passage: &Passage, clean: Range<usize>) -> Span {
        let source = passage.source_span(clean.clone());
        match passage.number() {
            Some(line) => {
                let column = |at: usize| passage.characters_before(at).saturating_add(1);
                let (column, end_column) = (column(clean.start), column(clean.end));
                Span { line, column, end_column, start: source.start as u64, end: source.end as u64 }
            }
            None => self.lines.get_or_init(|| Lines::new(&self.source)).span(&self.source, source),
        }
    }

    /// Where a range of a passage's clean text stands, as figures say it.
    pub fn origin(&self, passage: &Passage, clean: Range<usize>) -> Origin {
        let span = self.span(passage, clean);
        Origin {
            file: Arc::clone(&self.name),
            row: span.line,
            line: span.line,
            column: span.column,
            end_column: span.end_column,
            start: span.start,
            end: span.end,
            document: self.id.clone(),
            quote: None,
        }
    }

    /// Whether the writer has taken anything out of the check.
    pub fn has_ignored(&self) -> bool {
        !self.ignored.is_empty()
    }

    /// Whether the writer has taken a range of a passage's clean text, or a part of it, out of the check.
    pub fn is_ignored(&self, passage: &Passage, clean: Range<usize>) -> bool {
        if !self.has_ignored() {
            return false;
        }
        let span = passage.source_span(clean);
        let first = self.ignored.partition_point(|ignored| ignored.end <= span.start);
        self.ignored.get(first).is_some_and(|ignored| ignored.start < span.end)
    }

    pub(super) fn ignore(&mut self, (ranges, notes): (Vec<Range<usize>>, Vec<String>)) {
        self.ignored = ranges;
        self.notes.extend(notes);
    }
}
