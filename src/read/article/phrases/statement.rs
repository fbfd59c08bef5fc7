//! What a sentence states.

use std::ops::Range;

use crate::model::{Measure, Unit};
use crate::num::Reported;

/// How a sentence says that figures are related.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Relation {
    /// A level moved by a percentage: "rose 64% to 1.1bn from 0.7bn".
    Growth,
    /// A level moved by a percentage, which was so much: "rose 2m, or 5%, to 42m".
    GrowthOfChange,
    /// A level moved by an amount or by points.
    Change,
    /// A level became so many times what it was.
    Multiple,
    /// A level rose to or fell to another: the word of movement is the first member.
    Direction,
    /// A level is set against another.
    Comparison,
    /// One amount in two currencies.
    Conversion,
    /// A part of a company, its price, and what that values the whole at.
    Stake,
    /// A part of a whole in percent.
    Share,
    /// A whole and all its parts.
    Parts,
}

impl Relation {
    /// The name of the identity that it states.
    pub fn name(self) -> &'static str {
        match self {
            Relation::Growth | Relation::GrowthOfChange => "growth",
            Relation::Change | Relation::Direction | Relation::Comparison => "change",
            Relation::Multiple => "multiple",
            Relation::Conversion => "conversion",
            Relation::Stake => "stake",
            Relation::Share => "share",
            Relation::Parts => "parts",
        }
    }
}

/// What a member of a relation is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Part {
    /// The level reached.
    Current,
    /// The level compared with.
    Prior,
    /// How much it moved, in percent.
    Growth,
    /// How much it moved, in its own unit or in points.
    Change,
    /// How many times the level before it is.
    Multiple,
    /// The word that says which way it went.
    Direction,
    /// An amount.
    Amount,
    /// The same in another currency.
    Converted,
    /// A part of a company's equity.
    Stake,
    /// What was paid for it.
    Price,
    /// What the whole is worth.
    Valuation,
    /// What parts add up to.
    Whole,
    /// A part of a whole.
    Part,
    /// How much of the whole a part is.
    Share,
}

impl Part {
    /// What such a member says of its subject.
    pub fn measure(self) -> Measure {
        match self {
            Part::Growth => Measure::Growth,
            Part::Change | Part::Direction => Measure::Change,
            Part::Multiple => Measure::Multiple,
            Part::Stake => Measure::Stake,
            Part::Price => Measure::Price,
            Part::Share => Measure::Share,
            _ => Measure::Level,
        }
    }
}

/// A figure in a relation, or the word or time that stands for one.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// What it is in the relation.
    pub part: Part,
    /// Its bytes in the text.
    pub span: Range<usize>,
    /// The number, in the units in which values are kept (54% is 0.54), below zero for a fall.
    pub reported: Reported,
    /// What it counts; `None` where neither it nor its fellows say.
    pub unit: Option<Unit>,
}

/// Why a relation that is read cannot be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Missing {
    /// Neither level is stated.
    Levels,
    /// The level compared with is not.
    Prior,
    /// The level reached is not.
    Current,
    /// Nothing is said of how much it moved.
    Movement,
    /// The percentage is of something else than the levels.
    Basis,
    /// The levels are percentages.
    PercentOrPoints,
    /// One level is a loss and the other a profit.
    LossAndProfit,
    /// The levels are in two currencies.
    TwoUnits,
    /// What a share is of.
    Whole,
    /// How much of the whole.
    PartOfWhole,
    /// What was paid.
    Price,
    /// What the whole is worth.
    Valuation,
}

impl Missing {
    /// Whether it is a level that other sentences may state.
    pub fn is_a_level(self) -> bool {
        matches!(self, Missing::Levels | Missing::Prior | Missing::Current)
    }

    /// What is missing, as findings say it.
    pub fn name(self) -> &'static str {
        match self {
            Missing::Levels => "the levels that are compared",
            Missing::Prior => "the level compared with",
            Missing::Current => "the level that was reached",
            Missing::Movement => "how much it moved: the sentence sets two levels side by side and says no more",
            Missing::Basis => "the levels on the basis that the sentence names, on which the percentage is measured",
            Missing::PercentOrPoints => "whether percent or percentage points are meant",
            Missing::LossAndProfit => "a base above zero: one level is a loss and the other a profit",
            Missing::TwoUnits => "both levels in one unit",
            Missing::Whole => "the whole that it is a share of",
            Missing::PartOfWhole => "the part, or its share",
            Missing::Price => "the price of the stake",
            Missing::Valuation => "the valuation of the whole",
        }
    }
}

/// Why figures that do not fit may not be meant to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Doubt {
    /// Words stand between that may mean something else.
    Reading,
    /// Something is adjusted, excluded or averaged.
    Basis,
    /// The word of movement does not say which way.
    Direction,
    /// One of the levels leaves its scale or unit out.
    Scale,
    /// The text breaks off.
    CutOff,
    /// The movement is against one time and the level against another.
    OtherTime,
    /// What rose may be quoted the other way round, as a currency or a price of bonds.
    Quotation,
    /// Several countries call their money so, and the document speaks of another than is meant elsewhere.
    Currency,
    /// The rate may be one of before those that are known.
    Rate,
    /// The parts need not be all there are.
    OtherParts,
    /// What is valued may not be what the stake is of.
    OtherWhole,
}

impl Doubt {
    /// What is doubtful, as findings say it.
    pub fn name(self) -> &'static str {
        match self {
            Doubt::Reading => "whether these figures belong to one comparison",
            Doubt::Basis => "whether the figures are on one basis: something is adjusted, left out or averaged",
            Doubt::Direction => "which way it moved",
            Doubt::Scale => "the scale or unit that one of the levels leaves out",
            Doubt::CutOff => "the rest of the text, which breaks off",
            Doubt::OtherTime => "the level of the time that the movement is measured from",
            Doubt::Quotation => "which way round it is quoted",
            Doubt::Currency => "whose money is meant: several countries call theirs so",
            Doubt::Rate => "the rate of the time, which may be before those that are known",
            Doubt::OtherParts => "whether these are all parts",
            Doubt::OtherWhole => "whether the value is that of the whole",
        }
    }
}

/// A relation between figures that a sentence states, the stated figure first.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// What is stated.
    pub relation: Relation,
    /// The figures.
    pub members: Vec<Member>,
    /// Why it cannot be judged, if it cannot.
    pub missing: Option<Missing>,
    /// Why figures that do not fit would prove nothing, if they would not.
    pub doubt: Option<Doubt>,
    /// The tokens of the clause.
    pub clause: Range<usize>,
    /// The tokens of the sentence.
    pub sentence: Range<usize>,
}

impl Statement {
    /// The member that is this part.
    pub fn member(&self, part: Part) -> Option<&Member> {
        self.members.iter().find(|member| member.part == part)
    }
}
