//! HTML: what a page's reader reads of it, each word with its bytes in the source.
//!
//! There is no tree. A stack of the open elements that matter ([`open`]) says in what part of the page a text stands, and of
//! which table; elements that are never closed, closed twice or closed in the wrong order are made sense of as browsers do in
//! the plain cases. Time is linear in the source, whatever it holds.

mod metadata;
mod open;
mod page;
mod tables;
mod tags;
mod tokens;

use std::ops::Range;
use std::sync::Arc;

use super::marks::Marks;
use super::{Block, Document};
use page::Page;

/// Reads a page.
pub(super) fn read(name: Arc<str>, source: String) -> Document {
    let mut document = Document::new(name, source);
    let source = document.source();
    let mut page = Page::new(source, Marks::default());
    // A byte order mark is no text.
    let start = source.len().saturating_sub(source.trim_start_matches('\u{feff}').len());
    tokens::tokenize(source, start..source.len(), &mut page);
    let read = page.finish();
    let ignored = read.marks.finish(source);
    let found = read.metadata.finish(&read.blocks);
    document.blocks = read.blocks;
    document.notes = read.notes;
    document.notes.extend(found.notes);
    document.title = found.title;
    document.published = found.published;
    document.ignore(ignored);
    document
}

/// Reads a part of a source that is HTML, with the marks that stand in it.
pub(super) fn read_part(source: &str, part: Range<usize>, marks: Marks) -> (Vec<Block>, Marks) {
    let mut page = Page::new(source, marks);
    tokens::tokenize(source, part, &mut page);
    let read = page.finish();
    (read.blocks, read.marks)
}

/// How many bytes of a page are searched for its encoding, as the HTML Standard (13.2.3.2) has it.
const PRESCAN: usize = 1024;

/// The encoding that a page says it is in: `<meta charset=...>`, `charset=` in a `content`, or XML's `encoding=`.
pub(super) fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(bytes.get(..PRESCAN.min(bytes.len())).unwrap_or_default()).to_lowercase();
    let mut labels = ["charset", "encoding"].into_iter().filter_map(|name| {
        let (_, after) = head.split_once(name)?;
        let value = after.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
        let end = value.find(|next: char| !(next.is_ascii_alphanumeric() || "-_:.".contains(next)))?;
        value.get(..end).filter(|label| !label.is_empty()).map(str::to_owned)
    });
    labels.next()
}

#[cfg(test)]
mod tests;
