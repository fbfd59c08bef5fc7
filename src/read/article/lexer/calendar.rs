//! The forms in which a text names years, quarters, months and days.

use super::lexicon::{Meaning, find};
use super::numeral::Form;
use super::period::{Part, PeriodToken, Relative, Year};
use super::scan::{Atom, AtomKind};
use super::token::{TimeToken, TimeUnit, TokenKind};
use super::{Found, Lexer, after};
use crate::model::Period;
use crate::num::{Numeral, Qualifier, Reported};

/// A period and the atom after it.
type Named = Option<(PeriodToken, usize)>;

/// Names of months that are other words besides, or abbreviations: taken only beside a day, a year or a word of time.
const DOUBTFUL_MONTHS: &[&str] =
    &["may", "march", "mar", "jan", "jun", "jul", "feb", "apr", "aug", "sep", "sept", "oct", "nov", "dec"];

/// Words in front of a month that make it one.
const BEFORE_MONTHS: &[&str] = &[
    "in", "of", "since", "by", "from", "to", "until", "till", "through", "during", "for", "early", "late", "mid",
    "last", "next", "this", "ended", "ending", "end", "and", "between", "each", "every", "before", "after", "on", "-",
    "–",
];

/// Words for the period of another year that is like the one spoken of.
const LIKE: &[&str] =
    &["same", "corresponding", "comparable", "comparative", "equivalent", "like", "prior-year", "year-ago"];

impl Lexer<'_> {
    /// The period that begins with a word that is no month, number or ordinal.
    pub(super) fn period(&self, at: usize) -> Option<Found> {
        let named = self
            .numbered_part(at)
            .or_else(|| self.ordinal_part(at))
            .or_else(|| self.ended(at))
            .or_else(|| self.fiscal_year(at))
            .or_else(|| self.same_period(at))
            .or_else(|| self.neighbour(at));
        self.as_found(at, named)
    }

    /// The period that begins with digits.
    pub(super) fn period_in_digits(&self, at: usize) -> Option<Found> {
        let digits = self.atoms.get(at).map_or(0, |atom| atom.end.saturating_sub(atom.start));
        let next = after(at);
        let is_joined = self.after_hyphen(next) != next || self.glued_sign(next, '-');
        let named = match digits {
            1 | 2 if is_joined || self.is_word(next) => self
                .date_in_digits(at)
                .or_else(|| self.day_and_month(at))
                .or_else(|| self.part_with_leading_number(at))
                .or_else(|| self.ordinal_part(at))
                .or_else(|| self.ended(at))
                .or_else(|| self.years_ago(at)),
            4 => self.date_in_digits(at).or_else(|| self.part_with_leading_number(at)).or_else(|| self.years(at)),
            _ if is_joined => self.date_in_digits(at),
            _ => None,
        };
        self.as_found(at, named)
    }

    /// The period that begins with a month.
    pub(super) fn month(&self, at: usize) -> Option<Found> {
        self.as_found(at, self.month_first(at))
    }

    /// The part of a year that begins with an ordinal.
    pub(super) fn part_of_year(&self, at: usize) -> Option<Found> {
        self.as_found(at, self.ordinal_part(at))
    }

    /// The period that begins with a number in words or an article, or a length of time of one: "a decade".
    pub(super) fn counted_period(&self, at: usize) -> Option<Found> {
        let named = self.ended(at).or_else(|| self.years_ago(at));
        self.as_found(at, named).or_else(|| {
            let (unit, next) = self.single_time(at)?;
            let reported = Reported::new(Numeral::whole(1, 0), Qualifier::Exact);
            let kind = TokenKind::Time(Box::new(TimeToken { reported, unit }));
            Some(Found { start: self.atoms.get(at)?.start, end: self.end_before(next)?, kind, next })
        })
    }

    fn as_found(&self, at: usize, named: Named) -> Option<Found> {
        let (token, next) = named?;
        let (start, end) = (self.atoms.get(at)?.start, self.end_before(next)?);
        Some(Found { start, end, kind: TokenKind::Period(Box::new(token)), next })
    }

    /// A small whole number in digits, with the atom after it.
    fn small(&self, at: usize) -> Option<(u8, usize)> {
        let atom = self.atoms.get(at).filter(|atom| atom.kind == AtomKind::Digits)?;
        let text = self.atoms.text_of(atom);
        (text.len() <= 2).then(|| Some((text.parse().ok()?, after(at))))?
    }

    fn joined_digits(&self, at: usize) -> bool {
        self.glued(at).is_some_and(|atom| atom.kind == AtomKind::Digits)
    }

    /// A year of four digits that nothing makes a count: not "2,014", "2014.5", "2000 employees".
    pub(super) fn year(&self, at: usize) -> Option<(i16, usize)> {
        let atom = self.atoms.get(at).filter(|atom| atom.kind == AtomKind::Digits)?;
        let text = self.atoms.text_of(atom);
        let year: i16 = if text.len() == 4 { text.parse().ok()? } else { return None };
        let next = after(at);
        let runs_on = match self.glued(next).map(|atom| atom.kind) {
            None => false,
            Some(AtomKind::Word) => {
                !self.atoms.get(next).is_some_and(|atom| self.atoms.text_of(atom).starts_with(['\'', '’']))
            }
            Some(AtomKind::Digits) => true,
            Some(AtomKind::Sign('%' | '€' | '£' | '$' | '@' | '_' | '=')) => true,
            Some(AtomKind::Sign('.' | ',' | ':')) => self.joined_digits(after(next)),
            Some(AtomKind::Sign(_)) => false,
        };
        let in_front = self.glued(at).and_then(|_| self.before(at)).map(|atom| atom.kind);
        let joined =
            matches!(in_front, Some(AtomKind::Word | AtomKind::Sign('.' | '=' | '_' | '@' | '+' | '#' | '&' | '?')))
                || (in_front == Some(AtomKind::Sign('/')) && !self.follows_year(at));
        ((1800..2100).contains(&year) && !runs_on && !joined && !self.is_counted(at, next)).then_some((year, next))
    }

    /// Whether the digits two atoms back are joined to these, as in "2008/2009".
    fn follows_year(&self, at: usize) -> bool {
        at.checked_sub(2).is_some_and(|front| self.is_digits(front))
    }

    /// Whether what follows a possible year makes it an amount.
    fn is_counted(&self, at: usize, next: usize) -> bool {
        let unit = find(&self.atoms, next, |meaning| match meaning {
            Meaning::Scale(_) | Meaning::Mark(_) => Some(true),
            Meaning::Noun(_) => Some(false),
            _ => None,
        });
        if let Some((end, strong)) = unit {
            // "x" and single letters need no blank: "2014 m" is a year and an initial.
            let word = self
                .atoms
                .get(next)
                .is_some_and(|atom| atom.end.saturating_sub(atom.start) > 1 || !matches!(atom.kind, AtomKind::Word));
            let leads_on = self.is_digits(end);
            return word && !leads_on && (strong || !self.is_led_as_year(at));
        }
        let currency = self.currency(next).filter(|(end, _)| !self.is_digits(*end) && !self.is_scaled_number(*end));
        currency.is_some() && !self.is_led_as_year(at)
    }

    fn is_scaled_number(&self, at: usize) -> bool {
        self.sign(at).is_some_and(|sign| matches!(sign, '-' | '.')) && self.is_digits(after(at))
    }

    fn is_led_as_year(&self, at: usize) -> bool {
        let words = [
            "in", "of", "since", "during", "from", "until", "early", "late", "mid", "fiscal", "by", "for", "the", "to",
            "year",
        ];
        at.checked_sub(1).is_some_and(|before| self.is_any(before, &words) || self.is_month(before).is_some())
    }

    /// "2014", "2010-2014", "2013-14", "2008/2009", "1980s".
    fn years(&self, at: usize) -> Named {
        if let Some(decade) = self.decade(at) {
            return Some(decade);
        }
        let (year, next) = self.year(at)?;
        let joint = self.sign(next).filter(|sign| matches!(sign, '-' | '–' | '/'));
        if let (Some(_), Some((last, end))) = (joint, self.last_year(year, after(next))) {
            let short = last == year.saturating_add(1);
            return Some(match short {
                true => (PeriodToken::Of(Year::Named(last), Part::Straddling), end),
                false => (PeriodToken::Span(years_between(year, last)?), end),
            });
        }
        let fiscal = self.is_any(next, &["fiscal", "financial"]) && self.is(after(next), "year");
        Some((PeriodToken::Of(Year::Named(year), Part::Whole), if fiscal { after(after(next)) } else { next }))
    }

    /// The second year of "2010-2014" and "2013-14".
    fn last_year(&self, first: i16, at: usize) -> Option<(i16, usize)> {
        self.glued(at)?;
        if let Some((last, next)) = self.year(at) {
            return (last > first).then_some((last, next));
        }
        let (short, next) = self.small(at).filter(|(_, next)| {
            self.glued(*next).is_none_or(|atom| {
                !matches!(atom.kind, AtomKind::Word | AtomKind::Digits | AtomKind::Sign('-' | '/' | '%'))
            })
        })?;
        let last = first.checked_sub(first.checked_rem(100)?)?.checked_add(i16::from(short))?;
        (last == first.checked_add(1)?).then_some((last, next))
    }

    fn decade(&self, at: usize) -> Named {
        let atom = self.atoms.get(at)?;
        let text = self.atoms.text_of(atom);
        let suffix = self.glued(after(at))?;
        let is_plural = matches!(self.atoms.text_of(suffix), "s" | "'s" | "’s");
        let first: i16 = if text.len() == 4 { text.parse().ok()? } else { return None };
        let is_decade = (1800..2100).contains(&first) && first.checked_rem(10) == Some(0);
        (is_plural && is_decade)
            .then(|| Some((PeriodToken::Span(years_between(first, first.checked_add(9)?)?), after(after(at)))))?
    }

    /// "2014-12-31", "26-FEB-1987".
    fn date_in_digits(&self, at: usize) -> Named {
        let hyphens = self.glued_sign(after(at), '-') && self.glued_sign(at.saturating_add(3), '-');
        let last = at.saturating_add(4);
        let joined = self.glued(at.saturating_add(2)).is_some() && self.glued(last).is_some();
        if !hyphens || !joined {
            return None;
        }
        let text = |at: usize| self.atoms.get(at).map_or("", |atom| self.atoms.text_of(atom));
        let (year, month, day) = match self.is_month(at.saturating_add(2)) {
            Some(month) => (text(last), month, text(at)),
            None => (text(at), text(at.saturating_add(2)).parse().ok()?, text(last)),
        };
        let year: i16 = if year.len() == 4 { year.parse().ok()? } else { return None };
        self.day(Year::Named(year), month, day.parse().ok()?, after(last))
    }

    fn day(&self, year: Year, month: u8, day: u8, next: usize) -> Named {
        let longest = match month {
            2 => 29,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        (1..=longest).contains(&day).then_some((PeriodToken::Of(year, Part::Day(month, day)), next))
    }

    pub(super) fn is_month(&self, at: usize) -> Option<u8> {
        let capital = self
            .atoms
            .get(at)
            .is_some_and(|atom| self.atoms.text_of(atom).starts_with(|c: char| c.is_ascii_uppercase()));
        let month = find(&self.atoms, at, |meaning| match meaning {
            Meaning::Month(month) => Some(*month),
            _ => None,
        });
        month.filter(|_| capital).map(|(_, month)| month)
    }

    /// Whether an atom is a month, a weekday or another word in front of digits that are no name.
    pub(super) fn is_calendar_word(&self, at: usize) -> bool {
        let weekday = find(&self.atoms, at, |meaning| matches!(meaning, Meaning::Weekday).then_some(()));
        self.is_month(at).is_some() || weekday.is_some()
    }

    /// Past the stop of an abbreviated month: "Dec. 31".
    fn after_stop(&self, at: usize, next: usize) -> usize {
        let short = self.atoms.get(at).is_some_and(|atom| atom.end.saturating_sub(atom.start) <= 4);
        let follows = self.is_digits(after(next)) || self.is(after(next), ",");
        if short && self.glued_sign(next, '.') && follows { after(next) } else { next }
    }

    /// A year after a day or month, with a comma or not.
    fn year_after(&self, at: usize) -> (Year, usize) {
        let comma = if self.sign(at) == Some(',') { after(at) } else { at };
        let of = if comma == at && self.is(at, "of") { after(at) } else { comma };
        match self.year(of).filter(|(_, next)| !self.leads_count(of, *next)) {
            Some((year, next)) => (Year::Named(year), next),
            None => (Year::Unnamed, at),
        }
    }

    fn leads_count(&self, _at: usize, next: usize) -> bool {
        self.glued_sign(next, '-') && self.joined_digits(after(next))
    }

    /// "31 March 2014", "31st of March".
    fn day_and_month(&self, at: usize) -> Named {
        let (day, mut next) = self.small(at)?;
        if self.glued(next).is_some() && self.is_any(next, &["st", "nd", "rd", "th"]) {
            next = after(next);
            if self.is(next, "of") {
                next = after(next);
            }
        }
        let month = self.is_month(next)?;
        let (year, end) = self.year_after(self.after_stop(next, after(next)));
        // "10 May" may be ten that may; "10 May 2014" is a day.
        self.day(year, month, day, end)
    }

    /// "March 31, 2014", "December 2013", "January-September 2010", "February".
    fn month_first(&self, at: usize) -> Named {
        let month = self.is_month(at)?;
        let next = self.after_stop(at, after(at));
        self.months_to(at, month, next)
            .or_else(|| self.month_day(month, next))
            .or_else(|| self.month_alone(at, month, next))
    }

    fn month_day(&self, month: u8, at: usize) -> Named {
        if self.glued(at).is_some() && self.before(at).is_some_and(|atom| atom.kind == AtomKind::Word) {
            // "JUL7" is a contract for delivery.
            return None;
        }
        // "May One", as one wire writes the first ten days.
        let Some((day, mut next)) = self.small(at) else {
            let word = self.number_words(at).filter(|number| number.form == Form::Words && number.scale.is_none())?;
            let day = u8::try_from(word.numeral.mantissa()).ok().filter(|day| *day <= 10)?;
            let (year, end) = self.year_after(word.next);
            return if self.time_unit(word.next).is_some() { None } else { self.day(year, month, day, end) };
        };
        if self.glued(next).is_some() && self.is_any(next, &["st", "nd", "rd", "th"]) {
            next = after(next);
        }
        let runs_on = self.glued(next).is_some_and(|atom| match atom.kind {
            AtomKind::Word | AtomKind::Digits | AtomKind::Sign('%') => true,
            AtomKind::Sign('.' | ':') => self.joined_digits(after(next)),
            AtomKind::Sign(_) => false,
        });
        let (year, end) = self.year_after(next);
        (!runs_on).then(|| self.day(year, month, day, end))?
    }

    /// "January-September 2010", "January to March".
    fn months_to(&self, at: usize, first: u8, next: usize) -> Named {
        let hyphen = self.sign(next).is_some_and(|sign| matches!(sign, '-' | '–'));
        let word =
            self.is_any(next, &["to", "through"]) && !at.checked_sub(1).is_some_and(|before| self.is(before, "from"));
        let last_at = after(next);
        let last = self.is_month(last_at).filter(|last| (hyphen || word) && *last > first)?;
        let (year, end) = self.year_after(self.after_stop(last_at, after(last_at)));
        Some((PeriodToken::Of(year, Part::Months(first, last)), end))
    }

    fn month_alone(&self, at: usize, month: u8, next: usize) -> Named {
        let (year, end) = self.year_after(next);
        let led = at.checked_sub(1).is_some_and(|before| self.is_any(before, BEFORE_MONTHS));
        let doubtful = self.is_any(at, DOUBTFUL_MONTHS);
        let named = year != Year::Unnamed || led || !doubtful;
        if !named {
            return None;
        }
        let (year, end) = self.relative_year(year, end);
        Some((PeriodToken::Of(year, Part::Months(month, month)), end))
    }

    /// "of last year", "this year" after a part of a year.
    fn relative_year(&self, year: Year, at: usize) -> (Year, usize) {
        if year != Year::Unnamed {
            return (year, at);
        }
        let of = if self.is_any(at, &["of", "in"]) { after(at) } else { at };
        let of = if of > at && self.is(of, "the") { after(of) } else { of };
        let back = if self.is_any(of, &["last", "previous", "prior"]) {
            1
        } else if self.is_any(of, &["this", "current"]) {
            0
        } else if self.is(of, "next") {
            -1
        } else {
            return (year, at);
        };
        let year_at = if self.is_any(after(of), &["fiscal", "financial"]) { after(after(of)) } else { after(of) };
        if self.is(year_at, "year") { (Year::Back(back), after(year_at)) } else { (year, at) }
    }

    /// "Q1 2015", "Q1, 2015", "Q1 of 2009", "H1", "FY14", "FY2014Q1".
    fn numbered_part(&self, at: usize) -> Named {
        if self.is(at, "fy") {
            return self.fiscal_short(at);
        }
        let letter = self.is_any(at, &["q", "h"]);
        let (number, next) = self.small(after(at)).filter(|_| letter && self.glued(after(at)).is_some())?;
        let part = part(self.is(at, "q"), number)?;
        self.part_and_year(part, next)
    }

    fn part_and_year(&self, part: Part, next: usize) -> Named {
        let fy = if self.is_any(next, &["of", "in", ",", "/", "-", "’", "'"]) { after(next) } else { next };
        let year_at = if self.is_any(fy, &["fy", "fiscal"]) { after(fy) } else { fy };
        if let Some((year, end)) = self.year(year_at) {
            return Some((PeriodToken::Of(Year::Named(year), part), end));
        }
        let short = (year_at > next || self.glued(next).is_some()).then(|| self.short_year(year_at)).flatten();
        if let Some((year, end)) = short.filter(|_| self.glued(year_at).is_some()) {
            return Some((PeriodToken::Of(Year::Named(year), part), end));
        }
        let (year, end) = self.relative_year(Year::Unnamed, next);
        Some((PeriodToken::Of(year, part), end))
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
        let letter = self.glued(next).is_some() && self.is_any(next, &["q", "h"]);
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
    fn part_with_leading_number(&self, at: usize) -> Named {
        let letter_at = after(at);
        let is_quarter = self.is(letter_at, "q");
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

    /// "first quarter of 2015", "fourth-quarter", "second half", "first nine months of 2010", "third quarter 2007".
    fn ordinal_part(&self, at: usize) -> Named {
        let number = find(&self.atoms, at, |meaning| match meaning {
            Meaning::Ordinal(number @ 1..=4) => u8::try_from(*number).ok(),
            _ => None,
        });
        let last = self.is_any(at, &["last", "final"]);
        let in_digits = self.small(at).filter(|(number, next)| {
            (1..=4).contains(number) && self.glued(*next).is_some() && self.is_any(*next, &["st", "nd", "rd", "th"])
        });
        let ordinal_end = if in_digits.is_some() { after(after(at)) } else { after(at) };
        let number = number.map(|(_, number)| number).or(in_digits.map(|(number, _)| number)).or(last.then_some(0))?;
        let mut next = self.after_hyphen(ordinal_end);
        if self.is_any(next, &["fiscal", "financial", "calendar"]) {
            next = self.after_hyphen(after(next));
        }
        if let Some((months, end)) = self.month_count(next).filter(|_| number == 1) {
            return self.part_and_year(Part::Months(1, months), end);
        }
        let quarter = self.is_any(next, &["quarter", "qtr"]);
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
        let next =
            if self.is_any(next, &["results", "period"]) && self.glued(next).is_some() { after(next) } else { next };
        let (token, end) = self.part_and_year(part, next)?;
        // "the last quarter" alone is the one before this; "the last quarter of 2010" is the fourth.
        let unnamed = token == PeriodToken::Of(Year::Unnamed, part);
        if number == 0 && unnamed && self.is(at, "last") {
            return quarter.then_some((PeriodToken::Relative(Relative::Last(TimeUnit::Quarter)), next));
        }
        Some((token, end))
    }

    /// "nine months", "13-week": a number of months or weeks within a year.
    fn counted_length(&self, at: usize) -> Option<(Length, usize)> {
        let (count, next) = match self.atoms.get(at)?.kind {
            AtomKind::Digits => self.small(at)?,
            AtomKind::Word => {
                let number =
                    self.number_words(at).filter(|number| number.form == Form::Words && number.scale.is_none())?;
                (u8::try_from(number.numeral.mantissa()).ok()?, number.next)
            }
            AtomKind::Sign(_) => return None,
        };
        let (end, unit) = self.time_unit(self.after_hyphen(next))?;
        match unit {
            TimeUnit::Month if (2..=12).contains(&count) => Some((Length::Months(count), end)),
            TimeUnit::Week if (4..=53).contains(&count) => Some((Length::Weeks(count), end)),
            _ => None,
        }
    }

    /// "nine months", "six-month": a number of months within a year.
    fn month_count(&self, at: usize) -> Option<(u8, usize)> {
        match self.counted_length(at)? {
            (Length::Months(months), end) => Some((months, end)),
            (Length::Weeks(_), _) => None,
        }
    }

    /// "nine months to September 2014", "three months ended June 30", "13-week fiscal quarter ended November 2, 2024".
    fn ended(&self, at: usize) -> Named {
        let named = || self.named_length(at).map(|(months, next)| (Length::Months(months), next));
        let (length, mut next) = self.counted_length(at).or_else(named)?;
        for word in ["fiscal", "year", "quarter", "period"] {
            if self.is(self.after_hyphen(next), word) {
                next = after(self.after_hyphen(next));
            }
        }
        if !self.is_any(next, &["ended", "ending", "to", "through", "until"]) {
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
        let at = if self.is_any(at, &["fiscal", "financial", "full"]) { self.after_hyphen(after(at)) } else { at };
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
    fn fiscal_year(&self, at: usize) -> Named {
        let mut next = at;
        let mut marked = false;
        while !marked && self.is_any(next, &["fiscal", "financial", "full", "calendar"]) {
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

    /// "same period last year", "corresponding quarter of 2008", "year-earlier period", "prior-year quarter".
    fn same_period(&self, at: usize) -> Named {
        let year_ago = self.is_any(at, &["year", "prior", "previous"]) && self.is_year_ago(at);
        let mut next = if year_ago {
            after(self.after_hyphen(after(at)))
        } else if self.is_any(at, LIKE) {
            after(at)
        } else {
            return None;
        };
        if let Some((year, end)) =
            self.year(next).filter(|(_, end)| self.is_any(*end, &["period", "quarter", "month", "half"]))
        {
            return Some((PeriodToken::Relative(Relative::SamePeriodOf(Year::Named(year))), after(end)));
        }
        if let Some((_, end)) = self.month_count(next) {
            next = end;
        } else if self
            .is_any(next, &["period", "quarter", "half", "month", "time", "week", "point", "stage", "date", "day"])
            || self.is_calendar_word(next)
        {
            next = after(next);
        } else if !year_ago {
            return None;
        }
        if self.is(next, "period") {
            next = after(next);
        }
        if year_ago {
            return Some((PeriodToken::Relative(Relative::YearsEarlier(1)), next));
        }
        // "at the same time" names no period.
        let vague = self.is_any(at, &["same", "like"]) && self.before_is_vague(next);
        self.of_another_year(next).or_else(|| {
            let earlier = !self.is(at, "same");
            let relative = if earlier { Relative::YearsEarlier(1) } else { Relative::SamePeriodOf(Year::Unnamed) };
            (!vague).then_some((PeriodToken::Relative(relative), next))
        })
    }

    fn before_is_vague(&self, next: usize) -> bool {
        next.checked_sub(1).is_some_and(|at| self.is_any(at, &["time", "point", "stage", "date", "day"]))
    }

    /// "year-earlier", "year-ago", "prior-year": an adjective in front of a period or figure.
    fn is_year_ago(&self, at: usize) -> bool {
        let joined = self.after_hyphen(after(at));
        let hyphen = joined > after(at);
        if self.is(at, "year") {
            hyphen && self.is_any(joined, &["earlier", "ago"])
        } else {
            self.is(joined, "year") && (hyphen || self.is_any(after(joined), &["period", "quarter", "month", "half"]))
        }
    }

    /// "in 2008", "last year", "a year earlier", "of the previous year" after "the same period".
    fn of_another_year(&self, at: usize) -> Named {
        let of = if self.is_any(at, &["of", "in", "for", "from", ","]) { after(at) } else { at };
        if let Some((year, end)) = self.year(of) {
            return Some((PeriodToken::Relative(Relative::SamePeriodOf(Year::Named(year))), end));
        }
        if let Some((years, end)) = self.years_before(of) {
            return Some((PeriodToken::Relative(Relative::YearsEarlier(years)), end));
        }
        let the = if self.is(of, "the") { after(of) } else { of };
        if self.is_any(the, &["year"]) && self.is_any(after(the), &["before", "earlier"]) {
            return Some((PeriodToken::Relative(Relative::YearsEarlier(1)), after(after(the))));
        }
        let previous = self.is_any(the, &["last", "previous", "prior", "preceding"]);
        let year_at = if self.is_any(after(the), &["fiscal", "financial"]) { after(after(the)) } else { after(the) };
        (previous && self.is(year_at, "year"))
            .then_some((PeriodToken::Relative(Relative::YearsEarlier(1)), after(year_at)))
    }

    /// "a year earlier", "two years ago", "year-on-year" not.
    fn years_ago(&self, at: usize) -> Named {
        let (count, unit, next) = self.time_before(at)?;
        let relative =
            if unit == TimeUnit::Year { Relative::YearsEarlier(count) } else { Relative::Earlier(count, unit) };
        Some((PeriodToken::Relative(relative), next))
    }

    fn years_before(&self, at: usize) -> Option<(u16, usize)> {
        let (years, _, next) = self.time_before(at).filter(|(_, unit, _)| *unit == TimeUnit::Year)?;
        Some((years, next))
    }

    fn time_before(&self, at: usize) -> Option<(u16, TimeUnit, usize)> {
        let (count, next) = if self.is(at, "a") || self.is(at, "one") {
            (1, after(at))
        } else {
            match self.atoms.get(at)?.kind {
                AtomKind::Digits => self.small(at).map(|(count, next)| (u16::from(count), next))?,
                AtomKind::Word => {
                    let number =
                        self.number_words(at).filter(|number| number.form == Form::Words && number.scale.is_none())?;
                    (u16::try_from(number.numeral.mantissa()).ok()?, number.next)
                }
                AtomKind::Sign(_) => return None,
            }
        };
        let (end, unit) =
            self.time_unit(next).filter(|(_, unit)| !matches!(unit, TimeUnit::Hour | TimeUnit::Decade))?;
        if self.is_any(end, &["earlier", "ago", "previously"]) {
            return Some((count, unit, after(end)));
        }
        let closes =
            self.atoms.get(after(end)).is_none_or(|atom| matches!(atom.kind, AtomKind::Sign('.' | ',' | ';' | ')')));
        (count == 1 && self.is(end, "before") && closes).then_some((1, unit, after(end)))
    }

    /// "last year", "this quarter", "previous month", "the year before", "today".
    fn neighbour(&self, at: usize) -> Named {
        let relative = |relative, next| Some((PeriodToken::Relative(relative), next));
        if self.is(at, "today") {
            return relative(Relative::This(TimeUnit::Day), after(at));
        }
        if self.is(at, "yesterday") {
            return relative(Relative::Last(TimeUnit::Day), after(at));
        }
        if self.is(at, "tomorrow") {
            return relative(Relative::Next(TimeUnit::Day), after(at));
        }
        if self.is(at, "year") && self.is_any(after(at), &["before", "earlier", "ago"]) {
            let next = after(after(at));
            // "the year before the merger"
            let closes = self.atoms.get(next).is_none_or(|atom| matches!(atom.kind, AtomKind::Sign(_)))
                || (self.is_function(next)
                    && !self.is_any(next, &["the", "a", "an", "it", "its", "he", "they", "their", "this", "that"]));
            let the = at.checked_sub(1).is_some_and(|before| self.is(before, "the"));
            return (the && closes || !self.is(after(at), "before"))
                .then_some((PeriodToken::Relative(Relative::YearsEarlier(1)), after(after(at))));
        }
        let mut unit_at = after(at);
        if self.is_any(unit_at, &["fiscal", "financial", "calendar"]) {
            unit_at = after(unit_at);
        }
        let (next, unit) = self.time_unit(unit_at).filter(|_| self.is_singular(unit_at))?;
        if matches!(unit, TimeUnit::Hour | TimeUnit::Decade) {
            return None;
        }
        match () {
            () if self.is(at, "last") && unit == TimeUnit::Year => {
                Some((PeriodToken::Of(Year::Back(1), Part::Whole), next))
            }
            () if self.is_any(at, &["this", "current"]) && unit == TimeUnit::Year => {
                Some((PeriodToken::Of(Year::Back(0), Part::Whole), next))
            }
            () if self.is(at, "next") && unit == TimeUnit::Year => {
                Some((PeriodToken::Of(Year::Back(-1), Part::Whole), next))
            }
            () if self.is(at, "last") => relative(Relative::Last(unit), next),
            () if self.is_any(at, &["this", "current"]) => relative(Relative::This(unit), next),
            () if self.is(at, "next") => relative(Relative::Next(unit), next),
            () if self.is_any(at, &["previous", "prior", "preceding"]) => relative(Relative::Previous(unit), next),
            () => None,
        }
    }

    fn is_singular(&self, at: usize) -> bool {
        let text = |atom: &Atom| self.atoms.text_of(atom).ends_with('s');
        self.atoms.get(at).is_some_and(|atom| !text(atom))
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

/// All days from the first year to the last.
fn years_between(first: i16, last: i16) -> Option<Period> {
    Period::range(jiff::civil::Date::new(first, 1, 1).ok()?, jiff::civil::Date::new(last, 12, 31).ok()?)
}
