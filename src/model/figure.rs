//! One reported number.

use std::ops::Range;
use std::sync::Arc;

use super::{Measure, Metric, Period, Unit};
use crate::num::{Convention, Exact, Interval, Qualifier, Reported, in_formula};

/// One reported number: its subject, what is said of it, the value as written, its unit and where it stands.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Who reports, or whose equity it is.
    pub entity: Arc<str>,
    /// The line item.
    pub metric: Metric,
    /// When, if the source says.
    pub period: Option<Period>,
    /// What is said of the subject.
    pub measure: Measure,
    /// The period compared with; `None` means one year earlier.
    pub versus: Option<Period>,
    /// Who holds or buys the stake.
    pub holder: Option<Arc<str>>,
    /// The number as written, in the units in which values are kept (54% is 0.54).
    pub reported: Reported,
    /// What it counts.
    pub unit: Unit,
    /// Of a growth, change or multiple: the unit of the levels that it compares, where the source settles it.
    pub compares: Option<Unit>,
    /// Explicit ends of the interval, which replace those that the digits give.
    pub bounds: Option<Interval>,
    /// How the source rounds.
    pub convention: Convention,
    /// Whether it is a reference, taken to be right where it contradicts others.
    pub trusted: bool,
    /// Where it stands.
    pub origin: Origin,
}

/// Where a figure stands: the cell that states it, and what its row says of its own source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The file, as it was named.
    pub file: Arc<str>,
    /// The line on which its row begins, from 1.
    pub row: u64,
    /// The line of its number, from 1; that of the row, unless quotes keep line endings within it.
    pub line: u64,
    /// The first character of its number in that line, from 1.
    pub column: u64,
    /// The column after the last character of its number.
    pub end_column: u64,
    /// The first byte of its number in the file.
    pub start: u64,
    /// The byte after the last of its number.
    pub end: u64,
    /// The document that the row names as its source, with the place in it.
    pub document: Option<Arc<str>>,
    /// The line of its number, where the file does not show it as it was read: of a Word document, or of one of many in a file. Only
    /// given to what is shown.
    pub quote: Option<Arc<Quote>>,
}

/// A line with a figure on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The number of the line, from 1.
    pub line: u64,
    /// The line; two as one where a figure goes on in the next.
    pub text: Arc<str>,
    /// The bytes of the figure in it.
    pub range: Range<usize>,
}

impl Origin {
    /// `file:line`.
    pub fn file_and_line(&self) -> String {
        format!("{}:{}", self.file, self.line)
    }

    /// `file:line:column`.
    pub fn place(&self) -> String {
        format!("{}:{}:{}", self.file, self.line, self.column)
    }

    /// Whether two figures stand in one row, as a level and its growth in short form do.
    pub fn is_of_row(&self, other: &Origin) -> bool {
        (self.row, &self.file) == (other.row, &other.file)
    }
}

impl Figure {
    /// The number at face value.
    pub fn nominal(&self) -> Exact {
        self.reported.nominal()
    }

    /// What a computation starts from: the explicit ends; else the tight interval of a plain figure, the loose one of a hedged
    /// figure. Cut to what the measure can be: a stake is part of a whole, and a metric that cannot be negative is at least zero
    /// where the source only says what it is at most. A value beyond that is taken at its word: its interval holds it.
    pub fn interval(&self) -> Interval {
        self.cut(self.reported.basis(self.convention))
    }

    /// The true values if every written digit is significant, cut as in [`Figure::interval`].
    pub fn tight(&self) -> Interval {
        self.cut(self.reported.tight(self.convention))
    }

    /// The true values at most, with all that hedges and trailing zeros leave open, cut as in [`Figure::interval`].
    pub fn loose(&self) -> Interval {
        self.cut(self.reported.loose(self.convention))
    }

    fn cut(&self, written: Interval) -> Interval {
        let stated = self.bounds.clone().unwrap_or(written);
        let cut = self.possible().and_then(|possible| stated.meet(&possible));
        cut.filter(|cut| cut.contains(&self.nominal())).unwrap_or(stated)
    }

    fn possible(&self) -> Option<Interval> {
        match self.measure {
            Measure::Stake => Some(Interval::part_of_a_whole()),
            Measure::Level if self.reported.qualifier() == Qualifier::AtMost && !self.metric.can_be_negative() => {
                Some(Interval::at_least(Exact::zero()))
            }
            _ => None,
        }
    }

    /// The number in a formula: all its written digits, with the sign of its unit.
    pub fn in_formula(&self) -> String {
        let text = in_formula(&self.reported, self.unit.power().saturating_neg(), self.unit.sign());
        // A year of the calendar is no quantity: 1992, not 1,992.
        if self.measure == Measure::Level && self.unit.is_years() { text.replace(',', "") } else { text }
    }

    /// The period compared with: the one named, or that of one year earlier.
    pub fn compared_with(&self) -> Option<Period> {
        self.versus.or_else(|| self.period?.year_earlier())
    }
}
