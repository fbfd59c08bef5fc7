//! The quantities of an entity, and the relations between them.
//!
//! A quantity is one true value: the level of a subject in a unit, which several figures may state and none need, or what a single
//! figure says of a relation, such as a growth or a stake. A relation binds an identity's roles to quantities.

use std::borrow::Cow;
use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap, HashSet};

use super::elapsed::is_elapsed;

use crate::engine::network::Network;
use crate::engine::network::combinations::{adds_up, missing_unit, period_of, suits};
use crate::engine::network::comparisons::{Comparison, identity_of};
use crate::engine::network::levels::{Subject, subject};
use crate::engine::network::stakes::equity_value;
use crate::engine::solve::FormulaText;
use crate::identity::{CONVERSION, Identity, Ratio, Role, SHARE, STAKE, parts};
use crate::model::{Currency, Figure, Kind, Measure, Metric, Nature, PartKind, Period, Unit};
use crate::num::{Exact, Interval};

/// What is known of a quantity without any figure: where a rate must lie.
#[derive(Clone)]
pub(super) struct Given {
    pub(super) interval: Interval,
    pub(super) nominal: Exact,
    pub(super) text: String,
}

/// One true value.
#[derive(Default)]
pub(super) struct Quantity {
    /// The figures that state it.
    pub(super) figures: Vec<usize>,
    pub(super) given: Option<Given>,
    /// Of a level: the subject and unit.
    pub(super) level: Option<(Metric, Option<Period>, Unit)>,
    /// The relations that it stands in.
    bonds: Vec<usize>,
}

/// A relation between quantities.
pub(super) struct Bond<'n> {
    pub(super) identity: Cow<'n, Identity>,
    pub(super) quantities: Vec<(Role, usize)>,
}

impl Bond<'_> {
    /// The quantity in a role.
    pub(super) fn quantity(&self, role: Role) -> Option<usize> {
        self.quantities.iter().find(|(own, _)| *own == role).map(|(_, quantity)| *quantity)
    }
}

/// Where fixings lie that a writer may have used for a period: from currency, to currency.
pub(super) type FixingRange<'n> = dyn FnMut(Currency, Currency, &Period) -> Option<Given> + 'n;

/// A relation that was bound, so that it is bound once.
#[derive(PartialEq, Eq, Hash)]
enum Bound {
    Ratio(usize, Period, Option<Currency>),
    Parts(Metric, Period, PartKind, Unit),
}

/// All quantities and relations of an entity.
pub(super) struct Quantities<'n> {
    network: &'n Network<'n>,
    all: Vec<Quantity>,
    bonds: Vec<Bond<'n>>,
    /// The relations that may prove something.
    live: Vec<usize>,
    /// How many quantities there were when the figures were taken up.
    stated: usize,
    levels: HashMap<(Subject, Unit), usize>,
    /// The units in which a subject is known, in their order.
    units: HashMap<Subject, Vec<Unit>>,
    of_figure: HashMap<usize, usize>,
    /// Levels of which one source or two say things that contradict each other: nothing may rest on either.
    contested: HashSet<(Subject, Unit)>,
    bound: HashSet<Bound>,
    /// The lengths in months of the periods for which a metric is known.
    lengths: HashMap<Metric, BTreeSet<u32>>,
}

impl<'n> Quantities<'n> {
    /// Binds the figures of a network; `contested` are those that contradict another report of the same subject.
    pub(super) fn of(network: &'n Network<'n>, contested: &HashSet<usize>, fixings: &mut FixingRange<'_>) -> Self {
        let mut quantities = Quantities {
            network,
            all: Vec::new(),
            bonds: Vec::new(),
            live: Vec::new(),
            stated: 0,
            levels: HashMap::new(),
            units: HashMap::new(),
            of_figure: HashMap::new(),
            contested: HashSet::new(),
            bound: HashSet::new(),
            lengths: HashMap::new(),
        };
        quantities.take_levels(contested);
        quantities.bind_comparisons(contested);
        quantities.bind_shares(contested);
        quantities.bind_stakes();
        quantities.stated = quantities.all.len();
        quantities.bind_combinations();
        quantities.bind_conversions(fixings);
        quantities.prune();
        quantities
    }

    /// Lets go of relations that can prove nothing: one whose quantity no figure states and no other relation determines only
    /// computes it.
    fn prune(&mut self) {
        let mut degrees: Vec<usize> = self.all.iter().map(|quantity| quantity.bonds.len()).collect();
        let mut live = vec![true; self.bonds.len()];
        let is_loose = |at: usize, degrees: &[usize]| !self.is_stated(at) && degrees.get(at) == Some(&1);
        let mut waiting: Vec<usize> = (0..self.all.len()).filter(|at| is_loose(*at, &degrees)).collect();
        while let Some(at) = waiting.pop() {
            let is_live = |bond: &&usize| live.get(**bond).copied().unwrap_or(false);
            let Some(bond) = self.bonds_of(at).iter().find(is_live).copied() else {
                continue;
            };
            if let Some(live) = live.get_mut(bond) {
                *live = false;
            }
            for (_, member) in self.bond(bond).into_iter().flat_map(|bond| &bond.quantities) {
                if let Some(degree) = degrees.get_mut(*member) {
                    *degree = degree.saturating_sub(1);
                }
                if is_loose(*member, &degrees) {
                    waiting.push(*member);
                }
            }
        }
        for quantity in &mut self.all {
            quantity.bonds.retain(|bond| live.get(*bond).copied().unwrap_or(false));
        }
        self.live = (0..self.bonds.len()).filter(|bond| live.get(*bond).copied().unwrap_or(false)).collect();
    }

    pub(super) fn get(&self, at: usize) -> Option<&Quantity> {
        self.all.get(at)
    }

    pub(super) fn bond(&self, at: usize) -> Option<&Bond<'n>> {
        self.bonds.get(at)
    }

    /// The positions of all relations that may prove something.
    pub(super) fn bonds(&self) -> &[usize] {
        &self.live
    }

    /// The relations that a quantity stands in.
    pub(super) fn bonds_of(&self, quantity: usize) -> &[usize] {
        self.all.get(quantity).map_or(&[], |quantity| &quantity.bonds)
    }

    /// The quantity that a figure states.
    pub(super) fn of_figure(&self, figure: usize) -> Option<usize> {
        self.of_figure.get(&figure).copied()
    }

    /// The relation that a figure states, such as a growth.
    pub(super) fn bond_of(&self, figure: usize) -> Option<usize> {
        self.bonds_of(self.of_figure(figure)?).first().copied()
    }

    /// A figure's face value.
    pub(super) fn nominal(&self, figure: usize) -> Option<Exact> {
        self.network.figures.get(figure).map(Figure::nominal)
    }

    /// The first of the figures that state a quantity.
    pub(super) fn first_figure(&self) -> Option<usize> {
        self.of_figure.keys().min().copied()
    }

    /// How many relations there are, and how many figures that stand in one.
    pub(super) fn size(&self) -> usize {
        self.live.len().saturating_add(self.of_figure.len())
    }

    /// How a figure stands in a formula.
    pub(super) fn formula(&self, figure: usize) -> Option<FormulaText> {
        self.network.figures.get(figure).map(|figure| FormulaText::number(figure.in_formula()))
    }

    /// Whether a quantity is stated by a figure or given.
    fn is_stated(&self, quantity: usize) -> bool {
        self.get(quantity).is_some_and(|quantity| !quantity.figures.is_empty() || quantity.given.is_some())
    }

    /// Whether other relations than those left open may determine what a relation needs to be decided.
    pub(super) fn is_determined_without(&self, bond: usize, open: &BTreeSet<usize>) -> bool {
        let has_other = |quantity: usize| self.bonds_of(quantity).iter().any(|bond| !open.contains(bond));
        self.bond(bond).is_some_and(|bond| bond.quantities.iter().all(|(_, at)| self.is_stated(*at) || has_other(*at)))
    }

    fn take_levels(&mut self, contested: &HashSet<usize>) {
        let figures = self.network.figures;
        let prices = contested.iter().filter_map(|index| figures.get(*index));
        for price in prices.filter(|figure| figure.measure == Measure::Price) {
            self.contested.insert((subject(&equity_value(), price.period), price.unit));
        }
        for (index, figure) in figures.iter().enumerate().filter(|(_, figure)| figure.measure == Measure::Level) {
            let key = (subject(&figure.metric, figure.period), figure.unit);
            if contested.contains(&index) {
                self.contested.insert(key);
                continue;
            }
            let at = self.level(&figure.metric, figure.period, figure.unit);
            // A value in a year is not that at its end: of stocks, only reports of the very same period are one quantity.
            let Some(quantity) = self.all.get_mut(at) else {
                continue;
            };
            let first = quantity.figures.first().and_then(|first| figures.get(*first));
            if first.is_none_or(|first| first.period.is_some() && first.period == figure.period) {
                quantity.figures.push(index);
                self.of_figure.insert(index, at);
            }
        }
    }

    /// The quantity of a level, made where there is none yet.
    fn level(&mut self, metric: &Metric, period: Option<Period>, unit: Unit) -> usize {
        let key = (subject(metric, period), unit);
        if let Some(at) = self.levels.get(&key) {
            return *at;
        }
        let at = self.all.len();
        self.all.push(Quantity { level: Some((metric.clone(), period, unit)), ..Quantity::default() });
        self.units.entry(key.0.clone()).or_default().push(unit);
        if let Some(months) = period.and_then(|period| period.length_in_months()) {
            match self.lengths.get_mut(metric) {
                Some(lengths) => lengths.insert(months),
                None => self.lengths.entry(metric.clone()).or_default().insert(months),
            };
        }
        self.levels.insert(key, at);
        at
    }

    fn known(&self, subject: &Subject, unit: Unit) -> Option<usize> {
        let key = (subject.clone(), unit);
        self.levels.get(&key).copied().filter(|_| !self.contested.contains(&key))
    }

    fn is_contested(&self, metric: &Metric, period: Option<Period>, unit: Unit) -> bool {
        !self.contested.is_empty() && self.contested.contains(&(subject(metric, period), unit))
    }

    /// The quantity of a figure that is no level.
    fn figure(&mut self, figure: usize) -> usize {
        let at = self.all.len();
        self.all.push(Quantity { figures: vec![figure], ..Quantity::default() });
        self.of_figure.insert(figure, at);
        at
    }

    fn bind(&mut self, identity: Cow<'n, Identity>, quantities: Vec<(Role, usize)>) {
        let at = self.bonds.len();
        for (_, quantity) in &quantities {
            if let Some(quantity) = self.all.get_mut(*quantity) {
                quantity.bonds.push(at);
            }
        }
        self.bonds.push(Bond { identity, quantities });
    }

    fn bind_comparisons(&mut self, contested: &HashSet<usize>) {
        let network = self.network;
        let mut compared: HashMap<(Subject, Subject, Unit, Measure), usize> = HashMap::new();
        for (index, figure) in network.figures.iter().enumerate() {
            let Some(Comparison { current, prior, unit, .. }) = network.told_comparison(index, figure) else {
                continue;
            };
            let is_at_odds = |subject: &Subject| self.contested.contains(&(subject.clone(), unit));
            if contested.contains(&index) || is_elapsed(figure) || is_at_odds(&current) || is_at_odds(&prior) {
                continue;
            }
            // Several figures may report one growth.
            match compared.entry((current, prior, unit, figure.measure)) {
                Entry::Occupied(known) => self.state(*known.get(), index),
                Entry::Vacant(new) => {
                    let (current, prior, ..) = new.key().clone();
                    let quantity = self.figure(index);
                    new.insert(quantity);
                    self.bind_comparison(figure.measure, quantity, [&current, &prior], unit);
                }
            }
        }
    }

    fn bind_comparison(&mut self, measure: Measure, compared: usize, [current, prior]: [&Subject; 2], unit: Unit) {
        if let Some((identity, role)) = identity_of(measure) {
            let current = self.level(&current.0, current.1, unit);
            let prior = self.level(&prior.0, prior.1, unit);
            let quantities = vec![(role, compared), (Role::Current, current), (Role::Prior, prior)];
            self.bind(Cow::Borrowed(identity), quantities);
        }
    }

    /// A further figure that states a quantity.
    fn state(&mut self, at: usize, figure: usize) {
        if let Some(quantity) = self.all.get_mut(at) {
            quantity.figures.push(figure);
            self.of_figure.insert(figure, at);
        }
    }

    fn bind_shares(&mut self, contested: &HashSet<usize>) {
        for (index, figure) in self.network.figures.iter().enumerate() {
            let Some(whole) = figure.metric.parent().filter(|_| figure.measure == Measure::Share) else {
                continue;
            };
            let (own, above) = (subject(&figure.metric, figure.period), subject(&whole, figure.period));
            let mut units = self.network.levels.units_of(&own).chain(self.network.levels.units_of(&above));
            let Some(unit) = units.next().filter(|_| !contested.contains(&index)) else {
                continue;
            };
            if self.is_contested(&own.0, own.1, unit) || self.is_contested(&above.0, above.1, unit) {
                continue;
            }
            let share = self.figure(index);
            let part = self.level(&figure.metric, figure.period, unit);
            let whole = self.level(&whole, figure.period, unit);
            self.bind(Cow::Borrowed(&SHARE), vec![(Role::Share, share), (Role::Part, part), (Role::Whole, whole)]);
        }
    }

    fn bind_stakes(&mut self) {
        for (deal, sides) in self.network.deals() {
            for (price, stake) in self.network.pairs(&sides) {
                let unit = self.network.figures.get(price).map(|figure| figure.unit);
                let (Some(stake), Some(unit)) = (stake, unit) else {
                    continue;
                };
                if self.is_contested(&equity_value(), deal.1, unit) {
                    continue;
                }
                let valuation = self.level(&equity_value(), deal.1, unit);
                let quantities = vec![
                    (Role::Price, self.of_figure.get(&price).copied().unwrap_or_else(|| self.figure(price))),
                    (Role::Valuation, valuation),
                    (Role::Stake, self.of_figure.get(&stake).copied().unwrap_or_else(|| self.figure(stake))),
                ];
                self.bind(Cow::Borrowed(&STAKE), quantities);
            }
        }
    }

    /// Binds equations between metrics and divisions into parts of which at most one member is not known yet; what they
    /// determine is known then. Each is bound once, so this ends.
    fn bind_combinations(&mut self) {
        let mut next = 0;
        let mut from = 0;
        while let Some(quantity) = self.all.get(next) {
            if let Some((metric, Some(period), unit)) = quantity.level.clone() {
                self.bind_ratios(&metric, period, unit);
                self.bind_parts(&metric, period, unit);
            }
            next = next.saturating_add(1);
            // What is measured over a period decides an equation's period, so it comes again when what is measured at a moment
            // became known after it.
            let is_stock = |quantity: &Quantity| {
                quantity.level.as_ref().is_some_and(|(metric, ..)| metric.nature() == Some(Nature::Stock))
            };
            if next == self.all.len() && from < next {
                let is_new = self.all.iter().skip(from.max(self.stated)).any(is_stock);
                from = next;
                next = if is_new { 0 } else { next };
            }
        }
    }

    fn bind_ratios(&mut self, metric: &Metric, period: Period, unit: Unit) {
        let ratios = &self.network.options.ratios;
        for at in ratios.of(metric) {
            if let Some(ratio) = ratios.rows.get(*at)
                && period_of(ratio, metric, Some(period)).is_some()
            {
                self.bind_ratio(*at, ratio, period, unit);
            }
        }
    }

    fn bind_ratio(&mut self, at: usize, ratio: &'n Ratio, period: Period, unit: Unit) -> Option<()> {
        let currency = unit
            .currency()
            .or_else(|| ratio.roles().find_map(|(_, metric)| self.currency_of(&subject(metric, Some(period)))));
        let mut known: Vec<(Role, usize, Unit)> = Vec::new();
        let mut missing = None;
        for (role, metric) in ratio.roles() {
            match self.member(metric, period, currency) {
                Some((quantity, unit)) => known.push((role, quantity, unit)),
                None if missing.is_none() => missing = Some((role, metric)),
                None => return None,
            }
        }
        let unit_of = |role: Role| known.iter().find(|(own, _, _)| *own == role).map(|(_, _, unit)| *unit);
        let (target, metric) = missing.unwrap_or((Role::Result, &ratio.result));
        let of_others = |role: Role| if role == target { None } else { unit_of(role) };
        let unit = missing_unit(ratio, target, metric, &of_others)?;
        if missing.is_none() && unit_of(target) != Some(unit) || self.is_contested(metric, Some(period), unit) {
            return None;
        }
        if ratio.is_mixed() && currency.is_some_and(|currency| self.is_translated(ratio, currency)) {
            return None;
        }
        if !self.bound.insert(Bound::Ratio(at, period, currency)) {
            return None;
        }
        let mut quantities: Vec<(Role, usize)> = known.iter().map(|(role, quantity, _)| (*role, *quantity)).collect();
        if missing.is_some() {
            quantities.push((target, self.level(metric, Some(period), unit)));
        }
        self.bind(Cow::Borrowed(&ratio.identity), quantities);
        Some(())
    }

    /// Whether an equation in a currency holds amounts that are translated into it.
    fn is_translated(&self, ratio: &Ratio, currency: Currency) -> bool {
        let is_money = |metric: &Metric| matches!(metric.kind(), None | Some(Kind::Money | Kind::PerShare));
        let mut amounts = ratio.roles().map(|(_, metric)| metric).filter(|metric| is_money(metric));
        amounts.any(|metric| self.network.levels.is_translation(metric, Unit::Money(currency)))
    }

    /// The quantity of a metric in an equation whose money is in a currency.
    fn member(&self, metric: &Metric, period: Period, currency: Option<Currency>) -> Option<(usize, Unit)> {
        let subject = subject(metric, Some(period));
        let unit = self.units.get(&subject)?.iter().copied().find(|unit| suits(*unit, currency))?;
        Some((self.known(&subject, unit)?, unit))
    }

    /// The currency that a subject is first known in.
    fn currency_of(&self, subject: &Subject) -> Option<Currency> {
        self.units.get(subject)?.iter().find_map(|unit| unit.currency())
    }

    fn bind_parts(&mut self, metric: &Metric, period: Period, unit: Unit) {
        if !adds_up(metric) || self.network.levels.is_translation(metric, unit) {
            return;
        }
        // All pieces but one are known, so one is.
        let is_known =
            |kind: &PartKind| self.lengths.get(metric).is_some_and(|lengths| lengths.contains(&kind.months()));
        let kinds: Vec<PartKind> =
            [PartKind::Quarters, PartKind::Halves, PartKind::Months].into_iter().filter(is_known).collect();
        if kinds.is_empty() {
            return;
        }
        for whole in period.wholes().into_iter().chain([period]) {
            for kind in &kinds {
                self.bind_division(metric, unit, whole, *kind);
            }
        }
    }

    fn bind_division(&mut self, metric: &Metric, unit: Unit, whole: Period, kind: PartKind) -> Option<()> {
        let pieces = whole.parts(kind)?;
        let mut known = Vec::new();
        let mut missing = None;
        let roles = (0..=u8::MAX).map(Role::Member).zip(pieces.iter().copied());
        for (role, period) in std::iter::once((Role::Whole, whole)).chain(roles) {
            match self.known(&subject(metric, Some(period)), unit) {
                Some(quantity) => known.push((role, quantity)),
                None if missing.is_none() => missing = Some((role, period)),
                None => return None,
            }
        }
        if missing.is_some_and(|(_, period)| self.is_contested(metric, Some(period), unit))
            || !self.bound.insert(Bound::Parts(metric.clone(), whole, kind, unit))
        {
            return None;
        }
        if let Some((role, period)) = missing {
            known.push((role, self.level(metric, Some(period), unit)));
        }
        self.bind(Cow::Owned(parts(pieces.len())?), known);
        Some(())
    }

    /// Ties each amount to the same subject's in the currency known before it, at any rate that a writer may have used.
    fn bind_conversions(&mut self, fixings: &mut FixingRange<'_>) {
        for at in 0..self.all.len() {
            let Some((metric, Some(period), unit)) = self.get(at).and_then(|quantity| quantity.level.clone()) else {
                continue;
            };
            self.bind_conversion(at, (&metric, period, unit), fixings);
        }
    }

    fn bind_conversion(
        &mut self,
        at: usize,
        (metric, period, unit): (&Metric, Period, Unit),
        fixings: &mut FixingRange<'_>,
    ) -> Option<()> {
        let subject = subject(metric, Some(period));
        let (from, to) = (self.currency_of(&subject)?, unit.currency()?);
        let amount = self.known(&subject, Unit::Money(from)).filter(|amount| *amount != at)?;
        // Two amounts that stand in no other relation are judged by themselves.
        if self.bonds_of(at).is_empty() && self.bonds_of(amount).is_empty() {
            return None;
        }
        let rate = self.all.len();
        self.all.push(Quantity { given: Some(fixings(from, to, &period)?), ..Quantity::default() });
        let quantities = vec![(Role::Converted, at), (Role::Amount, amount), (Role::Rate, rate)];
        self.bind(Cow::Borrowed(&CONVERSION), quantities);
        Some(())
    }
}
