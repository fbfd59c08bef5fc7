//! The relations whose figures are all stated, each judged by itself.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::{Found, Relation, decided, party};
use crate::engine::conversion;
use crate::engine::judge::Stated;
use crate::engine::network::Network;
use crate::engine::network::combinations::{adds_up, missing_unit, period_of, suits};
use crate::engine::network::comparisons::{Comparison, identity_of};
use crate::engine::network::levels::{LevelId, Subject, subject};
use crate::engine::network::stakes::{Deal, equity_value};
use crate::finding::{Finding, Party, Severity, Verdict};
use crate::identity::{CONVERSION, Exponent, Identity, Ratio, Role, SAME, STAKE, Term, parts};
use crate::model::{Figure, Measure, Metric, PartKind, Period, Unit};
use crate::num::Interval;
use crate::rates::Book;

impl Network<'_> {
    pub(super) fn check_comparisons(&self, found: &mut Vec<Found>) {
        for (index, figure) in self.figures.iter().enumerate() {
            if !figure.measure.compares() {
                continue;
            }
            let comparison = self.comparison(index, figure);
            let unit = comparison.as_ref().map(|comparison| comparison.unit).or(figure.compares);
            let of_percentages = figure.metric.is_percentage() || unit == Some(Unit::Percent);
            let finding = match comparison {
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
                    .map(|(_, (metric, period))| {
                        format!("{metric}{}", period.map_or(String::new(), |p| format!(" {p}")))
                    })
                    .collect();
                self.undecided(comparison.figure, &identity.name, &missing.join(", "))
            }
        }
    }

    /// The position of the figure that states a level.
    fn stated_level(&self, subject: &Subject, unit: Unit, document: Option<&Arc<str>>) -> Option<usize> {
        self.figure_of(self.levels.find(subject, unit, document)?)
    }

    fn figure_of(&self, id: LevelId) -> Option<usize> {
        let level = self.levels.get(id).filter(|level| level.stated)?;
        level.rank.first().copied().filter(|index| !self.ambiguous.contains(index))
    }

    /// The levels of which one source gives two that contradict each other.
    pub(super) fn levels_at_odds(&self) -> HashSet<usize> {
        let mut groups: HashMap<_, (Interval, Vec<usize>, bool)> = HashMap::new();
        for (index, figure) in self.figures.iter().enumerate() {
            if figure.measure != Measure::Level {
                continue;
            }
            let key = (subject(&figure.metric, figure.period), figure.unit, source(figure));
            let loose = figure.loose();
            let (common, members, at_odds) = groups.entry(key).or_insert_with(|| (loose.clone(), Vec::new(), false));
            members.push(index);
            match common.meet(&loose) {
                Some(meet) => *common = meet,
                None => *at_odds = true,
            }
        }
        groups.into_values().filter(|(_, _, at_odds)| *at_odds).flat_map(|(_, members, _)| members).collect()
    }

    /// Two reports of one subject in one unit must meet. Intervals that meet two by two all have a value in common, so each is
    /// set against the tightest so far; one that does not meet it is tested against the report that it misses.
    pub(super) fn check_reports(&self, found: &mut Vec<Found>) {
        let mut groups: HashMap<(Metric, Period, Unit), Common> = HashMap::new();
        for (index, figure) in self.figures.iter().enumerate() {
            // What is said of no time need not be said of one time; nor is a value in a year that at its end.
            let (Measure::Level, Some(period)) = (figure.measure, figure.period) else {
                continue;
            };
            let key = (figure.metric.clone(), period, figure.unit);
            match groups.get_mut(&key) {
                None => {
                    groups.insert(key, Common::new(index, figure.loose()));
                }
                Some(common) => {
                    let against = common.add(index, figure.loose());
                    let figures = vec![(Role::Whole, index), (Role::Member(0), against)];
                    let judged = self.judged(&Relation { identity: &SAME, figures });
                    let is_of_one_source = self.is_of_one_source(index, against);
                    found.extend(judged.map(|judged| if is_of_one_source { cautious(judged) } else { judged }));
                }
            }
        }
    }

    fn is_of_one_source(&self, one: usize, other: usize) -> bool {
        let source = |index: usize| self.figures.get(index).map(source);
        source(one) == source(other)
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

    /// The figures of an equation that are given for the same time as one of them, if all are and their units fit.
    fn members_with(&self, figure: &Figure, ratio: &Ratio) -> Option<Vec<(Role, usize)>> {
        period_of(ratio, &figure.metric, figure.period)?;
        let document = figure.origin.document.as_ref();
        let member = |(role, metric): (Role, &Metric)| {
            let subject = subject(metric, figure.period);
            let unit = self.levels.units_of(&subject).find(|unit| suits(*unit, figure.unit.currency()))?;
            Some((role, self.stated_level(&subject, unit, document)?))
        };
        let figures = ratio.roles().map(member).collect::<Option<Vec<_>>>()?;
        self.is_of_one_kind(ratio, &figures).then_some(figures)
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

    pub(super) fn check_parts(&self, found: &mut Vec<Found>) {
        for (index, figure) in self.figures.iter().enumerate() {
            let Some(period) = figure.period else {
                continue;
            };
            if figure.measure != Measure::Level || !adds_up(&figure.metric) || self.ambiguous.contains(&index) {
                continue;
            }
            for kind in [PartKind::Quarters, PartKind::Halves, PartKind::Months] {
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

    /// Each amount against the same subject's in the currency given before it.
    pub(super) fn check_conversions(&self, book: &Book, found: &mut Vec<Found>) {
        for (index, figure) in self.figures.iter().enumerate() {
            if figure.measure != Measure::Level || figure.unit.currency().is_none() || self.ambiguous.contains(&index) {
                continue;
            }
            let subject = subject(&figure.metric, figure.period);
            let first = self.levels.units_of(&subject).find(|unit| unit.currency().is_some());
            let Some(first) = first.filter(|first| *first != figure.unit) else {
                continue;
            };
            let Some(amount) = self.stated_level(&subject, first, figure.origin.document.as_ref()) else {
                continue;
            };
            found.extend(self.check_conversion(book, index, amount));
        }
    }

    fn check_conversion(&self, book: &Book, index: usize, amount: usize) -> Option<Found> {
        let (converted, given) = (self.figures.get(index)?, self.figures.get(amount)?);
        let stated = [Stated::of(Role::Converted, converted), Stated::of(Role::Amount, given)];
        let tested = conversion::test(book, given, converted, &stated);
        let parties = [("stated", converted), ("amount", given)].map(|(role, figure)| party(role, figure, None));
        let finding = self.finding(index, &CONVERSION.name, parties.to_vec())?;
        let finding = match tested {
            Ok((judgement, explanation)) => Finding { explanation, ..decided(finding, judgement) },
            Err(missing) => Finding { missing, ..finding },
        };
        Some(Found { position: index, figures: vec![index, amount], finding })
    }
}

/// Where a figure comes from: its file, and the document that its row names.
fn source(figure: &Figure) -> (Arc<str>, Option<Arc<str>>) {
    (Arc::clone(&figure.origin.file), figure.origin.document.clone())
}

/// One source that gives a subject twice, differently, means two things by it, such as two segments.
fn cautious(found: Found) -> Found {
    if found.finding.verdict != Verdict::Inconsistent {
        return found;
    }
    let missing = "what tells the two reports of one source apart".to_owned();
    let parties = found.finding.parties.into_iter().map(|party| Party { repair: None, ..party }).collect();
    let finding =
        Finding { verdict: Verdict::Unverifiable, severity: Severity::Note, missing, parties, ..found.finding };
    Found { finding, ..found }
}

/// The most deals of one entity and time that a further one is set against.
const MAX_DEALS: usize = 10;

/// What several reports of one subject have in common, and which of them set its ends.
struct Common {
    interval: Interval,
    low: usize,
    high: usize,
}

impl Common {
    fn new(index: usize, interval: Interval) -> Self {
        Common { interval, low: index, high: index }
    }

    /// Takes up a further report, unless it contradicts the others, and returns the one to set it against.
    fn add(&mut self, index: usize, interval: Interval) -> usize {
        let Some(meet) = self.interval.meet(&interval) else {
            let below = match (interval.high().value(), self.interval.low().value()) {
                (Some(high), Some(low)) => high <= low,
                _ => false,
            };
            return if below { self.low } else { self.high };
        };
        let against = self.low;
        if meet.low() != self.interval.low() {
            self.low = index;
        }
        if meet.high() != self.interval.high() {
            self.high = index;
        }
        self.interval = meet;
        against
    }
}

/// Two stakes in one whole: price = stake × (other price ÷ other stake), each figure once.
fn two_stakes() -> Identity {
    let valuation = Term::from(Role::OtherPrice).times(Term::from(Role::OtherStake).to_the(Exponent::Reciprocal));
    Identity::new("stake", Role::Price, Term::from(Role::Stake).times(valuation), &[Role::Stake, Role::OtherStake])
}
