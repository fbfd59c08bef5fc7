//! The lowest and the highest fixing of a range, with whole years remembered, since many conversions are asked about the same ones.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;

use super::pair::Pair;
use crate::model::Currency;
use crate::num::Exact;

/// The lowest and the highest of some fixings, where there are any.
type Range = Option<(Exact, Exact)>;

/// A pair's year.
type Year = (Currency, Currency, i16);

/// What the years that were asked about hold.
#[derive(Clone, Debug, Default)]
pub(super) struct Extremes(Arc<Mutex<HashMap<Year, Range>>>);

impl Extremes {
    /// The lowest and the highest fixing of a pair from `start` up to, not including, `end`; `currencies` are those of the pair.
    pub(super) fn of(&self, pair: &Pair<'_>, currencies: (Currency, Currency), start: Date, end: Date) -> Range {
        let of_days = |start, end| pair.values(start, end).fold(None, |range, (_, value)| wider(range, &value, &value));
        // The first day of a year that is within the range whole, and the one after the last such year.
        let is_new_year = start == start.first_of_year();
        let first = if is_new_year { start } else { start.last_of_year().tomorrow().unwrap_or(end) };
        let last = end.first_of_year();
        if first >= last {
            return of_days(start, end);
        }
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut range = of_days(start, first);
        let mut begin = first;
        while begin < last {
            let next = begin.last_of_year().tomorrow().unwrap_or(last);
            let key = (currencies.0, currencies.1, begin.year());
            if let Some((low, high)) = known.entry(key).or_insert_with(|| of_days(begin, next)) {
                range = wider(range, low, high);
            }
            begin = next;
        }
        match of_days(last, end) {
            Some((low, high)) => wider(range, &low, &high),
            None => range,
        }
    }
}

/// A range with two values more, of which the first is no higher than the second.
fn wider(range: Range, low: &Exact, high: &Exact) -> Range {
    Some(match range {
        Some((lowest, highest)) => {
            (if *low < lowest { low.clone() } else { lowest }, if *high > highest { high.clone() } else { highest })
        }
        None => (low.clone(), high.clone()),
    })
}
