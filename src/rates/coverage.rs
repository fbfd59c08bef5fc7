//! What a book knows of each currency.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::calendar::gaps;
use super::ecb;
use super::layer::{Fixings, Layer, Listed};
use crate::model::Currency;

/// The fixings of one currency, as the sources publish them: an older unit stands for itself.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Coverage {
    /// The currency.
    pub currency: Currency,
    /// The day of its first fixing.
    pub first: Date,
    /// The day of its last fixing.
    pub last: Date,
    /// The number of days with a fixing.
    pub fixings: u32,
    /// Stretches of more than 7 days without one: the last fixing before and the first after each.
    pub gaps: Vec<(Date, Date)>,
}

type Days = BTreeMap<Currency, Vec<Date>>;

pub(super) fn of(layers: &[Layer]) -> Vec<Coverage> {
    let mut days = Days::new();
    for layer in layers {
        match &layer.fixings {
            Fixings::Embedded => add_embedded(&mut days),
            Fixings::Listed(listed) => add_listed(&mut days, listed),
        }
    }
    days.into_iter()
        .filter_map(|(currency, days)| coverage(currency, days))
        .collect()
}

fn add_embedded(days: &mut Days) {
    let mut columns: Vec<(Currency, Vec<Date>)> = ecb::currencies().map(|currency| (currency, Vec::new())).collect();
    let euro = days.entry(Currency::EUR).or_default();
    for (day, rates) in ecb::rows() {
        euro.push(day);
        for ((_, column), _) in columns.iter_mut().zip(&rates).filter(|(_, rate)| rate.is_some()) {
            column.push(day);
        }
    }
    for (currency, column) in columns {
        days.entry(currency).or_default().extend(column);
    }
}

fn add_listed(days: &mut Days, listed: &Listed) {
    for ((base, quote), fixings) in listed {
        for currency in [base, quote] {
            days.entry(*currency)
                .or_default()
                .extend(fixings.iter().map(|(day, _)| *day));
        }
    }
}

fn coverage(currency: Currency, mut days: Vec<Date>) -> Option<Coverage> {
    days.sort_unstable();
    days.dedup();
    let (first, last) = (*days.first()?, *days.last()?);
    let fixings = u32::try_from(days.len()).unwrap_or(u32::MAX);
    Some(Coverage {
        currency,
        first,
        last,
        fixings,
        gaps: gaps(&days),
    })
}
