//! Growth, change and multiple: levels compared with those of another period.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Arc;

use super::levels::{LevelId, Subject, subject};
use super::{Instance, Network, Target};
use crate::finding::Missing;
use crate::identity::{CHANGE, GROWTH, Identity, MULTIPLE, Role};
use crate::model::{Figure, Kind, Measure, Unit};

/// The stated comparisons, and what they were used for.
#[derive(Default)]
pub(super) struct Comparisons {
    /// Pairs of current and prior subject that a figure compares, with the unit of the levels.
    stated: HashSet<(Subject, Subject, Unit)>,
    /// The figures that have been solved.
    solved: HashSet<usize>,
}

/// Two levels that are compared: each pair once for each document.
#[derive(PartialEq, Eq, Hash)]
struct Pair {
    current: Subject,
    document: Option<Arc<str>>,
    prior: LevelId,
}

/// A figure that compares two periods, and the unit of the levels that it compares.
pub(super) struct Comparison {
    pub(super) figure: usize,
    pub(super) current: Subject,
    pub(super) prior: Subject,
    pub(super) unit: Unit,
}

impl Network<'_> {
    /// Derives the level that each stated comparison and the other level determine, until nothing more becomes known.
    pub(super) fn resolve_comparisons(&mut self) {
        let comparisons: Vec<Comparison> =
            self.figures.iter().enumerate().filter_map(|(index, figure)| self.comparison(index, figure)).collect();
        if comparisons.is_empty() {
            return;
        }
        let mut waiting: HashMap<&Subject, Vec<usize>> = HashMap::new();
        for (at, comparison) in comparisons.iter().enumerate() {
            waiting.entry(&comparison.current).or_default().push(at);
            waiting.entry(&comparison.prior).or_default().push(at);
        }
        let mut queue: VecDeque<usize> = (0..comparisons.len()).collect();
        while let Some(at) = queue.pop_front() {
            let Some(comparison) = comparisons.get(at) else {
                continue;
            };
            if let Some(known) = self.resolve(comparison) {
                queue.extend(waiting.get(known).into_iter().flatten());
            }
        }
        for comparison in comparisons {
            self.comparisons.stated.insert((comparison.current, comparison.prior, comparison.unit));
        }
    }

    pub(super) fn comparison(&self, index: usize, figure: &Figure) -> Option<Comparison> {
        if !figure.measure.compares() {
            return None;
        }
        let current = subject(&figure.metric, figure.period);
        let prior = subject(&figure.metric, Some(figure.compared_with()?));
        let unit = self.compared_unit(figure, &current, &prior)?;
        if unit == Unit::Percent && figure.measure == Measure::Growth {
            // "The margin rose 10%" may mean points.
            return None;
        }
        Some(Comparison { figure: index, current, prior, unit })
    }

    /// A comparison by which something is proved: its source says which levels it compares, or they are in the reporting currency.
    pub(super) fn told_comparison(&self, index: usize, figure: &Figure) -> Option<Comparison> {
        let is_told = figure.compares.is_some() || figure.measure == Measure::Change;
        let is_reported = |comparison: &Comparison| !self.levels.is_translation(&figure.metric, comparison.unit);
        self.comparison(index, figure).filter(|comparison| is_told || is_reported(comparison))
    }

    /// The unit of the levels that a figure compares: its own row's in short form; of a change its own; else the subject's
    /// reporting currency, the first in which its levels, or else the entity's, are given. Levels in other currencies are translations, whose growth is
    /// another one since rates move.
    fn compared_unit(&self, figure: &Figure, current: &Subject, prior: &Subject) -> Option<Unit> {
        let own = match (figure.measure, figure.unit) {
            (Measure::Change, Unit::Points) => Some(Unit::Percent),
            (Measure::Change, unit) => Some(unit),
            _ => figure.compares,
        };
        own.or_else(|| self.levels.reporting_unit(&figure.metric).filter(|unit| self.has_level(current, prior, *unit)))
            .or_else(|| self.levels.units_of(current).next())
            .or_else(|| self.levels.units_of(prior).next())
            .or_else(|| self.levels.reporting_unit(&figure.metric))
            .or_else(|| self.levels.first_money().filter(|_| figure.metric.kind() == Some(Kind::Money)))
    }

    fn has_level(&self, current: &Subject, prior: &Subject, unit: Unit) -> bool {
        [current, prior].iter().any(|subject| self.levels.is_given_in(subject, unit))
    }

    /// The subject whose level became known, if one did.
    fn resolve<'c>(&mut self, comparison: &'c Comparison) -> Option<&'c Subject> {
        let figure = self.figures.get(comparison.figure)?;
        let document = figure.origin.document.as_ref();
        let current = self.levels.find(&comparison.current, comparison.unit, document);
        let prior = self.levels.find(&comparison.prior, comparison.unit, document);
        let (identity, role) = identity_of(figure.measure)?;
        let compared = self.figure_member(role, comparison.figure)?;
        let (known, target, found, period) = match (current, prior) {
            (Some(current), None) => {
                (self.level_member(Role::Current, current)?, Role::Prior, &comparison.prior, figure.compared_with())
            }
            (None, Some(prior)) => {
                (self.level_member(Role::Prior, prior)?, Role::Current, &comparison.current, figure.period)
            }
            _ => return None,
        };
        let target_of =
            Target { metric: figure.metric.clone(), period, measure: Measure::Level, unit: comparison.unit };
        if !self.comparisons.solved.insert(comparison.figure) {
            return None;
        }
        let instance = Instance { identity, target, members: vec![known, compared] };
        self.record(&instance, &target_of)?;
        Some(found)
    }

    /// Derives growth between every two levels that the option to compare pairs, and the change where growth says nothing: of
    /// percentages, and from a base that is not above zero.
    pub(super) fn compare_levels(&mut self) {
        let ids: Vec<LevelId> = self.levels.ids().collect();
        let mut done = HashSet::new();
        for current in ids {
            let Some(pair) = self.comparable(current) else {
                continue;
            };
            let prior = pair.prior;
            if done.insert(pair) {
                self.compare(current, prior);
            }
        }
    }

    /// A level with the one that it is compared with, if no other contradicts either. Levels in another currency than the reporting one are left out where that
    /// has both, and pairs that a stated growth ties where one of them was derived from it.
    fn comparable(&self, current: LevelId) -> Option<Pair> {
        let level = self.levels.get(current)?;
        let prior = self.prior_of(level)?;
        let prior_level = self.levels.get(prior)?;
        let current_subject = subject(&level.metric, level.period);
        let prior_subject = subject(&prior_level.metric, prior_level.period);
        let reporting = self.levels.reporting_unit(&level.metric).unwrap_or(level.unit);
        let both =
            |unit| [&current_subject, &prior_subject].iter().all(|subject| self.levels.is_given_in(subject, unit));
        if level.unit != reporting && both(reporting) {
            return None;
        }
        let compared = (current_subject.clone(), prior_subject, level.unit);
        if self.levels.is_contested(current) || self.levels.is_contested(prior) {
            return None;
        }
        if self.comparisons.stated.contains(&compared) && !(level.stated && prior_level.stated) {
            return None;
        }
        Some(Pair { current: current_subject, document: level.document.clone(), prior })
    }

    fn compare(&mut self, current: LevelId, prior: LevelId) -> Option<()> {
        let members = vec![self.level_member(Role::Current, current)?, self.level_member(Role::Prior, prior)?];
        let level = self.levels.get(current)?;
        let (metric, period, unit) = (level.metric.clone(), level.period, level.unit);
        let change_unit = if unit == Unit::Percent { Unit::Points } else { unit };
        let growth = Instance { identity: &GROWTH, target: Role::Growth, members: members.clone() };
        let change = Instance { identity: &CHANGE, target: Role::Change, members };
        let target = |measure, unit| Target { metric: metric.clone(), period, measure, unit };
        if unit == Unit::Percent {
            self.record(&change, &target(Measure::Change, change_unit));
            return Some(());
        }
        self.record(&growth, &target(Measure::Growth, Unit::Percent));
        let not_meaningful = |derived: &super::Ranked| matches!(derived.derived.value, Err(Missing::NotMeaningful(_)));
        if self.derived.last().is_some_and(not_meaningful) {
            self.record(&change, &target(Measure::Change, change_unit));
        }
        Some(())
    }
}

pub(super) fn identity_of(measure: Measure) -> Option<(&'static Identity, Role)> {
    match measure {
        Measure::Growth => Some((&GROWTH, Role::Growth)),
        Measure::Change => Some((&CHANGE, Role::Change)),
        Measure::Multiple => Some((&MULTIPLE, Role::Multiple)),
        _ => None,
    }
}
