//! The forms in which a text names years, quarters, months and days.

mod parts;
mod relative;

use super::lexicon::{Meaning, Rules, find};
use super::numeral::Form;
use super::period::{Part, PeriodToken, Year};
use super::scan::{Atom, AtomKind};
use super::token::{TimeToken, TokenKind};
use super::{Found, Lexer, after};
use crate::model::Period;
use crate::num::{Numeral, Qualifier, Reported};
use crate::read::article::vocabulary::Key;

/// A period and the atom after it.
type Named = Option<(PeriodToken, usize)>;

/// A small whole number and the atom after it.
type Counted = Option<(u16, usize)>;

/// Names of months that are other words besides, or abbreviations: taken only beside a day, a year or a word of time.
const DOUBTFUL_MONTHS: &[Key] =
    keys!["may", "march", "mar", "jan", "jun", "jul", "feb", "apr", "aug", "sep", "sept", "oct", "nov", "dec"];

/// Words in front of a month that make it one.
const BEFORE_MONTHS: &[Key] = keys![
    "in", "of", "since", "by", "from", "to", "until", "till", "through", "during", "for", "early", "late", "mid",
    "last", "next", "this", "ended", "ending", "end", "and", "between", "each", "every", "before", "after", "on", "-",
    "–",
];

impl Lexer<'_> {
    /// The period that begins with a word that is no month, number or ordinal.
    pub(super) fn period(&self, at: usize) -> Option<Found> {
        let named = self
            .numbered_part(at)
            .or_else(|| self.ordinal_part(at))
            .or_else(|| self.ended(at, None))
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
        let may_name =
            |atom: &Atom| atom.kind == AtomKind::Word && (atom.glued || atom.rules.has(Rules::MONTH.with(Rules::TIME)));
        let named = match digits {
            1 | 2 if is_joined || self.atoms.get(next).is_some_and(may_name) => self
                .date_in_digits(at)
                .or_else(|| self.day_and_month(at))
                .or_else(|| self.part_with_leading_number(at))
                .or_else(|| self.ordinal_part(at))
                .or_else(|| self.ended(at, self.counted(at)))
                .or_else(|| self.years_ago(at, self.counted(at))),
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
        let counted = self.counted(at);
        let named = self.ended(at, counted).or_else(|| self.years_ago(at, counted));
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
        Some(Found { start, end, kind: TokenKind::Period(token), next })
    }

    /// A small whole number in digits, with the atom after it.
    fn small(&self, at: usize) -> Option<(u8, usize)> {
        let atom = self.atoms.get(at).filter(|atom| atom.kind == AtomKind::Digits)?;
        let text = self.atoms.text_of(atom);
        (text.len() <= 2).then(|| Some((text.parse().ok()?, after(at))))?
    }

    /// A small whole number in digits or in words, with the atom after it.
    fn counted(&self, at: usize) -> Counted {
        match self.atoms.get(at)?.kind {
            AtomKind::Digits => self.small(at).map(|(count, next)| (u16::from(count), next)),
            AtomKind::Word => {
                let number =
                    self.number_words(at).filter(|number| number.form == Form::Words && number.scale.is_none())?;
                Some((u16::try_from(number.numeral.mantissa()).ok()?, number.next))
            }
            AtomKind::Sign(_) => None,
        }
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
        let unit = find(&self.atoms, next, Rules::SCALE.with(Rules::MARK).with(Rules::NOUN), |meaning| match meaning {
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
        let words = keys![
            "in", "of", "since", "during", "from", "until", "early", "late", "mid", "fiscal", "by", "for", "the", "to",
            "year",
        ];
        at.checked_sub(1).is_some_and(|before| self.is_any(before, words) || self.is_month(before).is_some())
    }

    /// "2014", "2010-2014", "2013-14", "2008/2009", "1980s".
    fn years(&self, at: usize) -> Named {
        if let Some(decade) = self.decade(at) {
            return Some(decade);
        }
        let (year, next) = self.year(at).filter(|(_, next)| !self.is_numbered(at, *next))?;
        let joint = self.sign(next).filter(|sign| matches!(sign, '-' | '–' | '/'));
        if let (Some(_), Some((last, end))) = (joint, self.last_year(year, after(next))) {
            let short = last == year.saturating_add(1);
            return Some(match short {
                true => (PeriodToken::Of(Year::Named(last), Part::Straddling), end),
                false => (PeriodToken::Span(years_between(year, last)?), end),
            });
        }
        let fiscal = self.is_any(next, keys!["fiscal", "financial"]) && self.is(after(next), "year");
        Some((PeriodToken::Of(Year::Named(year), Part::Whole), if fiscal { after(after(next)) } else { next }))
    }

    /// "The Russell 2000", "the CSI 2000 index": so many shares, or a version.
    fn is_numbered(&self, at: usize, next: usize) -> bool {
        let name = at.checked_sub(1).filter(|before| self.is_any(*before, keys!["russell", "windows"]));
        let is_name =
            |at: usize| self.atoms.get(at).is_some_and(|atom| self.atoms.text_of(atom).starts_with(char::is_uppercase));
        let before = at.checked_sub(1).filter(|before| is_name(*before) && !self.is_calendar_word(*before));
        name.is_some() || before.is_some() && self.is_any(next, keys!["index", "indexes", "indices"])
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
        let month = find(&self.atoms, at, Rules::MONTH, |meaning| match meaning {
            Meaning::Month(month) => Some(*month),
            _ => None,
        });
        month.filter(|_| capital).map(|(_, month)| month)
    }

    /// Whether an atom is a month, a weekday or another word in front of digits that are no name.
    pub(super) fn is_calendar_word(&self, at: usize) -> bool {
        let weekday =
            find(&self.atoms, at, Rules::WEEKDAY, |meaning| matches!(meaning, Meaning::Weekday).then_some(()));
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
        match self.year(of).filter(|(_, next)| !self.leads_count(*next)) {
            Some((year, next)) => (Year::Named(year), next),
            None => (Year::Unnamed, at),
        }
    }

    /// Whether the digits before are the first part of a longer number: "2014-15".
    fn leads_count(&self, next: usize) -> bool {
        self.glued_sign(next, '-') && self.joined_digits(after(next))
    }

    /// "31 March 2014", "31st of March".
    fn day_and_month(&self, at: usize) -> Named {
        let (day, mut next) = self.small(at)?;
        if self.glued(next).is_some() && self.is_any(next, keys!["st", "nd", "rd", "th"]) {
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
        if self.glued(next).is_some() && self.is_any(next, keys!["st", "nd", "rd", "th"]) {
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
        let word = self.is_any(next, keys!["to", "through"])
            && !at.checked_sub(1).is_some_and(|before| self.is(before, "from"));
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
        let of = if self.is_any(at, keys!["of", "in"]) { after(at) } else { at };
        let of = if of > at && self.is(of, "the") { after(of) } else { of };
        let back = if self.is_any(of, keys!["last", "previous", "prior"]) {
            1
        } else if self.is_any(of, keys!["this", "current"]) {
            0
        } else if self.is(of, "next") {
            -1
        } else {
            return (year, at);
        };
        let year_at = if self.is_any(after(of), keys!["fiscal", "financial"]) { after(after(of)) } else { after(of) };
        if self.is(year_at, "year") { (Year::Back(back), after(year_at)) } else { (year, at) }
    }
}

/// All days from the first year to the last.
fn years_between(first: i16, last: i16) -> Option<Period> {
    Period::range(jiff::civil::Date::new(first, 1, 1).ok()?, jiff::civil::Date::new(last, 12, 31).ok()?)
}
