//! What a run over figure CSVs writes: its results, the rows that it went on without, and how far it is.

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use indicatif::{ProgressBar, ProgressStyle};

use super::Outcome;
use super::args::OutputArgs;
use super::exit::{Failure, say_error, say_note, say_warning};
use super::output::{self, Output};
use crate::read::figures_csv::RowError;
use crate::text::Record;
use crate::verbs::{Listener, Summary};

/// Files smaller than this are done before a bar could be read.
const PROGRESS_ABOVE: u64 = 8 * 1024 * 1024;

/// Results that are written whole or not at all, with the books of what was malformed.
pub(super) struct Outputs {
    pub(super) results: Output,
    rejects: Option<Rejects>,
    /// The rows of references that were malformed.
    references: u64,
    bar: ProgressBar,
}

/// Malformed rows as they stand in the input, with a column that says why.
struct Rejects {
    output: Output,
    path: String,
    /// Known once the header is written.
    delimiter: Option<u8>,
}

impl Outputs {
    /// The outputs asked for, for a run over so many bytes.
    pub(super) fn new(args: &OutputArgs, bytes: u64) -> Result<Self, Failure> {
        let rejects = |path: &Path| {
            let (output, path) = (Output::new(Some(path))?, path.display().to_string());
            Ok::<_, Failure>(Rejects { output, path, delimiter: None })
        };
        Ok(Outputs {
            results: Output::new(args.output.as_deref())?,
            rejects: args.skip_invalid.as_deref().map(rejects).transpose()?,
            references: 0,
            bar: progress(bytes),
        })
    }

    /// Says what is wrong with a malformed row of a reference, without which there is no result.
    pub(super) fn malformed_reference(&mut self, errors: &[RowError]) {
        self.references = self.references.saturating_add(1);
        self.say(errors);
    }

    /// Says what was assumed of an input.
    pub(super) fn note(&self, input: &str, note: &str) {
        self.bar.suspend(|| say_note(&format!("{input}: {note}")));
    }

    fn say(&self, errors: &[RowError]) {
        self.bar.suspend(|| errors.iter().for_each(|error| say_error(&error.to_string())));
    }

    /// Takes the bar away, since messages may follow.
    pub(super) fn end_progress(&self) {
        self.bar.finish_and_clear();
    }

    /// How many rows were malformed that should not have been.
    pub(super) fn refused(&self, summary: Summary) -> u64 {
        self.references.saturating_add(if self.rejects.is_some() { 0 } else { summary.malformed })
    }

    /// Puts the outputs in their places, unless rows were malformed that should not have been.
    pub(super) fn finish(self, summary: Summary) -> Outcome {
        let refused = self.refused(summary);
        if refused > 0 {
            let (rows, them) = rows(refused);
            let way_out = match self.references {
                0 => format!("correct {them}, or go on without {them} by --skip-invalid REJECTS.csv"),
                _ => format!("correct {them}; references are not skipped"),
            };
            say_error(&format!("{rows} malformed, so nothing was written; {way_out}"));
            return Err(Failure::Told);
        }
        if let Some(Rejects { output, path, .. }) = self.rejects {
            output.finish()?;
            if summary.malformed > 0 {
                say_warning(&format!("{} malformed and went to {path}", rows(summary.malformed).0));
            }
        }
        self.results.finish()
    }
}

fn rows(count: u64) -> (String, &'static str) {
    match count {
        1 => ("1 row is".to_owned(), "it"),
        count => (format!("{count} rows are"), "them"),
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

impl Listener for Outputs {
    fn restart(&mut self) -> io::Result<()> {
        self.results.restart()
    }

    /// Rejects are told once, so their header is written once even if the results come again.
    fn header(&mut self, header: &Record) -> io::Result<()> {
        let Some(rejects) = self.rejects.as_mut().filter(|rejects| rejects.delimiter.is_none()) else {
            return Ok(());
        };
        rejects.delimiter = Some(header.delimiter());
        rejects.output.write_all(header.raw())?;
        rejects.output.write_all(&[header.delimiter()])?;
        rejects.output.write_all(b"reason\n")
    }

    fn malformed(&mut self, errors: &[RowError]) -> io::Result<()> {
        let Some(rejects) = &mut self.rejects else {
            self.say(errors);
            return Ok(());
        };
        let Some(first) = errors.first() else {
            return Ok(());
        };
        let reasons: Vec<String> = errors.iter().map(RowError::reason).collect();
        rejects.output.write_all(first.raw())?;
        rejects.output.write_all(&[rejects.delimiter.unwrap_or(b',')])?;
        writeln!(rejects.output, "\"{}\"", reasons.join("; ").replace('"', "\"\""))
    }

    fn progress(&mut self, bytes: u64) {
        self.bar.set_position(bytes);
    }
}

/// No output may take the place of an input, nor of the other output, however their paths are spelt.
pub(super) fn check_apart<'p>(
    args: &OutputArgs,
    inputs: impl Iterator<Item = &'p Path> + Clone,
) -> Result<(), Failure> {
    for (option, path) in [("-o", &args.output), ("--skip-invalid", &args.skip_invalid)] {
        let Some(path) = path.as_deref().filter(|path| path.as_os_str() != "-") else {
            continue;
        };
        if inputs.clone().any(|input| output::are_one_file(input, path)) {
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
