//! What is appended to each row of a table: its growth, its amount in another currency, the valuation it implies.

use std::collections::HashMap;
use std::sync::Arc;

use super::levels::LevelId;
use super::{Member, Network};
use crate::engine::compute::{Operand, value_of};
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
            // Levels were taken up in the order of the figures.
            let level = if figure.measure == Measure::Level { levels.next() } else { None };
            if let Some(id) = level {
                self.append_growth(id, figure, &mut row);
            }
            if let Some(valuation) = valuations.get(&index) {
                keep(valuation.clone(), &mut row.valuation, &mut row.notes);
            }
            if let Some(translation) = translation.as_deref_mut() {
                let known = level.and_then(|id| self.levels.get(id)).map(|level| level.value.clone());
                append_conversion(figure, known, translation, &mut row);
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
        let current = self.levels.get(id)?;
        let prior = self.levels.get(self.prior_of(current)?)?;
        let operands = [wordless(Role::Current, current.value.clone()), wordless(Role::Prior, prior.value.clone())];
        Some(value_of(&GROWTH, 1, Role::Growth, &operands))
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
        Some(value_of(&STAKE, 1, Role::Valuation, &operands))
    }
}

/// `known` is the figure's value where it was worked out before.
fn append_conversion(figure: &Figure, known: Option<Value>, translation: &mut Translation<'_>, row: &mut Appended) {
    let Some(from) = figure.unit.currency() else {
        return;
    };
    let value = known.unwrap_or_else(|| Value { nominal: figure.nominal(), interval: figure.interval() });
    if from == translation.currency() {
        row.converted = Some((value, None));
        return;
    }
    match converted(figure, value, from, translation) {
        Ok((value, rate)) => row.converted = Some((value, Some(rate))),
        Err(missing) => row.notes.push(missing),
    }
}

fn converted(
    figure: &Figure,
    value: Value,
    from: Currency,
    translation: &mut Translation<'_>,
) -> Result<(Value, Arc<RateUsed>), Missing> {
    let rate = translation.rate(from, &figure.metric, figure.period)?;
    let operands = [wordless(Role::Amount, value), wordless(Role::Rate, Value::exact(rate.value.clone()))];
    let value = value_of(&CONVERSION, 1, Role::Converted, &operands)?;
    Ok((value, rate))
}

/// An operand of a result that is shown without its formula.
fn wordless(role: Role, value: Value) -> Operand {
    Operand { role, value, text: String::new() }
}

fn keep(value: Result<Value, Missing>, into: &mut Option<Value>, notes: &mut Vec<Missing>) {
    match value {
        Ok(value) => *into = Some(value),
        Err(missing) => notes.push(missing),
    }
}
