//! Arguments made into the options of verbs.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::args::{FindingsFormatArg, FormatArg, Rounding, TableFormatArg, WhenArgs, WritingArgs};
use super::exit::Failure;
use crate::identity::{self, Ratio};
use crate::model::Period;
use crate::num::{Convention, Style};
use crate::rates::Book;
use crate::report::{FindingsFormat, Format};
use crate::verbs::{When, Writing};

impl From<FormatArg> for Format {
    fn from(format: FormatArg) -> Self {
        match format {
            FormatArg::Text => Format::Text,
            FormatArg::Csv => Format::Csv,
            FormatArg::Json => Format::Json,
            FormatArg::Jsonl => Format::Jsonl,
            FormatArg::Md => Format::Markdown,
        }
    }
}

impl From<TableFormatArg> for Format {
    fn from(format: TableFormatArg) -> Self {
        match format {
            TableFormatArg::Csv => Format::Csv,
            TableFormatArg::Jsonl => Format::Jsonl,
        }
    }
}

impl From<FindingsFormatArg> for FindingsFormat {
    fn from(format: FindingsFormatArg) -> Self {
        match format {
            FindingsFormatArg::Of(format) => FindingsFormat::Of(format.into()),
            FindingsFormatArg::Sarif => FindingsFormat::Sarif,
            FindingsFormatArg::Github => FindingsFormat::Github,
        }
    }
}

impl From<Rounding> for Convention {
    fn from(rounding: Rounding) -> Self {
        match rounding {
            Rounding::Nearest => Convention::Nearest,
            Rounding::Truncate => Convention::Truncate,
        }
    }
}

impl From<&WritingArgs> for Writing {
    fn from(args: &WritingArgs) -> Self {
        let convention = args.rounding.map(Convention::from).unwrap_or_default();
        Writing { style: Style { decimal_comma: args.decimal_comma.unwrap_or_default() }, convention }
    }
}

/// The format asked for, or that of the output's extension, or what is usual on standard output.
pub(super) fn format(asked: Option<FormatArg>, output: Option<&Path>, usual: Format) -> Result<Format, Failure> {
    match (asked, extension(output)) {
        (Some(format), _) => Ok(format.into()),
        (None, None) => Ok(usual),
        (None, Some(extension)) => match of_extension(&extension) {
            Some(format) => Ok(format.into()),
            None => Err(unknown_extension(&extension, "")),
        },
    }
}

/// The format of findings that an output's extension names; none on standard output.
pub(super) fn findings_format(output: &Path) -> Result<Option<FindingsFormatArg>, Failure> {
    match extension(Some(output)) {
        None => Ok(None),
        Some(extension) if extension == "sarif" => Ok(Some(FindingsFormatArg::Sarif)),
        Some(extension) => match of_extension(&extension) {
            Some(format) => Ok(Some(FindingsFormatArg::Of(format))),
            None => Err(unknown_extension(&extension, ", .sarif")),
        },
    }
}

/// The extension of an output in lower case, empty where it has none; `None` on standard output.
fn extension(output: Option<&Path>) -> Option<String> {
    let path = output.filter(|path| path.as_os_str() != "-")?;
    Some(path.extension().and_then(|extension| extension.to_str()).unwrap_or("").to_lowercase())
}

fn of_extension(extension: &str) -> Option<FormatArg> {
    match extension {
        "csv" | "" => Some(FormatArg::Csv),
        "json" => Some(FormatArg::Json),
        "jsonl" | "ndjson" => Some(FormatArg::Jsonl),
        "md" | "markdown" => Some(FormatArg::Md),
        "txt" => Some(FormatArg::Text),
        _ => None,
    }
}

fn unknown_extension(found: &str, others: &str) -> Failure {
    Failure::Message(format!(
        "-o: found the extension .{found}; expected .csv, .json, .jsonl, .md{others} or .txt, or --format with it"
    ))
}

/// The time of a rate. A day may be written in any form of a period that is one.
pub(super) fn when(args: &WhenArgs) -> Result<When, Failure> {
    match (&args.on, &args.over) {
        (Some(text), _) => Ok(When::On(day("--on", text, &format!(", or --over {text} for its average"))?)),
        (None, Some(text)) => Ok(When::Over(period("--over", text)?)),
        (None, None) => Ok(When::Latest),
    }
}

/// The day of publication.
pub(super) fn published(text: Option<&str>) -> Result<Option<Date>, Failure> {
    text.map(|text| day("--published", text, "")).transpose()
}

fn period(option: &str, text: &str) -> Result<Period, Failure> {
    text.parse().map_err(|error| Failure::Message(format!("{option}: {error}")))
}

/// A day; `otherwise` is what else could have been meant by a period.
fn day(option: &str, text: &str, otherwise: &str) -> Result<Date, Failure> {
    let day = period(option, text)?;
    if day.is_instant() {
        return Ok(day.last_day());
    }
    Err(Failure::Message(format!("{option}: `{text}` is a period; expected a day such as 2014-12-31{otherwise}")))
}

/// The embedded rates with those of the files given, in their order.
pub(super) fn book<'p>(mut files: impl Iterator<Item = &'p PathBuf>) -> Result<Book, Failure> {
    files.try_fold(Book::embedded(), |book, path| {
        let name = path.display().to_string();
        let bytes = read(path, "a CSV of date,base,quote,rate or an ECB history")?;
        book.with_source(&name, &bytes).map_err(|error| Failure::Message(error.to_string()))
    })
}

/// The embedded equations between metrics, after those of the files given.
pub(super) fn identities<'p>(files: impl Iterator<Item = &'p PathBuf>) -> Result<Vec<Ratio>, Failure> {
    let mut rows = Vec::new();
    for path in files {
        let own = identity::ratios(&path.display().to_string(), &read(path, "a CSV of name,equation,unit,note")?);
        rows.extend(own.map_err(|error| Failure::Message(error.to_string()))?);
    }
    rows.extend(identity::embedded());
    Ok(rows)
}

pub(super) fn read(path: &Path, expected: &str) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(|error| {
        let name = path.display();
        Failure::Message(match error.kind() {
            io::ErrorKind::NotFound => {
                format!("{name}: there is no such file; expected {expected}")
            }
            _ => format!("{name}: cannot be read: {error}"),
        })
    })
}

/// The width of the terminal that standard output is; 100 where it is none, as in a file.
pub(super) fn width() -> u16 {
    terminal_size::terminal_size_of(std::io::stdout()).map_or(100, |(width, _)| width.0)
}

/// Whether standard output is shown in colour: on a terminal that has some, unless `NO_COLOR` forbids it.
pub(super) fn colour() -> bool {
    anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never
}
