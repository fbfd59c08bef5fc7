//! The figure CSV: one reported number a row, a header that names the columns in any order.

mod columns;
mod error;
mod row;

use std::collections::HashMap;
use std::io::Read;
use std::sync::Arc;

use crate::model::{Aliases, FiscalYearEnd};
use crate::num::{Convention, Style};
use crate::text::{Record, Records, RecordsError};

use columns::Columns;
pub use columns::{COLUMNS, Column};
pub use error::{ReadError, RowError};
pub use row::Row;

/// How a figure CSV is to be read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The delimiter; sniffed from the header where not given.
    pub delimiter: Option<u8>,
    /// How numbers are written.
    pub style: Style,
    /// How the sources round.
    pub convention: Convention,
    /// The ends of fiscal years by entity, entities in lower case and under the names that aliases stand for.
    pub fiscal_year_ends: HashMap<String, FiscalYearEnd>,
    /// Names of entities, holders and metrics that stand for others.
    pub aliases: Arc<Aliases>,
    /// Whether the figures are references, taken to be right where they contradict others.
    pub trusted: bool,
}

/// Reads the figures of one CSV, a row at a time.
pub struct Figures<R> {
    records: Records<R>,
    columns: Columns,
    header: Record,
    /// The row that was read last.
    record: Record,
    options: Options,
    recent: row::Recent,
}

/// What a file is that begins with the mark of another encoding or of a spreadsheet.
fn foreign_kind(start: &[u8]) -> Option<&'static str> {
    const MARKS: [(&[u8], &str); 4] = [
        (b"\xff\xfe", "text in UTF-16"),
        (b"\xfe\xff", "text in UTF-16"),
        (b"PK\x03\x04", "a ZIP archive, as .xlsx and .ods files are"),
        (b"\xd0\xcf\x11\xe0", "a binary document, as .xls files are"),
    ];
    MARKS.iter().find(|(mark, _)| start.starts_with(mark)).map(|(_, kind)| *kind)
}

/// What a row turned out to be.
pub enum RowResult {
    /// A row of one or two figures.
    Row(Box<Row>),
    /// A malformed row: everything that is wrong with it.
    Malformed(Vec<RowError>),
}

impl<R: Read> Figures<R> {
    /// Reads the header of a figure CSV named `source`.
    ///
    /// ```
    /// use tieout::read::figures_csv::{Figures, Options, RowResult};
    /// let csv = "entity,metric,period,value\nKingsoft,revenue,2014,3.4bn yuan\n";
    /// let mut figures = Figures::new("figures.csv".into(), csv.as_bytes(), Options::default())?;
    /// match figures.next()? {
    ///     Some(RowResult::Row(row)) => assert_eq!(row.level.unit.to_string(), "CNY"),
    ///     _ => panic!("one row"),
    /// }
    /// assert!(figures.next()?.is_none());
    /// # Ok::<(), tieout::read::figures_csv::ReadError>(())
    /// ```
    ///
    /// # Errors
    /// When the source cannot be read, is empty or no CSV in UTF-8, or its header misses a column or names one twice.
    pub fn new(source: Arc<str>, input: R, options: Options) -> Result<Self, ReadError> {
        let mut records = Records::new(Arc::clone(&source), input, options.delimiter).map_err(RecordsError::Io)?;
        let mut header = Record::default();
        if !records.read(&mut header)? {
            return Err(ReadError::empty(&source));
        }
        if let Some(kind) = foreign_kind(header.raw()) {
            return Err(ReadError::foreign(&source, kind));
        }
        let columns = Columns::read(&header, &records)?;
        let (record, recent) = (Record::default(), row::Recent::default());
        Ok(Figures { records, columns, header, record, options, recent })
    }

    /// The header record.
    pub fn header(&self) -> &Record {
        &self.header
    }

    /// The row that was read last, as it stands in the file.
    pub fn record(&self) -> &Record {
        &self.record
    }

    /// How many bytes have been read.
    pub fn offset(&self) -> u64 {
        self.records.offset()
    }

    /// The next row; `None` at the end. Rows without any text are passed over like blank lines.
    ///
    /// # Errors
    /// When the source cannot be read, or cannot be split into rows any further.
    #[allow(clippy::should_implement_trait)]
    pub fn next(&mut self) -> Result<Option<RowResult>, ReadError> {
        loop {
            if !self.records.read(&mut self.record)? {
                return Ok(None);
            }
            if self.record.iter().any(|cell| !cell.trim_ascii().is_empty()) {
                return Ok(Some(self.row()));
            }
        }
    }

    fn row(&mut self) -> RowResult {
        let record = &self.record;
        if let Some((place, problem)) = self.records.check_quotes(record) {
            return RowResult::Malformed(vec![RowError::new(place, None, problem.to_string(), record)]);
        }
        let builder = row::Builder {
            columns: &self.columns,
            texts: self.columns.texts(record),
            options: &self.options,
            source: self.records.source(),
            record,
        };
        match builder.build(&mut self.recent) {
            Ok(row) => RowResult::Row(Box::new(row)),
            Err(errors) => RowResult::Malformed(errors),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bound_is_cut_at_zero_unless_the_value_itself_is_beyond() {
        for (value, low, expected) in [("at most 5", "-10", "[0, 6]"), ("at most -5", "-10", "[-10, 6]")] {
            let csv = format!("entity,metric,period,value,unit,low,high\nA,users,2014,{value},users,{low},6\n");
            let mut figures = Figures::new("f.csv".into(), csv.as_bytes(), Options::default()).unwrap();
            match figures.next().unwrap() {
                Some(RowResult::Row(row)) => assert_eq!(row.level.interval().to_string(), expected, "{value}"),
                _ => panic!("{value}"),
            }
        }
    }
}
