//! CSV: RFC 4180, texts safe to open in a spreadsheet.

use std::borrow::Cow;
use std::io::{self, Write};

use super::escape::spreadsheet_safe;
use super::table::{Cell, TableWriter};

/// Writes a table as CSV. The buffer holds one row.
#[derive(Default)]
pub(super) struct CsvTable {
    buffer: Vec<u8>,
}

impl CsvTable {
    fn line<'a>(&mut self, out: &mut dyn Write, cells: impl Iterator<Item = Cow<'a, str>>) -> io::Result<()> {
        self.buffer.clear();
        let mut writer = csv::WriterBuilder::new().buffer_capacity(1024).from_writer(&mut self.buffer);
        for cell in cells {
            writer.write_field(cell.as_bytes())?;
        }
        writer.write_record(None::<&[u8]>)?;
        writer.flush()?;
        drop(writer);
        out.write_all(&self.buffer)
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
