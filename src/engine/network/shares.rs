//! Shares: what a segment is of the whole that stands above it.

use std::collections::HashSet;

use super::levels::{LevelId, Subject, subject};
use super::{Instance, Network, Target};
use crate::identity::{Role, SHARE};
use crate::model::{Measure, Unit};

/// The shares that were used or derived.
#[derive(Default)]
pub(super) struct Shares {
    /// The figures that have been solved.
    solved: HashSet<usize>,
    /// The parts of which a figure states the share.
    stated: HashSet<Subject>,
}

impl Network<'_> {
    /// Derives the part that each stated share and its whole determine, and the whole of a share and its part.
    pub(super) fn resolve_shares(&mut self) {
        let figures = self.figures;
        for (index, figure) in figures.iter().enumerate().filter(|(_, figure)| figure.measure == Measure::Share) {
            self.shares.stated.insert(subject(&figure.metric, figure.period));
            if !self.shares.solved.contains(&index) {
                self.resolve_share(index);
            }
        }
    }

    fn resolve_share(&mut self, index: usize) -> Option<()> {
        let figure = self.figures.get(index)?;
        let above = figure.metric.parent()?;
        let (part, whole) = (subject(&figure.metric, figure.period), subject(&above, figure.period));
        let unit = self.levels.units_of(&part).chain(self.levels.units_of(&whole)).next()?;
        let document = figure.origin.document.as_ref();
        let share = self.figure_member(Role::Share, index)?;
        let known = (self.levels.find(&part, unit, document), self.levels.find(&whole, unit, document));
        let (known, target, metric) = match known {
            (None, Some(whole)) => (self.level_member(Role::Whole, whole)?, Role::Part, figure.metric.clone()),
            (Some(part), None) => (self.level_member(Role::Part, part)?, Role::Whole, above),
            _ => return None,
        };
        self.shares.solved.insert(index);
        let target_of = Target { metric, period: figure.period, measure: Measure::Level, unit };
        self.record(&Instance { identity: &SHARE, target, members: vec![known, share] }, &target_of);
        Some(())
    }

    /// Derives the share of each part whose whole is known, where no figure states it.
    pub(super) fn imply_shares(&mut self) {
        let ids: Vec<LevelId> = self.levels.ids().collect();
        for id in ids {
            self.imply_share(id);
        }
    }

    fn imply_share(&mut self, id: LevelId) -> Option<()> {
        let level = self.levels.get(id)?;
        let above = level.metric.parent()?;
        let is_amount = matches!(level.unit, Unit::Money(_) | Unit::Count(_));
        let own = subject(&level.metric, level.period);
        let is_first = self.levels.find(&own, level.unit, level.document.as_ref()) == Some(id);
        if !is_amount || !is_first || self.shares.stated.contains(&own) || self.levels.is_contested(id) {
            return None;
        }
        let whole = self.levels.find(&subject(&above, level.period), level.unit, level.document.as_ref())?;
        let (metric, period) = (level.metric.clone(), level.period);
        let members = vec![self.level_member(Role::Part, id)?, self.level_member(Role::Whole, whole)?];
        let target = Target { metric, period, measure: Measure::Share, unit: Unit::Percent };
        self.record(&Instance { identity: &SHARE, target: Role::Share, members }, &target);
        Some(())
    }
}
