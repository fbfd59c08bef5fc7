//! One identity, solved for one role: value, interval and formula together.

use super::solve::{Bounds, Formula, FormulaText, Nominal, solve};
use crate::finding::{Missing, Value};
use crate::identity::{Identity, Role, Term};
use crate::num::{Interval, MAX_MAGNITUDE};

/// A known member of an identity.
#[derive(Clone, Debug)]
pub struct Operand {
    /// Its part in the identity.
    pub role: Role,
    /// Its face value and interval.
    pub value: Value,
    /// How it stands in the formula.
    pub text: String,
}

/// A role's value with the computation that gave it.
#[derive(Clone, Debug)]
pub struct Computed {
    /// The value.
    pub value: Value,
    /// The computation, its numbers in it.
    pub formula: String,
}

/// Solves an identity for one of its roles; `years` is the exponent of compound growth and 1 elsewhere.
///
/// ```
/// use tieout::engine::{Operand, compute};
/// use tieout::finding::Value;
/// use tieout::identity::{GROWTH, Role};
/// use tieout::num::{Convention, Rounding, Style, in_formula, parse};
/// let operand = |role, text| parse(text, Style::default()).map(|written| Operand {
///     role,
///     value: Value { nominal: written.reported.nominal(), interval: written.reported.basis(Convention::Nearest) },
///     text: in_formula(&written.reported, 0, ""),
/// });
/// let operands = [operand(Role::Prior, "2.2bn")?, operand(Role::Current, "3.4bn")?];
/// let growth = compute(&GROWTH, 1, Role::Growth, &operands)?;
/// assert_eq!(growth.formula, "3.4bn ÷ 2.2bn − 1");
/// assert_eq!(growth.value.nominal.to_plain(3, Rounding::Nearest), "0.545");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`Missing::NotMeaningful`] where the identity needs a divisor above zero and the interval of one touches zero or less, where an
/// amount subtracted is below zero, or where the inputs bound the result nowhere; [`Missing::OutOfRange`] for a result that no figure can hold.
pub fn compute(identity: &Identity, years: u16, target: Role, operands: &[Operand]) -> Result<Computed, Missing> {
    let value = value_of(identity, years, target, operands)?;
    Ok(Computed { value, formula: formula(identity, years, target, operands) })
}

/// The value alone, for results that are shown without their formula.
pub(super) fn value_of(identity: &Identity, years: u16, target: Role, operands: &[Operand]) -> Result<Value, Missing> {
    let operand = |role: Role| operands.iter().find(|operand| operand.role == role);
    for role in &identity.positive {
        if let Some(known) = operand(*role) {
            check_positive(identity, *role, &known.value, || known.text.clone())?;
        }
    }
    let undefined = || Missing::NotMeaningful("the figures do not bound the result".to_owned());
    let interval = solve(&Bounds, identity, years, target, &|role| Some(operand(role)?.value.interval.clone()))
        .filter(|interval| *interval != Interval::everything())
        .ok_or_else(undefined)?;
    let nominal = solve(&Nominal, identity, years, target, &|role| Some(operand(role)?.value.nominal.clone()))
        .ok_or_else(undefined)?;
    if nominal.magnitude() > MAX_MAGNITUDE {
        return Err(Missing::OutOfRange);
    }
    let value = Value { nominal, interval };
    if identity.positive.contains(&target) {
        check_positive(identity, target, &value, || formula(identity, years, target, operands))?;
    }
    Ok(value)
}

/// The formula alone, which is shown for a result that is not meaningful too.
pub(super) fn formula(identity: &Identity, years: u16, target: Role, operands: &[Operand]) -> String {
    let text = |role: Role| {
        let operand = operands.iter().find(|operand| operand.role == role)?;
        Some(FormulaText::number(operand.text.clone()))
    };
    solve(&Formula, identity, years, target, &text).map_or(String::new(), |formula| formula.text)
}

/// A divisor is above zero whatever it truly is; an amount that is subtracted need only be printed without a minus sign, and zero
/// is.
fn check_positive(
    identity: &Identity,
    role: Role,
    value: &Value,
    text: impl FnOnce() -> String,
) -> Result<(), Missing> {
    if matches!(identity.right, Term::Sum(..) | Term::Difference(..)) {
        return match value.nominal.is_negative() {
            true => Err(Missing::NotMeaningful(format!("the amount subtracted, {}, is below zero", text()))),
            false => Ok(()),
        };
    }
    if value.interval.is_positive() && value.nominal.is_positive() {
        return Ok(());
    }
    let name = match role {
        Role::Prior => "the base",
        Role::Stake => "the stake",
        Role::Rate => "the rate",
        _ => "the divisor",
    };
    let problem = if value.nominal.is_positive() { "may be zero or less" } else { "is not above zero" };
    Err(Missing::NotMeaningful(format!("{name}, {}, {problem}", text())))
}
