//! Many rows of cells, kept close together.

use super::Record;

/// The cells of many records without their quotes and places, for giving rows back.
#[derive(Debug, Default)]
pub struct Rows {
    cells: Vec<u8>,
    /// Where each cell ends.
    ends: Vec<usize>,
    /// Where each row ends among the cells.
    rows: Vec<usize>,
}

/// The place before `index`, where what ends at `index` begins.
fn start(ends: &[usize], index: usize) -> usize {
    index.checked_sub(1).and_then(|previous| ends.get(previous)).copied().unwrap_or(0)
}

impl Rows {
    /// Keeps the cells of a record.
    pub fn push(&mut self, record: &Record) {
        for cell in record.iter() {
            self.cells.extend_from_slice(cell);
            self.ends.push(self.cells.len());
        }
        self.rows.push(self.ends.len());
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The cells of a row, none where there is no such row.
    pub fn row(&self, index: usize) -> RowCells<'_> {
        let first = start(&self.rows, index);
        RowCells { kept: self, first, end: self.rows.get(index).copied().unwrap_or(first) }
    }

    /// Lets go of all rows; the memory is kept for others.
    pub fn clear(&mut self) {
        self.cells.clear();
        self.ends.clear();
        self.rows.clear();
    }
}

/// The cells of one row among many.
#[derive(Clone, Copy, Debug)]
pub struct RowCells<'a> {
    kept: &'a Rows,
    first: usize,
    end: usize,
}

impl<'a> RowCells<'a> {
    /// All cells, unquoted.
    pub fn iter(self) -> impl Iterator<Item = &'a [u8]> {
        let kept = self.kept;
        (self.first..self.end).map(move |cell| {
            let end = kept.ends.get(cell).copied().unwrap_or(0);
            kept.cells.get(start(&kept.ends, cell)..end).unwrap_or(&[])
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Records;

    #[test]
    fn rows_come_back_as_they_were_read() {
        let mut records = Records::new("f.csv".into(), &b"a,\"b,\"\"c\",\n,\nd\n"[..], None).unwrap();
        let (mut record, mut rows) = (Record::default(), Rows::default());
        while records.read(&mut record).unwrap() {
            rows.push(&record);
        }
        let kept = |rows: &Rows, row| -> Vec<String> {
            rows.row(row).iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect()
        };
        assert_eq!(kept(&rows, 0), ["a", "b,\"c", ""]);
        assert_eq!((kept(&rows, 1), kept(&rows, 2)), (vec![String::new(); 2], vec!["d".to_owned()]));
        assert!(kept(&rows, 3).is_empty());
        rows.clear();
        assert!(rows.is_empty() && kept(&rows, 0).is_empty());
        rows.push(&record);
        assert_eq!(rows.len(), 1);
    }
}
