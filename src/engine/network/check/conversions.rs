//! One amount in two currencies: whether a rate ties them.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::{Found, decided, party};
use crate::engine::conversion::{self, Days};
use crate::engine::judge::Stated;
use crate::engine::network::Network;
use crate::engine::network::levels::subject;
use crate::engine::slip;
use crate::finding::{Finding, Verdict};
use crate::identity::{CONVERSION, Role};
use crate::model::Measure;
use crate::rates::Book;

/// The end of the last period that each document reports.
type Latest = HashMap<Option<Arc<str>>, Date>;

impl Network<'_> {
    /// Each amount against the same subject's in the currency given before it.
    pub(super) fn check_conversions(&self, book: &Book, found: &mut Vec<Found>) {
        let latest = self.latest_days();
        for (index, figure) in self.figures.iter().enumerate() {
            if figure.measure != Measure::Level || figure.unit.currency().is_none() || self.ambiguous.contains(&index) {
                continue;
            }
            let subject = subject(&figure.metric, figure.period);
            let first = self.levels.units_of(&subject).find(|unit| unit.currency().is_some());
            let Some(first) = first.filter(|first| *first != figure.unit) else {
                continue;
            };
            let Some(amount) = self.stated_level(&subject, first, figure.origin.document.as_ref()) else {
                continue;
            };
            found.extend(self.check_conversion(book, &latest, index, amount));
        }
    }

    fn check_conversion(&self, book: &Book, latest: &Latest, index: usize, amount: usize) -> Option<Found> {
        // The amount that may be wrong is the one that is tested.
        let (index, amount) = if self.may_be_wrong(index) { (index, amount) } else { (amount, index) };
        let (converted, given) = (self.figures.get(index).filter(|figure| !figure.trusted)?, self.figures.get(amount)?);
        let stated = [Stated::of(Role::Converted, converted), Stated::of(Role::Amount, given)];
        let latest = latest.get(&given.origin.document).copied();
        let days = Days { published: self.options.published, latest };
        let tested = conversion::test(book, given, converted, &stated, days);
        let parties = [("stated", converted), ("amount", given)].map(|(role, figure)| party(role, figure, None));
        let finding = self.finding(index, CONVERSION.name.clone(), parties.to_vec())?;
        let finding = match tested {
            Ok((judgement, explanation)) => {
                let slip = match judgement.verdict {
                    Verdict::Inconsistent => {
                        let members = self.with_peers(&[(Role::Converted, index), (Role::Amount, amount)]);
                        slip::of_conversion(members, conversion::rates(book, given, converted, days))
                    }
                    _ => None,
                };
                Finding { explanation, slip, ..decided(finding, judgement) }
            }
            Err(missing) => Finding { missing: missing.into(), ..finding },
        };
        Some(Found { position: index, figures: vec![index, amount], finding })
    }

    fn latest_days(&self) -> Latest {
        let mut latest = Latest::new();
        for figure in self.figures.iter().filter(|figure| figure.measure == Measure::Level) {
            if let Some(period) = figure.period {
                let day = latest.entry(figure.origin.document.clone()).or_insert(period.last_day());
                *day = period.last_day().max(*day);
            }
        }
        latest
    }
}
