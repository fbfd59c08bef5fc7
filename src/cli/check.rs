//! `tieout check`.

use std::io::{self, BufReader};
use std::path::PathBuf;
use std::sync::Arc;

use super::accepting::Accepting;
use super::args::{CheckArgs, FileKind};
use super::exit::Failure;
use super::outputs::{self, Outputs};
use super::settings::Settings;
use super::{Outcome, options, sources};
use crate::config::Scope;
use crate::engine;
use crate::finding::{FigureRead, Finding, Severity};
use crate::rates::Book;
use crate::read::documents::Kind;
use crate::read::figures_csv::RowError;
use crate::report::{Canvas, FindingsStyle, FindingsWriter};
use crate::text::Record;
use crate::verbs::{
    self, ArticleOptions, CheckOptions, FindingSink, Listener, References, RunError, Source, Summary, check,
    check_across, check_articles, check_events_across,
};

pub(super) fn run(args: &CheckArgs) -> Outcome {
    let settings = Settings::for_check(args)?;
    if args.config.show_config {
        return settings.show(Scope::Check);
    }
    let options = CheckOptions {
        reading: settings.reading(),
        relating: engine::Options {
            ratios: settings.ratios()?,
            published: options::published(args.published.as_deref())?,
            ..engine::Options::default()
        },
        keeps_malformed: args.output.skip_invalid.is_some(),
    };
    let book = settings.book()?;
    let figures = args.files.iter().chain(&args.against);
    outputs::check_apart(&args.output, figures.clone().map(PathBuf::as_path).chain(settings.files()))?;
    let expected = args.files.iter().map(|path| (path, "a figure CSV or an article"));
    let inputs = sources::open(expected.chain(args.against.iter().map(|path| (path, "a figure CSV"))))?;
    let sources: Vec<&dyn Source> = inputs.iter().map(|input| input as &dyn Source).collect();
    let (sources, against) = sources.split_at_checked(args.files.len()).unwrap_or((&sources, &[]));
    let quoted = sources::Quoted(&inputs);
    let colour = options::colour() && args.output.is_standard();
    let canvas = Canvas { width: options::width(), colour, sources: Some(&quoted) };
    let bytes = inputs.iter().take(sources.len()).map(sources::Input::len).sum();
    let mut writer = Writer::new(args, &settings, canvas, bytes)?;
    let (articles, sources) = by_kind(args, sources);
    let reading = ArticleOptions {
        reading: options.reading.clone(),
        relating: options.relating.clone(),
        lists_figures: settings.config.check.verbose.value,
        keeps_subjects: articles.len() > 1 || !against.is_empty(),
    };
    let outcome = References::read(against, &options.reading, &mut writer).and_then(|references| {
        let summary = if sources.is_empty() {
            Summary::default()
        } else {
            check(&sources, &references, &book, &options, &mut writer)?
        };
        check_each(&articles, &references, &book, &reading, summary, &mut writer)
    });
    writer.outputs.end_progress();
    writer.finish(outcome?, figures)
}

type Article<'s> = (&'s dyn Source, Kind);

/// The articles among the files, and the figure CSVs.
fn by_kind<'s>(args: &CheckArgs, sources: &[&'s dyn Source]) -> (Vec<Article<'s>>, Vec<&'s dyn Source>) {
    let (mut articles, mut figures) = (Vec::new(), Vec::new());
    for (source, path) in sources.iter().zip(&args.files) {
        match args.kind.unwrap_or_else(|| FileKind::of(path)) {
            FileKind::Article(kind) => articles.push((*source, kind)),
            FileKind::Figures => figures.push(*source),
        }
    }
    (articles, figures)
}

/// Judges what each article states, and what several say of one subject, or an article and the references. Its figures are counted with
/// those of the CSVs.
fn check_each(
    articles: &[Article<'_>],
    references: &References,
    book: &Book,
    options: &ArticleOptions,
    mut summary: Summary,
    writer: &mut Writer<'_>,
) -> Result<Summary, RunError> {
    let (mut certain, mut events) = (Vec::new(), Vec::new());
    for (article, kind) in articles {
        let failed = |error: &io::Error| {
            RunError::Input(verbs::Error::new(format!("{}: cannot be read: {error}", article.name())))
        };
        let input = BufReader::new(article.open().map_err(|error| failed(&error))?);
        let read = check_articles(Arc::clone(article.name()), input, *kind, book, options, writer)?;
        summary.figures = summary.figures.saturating_add(read.figures);
        certain.extend(read.certain);
        events.extend(read.events);
    }
    if options.keeps_subjects && !articles.is_empty() {
        check_across(&certain, references, book, options, writer)?;
        check_events_across(&events, book, options, writer)?;
    }
    Ok(summary)
}

/// Writes findings as they come.
struct Writer<'s> {
    outputs: Outputs,
    findings: FindingsWriter<'s>,
    canvas: Canvas<'s>,
    style: FindingsStyle,
    accepting: Accepting,
    fail_on: Severity,
    /// Whether a finding was bad enough for that.
    failed: bool,
}

impl<'s> Writer<'s> {
    fn new(args: &CheckArgs, settings: &Settings, canvas: Canvas<'s>, bytes: u64) -> Result<Self, Failure> {
        let check = &settings.config.check;
        let format = settings.format();
        let style = FindingsStyle { format, digits: check.digits.value, verbose: check.verbose.value };
        Ok(Writer {
            outputs: Outputs::new(&args.output, bytes)?,
            findings: FindingsWriter::on(canvas, style),
            canvas,
            style,
            accepting: Accepting::new(&args.accepting, settings),
            fail_on: check.fail_on.value,
            failed: false,
        })
    }

    fn finish<'p>(mut self, summary: Summary, checked: impl Iterator<Item = &'p PathBuf>) -> Outcome {
        self.findings.end(&mut self.outputs.results, summary.figures)?;
        if self.outputs.refused(summary) > 0 {
            return self.outputs.finish(summary);
        }
        let newly_accepted = self.accepting.prepare()?;
        self.outputs.finish(summary)?;
        newly_accepted.finish()?;
        // What a row that was left out said may be what is missing.
        if summary.malformed == 0 {
            self.accepting.say_gone(checked);
        }
        if self.failed { Err(Failure::Inconsistent) } else { Ok(()) }
    }
}

impl Listener for Writer<'_> {
    fn restart(&mut self) -> io::Result<()> {
        self.findings = FindingsWriter::on(self.canvas, self.style);
        self.failed = false;
        self.accepting.restart();
        self.outputs.restart()
    }

    fn header(&mut self, header: &Record) -> io::Result<()> {
        self.outputs.header(header)
    }

    fn malformed(&mut self, errors: &[RowError]) -> io::Result<()> {
        self.outputs.malformed(errors)
    }

    fn progress(&mut self, bytes: u64) {
        self.outputs.progress(bytes);
    }
}

impl FindingSink for Writer<'_> {
    fn finding(&mut self, mut finding: Finding) -> io::Result<()> {
        self.accepting.mark(&mut finding);
        // Severities are ordered from the worst.
        self.failed |= finding.severity <= self.fail_on;
        self.findings.finding(&mut self.outputs.results, &finding)
    }

    fn figure(&mut self, figure: &FigureRead) -> io::Result<()> {
        self.findings.figure(&mut self.outputs.results, figure)
    }

    fn assumed(&mut self, document: &str, note: &str) -> io::Result<()> {
        self.outputs.note(document, note);
        Ok(())
    }

    fn malformed_reference(&mut self, errors: &[RowError]) -> io::Result<()> {
        self.outputs.malformed_reference(errors);
        Ok(())
    }
}
