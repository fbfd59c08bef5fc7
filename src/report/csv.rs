//! CSV: RFC 4180, texts safe to open in a spreadsheet.

use std::borrow::Cow;
use std::io::{self, Write};

use super::escape::spreadsheet_safe;
use super::table::{Cell, TableWriter};

/// Writes a table as CSV. The buffer holds one row.
pub(super) struct CsvTable {
    writer: csv_core::Writer,
    buffer: Vec<u8>,
    /// How much of the buffer is written.
    length: usize,
}

impl Default for CsvTable {
    fn default() -> Self {
        CsvTable { writer: csv_core::Writer::new(), buffer: Vec::new(), length: 0 }
    }
}

impl CsvTable {
    fn line<'a>(&mut self, out: &mut dyn Write, cells: impl Iterator<Item = Cow<'a, str>>) -> io::Result<()> {
        self.length = 0;
        for (index, cell) in cells.enumerate() {
            if index > 0 {
                self.put(0, |writer, output| writer.delimiter(output).1);
            }
            self.put(cell.len(), |writer, output| writer.field(cell.as_bytes(), output).2);
        }
        self.put(0, |writer, output| writer.terminator(output).1);
        out.write_all(self.buffer.get(..self.length).unwrap_or_default())
    }

    /// Writes a part of the row that stands for so many bytes: at most twice as many, if all are quotes, and quotes around them.
    fn put(&mut self, bytes: usize, write: impl FnOnce(&mut csv_core::Writer, &mut [u8]) -> usize) {
        let needed = self.length.saturating_add(bytes.saturating_mul(2)).saturating_add(4);
        if self.buffer.len() < needed {
            self.buffer.resize(needed, 0);
        }
        let written = write(&mut self.writer, self.buffer.get_mut(self.length..).unwrap_or_default());
        self.length = self.length.saturating_add(written);
    }
}

fn safe<'a>(cell: &'a Cell<'_>) -> Cow<'a, str> {
    match cell {
        Cell::Text(text) => spreadsheet_safe(text),
        Cell::Number(digits) => Cow::Borrowed(digits),
    }
}

impl TableWriter for CsvTable {
    fn header(&mut self, out: &mut dyn Write, names: &[String]) -> io::Result<()> {
        self.line(out, names.iter().map(|name| spreadsheet_safe(name)))
    }

    fn row(&mut self, out: &mut dyn Write, cells: &[Cell<'_>]) -> io::Result<()> {
        self.line(out, cells.iter().map(safe))
    }

    fn end(&mut self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}
