//! The rate book: asks the sources for the fixings of a pair, and answers with a rate or with the reason why not.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;

use super::calendar::{REACH, is_gap, is_working_day};
use super::coverage::{self, Coverage};
use super::ecb;
use super::error::{Known, RateError};
use super::extremes::Extremes;
use super::layer::{Fixings, Layer, Unit};
use super::pair::{Fixing, Pair};
use super::rate::{Asked, Rate, RateKind};
use super::refusal;
use super::routes::Routes;
use super::source::{self, Source, SourceError};
use crate::model::{Change, Currency};
use crate::num::Exact;

/// Exchange rates by day, from the European Central Bank's history and from files of one's own.
///
/// ```
/// use jiff::civil::date;
/// use tieout::{model::Currency, num::Rounding, rates::Book};
/// let yuan = Currency::from_code("CNY").ok_or("unknown")?;
/// let year = Book::embedded().average(Currency::USD, yuan, date(2014, 1, 1), date(2015, 1, 1))?;
/// assert_eq!(year.value.to_plain(5, Rounding::Nearest), "6.1612");
/// assert_eq!(year.fixings, 255);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Book {
    /// The history first, then what extends it: a later layer wins.
    pub(super) layers: Vec<Layer>,
    pub(super) routes: Routes,
    pub(super) known: Known,
    source: Arc<str>,
    extremes: Extremes,
}

impl Book {
    /// The European Central Bank's daily reference rates that the program carries.
    pub fn embedded() -> Self {
        let known = Known { first: ecb::first_date(), last: ecb::last_date() };
        Self::of(vec![Layer::embedded()], known)
    }

    /// This book with the rates of a file, whose `name` appears in results and in messages.
    ///
    /// `bytes` are one of:
    /// - a CSV with the columns `date,base,quote,rate` in any order (others are ignored): 1 base is rate quote. It extends the
    ///   book: its fixings win over others of the same day and pair, and add days and currencies;
    /// - the ECB's `eurofxref-hist.csv`, or the ECB's zip with that file in it. It takes the place of the embedded history.
    ///
    /// # Errors
    /// All rows that cannot be read, each with line and column; or why the file as a whole cannot.
    pub fn with_source(mut self, name: &str, bytes: &[u8]) -> Result<Self, SourceError> {
        let (listed, replaces) = match source::read(name, bytes)? {
            Source::History(listed) => (listed, true),
            Source::Rates(listed) => (listed, false),
        };
        let layer = Layer { name: Arc::from(name), fixings: Fixings::Listed(listed) };
        match self.layers.first_mut() {
            Some(history) if replaces => *history = layer,
            _ => self.layers.push(layer),
        }
        let known = self.span().unwrap_or(self.known);
        Ok(Self::of(self.layers, known))
    }

    fn of(layers: Vec<Layer>, known: Known) -> Self {
        let names: Vec<&str> = layers.iter().map(|layer| &*layer.name).collect();
        let source = Arc::from(names.join(" + "));
        Book { routes: Routes::of(&layers), known, source, layers, extremes: Extremes::default() }
    }

    fn span(&self) -> Option<Known> {
        let spans: Vec<Known> = self.layers.iter().filter_map(Layer::span).collect();
        let first = spans.iter().map(|span| span.first).min()?;
        let last = spans.iter().map(|span| span.last).max()?;
        Some(Known { first, last })
    }

    /// The names of the sources, the history first.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The day of the first fixing of any currency.
    pub fn first_date(&self) -> Date {
        self.known.first
    }

    /// The day of the last fixing of any currency.
    pub fn last_date(&self) -> Date {
        self.known.last
    }

    /// What is known of each currency, sorted by code.
    pub fn coverage(&self) -> Vec<Coverage> {
        coverage::of(&self.layers)
    }

    /// The rate of a day: the last fixing on or before it, at most 7 days back.
    ///
    /// Both legs of a cross are of one day. Units of one money (TRL and TRY) are converted by definition.
    ///
    /// # Errors
    /// Every reason of [`RateError`] but those of ranges, each with the range known.
    pub fn on(&self, from: Currency, to: Currency, date: Date) -> Result<Rate, RateError> {
        let asked = Asked::Day(date);
        if let Some(rate) = by_definition(from, to, asked) {
            return Ok(rate);
        }
        let pair = self.pair(from, to)?;
        let fixing = within_reach(&pair, date).filter(|fixing| ended(from, to, fixing.day, date).is_none());
        match fixing {
            Some(fixing) => Ok(self.rate(from, to, asked, RateKind::Fixing, &[fixing])),
            None => Err(refusal::of(self, &pair, from, to, asked)),
        }
    }

    /// The mean of the fixings of each day from `start` up to, not including, `end`: of the daily crosses, not the cross of two
    /// means.
    ///
    /// # Errors
    /// Every reason of [`RateError`]. A range is refused as a whole where it reaches beyond the known fixings by a working day,
    /// or holds more than 7 days on end without a fixing.
    pub fn average(&self, from: Currency, to: Currency, start: Date, end: Date) -> Result<Rate, RateError> {
        if start >= end {
            return Err(RateError::EmptyRange { start, end });
        }
        let asked = Asked::Range { start, end };
        if let Some(rate) = by_definition(from, to, asked) {
            return Ok(rate);
        }
        let pair = self.pair(from, to)?;
        let fixings: Vec<Fixing> = pair.fixings(start, end).collect();
        if self.is_complete(&pair, &fixings, start, end) {
            Ok(self.rate(from, to, asked, RateKind::Average, &fixings))
        } else {
            Err(refusal::of(self, &pair, from, to, asked))
        }
    }

    /// The fixings of a pair from `start` up to, not including, `end`, rising by day: units of `to` for one `from`.
    ///
    /// # Errors
    /// [`RateError::Unknown`]. No fixing in the range is an empty list, and so is a pair of units of one money.
    pub fn fixings(
        &self,
        from: Currency,
        to: Currency,
        start: Date,
        end: Date,
    ) -> Result<Vec<(Date, Exact)>, RateError> {
        if by_definition(from, to, Asked::Range { start, end }).is_some() {
            return Ok(Vec::new());
        }
        let pair = self.pair(from, to)?;
        Ok(pair.values(start, end).collect())
    }

    /// The lowest and the highest fixing of a pair from `start` up to, not including, `end`; `None` where there is no fixing, or for
    /// units of one money.
    ///
    /// ```
    /// use jiff::civil::date;
    /// use tieout::{model::Currency, num::Rounding, rates::Book};
    /// let yuan = Currency::from_code("CNY").ok_or("unknown")?;
    /// let range = Book::embedded().extremes(Currency::USD, yuan, date(2014, 1, 1), date(2015, 1, 1))?;
    /// let (low, high) = range.ok_or("no fixing")?;
    /// assert_eq!(low.to_plain(5, Rounding::Nearest), "6.0428");
    /// assert_eq!(high.to_plain(5, Rounding::Nearest), "6.2611");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`RateError::Unknown`].
    pub fn extremes(
        &self,
        from: Currency,
        to: Currency,
        start: Date,
        end: Date,
    ) -> Result<Option<(Exact, Exact)>, RateError> {
        if by_definition(from, to, Asked::Range { start, end }).is_some() {
            return Ok(None);
        }
        let pair = self.pair(from, to)?;
        let (start, end) = (start.max(self.known.first), end.min(self.known.last.tomorrow().unwrap_or(end)));
        Ok(self.extremes.of(&pair, (from, to), start, end))
    }

    /// Whether a range has fixings, reaches its ends by them, and has no gap.
    fn is_complete(&self, pair: &Pair<'_>, fixings: &[Fixing], start: Date, end: Date) -> bool {
        let (Some(first), Some(last)) = (fixings.first(), fixings.last()) else {
            return false;
        };
        let Ok(before) = start.yesterday() else {
            return false;
        };
        let days: Vec<Date> = fixings.iter().map(|fixing| fixing.day).collect();
        let mut stretches = std::iter::once(before).chain(days.iter().copied()).zip(days.iter().copied().chain([end]));
        let whole = !stretches.any(|(after, before)| is_gap(after, before));
        // Only where working days of the range lie outside its own fixings does it matter what lies beyond them.
        let head = self.first_due(start, first.day).is_none() || pair.last_before(start).is_some();
        let tail = match last.day.tomorrow() {
            Ok(next) => self.first_due(next, end).is_none() || pair.first_from(end).is_some(),
            Err(_) => true,
        };
        whole && head && tail
    }

    /// The first day from `start` up to, not including, `end` on which a fixing is due.
    pub(super) fn first_due(&self, start: Date, end: Date) -> Option<Date> {
        let mut day = start;
        while day < end {
            if self.is_due(day) {
                return Some(day);
            }
            day = day.tomorrow().ok()?;
        }
        None
    }

    /// Inside the book's history a fixing is due where some currency has one, outside of it on working days.
    fn is_due(&self, day: Date) -> bool {
        if day < self.known.first || day > self.known.last {
            is_working_day(day)
        } else {
            self.layers.iter().any(|layer| layer.has_day(day))
        }
    }

    fn pair(&self, from: Currency, to: Currency) -> Result<Pair<'_>, RateError> {
        let (source, target) = (Unit::of(from), Unit::of(to));
        for (currency, root) in [(from, source.root), (to, target.root)] {
            if !self.routes.reach(root) {
                return Err(RateError::Unknown { currency, known: self.known });
            }
        }
        let factor = target.per_root.checked_div(&source.per_root).filter(|factor| *factor != Exact::one());
        let routes = self.routes.between(&self.layers, source.root, target.root);
        Ok(Pair { routes, factor, is_layered: self.is_layered() })
    }

    /// The answer that rests on `fixings`: their mean, which for one is itself.
    fn rate(&self, from: Currency, to: Currency, asked: Asked, kind: RateKind, fixings: &[Fixing]) -> Rate {
        let count = u32::try_from(fixings.len()).unwrap_or(u32::MAX);
        let values: Vec<Exact> = fixings.iter().map(|fixing| fixing.value.clone()).collect();
        let sum = Exact::sum(&values);
        let mean = sum.checked_div(&Exact::from(i64::from(count))).unwrap_or(sum);
        let value = mean.in_lowest_terms();
        let first = fixings.first().map_or(asked.start(), |fixing| fixing.day);
        let last = fixings.last().map_or(asked.last(), |fixing| fixing.day);
        Rate { value, from, to, asked, first, last, fixings: count, kind, source: self.sources(fixings) }
    }

    /// Whether there is more than the history.
    fn is_layered(&self) -> bool {
        self.layers.len() > 1
    }

    fn sources(&self, fixings: &[Fixing]) -> Arc<str> {
        let used: BTreeSet<usize> = fixings.iter().flat_map(|fixing| fixing.layers.iter().copied()).collect();
        if !self.is_layered() || used.len() == self.layers.len() {
            return Arc::clone(&self.source);
        }
        let names: Vec<&str> = used.iter().filter_map(|at| self.layers.get(*at)).map(|layer| &*layer.name).collect();
        Arc::from(names.join(" + "))
    }
}

/// The rate between units of one money, which needs no fixing.
fn by_definition(from: Currency, to: Currency, asked: Asked) -> Option<Rate> {
    let (source, target) = (Unit::of(from), Unit::of(to));
    if source.root != target.root {
        return None;
    }
    let (kind, source_name) = match asked {
        Asked::Day(_) => (RateKind::Fixing, Arc::from("by definition")),
        Asked::Range { .. } => (RateKind::Average, Arc::from("by definition")),
    };
    let value = target.per_root.checked_div(&source.per_root)?;
    let (first, last) = (asked.start(), asked.last());
    Some(Rate { value, from, to, asked, first, last, fixings: 0, kind, source: source_name })
}

/// The last fixing on or before a day, at most a week back.
fn within_reach(pair: &Pair<'_>, date: Date) -> Option<Fixing> {
    let mut day = date;
    for _ in 0..=REACH {
        if let Some(fixing) = pair.fixing(day) {
            return Some(fixing);
        }
        day = day.yesterday().ok()?;
    }
    None
}

/// The currency that another money replaced between the last fixing and the day asked for: its fixing stands no longer.
pub(super) fn ended(from: Currency, to: Currency, fixing: Date, asked: Date) -> Option<Currency> {
    [from, to].into_iter().find(|currency| {
        let replaced = Unit::of(*currency).root.replaced();
        replaced
            .is_some_and(|replaced| replaced.change == Change::Adopted && fixing < replaced.on && replaced.on <= asked)
    })
}
