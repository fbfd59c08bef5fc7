//! Periods in terms of another that is spoken of, or of the day of writing.

use super::{Counted, Named};
use crate::read::article::lexer::period::{Part, PeriodToken, Relative, Year};
use crate::read::article::lexer::scan::{Atom, AtomKind};
use crate::read::article::lexer::token::TimeUnit;
use crate::read::article::lexer::{Lexer, after};
use crate::read::article::vocabulary::Key;

/// Words for the period of another year that is like the one spoken of.
const LIKE: &[Key] =
    keys!["same", "corresponding", "comparable", "comparative", "equivalent", "like", "prior-year", "year-ago"];

impl Lexer<'_> {
    /// "same period last year", "corresponding quarter of 2008", "year-earlier period", "prior-year quarter".
    pub(super) fn same_period(&self, at: usize) -> Named {
        let year_ago = self.is_any(at, keys!["year", "prior", "previous"]) && self.is_year_ago(at);
        let mut next = if year_ago {
            after(self.after_hyphen(after(at)))
        } else if self.is_any(at, LIKE) {
            after(at)
        } else {
            return None;
        };
        if let Some((year, end)) =
            self.year(next).filter(|(_, end)| self.is_any(*end, keys!["period", "quarter", "month", "half"]))
        {
            return Some((PeriodToken::Relative(Relative::SamePeriodOf(Year::Named(year))), after(end)));
        }
        if let Some((_, end)) = self.month_count(next) {
            next = end;
        } else if self
            .is_any(next, keys!["period", "quarter", "half", "month", "time", "week", "point", "stage", "date", "day"])
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
        let vague = self.is_any(at, keys!["same", "like"]) && self.before_is_vague(next);
        self.of_another_year(next).or_else(|| {
            let earlier = !self.is(at, "same");
            let relative = if earlier { Relative::YearsEarlier(1) } else { Relative::SamePeriodOf(Year::Unnamed) };
            (!vague).then_some((PeriodToken::Relative(relative), next))
        })
    }

    fn before_is_vague(&self, next: usize) -> bool {
        next.checked_sub(1).is_some_and(|at| self.is_any(at, keys!["time", "point", "stage", "date", "day"]))
    }

    /// "year-earlier", "year-ago", "prior-year": an adjective in front of a period or figure.
    fn is_year_ago(&self, at: usize) -> bool {
        let joined = self.after_hyphen(after(at));
        let hyphen = joined > after(at);
        if self.is(at, "year") {
            hyphen && self.is_any(joined, keys!["earlier", "ago"])
        } else {
            self.is(joined, "year")
                && (hyphen || self.is_any(after(joined), keys!["period", "quarter", "month", "half"]))
        }
    }

    /// "in 2008", "last year", "a year earlier", "of the previous year" after "the same period".
    fn of_another_year(&self, at: usize) -> Named {
        let of = if self.is_any(at, keys!["of", "in", "for", "from", ","]) { after(at) } else { at };
        if let Some((year, end)) = self.year(of) {
            return Some((PeriodToken::Relative(Relative::SamePeriodOf(Year::Named(year))), end));
        }
        if let Some((years, end)) = self.years_before(of) {
            return Some((PeriodToken::Relative(Relative::YearsEarlier(years)), end));
        }
        let the = if self.is(of, "the") { after(of) } else { of };
        if self.is_any(the, keys!["year"]) && self.is_any(after(the), keys!["before", "earlier"]) {
            return Some((PeriodToken::Relative(Relative::YearsEarlier(1)), after(after(the))));
        }
        let previous = self.is_any(the, keys!["last", "previous", "prior", "preceding"]);
        let year_at =
            if self.is_any(after(the), keys!["fiscal", "financial"]) { after(after(the)) } else { after(the) };
        (previous && self.is(year_at, "year"))
            .then_some((PeriodToken::Relative(Relative::YearsEarlier(1)), after(year_at)))
    }

    /// "a year earlier", "two years ago", "year-on-year" not.
    pub(super) fn years_ago(&self, at: usize, counted: Counted) -> Named {
        let (count, unit, next) = self.time_before(at, counted)?;
        let relative =
            if unit == TimeUnit::Year { Relative::YearsEarlier(count) } else { Relative::Earlier(count, unit) };
        Some((PeriodToken::Relative(relative), next))
    }

    fn years_before(&self, at: usize) -> Option<(u16, usize)> {
        let (years, _, next) = self.time_before(at, self.counted(at)).filter(|(_, unit, _)| *unit == TimeUnit::Year)?;
        Some((years, next))
    }

    fn time_before(&self, at: usize, counted: Counted) -> Option<(u16, TimeUnit, usize)> {
        let (count, next) = if self.is(at, "a") || self.is(at, "one") { (1, after(at)) } else { counted? };
        let (end, unit) =
            self.time_unit(next).filter(|(_, unit)| !matches!(unit, TimeUnit::Hour | TimeUnit::Decade))?;
        if self.is_any(end, keys!["earlier", "ago", "previously"]) {
            return Some((count, unit, after(end)));
        }
        let closes =
            self.atoms.get(after(end)).is_none_or(|atom| matches!(atom.kind, AtomKind::Sign('.' | ',' | ';' | ')')));
        (count == 1 && self.is(end, "before") && closes).then_some((1, unit, after(end)))
    }

    /// "last year", "this quarter", "previous month", "the year before", "today".
    pub(super) fn neighbour(&self, at: usize) -> Named {
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
        if self.is(at, "year") && self.is_any(after(at), keys!["before", "earlier", "ago"]) {
            let next = after(after(at));
            // "the year before the merger"
            let closes = self.atoms.get(next).is_none_or(|atom| matches!(atom.kind, AtomKind::Sign(_)))
                || (self.is_function(next)
                    && !self.is_any(next, keys!["the", "a", "an", "it", "its", "he", "they", "their", "this", "that"]));
            let the = at.checked_sub(1).is_some_and(|before| self.is(before, "the"));
            return (the && closes || !self.is(after(at), "before"))
                .then_some((PeriodToken::Relative(Relative::YearsEarlier(1)), after(after(at))));
        }
        let mut unit_at = after(at);
        if self.is_any(unit_at, keys!["fiscal", "financial", "calendar"]) {
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
            () if self.is_any(at, keys!["this", "current"]) && unit == TimeUnit::Year => {
                Some((PeriodToken::Of(Year::Back(0), Part::Whole), next))
            }
            () if self.is(at, "next") && unit == TimeUnit::Year => {
                Some((PeriodToken::Of(Year::Back(-1), Part::Whole), next))
            }
            () if self.is(at, "last") => relative(Relative::Last(unit), next),
            () if self.is_any(at, keys!["this", "current"]) => relative(Relative::This(unit), next),
            () if self.is(at, "next") => relative(Relative::Next(unit), next),
            () if self.is_any(at, keys!["previous", "prior", "preceding"]) => relative(Relative::Previous(unit), next),
            () => None,
        }
    }

    fn is_singular(&self, at: usize) -> bool {
        let text = |atom: &Atom| self.atoms.text_of(atom).ends_with('s');
        self.atoms.get(at).is_some_and(|atom| !text(atom))
    }
}
