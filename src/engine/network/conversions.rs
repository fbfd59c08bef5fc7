//! One subject in two currencies: the rate that they imply, and amounts translated at rates from the book.

use super::levels::{Level, LevelId, subject};
use super::stakes::{equity_value, pre_money_equity_value};
use super::{Instance, Member, Network, Target};
use crate::engine::translate::Translation;
use crate::finding::Value;
use crate::identity::{CONVERSION, Role};
use crate::model::{Currency, Measure, Metric, Period, Unit};

impl Network<'_> {
    /// Derives the exchange rate between each amount and the same subject's in the currency given before it, and between the
    /// prices of one deal in two currencies.
    pub(super) fn imply_rates(&mut self) {
        let ids: Vec<LevelId> = self.levels.ids().collect();
        for id in ids {
            for (first, second) in self.pairs_of(id) {
                self.imply_rate_of_levels(first, second);
            }
        }
        for sides in self.deals().into_values() {
            if let Some((first, second)) = sides.one_price_twice() {
                self.imply_rate_of_prices(first, second);
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

    fn imply_rate_of_levels(&mut self, first: LevelId, second: LevelId) -> Option<()> {
        let (one, other) = (self.levels.get(first)?, self.levels.get(second)?);
        // Two deals value the whole at two prices, and what rests on one figure twice says nothing of a rate.
        if is_of_a_deal(one) || is_of_a_deal(other) || shares_a_figure(one, other) {
            return None;
        }
        let (units, metric, period) = ((one.unit, other.unit), one.metric.clone(), one.period);
        let amounts = (self.level_member(Role::Amount, first)?, self.level_member(Role::Amount, second)?);
        self.imply_rate(amounts, units, metric, period)
    }

    fn imply_rate_of_prices(&mut self, first: usize, second: usize) -> Option<()> {
        let (one, other) = (self.figures.get(first)?, self.figures.get(second)?);
        let (units, metric, period) = ((one.unit, other.unit), one.metric.clone(), one.period);
        let amounts = (self.figure_member(Role::Amount, first)?, self.figure_member(Role::Amount, second)?);
        self.imply_rate(amounts, units, metric, period)
    }

    fn imply_rate(
        &mut self,
        (first, second): (Member, Member),
        units: (Unit, Unit),
        metric: Metric,
        period: Option<Period>,
    ) -> Option<()> {
        let (one, other) = (units.0.currency()?, units.1.currency()?);
        if one == other {
            return None;
        }
        // Turned so that the rate is at least 1: yuan per dollar, not dollars per yuan.
        let first_is_larger = first.operand.value.nominal.abs() >= second.operand.value.nominal.abs();
        let (mut large, small, unit) = match first_is_larger {
            true => (first, second, Unit::Rate(one, other)),
            false => (second, first, Unit::Rate(other, one)),
        };
        large.operand.role = Role::Converted;
        let target = Target { metric, period, measure: Measure::Rate, unit };
        self.record(&Instance { identity: &CONVERSION, target: Role::Rate, members: vec![large, small] }, &target);
        Some(())
    }

    /// Derives every amount of money in the translation's currency, unless the source gives it in that currency itself. Of a
    /// subject in several currencies the first is translated: the others are translations already, unless each is what a deal implies.
    pub(super) fn translate(&mut self, translation: &mut Translation<'_>) {
        let to = Unit::Money(translation.currency());
        let ids: Vec<LevelId> = self.levels.ids().collect();
        let mut amounts: Vec<(Member, Target)> = Vec::new();
        for id in ids {
            if let Some(level) = self.levels.get(id) {
                let given = self.is_given_in(level, to);
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

    /// Whether the source gives an amount in the currency translated into, or gives it as a translation.
    fn is_given_in(&self, level: &Level, to: Unit) -> bool {
        let subject = subject(&level.metric, level.period);
        let original = self.levels.units_of(&subject).next().filter(|first| *first != level.unit);
        let given = self.levels.is_given_in(&subject, to).then_some(to);
        [original, given].into_iter().flatten().any(|unit| {
            let other = self.levels.find(&subject, unit, level.document.as_ref()).and_then(|id| self.levels.get(id));
            other.is_some_and(|other| !is_of_a_deal(level) || shares_a_figure(level, other))
        })
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

/// Whether a level is the valuation that a deal implies, of which a subject may have several that are no translations of each
/// other.
fn is_of_a_deal(level: &Level) -> bool {
    !level.stated && (level.metric == equity_value() || level.metric == pre_money_equity_value())
}

fn shares_a_figure(one: &Level, other: &Level) -> bool {
    one.rank.iter().any(|figure| other.rank.contains(figure))
}
