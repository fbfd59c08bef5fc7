//! Several reports of one subject, which must be of one value.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::elapsed::is_elapsed;
use super::{Found, Relation, party};
use crate::engine::network::Network;
use crate::engine::network::levels::subject;
use crate::finding::{Finding, Party, Severity, Verdict};
use crate::identity::{Role, SAME};
use crate::model::{Figure, Measure, Metric, Period, Unit};
use crate::num::Interval;

/// What two reports of one source that contradict each other lack.
pub(super) const TOLD_APART: &str = "what tells the two reports of one source apart";

/// What two references that contradict each other lack.
const RIGHT_REFERENCE: &str = "which of the two reference figures is right";

/// What a figure says something of: two figures with one key are two reports of one value.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Reported {
    metric: Metric,
    period: Option<Period>,
    measure: Measure,
    unit: Unit,
    /// Of a growth, change or multiple: the period compared with, and the unit of the levels.
    compared: Option<(Period, Option<Unit>)>,
}

impl Network<'_> {
    /// What a figure reports, for measures of which there is one value for each subject. A stake is one of a holder's, who may
    /// buy several.
    fn reported(&self, index: usize, figure: &Figure) -> Option<Reported> {
        let compared = match figure.measure {
            Measure::Level | Measure::Share => None,
            _ if is_elapsed(figure) => return None,
            measure if measure.compares() => {
                let unit = self.comparison(index, figure).map(|comparison| comparison.unit).or(figure.compares);
                // Growth of a percentage may be in percent or in points.
                if unit.is_none() && figure.metric.is_percentage() {
                    return None;
                }
                Some((figure.compared_with()?, unit))
            }
            _ => return None,
        };
        let (metric, period) = (figure.metric.clone(), figure.period);
        Some(Reported { metric, period, measure: figure.measure, unit: figure.unit, compared })
    }

    /// The figures of which one source gives two that contradict each other.
    pub(super) fn reports_at_odds(&self) -> HashSet<usize> {
        let mut groups: HashMap<_, (Interval, Vec<usize>, bool)> = HashMap::new();
        for (index, figure) in self.figures.iter().enumerate() {
            let Some(mut reported) = self.reported(index, figure) else {
                continue;
            };
            // Stocks of a year, of its last quarter and of its last day are one when another figure refers to them.
            (reported.metric, reported.period) = subject(&figure.metric, figure.period);
            let loose = figure.loose();
            let key = (reported, ReportedBy::of(figure));
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
        let mut groups: HashMap<(Reported, Option<ReportedBy>), Common> = HashMap::new();
        for (index, figure) in self.figures.iter().enumerate() {
            // What is said of no time need not be said of one time; nor is a value in a year that at its end.
            let Some(reported) = self.reported(index, figure).filter(|reported| reported.period.is_some()) else {
                continue;
            };
            // Which of two reports of one source another source means is not told, so they are set against each other alone.
            let key = (reported, self.ambiguous.contains(&index).then(|| ReportedBy::of(figure)));
            match groups.get_mut(&key) {
                None => {
                    groups.insert(key, Common::new(index, figure.loose()));
                }
                Some(common) => {
                    let against = common.add(index, figure.loose());
                    let figures = vec![(Role::Whole, index), (Role::Member(0), against)];
                    let judged = self.judged(&Relation { identity: &SAME, figures });
                    found.extend(judged.map(|judged| match self.reported_by_one(index, against) {
                        Some(missing) => cautious(judged, missing),
                        None => judged,
                    }));
                }
            }
        }
    }

    /// What is missing to tell two reports of one source apart, if they are of one.
    fn reported_by_one(&self, one: usize, other: usize) -> Option<&'static str> {
        let by = |index: usize| self.figures.get(index).map(ReportedBy::of);
        match by(one)? {
            by_one if Some(&by_one) != by(other).as_ref() => None,
            ReportedBy::Reference => Some(RIGHT_REFERENCE),
            ReportedBy::Source(..) => Some(TOLD_APART),
        }
    }

    /// Says of a subject that is given in units that cannot be compared, such as money and people, that it is: once for each
    /// further kind of unit.
    pub(super) fn check_units(&self, found: &mut Vec<Found>) {
        let mut kinds: HashMap<(Metric, Option<Period>), Vec<usize>> = HashMap::new();
        let levels = self.figures.iter().enumerate().filter(|(_, figure)| figure.measure == Measure::Level);
        for (index, figure) in levels.filter(|(_, figure)| !figure.trusted) {
            let firsts = kinds.entry((figure.metric.clone(), figure.period)).or_default();
            let other = firsts.first().and_then(|first| self.figures.get(*first));
            let is_new =
                |first: &usize| self.figures.get(*first).is_some_and(|first| !is_comparable(first.unit, figure.unit));
            if !firsts.iter().all(is_new) {
                continue;
            }
            firsts.push(index);
            if let Some(other) = other {
                let missing = format!("a unit that both are given in: {} is no {}", figure.unit, other.unit);
                let parties = vec![party("stated", figure, None), party(Role::Member(0).name(), other, None)];
                let finding = self.finding(index, SAME.name.clone(), parties);
                let figures = firsts.first().copied().into_iter().chain([index]).rev().collect();
                found.extend(finding.map(|finding| Found {
                    position: index,
                    figures,
                    finding: Finding { missing: missing.into(), ..finding },
                }));
            }
        }
    }
}

/// Whether two levels in these units can be of one subject: two amounts of money can, in any currencies.
fn is_comparable(one: Unit, other: Unit) -> bool {
    one == other || (one.currency().is_some() && other.currency().is_some())
}

/// Who reports a figure: the reference, or a file and the document that the row names.
#[derive(Clone, PartialEq, Eq, Hash)]
enum ReportedBy {
    Reference,
    Source(Arc<str>, Option<Arc<str>>),
}

impl ReportedBy {
    fn of(figure: &Figure) -> Self {
        if figure.trusted {
            return ReportedBy::Reference;
        }
        ReportedBy::Source(Arc::clone(&figure.origin.file), figure.origin.document.clone())
    }
}

/// One source that gives a subject twice, differently, means two things by it, such as two segments.
fn cautious(found: Found, missing: &'static str) -> Found {
    if found.finding.verdict != Verdict::Inconsistent {
        return found;
    }
    let parties = found.finding.parties.into_iter().map(|party| Party { repair: None, ..party }).collect();
    let (verdict, severity, missing) = (Verdict::Unverifiable, Severity::Note, missing.into());
    let finding = Finding { verdict, severity, missing, parties, slip: None, ..found.finding };
    Found { finding, ..found }
}

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
