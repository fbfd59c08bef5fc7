//! Findings: all of them for programs, those that matter for people. One file for each format.

mod csv;
mod drawing;
mod github;
mod json;
mod markdown;
mod sarif;
mod sources;
mod summary;
mod text;
mod words;
mod wrap;

use std::io::{self, Write};

use super::table::Format;
use crate::finding::{FigureRead, Finding};
pub use sources::Sources;
use summary::Summary;

/// A format that findings are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FindingsFormat {
    /// One of those that all results are written in.
    Of(Format),
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Workflow commands of GitHub Actions.
    Github,
}

impl From<Format> for FindingsFormat {
    fn from(format: Format) -> Self {
        FindingsFormat::Of(format)
    }
}

/// How findings are written.
#[derive(Clone, Copy, Debug)]
pub struct FindingsStyle {
    /// The format.
    pub format: FindingsFormat,
    /// The significant digits of machine formats.
    pub digits: u8,
    /// Whether formats that show problems, which are text, SARIF and workflow commands, carry what ties out too.
    pub verbose: bool,
}

/// What people are shown findings on.
#[derive(Clone, Copy)]
pub struct Canvas<'s> {
    /// The columns that lines are broken to.
    pub width: u16,
    /// Whether colours are understood.
    pub colour: bool,
    /// The files whose lines are shown around the figures; without them the figures stand alone.
    pub sources: Option<&'s dyn Sources>,
}

impl Default for Canvas<'_> {
    fn default() -> Self {
        Canvas { width: 80, colour: false, sources: None }
    }
}

/// Writes findings one by one, in memory that does not grow with their number.
///
/// ```
/// use tieout::report::{FindingsStyle, FindingsWriter, Format};
/// let style = FindingsStyle { format: Format::Text.into(), digits: 12, verbose: false };
/// let mut out = Vec::new();
/// FindingsWriter::new(style).end(&mut out, 3)?;
/// assert_eq!(out, b"3 figures found, 0 relations read, 0 checked\n");
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct FindingsWriter<'s> {
    summary: Summary,
    begun: bool,
    format: Box<dyn Findings + 's>,
}

/// One format.
trait Findings {
    /// Called once, first.
    fn begin(&mut self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    /// Called for each figure of an article, where they are told.
    fn figure(&mut self, _out: &mut dyn Write, _figure: &FigureRead) -> io::Result<()> {
        Ok(())
    }

    /// Called for each finding.
    fn finding(&mut self, out: &mut dyn Write, finding: &Finding) -> io::Result<()>;

    /// Called once, last.
    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()>;
}

impl<'s> FindingsWriter<'s> {
    /// A writer of a format, for people on a canvas of 80 columns without colours and files.
    pub fn new(style: FindingsStyle) -> Self {
        FindingsWriter::on(Canvas::default(), style)
    }

    /// A writer of a format, for people on a canvas.
    pub fn on(canvas: Canvas<'s>, style: FindingsStyle) -> Self {
        let FindingsStyle { format, digits, verbose } = style;
        let format: Box<dyn Findings + 's> = match format {
            FindingsFormat::Of(Format::Text) => Box::new(text::Text::new(verbose, canvas)),
            FindingsFormat::Of(Format::Csv) => Box::new(csv::Rows::new(digits)),
            FindingsFormat::Of(Format::Json) => Box::new(json::Document::new(digits)),
            FindingsFormat::Of(Format::Jsonl) => Box::new(json::Lines::new(digits)),
            FindingsFormat::Of(Format::Markdown) => Box::new(markdown::Rows::new()),
            FindingsFormat::Sarif => Box::new(sarif::Log::new(verbose, digits)),
            FindingsFormat::Github => Box::new(github::Commands::new(verbose)),
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

    /// Writes a figure of an article with what was made of it, in text; other formats pass it over.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn figure(&mut self, out: &mut dyn Write, figure: &FigureRead) -> io::Result<()> {
        self.begin(out)?;
        self.format.figure(out, figure)
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
