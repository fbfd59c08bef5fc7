//! Periods as they are written, into days. Nothing is allocated on the way: a table has millions of them.

use jiff::civil::Date;

use super::calendar::{EndDay, MonthNumber};
use super::name::{Name, Unit};
use super::{FiscalYearEnd, Period, PeriodErrorKind as Kind, YEARS};

/// The longest text, in bytes, that is read as a period. The longest form, from one `September 30, 2014` to another, has
/// 38; the rest is for blanks.
pub(super) const LONGEST: usize = 64;

/// The most tokens that a form of a period has, its range aside: `TTM 2014-12-31`.
const MOST_TOKENS: usize = 6;

/// The two-digit years from here on are of the 1900s, as in POSIX `strptime`.
const FIRST_TWO_DIGIT_YEAR_OF_1900S: i16 = 69;

/// The names of each month, whole and abbreviated.
const MONTHS: [&[&str]; 12] = [
    &["january", "jan"],
    &["february", "feb"],
    &["march", "mar"],
    &["april", "apr"],
    &["may"],
    &["june", "jun"],
    &["july", "jul"],
    &["august", "aug"],
    &["september", "sep", "sept"],
    &["october", "oct"],
    &["november", "nov"],
    &["december", "dec"],
];

/// Reads a whole text as a period.
pub(super) fn period(text: &str, year_end: FiscalYearEnd) -> Result<Period, Kind> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Kind::Empty);
    }
    if text.len() > LONGEST {
        return Err(Kind::TooLong(text.len()));
    }
    match text.split_once("..") {
        Some((first, last)) => range(first, last, year_end),
        None => single(text, year_end),
    }
}

/// From the start of one period to the end of another.
fn range(first: &str, last: &str, year_end: FiscalYearEnd) -> Result<Period, Kind> {
    let first = one(Tokens::of(first)?.as_slice(), year_end)?;
    let last = one(Tokens::of(last)?.as_slice(), year_end)?;
    if last.last < first.start {
        return Err(Kind::Reversed);
    }
    Period::checked(first.start, last.last, Name::Range, year_end).ok_or(Kind::YearOutOfRange)
}

/// One unit, or the twelve months that end with it.
fn single(text: &str, year_end: FiscalYearEnd) -> Result<Period, Kind> {
    let tokens = Tokens::of(text)?;
    match tokens.as_slice() {
        [Token::Trailing, rest @ ..] => trailing(one(rest, year_end)?),
        tokens => one(tokens, year_end),
    }
}

/// The twelve months that end with a unit. To a day they are those to its month's end, or have no name of their own.
fn trailing(closing: Period) -> Result<Period, Kind> {
    let end_day = closing.end_day().ok_or(Kind::Unrecognised)?;
    let name = match closing.name {
        Name::One(Unit::Day) if end_day == EndDay::MONTH_END => Name::Trailing(Unit::Month),
        Name::One(Unit::Day) | Name::Trailing(_) | Name::Range => Name::Range,
        Name::One(unit) => Name::Trailing(unit),
    };
    let month = MonthNumber::of(closing.last);
    Period::of_months(month, 12, end_day, name, closing.year_end).ok_or(Kind::YearOutOfRange)
}

/// One unit of the calendar or the fiscal year.
fn one(tokens: &[Token], year_end: FiscalYearEnd) -> Result<Period, Kind> {
    use Token::{Comma, Dash, FiscalYear, MonthName, Number, Part};
    match *tokens {
        [Number(year)] => fiscal(Unit::Year, 1, year.four_digit_year()?, year_end),
        [FiscalYear, Number(year)] => fiscal(Unit::Year, 1, year.year()?, year_end),

        [Number(year), Part(unit), Number(number)] if year.count == 4 => part(unit, number, year, year_end),
        [Number(year), Dash, Part(unit), Number(number)]
        | [FiscalYear, Number(year), Part(unit), Number(number)]
        | [FiscalYear, Number(year), Dash, Part(unit), Number(number)]
        | [Part(unit), Number(number), Number(year)]
        | [Part(unit), Number(number), Dash | Comma | FiscalYear, Number(year)]
        | [Number(number), Part(unit), Number(year)]
        | [Number(number), Part(unit), Dash | Comma | FiscalYear, Number(year)] => part(unit, number, year, year_end),

        [Number(year), Dash, Number(month)] if month.count == 2 => {
            calendar_month(month.month()?, year.four_digit_year()?, year_end)
        }
        [MonthName(month), Number(year)] | [MonthName(month), Dash | Comma, Number(year)] => {
            calendar_month(month, year.four_digit_year()?, year_end)
        }

        [Number(year), Dash, Number(month), Dash, Number(day)] if month.count == 2 && day.count == 2 => {
            instant(day, month.month()?, year.four_digit_year()?, year_end)
        }
        [Number(day), MonthName(month), Number(year)]
        | [Number(day), Dash, MonthName(month), Dash, Number(year)]
        | [MonthName(month), Number(day), Number(year)]
        | [MonthName(month), Number(day), Comma, Number(year)] => {
            instant(day, month, year.four_digit_year()?, year_end)
        }
        _ => Err(Kind::Unrecognised),
    }
}

/// A quarter or half of a fiscal year.
fn part(unit: Unit, number: Digits, year: Digits, year_end: FiscalYearEnd) -> Result<Period, Kind> {
    let year = year.year()?;
    let number = number.value;
    match unit {
        Unit::Quarter if !(1..=4).contains(&number) => Err(Kind::NoSuchQuarter(number)),
        Unit::Half if !(1..=2).contains(&number) => Err(Kind::NoSuchHalf(number)),
        _ => fiscal(unit, number, year, year_end),
    }
}

/// The unit of this number, from 1, in the fiscal year.
fn fiscal(unit: Unit, number: u16, year: i16, year_end: FiscalYearEnd) -> Result<Period, Kind> {
    Period::of_fiscal(unit, number, year, year_end).ok_or(Kind::YearOutOfRange)
}

fn calendar_month(month: i8, year: i16, year_end: FiscalYearEnd) -> Result<Period, Kind> {
    Period::of_calendar_month(month, year, year_end).ok_or(Kind::YearOutOfRange)
}

fn instant(day: Digits, month: i8, year: i16, year_end: FiscalYearEnd) -> Result<Period, Kind> {
    let first = Date::new(year, month, 1).map_err(|_| Kind::YearOutOfRange)?;
    let no_such_day = Kind::NoSuchDay { day: day.value, year, month, days: first.days_in_month() };
    let day = i8::try_from(day.value).map_err(|_| no_such_day)?;
    let date = Date::new(year, month, day).map_err(|_| no_such_day)?;
    Period::checked(date, date, Name::One(Unit::Day), year_end).ok_or(Kind::YearOutOfRange)
}

/// What a period is written with. Blanks only separate.
#[derive(Clone, Copy, Debug)]
enum Token {
    Number(Digits),
    /// `Q` or `H`.
    Part(Unit),
    /// `FY`
    FiscalYear,
    /// `TTM` or `LTM`.
    Trailing,
    /// 1 to 12.
    MonthName(i8),
    Dash,
    Comma,
}

/// A whole number of at most four digits, and how many there are.
#[derive(Clone, Copy, Debug)]
struct Digits {
    value: u16,
    count: usize,
}

impl Digits {
    fn of(digits: &[u8]) -> Result<Self, Kind> {
        if digits.len() > 4 {
            return Err(Kind::Unrecognised);
        }
        let value = digits.iter().fold(0u16, |value, digit| {
            // Four digits are less than 65536.
            value.saturating_mul(10).saturating_add(u16::from(digit & 0x0f))
        });
        Ok(Digits { value, count: digits.len() })
    }

    /// A year of four digits.
    fn four_digit_year(self) -> Result<i16, Kind> {
        if self.count != 4 {
            return Err(Kind::Unrecognised);
        }
        let year = i16::try_from(self.value).ok().filter(|year| YEARS.contains(year));
        year.ok_or(Kind::YearOutOfRange)
    }

    /// A year of four digits or of two.
    fn year(self) -> Result<i16, Kind> {
        match (self.count, i16::try_from(self.value)) {
            (2, Ok(year)) if year < FIRST_TWO_DIGIT_YEAR_OF_1900S => Ok(year.saturating_add(2000)),
            (2, Ok(year)) => Ok(year.saturating_add(1900)),
            _ => self.four_digit_year(),
        }
    }

    fn month(self) -> Result<i8, Kind> {
        let month = i8::try_from(self.value).ok().filter(|month| (1..=12).contains(month));
        month.ok_or(Kind::NoSuchMonth(self.value))
    }
}

/// The tokens of a text, at most [`MOST_TOKENS`].
struct Tokens {
    tokens: [Token; MOST_TOKENS],
    count: usize,
}

impl Tokens {
    fn of(text: &str) -> Result<Self, Kind> {
        let mut tokens = [Token::Comma; MOST_TOKENS];
        let mut count = 0usize;
        let mut rest = text.trim_start();
        while !rest.is_empty() {
            let (token, after) = token(rest)?;
            *tokens.get_mut(count).ok_or(Kind::Unrecognised)? = token;
            count = count.saturating_add(1);
            rest = after.trim_start();
        }
        Ok(Tokens { tokens, count })
    }

    fn as_slice(&self) -> &[Token] {
        self.tokens.get(..self.count).unwrap_or_default()
    }
}

/// The first token of a text, and what follows it.
fn token(text: &str) -> Result<(Token, &str), Kind> {
    if let Some(after) = text.strip_prefix('-') {
        return Ok((Token::Dash, after));
    }
    if let Some(after) = text.strip_prefix(',') {
        return Ok((Token::Comma, after));
    }
    let (digits, after) = split_run(text, |byte| byte.is_ascii_digit());
    if !digits.is_empty() {
        return Ok((Token::Number(Digits::of(digits.as_bytes())?), after));
    }
    let (word, after) = split_run(text, |byte| byte.is_ascii_alphabetic());
    let token = keyword(word).ok_or(Kind::Unrecognised)?;
    let after = match token {
        Token::MonthName(_) => after.strip_prefix('.').unwrap_or(after),
        _ => after,
    };
    Ok((token, after))
}

/// The run of such bytes that a text begins with, and the rest.
fn split_run(text: &str, of: impl Fn(&u8) -> bool) -> (&str, &str) {
    let length = text.bytes().take_while(of).count();
    text.split_at_checked(length).unwrap_or((text, ""))
}

fn keyword(word: &str) -> Option<Token> {
    let is = |keyword: &str| word.eq_ignore_ascii_case(keyword);
    match word.len() {
        1 if is("q") => Some(Token::Part(Unit::Quarter)),
        1 if is("h") => Some(Token::Part(Unit::Half)),
        2 if is("fy") => Some(Token::FiscalYear),
        3 if is("ttm") || is("ltm") => Some(Token::Trailing),
        3.. => month_named(word).map(Token::MonthName),
        _ => None,
    }
}

/// The month of a name, 1 to 12.
fn month_named(word: &str) -> Option<i8> {
    let index = MONTHS.iter().position(|names| names.iter().any(|name| word.eq_ignore_ascii_case(name)))?;
    i8::try_from(index).ok()?.checked_add(1)
}
