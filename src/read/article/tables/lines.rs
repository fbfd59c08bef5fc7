//! The lines of a table: heads, labels that head lines, and lines of figures.

use super::TableContext;
use super::grid::{Content, Piece, pieces};
use super::period::{self, Told};
use super::statement::Statement;
use crate::read::documents::Table;

/// A line of a table.
#[derive(Clone, Debug)]
pub(super) struct Line<'t> {
    /// The position of its row.
    pub(super) row: usize,
    pub(super) pieces: Vec<Piece<'t>>,
    pub(super) kind: LineKind,
    /// Whether its first piece stands where labels do.
    is_labelled: bool,
}

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineKind {
    /// It names columns.
    Head,
    /// A text alone, over the lines below.
    Section,
    /// A label and its numbers.
    Data,
    /// Nothing that figures need.
    Other,
}

/// The lines of a table, those that are blank left out.
pub(super) fn lines<'t>(table: &'t Table, context: &TableContext<'_>) -> Vec<Line<'t>> {
    let read = table.rows.iter().enumerate().map(|(row, cells)| (row, pieces(cells, context.options.style)));
    let read: Vec<(usize, Vec<Piece<'t>>)> = read.filter(|(_, pieces)| !pieces.is_empty()).collect();
    let stub = read.iter().filter_map(|(_, pieces)| pieces.first()).map(|piece| piece.columns.start).min().unwrap_or(0);
    let mut after_data = false;
    let mut lines = Vec::with_capacity(read.len());
    for (row, pieces) in read {
        let kind = kind(&pieces, stub, after_data, context);
        after_data |= kind == LineKind::Data;
        let is_labelled = pieces.first().is_some_and(|first| first.columns.start == stub);
        lines.push(Line { row, pieces, kind, is_labelled });
    }
    lines
}

impl<'t> Line<'t> {
    /// The label: the text before the first number, past a rank or a number of order.
    pub(super) fn label(&self) -> Option<&Piece<'t>> {
        label_at(&self.pieces).and_then(|at| self.pieces.get(at))
    }

    /// What a line of heads says over the labels.
    pub(super) fn head_of_labels(&self) -> Option<&'t str> {
        self.pieces.first().filter(|_| self.is_labelled).map(|piece| piece.text)
    }

    /// What stands right of the label.
    pub(super) fn body(&self) -> &[Piece<'t>] {
        let from = label_at(&self.pieces).map_or(0, |at| at.saturating_add(1));
        self.pieces.get(from..).unwrap_or_default()
    }
}

/// The position of the label among the pieces of a line with numbers.
fn label_at(pieces: &[Piece<'_>]) -> Option<usize> {
    let (first, second) = (pieces.first()?, pieces.get(1));
    match first.content {
        Content::Text => Some(0),
        // A year is a label, where numbers follow.
        Content::Year(_) => second.is_some_and(|second| !matches!(second.content, Content::Year(_))).then_some(0),
        // A number of order before the label.
        Content::Number(_) if second.is_some_and(Piece::is_text) => {
            pieces.iter().skip(2).any(Piece::is_number).then_some(1)
        }
        Content::Number(_) | Content::Nil => None,
    }
}

fn kind(pieces: &[Piece<'_>], stub: usize, after_data: bool, context: &TableContext<'_>) -> LineKind {
    let body = pieces.get(label_at(pieces).map_or(0, |at| at.saturating_add(1))..).unwrap_or_default();
    let is_first_alone = pieces.len() == 1;
    let Some(first) = pieces.first() else {
        return LineKind::Other;
    };
    if pieces.iter().all(|piece| piece.header) && pieces.len() > 1 {
        return LineKind::Head;
    }
    if body.iter().any(Piece::is_number) {
        return if body.iter().all(|piece| piece.header) && !after_data { LineKind::Head } else { LineKind::Data };
    }
    if is_first_alone && first.columns.start == stub {
        return LineKind::Section;
    }
    if body.iter().any(|piece| matches!(piece.content, Content::Nil)) {
        return LineKind::Other;
    }
    let heads = |piece: &Piece<'_>| match piece.content {
        Content::Year(_) => true,
        Content::Text => !after_data || names_column(piece.text, context),
        Content::Number(_) | Content::Nil => false,
    };
    let named = if is_first_alone { pieces } else { body };
    if named.iter().any(heads) { LineKind::Head } else { LineKind::Other }
}

/// Whether a text is one that columns have over them: a period, a unit, a comparison.
fn names_column(text: &str, context: &TableContext<'_>) -> bool {
    if text.len() > LONGEST_HEAD {
        return false;
    }
    let told = period::read(&[text], &context.options, &context.dates).told;
    let is_sign = matches!(text, "%" | "$" | "€" | "£");
    is_sign || told != Told::Nothing || Statement::whole(text).is_some() || super::compared::is_comparison(text)
}

/// The longest head of a column in the middle of a table.
const LONGEST_HEAD: usize = 80;
