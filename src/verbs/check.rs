//! Whether stated figures can be true together.

use std::collections::HashMap;
use std::sync::Arc;

use super::Error;
use super::report::Source;
use crate::engine::{Network, Options};
use crate::finding::Finding;
use crate::model::Figure;
use crate::rates::Book;
use crate::read::figures_csv::{Figures, Options as Reading, RowError, RowResult};

/// How figures are read, and what relates them.
#[derive(Clone, Debug, Default)]
pub struct CheckOptions {
    /// How the figures are read.
    pub reading: Reading,
    /// Which identities hold between them.
    pub relating: Options,
}

/// What was found.
#[derive(Debug, Default)]
pub struct Checked {
    /// The number of figures.
    pub figures: usize,
    /// A finding for each relation, entity by entity in the order in which they first come.
    pub findings: Vec<Finding>,
    /// What is wrong with malformed rows; nothing is judged while there are any.
    pub malformed: Vec<RowError>,
}

/// Judges every relation between the figures of all sources together.
///
/// # Errors
/// When a source cannot be read or split into rows. Malformed rows are listed in the result.
pub fn check(sources: &[&dyn Source], book: &Book, options: &CheckOptions) -> Result<Checked, Error> {
    let mut gathered = Gathered::default();
    for source in sources {
        gathered.read(*source, &options.reading)?;
    }
    let mut checked = Checked { figures: gathered.figures, findings: Vec::new(), malformed: gathered.malformed };
    if checked.malformed.is_empty() {
        for figures in &gathered.entities {
            checked.findings.extend(Network::new(figures, &options.relating).check(book));
        }
    }
    Ok(checked)
}

/// The figures of each entity, whose names are told apart in any case.
#[derive(Default)]
struct Gathered {
    entities: Vec<Vec<Figure>>,
    positions: HashMap<String, usize>,
    figures: usize,
    malformed: Vec<RowError>,
}

impl Gathered {
    fn read(&mut self, source: &dyn Source, reading: &Reading) -> Result<(), Error> {
        let name = Arc::clone(source.name());
        let failed = |error: &dyn std::fmt::Display| Error::new(format!("{name}: cannot be read: {error}"));
        let input = source.open().map_err(|error| failed(&error))?;
        let mut figures =
            Figures::new(Arc::clone(&name), input, reading.clone()).map_err(|error| match error.io() {
                Some(error) => failed(error),
                None => Error::new(error),
            })?;
        while let Some(row) = figures.next().map_err(Error::new)? {
            match row {
                RowResult::Malformed(errors) => self.malformed.extend(errors),
                RowResult::Row(row) => {
                    self.add(row.level);
                    row.growth.into_iter().for_each(|growth| self.add(growth));
                }
            }
        }
        Ok(())
    }

    fn add(&mut self, figure: Figure) {
        self.figures = self.figures.saturating_add(1);
        let position = *self.positions.entry(figure.entity.to_lowercase()).or_insert_with(|| {
            self.entities.push(Vec::new());
            self.entities.len().saturating_sub(1)
        });
        if let Some(entity) = self.entities.get_mut(position) {
            entity.push(figure);
        }
    }
}
