//! Whether stated figures can be true together.

use std::io;

use super::entities::{self, Group, Intake, Listener, Summary, Task};
use super::references::References;
use super::source::{RunError, Source};
use crate::engine::{Network, Options};
use crate::finding::{FigureRead, Finding};
use crate::model::Figure;
use crate::rates::Book;
use crate::read::figures_csv::{Options as Reading, RowError};
use crate::text::Record;

/// How figures are read, and what relates them.
#[derive(Clone, Debug, Default)]
pub struct CheckOptions {
    /// How the figures are read.
    pub reading: Reading,
    /// Which identities hold between them.
    pub relating: Options,
    /// Whether the sink keeps malformed rows as they stand, so that all sources must be written alike.
    pub keeps_malformed: bool,
}

/// Where findings go. A method fails only when what it is given cannot be written.
pub trait FindingSink: Listener {
    /// A finding on a relation.
    fn finding(&mut self, finding: Finding) -> io::Result<()>;
    /// A figure of an article, where they were asked for. Those of a document come before its findings.
    fn figure(&mut self, _figure: &FigureRead) -> io::Result<()> {
        Ok(())
    }
    /// What was assumed or left out of a document, by its name, so that it could be read.
    fn assumed(&mut self, _document: &str, _note: &str) -> io::Result<()> {
        Ok(())
    }
    /// A malformed row of a reference: everything that is wrong with it.
    fn malformed_reference(&mut self, errors: &[RowError]) -> io::Result<()>;
}

/// Judges every relation between the figures of all sources together, and between them and the `references`, which are
/// trusted. The findings come entity by entity, in the order in which entities begin. What the references say among
/// themselves is passed over, unless they contradict each other.
///
/// A single source that is sorted by entity is held one entity at a time; references are held in full.
///
/// # Errors
/// When a source cannot be read or split into rows, or the sink fails. Malformed rows are no error: the sink is told of each, and
/// its findings are those of the other rows.
pub fn check(
    sources: &[&dyn Source],
    references: &References,
    book: &Book,
    options: &CheckOptions,
    sink: &mut dyn FindingSink,
) -> Result<Summary, RunError> {
    let intake =
        Intake { reading: &options.reading, references, gives_back: false, keeps_malformed: options.keeps_malformed };
    let work = |figures: &[Figure]| Network::new(figures, &options.relating).check(book);
    let mut checking = Checking(sink);
    let (summary, gathered) = entities::read(sources, &intake, &mut checking, || work)?;
    if let Some(gathered) = gathered {
        gathered.work_out(&mut checking, work)?;
    }
    Ok(summary)
}

struct Checking<'a>(&'a mut dyn FindingSink);

impl Task for Checking<'_> {
    type Results = Vec<Finding>;

    fn listener(&mut self) -> &mut dyn Listener {
        self.0
    }

    fn put(&mut self, _: &Group, findings: Vec<Finding>) -> io::Result<()> {
        findings.into_iter().try_for_each(|finding| self.0.finding(finding))
    }
}

/// All findings, kept together: the sink of those who have few.
///
/// ```
/// use std::{io, sync::Arc};
/// use tieout::rates::Book;
/// use tieout::verbs::{CheckOptions, Checked, References, Source, check};
///
/// struct Figures(Arc<str>);
/// impl Source for Figures {
///     fn name(&self) -> &Arc<str> {
///         &self.0
///     }
///     fn open(&self) -> io::Result<Box<dyn io::Read + '_>> {
///         Ok(Box::new(&b"entity,metric,period,value,growth\nA,users,2013,50m people,\nA,users,2014,68m people,21%\n"[..]))
///     }
/// }
///
/// let mut checked = Checked::default();
/// check(&[&Figures("users.csv".into())], &References::default(), &Book::embedded(), &CheckOptions::default(), &mut checked)?;
/// assert_eq!(checked.findings[0].verdict.name(), "inconsistent");
/// # Ok::<(), tieout::verbs::RunError>(())
/// ```
#[derive(Debug, Default)]
pub struct Checked {
    /// A finding for each relation, entity by entity in the order in which they first come.
    pub findings: Vec<Finding>,
    /// The figures of articles, where they were asked for.
    pub figures: Vec<FigureRead>,
    /// What is wrong with malformed rows, those of references first.
    pub malformed: Vec<RowError>,
}

impl Listener for Checked {
    fn restart(&mut self) -> io::Result<()> {
        self.findings.clear();
        self.figures.clear();
        Ok(())
    }

    fn header(&mut self, _: &Record) -> io::Result<()> {
        Ok(())
    }

    fn malformed(&mut self, errors: &[RowError]) -> io::Result<()> {
        self.malformed.extend_from_slice(errors);
        Ok(())
    }

    fn progress(&mut self, _: u64) {}
}

impl FindingSink for Checked {
    fn finding(&mut self, finding: Finding) -> io::Result<()> {
        self.findings.push(finding);
        Ok(())
    }

    fn figure(&mut self, figure: &FigureRead) -> io::Result<()> {
        self.figures.push(figure.clone());
        Ok(())
    }

    fn malformed_reference(&mut self, errors: &[RowError]) -> io::Result<()> {
        self.malformed(errors)
    }
}
