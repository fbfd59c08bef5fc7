//! Levels by subject and unit.

use std::collections::HashMap;
use std::sync::Arc;

use crate::finding::Value;
use crate::model::{Figure, Measure, Metric, Nature, Period, Unit};

/// A level's position among all of an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct LevelId(usize);

/// A stated or derived level.
pub(super) struct Level {
    pub(super) metric: Metric,
    pub(super) period: Option<Period>,
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

/// Levels of one subject and unit: the first, and the first of each document.
#[derive(Default)]
struct Candidates {
    first: Option<LevelId>,
    by_document: HashMap<Arc<str>, LevelId>,
}

/// All levels of an entity.
#[derive(Default)]
pub(super) struct Levels {
    all: Vec<Level>,
    found: HashMap<(Subject, Unit), Candidates>,
    units: HashMap<Subject, Vec<Unit>>,
    metric_units: HashMap<Metric, Unit>,
}

impl Levels {
    /// The levels that figures state.
    pub(super) fn of(figures: &[Figure]) -> Self {
        let mut levels = Levels::default();
        for (index, figure) in figures.iter().enumerate() {
            if figure.measure == Measure::Level {
                levels.insert(Level {
                    metric: figure.metric.clone(),
                    period: figure.period,
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
        let subject = subject(&level.metric, level.period);
        let units = self.units.entry(subject.clone()).or_default();
        if !units.contains(&level.unit) {
            units.push(level.unit);
        }
        if level.stated {
            self.metric_units.entry(level.metric.clone()).or_insert(level.unit);
        }
        let candidates = self.found.entry((subject, level.unit)).or_default();
        candidates.first.get_or_insert(id);
        if let Some(document) = &level.document {
            candidates.by_document.entry(Arc::clone(document)).or_insert(id);
        }
        self.all.push(level);
        id
    }

    pub(super) fn get(&self, id: LevelId) -> Option<&Level> {
        self.all.get(id.0)
    }

    pub(super) fn ids(&self) -> impl Iterator<Item = LevelId> + use<> {
        (0..self.all.len()).map(LevelId)
    }

    /// The level of a subject in a unit: that of the same document, or else the first.
    pub(super) fn find(&self, subject: &Subject, unit: Unit, document: Option<&Arc<str>>) -> Option<LevelId> {
        let candidates = self.found.get(&(subject.clone(), unit))?;
        let same = document.and_then(|document| candidates.by_document.get(document).copied());
        same.or(candidates.first)
    }

    /// The units in which a subject's levels are given, in their order.
    pub(super) fn units_of(&self, subject: &Subject) -> &[Unit] {
        self.units.get(subject).map_or(&[], Vec::as_slice)
    }

    /// The unit that levels of a metric are first given in: its reporting currency, if they are money.
    pub(super) fn reporting_unit(&self, metric: &Metric) -> Option<Unit> {
        self.metric_units.get(metric).copied()
    }
}
