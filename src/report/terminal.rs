//! Tables for a terminal.

use std::io::{self, Write};

use comfy_table::{ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle};

use super::table::{Cell, TableWriter};

/// A line under the header and none between rows, so that many rows fit a screen.
const STYLE: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─'));

/// Draws a table when all of its rows are known, since their widths decide the columns'.
pub(super) struct TextTable {
    table: Table,
    width: u16,
    /// The longest text of the first column, in characters.
    longest: usize,
}

impl TextTable {
    pub(super) fn new(width: u16) -> Self {
        let mut table = Table::new();
        table.load_style(STYLE);
        table.set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(width);
        TextTable { table, width, longest: 0 }
    }
}

/// Control characters would move the cursor of whoever looks at the table.
pub(super) fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

/// A text of several lines, each made printable.
pub(super) fn printable_lines(text: &str) -> String {
    text.lines().map(printable).collect::<Vec<_>>().join("\n")
}

impl TableWriter for TextTable {
    fn header(&mut self, _out: &mut dyn Write, names: &[String]) -> io::Result<()> {
        self.table.set_header(names.iter().map(|name| printable(name)));
        for column in self.table.column_iter_mut() {
            column.set_padding((0, 2));
        }
        Ok(())
    }

    fn row(&mut self, _out: &mut dyn Write, cells: &[Cell<'_>]) -> io::Result<()> {
        let first = cells.first().map_or(0, |cell| cell.as_str().chars().count());
        self.longest = self.longest.max(first);
        self.table.add_row(cells.iter().map(|cell| printable(cell.as_str())));
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        // The first column names the row: it is not broken while it leaves half of the screen.
        if self.longest <= usize::from(self.width / 2)
            && let Some(first) = self.table.column_mut(0)
        {
            first.set_constraint(ColumnConstraint::ContentWidth);
        }
        for line in self.table.lines() {
            writeln!(out, "{}", line.trim_end())?;
        }
        Ok(())
    }
}
