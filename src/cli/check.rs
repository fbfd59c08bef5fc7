//! `tieout check`.

use std::io::{self, Write};

use super::args::{CheckArgs, FailOn};
use super::exit::{Failure, say_error};
use super::{Outcome, options, report, sources};
use crate::engine::{self, Ratios};
use crate::finding::{Severity, Verdict};
use crate::read::figures_csv::Options as Reading;
use crate::report::{Canvas, FindingsStyle, FindingsWriter};
use crate::verbs::report::Source;
use crate::verbs::{CheckOptions, Checked, Writing, check};

pub(super) fn run(args: &CheckArgs) -> Outcome {
    let writing = Writing::from(&args.writing);
    let options = CheckOptions {
        reading: Reading {
            delimiter: args.delimiter,
            style: writing.style,
            convention: writing.convention,
            fiscal_year_ends: report::fiscal_year_ends(&args.fiscal_year_end)?,
            trusted: false,
        },
        relating: engine::Options {
            ratios: Ratios::new(options::identities(&args.identities)?),
            published: options::published(args.published.as_deref())?,
            ..engine::Options::default()
        },
    };
    let book = options::book(&args.book)?;
    let files = sources::open(&args.files)?;
    let inputs: Vec<&dyn Source> = files.iter().map(|input| input as &dyn Source).collect();
    let checked = check(&inputs, &book, &options)?;
    if !checked.malformed.is_empty() {
        checked.malformed.iter().for_each(|error| say_error(&error.to_string()));
        return Err(Failure::Message("nothing was checked; correct the rows above".to_owned()));
    }
    let style = FindingsStyle { format: args.format.into(), digits: args.digits.digits, verbose: args.verbose };
    let mut out = Vec::new();
    let quoted = sources::Quoted(&files);
    let canvas = Canvas { width: options::width(), colour: options::colour(), sources: Some(&quoted) };
    let mut writer = FindingsWriter::on(canvas, style);
    checked.findings.iter().try_for_each(|finding| writer.finding(&mut out, finding))?;
    writer.end(&mut out, checked.figures)?;
    let mut stdout = io::stdout().lock();
    stdout.write_all(&out)?;
    stdout.flush()?;
    if fails(&checked, args.fail_on) { Err(Failure::Inconsistent) } else { Ok(()) }
}

fn fails(checked: &Checked, fail_on: FailOn) -> bool {
    checked.findings.iter().any(|finding| match fail_on {
        FailOn::Error => finding.severity == Severity::Error,
        FailOn::Warning => finding.verdict == Verdict::Inconsistent,
    })
}
