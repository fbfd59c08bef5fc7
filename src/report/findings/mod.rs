//! Findings: all of them for programs, those that matter for people. One file for each format.

mod csv;
mod json;
mod markdown;
mod summary;
mod text;
mod words;

use std::io::{self, Write};

use super::table::Format;
use crate::finding::Finding;
use summary::Summary;

/// How findings are written.
#[derive(Clone, Copy, Debug)]
pub struct FindingsStyle {
    /// The format.
    pub format: Format,
    /// The significant digits of machine formats.
    pub digits: u8,
    /// Whether people are shown what ties out too.
    pub verbose: bool,
}

/// Writes findings one by one, in memory that does not grow with their number.
///
/// ```
/// use tieout::report::{FindingsStyle, FindingsWriter, Format};
/// let style = FindingsStyle { format: Format::Text, digits: 12, verbose: false };
/// let mut out = Vec::new();
/// FindingsWriter::new(style).end(&mut out, 3)?;
/// assert_eq!(out, b"3 figures found, 0 relations read, 0 checked\n");
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct FindingsWriter {
    summary: Summary,
    begun: bool,
    format: Box<dyn Findings>,
}

/// One format.
trait Findings {
    /// Called once, first.
    fn begin(&mut self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    /// Called for each finding.
    fn finding(&mut self, out: &mut dyn Write, finding: &Finding) -> io::Result<()>;

    /// Called once, last.
    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()>;
}

impl FindingsWriter {
    /// A writer of a format.
    pub fn new(style: FindingsStyle) -> Self {
        let FindingsStyle { format, digits, verbose } = style;
        let format: Box<dyn Findings> = match format {
            Format::Text => Box::new(text::Text::new(verbose)),
            Format::Csv => Box::new(csv::Rows::new(digits)),
            Format::Json => Box::new(json::Document::new(digits)),
            Format::Jsonl => Box::new(json::Lines::new(digits)),
            Format::Markdown => Box::new(markdown::Rows::new()),
        };
        FindingsWriter { summary: Summary::default(), begun: false, format }
    }

    /// Writes a finding.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finding(&mut self, out: &mut dyn Write, finding: &Finding) -> io::Result<()> {
        self.begin(out)?;
        self.summary.count(finding);
        self.format.finding(out, finding)
    }

    /// Ends what is written, with a summary of all findings on so many figures.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn end(mut self, out: &mut dyn Write, figures: usize) -> io::Result<()> {
        self.begin(out)?;
        self.summary.figures = figures;
        self.format.end(out, &self.summary)
    }

    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if self.begun {
            return Ok(());
        }
        self.begun = true;
        self.format.begin(out)
    }
}
