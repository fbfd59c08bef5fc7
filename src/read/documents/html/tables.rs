//! Tables of a page while they are open.

use crate::read::documents::passage::{Passage, PassageKind};
use crate::read::documents::table::Grid;
use crate::read::documents::{Block, layout};

use super::open::Zone;

/// A cell that is open.
#[derive(Debug)]
struct OpenCell {
    parts: Vec<Passage>,
    header: bool,
    columns: usize,
    rows: usize,
}

/// A table that is open.
#[derive(Debug)]
pub(super) struct OpenTable {
    /// How many elements were open when it began.
    pub(super) depth: usize,
    pub(super) zone: Zone,
    pub(super) in_header: bool,
    caption: Option<Passage>,
    grid: Grid,
    cell: Option<OpenCell>,
    /// Whether another table stands in it: it lays out the page, and what it holds is read as text.
    is_layout: bool,
}

impl OpenTable {
    pub(super) fn new(depth: usize, zone: Zone) -> Self {
        let (caption, grid, cell) = (None, Grid::default(), None);
        OpenTable { depth, zone, in_header: false, caption, grid, cell, is_layout: false }
    }

    pub(super) fn row(&mut self) {
        self.end_cell();
        self.grid.row();
    }

    pub(super) fn cell(&mut self, header: bool, columns: usize, rows: usize) {
        self.end_cell();
        if !self.is_layout {
            let header = header || self.in_header;
            self.cell = Some(OpenCell { parts: Vec::new(), header, columns, rows });
        }
    }

    pub(super) fn end_cell(&mut self) {
        if let Some(OpenCell { parts, header, columns, rows }) = self.cell.take() {
            self.grid.cell(layout::cell(parts), header, columns, rows);
        }
    }

    /// Takes a passage into the open cell or caption; gives it back where it belongs to neither.
    pub(super) fn take(&mut self, passage: Passage) -> Option<Passage> {
        if self.is_layout {
            return Some(passage);
        }
        match &mut self.cell {
            Some(cell) => cell.parts.push(passage),
            None if passage.kind() == PassageKind::Caption && self.caption.is_none() => self.caption = Some(passage),
            None => return Some(passage),
        }
        None
    }

    /// Learns that another table stands in it. What it holds up to now is text of the page.
    pub(super) fn become_layout(&mut self) -> Vec<Passage> {
        self.end_cell();
        self.is_layout = true;
        let caption = self.caption.take();
        caption.into_iter().chain(layout::texts(self.grid.finish())).collect()
    }

    /// What the table is when it ends.
    pub(super) fn finish(mut self) -> Vec<Block> {
        self.end_cell();
        layout::blocks(self.caption, self.grid.finish())
    }
}
