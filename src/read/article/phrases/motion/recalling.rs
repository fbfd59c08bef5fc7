//! The level before, told after the movement: "up 50% from May, when it stood at 264.8m", "fell 20% to 80m after rising to 100m".
//!
//! Which time is recalled need not be the one that the percentage is measured from: what fits is confirmed, what does not proves nothing.

use super::super::items::{Approach, Kind, Sort};
use super::super::words::Class;
use super::Reader;
use super::frame::{Frame, Place, fill};

/// At most so many words name what stood at the level recalled.
const MAX_NAMES: usize = 4;

/// A movement of which the level before may still be told.
#[derive(Clone, Copy, Debug)]
pub(super) struct Told {
    frame: Frame,
    /// Where its clause begins.
    clause: usize,
}

impl Reader<'_, '_, '_> {
    /// The open movement, if the word at `at` may lead to the level that it is measured from.
    pub(super) fn told_before(&self, at: usize) -> Option<Told> {
        let recalls = self.sentence.is_word(at, "when") || self.sentence.is_word(at, "after");
        let frame = self.frame.filter(|frame| {
            recalls && !frame.growth.is_empty() && !frame.current.is_empty() && frame.prior.is_empty()
        })?;
        Some(Told { frame, clause: self.clause })
    }

    /// "When they stood at 264.8m", "when the company posted sales of 169m".
    pub(super) fn is_recalled(&mut self, at: usize, sort: Sort, approach: &Approach) -> bool {
        if self.told.is_none() {
            return false;
        }
        let is_when = self.clause.checked_sub(1).is_some_and(|when| self.sentence.is_word(when, "when"));
        let mut names = 0_usize;
        let is_light = (self.clause..approach.at).filter(|at| !self.sentence.is_aside(*at)).all(|at| {
            names = names.saturating_add(usize::from(self.sentence.class(at) == Some(Class::Other)));
            matches!(
                self.sentence.kind(at),
                Some(Kind::Word(
                    Class::Other | Class::Level | Class::Filler | Class::Loss | Class::Profit | Class::Of | Class::At
                ))
            )
        });
        let told = self.told.take().filter(|_| is_when && is_light && names <= MAX_NAMES);
        told.is_some_and(|told| self.recall(told, at, sort, approach.at))
    }

    /// "After rising to 100m": the level that the open movement reached is the one that the movement before it began from.
    pub(super) fn recall_reached(&mut self, frame: &Frame) {
        let Some(told) = self.told.take() else {
            return;
        };
        let reached = frame.current.last().filter(|_| frame.first > told.frame.last && frame.prior.is_empty());
        let Some((reached, sort)) = reached.and_then(|reached| Some((reached, self.sentence.sort(reached)?))) else {
            return;
        };
        if self.recall(told, reached, sort, reached) {
            self.close();
        }
    }

    /// Reads a movement again with the level that it is measured from.
    fn recall(&mut self, told: Told, at: usize, sort: Sort, lead: usize) -> bool {
        let current = told.frame.current.last().and_then(|current| self.sentence.sort(current));
        // "405m when the store at 12 Main Street opened": no level of hundreds of millions.
        let suits = |current: Sort| current.suits(sort) && (current == Sort::Bare || sort != Sort::Bare);
        if sort.is_relative() || !current.is_some_and(suits) {
            return false;
        }
        let growth = told.frame.growth.last();
        self.found.retain(|reading| reading.growth != growth || reading.prior.is_some());
        let mut frame = Frame { is_guess: true, ..told.frame };
        fill(self.sentence, &mut frame, Place::Prior, at, lead);
        (self.frame, self.clause) = (Some(frame), told.clause);
        true
    }
}
