//! How a period is called, and the canonical spelling of that.

use std::fmt;

use jiff::civil::Date;

use super::Period;
use super::calendar::{EndDay, MonthNumber};

/// A stretch of time that the calendar or the fiscal year has a name for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Month,
    Quarter,
    Half,
    Year,
}

impl Unit {
    /// Its length in months; a day has none.
    pub(super) fn months(self) -> Option<i32> {
        match self {
            Unit::Day => None,
            Unit::Month => Some(1),
            Unit::Quarter => Some(3),
            Unit::Half => Some(6),
            Unit::Year => Some(12),
        }
    }

    /// Whether it is a part of the fiscal year, or the whole, rather than of the calendar.
    pub(super) fn is_fiscal(self) -> bool {
        matches!(self, Unit::Quarter | Unit::Half | Unit::Year)
    }
}

/// How a period is called. Year and number are not kept: they follow from the last day and the fiscal year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Name {
    /// One of the unit: `2014Q1`.
    One(Unit),
    /// The twelve months that end with one of the unit, which is not a day: `TTM 2015Q1`.
    Trailing(Unit),
    /// From one day to another: `2014-01..2014-09`.
    Range,
}

impl Name {
    /// The unit that the last day closes.
    pub(super) fn unit(self) -> Option<Unit> {
        match self {
            Name::One(unit) | Name::Trailing(unit) => Some(unit),
            Name::Range => None,
        }
    }
}

impl Period {
    /// The year in the name: of a fiscal period, the one in which its fiscal year ends.
    pub(super) fn named_year(&self) -> Option<i16> {
        let fiscal = self.name.unit().is_some_and(Unit::is_fiscal);
        let ends_next_year = fiscal && self.last.month() > self.year_end.month();
        self.last.year().checked_add(i16::from(ends_next_year))
    }

    /// Which quarter or half of its year the period ends with, from 1.
    fn number_in_year(&self, unit: Unit) -> Option<i32> {
        let length = unit.months()?;
        let year_end = MonthNumber::new(self.named_year()?, self.year_end.month());
        let months_left = year_end.since(MonthNumber::of(self.last));
        12i32.checked_sub(months_left)?.checked_div(length)
    }

    fn write_unit(&self, unit: Unit, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = self.named_year().ok_or(fmt::Error)?;
        let number = self.number_in_year(unit).unwrap_or_default();
        let prefix = if self.year_end.is_calendar() { "" } else { "FY" };
        match unit {
            Unit::Day => write!(f, "{}", self.last),
            Unit::Month => write!(f, "{}", YearMonth(self.last)),
            Unit::Quarter => write!(f, "{prefix}{year}Q{number}"),
            Unit::Half => write!(f, "{prefix}{year}H{number}"),
            Unit::Year => write!(f, "{prefix}{year}"),
        }
    }

    fn write_range(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole_months = self.start.day() == 1 && EndDay::MONTH_END.allows(self.last);
        if whole_months {
            write!(f, "{}..{}", YearMonth(self.start), YearMonth(self.last))
        } else {
            write!(f, "{}..{}", self.start, self.last)
        }
    }
}

/// The canonical name, which reads back, with the same fiscal year, as an equal period: `2014`, `2014H1`, `2014Q1`, `2014-12`,
/// `2014-12-31`, `2014-01..2014-09`, `TTM 2015Q1`, and `FY2014Q1` where the fiscal year is not the calendar's.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name {
            Name::One(unit) => self.write_unit(unit, f),
            Name::Trailing(unit) => {
                f.write_str("TTM ")?;
                self.write_unit(unit, f)
            }
            Name::Range => self.write_range(f),
        }
    }
}

/// A day's year and month, as `2014-12`.
struct YearMonth(Date);

impl fmt::Display for YearMonth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.0.year(), self.0.month())
    }
}
