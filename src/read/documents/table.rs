//! Tables: rows of cells in a grid of columns.

use super::passage::Passage;

/// A table of a document, its cells in the order of the source.
///
/// ```
/// use tieout::read::documents::{Block, Documents, Kind};
/// let text = "| | 2014 | 2013 |\n|---|---|---|\n| Revenue | 3.4bn | 2.2bn |\n";
/// let document = Documents::new("table.md".into(), text.as_bytes(), Kind::Markdown).next().unwrap()?;
/// let Some(Block::Table(table)) = document.blocks.first() else { panic!("a table") };
/// let cell = &table.rows[1].cells[2];
/// assert_eq!((cell.passage.text(), cell.column, cell.header), ("2.2bn", 2, false));
/// assert!(table.rows[0].cells.iter().all(|cell| cell.header));
/// # Ok::<(), tieout::read::documents::DocumentError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// What it is called, where the source says so.
    pub caption: Option<Passage>,
    /// Its rows, from the top.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Its cells, from the left; empty ones too.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Its text, a line for each paragraph in it.
    pub passage: Passage,
    /// Whether the source calls it a header. Many do so for none: then the first row and column may be.
    pub header: bool,
    /// Its first column in the grid, from 0: cells before it that span columns, or rows from above, are counted.
    pub column: usize,
    /// How many columns it spans.
    pub columns: usize,
    /// How many rows it spans; those below have no cell of their own there.
    pub rows: usize,
}

/// The most columns that a cell spans, by the HTML Standard (4.9.11).
const MAX_COLUMNS: usize = 1000;

/// The most cells that reach into rows below at a time: tables have a handful; more are taken to span one row.
const MAX_REACHING: usize = 64;

/// Places cells in a grid, row by row.
#[derive(Clone, Debug, Default)]
pub(super) struct Grid {
    rows: Vec<Row>,
    /// Cells from above that reach into the row at hand: first column, past the last, and rows left.
    reaching: Vec<(usize, usize, usize)>,
    column: usize,
}

impl Grid {
    /// Begins a row.
    pub(super) fn row(&mut self) {
        if !self.rows.is_empty() {
            self.reaching.iter_mut().for_each(|(_, _, left)| *left = left.saturating_sub(1));
            self.reaching.retain(|(_, _, left)| *left > 0);
        }
        self.rows.push(Row::default());
        self.column = 0;
    }

    /// Appends a cell to the row.
    pub(super) fn cell(&mut self, passage: Passage, header: bool, columns: usize, rows: usize) {
        if self.rows.is_empty() {
            self.row();
        }
        let (columns, mut rows) = (columns.clamp(1, MAX_COLUMNS), rows.max(1));
        let column = self.free_column();
        self.column = column.saturating_add(columns);
        if rows > 1 && self.reaching.len() < MAX_REACHING {
            self.reaching.push((column, self.column, rows));
            self.reaching.sort_unstable();
        } else {
            rows = 1;
        }
        if let Some(row) = self.rows.last_mut() {
            row.cells.push(Cell { passage, header, column, columns, rows });
        }
    }

    /// The next column that no cell from above stands in. Those are in order, so one look at each is enough.
    fn free_column(&self) -> usize {
        let mut column = self.column;
        for (first, past, _) in &self.reaching {
            if (*first..*past).contains(&column) {
                column = *past;
            }
        }
        column
    }

    /// The rows, without those that have no text.
    pub(super) fn finish(&mut self) -> Vec<Row> {
        let Grid { mut rows, .. } = std::mem::take(self);
        rows.retain(|row| row.cells.iter().any(|cell| !cell.passage.text().is_empty()));
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::documents::PassageKind;

    #[test]
    fn cells_stand_beside_those_that_reach_down_from_above() {
        let mut grid = Grid::default();
        let cell = |grid: &mut Grid, text: &str, columns, rows| {
            grid.cell(Passage::verbatim(PassageKind::Cell, &text.into(), 0..text.len()), false, columns, rows);
        };
        grid.row();
        for (text, columns, rows) in [("a", 1, 3), ("b", 2, 1), ("c", 1, 2)] {
            cell(&mut grid, text, columns, rows);
        }
        grid.row();
        cell(&mut grid, "d", 1, 1);
        cell(&mut grid, "e", 0, 0);
        cell(&mut grid, "f", 1, 1);
        grid.row();
        cell(&mut grid, "g", 9999, 1);
        grid.row();
        cell(&mut grid, "h", 1, 1);
        grid.row();
        cell(&mut grid, "", 1, 1);
        let found: Vec<Vec<_>> = grid
            .finish()
            .iter()
            .map(|row| {
                row.cells.iter().map(|cell| (cell.passage.text().to_owned(), cell.column, cell.columns)).collect()
            })
            .collect();
        let expected = [
            vec![("a", 0, 1), ("b", 1, 2), ("c", 3, 1)],
            vec![("d", 1, 1), ("e", 2, 1), ("f", 4, 1)],
            vec![("g", 1, 1000)],
            vec![("h", 0, 1)],
        ];
        let expected = expected.map(|row| row.into_iter().map(|(t, c, n)| (t.to_owned(), c, n)).collect::<Vec<_>>());
        assert_eq!(found, expected);
    }
}
