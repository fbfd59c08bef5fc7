//! The fixings between two currencies: as quoted, or crossed through a third.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::ecb;
use super::layer::Series;
use crate::num::Exact;

/// A series seen from one currency to another.
#[derive(Clone, Debug)]
pub(super) struct Leg<'b> {
    pub(super) layer: usize,
    pub(super) series: Series<'b>,
    /// What a quoted value is multiplied by, where base or quote is an older unit of its currency.
    pub(super) factor: Option<Exact>,
    /// Whether the series is quoted the other way round.
    pub(super) inverted: bool,
}

/// The legs between two neighbours, the one that wins first.
pub(super) type Hop<'b> = Vec<Leg<'b>>;

/// Every way from one currency to another, the shortest first.
#[derive(Clone, Debug)]
pub(super) struct Pair<'b> {
    pub(super) routes: Vec<Vec<Hop<'b>>>,
    /// Units of the target for one of the source, per unit of the roots' rate, where that is not one.
    pub(super) factor: Option<Exact>,
    /// Whether its fixings note the layers that they come from: there is more than one.
    pub(super) is_layered: bool,
}

/// The rate between two currencies on one day.
#[derive(Clone, Debug)]
pub(super) struct Fixing {
    pub(super) day: Date,
    pub(super) value: Exact,
    /// The layers that it comes from, if there are several.
    pub(super) layers: BTreeSet<usize>,
}

impl Leg<'_> {
    fn fixing(&self, day: Date) -> Option<Exact> {
        let quoted = Exact::from(self.series.fixing(day)?);
        let value = match &self.factor {
            Some(factor) => &quoted * factor,
            None => quoted,
        };
        if self.inverted { value.recip() } else { Some(value) }
    }
}

impl Pair<'_> {
    /// The rate on a day, from the first route all of whose legs have a fixing that day.
    pub(super) fn fixing(&self, day: Date) -> Option<Fixing> {
        self.routes.iter().find_map(|route| self.along(route, day))
    }

    fn along(&self, route: &[Hop<'_>], day: Date) -> Option<Fixing> {
        let mut layers = BTreeSet::new();
        let value = self.value_along(route, day, |layer| {
            if self.is_layered {
                layers.insert(layer);
            }
        })?;
        Some(Fixing { day, value, layers })
    }

    /// The rate on a day along a route; `used` is told of each layer that it comes from.
    fn value_along(&self, route: &[Hop<'_>], day: Date, mut used: impl FnMut(usize)) -> Option<Exact> {
        let mut product = self.factor.clone();
        for hop in route {
            let (value, layer) = hop.iter().find_map(|leg| Some((leg.fixing(day)?, leg.layer)))?;
            product = Some(match product {
                Some(product) => product * value,
                None => value,
            });
            used(layer);
        }
        Some(product.unwrap_or_else(Exact::one))
    }

    /// The days from `start` up to, not including, `end` that may have a fixing, rising.
    fn candidates(&self, start: Date, end: Date) -> impl DoubleEndedIterator<Item = Date> {
        let legs = || self.routes.iter().flatten().flatten();
        let is_column = |leg: &Leg<'_>| matches!(leg.series, Series::Column(_));
        // Every column of the embedded table has the same days, which need no list: often only the first or the last is asked for.
        let column = legs().find(|leg| is_column(leg)).map(|_| ecb::days(start, end));
        let mut days: Vec<Date> =
            legs().filter(|leg| !is_column(leg)).flat_map(|leg| leg.series.days(start, end)).collect();
        let (table, column) = if days.is_empty() { (column, None) } else { (None, column) };
        days.extend(column.into_iter().flatten());
        days.sort_unstable();
        days.dedup();
        table.into_iter().flatten().chain(days)
    }

    /// The fixings from `start` up to, not including, `end`, rising.
    pub(super) fn fixings(&self, start: Date, end: Date) -> impl DoubleEndedIterator<Item = Fixing> {
        self.candidates(start, end).filter_map(|day| self.fixing(day))
    }

    /// The rates of the days from `start` up to, not including, `end`, rising by day.
    pub(super) fn values(&self, start: Date, end: Date) -> impl Iterator<Item = (Date, Exact)> {
        let value = |day| self.routes.iter().find_map(|route| self.value_along(route, day, |_| ()));
        self.candidates(start, end).filter_map(move |day| Some((day, value(day)?)))
    }

    /// The first fixing on or after a day.
    pub(super) fn first_from(&self, day: Date) -> Option<Fixing> {
        self.fixings(day, Date::MAX).next()
    }

    /// The last fixing before a day.
    pub(super) fn last_before(&self, day: Date) -> Option<Fixing> {
        self.fixings(Date::MIN, day).next_back()
    }
}
