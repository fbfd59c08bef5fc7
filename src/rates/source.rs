//! What a file of rates is, and what is wrong with it.

use std::error::Error;
use std::fmt;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::cells::{Place, Records};
use super::layer::Listed;
use super::{ecb_csv, user_csv};

/// How a zip file begins.
const ZIP: &[u8] = b"PK\x03\x04";

/// The most that a zip may unpack to. The ECB's history is 2 MB.
const UNPACKED_LIMIT: u64 = 64 << 20;

/// The most characters of a cell that a message repeats.
const SHOWN: usize = 60;

/// The rates of a file.
pub(super) enum Source {
    /// A whole history of the ECB.
    History(Listed),
    /// Single rates.
    Rates(Listed),
}

/// A file of rates that cannot be used.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SourceError {
    name: String,
    kind: Kind,
}

#[derive(Clone, Debug, Eq, PartialEq)]
enum Kind {
    /// The file as a whole.
    File(String),
    /// Its rows.
    Rows(Vec<Problem>),
}

/// A cell or row that cannot be read.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Problem {
    /// The line, from 1.
    pub line: u64,
    /// The column in characters, from 1.
    pub column: u64,
    /// What stands there, shortened where it is long.
    pub found: String,
    /// What should.
    pub expected: String,
}

impl Problem {
    pub(super) fn at(place: Place, found: &str, expected: String) -> Self {
        let mut found: String = found.escape_debug().collect();
        if let Some((end, _)) = found.char_indices().nth(SHOWN) {
            found.truncate(end);
            found.push('…');
        }
        Problem {
            line: place.line,
            column: place.column,
            found,
            expected,
        }
    }
}

impl SourceError {
    /// The rows that cannot be read; none where the fault is of the file as a whole.
    pub fn problems(&self) -> &[Problem] {
        match &self.kind {
            Kind::File(_) => &[],
            Kind::Rows(problems) => problems,
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}:{}: found \"{}\", expected {}",
            self.line, self.column, self.found, self.expected
        )
    }
}

impl fmt::Display for SourceError {
    /// A line for each problem, each with the name of the file.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::File(problem) => write!(f, "{}: {problem}", self.name),
            Kind::Rows(problems) => {
                let lines: Vec<String> = problems
                    .iter()
                    .map(|problem| format!("{}:{problem}", self.name))
                    .collect();
                f.write_str(&lines.join("\n"))
            }
        }
    }
}

impl Error for SourceError {}

/// Reads a file of any kind that is accepted.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Source, SourceError> {
    let failed = |kind| SourceError {
        name: name.to_owned(),
        kind,
    };
    if !bytes.starts_with(ZIP) {
        return read_text(bytes).map_err(failed);
    }
    let unpacked = unpack(bytes).map_err(|problem| failed(Kind::File(problem)))?;
    match read_text(&unpacked).map_err(failed)? {
        Source::Rates(_) => {
            let problem = "the zip holds no ECB history: its CSV must start with Date and currency codes; \
                           give other rates as a plain CSV of date,base,quote,rate";
            Err(failed(Kind::File(problem.to_owned())))
        }
        history => Ok(history),
    }
}

fn read_text(bytes: &[u8]) -> Result<Source, Kind> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let line = bytes
            .iter()
            .take(error.valid_up_to())
            .filter(|byte| **byte == b'\n')
            .count()
            .saturating_add(1);
        let at = error.valid_up_to().saturating_add(1);
        Kind::File(format!(
            "found a byte that is not UTF-8 on line {line} (byte {at}), expected a CSV in UTF-8"
        ))
    })?;
    let mut records = Records::of(text.strip_prefix('\u{feff}').unwrap_or(text));
    let header = records.next().ok_or_else(|| {
        Kind::File("found an empty file, expected a CSV of date,base,quote,rate or an ECB history".to_owned())
    })?;
    let listed = if ecb_csv::is_header(&header) {
        ecb_csv::read(&header, records).map(Source::History)
    } else {
        user_csv::read(&header, records).map(Source::Rates)
    };
    listed.map_err(Kind::Rows)
}

/// The one CSV of a zip, unpacked as far as the limit allows.
fn unpack(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let damaged = |error: &dyn Error| format!("found a zip that cannot be read ({error}), expected the ECB's");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    let names: Vec<String> = archive
        .file_names_raw()
        .map(|name| String::from_utf8_lossy(name).into_owned())
        .collect();
    let is_csv = |name: &String| name.to_ascii_lowercase().ends_with(".csv");
    let tables: Vec<usize> = (0..)
        .zip(&names)
        .filter(|(_, name)| is_csv(name))
        .map(|(at, _)| at)
        .collect();
    let [table] = tables.as_slice() else {
        return Err(format!(
            "found {} CSV files in the zip, expected one, an ECB history",
            tables.len()
        ));
    };
    let file = archive.by_index(*table).map_err(|error| damaged(&error))?;
    let mut unpacked = Vec::new();
    file.take(UNPACKED_LIMIT.saturating_add(1))
        .read_to_end(&mut unpacked)
        .map_err(|error| damaged(&error))?;
    if u64::try_from(unpacked.len()).unwrap_or(u64::MAX) > UNPACKED_LIMIT {
        return Err(
            "found a CSV of more than 64 MiB in the zip, expected an ECB history, which is far smaller".to_owned(),
        );
    }
    Ok(unpacked)
}
