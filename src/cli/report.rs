//! `tieout report`.

use std::borrow::Cow;
use std::io::{self, IsTerminal};
use std::path::PathBuf;

use super::args::{ReportArgs, Translate, Versus};
use super::exit::Failure;
use super::outputs::{self, Outputs};
use super::settings::Settings;
use super::{Outcome, options, sources};
use crate::config::Scope;
use crate::engine::{self, Basis};
use crate::finding::{Appended, Derived};
use crate::read::figures_csv::RowError;
use crate::report::{Cell, Format, Metrics, TableWriter, WideColumns, WideRows, table_writer, wide_header};
use crate::text::{Record, RowCells};
use crate::verbs::report::{ReportOptions, Sink, report};
use crate::verbs::{Listener, Source, Summary, When, currency};

pub(super) fn run(args: &ReportArgs) -> Outcome {
    let settings = Settings::for_report(args)?;
    if args.config.show_config {
        return settings.show(Scope::Report);
    }
    let options = report_options(args, &settings)?;
    let book = settings.book()?;
    outputs::check_apart(&args.output, args.files.iter().map(PathBuf::as_path).chain(settings.files()))?;
    let inputs = sources::open(args.files.iter().map(|path| (path, "a figure CSV")))?;
    let mut writer = Writer::new(args, &options, inputs.iter().map(sources::Input::len).sum())?;
    let sources: Vec<&dyn Source> = inputs.iter().map(|input| input as &dyn Source).collect();
    let outcome = report(&sources, &book, &options, &mut writer);
    writer.outputs.end_progress();
    writer.finish(outcome?)
}

fn report_options(args: &ReportArgs, settings: &Settings) -> Result<ReportOptions, Failure> {
    let versus = match args.versus {
        Versus::Year => engine::Versus::YearEarlier,
        Versus::Previous => engine::Versus::Previous,
    };
    Ok(ReportOptions {
        reading: settings.reading(),
        deriving: engine::Options {
            versus,
            primary: args.primary,
            ratios: settings.ratios()?,
            ..engine::Options::default()
        },
        to: args.to.as_deref().map(|text| currency("--to", text)).transpose()?,
        basis: basis(args)?,
        wide: args.wide,
        keeps_malformed: args.output.skip_invalid.is_some(),
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

/// Writes results as they come.
struct Writer {
    outputs: Outputs,
    metrics: Metrics,
    rows: Box<dyn TableWriter>,
    columns: WideColumns,
    appended: WideRows,
    format: Format,
    width: u16,
    wide: bool,
}

impl Writer {
    fn new(args: &ReportArgs, options: &ReportOptions, bytes: u64) -> Result<Self, Failure> {
        let usual = if io::stdout().is_terminal() { Format::Text } else { Format::Csv };
        let format = options::format(args.format, args.output.output.as_deref(), usual)?;
        let width = options::width();
        let digits = args.digits.digits();
        let columns = WideColumns { to: options.to, digits };
        Ok(Writer {
            outputs: Outputs::new(&args.output, bytes)?,
            metrics: Metrics::new(format, digits, width),
            rows: table_writer(format, "rows", width),
            columns,
            appended: WideRows::new(columns),
            format,
            width,
            wide: options.wide,
        })
    }

    fn finish(mut self, summary: Summary) -> Outcome {
        if self.wide {
            self.rows.end(&mut self.outputs.results)?;
        } else {
            self.metrics.end(&mut self.outputs.results)?;
        }
        self.outputs.finish(summary)
    }
}

/// The text of a cell, which is UTF-8 in every row that was read as a figure.
fn text(cell: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(cell).map_or_else(|_| String::from_utf8_lossy(cell), Cow::Borrowed)
}

impl Listener for Writer {
    fn restart(&mut self) -> io::Result<()> {
        self.rows = table_writer(self.format, "rows", self.width);
        self.metrics = Metrics::new(self.format, self.columns.digits, self.width);
        self.outputs.restart()
    }

    fn header(&mut self, header: &Record) -> io::Result<()> {
        self.outputs.header(header)?;
        if self.wide {
            self.rows.header(&mut self.outputs.results, &wide_header(&header.names(), self.columns))
        } else {
            self.metrics.begin(&mut self.outputs.results)
        }
    }

    fn malformed(&mut self, errors: &[RowError]) -> io::Result<()> {
        self.outputs.malformed(errors)
    }

    fn progress(&mut self, bytes: u64) {
        self.outputs.progress(bytes);
    }
}

impl Sink for Writer {
    fn metric(&mut self, derived: &Derived) -> io::Result<()> {
        self.metrics.metric(&mut self.outputs.results, derived)
    }

    fn row(&mut self, cells: RowCells<'_>, appended: &Appended) -> io::Result<()> {
        let mut cells: Vec<Cell<'_>> = cells.iter().map(|cell| Cell::text(text(cell))).collect();
        cells.extend(self.appended.cells(appended));
        self.rows.row(&mut self.outputs.results, &cells)
    }
}
