//! CSV: RFC 4180, texts safe to open in a spreadsheet.

use std::io::{self, Write};

use super::escape::spreadsheet_safe;
use super::table::{Cell, TableWriter};

/// Writes a table as CSV. The buffer holds one row.
#[derive(Default)]
pub(super) struct CsvTable {
    buffer: Vec<u8>,
}

impl CsvTable {
    fn line<'a>(&mut self, out: &mut dyn Write, cells: impl Iterator<Item = Cell<'a>>) -> io::Result<()> {
        self.buffer.clear();
        let mut writer = csv::WriterBuilder::new().buffer_capacity(1024).from_writer(&mut self.buffer);
        for cell in cells {
            match &cell {
                Cell::Text(text) => writer.write_field(spreadsheet_safe(text).as_bytes())?,
                Cell::Number(digits) => writer.write_field(digits.as_bytes())?,
            }
        }
        writer.write_record(None::<&[u8]>)?;
        writer.flush()?;
        drop(writer);
        out.write_all(&self.buffer)
    }
}

impl TableWriter for CsvTable {
    fn header(&mut self, out: &mut dyn Write, names: &[String]) -> io::Result<()> {
        self.line(out, names.iter().map(|name| Cell::text(name.as_str())))
    }

    fn row(&mut self, out: &mut dyn Write, cells: &[Cell<'_>]) -> io::Result<()> {
        self.line(out, cells.iter().cloned())
    }

    fn end(&mut self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}
