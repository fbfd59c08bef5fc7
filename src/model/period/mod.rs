//! When: a range of days or an instant, and how it is named.
//!
//! A period is what it covers. `TTM 2015Q1` and `2014-04..2015-03` cover the same days, so they are equal, hash alike and sort
//! alike; the name is kept beside the days for showing, and a period derived from a named one (a year earlier, the next, a
//! part) is named in the same way.

mod calendar;
mod error;
mod fiscal_year;
mod name;
mod parse;
mod relations;
mod units;

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::RangeInclusive;
use std::str::FromStr;

use jiff::civil::Date;

use calendar::{EndDay, MonthNumber};
use name::{Name, Unit};

pub use error::{PeriodError, PeriodErrorKind};
pub use fiscal_year::{FiscalYearEnd, FiscalYearEndError};
pub use relations::PartKind;

/// The years that a period's days, and the year in its name, lie in: those of four digits.
pub(crate) const YEARS: RangeInclusive<i16> = 1000..=9999;

/// A range of days, first and last included, or an instant.
///
/// An instant is written as a day, `2014-12-31`: the close of that day, at which a stock such as cash is measured. Everything
/// else is a range, even `2014-12-31..2014-12-31`, over which a flow such as revenue runs.
///
/// Periods are equal when they cover the same days and are both ranges or both instants, whatever they are called. They sort
/// by first day, then by last.
///
/// ```
/// use tieout::model::{FiscalYearEnd, Period};
/// let quarter: Period = "1Q15".parse()?;
/// assert_eq!(quarter.to_string(), "2015Q1");
/// assert_eq!(quarter.year_earlier(), Some("2014Q1".parse()?));
///
/// let to_march: FiscalYearEnd = "03-31".parse()?;
/// let fiscal = Period::parse("Q1 2014", to_march)?;
/// assert_eq!(fiscal.to_string(), "FY2014Q1");
/// assert_eq!(fiscal, "2013-04..2013-06".parse()?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy)]
pub struct Period {
    start: Date,
    last: Date,
    name: Name,
    year_end: FiscalYearEnd,
}

impl Period {
    /// Reads a period, in any case and with blanks around it. Calendar and fiscal years alike are those of `year_end`; months
    /// and days are those of the calendar.
    ///
    /// | form | examples |
    /// | --- | --- |
    /// | year | `2014`, `FY2014`, `FY 2014`, `FY14` |
    /// | half | `2014H1`, `H1 2014`, `1H14`, `FY14H1` |
    /// | quarter | `2014Q1`, `2014-Q1`, `Q1 2015`, `Q1-2015`, `Q1, 2015`, `1Q15`, `1Q2015`, `Q1 FY15` |
    /// | month | `2014-12`, `Dec 2014`, `December 2014` |
    /// | instant | `2014-12-31`, `31 December 2014`, `December 31, 2014` |
    /// | the twelve months that end with one of these | `TTM 2015Q1`, `LTM 2015Q1`, `TTM 2015-03` |
    /// | from one to another, both included | `2014-01..2014-06`, `2014Q1..2014Q3`, `2009..2014` |
    ///
    /// A year has four digits, 1000 to 9999, or two after `FY`, `Q` and `H`: 00 to 68 are 2000 to 2068, 69 to 99 are 1969 to
    /// 1999, as in POSIX `strptime`.
    ///
    /// # Errors
    ///
    /// A text of another form, a quarter, half, month or day that does not exist, a range whose end is before its start, and a
    /// period that reaches out of the years 1000 to 9999.
    pub fn parse(text: &str, year_end: FiscalYearEnd) -> Result<Self, PeriodError> {
        parse::period(text, year_end).map_err(|kind| PeriodError::new(text, kind))
    }

    /// The instant at the close of a day, or `None` outside the years 1000 to 9999.
    pub fn instant(day: Date) -> Option<Self> {
        Self::checked(day, day, Name::One(Unit::Day), FiscalYearEnd::CALENDAR)
    }

    /// The range of days from `first` to `last`, both included, or `None` where `last` is before `first` or one of them is
    /// outside the years 1000 to 9999.
    pub fn range(first: Date, last: Date) -> Option<Self> {
        Self::checked(first, last, Name::Range, FiscalYearEnd::CALENDAR)
    }

    /// The first day covered.
    pub fn start(&self) -> Date {
        self.start
    }

    /// The last day covered: of an instant, its day.
    pub fn last_day(&self) -> Date {
        self.last
    }

    /// The day after the last one, or `None` after the last day of 9999, where dates end.
    pub fn end_exclusive(&self) -> Option<Date> {
        self.last.tomorrow().ok()
    }

    /// Whether this is a moment, such as `2014-12-31`, rather than a range of days.
    pub fn is_instant(&self) -> bool {
        self.name == Name::One(Unit::Day)
    }

    /// What makes two periods the same, in the order in which they sort.
    fn coverage(&self) -> (Date, Date, bool) {
        (self.start, self.last, !self.is_instant())
    }

    /// The period, if its days are in order and they, and the year that it is named after, have four digits.
    fn checked(start: Date, last: Date, name: Name, year_end: FiscalYearEnd) -> Option<Self> {
        let within = start <= last && YEARS.contains(&start.year()) && YEARS.contains(&last.year());
        let period = Period { start, last, name, year_end };
        (within && YEARS.contains(&period.named_year()?)).then_some(period)
    }

    /// The period of so many months, the last of which ends in `month` on `end_day`.
    fn of_months(
        month: MonthNumber,
        months: i32,
        end_day: EndDay,
        name: Name,
        year_end: FiscalYearEnd,
    ) -> Option<Self> {
        let before = end_day.in_month(month.plus(months.checked_neg()?)?)?;
        Self::checked(before.tomorrow().ok()?, end_day.in_month(month)?, name, year_end)
    }
}

/// A day in 23 bits, different for every day of [`YEARS`].
fn day_bits(day: Date) -> u64 {
    let [year, month, day] =
        [day.year().unsigned_abs(), day.month().unsigned_abs().into(), day.day().unsigned_abs().into()];
    (u64::from(year) << 9) | (u64::from(month) << 5) | u64::from(day)
}

impl PartialEq for Period {
    fn eq(&self, other: &Self) -> bool {
        self.coverage() == other.coverage()
    }
}

impl Eq for Period {}

impl Hash for Period {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // One number, which is hashed faster than its parts.
        let (start, last, is_range) = self.coverage();
        state.write_u64((day_bits(start) << 32) | (day_bits(last) << 1) | u64::from(is_range));
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Period {
    fn cmp(&self, other: &Self) -> Ordering {
        self.coverage().cmp(&other.coverage())
    }
}

impl FromStr for Period {
    type Err = PeriodError;

    /// Reads a period whose year is the calendar's. See [`Period::parse`].
    fn from_str(text: &str) -> Result<Self, PeriodError> {
        Period::parse(text, FiscalYearEnd::CALENDAR)
    }
}

impl fmt::Debug for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Period({self}: {} to {})", self.start, self.last)
    }
}

#[cfg(test)]
mod tests;
