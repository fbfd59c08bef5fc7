//! The day on which an entity's fiscal year ends.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

use super::calendar::{EndDay, MonthNumber};

/// A leap year: every day that can end a fiscal year exists in it.
const LEAP_YEAR: i16 = 2000;

/// The last day of a fiscal year, as month and day: `03-31`. A fiscal year is named after the calendar year in which it ends,
/// so with `03-31` FY2014 runs from 1 April 2013 to 31 March 2014, and its quarters end with June, September, December and
/// March.
///
/// The last day of a month stands for the end of every month, so `02-28` and `02-29` both are the end of February. Any
/// other day, such as `06-28`, ends each quarter on that day of its month.
///
/// ```
/// use tieout::model::FiscalYearEnd;
/// let to_march: FiscalYearEnd = "03-31".parse()?;
/// assert_eq!(to_march.to_string(), "03-31");
/// assert!("02-30".parse::<FiscalYearEnd>().is_err());
/// # Ok::<(), tieout::model::period::FiscalYearEndError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FiscalYearEnd {
    month: i8,
    end_day: EndDay,
}

impl FiscalYearEnd {
    /// The end of December: the fiscal year is the calendar year.
    pub const CALENDAR: FiscalYearEnd = FiscalYearEnd {
        month: 12,
        end_day: EndDay::MONTH_END,
    };

    /// The fiscal year that ends on this month and day, or `None` where no year has such a day.
    pub fn new(month: i8, day: i8) -> Option<Self> {
        let date = Date::new(LEAP_YEAR, month, day).ok()?;
        let end_day = if (month, day) == (2, 28) {
            EndDay::MONTH_END
        } else {
            EndDay::of(date)
        };
        Some(FiscalYearEnd { month, end_day })
    }

    /// Whether the fiscal year is the calendar year.
    pub fn is_calendar(self) -> bool {
        self == Self::CALENDAR
    }

    /// The month, 1 to 12, that ends the year.
    pub(super) fn month(self) -> i8 {
        self.month
    }

    /// The day of the month on which the year and its quarters end.
    pub(super) fn end_day(self) -> EndDay {
        self.end_day
    }
}

impl Default for FiscalYearEnd {
    fn default() -> Self {
        Self::CALENDAR
    }
}

impl fmt::Display for FiscalYearEnd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let month = MonthNumber::new(LEAP_YEAR, self.month);
        let day = self.end_day.in_month(month).map_or(0, Date::day);
        write!(f, "{:02}-{day:02}", self.month)
    }
}

impl FromStr for FiscalYearEnd {
    type Err = FiscalYearEndError;

    /// Reads two digits of month, a hyphen and two digits of day, with blanks around them.
    ///
    /// # Errors
    ///
    /// Anything else, and a day that no year has.
    fn from_str(text: &str) -> Result<Self, FiscalYearEndError> {
        month_and_day(text.trim())
            .and_then(|(month, day)| Self::new(month, day))
            .ok_or_else(|| FiscalYearEndError {
                found: text.chars().take(LONGEST_SHOWN).collect(),
            })
    }
}

fn month_and_day(text: &str) -> Option<(i8, i8)> {
    let (month, day) = text.split_once('-')?;
    Some((two_digits(month)?, two_digits(day)?))
}

fn two_digits(text: &str) -> Option<i8> {
    let digits = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok())?
}

/// As much of a refused text as an error message repeats.
const LONGEST_SHOWN: usize = 64;

/// A text that is not the last day of a fiscal year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FiscalYearEndError {
    found: Box<str>,
}

impl fmt::Display for FiscalYearEndError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:?} is not the last day of a fiscal year: write its month and day as MM-DD, such as 03-31",
            self.found
        )
    }
}

impl std::error::Error for FiscalYearEndError {}
