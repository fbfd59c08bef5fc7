//! Whether stated figures can be true together: every relation whose figures are all stated, judged by itself; then what only
//! several relations together prove; and those that a figure states of others that are not there.

mod chains;
mod claims;
mod conflicts;
mod conversions;
mod direct;
mod elapsed;
mod narrow;
mod quantities;
mod reports;
mod shares;

use std::borrow::Cow;
use std::sync::Arc;

pub use claims::{Claim, Tie};

use super::Network;
use super::levels::Subject;
use crate::engine::judge::{Judgement, Stated, judge, repair};
use crate::engine::slip;
use crate::finding::{Finding, Party, Severity, Value, Verdict};
use crate::identity::{Identity, Role};
use crate::model::Figure;
use crate::num::Interval;
use crate::rates::Book;

/// A relation with the positions of its figures; the first is the one that is tested.
struct Relation<'i> {
    identity: &'i Identity,
    figures: Vec<(Role, usize)>,
}

/// A finding with the positions of its figures.
struct Found {
    /// That of the figure that is tested, by which findings are sorted.
    position: usize,
    figures: Vec<usize>,
    finding: Finding,
}

impl Network<'_> {
    /// A finding for every relation between the figures, in the order of the figures that are tested.
    /// Conversions are tested at rates from `book`.
    pub fn check(mut self, book: &Book) -> Vec<Finding> {
        self.ambiguous = self.reports_at_odds();
        let mut found: Vec<Found> = Vec::new();
        self.check_comparisons(&mut found);
        self.check_reports(&mut found);
        self.check_units(&mut found);
        self.check_stakes(&mut found);
        self.check_ratios(&mut found);
        self.check_parts(&mut found);
        self.check_shares(&mut found);
        self.check_elapsed(&mut found);
        self.check_conversions(book, &mut found);
        self.check_chains(book, &mut found);
        found.sort_by_key(|found| found.position);
        found.into_iter().map(|found| found.finding).collect()
    }

    /// Whether a figure is one that is checked, not one that it is checked against.
    fn may_be_wrong(&self, figure: usize) -> bool {
        self.figures.get(figure).is_some_and(|figure| !figure.trusted)
    }

    /// The finding on a relation; without a verdict where the identity means nothing for its figures. Tested is the first of them
    /// that may be wrong; between references alone nothing is said unless they contradict each other.
    fn judged(&self, relation: &Relation<'_>) -> Option<Found> {
        let tested = relation.figures.iter().position(|(_, index)| self.may_be_wrong(*index));
        let found = match tested {
            Some(tested) if tested > 0 => {
                let mut figures = relation.figures.clone();
                figures.swap(0, tested);
                self.judged_in_order(&Relation { identity: relation.identity, figures })?
            }
            _ => self.judged_in_order(relation)?,
        };
        (tested.is_some() || found.finding.verdict == Verdict::Inconsistent).then_some(found)
    }

    fn judged_in_order(&self, relation: &Relation<'_>) -> Option<Found> {
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
        let finding = self.finding(index, relation.identity.name.clone(), parties)?;
        let mut finding = match judgement {
            Ok(judgement) => decided(finding, judgement),
            Err(missing) => Finding { missing: missing.to_string().into(), ..finding },
        };
        if inconsistent {
            finding.slip = slip::of_relation(relation.identity, self.with_peers(&relation.figures));
        }
        let figures = relation.figures.iter().map(|(_, index)| *index).collect();
        Some(Found { position: index, figures, finding })
    }

    fn parties(&self, relation: &Relation<'_>, stated: &[Stated], inconsistent: bool) -> Vec<Party> {
        let mut parties = Vec::with_capacity(stated.len());
        let all_trusted = !relation.figures.iter().any(|(_, index)| self.may_be_wrong(*index));
        for (at, ((role, index), own)) in relation.figures.iter().zip(stated).enumerate() {
            let Some(figure) = self.figures.get(*index) else {
                continue;
            };
            let others = || stated.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, other)| other);
            let role_name = if at == 0 { "stated" } else { role.name() };
            let may_change = inconsistent && (all_trusted || !figure.trusted);
            let repair =
                if may_change { repair(relation.identity, *role, &others().collect::<Vec<_>>()) } else { None };
            let value = Value { nominal: own.nominal.clone(), interval: own.loose.clone() };
            parties.push(party_as(role_name, figure, own.text.clone(), value, repair));
        }
        parties
    }

    fn finding(&self, index: usize, identity: Cow<'static, str>, parties: Vec<Party>) -> Option<Finding> {
        Some(undecided(self.figures.get(index)?, identity, parties))
    }

    /// A figure that states a relation to others that are not there; of a reference that is no matter.
    fn undecided(
        &self,
        index: usize,
        identity: impl Into<Cow<'static, str>>,
        missing: impl Into<Cow<'static, str>>,
    ) -> Option<Found> {
        let figure = self.figures.get(index).filter(|figure| !figure.trusted)?;
        let finding = undecided(figure, identity.into(), vec![party("stated", figure, None)]);
        let finding = Finding { missing: missing.into(), ..finding };
        Some(Found { position: index, figures: vec![index], finding })
    }
}

/// A finding on a figure of which nothing is proved yet.
fn undecided(figure: &Figure, identity: Cow<'static, str>, parties: Vec<Party>) -> Finding {
    Finding {
        verdict: Verdict::Unverifiable,
        severity: Severity::Note,
        identity,
        entity: Arc::clone(&figure.entity),
        metric: figure.metric.clone(),
        period: figure.period,
        unit: figure.unit,
        expected: None,
        deviation: None,
        slip: None,
        missing: Cow::Borrowed(""),
        parties,
        explanation: String::new(),
        accepted: None,
    }
}

/// A subject as a finding names it: `revenue 2014`.
fn named((metric, period): &Subject) -> String {
    format!("{metric}{}", period.map_or(String::new(), |period| format!(" {period}")))
}

fn party(role: &'static str, figure: &Figure, repair: Option<Interval>) -> Party {
    party_as(role, figure, figure.in_formula(), loosely(figure), repair)
}

/// A figure's value with all that it may mean.
fn loosely(figure: &Figure) -> Value {
    Value { nominal: figure.nominal(), interval: figure.loose() }
}

/// A figure whose text and value are at hand.
fn party_as(role: &'static str, figure: &Figure, text: String, value: Value, repair: Option<Interval>) -> Party {
    Party {
        role,
        metric: figure.metric.clone(),
        period: figure.period,
        measure: figure.measure,
        text,
        value,
        unit: figure.unit,
        repair,
        origin: figure.origin.clone(),
    }
}

fn decided(mut finding: Finding, judgement: Judgement) -> Finding {
    finding.verdict = judgement.verdict;
    finding.severity = judgement.severity;
    finding.expected = judgement.expected;
    finding.deviation = judgement.deviation;
    finding.explanation = judgement.formula;
    finding
}
