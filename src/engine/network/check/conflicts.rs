//! The smallest sets of figures that cannot all be true.
//!
//! Narrowing proves a conflict and tells which figures it rests on, of which not all need be needed. Halves, quarters and at
//! last single figures are left out for as long as the rest still contradicts itself (delta debugging, Zeller and Hildebrandt
//! 2002): fewer figures never prove more, so in what is left each figure is needed.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use super::narrow::{Allowed, Conflict, Known, Narrowing, Selection};
use super::quantities::Quantities;
use crate::engine::solve::{Equation, FormulaText};
use crate::finding::Value;
use crate::identity::{Identity, Role, Term};

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
    quantities: &'n Quantities<'n>,
    allowed: Allowed<'n>,
    /// How many relations may still be solved: time grows no worse than the figures and the relations that they stand in.
    left: Cell<usize>,
}

/// Relations solved for each figure and relation of a network, at most, and for the network.
const WORK_FOR_EACH: usize = 100;
const WORK_AT_LEAST: usize = 300_000;

impl<'n> Proofs<'n> {
    pub(super) fn new(quantities: &'n Quantities<'n>, allowed: Allowed<'n>) -> Self {
        let left = quantities.size().saturating_mul(WORK_FOR_EACH).saturating_add(WORK_AT_LEAST);
        Proofs { quantities, allowed, left: Cell::new(left) }
    }

    /// Whether everything was followed to its end.
    pub(super) fn is_complete(&self) -> bool {
        self.left.get() > 0
    }

    pub(super) fn quantities(&self) -> &Quantities<'n> {
        self.quantities
    }

    /// All contradictions between figures that are believed, each with the figure that is not believed any more, which
    /// `suspect` chooses; until none is left, or too much was tried.
    pub(super) fn all(
        &self,
        disbelieved: &BTreeSet<usize>,
        suspect: &dyn Fn(&Minimal) -> Option<usize>,
    ) -> Vec<Minimal> {
        let figures = Selection::AllBut(disbelieved.clone());
        let mut narrowing = Narrowing::new(self.quantities, self.allowed, figures, BTreeSet::new());
        let mut found = Vec::new();
        while let Err(conflict) = self.run(&mut narrowing) {
            let Some(any) = conflict.figures.first().copied().filter(|_| self.is_complete()) else {
                return found;
            };
            let minimal = self.minimal(&conflict);
            let dropped = minimal.as_ref().and_then(suspect).unwrap_or(any);
            found.extend(minimal);
            narrowing.drop_figure(dropped);
        }
        found
    }

    fn run(&self, narrowing: &mut Narrowing<'_>) -> Result<(), Conflict> {
        let before = narrowing.work();
        let outcome = narrowing.run();
        self.left.set(self.left.get().saturating_sub(narrowing.work().saturating_sub(before)));
        outcome
    }

    /// The conflict with every figure left out that it does not need.
    fn minimal(&self, conflict: &Conflict) -> Option<Minimal> {
        let mut proof = self.contradiction(conflict.figures.clone())?;
        let mut chunk = proof.figures.len().div_ceil(2).max(1);
        loop {
            let mut at = 0;
            while at < proof.figures.len() {
                if !self.is_complete() {
                    return None;
                }
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
        self.run(&mut self.narrowing(figures)).err()
    }

    fn narrowing(&self, figures: BTreeSet<usize>) -> Narrowing<'_> {
        Narrowing::new(self.quantities, self.allowed, Selection::Only(figures), BTreeSet::new())
    }

    /// What the other figures of a conflict make of one.
    pub(super) fn implied(&self, conflict: &Minimal, figure: usize) -> Option<Implied> {
        let (mut narrowing, quantity) = self.without(conflict, figure)?;
        let interval = narrowing.state(quantity).ok()?.interval.clone()?;
        let (nominal, formula) = narrowing.face(quantity)?;
        Some(Implied { value: Value { nominal, interval }, formula })
    }

    /// The relations of a conflict as one: the figure, as the whole, by the others, as members in the order that is returned.
    /// `None` where a figure would stand in it twice, or a rate that no figure states.
    pub(super) fn equation(&self, conflict: &Minimal, figure: usize) -> Option<(Identity, Vec<usize>)> {
        let (narrowing, quantity) = self.without(conflict, figure)?;
        let members = RefCell::new(Vec::new());
        let member = |known: Known<'_>| {
            let (Known::Figure(figure), mut members) = (known, members.borrow_mut()) else {
                return None;
            };
            let role = Role::Member(u8::try_from(members.len()).ok()?);
            members.push(figure);
            Some(Term::from(role))
        };
        let right = narrowing.computed(&Equation, quantity, &member)?;
        let members = members.into_inner();
        let is_each_once = members.iter().collect::<BTreeSet<_>>().len() == members.len();
        is_each_once.then(|| (Identity::new("chain", Role::Whole, right, &[]), members))
    }

    /// The other figures of a conflict, narrowed, with the quantity of the one left out.
    fn without(&self, conflict: &Minimal, figure: usize) -> Option<(Narrowing<'_>, usize)> {
        let mut others = conflict.figures.clone();
        others.remove(&figure);
        let mut narrowing = self.narrowing(others);
        self.run(&mut narrowing).ok()?;
        Some((narrowing, self.quantities.of_figure(figure)?))
    }
}
