//! Levels by subject and unit.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::iter;
use std::sync::Arc;

use jiff::Span;
use jiff::civil::Date;

use crate::finding::Value;
use crate::model::{Figure, Measure, Metric, Nature, Period, Unit};

/// A level's position among all of an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct LevelId(usize);

/// A stated or derived level.
pub(super) struct Level {
    pub(super) metric: Metric,
    pub(super) period: Option<Period>,
    /// The period that its figure names to be compared with.
    pub(super) versus: Option<Period>,
    pub(super) unit: Unit,
    pub(super) value: Value,
    /// How a derived level stands in a formula; a stated one stands there as its figure does.
    pub(super) text: Option<String>,
    /// The positions of the figures that it rests on.
    pub(super) rank: Vec<usize>,
    pub(super) document: Option<Arc<str>>,
    /// Whether a figure states it.
    pub(super) stated: bool,
}

/// What a level is found by. Stocks are measured at a moment, so the last day of their period is what counts: cash of 2014, of
/// the fourth quarter of 2014 and of 2014-12-31 are one.
pub(super) type Subject = (Metric, Option<Period>);

pub(super) fn subject(metric: &Metric, period: Option<Period>) -> Subject {
    let moment = match (metric.nature(), period) {
        (Some(Nature::Stock), Some(period)) => Period::instant(period.last_day()).or(Some(period)),
        _ => period,
    };
    (metric.clone(), moment)
}

/// How far the ends of a period of 52 or 53 weeks may lie from those of a calendar one.
const WEEK: i32 = 7;

/// Whether a period is written as days rather than as months, quarters or years.
fn is_given_in_days(period: &Period) -> bool {
    period.is_instant() || period.length_in_months().is_none()
}

/// By how many days the ends of two periods differ together, if neither does by more than a week.
fn days_off(a: &Period, b: &Period) -> Option<i32> {
    let between = |a: Date, b: Date| a.until(b).ok().map(|span| span.get_days().saturating_abs());
    let (first, last) = (between(a.start(), b.start())?, between(a.last_day(), b.last_day())?);
    (a.is_instant() == b.is_instant() && first <= WEEK && last <= WEEK).then_some(first.saturating_add(last))
}

/// Whether two derived levels of one subject have no value in common.
fn contradict(one: &Level, other: &Level) -> bool {
    !one.stated && !other.stated && one.value.interval.meet(&other.value.interval).is_none()
}

/// Levels of one subject and unit: the first, and the first of each other document.
struct Candidates {
    unit: Unit,
    first: LevelId,
    by_document: HashMap<Arc<str>, LevelId>,
    /// Derived levels of one document that contradict each other, as two deals at two prices do.
    contested: HashSet<LevelId>,
}

impl Candidates {
    fn new(unit: Unit, first: LevelId) -> Self {
        Candidates { unit, first, by_document: HashMap::new(), contested: HashSet::new() }
    }
}

/// Levels of one subject: those of the unit that it is first given in, and those of others.
struct ByUnit {
    first: Candidates,
    others: Vec<Candidates>,
}

impl ByUnit {
    fn iter(&self) -> impl Iterator<Item = &Candidates> {
        iter::once(&self.first).chain(&self.others)
    }

    fn of(&self, unit: Unit) -> Option<&Candidates> {
        self.iter().find(|candidates| candidates.unit == unit)
    }

    fn of_mut(&mut self, unit: Unit) -> Option<&mut Candidates> {
        iter::once(&mut self.first).chain(&mut self.others).find(|candidates| candidates.unit == unit)
    }
}

/// All levels of an entity.
#[derive(Default)]
pub(super) struct Levels {
    all: Vec<Level>,
    found: HashMap<Subject, ByUnit>,
    metric_units: HashMap<Metric, Unit>,
    /// The unit of the first level in a currency.
    first_money: Option<Unit>,
    /// Of periods given in days: by metric and unit, by the last day.
    by_day: HashMap<(Metric, Unit), BTreeMap<Date, Vec<LevelId>>>,
}

impl Levels {
    /// The levels that figures state.
    pub(super) fn of(figures: &[Figure]) -> Self {
        let mut levels = Levels {
            all: Vec::with_capacity(figures.len()),
            found: HashMap::with_capacity(figures.len()),
            ..Levels::default()
        };
        for (index, figure) in figures.iter().enumerate() {
            if figure.measure == Measure::Level {
                levels.insert(Level {
                    metric: figure.metric.clone(),
                    period: figure.period,
                    versus: figure.versus,
                    unit: figure.unit,
                    value: Value { nominal: figure.nominal(), interval: figure.interval() },
                    text: None,
                    rank: vec![index],
                    document: figure.origin.document.clone(),
                    stated: true,
                });
            }
        }
        levels
    }

    pub(super) fn insert(&mut self, level: Level) -> LevelId {
        let id = LevelId(self.all.len());
        if level.stated && !self.all.last().is_some_and(|last| last.stated && last.metric == level.metric) {
            self.metric_units.entry(level.metric.clone()).or_insert(level.unit);
        }
        if level.stated && self.first_money.is_none() && level.unit.currency().is_some() {
            self.first_money = Some(level.unit);
        }
        if let Some(period) = level.period.filter(is_given_in_days) {
            let days = self.by_day.entry((level.metric.clone(), level.unit)).or_default();
            days.entry(period.last_day()).or_default().push(id);
        }
        self.bind(&level, id);
        self.all.push(level);
        id
    }

    /// Makes a level known by its subject, unit and document.
    fn bind(&mut self, level: &Level, id: LevelId) {
        let by_unit = match self.found.entry(subject(&level.metric, level.period)) {
            Entry::Occupied(occupied) => occupied.into_mut(),
            Entry::Vacant(vacant) => {
                vacant.insert(ByUnit { first: Candidates::new(level.unit, id), others: Vec::new() });
                return;
            }
        };
        let Some(candidates) = by_unit.of_mut(level.unit) else {
            by_unit.others.push(Candidates::new(level.unit, id));
            return;
        };
        let first = self.all.get(candidates.first.0);
        let is_of_first = first.is_some_and(|first| first.document == level.document);
        let rival = match &level.document {
            Some(document) if !is_of_first => candidates.by_document.get(document).copied(),
            _ => Some(candidates.first),
        };
        if let Some(rival) = rival.filter(|rival| self.all.get(rival.0).is_some_and(|rival| contradict(level, rival))) {
            candidates.contested.extend([rival, id]);
        }
        if let Some(document) = level.document.as_ref().filter(|_| !is_of_first) {
            candidates.by_document.entry(Arc::clone(document)).or_insert(id);
        }
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    pub(super) fn get(&self, id: LevelId) -> Option<&Level> {
        self.all.get(id.0)
    }

    pub(super) fn ids(&self) -> impl Iterator<Item = LevelId> + use<> {
        (0..self.all.len()).map(LevelId)
    }

    /// The level of a subject in a unit: that of the same document, or else the first.
    pub(super) fn find(&self, subject: &Subject, unit: Unit, document: Option<&Arc<str>>) -> Option<LevelId> {
        let candidates = self.found.get(subject)?.of(unit)?;
        let is_of_first = || self.get(candidates.first).is_some_and(|first| first.document.as_ref() == document);
        match document {
            Some(document) if !candidates.by_document.is_empty() && !is_of_first() => {
                candidates.by_document.get(document).copied().or(Some(candidates.first))
            }
            _ => Some(candidates.first),
        }
    }

    /// Whether a level was derived beside another that contradicts it, so that nothing may rest on either.
    pub(super) fn is_contested(&self, id: LevelId) -> bool {
        let by_unit = |level: &Level| self.found.get(&subject(&level.metric, level.period))?.of(level.unit);
        self.get(id).and_then(by_unit).is_some_and(|candidates| candidates.contested.contains(&id))
    }

    /// The level whose period is nearest to one given in days, at most a week off at either end: fiscal years of 52 or 53 weeks
    /// end on another day each year.
    pub(super) fn find_near(&self, metric: &Metric, period: &Period, unit: Unit) -> Option<LevelId> {
        if !is_given_in_days(period) {
            return None;
        }
        let days = self.by_day.get(&(metric.clone(), unit))?;
        let last = period.last_day();
        let week = Span::new().days(WEEK);
        let (from, to) = (last.checked_sub(week).ok()?, last.checked_add(week).ok()?);
        let candidates = days.range(from..=to).flat_map(|(_, ids)| ids.iter().copied());
        candidates.filter_map(|id| Some((days_off(&self.get(id)?.period?, period)?, id))).min().map(|(_, id)| id)
    }

    /// The units in which a subject's levels are given, in their order.
    pub(super) fn units_of(&self, subject: &Subject) -> impl Iterator<Item = Unit> {
        self.found.get(subject).into_iter().flat_map(ByUnit::iter).map(|candidates| candidates.unit)
    }

    /// Whether a subject has a level in a unit.
    pub(super) fn is_given_in(&self, subject: &Subject, unit: Unit) -> bool {
        self.found.get(subject).is_some_and(|by_unit| by_unit.of(unit).is_some())
    }

    /// The unit that levels of a metric are first given in: its reporting currency, if they are money.
    pub(super) fn reporting_unit(&self, metric: &Metric) -> Option<Unit> {
        self.metric_units.get(metric).copied()
    }

    /// The currency that any level is first given in.
    pub(super) fn first_money(&self) -> Option<Unit> {
        self.first_money
    }

    /// Whether an amount of a metric is in another currency than that metric's, or the entity's, levels are first given in.
    /// Amounts of two periods, or of a period and a moment, are translated at two rates, so what holds between them in the
    /// reporting currency need not hold in another.
    pub(super) fn is_translation(&self, metric: &Metric, unit: Unit) -> bool {
        let is_other = |reporting: Option<Unit>| reporting.is_some_and(|reporting| reporting != unit);
        let of_metric = self.reporting_unit(metric).filter(|unit| unit.currency().is_some());
        unit.currency().is_some() && (is_other(of_metric) || is_other(self.first_money))
    }
}
