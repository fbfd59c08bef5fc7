//! Periods by their numbers.

use super::calendar::{EndDay, MonthNumber};
use super::name::{Name, Unit};
use super::{FiscalYearEnd, Period, YEARS};

impl Period {
    /// The fiscal year that ends in a calendar year, or `None` outside the years 1000 to 9999.
    ///
    /// ```
    /// use tieout::model::{FiscalYearEnd, Period};
    /// let to_march: FiscalYearEnd = "03-31".parse()?;
    /// assert_eq!(Period::of_year(2015, to_march), Some("2014-04..2015-03".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn of_year(year: i16, year_end: FiscalYearEnd) -> Option<Self> {
        Self::of_fiscal(Unit::Year, 1, year, year_end)
    }

    /// A half of that year, from 1.
    pub fn of_half(half: u8, year: i16, year_end: FiscalYearEnd) -> Option<Self> {
        (1..=2).contains(&half).then(|| Self::of_fiscal(Unit::Half, half.into(), year, year_end))?
    }

    /// A quarter of that year, from 1.
    pub fn of_quarter(quarter: u8, year: i16, year_end: FiscalYearEnd) -> Option<Self> {
        (1..=4).contains(&quarter).then(|| Self::of_fiscal(Unit::Quarter, quarter.into(), year, year_end))?
    }

    /// The months of a calendar year from one to another, from 1 and both included, of a company with this fiscal year.
    ///
    /// ```
    /// use tieout::model::{FiscalYearEnd, Period};
    /// let period = Period::of_calendar_months(1..=9, 2014, FiscalYearEnd::CALENDAR);
    /// assert_eq!(period, Some("2014-01..2014-09".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn of_calendar_months(
        months: std::ops::RangeInclusive<u8>,
        year: i16,
        year_end: FiscalYearEnd,
    ) -> Option<Self> {
        let month = |month: u8| {
            let month = i8::try_from(month).ok().filter(|month| (1..=12).contains(month))?;
            Self::of_calendar_month(month, year, year_end)
        };
        let (first, last) = (month(*months.start())?, month(*months.end())?);
        if months.start() == months.end() {
            return Some(first);
        }
        Self::checked(first.start, last.last, Name::Range, year_end)
    }

    /// The unit of this number, from 1, in the fiscal year.
    pub(super) fn of_fiscal(unit: Unit, number: u16, year: i16, year_end: FiscalYearEnd) -> Option<Self> {
        let length = unit.months()?;
        let months_left = 12i32.checked_sub(length.checked_mul(i32::from(number))?)?;
        let year = Some(year).filter(|year| YEARS.contains(year))?;
        let month = MonthNumber::new(year, year_end.month()).plus(months_left.checked_neg()?)?;
        Self::of_months(month, length, year_end.end_day(), Name::One(unit), year_end)
    }

    pub(super) fn of_calendar_month(month: i8, year: i16, year_end: FiscalYearEnd) -> Option<Self> {
        let year = Some(year).filter(|year| YEARS.contains(year))?;
        let month = MonthNumber::new(year, month);
        Self::of_months(month, 1, EndDay::MONTH_END, Name::One(Unit::Month), year_end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_by_their_numbers_are_those_of_their_names() {
        for year_end in [FiscalYearEnd::CALENDAR, "03-31".parse().unwrap(), "09-26".parse().unwrap()] {
            let named = |text: String| Period::parse(&text, year_end).ok();
            for year in [999, 1000, 1999, 2012, 9999] {
                assert_eq!(Period::of_year(year, year_end), named(format!("{year}")), "{year}");
                for number in 0..=5 {
                    assert_eq!(Period::of_half(number, year, year_end), named(format!("{year}H{number}")));
                    assert_eq!(Period::of_quarter(number, year, year_end), named(format!("{year}Q{number}")));
                }
                for month in 0..=13 {
                    let one = Period::of_calendar_months(month..=month, year, year_end);
                    assert_eq!(one, named(format!("{year}-{month:02}")), "{year}-{month}");
                    let several = Period::of_calendar_months(month..=12, year, year_end);
                    let name = if month == 12 { format!("{year}-12") } else { format!("{year}-{month:02}..{year}-12") };
                    assert_eq!(several, named(name), "{year}-{month}");
                }
            }
        }
    }
}
