//! The cells of a CSV with their places: the line and the column of a cell's first character, each from 1.

use csv_core::{ReadFieldResult, Reader};

/// A cell without its quotes.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) place: Place,
}

/// Where a cell starts.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub(super) struct Place {
    pub(super) line: u64,
    pub(super) column: u64,
}

/// The records of a CSV; blank lines are passed over.
pub(super) struct Records<'t> {
    reader: Reader,
    rest: &'t [u8],
    place: Place,
    /// Whether the last byte was a carriage return, with which a line feed makes one line end.
    after_return: bool,
}

impl<'t> Records<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        Records {
            reader: Reader::new(),
            rest: text.as_bytes(),
            place: Place { line: 1, column: 1 },
            after_return: false,
        }
    }

    /// The next cell, and whether it ends its record.
    fn cell(&mut self, starts_record: bool) -> Option<(Cell, bool)> {
        if starts_record {
            // The reader passes over line ends in front of a record, which would otherwise count as part of its first cell.
            let ends = self
                .rest
                .iter()
                .take_while(|byte| matches!(byte, b'\r' | b'\n'))
                .count();
            self.advance(ends);
        }
        let place = self.place;
        let mut bytes = vec![0; 64];
        let mut filled = 0usize;
        loop {
            let output = bytes.get_mut(filled..).unwrap_or_default();
            let (result, read, written) = self.reader.read_field(self.rest, output);
            filled = filled.saturating_add(written);
            self.advance(read);
            match result {
                ReadFieldResult::InputEmpty => {}
                ReadFieldResult::OutputFull => bytes.resize(bytes.len().saturating_mul(2), 0),
                ReadFieldResult::Field { record_end } => {
                    let text = String::from_utf8_lossy(bytes.get(..filled).unwrap_or_default()).into_owned();
                    return Some((Cell { text, place }, record_end));
                }
                ReadFieldResult::End => return None,
            }
        }
    }

    fn advance(&mut self, read: usize) {
        let (passed, rest) = self.rest.split_at_checked(read).unwrap_or((self.rest, &[]));
        self.rest = rest;
        for byte in passed {
            match byte {
                b'\n' if self.after_return => {}
                b'\r' | b'\n' => {
                    self.place = Place {
                        line: self.place.line.saturating_add(1),
                        column: 1,
                    }
                }
                // A byte that continues a character of UTF-8 is no column of its own.
                0x80..=0xBF => {}
                _ => self.place.column = self.place.column.saturating_add(1),
            }
            self.after_return = *byte == b'\r';
        }
    }
}

impl Iterator for Records<'_> {
    type Item = Vec<Cell>;

    fn next(&mut self) -> Option<Vec<Cell>> {
        let mut record = Vec::new();
        while let Some((cell, ends)) = self.cell(record.is_empty()) {
            record.push(cell);
            if ends {
                return Some(record);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_know_where_they_start() {
        let text = "date,rate\r\n\r\n\"a\nb\",\"say \"\"x\"\"\"\n€,é,1\rlast,";
        let found: Vec<Vec<(String, u64, u64)>> = Records::of(text)
            .map(|record| {
                record
                    .into_iter()
                    .map(|cell| (cell.text, cell.place.line, cell.place.column))
                    .collect()
            })
            .collect();
        let cell = |text: &str, line, column| (text.to_owned(), line, column);
        assert_eq!(
            found,
            [
                vec![cell("date", 1, 1), cell("rate", 1, 6)],
                vec![cell("a\nb", 3, 1), cell("say \"x\"", 4, 4)],
                vec![cell("€", 5, 1), cell("é", 5, 3), cell("1", 5, 5)],
                vec![cell("last", 6, 1), cell("", 6, 6)],
            ]
        );
        assert_eq!(Records::of("").count(), 0);
        assert_eq!(Records::of("\n\n").count(), 0);
        let long = "x".repeat(100_000);
        assert_eq!(Records::of(&long).next().unwrap().first().unwrap().text, long);
    }
}
