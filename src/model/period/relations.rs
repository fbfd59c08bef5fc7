//! How periods stand to each other: earlier, next, part of.

use jiff::civil::Date;

use super::Period;
use super::calendar::{EndDay, MonthNumber};
use super::name::{Name, Unit};

/// The days that even the shortest month has.
const DAYS_OF_EVERY_MONTH: i8 = 28;

/// What a longer period is divided into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PartKind {
    /// Twelve to the year.
    Months,
    /// Four to the year.
    Quarters,
    /// Two to the year.
    Halves,
}

impl PartKind {
    /// The months of one part.
    pub fn months(self) -> u32 {
        match self {
            PartKind::Months => 1,
            PartKind::Quarters => 3,
            PartKind::Halves => 6,
        }
    }

    fn unit(self) -> Unit {
        match self {
            PartKind::Months => Unit::Month,
            PartKind::Quarters => Unit::Quarter,
            PartKind::Halves => Unit::Half,
        }
    }
}

impl Period {
    /// The length in months, or `None` for an instant and for a range that is not of whole months. A range such as
    /// `2014-01-16..2014-02-15` is one month long.
    pub fn length_in_months(&self) -> Option<u32> {
        u32::try_from(self.months()?).ok()
    }

    /// The same period one year earlier: `2014Q1` of `2015Q1`. `None` if that is before the year 1000.
    ///
    /// The end of a month stays the end of the month: one year before 2017-02-28 is 2016-02-29.
    pub fn year_earlier(&self) -> Option<Self> {
        self.years_earlier(1)
    }

    /// The same period so many years earlier, or `None` if that is before the year 1000.
    pub fn years_earlier(&self, years: u16) -> Option<Self> {
        self.shifted_by_years(i32::from(years).checked_neg()?)
    }

    /// The same period so many years later, or `None` if that is after the year 9999.
    pub fn years_later(&self, years: u16) -> Option<Self> {
        self.shifted_by_years(i32::from(years))
    }

    /// The period of the same length that ends where this one starts: `2014Q4` of `2015Q1`, and of a range that is not of whole
    /// months, as many days. `None` for an instant, which has no length, and before the year 1000.
    pub fn previous(&self) -> Option<Self> {
        if let Some(months) = self.months() {
            return self.shifted_by_months(months.checked_neg()?);
        }
        if self.is_instant() {
            return None;
        }
        let last = self.start.yesterday().ok()?;
        let start = last.checked_sub(self.start.duration_until(self.last)).ok()?;
        Self::checked(start, last, self.name, self.year_end)
    }

    /// The period of the same length that starts where this one ends: `2015Q2` of `2015Q1`. `None` for an instant and after
    /// the year 9999.
    pub fn next(&self) -> Option<Self> {
        if let Some(months) = self.months() {
            return self.shifted_by_months(months);
        }
        if self.is_instant() {
            return None;
        }
        let start = self.last.tomorrow().ok()?;
        let last = start.checked_add(self.start.duration_until(self.last)).ok()?;
        Self::checked(start, last, self.name, self.year_end)
    }

    /// The months, quarters or halves that this period is made of, in order, or `None` where it is not at least two whole
    /// ones of them.
    ///
    /// They are counted from the start of the period, so the quarters of `TTM 2015Q1` are 2014Q2 to 2015Q1, and the quarters
    /// of a fiscal year are fiscal.
    ///
    /// ```
    /// use tieout::model::{PartKind, Period};
    /// let year: Period = "2014".parse()?;
    /// let halves = year.parts(PartKind::Halves).ok_or("a year has halves")?;
    /// assert_eq!(halves, ["2014H1".parse()?, "2014H2".parse()?]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn parts(&self, kind: PartKind) -> Option<Vec<Self>> {
        let unit = kind.unit();
        let (whole, part) = (self.months()?, unit.months()?);
        if whole <= part || whole.checked_rem(part)? != 0 {
            return None;
        }
        let before = MonthNumber::of(self.start.yesterday().ok()?);
        let count = whole.checked_div(part)?;
        (1..=count).map(|number| self.part(before.plus(part.checked_mul(number)?)?, unit)).collect()
    }

    /// The quarter, half and year that a month, quarter or half is a part of, of its own calendar or fiscal year, shortest first.
    /// Other periods are parts of none that has a name.
    ///
    /// ```
    /// use tieout::model::Period;
    /// let quarter: Period = "2014Q3".parse()?;
    /// assert_eq!(quarter.wholes(), ["2014H2".parse()?, "2014".parse()?]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn wholes(&self) -> Vec<Self> {
        let Name::One(own) = self.name else {
            return Vec::new();
        };
        let longer = |unit: &Unit| unit.months() > own.months() && own.months().is_some();
        let units = [Unit::Quarter, Unit::Half, Unit::Year];
        units.into_iter().filter(longer).filter_map(|unit| self.whole(unit)).collect()
    }

    fn whole(&self, unit: Unit) -> Option<Self> {
        let length = unit.months()?;
        let last = MonthNumber::of(self.last);
        let year_end = MonthNumber::new(0, self.year_end.month());
        // The months until the unit's last one: as many as the year end is away, less whole units.
        let left = year_end.since(last).checked_rem_euclid(length)?;
        self.part(last.plus(left)?, unit)
    }

    /// Whether every moment of `other` is in this period. An instant contains itself alone.
    pub fn contains(&self, other: &Self) -> bool {
        let within = self.start <= other.start && other.last <= self.last;
        within && (other.is_instant() || !self.is_instant())
    }

    /// Whether the two have a day in common.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.start <= other.last && other.start <= self.last
    }

    /// How many years later `other` is the same period, as compound growth counts them: 5 from `2009` to `2014`, 3 from
    /// `2012Q1` to `2015Q1`, 0 to itself. `None` where it is earlier, not a whole number of years away or of another length.
    pub fn years_between(&self, other: &Self) -> Option<u16> {
        let years = other.start.year().checked_sub(self.start.year())?;
        let years = u16::try_from(years).ok()?;
        (self.years_later(years)? == *other).then_some(years)
    }

    /// The length in months, of a period of whole months.
    fn months(&self) -> Option<i32> {
        match self.name {
            Name::One(unit) => unit.months(),
            Name::Trailing(_) => Unit::Year.months(),
            Name::Range => {
                self.end_day()?;
                let before = MonthNumber::of(self.start.yesterday().ok()?);
                Some(MonthNumber::of(self.last).since(before))
            }
        }
    }

    /// The day of the month on which this period and its neighbours end, or `None` for a range not of whole months.
    pub(super) fn end_day(&self) -> Option<EndDay> {
        match self.name.unit() {
            None => self.end_day_of_range(),
            Some(Unit::Day) => Some(EndDay::of(self.last)),
            Some(Unit::Month) => Some(EndDay::MONTH_END),
            Some(Unit::Quarter | Unit::Half | Unit::Year) => Some(self.year_end.end_day()),
        }
    }

    /// The calendar's month end, else the fiscal year's day, else a day that every month has: a range from the 30th to the 29th
    /// would lose its length when it is moved over February, unless it is moved by whole years.
    fn end_day_of_range(&self) -> Option<EndDay> {
        let before = self.start.yesterday().ok()?;
        let lasting = self.last.day() <= DAYS_OF_EVERY_MONTH || before.month() == self.last.month();
        let same_day = before.day() == self.last.day() && lasting;
        [EndDay::MONTH_END, self.year_end.end_day()]
            .into_iter()
            .find(|day| day.allows(before) && day.allows(self.last))
            .or_else(|| same_day.then(|| EndDay::exactly(self.last)))
    }

    fn shifted_by_months(&self, months: i32) -> Option<Self> {
        let end_day = self.end_day()?;
        let month = MonthNumber::of(self.last).plus(months)?;
        match self.months() {
            Some(length) => Self::of_months(month, length, end_day, self.name, self.year_end),
            None => {
                let day = end_day.in_month(month)?;
                Self::checked(day, day, self.name, self.year_end)
            }
        }
    }

    fn shifted_by_years(&self, years: i32) -> Option<Self> {
        let months = years.checked_mul(12)?;
        if self.end_day().is_some() {
            return self.shifted_by_months(months);
        }
        let shifted = |day: Date, end_day: EndDay| end_day.in_month(MonthNumber::of(day).plus(months)?);
        let start = shifted(self.start, EndDay::exactly(self.start))?;
        let last = shifted(self.last, EndDay::of(self.last))?;
        Self::checked(start, last, self.name, self.year_end)
    }

    /// One unit's length of this period, ending in `month`.
    fn part(&self, month: MonthNumber, unit: Unit) -> Option<Self> {
        let end_day = self.end_day()?;
        let name = if self.is_unit(month, end_day, unit)? { Name::One(unit) } else { Name::Range };
        Self::of_months(month, unit.months()?, end_day, name, self.year_end)
    }

    /// Whether what ends in `month` is one of the calendar's or the fiscal year's own units.
    fn is_unit(&self, month: MonthNumber, end_day: EndDay, unit: Unit) -> Option<bool> {
        if !unit.is_fiscal() {
            return Some(end_day == EndDay::MONTH_END);
        }
        let from_year_end = MonthNumber::new(0, self.year_end.month()).since(month);
        Some(end_day == self.year_end.end_day() && from_year_end.checked_rem(unit.months()?)? == 0)
    }
}
