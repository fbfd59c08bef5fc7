//! CSV cells with their places: RFC 4180 records, any line ending, read one at a time from a stream.
//!
//! `csv_core` does the splitting. It says neither where a cell stands nor that a quote was never closed, so the bytes of the
//! record at hand are kept, and looked at again where a place is asked for.

use std::fmt;
use std::io::{self, BufRead, Read};
use std::ops::Range;
use std::sync::Arc;

use csv_core::ReadRecordResult;

use super::{Place, Span};

/// The longest cell that is read: twice what a spreadsheet's cell holds.
const MAX_CELL: usize = 65_536;

/// The longest record that is read: a quote that is never closed would otherwise swallow the rest of any file.
const MAX_RECORD: usize = 4 * 1024 * 1024;

/// The room that a record is given at first, which suffices for most.
const FIRST_BYTES: usize = 256;
const FIRST_CELLS: usize = 32;

/// The bytes a stream is asked for at once.
const BUFFER: usize = 128 * 1024;

/// The byte order mark that some programs write before UTF-8.
const BOM: &[u8] = b"\xef\xbb\xbf";

/// What is wrong with the bytes of a cell or record, whatever they mean.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CellProblem {
    /// A quote that opens a cell and is not closed before the file ends.
    OpenQuote,
    /// Text between a closing quote and the next delimiter.
    TextAfterQuote,
    /// More bytes than a cell may have.
    TooLong(usize),
    /// More bytes than a record may have.
    RecordTooLong,
    /// Bytes that are not UTF-8.
    NotUtf8,
    /// A NUL byte.
    Nul,
}

impl fmt::Display for CellProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CellProblem::OpenQuote => write!(
                f,
                "found a quote that is never closed; expected a closing \" (a quote inside a quoted cell is written twice)"
            ),
            CellProblem::TextAfterQuote => write!(
                f,
                "found text after a closing quote; expected the delimiter (a quote inside a quoted cell is written twice)"
            ),
            CellProblem::TooLong(bytes) => {
                write!(f, "found a cell of {bytes} bytes; at most {MAX_CELL} are read")
            }
            CellProblem::RecordTooLong => {
                write!(f, "found a row of more than {MAX_RECORD} bytes; expected line ends between rows")
            }
            CellProblem::NotUtf8 => write!(f, "found bytes that are not UTF-8; save the file as UTF-8"),
            CellProblem::Nul => write!(f, "found a NUL byte; expected text in UTF-8"),
        }
    }
}

/// Why records cannot be read on.
#[derive(Debug)]
pub enum RecordsError {
    /// The stream failed.
    Io(io::Error),
    /// What follows cannot be split into records.
    Malformed(Place, CellProblem),
}

impl From<io::Error> for RecordsError {
    fn from(error: io::Error) -> Self {
        RecordsError::Io(error)
    }
}

/// The delimiter that the first line of a file uses: the most frequent of comma, semicolon and tab outside quotes.
///
/// ```
/// assert_eq!(tieout::text::sniff_delimiter(b"entity;metric;\"a,b,c,d\";period\n"), b';');
/// assert_eq!(tieout::text::sniff_delimiter(b"entity\n"), b',');
/// ```
pub fn sniff_delimiter(start: &[u8]) -> u8 {
    let mut counts = [(b',', 0u32), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in start {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            _ if quoted => {}
            byte => {
                for (delimiter, count) in &mut counts {
                    *count = count.saturating_add(u32::from(delimiter == byte));
                }
            }
        }
    }
    let mut best = (b',', 0);
    for (delimiter, count) in counts {
        if count > best.1 {
            best = (delimiter, count);
        }
    }
    best.0
}

/// One record: its cells, unquoted, and the bytes it was read from.
#[derive(Clone, Debug, Default)]
pub struct Record {
    cells: Vec<u8>,
    ends: Vec<usize>,
    raw: Vec<u8>,
    delimiter: u8,
    line: u64,
    /// The byte of the source at which the record begins.
    start: u64,
}

impl Record {
    /// How many cells there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are no cells.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The line on which the record begins.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// The byte between its cells.
    pub fn delimiter(&self) -> u8 {
        self.delimiter
    }

    /// The cells of a header, blanks around them trimmed.
    pub fn names(&self) -> Vec<String> {
        self.iter().map(|cell| String::from_utf8_lossy(cell).trim().to_owned()).collect()
    }

    /// The record's bytes as they stand in the source, without its line ending.
    pub fn raw(&self) -> &[u8] {
        &self.raw
    }

    /// The bytes of a cell, unquoted; empty where there is no such cell.
    pub fn bytes(&self, index: usize) -> &[u8] {
        let end = self.ends.get(index).copied().unwrap_or(0);
        let start = match index.checked_sub(1) {
            Some(previous) => self.ends.get(previous).copied().unwrap_or(0),
            None => 0,
        };
        self.cells.get(start..end).unwrap_or(&[])
    }

    /// All cells, unquoted.
    pub fn iter(&self) -> impl Iterator<Item = &[u8]> {
        (0..self.len()).map(|index| self.bytes(index))
    }

    /// Whether every cell is sure to be text, which takes one look at all of them: ASCII without a NUL, and not too long.
    pub fn is_plain(&self) -> bool {
        self.cells.len() <= MAX_CELL && self.cells.is_ascii() && !self.cells.contains(&0)
    }

    /// A cell as text, blanks around it trimmed.
    ///
    /// # Errors
    /// Where the cell is too long to be meant, or is not text.
    pub fn text(&self, index: usize) -> Result<&str, CellProblem> {
        let bytes = self.bytes(index);
        if bytes.len() > MAX_CELL {
            return Err(CellProblem::TooLong(bytes.len()));
        }
        if bytes.contains(&0) {
            return Err(CellProblem::Nul);
        }
        std::str::from_utf8(bytes).map(str::trim).map_err(|_| CellProblem::NotUtf8)
    }

    /// Line and column, in characters, of a cell's first byte inside its quotes.
    pub fn place_of(&self, index: usize, source: &Arc<str>) -> Place {
        self.place_of_byte(self.range_of(index).start, source)
    }

    /// Where the text of a cell stands in the source, without its quotes and the blanks around it; quotes in it are doubled there.
    pub fn span_of(&self, index: usize) -> Span {
        let Range { start, end } = self.range_of(index);
        let text = std::str::from_utf8(self.raw.get(start..end).unwrap_or_default()).unwrap_or_default();
        let start = start.saturating_add(text.len().saturating_sub(text.trim_start().len()));
        let text = text.trim();
        let end = start.saturating_add(text.len());
        let (line, column) = self.line_and_column(start);
        let end_column = column.saturating_add(text.chars().count() as u64);
        let in_source = |at: usize| self.start.saturating_add(at as u64);
        Span { line, column, end_column, start: in_source(start), end: in_source(end) }
    }

    /// The bytes of a cell within the record's, inside its quotes; an empty range at the end where there is no such cell.
    fn range_of(&self, index: usize) -> Range<usize> {
        let length = self.raw.len();
        if !self.is_verbatim() {
            return split(&self.raw, self.delimiter).cells.get(index).cloned().unwrap_or(length..length);
        }
        let Some(end) = self.ends.get(index) else {
            return length..length;
        };
        let before = index.checked_sub(1).and_then(|previous| self.ends.get(previous)).copied().unwrap_or(0);
        // A delimiter stands before each cell but the first.
        before.saturating_add(index)..end.saturating_add(index)
    }

    /// Whether the record's bytes are its cells with a delimiter between any two: no quotes were taken off.
    fn is_verbatim(&self) -> bool {
        self.raw.len() == self.cells.len().saturating_add(self.ends.len().saturating_sub(1))
    }

    fn place_of_byte(&self, at: usize, source: &Arc<str>) -> Place {
        let (line, column) = self.line_and_column(at);
        Place { source: Arc::clone(source), line, column }
    }

    fn line_and_column(&self, at: usize) -> (u64, u64) {
        let before = self.raw.get(..at).unwrap_or(&self.raw);
        // Only quotes keep a line ending within a record.
        let (lines, line_start) = if self.is_verbatim() { (0, 0) } else { last_line(before) };
        let in_line = before.get(line_start..).unwrap_or_default();
        let characters = match std::str::from_utf8(in_line) {
            Ok(text) => text.chars().count(),
            Err(_) => String::from_utf8_lossy(in_line).chars().count(),
        };
        (self.line.saturating_add(lines), (characters as u64).saturating_add(1))
    }
}

/// How many lines end in these bytes, and where the last of them begins that does not.
fn last_line(bytes: &[u8]) -> (u64, usize) {
    let ending = bytes.iter().rposition(|byte| matches!(byte, b'\n' | b'\r'));
    (line_endings(bytes), ending.map_or(0, |at| at.saturating_add(1)))
}

/// The lines that end in these bytes: `\n`, `\r\n`, or a lone `\r`.
fn line_endings(bytes: &[u8]) -> u64 {
    let mut count = 0u64;
    let mut previous = 0;
    for byte in bytes {
        let ends = *byte == b'\r' || (*byte == b'\n' && previous != b'\r');
        count = count.saturating_add(u64::from(ends));
        previous = *byte;
    }
    count
}

/// Where the cells of a record stand inside their quotes, and what is wrong with those.
struct Split {
    cells: Vec<Range<usize>>,
    problem: Option<(usize, CellProblem)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    CellStart,
    Bare,
    Quoted,
    AfterQuote,
}

fn split(raw: &[u8], delimiter: u8) -> Split {
    let mut cells = Vec::new();
    let mut problem = None;
    let mut state = Inside::CellStart;
    let mut opened = 0;
    let mut start = 0;
    // A closing quote is none of the cell's bytes.
    let end = |state: Inside, at: usize| at.saturating_sub(usize::from(state == Inside::AfterQuote));
    for (at, byte) in raw.iter().enumerate() {
        let next = at.saturating_add(1);
        state = match (state, *byte) {
            (Inside::Quoted, b'"') => Inside::AfterQuote,
            (Inside::Quoted, _) => Inside::Quoted,
            (Inside::AfterQuote, b'"') => Inside::Quoted,
            (state, byte) if byte == delimiter => {
                cells.push(start..end(state, at));
                start = next;
                Inside::CellStart
            }
            (Inside::CellStart, b'"') => {
                opened = at;
                start = next;
                Inside::Quoted
            }
            (Inside::AfterQuote, _) => {
                problem = problem.or(Some((at, CellProblem::TextAfterQuote)));
                Inside::Bare
            }
            _ => Inside::Bare,
        };
    }
    cells.push(start..end(state, raw.len()));
    if state == Inside::Quoted {
        problem = problem.or(Some((opened, CellProblem::OpenQuote)));
    }
    Split { cells, problem }
}

/// Reads records from a stream, one at a time, in memory bounded by the longest of them.
pub struct Records<R> {
    input: io::BufReader<io::Chain<io::Cursor<Vec<u8>>, R>>,
    splitter: csv_core::Reader,
    source: Arc<str>,
    delimiter: u8,
    line: u64,
    offset: u64,
    /// The last record ended in `\r`, so a `\n` that comes next belongs to that line ending.
    after_return: bool,
}

impl<R: Read> Records<R> {
    /// Starts at the beginning of a source, past its byte order mark, with the delimiter given or the one that its first line uses.
    ///
    /// # Errors
    /// When the stream cannot be read.
    pub fn new(source: Arc<str>, mut input: R, delimiter: Option<u8>) -> io::Result<Self> {
        // A pipe may hand over its first line, or the byte order mark itself, in pieces.
        let mut start = Vec::new();
        input.by_ref().take(BUFFER as u64).read_to_end(&mut start)?;
        let skipped = if start.starts_with(BOM) { BOM.len() } else { 0 };
        let delimiter = delimiter.unwrap_or_else(|| sniff_delimiter(start.get(skipped..).unwrap_or(&[])));
        let mut start = io::Cursor::new(start);
        start.set_position(skipped as u64);
        let input = io::BufReader::with_capacity(BUFFER, start.chain(input));
        let splitter = csv_core::ReaderBuilder::new().delimiter(delimiter).build();
        Ok(Records { input, splitter, source, delimiter, line: 1, offset: skipped as u64, after_return: false })
    }

    /// The source's name.
    pub fn source(&self) -> &Arc<str> {
        &self.source
    }

    /// How many bytes have been read.
    pub fn offset(&self) -> u64 {
        self.offset
    }

    /// Reads the next record into `record`; `false` at the end. Blank lines are passed over.
    ///
    /// # Errors
    /// When the stream fails, or the record's quotes do not let it be told where it ends. A record whose quotes are merely
    /// misplaced is read, and reported by [`Records::check_quotes`].
    pub fn read(&mut self, record: &mut Record) -> Result<bool, RecordsError> {
        record.raw.clear();
        record.delimiter = self.delimiter;
        record.line = self.line;
        let found = self.split_into(record)?;
        self.settle(record);
        Ok(found)
    }

    fn split_into(&mut self, record: &mut Record) -> Result<bool, RecordsError> {
        let (mut written, mut ended) = (0usize, 0usize);
        // Not as long as the record before: each byte is filled anew, and one long row would slow down all after it.
        record.cells.resize(FIRST_BYTES, 0);
        record.ends.resize(FIRST_CELLS, 0);
        loop {
            let input = self.input.fill_buf()?;
            let at_end = input.is_empty();
            let cells = record.cells.get_mut(written..).unwrap_or_default();
            let ends = record.ends.get_mut(ended..).unwrap_or_default();
            let (result, read, wrote, stops) = self.splitter.read_record(input, cells, ends);
            record.raw.extend_from_slice(input.get(..read).unwrap_or(input));
            self.input.consume(read);
            self.offset = self.offset.saturating_add(read as u64);
            written = written.saturating_add(wrote);
            ended = ended.saturating_add(stops);
            match result {
                ReadRecordResult::InputEmpty if self.pass_blank_lines(record) => {}
                ReadRecordResult::InputEmpty if record.raw.len() > MAX_RECORD => return Err(self.too_long(record)),
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => record.cells.resize(record.cells.len().saturating_mul(2), 0),
                ReadRecordResult::OutputEndsFull => record.ends.resize(record.ends.len().saturating_mul(2), 0),
                ReadRecordResult::Record => {
                    record.cells.truncate(written);
                    record.ends.truncate(ended);
                    return self.closed(record, at_end);
                }
                ReadRecordResult::End => {
                    record.cells.clear();
                    record.ends.clear();
                    return Ok(false);
                }
            }
        }
    }

    /// The last record of a file may have been ended by the file, not by its quote.
    fn closed(&mut self, record: &Record, at_end: bool) -> Result<bool, RecordsError> {
        if at_end {
            let mut probe = record.clone();
            self.take_line_feed(&mut probe);
            self.trim(&mut probe);
            if let Some((at, CellProblem::OpenQuote)) = split(&probe.raw, self.delimiter).problem {
                let place = probe.place_of_byte(at, &self.source);
                return Err(RecordsError::Malformed(place, CellProblem::OpenQuote));
            }
        }
        Ok(true)
    }

    fn too_long(&mut self, record: &mut Record) -> RecordsError {
        // What was split so far are not the cells of a record.
        record.cells.clear();
        record.ends.clear();
        self.take_line_feed(record);
        self.trim(record);
        let problem = split(&record.raw, self.delimiter).problem;
        let (at, problem) = match problem {
            Some((at, CellProblem::OpenQuote)) => (at, CellProblem::OpenQuote),
            _ => (0, CellProblem::RecordTooLong),
        };
        RecordsError::Malformed(record.place_of_byte(at, &self.source), problem)
    }

    /// Moves on to the line after the record.
    fn settle(&mut self, record: &mut Record) {
        self.take_line_feed(record);
        self.line = self.line.saturating_add(line_endings(&record.raw));
        self.after_return = record.raw.last().map_or(self.after_return, |byte| *byte == b'\r');
        self.trim(record);
    }

    /// Lets go of blank lines before a record, however many there are; whether that is all there was so far.
    fn pass_blank_lines(&mut self, record: &mut Record) -> bool {
        if !record.raw.iter().all(|byte| matches!(byte, b'\n' | b'\r')) {
            return false;
        }
        self.take_line_feed(record);
        self.line = self.line.saturating_add(line_endings(&record.raw));
        self.after_return = record.raw.last().map_or(self.after_return, |byte| *byte == b'\r');
        record.line = self.line;
        record.raw.clear();
        true
    }

    fn take_line_feed(&self, record: &mut Record) {
        if self.after_return && record.raw.first() == Some(&b'\n') {
            record.raw.remove(0);
        }
    }

    /// Takes the blank lines before a record and the line ending after it off its bytes.
    fn trim(&self, record: &mut Record) {
        let is_ending = |byte: &u8| matches!(byte, b'\n' | b'\r');
        let blank = record.raw.iter().take_while(|byte| is_ending(byte)).count();
        if blank > 0 {
            record.line = record.line.saturating_add(line_endings(record.raw.get(..blank).unwrap_or(&[])));
            record.raw.drain(..blank);
        }
        record.start = self.offset.saturating_sub(record.raw.len() as u64);
        while record.raw.last().is_some_and(is_ending) {
            record.raw.pop();
        }
    }

    /// The place and kind of a misplaced quote in a record.
    pub fn check_quotes(&self, record: &Record) -> Option<(Place, CellProblem)> {
        if !record.raw.contains(&b'"') {
            return None;
        }
        let (at, problem) = split(&record.raw, self.delimiter).problem?;
        Some((record.place_of_byte(at, &self.source), problem))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(bytes: &[u8]) -> Vec<(Vec<String>, Vec<String>)> {
        let mut reader = Records::new("f.csv".into(), bytes, None).unwrap();
        let mut record = Record::default();
        let mut all = Vec::new();
        while reader.read(&mut record).unwrap() {
            let cells = record.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect();
            let places = (0..record.len()).map(|cell| record.place_of(cell, reader.source()).to_string()).collect();
            all.push((cells, places));
        }
        all
    }

    #[test]
    fn cells_know_their_places_whatever_ends_the_lines() {
        for ending in ["\n", "\r\n", "\r"] {
            let text = ["\u{feff}a,b", "", "€1,\"x", "y\",z", "\"q\"\"q\",w"].join(ending);
            let found = records(text.as_bytes());
            let places: Vec<_> = found.iter().flat_map(|(_, places)| places.clone()).collect();
            assert_eq!(
                places,
                ["f.csv:1:1", "f.csv:1:3", "f.csv:3:1", "f.csv:3:5", "f.csv:4:4", "f.csv:5:2", "f.csv:5:8"],
                "{ending:?}"
            );
            assert_eq!(found[1].0[1], format!("x{ending}y"));
            assert_eq!(found[2].0[0], "q\"q");
        }
    }

    #[test]
    fn spans_slice_the_source_to_the_text_of_each_cell() {
        for ending in ["\n", "\r\n", "\r"] {
            let lines = ["a;b;c", "", "€1;\"x", "y\"; 3 ", "\"q\"\"q\";;z\"z", "\" \u{a0}2 \";\"€\"; ", "4;5;6"];
            for mark in ["", "\u{feff}"] {
                let text = format!("{mark}{}", lines.join(ending));
                let mut reader = Records::new("f.csv".into(), text.as_bytes(), None).unwrap();
                let mut record = Record::default();
                let mut found = Vec::new();
                while reader.read(&mut record).unwrap() {
                    for cell in 0..record.len() {
                        let span = record.span_of(cell);
                        let sliced = &text[span.start as usize..span.end as usize];
                        assert_eq!(sliced.replace("\"\"", "\""), record.text(cell).unwrap(), "{text:?} {span:?}");
                        found.push((span.line, span.column));
                    }
                }
                let expected = [
                    [(1, 1), (1, 3), (1, 5)],
                    [(3, 1), (3, 5), (4, 5)],
                    [(5, 2), (5, 8), (5, 9)],
                    [(6, 4), (6, 9), (6, 13)],
                    [(7, 1), (7, 3), (7, 5)],
                ];
                assert_eq!(found, expected.concat(), "{text:?}");
            }
        }
    }

    #[test]
    fn every_size_of_input_chunk_gives_the_same_records() {
        struct Dribble<'a>(&'a [u8]);
        impl Read for Dribble<'_> {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                let take = self.0.len().min(1);
                buffer[..take].copy_from_slice(&self.0[..take]);
                self.0 = &self.0[take..];
                Ok(take)
            }
        }
        let text = b"\xef\xbb\xbfa;b\r\n1;\"2\r\n3\"\r\n\r\n4;5";
        let mut reader = Records::new("f.csv".into(), Dribble(text), None).unwrap();
        let mut record = Record::default();
        let mut lines = Vec::new();
        while reader.read(&mut record).unwrap() {
            lines.push((record.line(), record.len(), record.raw().to_vec()));
        }
        assert_eq!(lines, [(1, 2, b"a;b".to_vec()), (2, 2, b"1;\"2\r\n3\"".to_vec()), (5, 2, b"4;5".to_vec())]);
    }

    #[test]
    fn a_quote_that_is_never_closed_is_found_where_it_opens() {
        let mut reader = Records::new("f.csv".into(), &b"a,b\n1,\"2\n3,4\n"[..], None).unwrap();
        let mut record = Record::default();
        assert!(reader.read(&mut record).unwrap());
        match reader.read(&mut record) {
            Err(RecordsError::Malformed(place, CellProblem::OpenQuote)) => assert_eq!(place.to_string(), "f.csv:2:3"),
            other => panic!("{other:?}"),
        }
        let endless = [b"a,b\n1,\"".to_vec(), vec![b'x'; MAX_RECORD + BUFFER + 1]].concat();
        let mut reader = Records::new("f.csv".into(), &endless[..], None).unwrap();
        assert!(reader.read(&mut record).unwrap());
        assert!(matches!(reader.read(&mut record), Err(RecordsError::Malformed(_, CellProblem::OpenQuote))));
    }

    #[test]
    fn blank_lines_of_any_number_are_passed_over_and_counted() {
        for (ending, lines) in [("\n", 5_000_001), ("\r", 5_000_001), ("\r\n", 2_500_001)] {
            let text = ["a,b", &ending.repeat(lines), "1,2", ending].concat();
            let found = records(text.as_bytes());
            assert_eq!(found[1].1, [format!("f.csv:{}:1", lines + 1), format!("f.csv:{}:3", lines + 1)], "{ending:?}");
        }
    }

    #[test]
    fn a_row_without_end_is_told_from_a_long_cell() {
        let endless = [b"a,b\n".to_vec(), b"1,".repeat(MAX_RECORD)].concat();
        let mut reader = Records::new("f.csv".into(), &endless[..], None).unwrap();
        let mut record = Record::default();
        assert!(reader.read(&mut record).unwrap());
        match reader.read(&mut record) {
            Err(RecordsError::Malformed(place, CellProblem::RecordTooLong)) => {
                assert_eq!(place.to_string(), "f.csv:2:1")
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn text_after_a_closing_quote_is_noticed() {
        let mut reader = Records::new("f.csv".into(), &b"a,b\n\"1\"x,2\n"[..], None).unwrap();
        let mut record = Record::default();
        assert!(reader.read(&mut record).unwrap());
        assert!(reader.check_quotes(&record).is_none());
        assert!(reader.read(&mut record).unwrap());
        let (place, problem) = reader.check_quotes(&record).unwrap();
        assert_eq!((place.to_string().as_str(), problem), ("f.csv:2:4", CellProblem::TextAfterQuote));
    }
}
