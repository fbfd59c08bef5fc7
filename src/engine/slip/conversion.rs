//! Amounts converted the wrong way round.

use super::formula::by_formula;
use super::{Attempt, Case, votes};
use crate::finding::SlipKind;
use crate::identity::Role;

/// An amount divided by the rate instead of multiplied. Two amounts that have each other's currency look the same, so what other
/// periods' amounts in the two currencies are like decides.
pub(super) fn attempt(case: &Case<'_>) -> Option<Attempt> {
    let (rate, amount) = (case.rate.as_ref()?, case.member(Role::Amount)?);
    let (converted, _) = case.tested()?;
    let divided = amount.stated.nominal.checked_div(&rate.nominal)?;
    let (this, other) = (&converted.stated.nominal, &amount.stated.nominal);
    let swapped = votes(&converted.peers, other, this).saturating_add(votes(&amount.peers, this, other));
    let reason = format!("the rate is upside down ({} is taken)", rate.text);
    let mut attempt = if swapped > 0 {
        let reason = format!("{} and {} have each other's currency", converted.stated.text, amount.stated.text);
        by_formula(case, SlipKind::SwappedCurrencies, &divided, reason)?
    } else {
        by_formula(case, SlipKind::InvertedRate, &divided, reason)?
    };
    attempt.is_untold = swapped > 0;
    Some(attempt)
}
