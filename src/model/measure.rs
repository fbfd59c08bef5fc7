//! What a figure says of its subject.

use std::fmt;

use super::Unit;

/// What is said of a subject.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// The metric itself.
    #[default]
    Level,
    /// Relative growth against another period.
    Growth,
    /// The difference from another period.
    Change,
    /// How many times the level of another period.
    Multiple,
    /// A part of a whole, in percent.
    Share,
    /// A part of an entity's equity that is held, bought or sold.
    Stake,
    /// What was paid for a stake.
    Price,
    /// An exchange rate that two amounts imply. Only computed, never read.
    Rate,
}

/// The measures that a figure may have, with their names.
const READ: &[(&str, Measure)] = &[
    ("level", Measure::Level),
    ("growth", Measure::Growth),
    ("change", Measure::Change),
    ("multiple", Measure::Multiple),
    ("share", Measure::Share),
    ("stake", Measure::Stake),
    ("price", Measure::Price),
];

impl Measure {
    /// The measure that a word names, in any case; an empty one is a level.
    pub fn parse(word: &str) -> Option<Self> {
        if word.is_empty() {
            return Some(Measure::Level);
        }
        READ.iter().find(|(name, _)| name.eq_ignore_ascii_case(word)).map(|(_, measure)| *measure)
    }

    /// The names that [`Measure::parse`] accepts, for messages.
    pub fn names() -> String {
        let names: Vec<_> = READ.iter().map(|(name, _)| *name).collect();
        names.join(", ")
    }

    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Measure::Rate => "rate",
            _ => READ.iter().find(|(_, measure)| *measure == self).map_or("", |(name, _)| name),
        }
    }

    /// Whether a figure of this measure may be in a unit.
    pub fn fits(self, unit: Unit) -> bool {
        match self {
            Measure::Growth | Measure::Share | Measure::Stake => unit == Unit::Percent,
            Measure::Price => matches!(unit, Unit::Money(_)),
            Measure::Multiple => unit == Unit::Times,
            Measure::Change => unit != Unit::Percent && unit != Unit::Times,
            Measure::Level => unit != Unit::Points,
            Measure::Rate => false,
        }
    }

    /// Whether the measure compares two periods.
    pub fn compares(self) -> bool {
        matches!(self, Measure::Growth | Measure::Change | Measure::Multiple)
    }
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
