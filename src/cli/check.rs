//! `tieout check`.

use std::io;

use super::args::{CheckArgs, FailOn};
use super::exit::Failure;
use super::outputs::{self, Outputs};
use super::{Outcome, options, sources};
use crate::engine::{self, Ratios};
use crate::finding::{Finding, Severity, Verdict};
use crate::read::figures_csv::RowError;
use crate::report::{Canvas, FindingsStyle, FindingsWriter};
use crate::text::Record;
use crate::verbs::{CheckOptions, FindingSink, Listener, Source, Summary, check};

pub(super) fn run(args: &CheckArgs) -> Outcome {
    let options = CheckOptions {
        reading: options::reading(&args.reading)?,
        relating: engine::Options {
            ratios: Ratios::new(options::identities(&args.identities)?),
            published: options::published(args.published.as_deref())?,
            ..engine::Options::default()
        },
        keeps_malformed: args.output.skip_invalid.is_some(),
    };
    let book = options::book(&args.book)?;
    let figures = args.files.iter().chain(&args.against);
    let files = figures.clone().chain(&args.identities.identities).chain(&args.book.rates);
    outputs::check_apart(&args.output, files.map(|file| file.as_path()))?;
    let inputs = sources::open(figures)?;
    let sources: Vec<&dyn Source> = inputs.iter().map(|input| input as &dyn Source).collect();
    let (sources, against) = sources.split_at_checked(args.files.len()).unwrap_or((&sources, &[]));
    let quoted = sources::Quoted(&inputs);
    let colour = options::colour() && args.output.is_standard();
    let canvas = Canvas { width: options::width(), colour, sources: Some(&quoted) };
    let mut writer = Writer::new(args, canvas, inputs.iter().take(sources.len()).map(sources::Input::len).sum())?;
    let outcome = check(sources, against, &book, &options, &mut writer);
    writer.outputs.end_progress();
    writer.finish(outcome?)
}

/// Writes findings as they come.
struct Writer<'s> {
    outputs: Outputs,
    findings: FindingsWriter<'s>,
    canvas: Canvas<'s>,
    style: FindingsStyle,
    fail_on: FailOn,
    /// Whether a finding was bad enough for that.
    failed: bool,
}

impl<'s> Writer<'s> {
    fn new(args: &CheckArgs, canvas: Canvas<'s>, bytes: u64) -> Result<Self, Failure> {
        let format = options::findings_format(args.format, args.output.output.as_deref())?;
        let style = FindingsStyle { format, digits: args.digits.digits, verbose: args.verbose };
        Ok(Writer {
            outputs: Outputs::new(&args.output, bytes)?,
            findings: FindingsWriter::on(canvas, style),
            canvas,
            style,
            fail_on: args.fail_on,
            failed: false,
        })
    }

    fn finish(mut self, summary: Summary) -> Outcome {
        self.findings.end(&mut self.outputs.results, summary.figures)?;
        self.outputs.finish(summary)?;
        if self.failed { Err(Failure::Inconsistent) } else { Ok(()) }
    }
}

impl Listener for Writer<'_> {
    fn restart(&mut self) -> io::Result<()> {
        self.findings = FindingsWriter::on(self.canvas, self.style);
        self.failed = false;
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
    fn finding(&mut self, finding: Finding) -> io::Result<()> {
        self.failed |= match self.fail_on {
            FailOn::Error => finding.severity == Severity::Error,
            FailOn::Warning => finding.verdict == Verdict::Inconsistent,
        };
        self.findings.finding(&mut self.outputs.results, &finding)
    }

    fn malformed_reference(&mut self, errors: &[RowError]) -> io::Result<()> {
        self.outputs.malformed_reference(errors);
        Ok(())
    }
}
