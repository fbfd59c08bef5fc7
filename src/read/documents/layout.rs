//! Tables of figures, and tables that only lay out a text.

use super::Block;
use super::passage::{Passage, PassageKind};
use super::table::{Row, Table};

/// The longest cell of a table of figures, in bytes; more is a paragraph that a table lays out.
const LONGEST_CELL: usize = 400;

/// Between the paragraphs of a cell.
const BETWEEN: &str = "\n\n";

/// A cell's paragraphs as its text.
pub(super) fn cell(parts: Vec<Passage>) -> Passage {
    Passage::joined(PassageKind::Cell, parts, BETWEEN)
}

/// What a table is: a table, or texts.
pub(super) fn blocks(caption: Option<Passage>, rows: Vec<Row>) -> Vec<Block> {
    if rows.iter().any(is_of_figures) && !rows.iter().any(has_paragraphs) {
        return vec![Block::Table(Table { caption, rows })];
    }
    caption.into_iter().chain(texts(rows)).map(Block::Passage).collect()
}

/// The texts of a row's cells that have one.
fn filled(row: &Row) -> impl Iterator<Item = &str> {
    row.cells.iter().map(|cell| cell.passage.text()).filter(|text| !text.trim().is_empty())
}

/// Whether a row states a figure of something: a cell with a digit after one that is more than a bullet.
fn is_of_figures(row: &Row) -> bool {
    let mut texts = filled(row);
    texts.next().is_some_and(|first| !is_bullet(first)) && texts.any(|text| text.contains(|c: char| c.is_ascii_digit()))
}

fn has_paragraphs(row: &Row) -> bool {
    filled(row).any(|text| text.len() > LONGEST_CELL)
}

/// What stands before an item that a table lays out.
const BULLETS: &str = "•●○■▪◦‣·*-–—§o☐☑☒✓✔";

/// Whether a cell only marks the text beside it: `•`, `o`, `(1)`.
fn is_bullet(text: &str) -> bool {
    let text = text.trim();
    let is_note = text.starts_with(['(', '[']) && text.ends_with([')', ']']) && text.chars().count() <= 4;
    is_note || (text.chars().count() == 1 && BULLETS.contains(text))
}

/// The texts of a table that lays out a page, in order.
pub(super) fn texts(rows: Vec<Row>) -> impl Iterator<Item = Passage> {
    rows.into_iter().flat_map(|row| {
        let mut cells = row.cells.into_iter().map(|cell| cell.passage).skip_while(|passage| passage.text().is_empty());
        let first = cells.next().unwrap_or_default();
        let is_item = is_bullet(first.text());
        let kind = if is_item { PassageKind::ListItem } else { PassageKind::Paragraph };
        let passages = Some(first).filter(|_| !is_item).into_iter().chain(cells);
        passages.flat_map(|passage| passage.split(BETWEEN)).map(move |passage| passage.with_kind(kind))
    })
}
