//! Any bytes at all are a table or refused at a line of theirs; cells come back as they were written.

use std::io::{self, Read};

use proptest::prelude::*;
use tieout::num::Style;
use tieout::read::figures_csv::{COLUMNS, Figures, Options, RowResult};
use tieout::text::{Record, Records, RecordsError};

use crate::cases;

/// Hands over a few bytes at a time, as a pipe may.
struct Pieces<'a> {
    bytes: &'a [u8],
    size: usize,
}

impl Read for Pieces<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let (piece, rest) = self.bytes.split_at(self.size.min(buffer.len()).min(self.bytes.len()));
        buffer[..piece.len()].copy_from_slice(piece);
        self.bytes = rest;
        Ok(piece.len())
    }
}

type Rows = Vec<Vec<Vec<u8>>>;

/// All rows, or what stops the reading of them.
fn records(bytes: &[u8], size: usize, delimiter: Option<u8>) -> Result<Rows, String> {
    let problem = |error: RecordsError| format!("{error:?}");
    let mut records = Records::new("f.csv".into(), Pieces { bytes, size }, delimiter).map_err(|e| problem(e.into()))?;
    let mut record = Record::default();
    let mut all = Vec::new();
    while records.read(&mut record).map_err(problem)? {
        all.push(record.iter().map(<[u8]>::to_vec).collect());
    }
    Ok(all)
}

/// Reads a whole figure CSV; every place that it names must be a line of the file, the one after the last ending included.
fn check_figures(bytes: &[u8], options: Options) -> Result<(), TestCaseError> {
    let endings = bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count() as u64;
    let lines = 1..=endings + 1;
    let mut figures = match Figures::new("f.csv".into(), bytes, options) {
        Ok(figures) => figures,
        Err(error) => {
            for message in error.to_string().lines() {
                let line = message.strip_prefix("f.csv:").and_then(|rest| rest.split(':').next()?.trim().parse().ok());
                prop_assert!(line.is_none_or(|line| lines.contains(&line)), "{message}");
            }
            return Ok(());
        }
    };
    let mut last = 0;
    while let Ok(Some(row)) = figures.next() {
        let line = match &row {
            RowResult::Row(row) => row.level.origin.line,
            RowResult::Malformed(errors) => {
                prop_assert!(!errors.is_empty());
                for error in errors {
                    prop_assert!(lines.contains(&error.place().line) && error.place().column > 0, "{error}");
                }
                errors.iter().map(|error| error.place().line).min().unwrap_or(0)
            }
        };
        prop_assert!(lines.contains(&line) && line > last, "line {line} after {last}");
        last = line;
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn cells_come_back_as_they_were_written(
        rows in rows(),
        delimiter in delimiter(),
        windows in any::<bool>(),
        always in any::<bool>(),
        bom in any::<bool>(),
        size in 1usize..40,
    ) {
        let style = if always { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary };
        let terminator = if windows { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
        let mut writer = csv::WriterBuilder::new()
            .delimiter(delimiter)
            .quote_style(style)
            .terminator(terminator)
            .flexible(true)
            .from_writer(Vec::new());
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let mut bytes = if bom { b"\xef\xbb\xbf".to_vec() } else { Vec::new() };
        bytes.extend(writer.into_inner().unwrap());
        let expected: Rows = rows.iter().map(|row| row.iter().map(|cell| cell.clone().into_bytes()).collect()).collect();
        prop_assert_eq!(&records(&bytes, size, Some(delimiter)), &Ok(expected.clone()), "in pieces of {}", size);
        prop_assert_eq!(&records(&bytes, usize::MAX, Some(delimiter)), &Ok(expected.clone()));
        prop_assert_eq!(records(&bytes, size, None), records(&bytes, usize::MAX, None), "sniffed in pieces of {}", size);
    }

    #[test]
    fn any_bytes_are_figures_or_refused(
        bytes in prop::collection::vec(any::<u8>(), 0..300),
        delimiter in prop::option::of(delimiter()),
    ) {
        check_figures(&bytes, Options { delimiter, ..Options::default() })?;
    }

    #[test]
    fn any_cells_are_figures_or_refused(table in table(), decimal_comma in any::<bool>()) {
        check_figures(table.as_bytes(), Options { style: Style { decimal_comma }, ..Options::default() })?;
    }
}

fn delimiter() -> impl Strategy<Value = u8> {
    prop::sample::select(vec![b',', b';', b'\t'])
}

/// Rows of any cells. A byte order mark is none of them: at the beginning of a file it would be one.
fn rows() -> impl Strategy<Value = Vec<Vec<String>>> {
    let any_text = any::<String>().prop_map(|text| text.replace('\u{feff}', ""));
    let cell = prop_oneof![2 => "[a-z0-9 ]{0,6}", 2 => "[a,;\t\"\r\n é€]{0,8}", 1 => any_text];
    prop::collection::vec(prop::collection::vec(cell, 1..6), 0..8)
}

/// A text in the shape of a figure CSV, with any line ending, known and unknown columns and cells.
fn table() -> impl Strategy<Value = String> {
    let names: Vec<&str> = COLUMNS.iter().map(|(_, name, _)| *name).collect();
    let more = prop::sample::subsequence(names[4..].to_vec(), 0..=names.len() - 4);
    let header = (prop::sample::subsequence(names[..4].to_vec(), 3..=4), more, "[a-z]{0,3}").prop_map(
        |(needed, more, other)| {
            let mut header: Vec<String> = needed.into_iter().chain(more).map(str::to_owned).collect();
            header.push(format!("other{other}"));
            header
        },
    );
    let header = prop_oneof![1 => header.clone(), 3 => header.prop_map(|mut header| {
        header.retain(|name| !["entity", "metric", "period", "value"].contains(&name.as_str()));
        ["entity", "metric", "period", "value"].map(str::to_owned).into_iter().chain(header).collect()
    })];
    let ending = prop::sample::select(vec!["\n", "\r\n", "\r", "\n\n"]);
    let delimiter = prop::sample::select(vec![",", ";", "\t"]);
    header
        .prop_flat_map(move |header| {
            let width = header.len();
            let row = prop::collection::vec(cell(), width.saturating_sub(1)..=width).prop_flat_map(move |mut cells| {
                cells.resize(width, String::new());
                prop_oneof![8 => Just(cells.clone()), 1 => Just(cells[1..].to_vec())]
            });
            (Just(header), prop::collection::vec(row, 0..6), ending.clone(), delimiter.clone())
        })
        .prop_map(|(header, rows, ending, delimiter)| {
            let lines: Vec<String> = std::iter::once(header).chain(rows).map(|cells| cells.join(delimiter)).collect();
            lines.join(ending)
        })
}

fn cell() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "",
        "",
        "A",
        "B",
        "revenue",
        "cash",
        "equity value",
        "users",
        "net margin",
        "2014",
        "2013",
        "2014Q1",
        "FY2014",
        "2014-02-30",
        "2014-12-31",
        "3.4bn",
        "1.234,5",
        "(1,234)",
        "54%",
        "-100%",
        "about 68 million",
        "3 to 5 billion",
        "11.6%",
        "0",
        "1e40",
        "NaN",
        "USD",
        "CNY",
        "¥",
        "%",
        "pp",
        "x",
        "users",
        "level",
        "growth",
        "change",
        "multiple",
        "stake",
        "price",
        "thousand",
        "1000",
        "03-31",
        "\"quoted\"",
        "\"two\nlines\"",
        "\"open",
        "\"shut\"x",
        "\0",
    ]);
    prop_oneof![6 => known.prop_map(str::to_owned), 1 => "\\PC{0,6}", 1 => "[0-9,.%-]{0,8}"]
}
