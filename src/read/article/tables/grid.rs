//! The cells of a row put together: signs that stand in cells of their own belong to the number beside them.

use std::ops::Range;

use super::number::{self, Number};
use crate::model::currency;
use crate::num::Style;
use crate::read::documents::Row;

/// What stands at a place of a line.
#[derive(Clone, Debug)]
pub(super) struct Piece<'t> {
    /// The position of its cell in the row: of a number, the cell that has the digits.
    pub(super) cell: usize,
    /// The columns that it covers, signs in cells beside it included.
    pub(super) columns: Range<usize>,
    /// Whether the source calls it a header.
    pub(super) header: bool,
    /// The text of the cell without blanks around it.
    pub(super) text: &'t str,
    pub(super) content: Content,
}

/// What a cell holds.
#[derive(Clone, Debug)]
pub(super) enum Content {
    Text,
    /// Four digits that may be a year.
    Year(Number),
    Number(Number),
    /// A dash, "n/a" or "nil" in place of a number.
    Nil,
}

impl Piece<'_> {
    pub(super) fn is_text(&self) -> bool {
        matches!(self.content, Content::Text)
    }

    pub(super) fn is_number(&self) -> bool {
        matches!(self.content, Content::Number(_))
    }

    /// The number that it holds; four digits that may be a year are one among figures.
    pub(super) fn number(&self) -> Option<&Number> {
        match &self.content {
            Content::Number(number) | Content::Year(number) => Some(number),
            Content::Text | Content::Nil => None,
        }
    }
}

/// The pieces of a row, from the left; blank cells have none.
pub(super) fn pieces(row: &Row, style: Style) -> Vec<Piece<'_>> {
    let mut line = LineBuilder { style, pieces: Vec::new(), sign: None };
    for (cell, source) in row.cells.iter().enumerate() {
        let columns = source.column..source.column.saturating_add(source.columns);
        line.push(cell, columns, source.header, source.passage.text());
    }
    line.finish()
}

struct LineBuilder<'t> {
    style: Style,
    pieces: Vec<Piece<'t>>,
    /// A currency in a cell of its own, not yet joined to the number after it.
    sign: Option<Piece<'t>>,
}

impl<'t> LineBuilder<'t> {
    fn push(&mut self, cell: usize, columns: Range<usize>, header: bool, whole: &'t str) {
        let text = whole.trim();
        if text.is_empty() {
            return;
        }
        if self.join_after(text, &columns) {
            return;
        }
        let piece = |content| Piece { cell, columns: columns.clone(), header, text, content };
        let sign = self.sign.take();
        let prefix = sign.as_ref().map_or("", |sign| sign.text);
        let content = content(whole, prefix, self.style);
        if let Some(sign) = sign {
            match content {
                Content::Text => self.pieces.push(sign),
                _ => {
                    let columns = sign.columns.start..columns.end;
                    self.pieces.push(Piece { columns, ..piece(content) });
                    return;
                }
            }
        }
        if is_sign(text) {
            self.sign = Some(piece(Content::Text));
        } else {
            self.pieces.push(piece(content));
        }
    }

    /// Takes what only ends the number in the cell before: `)`, `%`, `)%`, "bps".
    fn join_after(&mut self, text: &str, columns: &Range<usize>) -> bool {
        let Some(last) = self.pieces.last_mut().filter(|_| self.sign.is_none()) else {
            return false;
        };
        let ends = number::ends(text);
        let joined = match &mut last.content {
            Content::Number(number) | Content::Year(number) if ends => number.end_with(text),
            Content::Nil => ends,
            _ => false,
        };
        if joined {
            last.columns.end = columns.end;
            if let Content::Year(number) = &last.content {
                last.content = Content::Number(number.clone());
            }
        }
        joined
    }

    fn finish(mut self) -> Vec<Piece<'t>> {
        self.pieces.extend(self.sign.take());
        for piece in &mut self.pieces {
            if matches!(&piece.content, Content::Number(number) if number.is_broken()) {
                piece.content = Content::Text;
            }
        }
        self.pieces
    }
}

/// Whether a whole cell is the sign of a currency, with a bracket that opens a number or none.
fn is_sign(text: &str) -> bool {
    let sign = text.strip_suffix('(').unwrap_or(text).trim_end();
    let short = sign.chars().count() <= 4 && !sign.chars().any(|c| c.is_lowercase());
    short && currency::lookup(sign).is_some()
}

/// What stands for no number.
const NIL: &[&str] = &[
    "-",
    "–",
    "—",
    "−",
    "--",
    "---",
    "nil",
    "n/a",
    "na",
    "n.a.",
    "n.a",
    "nm",
    "n.m.",
    "n.m",
    "nmf",
    "*",
    "**",
    "...",
    "…",
    "n/m",
    "not meaningful",
    "xx",
    "—%",
    "-%",
    "–%",
    "- %",
    "— %",
    "– %",
];

fn content(whole: &str, prefix: &str, style: Style) -> Content {
    let text = whole.trim();
    let nil = text.strip_prefix(['$', '€', '£', '¥']).unwrap_or(text).trim();
    if NIL.iter().any(|known| known.eq_ignore_ascii_case(nil)) {
        return Content::Nil;
    }
    match number::read(whole, prefix, style) {
        Some(number) if prefix.is_empty() && number::may_be_year(text) => Content::Year(number),
        Some(number) => Content::Number(number),
        None => Content::Text,
    }
}
