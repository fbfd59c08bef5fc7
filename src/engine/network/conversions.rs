//! One subject in two currencies: the rate that they imply, and amounts translated at rates from the book.

use super::levels::{LevelId, subject};
use super::{Instance, Member, Network, Target};
use crate::engine::translate::Translation;
use crate::finding::Value;
use crate::identity::{CONVERSION, Role};
use crate::model::{Currency, Measure, Unit};

impl Network<'_> {
    /// Derives the exchange rate between each amount and the same subject's in the currency given before it.
    pub(super) fn imply_rates(&mut self) {
        let ids: Vec<LevelId> = self.levels.ids().collect();
        for id in ids {
            for (first, second) in self.pairs_of(id) {
                self.imply_rate(first, second);
            }
        }
    }

    /// The amounts of the same subject in the currencies that come before this level's own.
    fn pairs_of(&self, id: LevelId) -> Vec<(LevelId, LevelId)> {
        let Some(level) = self.levels.get(id) else {
            return Vec::new();
        };
        let subject = subject(&level.metric, level.period);
        let earlier = self.levels.units_of(&subject).take_while(|unit| *unit != level.unit);
        earlier
            .filter(|unit| unit.currency().is_some() && level.unit.currency().is_some())
            .filter_map(|unit| Some((self.levels.find(&subject, unit, level.document.as_ref())?, id)))
            .collect()
    }

    fn imply_rate(&mut self, first: LevelId, second: LevelId) -> Option<()> {
        let (one, other) = (self.levels.get(first)?, self.levels.get(second)?);
        let (one_currency, other_currency) = (one.unit.currency()?, other.unit.currency()?);
        // Turned so that the rate is at least 1: yuan per dollar, not dollars per yuan.
        let first_is_larger = one.value.nominal.abs() >= other.value.nominal.abs();
        let (large, small) = if first_is_larger { (first, second) } else { (second, first) };
        let unit = match first_is_larger {
            true => Unit::Rate(one_currency, other_currency),
            false => Unit::Rate(other_currency, one_currency),
        };
        let target = Target { metric: one.metric.clone(), period: one.period, measure: Measure::Rate, unit };
        let members = vec![self.level_member(Role::Converted, large)?, self.level_member(Role::Amount, small)?];
        self.record(&Instance { identity: &CONVERSION, target: Role::Rate, members }, &target);
        Some(())
    }

    /// Derives every amount of money in the translation's currency, unless the source gives it in that currency itself. Of a
    /// subject in several currencies the first is translated: the others are translations already.
    pub(super) fn translate(&mut self, translation: &mut Translation<'_>) {
        let to = Unit::Money(translation.currency());
        let ids: Vec<LevelId> = self.levels.ids().collect();
        let mut amounts: Vec<(Member, Target)> = Vec::new();
        for id in ids {
            if let Some(level) = self.levels.get(id) {
                let subject = subject(&level.metric, level.period);
                let given =
                    self.levels.is_given_in(&subject, to) || self.levels.units_of(&subject).next() != Some(level.unit);
                let target = Target {
                    metric: level.metric.clone(),
                    period: level.period,
                    measure: Measure::Level,
                    unit: level.unit,
                };
                amounts.extend(self.level_member(Role::Amount, id).filter(|_| !given).map(|member| (member, target)));
            }
        }
        for (index, figure) in self.figures.iter().enumerate() {
            if figure.measure == Measure::Price {
                let target = Target {
                    metric: figure.metric.clone(),
                    period: figure.period,
                    measure: Measure::Price,
                    unit: figure.unit,
                };
                amounts.extend(self.figure_member(Role::Amount, index).map(|member| (member, target)));
            }
        }
        for (member, target) in amounts {
            if let Some(from) = target.unit.currency().filter(|currency| Unit::Money(*currency) != to) {
                self.translate_one(member, target, from, translation);
            }
        }
    }

    fn translate_one(&mut self, amount: Member, target: Target, from: Currency, translation: &mut Translation<'_>) {
        let target = Target { unit: Unit::Money(translation.currency()), ..target };
        let rank = amount.rank.clone();
        match translation.rate(from, &target.metric, target.period) {
            Err(missing) => {
                let formula = format!("{} × {}/{}", amount.operand.text, translation.currency().code(), from.code());
                self.push(rank, &target, Err(missing), formula);
            }
            Ok(used) => {
                let text = crate::num::plain(
                    &used.value,
                    used.value.magnitude().saturating_sub(5),
                    crate::num::Rounding::Nearest,
                );
                let operand = super::Operand { role: Role::Rate, value: Value::exact(used.value.clone()), text };
                let rate = Member { operand, rank: Vec::new() };
                let instance = Instance { identity: &CONVERSION, target: Role::Converted, members: vec![amount, rate] };
                let computed = super::compute(instance.identity, 1, instance.target, &instance.operands());
                let formula = super::formula(instance.identity, 1, instance.target, &instance.operands());
                self.push(rank, &target, computed.map(|computed| computed.value), formula);
                if let Some(last) = self.derived.last_mut() {
                    last.derived.rate = Some(used);
                }
            }
        }
    }
}
