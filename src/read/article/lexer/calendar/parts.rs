//! Parts of years, and lengths of time that end on a day.

use super::{Counted, Named};
use crate::read::article::lexer::lexicon::{Meaning, Rules, find};
use crate::read::article::lexer::period::{Part, PeriodToken, Relative, Year};
use crate::read::article::lexer::scan::AtomKind;
use crate::read::article::lexer::token::TimeUnit;
use crate::read::article::lexer::{Lexer, after};

impl Lexer<'_> {
    /// "Q1 2015", "Q1, 2015", "Q1 of 2009", "H1", "FY14", "FY2014Q1".
    pub(super) fn numbered_part(&self, at: usize) -> Named {
        if self.is(at, "fy") {
            return self.fiscal_short(at);
        }
        let letter = self.is_any(at, keys!["q", "h"]);
        let (number, next) = self.small(after(at)).filter(|_| letter && self.glued(after(at)).is_some())?;
        let part = part(self.is(at, "q"), number)?;
        self.part_and_year(part, next)
    }

    fn part_and_year(&self, part: Part, next: usize) -> Named {
        let fy = if self.is_any(next, keys!["of", "in", ",", "/", "-", "’", "'"]) { after(next) } else { next };
        let year_at = if self.is_any(fy, keys!["fy", "fiscal"]) { after(fy) } else { fy };
        if let Some((year, end)) = self.year(year_at) {
            return Some((PeriodToken::Of(Year::Named(year), part), end));
        }
        let short = (year_at > next || self.glued(next).is_some()).then(|| self.short_year(year_at)).flatten();
        if let Some((year, end)) = short.filter(|_| self.glued(year_at).is_some()) {
            return Some((PeriodToken::Of(Year::Named(year), part), end));
        }
        if let Some((year, end)) = self.short_year(next).filter(|(_, end)| self.ends_label(*end)) {
            return Some((PeriodToken::Of(Year::Named(year), part), end));
        }
        let (year, end) = self.relative_year(Year::Unnamed, next);
        Some((PeriodToken::Of(year, part), end))
    }

    /// "H1 22:", "(Q3 23)": what a figure would not end with.
    fn ends_label(&self, at: usize) -> bool {
        self.glued(at).is_some_and(|atom| matches!(atom.kind, AtomKind::Sign(':' | ')')))
    }

    /// Two digits of a year, as in "1Q15".
    fn short_year(&self, at: usize) -> Option<(i16, usize)> {
        let text = self.atoms.get(at).map(|atom| self.atoms.text_of(atom)).filter(|text| text.len() == 2)?;
        let year: i16 = text.parse().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()))?;
        Some((year.saturating_add(if year < 69 { 2000 } else { 1900 }), after(at)))
    }

    /// "FY14", "FY 2014", "FY2014Q1".
    fn fiscal_short(&self, at: usize) -> Named {
        let (year, next) = self.year_or_joined(after(at))?;
        let letter = self.glued(next).is_some() && self.is_any(next, keys!["q", "h"]);
        let part_at = after(next);
        match self.small(part_at).filter(|_| letter && self.glued(part_at).is_some()) {
            Some((number, end)) => Some((PeriodToken::Of(Year::Named(year), part(self.is(next, "q"), number)?), end)),
            None => Some((PeriodToken::Of(Year::Named(year), Part::Whole), next)),
        }
    }

    fn year_or_joined(&self, at: usize) -> Option<(i16, usize)> {
        let text =
            self.atoms.get(at).filter(|atom| atom.kind == AtomKind::Digits).map(|atom| self.atoms.text_of(atom))?;
        match text.len() {
            4 => text.parse().ok().filter(|year| (1800..2100).contains(year)).map(|year| (year, after(at))),
            2 => self.short_year(at),
            _ => None,
        }
    }

    /// "1Q15", "1Q 2015", "1H", "2014Q1".
    pub(super) fn part_with_leading_number(&self, at: usize) -> Named {
        let letter_at = after(at);
        let is_quarter = self.is(letter_at, "q");
        if let Some(months) = self.months_to_date(at) {
            return Some(months);
        }
        if self.glued(letter_at).is_none() || !(is_quarter || self.is(letter_at, "h")) {
            return None;
        }
        let digits_at = after(letter_at);
        if let Some((year, _)) = self.year_or_joined(at).filter(|_| self.joined_digits(digits_at)) {
            let long = self.atoms.get(at).is_some_and(|atom| atom.end.saturating_sub(atom.start) == 4);
            let (number, end) = self.small(digits_at).filter(|_| long)?;
            return Some((PeriodToken::Of(Year::Named(year), part(is_quarter, number)?), end));
        }
        let (number, _) = self.small(at)?;
        self.part_and_year(part(is_quarter, number)?, digits_at)
    }

    /// "9M 2023", "6M-2022", "9M FY24": the first months of a year, where one is named.
    fn months_to_date(&self, at: usize) -> Named {
        let letter = self.glued(after(at)).filter(|letter| self.atoms.text_of(letter) == "M")?;
        let (months, _) = self.small(at).filter(|(months, _)| matches!(months, 3 | 6 | 9) && letter.glued)?;
        let next = after(after(at));
        let next = if self.is_any(next, keys!["-", "/", "’", "'"]) { after(next) } else { next };
        let fy = if self.is_any(next, keys!["fy", "fiscal"]) { after(next) } else { next };
        let year = if fy > next { self.year_or_joined(fy) } else { self.year(fy) };
        year.map(|(year, end)| (PeriodToken::Of(Year::Named(year), Part::Months(1, months)), end))
    }

    /// "first quarter of 2015", "fourth-quarter", "second half", "first nine months of 2010", "third quarter 2007".
    pub(super) fn ordinal_part(&self, at: usize) -> Named {
        let number = find(&self.atoms, at, Rules::ORDINAL, |meaning| match meaning {
            Meaning::Ordinal(number @ 1..=4) => u8::try_from(*number).ok(),
            _ => None,
        });
        let last = self.is_any(at, keys!["last", "final"]);
        let in_digits = self.small(at).filter(|(number, next)| {
            (1..=4).contains(number) && self.glued(*next).is_some() && self.is_any(*next, keys!["st", "nd", "rd", "th"])
        });
        let ordinal_end = if in_digits.is_some() { after(after(at)) } else { after(at) };
        let number = number.map(|(_, number)| number).or(in_digits.map(|(number, _)| number)).or(last.then_some(0))?;
        let mut next = self.after_hyphen(ordinal_end);
        if self.is_any(next, keys!["fiscal", "financial", "calendar"]) {
            next = self.after_hyphen(after(next));
        }
        if let Some((months, end)) = self.month_count(next).filter(|_| number == 1) {
            return self.part_and_year(Part::Months(1, months), end);
        }
        let quarter = self.is_any(next, keys!["quarter", "qtr"]);
        if !quarter && !self.is(next, "half") {
            return None;
        }
        let whole = if quarter { 4 } else { 2 };
        let part = part(quarter, if number == 0 { whole } else { number })?;
        let next = if !quarter && self.is(self.after_hyphen(after(next)), "year") {
            after(self.after_hyphen(after(next)))
        } else {
            after(next)
        };
        let next = if self.is_any(next, keys!["results", "period"]) && self.glued(next).is_some() {
            after(next)
        } else {
            next
        };
        let (token, end) = self.part_and_year(part, next)?;
        // "the last quarter" alone is the one before this; "the last quarter of 2010" is the fourth.
        let unnamed = token == PeriodToken::Of(Year::Unnamed, part);
        if number == 0 && unnamed && self.is(at, "last") {
            return quarter.then_some((PeriodToken::Relative(Relative::Last(TimeUnit::Quarter)), next));
        }
        Some((token, end))
    }

    /// "nine months", "13-week": a number of months or weeks within a year.
    fn counted_length(&self, counted: Counted) -> Option<(Length, usize)> {
        let (count, next) = counted?;
        let count = u8::try_from(count).ok()?;
        let (end, unit) = self.time_unit(self.after_hyphen(next))?;
        match unit {
            TimeUnit::Month if (2..=12).contains(&count) => Some((Length::Months(count), end)),
            TimeUnit::Week if (4..=53).contains(&count) => Some((Length::Weeks(count), end)),
            _ => None,
        }
    }

    /// "nine months", "six-month": a number of months within a year.
    pub(super) fn month_count(&self, at: usize) -> Option<(u8, usize)> {
        match self.counted_length(self.counted(at))? {
            (Length::Months(months), end) => Some((months, end)),
            (Length::Weeks(_), _) => None,
        }
    }

    /// A length of time that ends on a day, by the number that it may begin with: "nine months to September 2014", "three months
    /// ended June 30", "13-week fiscal quarter ended November 2, 2024".
    pub(super) fn ended(&self, at: usize, counted: Counted) -> Named {
        let named = || self.named_length(at).map(|(months, next)| (Length::Months(months), next));
        let (length, mut next) = self.counted_length(counted).or_else(named)?;
        for word in ["fiscal", "year", "quarter", "period"] {
            if self.is(self.after_hyphen(next), word) {
                next = after(self.after_hyphen(next));
            }
        }
        if !self.is_any(next, keys!["ended", "ending", "to", "through", "until"]) {
            return None;
        }
        let mut month_at = after(next);
        for filler in ["the", "end", "-", "of"] {
            if self.is(month_at, filler) {
                month_at = after(month_at);
            }
        }
        let (ends, end) = self.month_first(month_at).or_else(|| self.day_and_month(month_at))?;
        match (ends, length) {
            (PeriodToken::Of(year, Part::Months(first, last)), Length::Months(months)) if first == last => {
                Some((PeriodToken::Of(year, Part::Ended(months, first, None)), end))
            }
            (PeriodToken::Of(year, Part::Day(month, day)), Length::Months(months)) => {
                Some((PeriodToken::Of(year, Part::Ended(months, month, Some(day))), end))
            }
            (PeriodToken::Of(year, Part::Day(month, day)), Length::Weeks(weeks)) => {
                Some((PeriodToken::Of(year, Part::Weeks(weeks, month, day)), end))
            }
            _ => None,
        }
    }

    /// "year", "fiscal year", "half year", "quarter" as a length that "ended" may follow.
    fn named_length(&self, at: usize) -> Option<(u8, usize)> {
        let at = if self.is_any(at, keys!["fiscal", "financial", "full"]) { self.after_hyphen(after(at)) } else { at };
        match () {
            () if self.is(at, "year") => Some((12, after(at))),
            () if self.is(at, "quarter") => Some((3, after(at))),
            () if self.is(at, "half") => {
                let year = self.after_hyphen(after(at));
                Some((6, if self.is(year, "year") { after(year) } else { after(at) }))
            }
            () => None,
        }
    }

    /// "fiscal 2014", "financial year 2014", "full year 2014", "calendar year 2014", "year 2014".
    pub(super) fn fiscal_year(&self, at: usize) -> Named {
        let mut next = at;
        let mut marked = false;
        while !marked && self.is_any(next, keys!["fiscal", "financial", "full", "calendar"]) {
            next = self.after_hyphen(after(next));
            marked = true;
        }
        if self.is(next, "year") {
            next = after(next);
            marked = true;
        }
        let (year, end) = self.year(next).filter(|_| marked)?;
        Some((PeriodToken::Of(Year::Named(year), Part::Whole), end))
    }
}

/// The length of a period that ends on a day.
#[derive(Clone, Copy)]
enum Length {
    Months(u8),
    Weeks(u8),
}

fn part(is_quarter: bool, number: u8) -> Option<Part> {
    match (is_quarter, number) {
        (true, 1..=4) => Some(Part::Quarter(number)),
        (false, 1..=2) => Some(Part::Half(number)),
        _ => None,
    }
}
