//! Which currencies the sources connect, and the ways from one to another.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::layer::{Key, Layer, Unit};
use super::pair::{Hop, Leg};
use crate::model::Currency;
use crate::num::Exact;

/// The connections of all layers of a book.
#[derive(Clone, Debug)]
pub(super) struct Routes {
    /// By the roots of base and quote; the link that wins comes first.
    links: Links,
    /// Currencies that connect others, in the order in which they are tried.
    pivots: Vec<Currency>,
}

type Links = BTreeMap<(Currency, Currency), Vec<Link>>;

/// A series of a layer that connects two currencies.
#[derive(Clone, Debug)]
struct Link {
    layer: usize,
    key: Key,
    /// What a quoted value is multiplied by to be a rate between the roots: 1 USD = 1,350,000 TRL is 1.35 TRY.
    factor: Option<Exact>,
}

impl Routes {
    pub(super) fn of(layers: &[Layer]) -> Self {
        let mut links: Links = BTreeMap::new();
        for (at, layer) in layers.iter().enumerate().rev() {
            for (key, (base, quote)) in layer.keys() {
                let (base, quote) = (Unit::of(base), Unit::of(quote));
                let link = Link {
                    layer: at,
                    key,
                    factor: factor(&base, &quote),
                };
                links.entry((base.root, quote.root)).or_default().push(link);
            }
        }
        Routes {
            pivots: pivots(&links),
            links,
        }
    }

    /// Whether any series has the currency, which must be a root.
    pub(super) fn reach(&self, root: Currency) -> bool {
        self.links.keys().any(|(base, quote)| *base == root || *quote == root)
    }

    /// A route of one leg for each series that has the currency, which must be a root.
    pub(super) fn touching<'b>(&self, layers: &'b [Layer], root: Currency) -> Vec<Vec<Hop<'b>>> {
        let roots = self
            .links
            .keys()
            .filter(|(base, quote)| *base == root || *quote == root);
        let legs = roots.flat_map(|roots| self.legs(layers, *roots, false));
        legs.map(|leg| vec![vec![leg]]).collect()
    }

    /// The ways between two roots: as quoted, through one pivot, through two.
    pub(super) fn between<'b>(&self, layers: &'b [Layer], from: Currency, to: Currency) -> Vec<Vec<Hop<'b>>> {
        let along = |stations: &[Currency]| -> Option<Vec<Hop<'b>>> {
            let hops = stations.iter().zip(stations.iter().skip(1));
            hops.map(|(from, to)| self.hop(layers, *from, *to)).collect()
        };
        let through = || {
            self.pivots
                .iter()
                .copied()
                .filter(|pivot| *pivot != from && *pivot != to)
        };
        let one = through().filter_map(|pivot| along(&[from, pivot, to]));
        let two = through().flat_map(|first| through().map(move |second| (first, second)));
        let two = two.filter(|(first, second)| first != second);
        let two = two.filter_map(|(first, second)| along(&[from, first, second, to]));
        along(&[from, to]).into_iter().chain(one).chain(two).collect()
    }

    fn hop<'b>(&self, layers: &'b [Layer], from: Currency, to: Currency) -> Option<Hop<'b>> {
        let mut legs = self.legs(layers, (from, to), false);
        legs.extend(self.legs(layers, (to, from), true));
        // A later layer wins; within one, the series that is quoted this way round.
        legs.sort_by_key(|leg| Reverse(leg.layer));
        if legs.is_empty() { None } else { Some(legs) }
    }

    fn legs<'b>(&self, layers: &'b [Layer], roots: (Currency, Currency), inverted: bool) -> Hop<'b> {
        let links = self.links.get(&roots).map(Vec::as_slice).unwrap_or_default();
        let leg = |link: &Link| {
            let series = layers.get(link.layer)?.series(link.key)?;
            Some(Leg {
                layer: link.layer,
                series,
                factor: link.factor.clone(),
                inverted,
            })
        };
        links.iter().filter_map(leg).collect()
    }
}

/// What a quoted value is multiplied by to be a rate between the roots.
fn factor(base: &Unit, quote: &Unit) -> Option<Exact> {
    base.per_root
        .checked_div(&quote.per_root)
        .filter(|factor| *factor != Exact::one())
}

/// The currencies with two neighbours or more, the one with most first, the euro last: a file's own connections come before
/// the ECB's.
fn pivots(links: &Links) -> Vec<Currency> {
    let mut neighbours: BTreeMap<Currency, BTreeSet<Currency>> = BTreeMap::new();
    for (base, quote) in links.keys() {
        neighbours.entry(*base).or_default().insert(*quote);
        neighbours.entry(*quote).or_default().insert(*base);
    }
    let mut pivots: Vec<(bool, Reverse<usize>, Currency)> = neighbours
        .into_iter()
        .filter(|(_, others)| others.len() > 1)
        .map(|(currency, others)| (currency == Currency::EUR, Reverse(others.len()), currency))
        .collect();
    pivots.sort();
    pivots.into_iter().map(|(_, _, currency)| currency).collect()
}
