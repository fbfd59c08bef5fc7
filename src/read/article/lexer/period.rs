//! Periods and moments as running text names them, and what they stand for.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use super::token::TimeUnit;
use crate::model::{FiscalYearEnd, Period};

/// A period as a text names it.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum PeriodToken {
    /// A year or a part of one: "2014", "Q1 2015", "the third quarter", "December 2013", "the year ended March 31".
    Of(Year, Part),
    /// From one day to another, years and all: "2010-2014", "the 1980s".
    Span(Period),
    /// In terms of another period, or of the day on which the text was written.
    Relative(Relative),
}

/// Which year a period is in, or is a part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Year {
    /// The year that is named.
    Named(i16),
    /// So many years before the year of writing: 0 in "this year", 1 in "last year", −1 in "next year".
    Back(i8),
    /// Not said.
    Unnamed,
}

/// What of a year is meant. Quarters, halves and the whole are those of the fiscal year, months and days the calendar's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Part {
    /// All of it.
    Whole,
    /// Half 1 or 2.
    Half(u8),
    /// Quarter 1 to 4.
    Quarter(u8),
    /// From one month to another, both 1 to 12: "December" is from 12 to 12.
    Months(u8, u8),
    /// A day of a month: the close of that day.
    Day(u8, u8),
    /// A year that begins in the calendar year before the one that is named and ends in that: "2013/14".
    Straddling,
    /// So many months that end with a month, or with a day of it: "nine months to September", "year ended March 31".
    Ended(u8, u8, Option<u8>),
    /// So many weeks that end with a day of a month: "13 weeks ended November 2".
    Weeks(u8, u8, u8),
}

/// What a relative period is relative to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Relative {
    /// The period spoken of, so many years earlier: "a year earlier", "the same period last year".
    YearsEarlier(u16),
    /// So many weeks, months or other lengths before the period spoken of: "three months earlier", "a week ago".
    Earlier(u16, TimeUnit),
    /// The part of another year that the period spoken of is of its own: "the corresponding period in 2008".
    SamePeriodOf(Year),
    /// The one before the period spoken of: "the previous quarter".
    Previous(TimeUnit),
    /// The last whole one before the day of writing: "last quarter".
    Last(TimeUnit),
    /// The one that the day of writing is in: "this quarter".
    This(TimeUnit),
    /// The one after that: "next month".
    Next(TimeUnit),
}

/// What periods that a text leaves open are resolved against.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context {
    /// The period spoken of.
    pub period: Option<Period>,
    /// The day on which the text was written.
    pub published: Option<Date>,
    /// When the fiscal year of the entity spoken of ends.
    pub year_end: FiscalYearEnd,
}

/// The period that a token stands for, or `None` where the context does not say enough.
///
/// A part of an unnamed year is the latest that had ended on the day of writing (a month or day: that had begun), or where that is
/// unknown the one in the year of the period spoken of.
///
/// ```
/// use tieout::read::article::lexer::{Context, LexerOptions, resolve, tokens};
/// let context = Context { published: "2015-05-20".parse().ok(), ..Context::default() };
/// let found = tokens("sales in the first quarter", &LexerOptions::default());
/// let period = found.iter().find_map(|token| resolve(token.period()?, &context));
/// assert_eq!(period.map(|period| period.to_string()).as_deref(), Some("2015Q1"));
/// ```
pub fn resolve(token: &PeriodToken, context: &Context) -> Option<Period> {
    match *token {
        PeriodToken::Span(period) => Some(period),
        PeriodToken::Of(Year::Named(year), part) => part.of(year, context.year_end),
        PeriodToken::Of(Year::Back(years), part) => part.of(context.year_back(years)?, context.year_end),
        PeriodToken::Of(Year::Unnamed, part) => context.latest(part),
        PeriodToken::Relative(relative) => relative.resolve(context),
    }
}

impl Part {
    /// The part of a year, where the year has it.
    fn of(self, year: i16, year_end: FiscalYearEnd) -> Option<Period> {
        match self {
            Part::Whole => Period::of_year(year, year_end),
            Part::Straddling => Period::of_year(year, year_end).filter(|_| !year_end.is_calendar()),
            Part::Half(half) => Period::of_half(half, year, year_end),
            Part::Quarter(quarter) => Period::of_quarter(quarter, year, year_end),
            Part::Months(first, last) => Period::of_calendar_months(first..=last, year, year_end),
            Part::Day(month, day) => Period::instant(date(year, month, day)?),
            Part::Weeks(weeks, month, day) => {
                let last = date(year, month, day)?;
                let length: Span = i64::from(weeks).weeks();
                Period::range(last.checked_sub(length).ok()?.tomorrow().ok()?, last)
            }
            Part::Ended(months, month, day) => {
                let last = match day {
                    Some(day) => date(year, month, day)?,
                    None => date(year, month, 1)?.last_of_month(),
                };
                let length: Span = i64::from(months).months();
                let first = if last == last.last_of_month() {
                    date(year, month, 1)?.checked_sub(i64::from(months).saturating_sub(1).months()).ok()?
                } else {
                    last.checked_sub(length).ok()?.tomorrow().ok()?
                };
                Period::range(first, last)
            }
        }
    }

    /// Whether a period of this kind is spoken of while it lasts, and not only once it is over.
    fn is_spoken_of_early(self) -> bool {
        matches!(self, Part::Months(first, last) if first == last) || matches!(self, Part::Day(..))
    }
}

fn date(year: i16, month: u8, day: u8) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

impl Context {
    fn year_back(&self, years: i8) -> Option<i16> {
        self.published?.year().checked_sub(i16::from(years))
    }

    fn latest(&self, part: Part) -> Option<Period> {
        let Some(published) = self.published else {
            return part.of(self.period?.last_day().year(), self.year_end);
        };
        let this = published.year();
        let candidates = [this.checked_add(1), Some(this), this.checked_sub(1), this.checked_sub(2)];
        candidates.into_iter().flatten().filter_map(|year| part.of(year, self.year_end)).find(|period| {
            if part.is_spoken_of_early() { period.start() <= published } else { period.last_day() <= published }
        })
    }

    /// The period spoken of, moved back by whole periods of its own length.
    fn earlier(&self, count: u16, unit: TimeUnit) -> Option<Period> {
        let spoken = self.period?;
        let months = i64::from(count).checked_mul(match unit {
            TimeUnit::Month => 1,
            TimeUnit::Quarter => 3,
            _ => return None,
        })?;
        let length = i64::from(spoken.length_in_months()?);
        let steps = months.checked_div(length).filter(|_| months.checked_rem(length) == Some(0))?;
        (0..steps).try_fold(spoken, |period, _| period.previous())
    }

    /// The unit of the calendar that the day of writing is in.
    fn current(&self, unit: TimeUnit) -> Option<Period> {
        let day = self.published?;
        match unit {
            TimeUnit::Year => Part::Whole.of(day.year(), FiscalYearEnd::CALENDAR),
            TimeUnit::Quarter => {
                let quarter = u8::try_from(day.month()).ok()?.checked_add(2)?.checked_div(3)?;
                Part::Quarter(quarter).of(day.year(), FiscalYearEnd::CALENDAR)
            }
            TimeUnit::Month => {
                let month = u8::try_from(day.month()).ok()?;
                Part::Months(month, month).of(day.year(), FiscalYearEnd::CALENDAR)
            }
            TimeUnit::Week => {
                let monday = day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days()).ok()?;
                Period::range(monday, monday.checked_add(6.days()).ok()?)
            }
            TimeUnit::Day => Period::instant(day),
            TimeUnit::Hour | TimeUnit::Decade => None,
        }
    }
}

impl Relative {
    fn resolve(self, context: &Context) -> Option<Period> {
        match self {
            Relative::YearsEarlier(years) => context.period?.years_earlier(years),
            Relative::SamePeriodOf(year) => {
                let spoken = context.period?;
                let year = match year {
                    Year::Named(year) => year,
                    Year::Back(years) => context.year_back(years)?,
                    Year::Unnamed => return Some(spoken),
                };
                let years = spoken.last_day().year().checked_sub(year)?;
                match u16::try_from(years) {
                    Ok(years) => spoken.years_earlier(years),
                    Err(_) => spoken.years_later(years.unsigned_abs()),
                }
            }
            Relative::Earlier(count, unit) => context.earlier(count, unit),
            Relative::Previous(TimeUnit::Year) => context.period?.year_earlier(),
            Relative::Previous(_) => context.period?.previous(),
            Relative::Last(unit) => before(unit, context.current(unit)?),
            Relative::This(unit) => context.current(unit),
            Relative::Next(unit) => behind(unit, context.current(unit)?),
        }
    }
}

fn before(unit: TimeUnit, period: Period) -> Option<Period> {
    if unit == TimeUnit::Day { Period::instant(period.start().yesterday().ok()?) } else { period.previous() }
}

fn behind(unit: TimeUnit, period: Period) -> Option<Period> {
    if unit == TimeUnit::Day { Period::instant(period.start().tomorrow().ok()?) } else { period.next() }
}
