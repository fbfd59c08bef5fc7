//! An amount in another currency.

use jiff::civil::Date;

use super::amount::{Amount, Writing};
use super::error::Error;
use super::growth::answer;
use crate::engine::{Operand, used};
use crate::finding::{Calculation, RateUsed, Value};
use crate::identity::{CONVERSION, Role};
use crate::model::{Currency, Period, Unit, UnitError};
use crate::num::{Rounding, plain};
use crate::rates::{Book, RateError};

/// The digits of a rate in a formula.
const RATE_DIGITS: i32 = 6;

/// The time of a rate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum When {
    /// The last day that the book knows.
    #[default]
    Latest,
    /// The fixing of a day, or the last before it.
    On(Date),
    /// The average of a period.
    Over(Period),
}

/// What is to be converted, and when.
#[derive(Clone, Debug)]
pub struct ConvertOptions {
    /// The amount with its currency, as written.
    pub amount: String,
    /// The currency to convert into: a code, symbol or name.
    pub to: String,
    /// The time of the rate.
    pub when: When,
    /// How the number is written.
    pub writing: Writing,
}

/// Converts an amount at a rate from the book.
///
/// # Errors
/// When the amount is malformed or has no currency, a currency is not known, or the book has no rate for the time.
pub fn convert(book: &Book, options: &ConvertOptions) -> Result<Calculation, Error> {
    let amount = Amount::parse("AMOUNT", &options.amount, options.writing)?;
    let Some(Unit::Money(from)) = amount.unit else {
        return Err(Error::new(format!(
            "AMOUNT: `{}` has no currency; expected an amount such as \"3.4bn yuan\" or CNY3.4bn",
            options.amount
        )));
    };
    let to = currency("CURRENCY", &options.to)?;
    let rate = rate(book, from, to, options.when)?;
    let text = plain(&rate.value, rate.value.magnitude().saturating_sub(RATE_DIGITS - 1), Rounding::Nearest);
    let operands =
        [amount.operand(Role::Amount), Operand { role: Role::Rate, value: Value::exact(rate.value.clone()), text }];
    let title = format!("{} in {}", options.amount.trim(), to.code());
    let mut result = answer(&title, &CONVERSION, 1, Role::Converted, &operands, Some(Unit::Money(to)));
    result.inputs = vec![options.amount.clone()];
    result.rate = Some(rate);
    Ok(result)
}

/// The currency that an argument names.
///
/// # Errors
/// When it names none, or a sign that several share.
pub fn currency(name: &str, text: &str) -> Result<Currency, Error> {
    match Unit::parse(text) {
        Ok(Unit::Money(currency)) => Ok(currency),
        Ok(unit) => Err(Error::new(format!("{name}: `{text}` is {unit}, not a currency; expected a code such as USD"))),
        Err(UnitError::Missing | UnitError::Unknown(_)) => Err(Error::new(format!(
            "{name}: `{text}` is not a currency; expected a code, symbol or name such as USD, US$ or yuan"
        ))),
        Err(error) => Err(Error::new(format!("{name}: {error}"))),
    }
}

/// The book's rate for a time.
pub(super) fn rate(book: &Book, from: Currency, to: Currency, when: When) -> Result<RateUsed, Error> {
    let found: Result<_, RateError> = match when {
        When::Latest => book.on(from, to, book.last_date()),
        When::On(date) => book.on(from, to, date),
        When::Over(period) => match period.end_exclusive() {
            Some(end) => book.average(from, to, period.start(), end),
            None => return Err(Error::new(format!("--over: {period} ends where dates end"))),
        },
    };
    found.map(used).map_err(Error::new)
}
