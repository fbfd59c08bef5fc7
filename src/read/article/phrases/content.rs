//! What a sentence has of what relations are stated with, which tells what it may state at all.

use super::items::{Kind, Sentence};
use super::words::Class;
use crate::model::Unit;

/// Kinds of words, signs and figures, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Content(u16);

impl Content {
    /// A word of movement, or one that multiplies.
    const MOVEMENT: Content = Content(1);
    /// A word that sets a level against another.
    const COMPARISON: Content = Content(1 << 1);
    /// A bracket that opens.
    pub(super) const BRACKET: Content = Content(1 << 2);
    /// The beginning of another clause.
    const CLAUSE: Content = Content(1 << 3);
    const PERIOD: Content = Content(1 << 4);
    /// A word that a stake or a share is told with.
    const HOLDING: Content = Content(1 << 5);
    const VALUE: Content = Content(1 << 6);
    const PERCENT: Content = Content(1 << 7);
    const TIMES: Content = Content(1 << 8);

    /// That of an item.
    pub(super) fn of(kind: Kind) -> Content {
        match kind {
            Kind::Word(class) => Content::of_class(class),
            Kind::Multiple => Content::MOVEMENT,
            Kind::Open => Content::BRACKET,
            Kind::Period => Content::PERIOD,
            _ => Content::default(),
        }
    }

    fn of_class(class: Class) -> Content {
        match class {
            Class::Verb(_) | Class::Noun(_) | Class::Both(_) | Class::Adverb(_) => Content::MOVEMENT,
            Class::Versus | Class::Compared => Content::COMPARISON,
            Class::Clause => Content::CLAUSE,
            // "Made up 30% of" is one more way to tell a share.
            Class::Deal | Class::Stake | Class::Share | Class::Or | Class::Level => Content::HOLDING,
            Class::Value => Content::VALUE,
            _ => Content::default(),
        }
    }

    /// That of a figure with a unit.
    pub(super) fn of_unit(unit: Option<Unit>) -> Content {
        match unit {
            Some(Unit::Percent) => Content::PERCENT,
            Some(Unit::Times) => Content::TIMES,
            _ => Content::default(),
        }
    }

    pub(super) fn add(&mut self, other: Content) {
        self.0 |= other.0;
    }

    pub(super) fn has(self, other: Content) -> bool {
        self.0 & other.0 != 0
    }
}

impl Sentence<'_, '_> {
    /// Whether it may say that something moved, or set a level against another. Without a word for it that takes two figures and
    /// what stands for the word: a bracket, "three times", or a clause that goes on with another time.
    pub(super) fn may_move(&self) -> bool {
        let has = |content| self.content.has(content);
        let goes_on = || has(Content::CLAUSE) && has(Content::PERIOD);
        let is_set_against = || has(Content::COMPARISON) || has(Content::BRACKET) || has(Content::TIMES) || goes_on();
        has(Content::MOVEMENT) || self.figures.len() > 1 && is_set_against()
    }

    /// Whether it may tell of a stake or of a share in percent.
    pub(super) fn may_hold(&self) -> bool {
        self.content.has(Content::PERCENT) && self.content.has(Content::HOLDING)
    }

    /// Whether it may say what something is worth.
    pub(super) fn may_value(&self) -> bool {
        self.content.has(Content::VALUE)
    }
}
