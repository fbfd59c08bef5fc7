//! The rate book: what it covers, and single rates.

use super::convert::{When, currency, rate};
use super::error::Error;
use crate::finding::{Calculation, Value};
use crate::model::Unit;
use crate::rates::{Book, Coverage};

/// The answer: coverage, or one rate.
pub enum Rates {
    /// What is known of each currency.
    Coverage(Vec<Coverage>),
    /// The rate between two currencies.
    Rate(Box<Calculation>),
}

/// Without currencies what the book covers; with two the rate between them.
///
/// # Errors
/// When only one currency is named, one is not known, or the book has no rate for the time.
pub fn rates(book: &Book, pair: &[String], when: When) -> Result<Rates, Error> {
    let [from, to] = pair else {
        return match (pair, when) {
            ([], When::Latest) => Ok(Rates::Coverage(book.coverage())),
            ([], _) => Err(Error::new("--on and --over need two currencies: `tieout rates USD CNY --on 2015-03-31`")),
            _ => Err(Error::new("expected two currencies, or none: `tieout rates USD CNY`")),
        };
    };
    let (from, to) = (currency("CURRENCY", from)?, currency("CURRENCY", to)?);
    let used = rate(book, from, to, when)?;
    Ok(Rates::Rate(Box::new(Calculation {
        title: format!("{} for 1 {}", to.code(), from.code()),
        value: Ok(Value::exact(used.value.clone())),
        unit: Some(Unit::Rate(to, from)),
        formula: String::new(),
        inputs: vec![from.code().to_owned(), to.code().to_owned()],
        rate: Some(used),
        also: Vec::new(),
    })))
}
