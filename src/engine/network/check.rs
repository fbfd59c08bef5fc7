//! Every relation whose figures are all stated, judged; and those that a figure states of others that are not there.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::Network;
use super::combinations::{adds_up, missing_unit, period_of, suits};
use super::comparisons::{Comparison, identity_of};
use super::levels::{LevelId, Subject, subject};
use crate::engine::conversion;
use crate::engine::judge::{Judgement, Stated, judge, repair};
use crate::finding::{Finding, Party, Severity, Value, Verdict};
use crate::identity::{CONVERSION, Exponent, Identity, Ratio, Role, STAKE, Term, parts};
use crate::model::{Figure, Measure, Metric, PartKind, Period, Unit};
use crate::num::Interval;
use crate::rates::Book;

/// A relation with the positions of its figures; the first is the one that is tested.
struct Relation<'i> {
    identity: &'i Identity,
    figures: Vec<(Role, usize)>,
}

impl Network<'_> {
    /// A finding for every relation between the figures, in the order of the figures that are tested.
    /// Conversions are tested at rates from `book`.
    pub fn check(mut self, book: &Book) -> Vec<Finding> {
        self.ambiguous = self.levels_at_odds();
        let mut findings: Vec<(usize, Finding)> = Vec::new();
        self.check_comparisons(&mut findings);
        self.check_reports(&mut findings);
        self.check_stakes(&mut findings);
        self.check_ratios(&mut findings);
        self.check_parts(&mut findings);
        self.check_conversions(book, &mut findings);
        findings.sort_by_key(|(position, _)| *position);
        findings.into_iter().map(|(_, finding)| finding).collect()
    }

    fn check_comparisons(&self, findings: &mut Vec<(usize, Finding)>) {
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
            findings.extend(finding.map(|finding| (index, finding)));
        }
    }

    fn check_comparison(&self, figure: &Figure, comparison: &Comparison) -> Option<Finding> {
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
    fn levels_at_odds(&self) -> HashSet<usize> {
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
    fn check_reports(&self, findings: &mut Vec<(usize, Finding)>) {
        let same = same();
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
                    let finding = self.judged(&Relation { identity: &same, figures });
                    let finding = finding
                        .map(|finding| if self.is_of_one_source(index, against) { cautious(finding) } else { finding });
                    findings.extend(finding.map(|finding| (index, finding)));
                }
            }
        }
    }

    fn is_of_one_source(&self, one: usize, other: usize) -> bool {
        let source = |index: usize| self.figures.get(index).map(source);
        source(one) == source(other)
    }

    /// Each stake and price against a stated valuation, or the stakes of one entity and time against each other.
    fn check_stakes(&self, findings: &mut Vec<(usize, Finding)>) {
        let whole = |deal: &super::stakes::Deal| subject(&Metric::parse("equity value"), deal.1);
        let mut valued: HashMap<(Subject, Unit), Vec<(usize, usize)>> = HashMap::new();
        for (deal, sides) in self.deals() {
            for (price, stake) in self.pairs(&sides) {
                let (Some(stake), Some(figure)) = (stake, self.figures.get(price)) else {
                    continue;
                };
                let key = (whole(&deal), figure.unit);
                if let Some(valuation) = self.stated_level(&key.0, key.1, figure.origin.document.as_ref()) {
                    let figures = vec![(Role::Valuation, valuation), (Role::Price, price), (Role::Stake, stake)];
                    let finding = self.judged(&Relation { identity: &STAKE, figures });
                    findings.extend(finding.map(|finding| (price, finding)));
                }
                let earlier = valued.entry(key).or_default();
                findings
                    .extend(self.against_earlier(earlier, (price, stake)).into_iter().map(|finding| (price, finding)));
                if earlier.len() < MAX_DEALS {
                    earlier.push((price, stake));
                }
            }
        }
    }

    /// A deal against each of the earlier ones that value the same entity at the same time.
    fn against_earlier(&self, earlier: &[(usize, usize)], deal: (usize, usize)) -> Vec<Finding> {
        let identity = two_stakes();
        let finding = |other: &(usize, usize)| {
            let (price, stake) = deal;
            let others = [(Role::OtherPrice, other.0), (Role::OtherStake, other.1)];
            let figures = [(Role::Price, price), (Role::Stake, stake)].into_iter().chain(others).collect();
            self.judged(&Relation { identity: &identity, figures })
        };
        earlier.iter().filter_map(finding).collect()
    }

    fn check_ratios(&self, findings: &mut Vec<(usize, Finding)>) {
        let mut done = HashSet::new();
        for (index, figure) in self.figures.iter().enumerate() {
            if figure.measure != Measure::Level {
                continue;
            }
            for (at, ratio) in self.options.ratios.rows.iter().enumerate() {
                let Some(period) = period_of(ratio, &figure.metric, figure.period)
                    .filter(|_| ratio.roles().any(|(_, metric)| *metric == figure.metric))
                else {
                    continue;
                };
                let currency = figure.unit.currency().or_else(|| self.currency_of(ratio, period));
                let document = figure.origin.document.as_ref();
                let member = |(role, metric): (Role, &Metric)| {
                    let subject = subject(metric, figure.period);
                    let mut units = self.levels.units_of(&subject);
                    let unit = units.find(|unit| suits(*unit, currency))?;
                    Some((role, self.stated_level(&subject, unit, document)?))
                };
                let Some(figures) = ratio.roles().map(member).collect::<Option<Vec<_>>>() else {
                    continue;
                };
                let at_two_rates = ratio.is_mixed() && self.holds_translation(&figures);
                if !at_two_rates && self.is_of_one_kind(ratio, &figures) && done.insert((at, figures.clone())) {
                    let finding = self.judged(&Relation { identity: &ratio.identity, figures });
                    findings.extend(finding.map(|finding| (index, finding)));
                }
            }
        }
    }

    /// Whether an amount is in another currency than the metric's reporting one. Amounts of two periods, or of a period and a
    /// moment, are translated at two rates, so what holds between them in the reporting currency need not hold in another.
    fn is_translation(&self, figure: &Figure) -> bool {
        let reporting = self.levels.reporting_unit(&figure.metric);
        figure.unit.currency().is_some() && reporting.is_some_and(|reporting| reporting != figure.unit)
    }

    fn holds_translation(&self, figures: &[(Role, usize)]) -> bool {
        let mut members = figures.iter().filter_map(|(_, index)| self.figures.get(*index));
        members.any(|figure| self.is_translation(figure))
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

    fn check_parts(&self, findings: &mut Vec<(usize, Finding)>) {
        for (index, figure) in self.figures.iter().enumerate() {
            let Some(period) = figure.period else {
                continue;
            };
            if figure.measure != Measure::Level || !adds_up(&figure.metric) || self.is_translation(figure) {
                continue;
            }
            for kind in [PartKind::Quarters, PartKind::Halves, PartKind::Months] {
                let finding = self.check_division(index, figure, period, kind);
                findings.extend(finding.map(|finding| (index, finding)));
            }
        }
    }

    fn check_division(&self, index: usize, figure: &Figure, whole: Period, kind: PartKind) -> Option<Finding> {
        let pieces = whole.parts(kind)?;
        let document = figure.origin.document.as_ref();
        let piece = |piece: &Period| self.stated_level(&subject(&figure.metric, Some(*piece)), figure.unit, document);
        let members = pieces.iter().map(piece).collect::<Option<Vec<usize>>>()?;
        let roles = (0..=u8::MAX).map(Role::Member).zip(members);
        let figures = std::iter::once((Role::Whole, index)).chain(roles).collect();
        self.judged(&Relation { identity: &parts(pieces.len())?, figures })
    }

    /// Each amount against the same subject's in the currency given before it.
    fn check_conversions(&self, book: &Book, findings: &mut Vec<(usize, Finding)>) {
        for (index, figure) in self.figures.iter().enumerate() {
            if figure.measure != Measure::Level || figure.unit.currency().is_none() {
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
            findings.extend(self.check_conversion(book, index, amount).map(|finding| (index, finding)));
        }
    }

    fn check_conversion(&self, book: &Book, index: usize, amount: usize) -> Option<Finding> {
        let (converted, given) = (self.figures.get(index)?, self.figures.get(amount)?);
        let stated = [Stated::of(Role::Converted, converted), Stated::of(Role::Amount, given)];
        let tested = conversion::test(book, given, converted, &stated);
        let parties = [("stated", converted), ("amount", given)].map(|(role, figure)| party(role, figure, None));
        let finding = self.finding(index, &CONVERSION.name, parties.to_vec())?;
        Some(match tested {
            Ok((judgement, explanation)) => Finding { explanation, ..decided(finding, judgement) },
            Err(missing) => Finding { missing, ..finding },
        })
    }

    /// The finding on a relation; without a verdict where the identity means nothing for its figures.
    fn judged(&self, relation: &Relation<'_>) -> Option<Finding> {
        let stated: Vec<Stated> = relation
            .figures
            .iter()
            .map(|(role, index)| Some(Stated::of(*role, self.figures.get(*index)?)))
            .collect::<Option<_>>()?;
        let (tested, others) = stated.split_first()?;
        let judgement = judge(relation.identity, tested, others);
        let inconsistent = judgement.as_ref().is_ok_and(|found| found.verdict == Verdict::Inconsistent);
        let parties = self.parties(relation, &stated, inconsistent);
        let index = relation.figures.first()?.1;
        let finding = self.finding(index, &relation.identity.name, parties)?;
        Some(match judgement {
            Ok(judgement) => decided(finding, judgement),
            Err(missing) => Finding { missing: missing.to_string(), ..finding },
        })
    }

    fn parties(&self, relation: &Relation<'_>, stated: &[Stated], inconsistent: bool) -> Vec<Party> {
        let mut parties = Vec::new();
        for (at, (role, index)) in relation.figures.iter().enumerate() {
            let Some(figure) = self.figures.get(*index) else {
                continue;
            };
            let others: Vec<&Stated> =
                stated.iter().enumerate().filter(|(own, _)| *own != at).map(|(_, o)| o).collect();
            let role_name = if at == 0 { "stated" } else { role.name() };
            let repair = if inconsistent { repair(relation.identity, *role, &others) } else { None };
            parties.push(party(role_name, figure, repair));
        }
        parties
    }

    fn finding(&self, index: usize, identity: &str, parties: Vec<Party>) -> Option<Finding> {
        let figure = self.figures.get(index)?;
        Some(Finding {
            verdict: Verdict::Unverifiable,
            severity: Severity::Note,
            identity: identity.to_owned(),
            entity: Arc::clone(&figure.entity),
            metric: figure.metric.clone(),
            period: figure.period,
            unit: figure.unit,
            expected: None,
            deviation: None,
            missing: String::new(),
            parties,
            explanation: String::new(),
        })
    }

    /// A figure that states a relation to others that are not there.
    fn undecided(&self, index: usize, identity: &str, missing: &str) -> Option<Finding> {
        let figure = self.figures.get(index)?;
        let finding = self.finding(index, identity, vec![party("stated", figure, None)])?;
        Some(Finding { missing: missing.to_owned(), ..finding })
    }
}

/// Where a figure comes from: its file, and the document that its row names.
fn source(figure: &Figure) -> (Arc<str>, Option<Arc<str>>) {
    (Arc::clone(&figure.origin.file), figure.origin.document.clone())
}

/// One source that gives a subject twice, differently, means two things by it, such as two segments.
fn cautious(finding: Finding) -> Finding {
    if finding.verdict != Verdict::Inconsistent {
        return finding;
    }
    let missing = "what tells the two reports of one source apart".to_owned();
    let parties = finding.parties.into_iter().map(|party| Party { repair: None, ..party }).collect();
    Finding { verdict: Verdict::Unverifiable, severity: Severity::Note, missing, parties, ..finding }
}

fn party(role: &'static str, figure: &Figure, repair: Option<Interval>) -> Party {
    Party {
        role,
        text: figure.in_formula(),
        value: Value { nominal: figure.nominal(), interval: figure.loose() },
        unit: figure.unit,
        repair,
        origin: figure.origin.clone(),
    }
}

fn decided(finding: Finding, judgement: Judgement) -> Finding {
    Finding {
        verdict: judgement.verdict,
        severity: judgement.severity,
        expected: Some(judgement.expected),
        deviation: Some(judgement.deviation),
        explanation: judgement.formula,
        ..finding
    }
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

/// Two reports of one subject are one value.
fn same() -> Identity {
    Identity::new("same", Role::Whole, Term::from(Role::Member(0)), &[])
}

/// Two stakes in one whole: price = stake × (other price ÷ other stake), each figure once.
fn two_stakes() -> Identity {
    let valuation = Term::from(Role::OtherPrice).times(Term::from(Role::OtherStake).to_the(Exponent::Reciprocal));
    Identity::new("stake", Role::Price, Term::from(Role::Stake).times(valuation), &[Role::Stake, Role::OtherStake])
}
