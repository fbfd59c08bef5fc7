//! The period that the heads over a column, or a line's label, name.

use std::borrow::Cow;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::model::Period;
use crate::read::article::lexer::{
    Context, LexerOptions, Part, PeriodToken, TimeUnit, Token, TokenKind, Year, resolve, tokens,
};

/// What heads tell of when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// Nothing.
    Nothing,
    /// Something, but not all of a period.
    Open,
    One(Period),
    /// The two that are compared: "2015 vs. 2014".
    Two(Period, Period),
}

/// What a head says, read down its cells.
#[derive(Clone, Debug)]
pub(super) struct Head {
    pub(super) told: Told,
    /// Its other words.
    pub(super) rest: Vec<String>,
    /// Whether it is of an expected period: "2015E".
    pub(super) is_estimate: bool,
    /// Whether it names nothing but a year, of which it may mean a part: "2015", "Fiscal 2015".
    pub(super) is_bare_year: bool,
}

/// Words around periods.
const CALENDAR_WORDS: &[&str] = &[
    "for",
    "the",
    "as",
    "of",
    "at",
    "ended",
    "ending",
    "end",
    "period",
    "periods",
    "year",
    "years",
    "quarter",
    "quarters",
    "fiscal",
    "financial",
    "month",
    "months",
    "weeks",
    "week",
    "days",
    "and",
    "in",
    "to",
    "on",
    "date",
    "through",
    "half",
    "fy",
    "day",
    "audited",
    "unaudited",
    "actual",
    "from",
    "calendar",
    "full",
];

/// A part of a year, with the year that it is said with.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Named {
    part: Part,
    year: Option<i16>,
    line: usize,
}

#[derive(Debug, Default)]
struct Reading {
    parts: Vec<Named>,
    /// Years by themselves, with the lines that they stand in.
    years: Vec<(i16, usize)>,
    spans: Vec<Period>,
    /// A length that "ended" follows and that the words of a date do not include.
    length: Option<(u32, TimeUnit)>,
    /// Something of time that is no period by itself.
    is_open: bool,
    /// Whether that is a part of a year: of which year, a year beside it may say, but not which part.
    is_part: bool,
    links: bool,
    rest: Vec<String>,
}

/// Reads the cells over a column, from the top.
pub(super) fn read(lines: &[&str], options: &LexerOptions, dates: &Context) -> Head {
    let mut text = String::new();
    let mut starts = Vec::with_capacity(lines.len());
    let mut is_estimate = false;
    for line in lines {
        if !text.is_empty() {
            text.push(' ');
        }
        starts.push(text.len());
        for (number, word) in line.split_whitespace().enumerate() {
            if number > 0 {
                text.push(' ');
            }
            let word = as_spoken(word, &text);
            is_estimate |= matches!(word, Spoken::Estimate(_));
            text.push_str(word.text());
        }
    }
    let mut reading = Reading::default();
    let found = tokens(&text, options);
    for (at, token) in found.iter().enumerate() {
        let line = starts.partition_point(|start| *start <= token.start);
        reading.take(token, line, found.get(at.saturating_add(1)..).unwrap_or_default());
    }
    let told = reading.told(dates);
    let is_bare = |token: &Token<'_>| {
        is_year(token.text) || token.text.get(..6).is_some_and(|word| word.eq_ignore_ascii_case("fiscal"))
    };
    let is_bare_year = found.iter().filter(|token| token.period().is_some()).all(is_bare);
    Head { told, rest: reading.rest, is_estimate, is_bare_year }
}

/// A word of a head in the form in which running text has it.
enum Spoken<'t> {
    Text(Cow<'t, str>),
    Estimate(&'t str),
}

impl Spoken<'_> {
    fn text(&self) -> &str {
        match self {
            Spoken::Text(text) => text,
            Spoken::Estimate(text) => text,
        }
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn as_spoken<'t>(word: &'t str, before: &str) -> Spoken<'t> {
    if let Some(year) = word.strip_suffix(['E', 'F', 'e', 'P', 'B']).filter(|year| is_year(year)) {
        return Spoken::Estimate(year);
    }
    if let Some(year) = word.strip_suffix('A').filter(|year| is_year(year)) {
        return Spoken::Text(Cow::Borrowed(year));
    }
    let lower = word.to_ascii_lowercase();
    let plain = match lower.trim_end_matches(['.', ',']) {
        "years" | "yrs" | "yr" => Some("Year"),
        "quarters" | "qtrs" => Some("Quarter"),
        "mos" | "mths" => Some("Months"),
        "wks" => Some("Weeks"),
        _ => None,
    };
    if let Some(plain) = plain {
        return Spoken::Text(Cow::Borrowed(plain));
    }
    if let Some(year) = after_part(word, before).or_else(|| word.strip_prefix('\'').filter(|year| is_short_year(year)))
    {
        return Spoken::Text(if year.len() == 2 { Cow::Owned(format!("20{year}")) } else { Cow::Borrowed(year) });
    }
    date_in_digits(word)
        .or_else(|| month_and_year(word))
        .map_or(Spoken::Text(Cow::Borrowed(word)), |text| Spoken::Text(Cow::Owned(text)))
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.parse().is_ok_and(|year: i16| (1900..2100).contains(&year))
}

fn is_short_year(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The year of "FY2015" and "FY15" after "Q1" or "H1".
fn after_part<'t>(word: &'t str, before: &str) -> Option<&'t str> {
    let last = before.split_whitespace().next_back()?;
    let is_part =
        last.len() == 2 && last.starts_with(['Q', 'H', 'q', 'h']) && last.ends_with(|c: char| c.is_ascii_digit());
    let year = word.strip_prefix("FY").unwrap_or(word).trim_start_matches('\'');
    (is_part && (is_short_year(year) || is_year(year))).then_some(year)
}

/// "31.12.2014" and "12/31/2014" as "31 December 2014", where only one reading is a date; "1-3/2015" as "January-March 2015".
fn date_in_digits(word: &str) -> Option<String> {
    let word = word.trim_end_matches(',');
    let month = |number: &str| MONTHS.get(usize::from(number.parse::<u8>().ok()?.checked_sub(1)?)).copied();
    if let Some((first, rest)) = word.split_once('-')
        && let Some((last, year)) = rest.split_once('/').filter(|(_, year)| is_year(year))
    {
        return Some(format!("{}-{} {year}", month(first)?, month(last)?));
    }
    let separator = if word.contains('.') { '.' } else { '/' };
    let mut parts = word.split(separator);
    let (first, second, year) = (parts.next()?, parts.next()?, parts.next().filter(|year| is_year(year))?);
    if parts.next().is_some() {
        return None;
    }
    let (day, number) = match (first.parse::<u8>().ok()?, second.parse::<u8>().ok()?) {
        (day, number) if separator == '.' || day == number || day > 12 => (day, number),
        (number, day) if day > 12 => (day, number),
        _ => return None,
    };
    Some(format!("{day} {} {year}", month(&number.to_string())?))
}

/// "Mar-15", "31-Dec-14" as "March 2015", "31 December 2014".
fn month_and_year(word: &str) -> Option<String> {
    let (before, year) = word.rsplit_once(['-', '\'', '’'])?;
    let year =
        if is_short_year(year) { format!("20{year}") } else { Some(year).filter(|year| is_year(year))?.to_owned() };
    let (day, name) = before.split_once('-').map_or((None, before), |(day, name)| (Some(day), name));
    let name = name.trim_end_matches('.');
    let month = MONTHS.iter().find(|month| name.len() >= 3 && starts_with(month, name))?;
    match day {
        None => Some(format!("{month} {year}")),
        Some(day) => Some(format!("{} {month} {year}", day.parse::<u8>().ok()?)),
    }
}

fn starts_with(month: &str, name: &str) -> bool {
    month.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
}

impl Reading {
    fn take(&mut self, token: &Token<'_>, line: usize, after: &[Token<'_>]) {
        match &token.kind {
            TokenKind::Period(period) => self.period(period, line),
            TokenKind::Time(time) => {
                let count = u32::try_from(time.reported.numeral().mantissa()).unwrap_or_default();
                let ends = after.iter().take(3).any(|next| ENDED.iter().any(|word| next.is_word(word)));
                if ends && count > 0 && self.length.is_none() {
                    self.length = Some((count, time.unit));
                } else {
                    self.is_part = true;
                }
            }
            TokenKind::Punctuation => self.links |= matches!(token.text, "-" | "–" | "—"),
            _ => {
                self.links |= ["to", "through"].iter().any(|word| token.is_word(word));
                let is_any = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(token.text));
                self.is_part |= is_any(&["ytd", "ltm", "ttm", "quarter", "date"]);
                self.is_open |= is_any(&["ended", "ending"]);
                if !is_any(CALENDAR_WORDS) {
                    self.rest.push(token.text.to_owned());
                }
            }
        }
    }

    fn period(&mut self, period: &PeriodToken, line: usize) {
        match *period {
            PeriodToken::Of(Year::Named(year), Part::Whole) => self.years.push((year, line)),
            PeriodToken::Of(Year::Named(year), part) => self.parts.push(Named { part, year: Some(year), line }),
            PeriodToken::Of(Year::Unnamed, part) if part != Part::Whole => {
                self.parts.push(Named { part, year: None, line });
            }
            PeriodToken::Span(span) => self.spans.push(span),
            _ => self.is_open = true,
        }
    }

    fn told(&self, dates: &Context) -> Told {
        if let [span] = self.spans.as_slice() {
            return if self.parts.is_empty() && self.years.is_empty() { Told::One(*span) } else { Told::Open };
        }
        if self.parts.is_empty() && self.years.is_empty() {
            return if self.is_open || self.is_part || self.length.is_some() || !self.spans.is_empty() {
                Told::Open
            } else {
                Told::Nothing
            };
        }
        let mut found: Vec<Period> = Vec::new();
        for period in self.candidates(dates) {
            match period {
                Some(period) if !found.contains(&period) => found.push(period),
                Some(_) => {}
                None => return Told::Open,
            }
        }
        match *found.as_slice() {
            [one] => Told::One(one),
            [first, second] => self.two(first, second),
            _ => Told::Open,
        }
    }

    /// Two periods of one length are compared; two days that "to" joins are the ends of one.
    fn two(&self, first: Period, second: Period) -> Told {
        match (first.is_instant(), second.is_instant()) {
            (true, true) if self.links => Period::range(first.start(), second.start()).map_or(Told::Open, Told::One),
            (false, true) if first.last_day() == second.start() => Told::One(first),
            (true, false) if second.last_day() == first.start() => Told::One(second),
            (a, b) if a == b => Told::Two(first.max(second), first.min(second)),
            _ => Told::Open,
        }
    }

    fn candidates(&self, dates: &Context) -> Vec<Option<Period>> {
        if self.parts.is_empty() {
            // "Three months" of a year do not say which.
            let whole = !self.is_part && matches!(self.length, None | Some((12, TimeUnit::Month)));
            let years = self.years.iter().map(|(year, _)| self.resolved(Part::Whole, *year, dates).filter(|_| whole));
            return years.collect();
        }
        let below = self.parts.last().map_or(0, |named| named.line);
        let lowest: Vec<i16> = self.years.iter().filter(|(_, line)| *line > below).map(|(year, _)| *year).collect();
        let mut found = Vec::new();
        for named in &self.parts {
            match (lowest.as_slice(), named.year) {
                // A year under a head of its own is the column's: "Three months ended March 31, 2015 and 2014" over "2014".
                ([], Some(year)) => {
                    found.push(self.resolved(named.part, year, dates));
                    let beside = self.years.iter().filter(|(_, line)| *line == named.line);
                    found.extend(beside.map(|(year, _)| self.resolved(named.part, *year, dates)));
                }
                ([], None) => {
                    found.extend(self.only_year().map(|year| self.resolved(named.part, year, dates)).or(Some(None)))
                }
                (years, own) => found.extend(years.iter().map(|year| {
                    let moves = own.is_some_and(|own| own != *year) && !is_month_end(named.part);
                    self.resolved(named.part, *year, dates).filter(|_| !moves)
                })),
            }
        }
        found
    }

    /// The year that stands by itself over the parts, where it is one; else that of another part.
    fn only_year(&self) -> Option<i16> {
        let alone = self.years.iter().map(|(year, _)| *year);
        let of_parts = self.parts.iter().filter_map(|named| named.year);
        let mut years: Vec<i16> = alone.chain(of_parts).collect();
        years.dedup();
        match *years.as_slice() {
            [year] => Some(year),
            _ => None,
        }
    }

    /// A part of a year, as long as the words before it say: thirteen weeks that end on the day.
    fn resolved(&self, part: Part, year: i16, dates: &Context) -> Option<Period> {
        let period = resolve(&PeriodToken::Of(Year::Named(year), part), dates)?;
        match self.length {
            Some((count, unit)) if period.is_instant() => ending(period.last_day(), count, unit),
            _ => Some(period),
        }
    }
}

/// Whether a part of the year ends with a month: another day, as of a year of 52 weeks, is another one in another year.
fn is_month_end(part: Part) -> bool {
    let (Part::Day(month, day) | Part::Ended(_, month, Some(day))) = part else {
        return true;
    };
    let last =
        i8::try_from(month).ok().and_then(|month| Date::new(2001, month, 1).ok()).map(|first| first.days_in_month());
    last.is_some_and(|last| i8::try_from(day).is_ok_and(|day| day >= last))
}

const ENDED: &[&str] = &["ended", "ending", "to", "end"];

/// The period of a length that ends on a day.
fn ending(last: Date, count: u32, unit: TimeUnit) -> Option<Period> {
    let count = i64::from(count);
    let first = match unit {
        TimeUnit::Week => last.checked_sub(count.checked_mul(7)?.checked_sub(1)?.days()).ok()?,
        TimeUnit::Day => last.checked_sub(count.checked_sub(1)?.days()).ok()?,
        TimeUnit::Month => months_before(last, count)?,
        TimeUnit::Quarter => months_before(last, count.checked_mul(3)?)?,
        TimeUnit::Year if count == 1 => months_before(last, 12)?,
        // "Five years ended" leads the columns of five years.
        TimeUnit::Year | TimeUnit::Hour | TimeUnit::Decade => return None,
    };
    Period::range(first, last)
}

fn months_before(last: Date, months: i64) -> Option<Date> {
    if last == last.last_of_month() {
        last.first_of_month().checked_sub(months.checked_sub(1)?.months()).ok()
    } else {
        last.checked_sub(months.months()).ok()?.tomorrow().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(lines: &[&str]) -> String {
        match read(lines, &LexerOptions::default(), &Context::default()).told {
            Told::Nothing => "nothing".to_owned(),
            Told::Open => "open".to_owned(),
            Told::One(period) => period.to_string(),
            Told::Two(later, earlier) => format!("{later} vs {earlier}"),
        }
    }

    #[test]
    fn heads_name_periods_down_the_column() {
        for (lines, expected) in [
            (&["Three Months Ended", "March 31,", "2015"][..], "2015-01..2015-03"),
            (&["Three Months Ended March 31, 2015 and 2014", "2014"], "2014-01..2014-03"),
            (&["Thirteen Weeks Ended", "November 2, 2024"], "2024-08-04..2024-11-02"),
            (&["13 Weeks Ended October 31, 2020"], "2020-08-02..2020-10-31"),
            (&["2015", "Q1"], "2015Q1"),
            (&["2015", "March 31"], "2015-03-31"),
            (&["First Quarter", "2015"], "2015Q1"),
            (&["First Quarter 2015", "2014"], "2014Q1"),
            (&["Q1 FY2015"], "2015Q1"),
            (&["Q4 20"], "2020Q4"),
            (&["FY14"], "2014"),
            (&["Fiscal 2020"], "2020"),
            (&["Years Ended December 31,", "2014"], "2014-01..2014-12"),
            (&["As of December 31, 2014"], "2014-12-31"),
            (&["31.12.2014"], "2014-12-31"),
            (&["12/31/2014"], "2014-12-31"),
            (&["1-3/2015"], "2015-01..2015-03"),
            (&["Mar-15"], "2015-03"),
            (&["31-Dec-14"], "2014-12-31"),
            (&["2014A"], "2014"),
            (&["2015 vs. 2014"], "2015 vs 2014"),
            (&["Income for the year ended 31 March 2015", "2015"], "2014-04..2015-03"),
            (&["Income for the year ended 31 March 2015", "2014"], "2013-04..2014-03"),
            (&["Five fiscal years ended September 29, 2007", "2006"], "open"),
            (&["2014/2015"], "open"),
            (&["January 1, 2015 to March 31, 2015"], "2015-01..2015-03"),
            (&["Fiscal 2014", "13 Weeks Ended Nov. 2, 2013"], "2013-08-04..2013-11-02"),
            (&["Three Months Ended March 31,"], "open"),
            (&["Three Months", "2015"], "open"),
            (&["Year to date", "2014"], "open"),
            (&["03/04/2014"], "nothing"),
            (&["Revenue"], "nothing"),
        ] {
            assert_eq!(told(lines), expected, "{lines:?}");
        }
    }
}
