//! What comes out: derived metrics with their computation. The engine makes them, the reports show them, and they meet only here.

mod articles;
mod fingerprint;

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use jiff::civil::Date;

use crate::model::{Currency, Measure, Metric, Origin, Period, Unit};
use crate::num::{Exact, Interval};

pub use articles::{Extracted, FigureRead};
pub use fingerprint::{Fingerprint, FingerprintError};

/// A computed value: at face value of its inputs, and everything that their rounding allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// The result of the inputs taken at face value.
    pub nominal: Exact,
    /// Every result that true values of the inputs allow.
    pub interval: Interval,
}

impl Value {
    /// A value that is known exactly.
    pub fn exact(value: Exact) -> Self {
        Value { interval: Interval::point(value.clone()), nominal: value }
    }
}

/// Why there is no value.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Missing {
    /// The identity means nothing for these inputs; the text says why.
    NotMeaningful(String),
    /// There is no level to compare with.
    NoPrior,
    /// There is no rate; the text names what is known.
    NoFixing(String),
    /// Which figures belong together is not told.
    Ambiguous(String),
    /// The result is larger than figures can be.
    OutOfRange,
}

impl Missing {
    /// A word or two for a table.
    pub fn short(&self) -> &'static str {
        match self {
            Missing::NotMeaningful(_) => "n.m.",
            Missing::NoPrior => "no prior",
            Missing::NoFixing(_) => "no fixing",
            Missing::Ambiguous(_) => "ambiguous",
            Missing::OutOfRange => "out of range",
        }
    }

    /// What the word or two leave open; empty where they say all.
    pub fn reason(&self) -> &str {
        match self {
            Missing::NotMeaningful(reason) | Missing::NoFixing(reason) | Missing::Ambiguous(reason) => reason,
            Missing::OutOfRange => "the result is above 10^28",
            Missing::NoPrior => "",
        }
    }
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.reason() {
            "" => f.write_str(self.short()),
            reason => write!(f, "{}: {reason}", self.short()),
        }
    }
}

impl std::error::Error for Missing {}

/// An exchange rate that a computation used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RateUsed {
    /// Units of `to` for one `from`.
    pub value: Exact,
    /// The currency converted from.
    pub from: Currency,
    /// The currency converted to.
    pub to: Currency,
    /// The day, or the days, asked for.
    pub asked: String,
    /// The first day of a fixing that was used.
    pub first: Date,
    /// The last day of a fixing that was used.
    pub last: Date,
    /// How many days before the day asked for the fixing is.
    pub stale_days: u32,
    /// How many fixings were used.
    pub fixings: u32,
    /// `fixing`, `average` or `definition`.
    pub kind: &'static str,
    /// Where the fixings come from.
    pub source: Arc<str>,
}

impl RateUsed {
    /// The day of the fixing, or the first and last day of those averaged.
    pub fn dates(&self) -> String {
        if self.first == self.last { self.first.to_string() } else { format!("{}..{}", self.first, self.last) }
    }
}

/// A metric computed from figures by an identity.
#[derive(Clone, Debug)]
pub struct Derived {
    /// Whose.
    pub entity: Arc<str>,
    /// What.
    pub metric: Metric,
    /// When.
    pub period: Option<Period>,
    /// What is said of the subject.
    pub measure: Measure,
    /// The unit of the value.
    pub unit: Unit,
    /// The value, or why there is none.
    pub value: Result<Value, Missing>,
    /// The computation with its numbers in it.
    pub formula: String,
    /// The figures that it rests on.
    pub inputs: Vec<Origin>,
    /// The rate, where one from the rate book was used.
    pub rate: Option<Arc<RateUsed>>,
}

impl Derived {
    /// The documents that the inputs name as their sources, each once.
    pub fn documents(&self) -> Vec<&str> {
        let mut documents: Vec<&str> = Vec::new();
        for document in self.inputs.iter().filter_map(|input| input.document.as_deref()) {
            if !documents.contains(&document) {
                documents.push(document);
            }
        }
        documents
    }
}

/// What is appended to a row of the input.
#[derive(Clone, Debug, Default)]
pub struct Appended {
    /// The growth of the row's level against its prior.
    pub growth: Option<Value>,
    /// The row's amount in the currency asked for, with the rate.
    pub converted: Option<(Value, Option<Arc<RateUsed>>)>,
    /// The valuation that the row's stake or price implies.
    pub valuation: Option<Value>,
    /// Why something is empty.
    pub notes: Vec<Missing>,
}

/// The answer to one calculation.
#[derive(Clone, Debug)]
pub struct Calculation {
    /// What was computed, as a heading: `growth`, `implied valuation`.
    pub title: String,
    /// The value, or why there is none.
    pub value: Result<Value, Missing>,
    /// Its unit; `None` for a bare number.
    pub unit: Option<Unit>,
    /// The computation with its numbers in it.
    pub formula: String,
    /// The inputs as written.
    pub inputs: Vec<String>,
    /// The rate that was used.
    pub rate: Option<RateUsed>,
    /// Further results, such as the pre-money valuation.
    pub also: Vec<Calculation>,
}

/// What is proved of a relation between stated figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Recomputed from the figures as written and rounded as the stated one is, it is the stated one.
    Exact,
    /// Not digit for digit, but true values exist that round to every written figure.
    Rounding,
    /// Only with what hedges and trailing zeros leave open.
    Approximate,
    /// No true values fit, even loosely.
    Inconsistent,
    /// What is missing to decide is named.
    Unverifiable,
}

impl Verdict {
    /// Every verdict, in the order in which they are counted: from the best to that which decides nothing.
    pub const ALL: [Verdict; 5] =
        [Verdict::Exact, Verdict::Rounding, Verdict::Approximate, Verdict::Inconsistent, Verdict::Unverifiable];

    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Exact => "exact",
            Verdict::Rounding => "rounding",
            Verdict::Approximate => "approximate",
            Verdict::Inconsistent => "inconsistent",
            Verdict::Unverifiable => "unverifiable",
        }
    }
}

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The figures contradict each other.
    Error,
    /// They do by no more than one unit of the last digit written, as digits cut off instead of rounded give.
    Warning,
    /// Nothing is wrong, or nothing is proved.
    Note,
}

impl Severity {
    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

/// A figure in a finding.
#[derive(Clone, Debug)]
pub struct Party {
    /// Its part in the identity: `stated`, `prior`, `price`.
    pub role: &'static str,
    /// What it is of.
    pub metric: Metric,
    /// When.
    pub period: Option<Period>,
    /// What it says of that.
    pub measure: Measure,
    /// The number as written.
    pub text: String,
    /// Its face value with all that its digits and words may mean.
    pub value: Value,
    /// Its unit.
    pub unit: Unit,
    /// What it would have to be for the others to hold, where they are inconsistent.
    pub repair: Option<Interval>,
    /// Where it stands.
    pub origin: Origin,
}

/// How a figure was most likely miswritten.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum SlipKind {
    /// A rise for a fall, or a fall for a rise.
    WrongDirection,
    /// A change measured on the later level instead of the earlier: 25% for a fall from 100 to 80.
    WrongBase,
    /// How many times the base, stated as growth: "up 300%" for tripled.
    MultipleForGrowth,
    /// Growth, stated as how many times the base: 2x for up 200%.
    GrowthForMultiple,
    /// The relative change of a percentage, stated as its change in points: 20pp from 10% to 12%.
    PercentForPoints,
    /// Divided by the exchange rate instead of multiplied, or the other way round.
    InvertedRate,
    /// Each of two amounts has the other's currency.
    SwappedCurrencies,
    /// The figure of another period, or the growth between two others.
    AnotherPeriod,
    /// Digits cut off instead of rounded: 11.3% for 11.38%.
    Truncated,
    /// Off by a power of ten: m for bn.
    PowerOfTen,
    /// Two adjacent digits in each other's place: 5.41 for 4.51.
    Transposed,
    /// A digit written twice: 4.551 for 4.51.
    DoubledDigit,
    /// A digit left out: 4.51 for 4.851.
    DroppedDigit,
    /// One digit in the place of another: 4,851 for 4,351.
    WrongDigit,
}

impl SlipKind {
    /// Every kind, those that change what a figure means before those that only change its digits.
    pub const ALL: [SlipKind; 14] = [
        SlipKind::WrongDirection,
        SlipKind::WrongBase,
        SlipKind::MultipleForGrowth,
        SlipKind::GrowthForMultiple,
        SlipKind::PercentForPoints,
        SlipKind::InvertedRate,
        SlipKind::SwappedCurrencies,
        SlipKind::AnotherPeriod,
        SlipKind::Truncated,
        SlipKind::PowerOfTen,
        SlipKind::Transposed,
        SlipKind::DoubledDigit,
        SlipKind::DroppedDigit,
        SlipKind::WrongDigit,
    ];

    /// Its stable name in reports.
    pub fn name(self) -> &'static str {
        match self {
            SlipKind::WrongDirection => "wrong-direction",
            SlipKind::WrongBase => "wrong-base",
            SlipKind::MultipleForGrowth => "multiple-for-growth",
            SlipKind::GrowthForMultiple => "growth-for-multiple",
            SlipKind::PercentForPoints => "percent-for-points",
            SlipKind::InvertedRate => "inverted-rate",
            SlipKind::SwappedCurrencies => "swapped-currencies",
            SlipKind::AnotherPeriod => "another-period",
            SlipKind::Truncated => "truncated",
            SlipKind::PowerOfTen => "power-of-ten",
            SlipKind::Transposed => "transposed",
            SlipKind::DoubledDigit => "doubled-digit",
            SlipKind::DroppedDigit => "dropped-digit",
            SlipKind::WrongDigit => "wrong-digit",
        }
    }
}

/// What a figure of a finding should read instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The figure's position among [`Finding::parties`].
    pub party: usize,
    /// The value that it should have.
    pub value: Exact,
    /// That value as the figure's source would write it.
    pub text: String,
}

/// The slip that explains an inconsistency to the last digit: a suggestion, which is never applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// What kind of slip it is.
    pub kind: SlipKind,
    /// What should be read instead; `None` where which of two figures is the wrong one is not told.
    pub correction: Option<Correction>,
    /// One sentence: `5.41bn for 4.51bn: two digits are transposed`.
    pub explanation: String,
}

/// One verdict on one relation, with its computation.
#[derive(Clone, Debug)]
pub struct Finding {
    /// What is proved.
    pub verdict: Verdict,
    /// How much it matters.
    pub severity: Severity,
    /// The identity's name.
    pub identity: Cow<'static, str>,
    /// Whose.
    pub entity: Arc<str>,
    /// What.
    pub metric: Metric,
    /// When.
    pub period: Option<Period>,
    /// The unit of the stated figure.
    pub unit: Unit,
    /// What the other figures make of the stated one.
    pub expected: Option<Value>,
    /// How far the stated figure is from that, in units of its last digit.
    pub deviation: Option<Exact>,
    /// The slip that explains the inconsistency, if one does.
    pub slip: Option<Slip>,
    /// What would have to be known.
    pub missing: Cow<'static, str>,
    /// The figures, the stated one first.
    pub parties: Vec<Party>,
    /// The computation with its numbers.
    pub explanation: String,
    /// Why it is accepted as it stands, where someone said so: it is then a note, whatever its verdict.
    pub accepted: Option<Arc<str>>,
}
