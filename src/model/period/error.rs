//! Why a text is not a period.

use std::fmt;

use super::YEARS;
use super::parse::LONGEST;

/// A text that is not a period, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeriodError {
    found: Box<str>,
    kind: PeriodErrorKind,
}

/// What is wrong with a text that is not a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PeriodErrorKind {
    /// Nothing but blanks.
    Empty,
    /// Longer than any period is written: this many bytes.
    TooLong(usize),
    /// Not one of the forms of a period.
    Unrecognised,
    /// A quarter other than 1 to 4.
    NoSuchQuarter(u16),
    /// A half other than 1 and 2.
    NoSuchHalf(u16),
    /// A month other than 1 to 12.
    NoSuchMonth(u16),
    /// A day that its month does not have.
    NoSuchDay {
        /// The day that was found.
        day: u16,
        /// The year that was found.
        year: i16,
        /// The month that was found, 1 to 12.
        month: i8,
        /// How many days that month has.
        days: i8,
    },
    /// A year, or a period that reaches into a year, outside 1000 to 9999.
    YearOutOfRange,
    /// A range whose end is before its start.
    Reversed,
}

impl PeriodError {
    pub(super) fn new(found: &str, kind: PeriodErrorKind) -> Self {
        let found = found.trim().chars().take(LONGEST).collect();
        PeriodError { found, kind }
    }

    /// What is wrong.
    pub fn kind(&self) -> PeriodErrorKind {
        self.kind
    }
}

impl fmt::Display for PeriodError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let found = &self.found;
        match self.kind {
            PeriodErrorKind::Empty => {
                f.write_str("the period is empty: write one such as 2014, 2014Q1, 2014-12 or 2014-12-31")
            }
            PeriodErrorKind::TooLong(bytes) => write!(f, "{bytes} bytes are too many for a period: at most {LONGEST}"),
            PeriodErrorKind::Unrecognised => write!(
                f,
                "{found:?} is not a period: write one such as 2014, FY2014, 2014H1, 2014Q1, 2014-12, 2014-12-31, \
                 TTM 2014Q1 or 2014-01..2014-09"
            ),
            PeriodErrorKind::NoSuchQuarter(number) => {
                write!(f, "no quarter {number} in {found:?}: quarters are 1 to 4")
            }
            PeriodErrorKind::NoSuchHalf(number) => write!(f, "no half {number} in {found:?}: halves are 1 and 2"),
            PeriodErrorKind::NoSuchMonth(number) => write!(f, "no month {number} in {found:?}: months are 01 to 12"),
            PeriodErrorKind::NoSuchDay { day, year, month, days } => {
                write!(
                    f,
                    "no day {day} in {found:?}: {year:04}-{month:02} has days 01 to {days}"
                )
            }
            PeriodErrorKind::YearOutOfRange => {
                let (first, last) = (YEARS.start(), YEARS.end());
                write!(f, "{found:?} is outside the years {first} to {last}")
            }
            PeriodErrorKind::Reversed => {
                write!(f, "{found:?} ends before it starts: write the earlier end first")
            }
        }
    }
}

impl std::error::Error for PeriodError {}
