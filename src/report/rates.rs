//! The digits and dates of exchange rates, written once for all the rows that a rate is used in.

use std::collections::HashMap;
use std::sync::Arc;

use super::view;
use crate::finding::RateUsed;

/// A rate as rows show it.
#[derive(Default)]
pub(super) struct ShownRate {
    pub(super) value: String,
    pub(super) dates: String,
}

/// The rates that were shown before.
pub(super) struct ShownRates {
    digits: u8,
    none: ShownRate,
    /// By address: what is shown is held with its rate, so no other rate can come to stand there.
    known: HashMap<usize, (Arc<RateUsed>, ShownRate)>,
}

impl ShownRates {
    /// Rates to so many significant digits.
    pub(super) fn new(digits: u8) -> Self {
        ShownRates { digits, none: ShownRate::default(), known: HashMap::new() }
    }

    /// The texts of a rate, empty ones where there is none.
    pub(super) fn of(&mut self, rate: Option<&Arc<RateUsed>>) -> &ShownRate {
        let Some(rate) = rate else {
            return &self.none;
        };
        let (_, shown) = self.known.entry(Arc::as_ptr(rate).addr()).or_insert_with(|| {
            let shown = ShownRate { value: view::rate_digits(Some(rate), self.digits), dates: rate.dates() };
            (Arc::clone(rate), shown)
        });
        shown
    }
}
