//! The relations whose figures are all stated, each judged by itself.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::elapsed::is_elapsed;
use super::reports::TOLD_APART;
use super::{Found, Relation, named};
use crate::engine::network::Network;
use crate::engine::network::combinations::{adds_up, missing_unit, period_of, suits};
use crate::engine::network::comparisons::{Comparison, identity_of};
use crate::engine::network::levels::{LevelId, Subject, subject};
use crate::engine::network::stakes::{Deal, equity_value};
use crate::identity::{Exponent, Identity, Ratio, Role, STAKE, Term, parts};
use crate::model::{Figure, Measure, Metric, PartKind, Period, Unit};

impl Network<'_> {
    pub(super) fn check_comparisons(&self, found: &mut Vec<Found>) {
        for (index, figure) in self.figures.iter().enumerate() {
            if !figure.measure.compares() {
                continue;
            }
            let comparison = self.told_comparison(index, figure);
            let unit = comparison.as_ref().map(|comparison| comparison.unit).or(figure.compares);
            let of_percentages = figure.metric.is_percentage() || unit == Some(Unit::Percent);
            let finding = match comparison {
                _ if is_elapsed(figure) => continue,
                _ if self.ambiguous.contains(&index) => self.undecided(index, figure.measure.name(), TOLD_APART),
                // "Up 2%" of a margin may mean points.
                _ if of_percentages && figure.measure == Measure::Growth => {
                    self.undecided(index, "growth", "whether percent or percentage points are meant")
                }
                Some(comparison) => self.check_comparison(figure, &comparison),
                None => self.undecided(index, figure.measure.name(), "a level to compare with"),
            };
            found.extend(finding);
        }
    }

    fn check_comparison(&self, figure: &Figure, comparison: &Comparison) -> Option<Found> {
        let document = figure.origin.document.as_ref();
        let (identity, role) = identity_of(figure.measure)?;
        let level = |of: &Subject| self.stated_level(of, comparison.unit, document);
        match (level(&comparison.current), level(&comparison.prior)) {
            (Some(current), Some(prior)) => {
                let figures = vec![(role, comparison.figure), (Role::Current, current), (Role::Prior, prior)];
                self.judged(&Relation { identity, figures })
            }
            (current, prior) => {
                let missing: Vec<String> = [(current, &comparison.current), (prior, &comparison.prior)]
                    .iter()
                    .filter(|(known, _)| known.is_none())
                    .map(|(_, subject)| named(subject))
                    .collect();
                self.undecided(comparison.figure, identity.name.clone(), missing.join(", "))
            }
        }
    }

    /// The position of the figure that states a level.
    pub(super) fn stated_level(&self, subject: &Subject, unit: Unit, document: Option<&Arc<str>>) -> Option<usize> {
        self.figure_of(self.levels.find(subject, unit, document)?)
    }

    fn figure_of(&self, id: LevelId) -> Option<usize> {
        let level = self.levels.get(id).filter(|level| level.stated)?;
        level.rank.first().copied().filter(|index| !self.ambiguous.contains(index))
    }

    /// Each stake and price against a stated valuation, or the stakes of one entity and time against each other.
    pub(super) fn check_stakes(&self, found: &mut Vec<Found>) {
        let whole = |deal: &Deal| subject(&equity_value(), deal.1);
        let mut valued: HashMap<(Subject, Unit), Vec<(usize, usize)>> = HashMap::new();
        for (deal, sides) in self.deals() {
            for (price, stake) in self.pairs(&sides) {
                let (Some(stake), Some(figure)) = (stake, self.figures.get(price)) else {
                    continue;
                };
                let key = (whole(&deal), figure.unit);
                if let Some(valuation) = self.stated_level(&key.0, key.1, figure.origin.document.as_ref()) {
                    let figures = vec![(Role::Valuation, valuation), (Role::Price, price), (Role::Stake, stake)];
                    found.extend(self.judged(&Relation { identity: &STAKE, figures }));
                }
                let earlier = valued.entry(key).or_default();
                found.extend(self.against_earlier(earlier, (price, stake)));
                if earlier.len() < MAX_DEALS {
                    earlier.push((price, stake));
                }
            }
        }
    }

    /// A deal against each of the earlier ones that value the same entity at the same time.
    fn against_earlier(&self, earlier: &[(usize, usize)], deal: (usize, usize)) -> Vec<Found> {
        let identity = two_stakes();
        let judged = |other: &(usize, usize)| {
            let (price, stake) = deal;
            let others = [(Role::OtherPrice, other.0), (Role::OtherStake, other.1)];
            let figures = [(Role::Price, price), (Role::Stake, stake)].into_iter().chain(others).collect();
            self.judged(&Relation { identity: &identity, figures })
        };
        earlier.iter().filter_map(judged).collect()
    }

    pub(super) fn check_ratios(&self, found: &mut Vec<Found>) {
        let mut done = HashSet::new();
        for figure in self.figures.iter().filter(|figure| figure.measure == Measure::Level) {
            for at in self.options.ratios.of(&figure.metric) {
                if let Some(ratio) = self.options.ratios.rows.get(*at)
                    && let Some(figures) = self.members_with(figure, ratio)
                    && done.insert((*at, figures.clone()))
                {
                    found.extend(self.judged(&Relation { identity: &ratio.identity, figures }));
                }
            }
        }
    }

    /// The figures of an equation that are given for the same time as one of them, if all are, their units fit and none is a
    /// translation at another rate than the rest.
    fn members_with(&self, figure: &Figure, ratio: &Ratio) -> Option<Vec<(Role, usize)>> {
        let period = period_of(ratio, &figure.metric, figure.period)?;
        let currency = figure.unit.currency().or_else(|| self.currency_of(ratio, period));
        let document = figure.origin.document.as_ref();
        let member = |(role, metric): (Role, &Metric)| {
            let subject = subject(metric, figure.period);
            let unit = self.levels.units_of(&subject).find(|unit| suits(*unit, currency))?;
            Some((role, self.stated_level(&subject, unit, document)?))
        };
        let figures = ratio.roles().map(member).collect::<Option<Vec<_>>>()?;
        let mut members = figures.iter().filter_map(|(_, index)| self.figures.get(*index));
        let is_at_two_rates =
            ratio.is_mixed() && members.any(|figure| self.levels.is_translation(&figure.metric, figure.unit));
        (!is_at_two_rates && self.is_of_one_kind(ratio, &figures)).then_some(figures)
    }

    /// Whether the units of an equation's figures fit each other.
    fn is_of_one_kind(&self, ratio: &Ratio, figures: &[(Role, usize)]) -> bool {
        let unit_of = |role: Role| {
            let (_, index) = figures.iter().find(|(known, _)| *known == role)?;
            self.figures.get(*index).map(|figure| figure.unit)
        };
        let result = unit_of(Role::Result);
        let others = |role: Role| if role == Role::Result { None } else { unit_of(role) };
        let expected = missing_unit(ratio, Role::Result, &ratio.result, &others);
        expected.is_some() && expected == result
    }

    /// The lengths in months of the periods for which each metric is stated.
    fn lengths(&self) -> HashMap<&Metric, HashSet<u32>> {
        let mut lengths: HashMap<&Metric, HashSet<u32>> = HashMap::new();
        for figure in self.figures.iter().filter(|figure| figure.measure == Measure::Level) {
            let months = figure.period.and_then(|period| period.length_in_months());
            lengths.entry(&figure.metric).or_default().extend(months);
        }
        lengths
    }

    pub(super) fn check_parts(&self, found: &mut Vec<Found>) {
        let lengths = self.lengths();
        for (index, figure) in self.figures.iter().enumerate() {
            let Some(period) = figure.period else {
                continue;
            };
            let is_translation = self.levels.is_translation(&figure.metric, figure.unit);
            let is_amount = figure.measure == Measure::Level && adds_up(&figure.metric) && !is_translation;
            if !is_amount || self.ambiguous.contains(&index) {
                continue;
            }
            let is_stated =
                |kind: &PartKind| lengths.get(&figure.metric).is_some_and(|own| own.contains(&kind.months()));
            for kind in [PartKind::Quarters, PartKind::Halves, PartKind::Months].into_iter().filter(is_stated) {
                found.extend(self.check_division(index, figure, period, kind));
            }
        }
    }

    fn check_division(&self, index: usize, figure: &Figure, whole: Period, kind: PartKind) -> Option<Found> {
        let pieces = whole.parts(kind)?;
        let document = figure.origin.document.as_ref();
        let piece = |piece: &Period| self.stated_level(&subject(&figure.metric, Some(*piece)), figure.unit, document);
        let members = pieces.iter().map(piece).collect::<Option<Vec<usize>>>()?;
        let roles = (0..=u8::MAX).map(Role::Member).zip(members);
        let figures = std::iter::once((Role::Whole, index)).chain(roles).collect();
        self.judged(&Relation { identity: &parts(pieces.len())?, figures })
    }
}

/// The most deals of one entity and time that a further one is set against.
const MAX_DEALS: usize = 10;

/// Two stakes in one whole: price = stake × (other price ÷ other stake), each figure once.
fn two_stakes() -> Identity {
    let valuation = Term::from(Role::OtherPrice).times(Term::from(Role::OtherStake).to_the(Exponent::Reciprocal));
    Identity::new("stake", Role::Price, Term::from(Role::Stake).times(valuation), &[Role::Stake, Role::OtherStake])
}
