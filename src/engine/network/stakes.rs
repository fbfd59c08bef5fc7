//! Stakes: what a price for a part says of the whole.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::levels::subject;
use super::{Instance, Network, Target};
use crate::finding::Missing;
use crate::identity::{Identity, PRE_MONEY, Role, STAKE};
use crate::model::{Measure, Metric, Period, Unit};

/// Whose stake, when: what a stake and its price have in common.
pub(super) type Deal = (Metric, Option<Period>, Option<Arc<str>>);

/// The stakes and prices of one deal.
#[derive(Default)]
pub(super) struct Sides {
    stakes: Vec<usize>,
    prices: Vec<usize>,
}

impl Sides {
    /// Two prices, where there is no second stake that one of them could be for.
    pub(super) fn one_price_twice(&self) -> Option<(usize, usize)> {
        match (self.stakes.as_slice(), self.prices.as_slice()) {
            ([] | [_], [first, second]) => Some((*first, *second)),
            _ => None,
        }
    }

    /// Why a price has no stake.
    pub(super) fn ambiguous(&self) -> Missing {
        Missing::Ambiguous(format!(
            "{} stakes and {} prices of one holder in one period; give each a holder, period or source of its own",
            self.stakes.len(),
            self.prices.len()
        ))
    }
}

/// The metric of a valuation.
pub(super) fn equity_value() -> Metric {
    Metric::parse("equity value")
}

/// The metric of a valuation before the money came in.
pub(super) fn pre_money_equity_value() -> Metric {
    Metric::parse("pre-money equity value")
}

impl Network<'_> {
    /// The stakes and prices of each deal.
    pub(super) fn deals(&self) -> BTreeMap<Deal, Sides> {
        let mut deals: BTreeMap<Deal, Sides> = BTreeMap::new();
        for (index, figure) in self.figures.iter().enumerate() {
            let deal = || (figure.metric.clone(), figure.period, figure.holder.clone());
            match figure.measure {
                Measure::Stake => deals.entry(deal()).or_default().stakes.push(index),
                Measure::Price => deals.entry(deal()).or_default().prices.push(index),
                _ => {}
            }
        }
        deals
    }

    /// Derives the valuation that each stake and its price imply; where the shares were new also the one before the money.
    pub(super) fn value_stakes(&mut self) {
        for (deal, sides) in self.deals() {
            for (price, stake) in self.pairs(&sides) {
                match stake {
                    Some(stake) => self.value_stake(stake, price),
                    None => self.cannot_value(&deal, &sides, price),
                };
            }
        }
    }

    /// Each price with its stake, or with none where several of one holder and time cannot be told apart by their documents.
    pub(super) fn pairs(&self, sides: &Sides) -> Vec<(usize, Option<usize>)> {
        let unit = |index: &usize| self.figures.get(*index).map(|figure| figure.unit);
        let mut pairs = Vec::new();
        for price in &sides.prices {
            let rivals = sides.prices.iter().filter(|other| unit(other) == unit(price)).count();
            match (sides.stakes.as_slice(), rivals) {
                ([], _) => {}
                ([stake], 1) => pairs.push((*price, Some(*stake))),
                _ => pairs.push((*price, self.stake_of_same_document(*price, sides))),
            }
        }
        pairs
    }

    fn stake_of_same_document(&self, price: usize, sides: &Sides) -> Option<usize> {
        let price = self.figures.get(price)?;
        let document = price.origin.document.as_ref()?;
        let of_document = |indexes: &[usize]| -> Vec<usize> {
            let alike = |index: &&usize| {
                self.figures.get(**index).is_some_and(|f| f.origin.document.as_ref() == Some(document))
            };
            indexes.iter().filter(alike).copied().collect()
        };
        let prices = of_document(&sides.prices);
        let rivals = prices.iter().filter(|index| self.figures.get(**index).is_some_and(|f| f.unit == price.unit));
        match (of_document(&sides.stakes).as_slice(), rivals.count()) {
            ([stake], 1) => Some(*stake),
            _ => None,
        }
    }

    fn cannot_value(&mut self, deal: &Deal, sides: &Sides, price: usize) -> Option<()> {
        let figure = self.figures.get(price)?;
        let target = Target { metric: equity_value(), period: deal.1, measure: Measure::Level, unit: figure.unit };
        let formula = format!("{} ÷ stake", figure.in_formula());
        self.push(vec![price], &target, Err(sides.ambiguous()), formula);
        Some(())
    }

    fn value_stake(&mut self, stake: usize, price: usize) -> Option<()> {
        let figure = self.figures.get(price)?;
        let (period, unit) = (figure.period, figure.unit);
        let members = vec![self.figure_member(Role::Price, price)?, self.figure_member(Role::Stake, stake)?];
        let instance = |identity: &'static Identity, target| Instance { identity, target, members: members.clone() };
        let valuation = Target { metric: equity_value(), period, measure: Measure::Level, unit };
        self.record(&instance(&STAKE, Role::Valuation), &valuation);
        if self.options.primary {
            let metric = pre_money_equity_value();
            self.record(&instance(&PRE_MONEY, Role::PreMoney), &Target { metric, ..valuation });
        }
        Some(())
    }

    /// Derives the price of a stake without one, and the stake of a price without one, from a valuation that is known.
    pub(super) fn imply_prices(&mut self) {
        for (deal, sides) in self.deals() {
            match (sides.stakes.as_slice(), sides.prices.as_slice()) {
                ([stake], []) => self.imply(&deal, *stake, Role::Stake, Role::Price),
                ([], [price]) => self.imply(&deal, *price, Role::Price, Role::Stake),
                _ => None,
            };
        }
    }

    fn imply(&mut self, deal: &Deal, index: usize, role: Role, target: Role) -> Option<()> {
        let figure = self.figures.get(index)?;
        let whole = subject(&equity_value(), deal.1);
        let unit = match role {
            Role::Price => figure.unit,
            _ => self.levels.units_of(&whole).next()?,
        };
        let valuation = self.levels.find(&whole, unit, figure.origin.document.as_ref())?;
        if self.levels.is_contested(valuation) {
            return None;
        }
        let members = vec![self.level_member(Role::Valuation, valuation)?, self.figure_member(role, index)?];
        let (measure, unit) = match target {
            Role::Price => (Measure::Price, unit),
            _ => (Measure::Stake, Unit::Percent),
        };
        let target_of = Target { metric: deal.0.clone(), period: deal.1, measure, unit };
        self.record(&Instance { identity: &STAKE, target, members }, &target_of);
        Some(())
    }
}
