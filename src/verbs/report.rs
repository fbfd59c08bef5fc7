//! Every metric that figures determine: as metrics of their own, or appended to the rows they come from.

use std::io;

use super::entities::{self, Gathered, Group, Intake, Listener, Summary, Task};
use super::references::References;
use super::source::{RunError, Source};
use crate::engine::{self, Basis, Network, Translation};
use crate::finding::{Appended, Derived};
use crate::model::{Currency, Figure};
use crate::rates::Book;
use crate::read::figures_csv::Options as Reading;
use crate::text::RowCells;

/// Where results go. A method fails only when what it is given cannot be written.
pub trait Sink: Listener {
    /// A derived metric.
    fn metric(&mut self, derived: &Derived) -> io::Result<()>;
    /// A row of the input with what is appended to it.
    fn row(&mut self, cells: RowCells<'_>, appended: &Appended) -> io::Result<()>;
}

/// What is derived, and from what.
#[derive(Clone, Debug, Default)]
pub struct ReportOptions {
    /// How the figures are read.
    pub reading: Reading,
    /// What is derived.
    pub deriving: engine::Options,
    /// The currency that amounts are translated into.
    pub to: Option<Currency>,
    /// At which rates.
    pub basis: Basis,
    /// Whether rows are given back with columns appended, instead of metrics.
    pub wide: bool,
    /// Whether the sink keeps malformed rows as they stand, so that all sources must be written alike.
    pub keeps_malformed: bool,
}

impl ReportOptions {
    fn translation<'b>(&self, book: &'b Book) -> Option<Translation<'b>> {
        self.to.map(|to| Translation::new(book, to, self.basis))
    }
}

/// Derives from the figures of all sources together.
///
/// # Errors
/// When a source cannot be read or split into rows, or the sink fails. Malformed rows are no error: the sink is told of each.
pub fn report(
    sources: &[&dyn Source],
    book: &Book,
    options: &ReportOptions,
    sink: &mut dyn Sink,
) -> Result<Summary, RunError> {
    let references = References::default();
    let intake = Intake {
        reading: &options.reading,
        references: &references,
        gives_back: options.wide,
        keeps_malformed: options.keeps_malformed,
    };
    let worker = || {
        let mut translation = options.translation(book);
        move |figures: &[Figure]| work_out(figures, options, translation.as_mut())
    };
    let mut reporting = Reporting(sink);
    let (summary, gathered) = entities::read(sources, &intake, &mut reporting, worker)?;
    match gathered {
        Some(gathered) if options.wide => reporting.rows_in_order(gathered, worker())?,
        Some(gathered) => gathered.work_out(&mut reporting, worker())?,
        None => {}
    }
    Ok(summary)
}

/// What the figures of an entity determine.
enum Results {
    /// What is appended for each figure.
    Appended(Vec<Appended>),
    /// The metrics derived from all of them.
    Metrics(Vec<Derived>),
}

fn work_out(figures: &[Figure], options: &ReportOptions, translation: Option<&mut Translation<'_>>) -> Results {
    let network = Network::new(figures, &options.deriving);
    match options.wide {
        true => Results::Appended(network.append(translation)),
        false => Results::Metrics(network.derive(translation)),
    }
}

struct Reporting<'a>(&'a mut dyn Sink);

impl Task for Reporting<'_> {
    type Results = Results;

    fn listener(&mut self) -> &mut dyn Listener {
        self.0
    }

    fn put(&mut self, group: &Group, results: Results) -> io::Result<()> {
        match results {
            Results::Metrics(metrics) => metrics.iter().try_for_each(|derived| self.0.metric(derived)),
            Results::Appended(appended) => (0..group.rows.len()).try_for_each(|row| self.row(group, &appended, row)),
        }
    }
}

impl Reporting<'_> {
    fn row(&mut self, group: &Group, appended: &[Appended], row: usize) -> io::Result<()> {
        let level = group.levels.get(row).copied().flatten();
        let nothing = Appended::default();
        let appended = level.and_then(|level| appended.get(level)).unwrap_or(&nothing);
        self.0.row(group.rows.row(row), appended)
    }

    /// Gives gathered rows back as they stood in the sources.
    fn rows_in_order(
        &mut self,
        gathered: Gathered,
        mut work: impl FnMut(&[Figure]) -> Results,
    ) -> Result<(), RunError> {
        let mut worked: Vec<(Group, Vec<Appended>)> = Vec::new();
        for group in gathered.groups {
            if let Results::Appended(appended) = work(&group.figures) {
                worked.push((group, appended));
            }
        }
        gathered.order.into_iter().try_for_each(|(position, row)| {
            let entity = worked.get(position);
            entity.map_or(Ok(()), |(group, appended)| self.row(group, appended, row)).map_err(RunError::Output)
        })
    }
}
