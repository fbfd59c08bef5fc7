//! A rate as it is answered: its value, and all that must be said of it.

use std::fmt;
use std::sync::Arc;

use jiff::civil::Date;

use super::calendar::days_between;
use crate::model::Currency;
use crate::num::Exact;

/// An exchange rate with the fixings that it rests on.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Rate {
    /// Units of `to` for one `from`.
    pub value: Exact,
    /// The currency converted from.
    pub from: Currency,
    /// The currency converted to.
    pub to: Currency,
    /// The day or days asked for.
    pub asked: Asked,
    /// The day of the first fixing used; the day asked for where no fixing is needed.
    pub first: Date,
    /// The day of the last fixing used.
    pub last: Date,
    /// How many fixings were used; 0 where the ratio is fixed by definition.
    pub fixings: u32,
    /// One fixing or a mean.
    pub kind: RateKind,
    /// Where the fixings come from.
    pub source: Arc<str>,
}

/// What time a rate was asked for.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub enum Asked {
    /// One day.
    Day(Date),
    /// The days from `start` up to, not including, `end`.
    Range {
        /// The first day.
        start: Date,
        /// The day after the last.
        end: Date,
    },
}

/// How a rate comes from fixings.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum RateKind {
    /// The fixing of one day.
    Fixing,
    /// The mean of the fixings of each day.
    Average,
}

impl Rate {
    /// How many days before the day asked for the fixing was made: 0 for a fixing of that day, and for an average.
    pub fn stale_days(&self) -> u32 {
        match self.asked {
            Asked::Day(day) => u32::try_from(days_between(self.last, day)).unwrap_or(0),
            Asked::Range { .. } => 0,
        }
    }
}

impl Asked {
    /// The first day.
    pub(super) fn start(self) -> Date {
        match self {
            Asked::Day(day) => day,
            Asked::Range { start, .. } => start,
        }
    }

    /// The last day.
    pub(super) fn last(self) -> Date {
        match self {
            Asked::Day(day) => day,
            Asked::Range { end, .. } => end.yesterday().unwrap_or(end),
        }
    }
}

impl fmt::Display for Asked {
    /// The day, or the first and the last day.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Asked::Day(day) => day.fmt(f),
            Asked::Range { start, .. } => write!(f, "{start} to {}", self.last()),
        }
    }
}
