//! Reference figures: trusted, and kept at hand while the figures that they are set against are read.

use std::collections::HashMap;

use super::check::FindingSink;
use super::source::{self, RunError, Source};
use crate::model::Figure;
use crate::read::figures_csv::{Options as Reading, RowResult};

/// The trusted figures of each entity, whose names are told apart in any case. Without any, nothing is set against figures.
#[derive(Debug, Default)]
pub struct References {
    entities: Vec<Vec<Figure>>,
    positions: HashMap<String, usize>,
}

impl References {
    /// Gathers the figures of all sources.
    ///
    /// # Errors
    /// When a source cannot be read or split into rows, or the sink fails. Malformed rows are no error: the sink is told of each.
    pub fn read(sources: &[&dyn Source], reading: &Reading, sink: &mut dyn FindingSink) -> Result<Self, RunError> {
        let reading = Reading { trusted: true, ..reading.clone() };
        let mut references = References::default();
        for source in sources {
            let mut figures = source::figures(*source, &reading)?;
            while let Some(row) = figures.next().map_err(|error| source::input_error(source.name(), &error))? {
                match row {
                    RowResult::Malformed(errors) => sink.malformed_reference(&errors).map_err(RunError::Output)?,
                    RowResult::Row(row) if !row.is_certain => {}
                    RowResult::Row(row) => std::iter::once(row.level).chain(row.growth).for_each(|f| references.add(f)),
                }
            }
        }
        Ok(references)
    }

    fn add(&mut self, figure: Figure) {
        let position = *self.positions.entry(figure.entity.to_lowercase()).or_insert_with(|| {
            self.entities.push(Vec::new());
            self.entities.len().saturating_sub(1)
        });
        if let Some(figures) = self.entities.get_mut(position) {
            figures.push(figure);
        }
    }

    /// The position of an entity's figures, by its name in lower case.
    pub(super) fn position(&self, entity: &str) -> Option<usize> {
        self.positions.get(entity).copied()
    }

    /// The figures at a position; none where there is no such position.
    pub(super) fn figures(&self, position: usize) -> &[Figure] {
        self.entities.get(position).map_or(&[], Vec::as_slice)
    }

    /// How many entities there are.
    pub(super) fn len(&self) -> usize {
        self.entities.len()
    }
}
