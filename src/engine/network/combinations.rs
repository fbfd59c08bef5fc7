//! Metrics that other metrics, or the parts of a period, make up.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::levels::{LevelId, subject};
use super::{Instance, Member, Network, Target};
use crate::identity::{Ratio, Role, Shape, parts};
use crate::model::{Currency, Group, Kind, Measure, Metric, Nature, Noun, PartKind, Period, Unit};

/// Equations between metrics, found by any of the metrics in them. Copies share them.
#[derive(Clone, Debug, Default)]
pub struct Ratios {
    pub(super) rows: Arc<[Ratio]>,
    by_metric: Arc<HashMap<Metric, Vec<usize>>>,
}

impl Ratios {
    /// Equations in the order in which they are tried.
    pub fn new(rows: Vec<Ratio>) -> Self {
        let mut by_metric: HashMap<Metric, Vec<usize>> = HashMap::new();
        for (at, row) in rows.iter().enumerate() {
            for (_, metric) in row.roles() {
                by_metric.entry(metric.clone()).or_default().push(at);
            }
        }
        Ratios { rows: rows.into(), by_metric: Arc::new(by_metric) }
    }

    /// The positions of the equations that a metric stands in.
    pub(super) fn of(&self, metric: &Metric) -> &[usize] {
        self.by_metric.get(metric).map_or(&[], Vec::as_slice)
    }
}

/// How far combining has come.
#[derive(Default)]
pub(super) struct Combinations {
    tried: HashSet<Tried>,
    /// The position of the first level that nothing was combined with yet.
    next: usize,
    /// The position of the first level that no part was taken from yet.
    next_remainder: usize,
}

/// What a division into parts is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sought {
    /// The whole that the parts add up to.
    Whole,
    /// The part that the whole and the other parts leave.
    Remainder,
}

/// What was tried: an equation, or a division into parts, for a period, currency and document.
#[derive(PartialEq, Eq, Hash)]
enum Tried {
    Ratio(usize, Period, Option<Currency>, Option<Arc<str>>),
    Parts(Metric, Period, PartKind, Unit, Option<Arc<str>>),
}

/// The members of an equation that are known, and the one that is not.
struct Binding {
    known: Vec<(Role, LevelId)>,
    missing: (Role, Metric),
    unit: Unit,
}

impl Network<'_> {
    /// Derives what is missing from equations and divisions of which all but one member is known, until nothing more becomes
    /// known. Each is used once.
    ///
    /// A remainder bears the rounding of the whole and of all other parts, so it is taken only where no sum gives that period:
    /// half a year is the sum of its quarters before it is the year less the other half.
    pub(super) fn combine(&mut self) {
        loop {
            let ids: Vec<LevelId> = self.levels.ids().skip(self.combinations.next).collect();
            if ids.is_empty() {
                if !self.take_remainders() {
                    return;
                }
                continue;
            }
            self.combinations.next = self.levels.len();
            for id in ids {
                self.add_up(id, Sought::Whole);
                self.combine_metrics(id);
            }
            // What is measured over a period decides an equation's period, so it comes again when what is measured at a moment
            // becomes known.
            let mut new = self.levels.ids().skip(self.combinations.next);
            if new.any(|id| self.levels.get(id).is_some_and(|level| level.metric.nature() == Some(Nature::Stock))) {
                self.combinations.next = 0;
            }
        }
    }

    /// Derives missing parts; whether one became known.
    fn take_remainders(&mut self) -> bool {
        let known = self.levels.len();
        let ids: Vec<LevelId> = self.levels.ids().skip(self.combinations.next_remainder).collect();
        self.combinations.next_remainder = known;
        for id in ids {
            self.add_up(id, Sought::Remainder);
        }
        self.levels.len() > known
    }

    fn combine_metrics(&mut self, id: LevelId) {
        let options = self.options;
        let Some(level) = self.levels.get(id) else {
            return;
        };
        for at in options.ratios.of(&level.metric) {
            if let Some(ratio) = options.ratios.rows.get(*at) {
                self.combine_metric(id, *at, ratio);
            }
        }
    }

    fn combine_metric(&mut self, id: LevelId, at: usize, ratio: &Ratio) -> Option<()> {
        let level = self.levels.get(id)?;
        let period = period_of(ratio, &level.metric, level.period)?;
        let document = level.document.clone();
        let currency = level.unit.currency().or_else(|| self.currency_of(ratio, period));
        let binding = self.binding(ratio, period, currency, document.as_ref())?;
        if self.is_carried_across_currencies(&binding) {
            return None;
        }
        if !self.combinations.tried.insert(Tried::Ratio(at, period, currency, document)) {
            return None;
        }
        let members = self.members(&binding.known)?;
        let (target, metric) = binding.missing;
        let instance = Instance { identity: &ratio.identity, target, members };
        self.record(&instance, &Target { metric, period: Some(period), measure: Measure::Level, unit: binding.unit });
        Some(())
    }

    fn members(&self, known: &[(Role, LevelId)]) -> Option<Vec<Member>> {
        known.iter().map(|(role, id)| self.level_member(*role, *id)).collect()
    }

    /// The currency that the money in an equation is first given in.
    pub(super) fn currency_of(&self, ratio: &Ratio, period: Period) -> Option<Currency> {
        let subject = |metric: &Metric| subject(metric, Some(period));
        ratio.roles().find_map(|(_, metric)| self.levels.units_of(&subject(metric)).find_map(Unit::currency))
    }

    /// The levels in an equation, if all but one are known and their units fit.
    fn binding(
        &self,
        ratio: &Ratio,
        period: Period,
        currency: Option<Currency>,
        document: Option<&Arc<str>>,
    ) -> Option<Binding> {
        let mut known = Vec::new();
        let mut missing = None;
        for (role, metric) in ratio.roles() {
            let subject = subject(metric, Some(period));
            let unit = self.levels.units_of(&subject).find(|unit| suits(*unit, currency));
            match unit.and_then(|unit| self.levels.find(&subject, unit, document)) {
                Some(id) => known.push((role, id)),
                None if missing.is_none() => missing = Some((role, metric.clone())),
                None => return None,
            }
        }
        let missing = missing?;
        let unit_of = |role: Role| {
            let (_, id) = known.iter().find(|(known, _)| *known == role)?;
            Some(self.levels.get(*id)?.unit)
        };
        let unit = missing_unit(ratio, missing.0, &missing.1, &unit_of)?;
        Some(Binding { known, missing, unit })
    }

    /// Whether a ratio that was derived in the reporting currency would be applied to translations: those of flows and of stocks
    /// are made at different rates, so the result would be of no rate at all.
    fn is_carried_across_currencies(&self, binding: &Binding) -> bool {
        let mut levels = binding.known.iter().filter_map(|(_, id)| self.levels.get(*id));
        let is_translated = binding.known.iter().filter_map(|(_, id)| self.levels.get(*id)).any(|level| {
            level.unit.currency().is_some()
                && self.levels.reporting_unit(&level.metric).is_some_and(|reporting| reporting != level.unit)
        });
        is_translated && levels.any(|level| is_bare(level.unit) && !level.stated)
    }

    /// Derives a whole from its parts, or the part that is missing from the whole and the others.
    fn add_up(&mut self, id: LevelId, sought: Sought) -> Option<()> {
        let level = self.levels.get(id)?;
        if !adds_up(&level.metric) {
            return None;
        }
        let (metric, unit, document) = (level.metric.clone(), level.unit, level.document.clone());
        let own = level.period?;
        for whole in own.wholes().into_iter().chain([own]) {
            for kind in [PartKind::Quarters, PartKind::Halves, PartKind::Months] {
                self.divide(&metric, unit, document.as_ref(), (whole, kind), sought);
            }
        }
        Some(())
    }

    fn divide(
        &mut self,
        metric: &Metric,
        unit: Unit,
        document: Option<&Arc<str>>,
        (whole, kind): (Period, PartKind),
        sought: Sought,
    ) -> Option<()> {
        let pieces = whole.parts(kind)?;
        let mut known: Vec<(Role, LevelId)> = Vec::new();
        let mut missing = None;
        let roles = (0..=u8::MAX).map(Role::Member).zip(&pieces).map(|(role, piece)| (role, *piece));
        for (role, period) in std::iter::once((Role::Whole, whole)).chain(roles) {
            match self.levels.find(&subject(metric, Some(period)), unit, document) {
                Some(id) => known.push((role, id)),
                None if missing.is_none() => missing = Some((role, period)),
                None => return None,
            }
        }
        let (target, period) = missing?;
        if (target == Role::Whole) != (sought == Sought::Whole) {
            return None;
        }
        if !self.combinations.tried.insert(Tried::Parts(metric.clone(), whole, kind, unit, document.cloned())) {
            return None;
        }
        let identity = parts(pieces.len())?;
        let members = self.members(&known)?;
        let instance = Instance { identity: &identity, target, members };
        let target = Target { metric: metric.clone(), period: Some(period), measure: Measure::Level, unit };
        self.record(&instance, &target);
        Some(())
    }
}

/// The period of an equation that a level takes part in, if it has one that decides it: what is measured over a period decides, and
/// where that meets what is measured at a moment, only a period of twelve months does.
pub(super) fn period_of(ratio: &Ratio, metric: &Metric, period: Option<Period>) -> Option<Period> {
    if metric.nature() == Some(Nature::Stock) && !ratio.is_of_a_moment() {
        return None;
    }
    // Two figures without a period may be of two.
    let period = period?;
    (!ratio.is_mixed() || period.length_in_months() == Some(12)).then_some(period)
}

/// Whether a level in this unit can stand in an equation whose money is in this currency.
pub(super) fn suits(unit: Unit, currency: Option<Currency>) -> bool {
    match unit {
        Unit::Money(own) => currency.is_none_or(|currency| currency == own),
        Unit::Rate(..) => false,
        _ => true,
    }
}

/// Whether what is measured over the parts of a period adds up to the whole: amounts of a statement do; averages, counts of
/// people and amounts per share do not.
pub(super) fn adds_up(metric: &Metric) -> bool {
    let statement = matches!(metric.group(), Some(Group::IncomeStatement | Group::CashFlow));
    statement && metric.nature() == Some(Nature::Flow) && metric.kind() == Some(Kind::Money)
}

/// The unit of the member that is missing, if those of the others determine it and fit each other.
pub(super) fn missing_unit(
    ratio: &Ratio,
    role: Role,
    metric: &Metric,
    unit_of: &dyn Fn(Role) -> Option<Unit>,
) -> Option<Unit> {
    let (first, second, result) = (unit_of(Role::Member(0)), unit_of(Role::Member(1)), unit_of(Role::Result));
    match (ratio.shape, role) {
        (Shape::Sum, _) => {
            let units: Vec<Unit> = ratio.roles().filter_map(|(role, _)| unit_of(role)).collect();
            let first = *units.first()?;
            units.iter().all(|unit| *unit == first).then_some(first)
        }
        (Shape::Quotient, Role::Result) => quotient(first?, second?, ratio.unit),
        (Shape::Quotient, Role::Member(0)) => product(result?, second?),
        (Shape::Quotient, _) | (Shape::Product, Role::Member(_)) => {
            let (whole, part) = match ratio.shape {
                Shape::Quotient => (first?, result?),
                _ => (result?, first.or(second)?),
            };
            inverse(whole, part, metric)
        }
        (Shape::Product, _) => product(first?, second?),
    }
}

fn is_bare(unit: Unit) -> bool {
    matches!(unit, Unit::Percent | Unit::Times)
}

/// A quotient of like units is bare; money for each of what is counted is money.
fn quotient(dividend: Unit, divisor: Unit, bare: Option<Unit>) -> Option<Unit> {
    match (dividend, divisor) {
        (a, b) if a == b => bare,
        (Unit::Money(_), Unit::Count(_)) => Some(dividend),
        _ => None,
    }
}

fn product(one: Unit, other: Unit) -> Option<Unit> {
    match (one, other) {
        (bare, unit) | (unit, bare) if is_bare(bare) => Some(unit),
        (money @ Unit::Money(_), Unit::Count(_)) | (Unit::Count(_), money @ Unit::Money(_)) => Some(money),
        _ => None,
    }
}

/// The unit that multiplied by `part` gives `whole`.
fn inverse(whole: Unit, part: Unit, metric: &Metric) -> Option<Unit> {
    match (whole, part) {
        (whole, part) if is_bare(part) => Some(whole),
        (Unit::Money(_), Unit::Count(_)) => Some(whole),
        (Unit::Money(a), Unit::Money(b)) if a == b && metric.kind() == Some(Kind::Count) => counted(metric),
        _ => None,
    }
}

/// What a metric that is a count counts, where its name says so.
fn counted(metric: &Metric) -> Option<Unit> {
    metric.name().split(' ').find_map(Noun::from_word).map(Unit::Count)
}
