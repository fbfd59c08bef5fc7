//! The figures of one entity and everything that they determine.
//!
//! Levels are found by subject and unit. A stated growth, change or multiple ties a level to the one it is compared with; two
//! currencies of one subject imply a rate; a share and its whole determine the part; a stake and its price imply a valuation.
//! What becomes known is a level like any other and may determine more. Each comparison is used once, so this ends.

mod append;
mod check;
mod combinations;
mod comparisons;
mod conversions;
mod levels;
mod peers;
mod shares;
mod stakes;

use std::cell::OnceCell;
use std::collections::HashSet;
use std::sync::Arc;

use jiff::civil::Date;

use crate::engine::compute::{Computed, Operand, compute, formula};
use crate::finding::{Derived, Missing, Value};
use crate::identity::{Identity, Role};
use crate::model::{Figure, Measure, Metric, Origin, Period, Unit};
use crate::num::show;

use super::translate::Translation;
pub use check::{Claim, Tie};
pub use combinations::Ratios;
use levels::{Level, LevelId, Levels, subject};

/// Which period a level is compared with where no figure says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Versus {
    /// The same period one year earlier.
    #[default]
    YearEarlier,
    /// The period of the same length just before: quarter on quarter.
    Previous,
}

impl Versus {
    /// The period that `period` is compared with.
    pub fn of(self, period: &Period) -> Option<Period> {
        match self {
            Versus::YearEarlier => period.year_earlier(),
            Versus::Previous => period.previous(),
        }
    }
}

/// What is to be derived.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Which period levels are compared with.
    pub versus: Versus,
    /// The equations between metrics that hold.
    pub ratios: Ratios,
    /// Whether stakes were bought as new shares, so that valuations are post-money and pre-money ones are derived too.
    pub primary: bool,
    /// The day on which the figures were published, whose rate their conversions may have been made at.
    pub published: Option<Date>,
}

/// The figures of one entity, bound to each other.
pub struct Network<'a> {
    figures: &'a [Figure],
    options: &'a Options,
    levels: Levels,
    comparisons: comparisons::Comparisons,
    combinations: combinations::Combinations,
    shares: shares::Shares,
    derived: Vec<Ranked>,
    /// The positions of levels of which one source gives two that contradict each other: it says more than the table holds, and
    /// which of them another figure means is not told.
    ambiguous: HashSet<usize>,
    /// Made once a slip is looked for.
    peers: OnceCell<peers::Peers>,
}

/// A derived metric with the positions of the figures that it rests on, by which it is sorted.
struct Ranked {
    rank: Vec<usize>,
    derived: Derived,
}

impl<'a> Network<'a> {
    /// Binds the figures of one entity.
    pub fn new(figures: &'a [Figure], options: &'a Options) -> Self {
        Network {
            figures,
            options,
            levels: Levels::of(figures),
            comparisons: comparisons::Comparisons::default(),
            combinations: combinations::Combinations::default(),
            shares: shares::Shares::default(),
            derived: Vec::new(),
            ambiguous: HashSet::new(),
            peers: OnceCell::new(),
        }
    }

    /// Figures that are not bound to each other by their subjects: what relates them is stated.
    pub(super) fn unbound(figures: &'a [Figure], options: &'a Options) -> Self {
        Network { figures, ..Network::new(&[], options) }
    }

    /// Every metric that the figures determine, in the order of the figures that each rests on; with a translation also every
    /// amount of money in its currency.
    pub fn derive(mut self, translation: Option<&mut Translation<'_>>) -> Vec<Derived> {
        self.value_stakes();
        self.settle();
        self.compare_levels();
        self.imply_shares();
        self.imply_rates();
        self.imply_prices();
        if let Some(translation) = translation {
            self.translate(translation);
        }
        self.derived.sort_by(|a, b| a.rank.cmp(&b.rank));
        self.derived.into_iter().map(|ranked| ranked.derived).collect()
    }

    /// Derives levels from comparisons, shares and combinations until none makes another known. Each is used once, so this ends.
    fn settle(&mut self) {
        let mut known = None;
        while known != Some(self.levels.len()) {
            known = Some(self.levels.len());
            self.resolve_comparisons();
            self.resolve_shares();
            self.combine();
        }
    }

    /// Solves an identity and records the result as a derived metric; a level among them may determine more.
    fn record(&mut self, instance: &Instance<'_>, target: &Target) -> Option<LevelId> {
        let computed = compute(instance.identity, 1, instance.target, &instance.operands());
        let (value, formula) = match computed {
            Ok(Computed { value, formula }) => (Ok(value), formula),
            Err(missing) => (Err(missing), formula(instance.identity, 1, instance.target, &instance.operands())),
        };
        let rank = instance.rank();
        let level = match &value {
            Ok(value) if target.measure == Measure::Level => Some(self.levels.insert(Level {
                metric: target.metric.clone(),
                period: target.period,
                versus: None,
                unit: target.unit,
                value: value.clone(),
                text: Some(shown_in_formula(value, target.unit)),
                rank: rank.clone(),
                document: self.document(&rank),
                stated: false,
            })),
            _ => None,
        };
        self.push(rank, target, value, formula);
        level
    }

    fn push(&mut self, rank: Vec<usize>, target: &Target, value: Result<Value, Missing>, formula: String) {
        let Some(entity) = rank.first().and_then(|first| self.figures.get(*first)).map(|f| Arc::clone(&f.entity))
        else {
            return;
        };
        let derived = Derived {
            entity,
            metric: target.metric.clone(),
            period: target.period,
            measure: target.measure,
            unit: target.unit,
            value,
            formula,
            inputs: self.origins(&rank),
            rate: None,
        };
        self.derived.push(Ranked { rank, derived });
    }

    fn origins(&self, rank: &[usize]) -> Vec<Origin> {
        let mut origins: Vec<Origin> = Vec::new();
        for figure in rank.iter().filter_map(|index| self.figures.get(*index)) {
            // A row's level and its short-form growth are one place.
            if !origins.iter().any(|origin| origin.is_of_row(&figure.origin)) {
                origins.push(figure.origin.clone());
            }
        }
        origins
    }

    /// The document of the first figure, by which derived levels find those of the same document.
    fn document(&self, rank: &[usize]) -> Option<Arc<str>> {
        self.figures.get(*rank.first()?)?.origin.document.clone()
    }

    /// The level that a level is compared with: of the period that its figure names, or of the one that the options pair with
    /// its own.
    fn prior_of(&self, level: &Level) -> Option<LevelId> {
        let period = level.versus.or_else(|| self.options.versus.of(&level.period?))?;
        let exact = self.levels.find(&subject(&level.metric, Some(period)), level.unit, level.document.as_ref());
        exact.or_else(|| self.levels.find_near(&level.metric, &period, level.unit))
    }

    fn figure_member(&self, role: Role, index: usize) -> Option<Member> {
        let figure = self.figures.get(index)?;
        let value = Value { nominal: figure.nominal(), interval: figure.interval() };
        Some(Member { operand: Operand { role, value, text: figure.in_formula() }, rank: vec![index] })
    }

    fn level_member(&self, role: Role, id: LevelId) -> Option<Member> {
        let level = self.levels.get(id)?;
        let text = match &level.text {
            Some(text) => text.clone(),
            None => self.figures.get(*level.rank.first()?)?.in_formula(),
        };
        let operand = Operand { role, value: level.value.clone(), text };
        Some(Member { operand, rank: level.rank.clone() })
    }
}

/// What an instance of an identity is to give.
struct Target {
    metric: Metric,
    period: Option<Period>,
    measure: Measure,
    unit: Unit,
}

/// A figure or derived level in a role.
#[derive(Clone)]
struct Member {
    operand: Operand,
    rank: Vec<usize>,
}

/// An identity with figures bound to all of its roles but one.
struct Instance<'i> {
    identity: &'i Identity,
    target: Role,
    members: Vec<Member>,
}

impl Instance<'_> {
    fn operands(&self) -> Vec<Operand> {
        self.members.iter().map(|member| member.operand.clone()).collect()
    }

    /// The positions of all figures that the result rests on, rising.
    fn rank(&self) -> Vec<usize> {
        let mut rank: Vec<usize> = self.members.iter().flat_map(|member| member.rank.iter().copied()).collect();
        rank.sort_unstable();
        rank.dedup();
        rank
    }
}

/// A derived value in another value's formula: to the digits that it supports.
fn shown_in_formula(value: &Value, unit: Unit) -> String {
    let shift = unit.power().saturating_neg();
    let scale = crate::num::Exact::power_of_ten(shift);
    let interval = &value.interval * &crate::num::Interval::point(scale.clone());
    format!("{}{}", show(&(&value.nominal * &scale), &interval, shift == 0).nominal, unit.sign())
}
