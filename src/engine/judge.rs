//! The verdict on one relation whose figures are all stated.
//!
//! Each figure stands once in an identity, so the interval that the others give for one of them is the exact hull of what is
//! possible. If it does not meet what the figure's own digits and words may mean, no true values fit: that is a proof.

use super::compute::{Computed, Operand, compute, value_of};
use super::solve::FormulaText;
use crate::finding::{Missing, Severity, Value, Verdict};
use crate::identity::{Identity, Role};
use crate::model::Figure;
use crate::num::{Convention, Exact, Interval, Qualifier, Rounding};

/// A stated figure in a role of an identity.
#[derive(Clone, Debug)]
pub(super) struct Stated {
    pub(super) role: Role,
    pub(super) nominal: Exact,
    /// What true values may be if every written digit is significant.
    pub(super) tight: Interval,
    /// What they may be at most.
    pub(super) loose: Interval,
    pub(super) text: String,
    /// The place of the last written digit.
    pub(super) place: i32,
    /// Whether the digits are all that is said.
    pub(super) is_plain: bool,
    pub(super) convention: Convention,
}

impl Stated {
    pub(super) fn of(role: Role, figure: &Figure) -> Self {
        Stated {
            role,
            nominal: figure.nominal(),
            tight: figure.tight(),
            loose: figure.loose(),
            text: figure.in_formula(),
            place: figure.reported.numeral().last_place(),
            is_plain: figure.reported.qualifier() == Qualifier::Exact
                && figure.reported.upper().is_none()
                && figure.bounds.is_none(),
            convention: figure.convention,
        }
    }

    /// A rate that is known to lie within an interval.
    pub(super) fn rate(nominal: Exact, interval: Interval, text: String) -> Self {
        Stated {
            role: Role::Rate,
            nominal,
            tight: interval.clone(),
            loose: interval,
            text,
            place: 0,
            is_plain: true,
            convention: Convention::Nearest,
        }
    }

    /// A value that other figures determine, with its computation.
    pub(super) fn derived(role: Role, nominal: Exact, tight: Interval, loose: Interval, formula: FormulaText) -> Self {
        let (place, is_plain, convention) = (0, false, Convention::Nearest);
        Stated { role, nominal, tight, loose, text: formula.text, place, is_plain, convention }
    }

    /// A value as the figure's source would print it at the figure's last digit.
    pub(super) fn printed(&self, value: &Exact) -> Exact {
        let rounding = match self.convention {
            Convention::Nearest => Rounding::Nearest,
            Convention::Truncate if value.is_negative() => Rounding::Up,
            Convention::Truncate => Rounding::Down,
        };
        value.round_to_place(self.place, rounding)
    }

    pub(super) fn operand(&self, interval: &Interval) -> Operand {
        let value = Value { nominal: self.nominal.clone(), interval: interval.clone() };
        Operand { role: self.role, value, text: self.text.clone() }
    }
}

/// What is proved, and what the other figures make of the one that is tested.
#[derive(Clone, Debug)]
pub(super) struct Judgement {
    pub(super) verdict: Verdict,
    pub(super) severity: Severity,
    pub(super) expected: Option<Value>,
    pub(super) deviation: Option<Exact>,
    pub(super) formula: String,
}

impl Judgement {
    /// A contradiction in which the others bound none of the figures by themselves.
    pub(super) fn without_value() -> Self {
        let (verdict, severity) = (Verdict::Inconsistent, Severity::Error);
        Judgement { verdict, severity, expected: None, deviation: None, formula: String::new() }
    }
}

/// Tests `stated` against what `others` make of it.
///
/// # Errors
/// Why nothing can be proved: the identity means nothing for these figures, or does not bound the result.
pub(super) fn judge(identity: &Identity, stated: &Stated, others: &[Stated]) -> Result<Judgement, Missing> {
    let operands =
        |of: fn(&Stated) -> &Interval| others.iter().map(|other| other.operand(of(other))).collect::<Vec<_>>();
    let Computed { value, formula } = compute(identity, 1, stated.role, &operands(|other| &other.tight))?;
    let is_tight = others.iter().all(|other| other.loose == other.tight);
    let loosest = match is_tight {
        true => value.clone(),
        false => value_of(identity, 1, stated.role, &operands(|other| &other.loose))?,
    };
    Ok(judge_interval(stated, &value, &loosest, formula))
}

/// Tests `stated` against its value as other figures give it, tightly and as loosely as they may be meant.
pub(super) fn judge_interval(stated: &Stated, tight: &Value, loosest: &Value, formula: String) -> Judgement {
    let verdict = verdict(stated, tight, loosest);
    let unit = Exact::power_of_ten(stated.place);
    let severity = match verdict {
        Verdict::Inconsistent if within_one_unit(stated, loosest, &unit) => Severity::Warning,
        Verdict::Inconsistent => Severity::Error,
        _ => Severity::Note,
    };
    let deviation = (&stated.nominal - &tight.nominal) * Exact::power_of_ten(stated.place.saturating_neg());
    let expected = if verdict == Verdict::Inconsistent { loosest } else { tight };
    Judgement { verdict, severity, expected: Some(expected.clone()), deviation: Some(deviation), formula }
}

fn verdict(stated: &Stated, tight: &Value, loose: &Value) -> Verdict {
    if stated.loose.meet(&loose.interval).is_none() {
        Verdict::Inconsistent
    } else if stated.tight.meet(&tight.interval).is_none() {
        Verdict::Approximate
    } else if stated.is_plain && stated.printed(&tight.nominal) == stated.nominal {
        Verdict::Exact
    } else {
        Verdict::Rounding
    }
}

/// Whether the stated figure would fit if it were one unit of its last digit higher or lower.
fn within_one_unit(stated: &Stated, loose: &Value, unit: &Exact) -> bool {
    let moved = |by: Exact| &stated.loose + &Interval::point(by);
    [moved(unit.clone()), moved(-unit)].iter().any(|moved| moved.meet(&loose.interval).is_some())
}

/// What a figure would have to be for the others to hold, as loosely as they may be meant.
pub(super) fn repair(identity: &Identity, role: Role, others: &[&Stated]) -> Option<Interval> {
    let operands: Vec<Operand> = others.iter().map(|other| other.operand(&other.loose)).collect();
    value_of(identity, 1, role, &operands).ok().map(|value| value.interval)
}
