//! The smallest sets of figures that cannot all be true.
//!
//! Narrowing proves a conflict and tells which figures it rests on, of which not all need be needed. Halves, quarters and at
//! last single figures are left out for as long as the rest still contradicts itself (delta debugging, Zeller and Hildebrandt
//! 2002): fewer figures never prove more, so in what is left each figure is needed.

use std::collections::BTreeSet;

use super::narrow::{Allowed, Conflict, Narrowing, Selection};
use super::quantities::Quantities;
use crate::engine::solve::FormulaText;
use crate::finding::Value;

/// Figures of which each is needed for the contradiction, with the relations that it goes through.
pub(super) struct Minimal {
    pub(super) figures: BTreeSet<usize>,
    pub(super) bonds: BTreeSet<usize>,
}

/// What the rest of a network makes of a figure.
pub(super) struct Implied {
    pub(super) value: Value,
    pub(super) formula: FormulaText,
}

/// A network of quantities with what each figure allows.
pub(super) struct Proofs<'n> {
    pub(super) quantities: &'n Quantities<'n>,
    pub(super) allowed: Allowed<'n>,
}

impl Proofs<'_> {
    /// All contradictions between figures that are believed, each with the figure that is not believed any more, which
    /// `suspect` chooses; until none is left.
    pub(super) fn all(
        &self,
        disbelieved: &BTreeSet<usize>,
        suspect: &dyn Fn(&Minimal) -> Option<usize>,
    ) -> Vec<Minimal> {
        let figures = Selection::AllBut(disbelieved.clone());
        let mut narrowing = Narrowing::new(self.quantities, self.allowed, figures, BTreeSet::new());
        let mut found = Vec::new();
        while let Err(conflict) = narrowing.run() {
            let Some(any) = conflict.figures.first().copied() else {
                return found;
            };
            let minimal = self.minimal(&conflict);
            let dropped = minimal.as_ref().and_then(suspect).unwrap_or(any);
            found.extend(minimal);
            narrowing.drop_figure(dropped);
        }
        found
    }

    /// The conflict with every figure left out that it does not need.
    fn minimal(&self, conflict: &Conflict) -> Option<Minimal> {
        let mut proof = self.contradiction(conflict.figures.clone())?;
        let mut chunk = proof.figures.len().div_ceil(2).max(1);
        loop {
            let mut at = 0;
            while at < proof.figures.len() {
                let rest = proof.figures.iter().enumerate();
                let rest =
                    rest.filter(|(own, _)| *own < at || *own >= at.saturating_add(chunk)).map(|(_, figure)| *figure);
                match self.contradiction(rest.collect()) {
                    Some(smaller) => proof = smaller,
                    None => at = at.saturating_add(chunk),
                }
            }
            if chunk == 1 {
                return Some(Minimal { figures: proof.figures, bonds: proof.bonds });
            }
            chunk = chunk.div_ceil(2);
        }
    }

    /// Whether figures contradict each other by themselves, and which of them and of the relations the proof rests on.
    fn contradiction(&self, figures: BTreeSet<usize>) -> Option<Conflict> {
        self.narrowing(figures).run().err()
    }

    fn narrowing(&self, figures: BTreeSet<usize>) -> Narrowing<'_> {
        Narrowing::new(self.quantities, self.allowed, Selection::Only(figures), BTreeSet::new())
    }

    /// What the other figures of a conflict make of one.
    pub(super) fn implied(&self, conflict: &Minimal, figure: usize) -> Option<Implied> {
        let mut others = conflict.figures.clone();
        others.remove(&figure);
        let mut narrowing = self.narrowing(others);
        narrowing.run().ok()?;
        let state = narrowing.state(self.quantities.of_figure(figure)?).ok()?;
        let (nominal, formula) = state.face.clone()?;
        Some(Implied { value: Value { nominal, interval: state.interval.clone()? }, formula })
    }
}
