//! What is appended to each row of a table: its growth, its amount in another currency, the valuation it implies.

use std::collections::HashMap;

use super::levels::LevelId;
use super::{Member, Network};
use crate::engine::compute::{Operand, compute};
use crate::engine::translate::Translation;
use crate::finding::{Appended, Missing, RateUsed, Value};
use crate::identity::{CONVERSION, GROWTH, Role, STAKE};
use crate::model::{Currency, Figure, Measure, Unit};

impl Network<'_> {
    /// What is appended for each of the figures, in their order. Levels are compared as they are stated, each with the stated
    /// level of its prior period in the same unit.
    pub fn append(&self, mut translation: Option<&mut Translation<'_>>) -> Vec<Appended> {
        let valuations = self.valuations();
        let mut levels = self.levels.ids();
        let mut appended = Vec::with_capacity(self.figures.len());
        for (index, figure) in self.figures.iter().enumerate() {
            let mut row = Appended::default();
            if figure.measure == Measure::Level {
                // Levels were taken up in the order of the figures.
                if let Some(id) = levels.next() {
                    self.append_growth(id, figure, &mut row);
                }
            }
            if let Some(valuation) = valuations.get(&index) {
                keep(valuation.clone(), &mut row.valuation, &mut row.notes);
            }
            if let Some(translation) = translation.as_deref_mut() {
                self.append_conversion(figure, translation, &mut row);
            }
            appended.push(row);
        }
        appended
    }

    fn append_growth(&self, id: LevelId, figure: &Figure, row: &mut Appended) {
        if figure.unit == Unit::Percent {
            return;
        }
        let growth = self.growth_of(id).unwrap_or(Err(Missing::NoPrior));
        keep(growth, &mut row.growth, &mut row.notes);
    }

    fn growth_of(&self, id: LevelId) -> Option<Result<Value, Missing>> {
        let prior = self.prior_of(self.levels.get(id)?)?;
        let operands = [self.level_member(Role::Current, id)?.operand, self.level_member(Role::Prior, prior)?.operand];
        Some(compute(&GROWTH, 1, Role::Growth, &operands).map(|computed| computed.value))
    }

    fn append_conversion(&self, figure: &Figure, translation: &mut Translation<'_>, row: &mut Appended) {
        let Some(from) = figure.unit.currency() else {
            return;
        };
        let value = Value { nominal: figure.nominal(), interval: figure.interval() };
        if from == translation.currency() {
            row.converted = Some((value, None));
            return;
        }
        match converted(figure, value, from, translation) {
            Ok((value, rate)) => row.converted = Some((value, Some(rate))),
            Err(missing) => row.notes.push(missing),
        }
    }

    /// The valuation that each stake and price implies, by the figure's position.
    fn valuations(&self) -> HashMap<usize, Result<Value, Missing>> {
        let mut valuations = HashMap::new();
        for sides in self.deals().into_values() {
            for (price, stake) in self.pairs(&sides) {
                let value = match stake {
                    Some(stake) => self.valuation(stake, price),
                    None => Some(Err(sides.ambiguous())),
                };
                let Some(value) = value else {
                    continue;
                };
                valuations.insert(price, value.clone());
                if let Some(stake) = stake {
                    valuations.entry(stake).or_insert(value);
                }
            }
        }
        valuations
    }

    fn valuation(&self, stake: usize, price: usize) -> Option<Result<Value, Missing>> {
        let members: [Member; 2] = [self.figure_member(Role::Price, price)?, self.figure_member(Role::Stake, stake)?];
        let operands = members.map(|member| member.operand);
        Some(compute(&STAKE, 1, Role::Valuation, &operands).map(|computed| computed.value))
    }
}

fn converted(
    figure: &Figure,
    value: Value,
    from: Currency,
    translation: &mut Translation<'_>,
) -> Result<(Value, RateUsed), Missing> {
    let rate = translation.rate(from, &figure.metric, figure.period)?;
    let operand = |role, value| Operand { role, value, text: String::new() };
    let operands = [operand(Role::Amount, value), operand(Role::Rate, Value::exact(rate.value.clone()))];
    let computed = compute(&CONVERSION, 1, Role::Converted, &operands)?;
    Ok((computed.value, rate))
}

fn keep(value: Result<Value, Missing>, into: &mut Option<Value>, notes: &mut Vec<Missing>) {
    match value {
        Ok(value) => *into = Some(value),
        Err(missing) => notes.push(missing),
    }
}
