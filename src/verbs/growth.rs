//! Growth between two levels, or the level that a growth implies.

use super::amount::{Amount, Writing, common_unit};
use super::error::Error;
use crate::engine::{Operand, compute};
use crate::finding::{Calculation, Missing};
use crate::identity::{CHANGE, COMPOUND_GROWTH, GROWTH, Identity, MULTIPLE, Role};
use crate::model::Unit;

/// The longest time that growth is compounded over.
const MAX_YEARS: u16 = 200;

/// What is known: two of the three.
#[derive(Clone, Debug, Default)]
pub struct GrowthOptions {
    /// The earlier level, as written.
    pub from: Option<String>,
    /// The later level, as written.
    pub to: Option<String>,
    /// The growth, as written.
    pub rate: Option<String>,
    /// How many years lie between the two levels.
    pub years: Option<u16>,
    /// How the numbers are written.
    pub writing: Writing,
}

/// Computes what is missing: growth from two levels, the implied prior from the later one, the implied current from the earlier
/// one. Over more than one year the growth is the compound yearly rate.
///
/// ```
/// use tieout::verbs::{GrowthOptions, growth};
/// let options = GrowthOptions { from: Some("2.2bn".into()), to: Some("3.4bn".into()), ..GrowthOptions::default() };
/// assert_eq!(growth(&options)?.formula, "3.4bn ÷ 2.2bn − 1");
/// # Ok::<(), tieout::verbs::Error>(())
/// ```
///
/// # Errors
/// When not two of the three are given, a number is malformed, or the levels are in different units.
pub fn growth(options: &GrowthOptions) -> Result<Calculation, Error> {
    let level = |name: &str, text: &Option<String>| {
        text.as_deref().map(|text| Amount::parse(name, text, options.writing)).transpose()
    };
    let from = level("FROM", &options.from)?;
    let to = level("TO", &options.to)?;
    let rate = options.rate.as_deref().map(|text| Amount::percentage("--rate", text, options.writing)).transpose()?;
    let years = options.years.unwrap_or(1);
    if !(1..=MAX_YEARS).contains(&years) {
        return Err(Error::new(format!("--years: found {years}; expected 1 to {MAX_YEARS}")));
    }
    match (from, to, rate) {
        (Some(from), Some(to), None) => between(&from, &to, years),
        (None, Some(to), Some(rate)) => Ok(implied(Role::Prior, &to, Role::Current, &rate, years)),
        (Some(from), None, Some(rate)) => Ok(implied(Role::Current, &from, Role::Prior, &rate, years)),
        (Some(_), Some(_), Some(_)) => {
            Err(Error::new("found FROM, TO and --rate; expected two of them, the third is computed"))
        }
        _ => Err(Error::new(
            "expected two of FROM, TO and --rate: `tieout growth 2.2bn 3.4bn`, `tieout growth --to 3.4bn --rate 54%`",
        )),
    }
}

fn between(from: &Amount, to: &Amount, years: u16) -> Result<Calculation, Error> {
    let unit = common_unit(from, to)?;
    let operands = [from.operand(Role::Prior), to.operand(Role::Current)];
    let inputs = vec![from.text.clone(), to.text.clone()];
    let change_unit = if unit == Some(Unit::Percent) { Some(Unit::Points) } else { unit };
    let change = answer("change", &CHANGE, 1, Role::Change, &operands, change_unit);
    if years > 1 {
        let mut compound =
            answer("growth a year", &COMPOUND_GROWTH, years, Role::Growth, &operands, Some(Unit::Percent));
        compound.inputs = inputs;
        compound.also = vec![answer("growth", &GROWTH, 1, Role::Growth, &operands, Some(Unit::Percent))];
        return Ok(compound);
    }
    let growth = answer("growth", &GROWTH, 1, Role::Growth, &operands, Some(Unit::Percent));
    let multiple = answer("multiple", &MULTIPLE, 1, Role::Multiple, &operands, Some(Unit::Times));
    let meaningful = growth.value.is_ok();
    // Percentages change in points first of all.
    let (mut first, mut also) = match unit {
        Some(Unit::Percent) => (change, vec![growth]),
        _ => (growth, vec![change]),
    };
    if meaningful && unit != Some(Unit::Percent) {
        also.push(multiple);
    }
    first.inputs = inputs;
    first.also = also;
    Ok(first)
}

fn implied(target: Role, level: &Amount, role: Role, rate: &Amount, years: u16) -> Calculation {
    let operands = [level.operand(role), rate.operand(Role::Growth)];
    let title = if target == Role::Prior { "implied prior" } else { "implied current" };
    let identity = if years > 1 { &COMPOUND_GROWTH } else { &GROWTH };
    let mut result = answer(title, identity, years, target, &operands, level.unit);
    result.inputs = vec![level.text.clone(), rate.text.clone()];
    result
}

/// One result of an identity as the answer to a calculation.
pub(super) fn answer(
    title: &str,
    identity: &Identity,
    years: u16,
    target: Role,
    operands: &[Operand],
    unit: Option<Unit>,
) -> Calculation {
    let (value, formula) = match compute(identity, years, target, operands) {
        Ok(computed) => (Ok(computed.value), computed.formula),
        Err(missing) => (Err::<_, Missing>(missing), String::new()),
    };
    Calculation { title: title.to_owned(), value, unit, formula, inputs: Vec::new(), rate: None, also: Vec::new() }
}
