//! What a stake and its price say of the whole.

use super::amount::{Amount, Writing, common_unit};
use super::error::Error;
use super::growth::answer;
use crate::finding::Calculation;
use crate::identity::{PRE_MONEY, Role, STAKE};
use crate::model::Unit;
use crate::num::{Exact, Interval};

/// What is known: two of the three.
#[derive(Clone, Debug, Default)]
pub struct StakeOptions {
    /// The part that is held or bought, as written.
    pub percent: Option<String>,
    /// What was paid for it, as written.
    pub price: Option<String>,
    /// The value of the whole, as written.
    pub of: Option<String>,
    /// Whether new shares were sold.
    pub primary: bool,
    /// How the numbers are written.
    pub writing: Writing,
}

/// Computes what is missing: the valuation that a price implies, the price of a part of a valuation, or the part that a price
/// buys. Where new shares were sold the valuation is post-money, and the pre-money one comes with it.
///
/// # Errors
/// When not two of the three are given, a number is malformed, an amount is not above zero, the stake is not above 0% and at most
/// 100%, or the price is above the value of the whole.
pub fn stake(options: &StakeOptions) -> Result<Calculation, Error> {
    let amount = |name: &str, text: &Option<String>| {
        text.as_deref().map(|text| Amount::parse(name, text, options.writing)).transpose()
    };
    let percent =
        options.percent.as_deref().map(|text| Amount::percentage("PERCENT", text, options.writing)).transpose()?;
    if let Some(percent) = &percent {
        check_stake(percent)?;
    }
    let percent = percent.map(|percent| percent.within(&Interval::part_of_a_whole()));
    let price = amount("--price", &options.price)?;
    let of = amount("--of", &options.of)?;
    for (name, given) in [("--price", &price), ("--of", &of)] {
        check_above_zero(name, given.as_ref())?;
    }
    match (percent, price, of) {
        (Some(percent), Some(price), None) => Ok(valuation(&percent, &price, options.primary)),
        (Some(percent), None, Some(of)) => {
            let operands = [percent.operand(Role::Stake), of.operand(Role::Valuation)];
            Ok(with_inputs(answer("implied price", &STAKE, 1, Role::Price, &operands, of.unit), [&percent, &of]))
        }
        (None, Some(price), Some(of)) => {
            common_unit(&price, &of)?;
            check_within(&price, &of)?;
            let operands = [price.operand(Role::Price), of.operand(Role::Valuation)];
            let unit = Some(Unit::Percent);
            Ok(with_inputs(answer("implied stake", &STAKE, 1, Role::Stake, &operands, unit), [&price, &of]))
        }
        (Some(_), Some(_), Some(_)) => {
            Err(Error::new("found PERCENT, --price and --of; expected two of them, the third is computed"))
        }
        _ => Err(Error::new(
            "expected two of PERCENT, --price and --of: `tieout stake 11.6% --price US$172m`, `tieout stake 11.6% --of US$1.5bn`",
        )),
    }
}

fn check_stake(percent: &Amount) -> Result<(), Error> {
    let value = percent.nominal();
    if value.is_positive() && value <= Exact::one() {
        return Ok(());
    }
    Err(Error::new(format!("PERCENT: `{}` is no stake; expected more than 0% and at most 100%", percent.text)))
}

fn check_above_zero(name: &str, amount: Option<&Amount>) -> Result<(), Error> {
    match amount {
        Some(amount) if !amount.nominal().is_positive() => {
            Err(Error::new(format!("{name}: found `{}`; expected an amount above zero", amount.text)))
        }
        _ => Ok(()),
    }
}

/// A part costs no more than the whole, as far as the roundings of the two can tell.
fn check_within(price: &Amount, of: &Amount) -> Result<(), Error> {
    let (least, most) = (price.operand(Role::Price).value.interval, of.operand(Role::Valuation).value.interval);
    match (least.low().value(), most.high().value()) {
        (Some(least), Some(most)) if least > most => Err(Error::new(format!(
            "--price: found `{}` for a part of `{}`; expected at most the value of the whole",
            price.text, of.text
        ))),
        _ => Ok(()),
    }
}

fn valuation(percent: &Amount, price: &Amount, primary: bool) -> Calculation {
    let operands = [percent.operand(Role::Stake), price.operand(Role::Price)];
    let title = if primary { "post-money" } else { "implied valuation" };
    let mut result = answer(title, &STAKE, 1, Role::Valuation, &operands, price.unit);
    if primary {
        result.also.push(answer("pre-money", &PRE_MONEY, 1, Role::PreMoney, &operands, price.unit));
    }
    with_inputs(result, [percent, price])
}

fn with_inputs(mut calculation: Calculation, inputs: [&Amount; 2]) -> Calculation {
    calculation.inputs = inputs.iter().map(|input| input.text.clone()).collect();
    calculation
}
