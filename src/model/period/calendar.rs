//! Months as one running number, and the day on which a period of whole months ends.

use jiff::civil::Date;

/// The months of the calendar, counted from January of the year 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct MonthNumber(i32);

impl MonthNumber {
    /// The month of a year; `month` is 1 to 12.
    pub(super) fn new(year: i16, month: i8) -> Self {
        // No year of 16 bits comes near the ends of 32.
        let months = i32::from(year).saturating_mul(12);
        MonthNumber(months.saturating_add(i32::from(month)).saturating_sub(1))
    }

    /// The month that a day is in.
    pub(super) fn of(day: Date) -> Self {
        Self::new(day.year(), day.month())
    }

    /// So many months later, or earlier.
    pub(super) fn plus(self, months: i32) -> Option<Self> {
        self.0.checked_add(months).map(MonthNumber)
    }

    /// How many months this is after `earlier`.
    pub(super) fn since(self, earlier: Self) -> i32 {
        self.0.saturating_sub(earlier.0)
    }

    fn first_day(self) -> Option<Date> {
        let year = i16::try_from(self.0.div_euclid(12)).ok()?;
        let month = i8::try_from(self.0.rem_euclid(12)).ok()?.checked_add(1)?;
        Date::new(year, month, 1).ok()
    }
}

/// The day of the month on which periods end: in a shorter month, its last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct EndDay(i8);

impl EndDay {
    /// The end of the month, however long it is.
    pub(super) const MONTH_END: EndDay = EndDay(31);

    /// The day that this date is a case of. The last day of a month stands for the end of every month: 28 February 2015 is to
    /// 29 February 2016 what 31 March is to 30 April.
    pub(super) fn of(date: Date) -> Self {
        if date == date.last_of_month() {
            Self::MONTH_END
        } else {
            Self::exactly(date)
        }
    }

    /// The day of the month of this date, month end or not.
    pub(super) fn exactly(date: Date) -> Self {
        EndDay(date.day())
    }

    /// The day in a month, or `None` outside the years that a date can have.
    pub(super) fn in_month(self, month: MonthNumber) -> Option<Date> {
        let first = month.first_day()?;
        Date::new(first.year(), first.month(), self.0.min(first.days_in_month())).ok()
    }

    /// Whether a period that ends on this day of the month may end on `date`.
    pub(super) fn allows(self, date: Date) -> bool {
        date.day() == self.0.min(date.days_in_month())
    }
}
