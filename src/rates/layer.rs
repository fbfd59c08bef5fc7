//! The fixings of one source, and how a currency's older units are folded into its present one.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::ecb;
use super::error::Known;
use crate::model::{Change, Currency};
use crate::num::Exact;

/// Fixings by base and quote: each list rises by day, and a value is units of the quote for one base.
pub(super) type Listed = BTreeMap<(Currency, Currency), Vec<(Date, Decimal)>>;

/// One source of fixings.
#[derive(Clone, Debug)]
pub(super) struct Layer {
    pub(super) name: Arc<str>,
    pub(super) fixings: Fixings,
}

/// Where a layer keeps them.
#[derive(Clone, Debug)]
pub(super) enum Fixings {
    /// In the program itself.
    Embedded,
    /// Read from a file.
    Listed(Listed),
}

/// Where a layer finds a series.
#[derive(Copy, Clone, Debug)]
pub(super) enum Key {
    Column(usize),
    Quoted((Currency, Currency)),
}

/// The fixings of one base and quote in a layer.
#[derive(Copy, Clone, Debug)]
pub(super) enum Series<'b> {
    Column(usize),
    List(&'b [(Date, Decimal)]),
}

impl Layer {
    pub(super) fn embedded() -> Self {
        Layer {
            name: Arc::from(ecb::NAME),
            fixings: Fixings::Embedded,
        }
    }

    /// Every base and quote of the layer, with the key of its series.
    pub(super) fn keys(&self) -> Vec<(Key, (Currency, Currency))> {
        match &self.fixings {
            Fixings::Embedded => {
                let columns = ecb::currencies().enumerate();
                columns
                    .map(|(at, quote)| (Key::Column(at), (Currency::EUR, quote)))
                    .collect()
            }
            Fixings::Listed(listed) => listed.keys().map(|pair| (Key::Quoted(*pair), *pair)).collect(),
        }
    }

    /// The first and the last day of any fixing.
    pub(super) fn span(&self) -> Option<Known> {
        match &self.fixings {
            Fixings::Embedded => Some(Known {
                first: ecb::first_date(),
                last: ecb::last_date(),
            }),
            Fixings::Listed(listed) => {
                let first = listed
                    .values()
                    .filter_map(|list| list.first())
                    .map(|(day, _)| *day)
                    .min()?;
                let last = listed
                    .values()
                    .filter_map(|list| list.last())
                    .map(|(day, _)| *day)
                    .max()?;
                Some(Known { first, last })
            }
        }
    }

    /// Whether any currency has a fixing on a day.
    pub(super) fn has_day(&self, day: Date) -> bool {
        match &self.fixings {
            Fixings::Embedded => ecb::has_day(day),
            Fixings::Listed(listed) => listed.values().any(|list| Series::List(list).fixing(day).is_some()),
        }
    }

    /// The series of a key.
    pub(super) fn series(&self, key: Key) -> Option<Series<'_>> {
        match (key, &self.fixings) {
            (Key::Column(column), Fixings::Embedded) => Some(Series::Column(column)),
            (Key::Quoted(pair), Fixings::Listed(listed)) => listed.get(&pair).map(|list| Series::List(list)),
            _ => None,
        }
    }
}

impl Series<'_> {
    pub(super) fn fixing(self, day: Date) -> Option<Decimal> {
        match self {
            Series::Column(column) => ecb::fixing(column, day),
            Series::List(list) => {
                let at = list.binary_search_by_key(&day, |(day, _)| *day).ok()?;
                list.get(at).map(|(_, rate)| *rate)
            }
        }
    }

    /// The days from `start` up to, not including, `end` that may have a fixing. For a column these are the days of the whole
    /// table.
    pub(super) fn days(self, start: Date, end: Date) -> Vec<Date> {
        match self {
            Series::Column(_) => ecb::days(start, end).collect(),
            Series::List(list) => {
                let first = list.partition_point(|(day, _)| *day < start);
                let past = list.partition_point(|(day, _)| *day < end);
                list.get(first..past)
                    .unwrap_or_default()
                    .iter()
                    .map(|(day, _)| *day)
                    .collect()
            }
        }
    }
}

/// A currency as units of the one that it was redenominated into: 1,000,000 TRL are one TRY.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    /// The newest currency of the line.
    pub(super) root: Currency,
    /// Units of the currency for one of the root.
    pub(super) per_root: Exact,
}

impl Unit {
    /// Follows redenominations to the newest unit. One money taking another's place, such as the euro, ends the line.
    pub(super) fn of(currency: Currency) -> Self {
        let mut unit = Unit {
            root: currency,
            per_root: Exact::one(),
        };
        // No line is longer than Brazil's five steps; the bound keeps a faulty table from looping.
        for _ in 0..16 {
            match unit.root.replaced() {
                Some(replaced) if replaced.change == Change::Redenominated => {
                    unit.per_root = unit.per_root * Exact::from(replaced.ratio);
                    unit.root = replaced.by;
                }
                _ => break,
            }
        }
        unit
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::Rounding;

    #[test]
    fn redenominations_are_followed_and_adoptions_are_not() {
        for (code, root, per_root) in [
            ("TRL", "TRY", "1000000"),
            ("TRY", "TRY", "1"),
            ("ROL", "RON", "10000"),
            ("BRC", "BRL", "2750000000"),
            ("HRK", "HRK", "1"),
            ("BGL", "BGN", "1000"),
        ] {
            let unit = Unit::of(Currency::from_code(code).unwrap());
            let found = (unit.root.code(), unit.per_root.to_plain(28, Rounding::Nearest));
            assert_eq!(found, (root, per_root.to_owned()), "{code}");
        }
    }
}
