//! `tieout report`.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use indicatif::{ProgressBar, ProgressStyle};

use super::args::{ReportArgs, Translate, Versus};
use super::exit::{Failure, say_error, say_warning};
use super::output::{self, Output};
use super::{Outcome, options, sources};
use crate::engine::{self, Basis, Ratios};
use crate::finding::{Appended, Derived};
use crate::model::FiscalYearEnd;
use crate::read::figures_csv::{Options as Reading, RowError};
use crate::report::{Cell, Format, Metrics, TableWriter, WideColumns, WideRows, table_writer, wide_header};
use crate::text::{Record, RowCells};
use crate::verbs::report::{ReportError, ReportOptions, Sink, Source, Summary, report};
use crate::verbs::{When, Writing, currency};

/// Files smaller than this are done before a bar could be read.
const PROGRESS_ABOVE: u64 = 8 * 1024 * 1024;

pub(super) fn run(args: &ReportArgs) -> Outcome {
    let options = report_options(args)?;
    let book = options::book(&args.book)?;
    check_outputs(args)?;
    let inputs = sources::open(&args.files)?;
    let mut writer = Writer::new(args, &options, inputs.iter().map(sources::Input::len).sum())?;
    let sources: Vec<&dyn Source> = inputs.iter().map(|input| input as &dyn Source).collect();
    let outcome = report(&sources, &book, &options, &mut writer);
    writer.bar.finish_and_clear();
    match outcome {
        Ok(summary) => writer.finish(summary),
        Err(ReportError::Input(error)) => Err(error.into()),
        Err(ReportError::Output(error)) => Err(error.into()),
    }
}

/// No output may take the place of an input, nor of the other output, however their paths are spelt.
fn check_outputs(args: &ReportArgs) -> Result<(), Failure> {
    for (option, path) in [("-o", &args.output), ("--skip-invalid", &args.skip_invalid)] {
        let Some(path) = path.as_deref().filter(|path| path.as_os_str() != "-") else {
            continue;
        };
        let mut inputs = args.files.iter().chain(&args.identities.identities).chain(&args.book.rates);
        if inputs.any(|input| output::are_one_file(input, path)) {
            let name = path.display();
            return Err(Failure::Message(format!("{option}: {name} is an input; expected another file to write to")));
        }
    }
    match (&args.output, &args.skip_invalid) {
        (Some(output), Some(rejects)) if output::are_one_file(output, rejects) => {
            Err(Failure::Message("-o and --skip-invalid name one file; expected two".to_owned()))
        }
        _ => Ok(()),
    }
}

fn report_options(args: &ReportArgs) -> Result<ReportOptions, Failure> {
    let writing = Writing::from(&args.writing);
    let reading = Reading {
        delimiter: args.delimiter,
        style: writing.style,
        convention: writing.convention,
        fiscal_year_ends: fiscal_year_ends(&args.fiscal_year_end)?,
        trusted: false,
    };
    let versus = match args.versus {
        Versus::Year => engine::Versus::YearEarlier,
        Versus::Previous => engine::Versus::Previous,
    };
    Ok(ReportOptions {
        reading,
        deriving: engine::Options {
            versus,
            primary: args.primary,
            ratios: Ratios::new(options::identities(&args.identities)?),
            ..engine::Options::default()
        },
        to: args.to.as_deref().map(|text| currency("--to", text)).transpose()?,
        basis: basis(args)?,
        wide: args.wide,
        keeps_malformed: args.skip_invalid.is_some(),
    })
}

fn basis(args: &ReportArgs) -> Result<Basis, Failure> {
    let explicit = options::when(&args.when)?;
    if explicit != When::Latest && args.to.is_none() {
        return Err(Failure::Message(
            "--on and --over choose the rate of --to; expected --to CURRENCY with them".to_owned(),
        ));
    }
    Ok(match (explicit, args.translate) {
        (When::On(date), _) => Basis::On(date),
        (When::Over(period), _) => match period.end_exclusive() {
            Some(end) => Basis::Over(period.start(), end),
            None => return Err(Failure::Message(format!("--over: {period} ends where dates end"))),
        },
        (When::Latest, Translate::Ias21) => Basis::Ias21,
        (When::Latest, Translate::Closing) => Basis::Closing,
        (When::Latest, Translate::Average) => Basis::Average,
    })
}

pub(super) fn fiscal_year_ends(given: &[String]) -> Result<HashMap<String, FiscalYearEnd>, Failure> {
    let mut ends = HashMap::new();
    for text in given {
        let failed = |reason: String| Failure::Message(format!("--fiscal-year-end: {reason}"));
        let (entity, day) = text
            .rsplit_once('=')
            .filter(|(entity, _)| !entity.trim().is_empty())
            .ok_or_else(|| failed(format!("found `{text}`; expected ENTITY=MM-DD, such as Acme=03-31")))?;
        let end: FiscalYearEnd =
            day.trim().parse().map_err(|error: crate::model::FiscalYearEndError| failed(error.to_string()))?;
        ends.insert(entity.trim().to_lowercase(), end);
    }
    Ok(ends)
}

/// The format asked for, or that of the output's extension, or what suits where the output goes.
fn format(args: &ReportArgs) -> Result<Format, Failure> {
    if let Some(format) = args.format {
        return Ok(format.into());
    }
    let Some(path) = args.output.as_deref().filter(|path| path.as_os_str() != "-") else {
        return Ok(if io::stdout().is_terminal() { Format::Text } else { Format::Csv });
    };
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or("").to_lowercase();
    match extension.as_str() {
        "csv" | "" => Ok(Format::Csv),
        "json" => Ok(Format::Json),
        "jsonl" | "ndjson" => Ok(Format::Jsonl),
        "md" | "markdown" => Ok(Format::Markdown),
        "txt" => Ok(Format::Text),
        other => Err(Failure::Message(format!(
            "-o: found the extension .{other}; expected .csv, .json, .jsonl, .md or .txt, or --format with it"
        ))),
    }
}

/// Writes results as they come, and keeps the books of what was malformed.
struct Writer {
    output: Output,
    metrics: Metrics,
    rows: Box<dyn TableWriter>,
    columns: WideColumns,
    appended: WideRows,
    format: Format,
    width: u16,
    wide: bool,
    rejects: Option<Output>,
    rejects_path: Option<String>,
    /// Known once the header of the rejects is written.
    rejects_delimiter: Option<u8>,
    bar: ProgressBar,
}

impl Writer {
    fn new(args: &ReportArgs, options: &ReportOptions, bytes: u64) -> Result<Self, Failure> {
        let format = format(args)?;
        let width = options::width();
        let digits = args.digits.digits;
        let columns = WideColumns { to: options.to, digits };
        Ok(Writer {
            output: Output::new(args.output.as_deref())?,
            metrics: Metrics::new(format, digits, width),
            rows: table_writer(format, "rows", width),
            columns,
            appended: WideRows::new(columns),
            format,
            width,
            wide: options.wide,
            rejects: args.skip_invalid.as_deref().map(|path| Output::new(Some(path))).transpose()?,
            rejects_path: args.skip_invalid.as_deref().map(|path: &Path| path.display().to_string()),
            rejects_delimiter: None,
            bar: progress(bytes),
        })
    }

    /// Rejects are told once, so their header is written once even if the results come again.
    fn start_rejects(&mut self, header: &Record) -> io::Result<()> {
        let Some(rejects) = self.rejects.as_mut().filter(|_| self.rejects_delimiter.is_none()) else {
            return Ok(());
        };
        self.rejects_delimiter = Some(header.delimiter());
        rejects.write_all(header.raw())?;
        rejects.write_all(&[header.delimiter()])?;
        rejects.write_all(b"reason\n")
    }

    fn finish(mut self, summary: Summary) -> Outcome {
        if self.wide {
            self.rows.end(&mut self.output)?;
        } else {
            self.metrics.end(&mut self.output)?;
        }
        let (rows, them) = match summary.malformed {
            1 => ("1 row is".to_owned(), "it"),
            count => (format!("{count} rows are"), "them"),
        };
        match (self.rejects, self.rejects_path) {
            (Some(rejects), Some(path)) => {
                rejects.finish()?;
                if summary.malformed > 0 {
                    say_warning(&format!("{rows} malformed and went to {path}"));
                }
            }
            _ if summary.malformed > 0 => {
                say_error(&format!(
                    "{rows} malformed, so nothing was written; correct {them}, or go on without {them} by --skip-invalid REJECTS.csv"
                ));
                return Err(Failure::Told);
            }
            _ => {}
        }
        self.output.finish()
    }
}

fn progress(bytes: u64) -> ProgressBar {
    if bytes < PROGRESS_ABOVE || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:40} {percent}% {bytes_per_sec} {eta}")
        .unwrap_or(ProgressStyle::default_bar());
    ProgressBar::new(bytes).with_style(style)
}

/// The text of a cell, which is UTF-8 in every row that was read as a figure.
fn text(cell: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(cell).map_or_else(|_| String::from_utf8_lossy(cell), Cow::Borrowed)
}

impl Sink for Writer {
    fn restart(&mut self) -> io::Result<()> {
        self.rows = table_writer(self.format, "rows", self.width);
        self.metrics = Metrics::new(self.format, self.columns.digits, self.width);
        self.output.restart()
    }

    fn header(&mut self, header: &Record) -> io::Result<()> {
        self.start_rejects(header)?;
        if self.wide {
            self.rows.header(&mut self.output, &wide_header(&header.names(), self.columns))
        } else {
            self.metrics.begin(&mut self.output)
        }
    }

    fn metric(&mut self, derived: &Derived) -> io::Result<()> {
        self.metrics.metric(&mut self.output, derived)
    }

    fn row(&mut self, cells: RowCells<'_>, appended: &Appended) -> io::Result<()> {
        let mut cells: Vec<Cell<'_>> = cells.iter().map(|cell| Cell::text(text(cell))).collect();
        cells.extend(self.appended.cells(appended));
        self.rows.row(&mut self.output, &cells)
    }

    fn malformed(&mut self, errors: &[RowError]) -> io::Result<()> {
        let Some(rejects) = &mut self.rejects else {
            self.bar.suspend(|| errors.iter().for_each(|error| say_error(&error.to_string())));
            return Ok(());
        };
        let Some(first) = errors.first() else {
            return Ok(());
        };
        let reasons: Vec<String> = errors.iter().map(RowError::reason).collect();
        rejects.write_all(first.raw())?;
        rejects.write_all(&[self.rejects_delimiter.unwrap_or(b',')])?;
        writeln!(rejects, "\"{}\"", reasons.join("; ").replace('"', "\"\""))
    }

    fn progress(&mut self, bytes: u64) {
        self.bar.set_position(bytes);
    }
}
