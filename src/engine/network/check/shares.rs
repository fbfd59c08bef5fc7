//! Shares of a whole: a segment's part of what stands above it.

use super::{Found, Relation, named};
use crate::engine::network::Network;
use crate::engine::network::levels::subject;
use crate::identity::{Role, SHARE};
use crate::model::{Figure, Measure};

impl Network<'_> {
    /// Each share against the part and the whole that it is a share of.
    pub(super) fn check_shares(&self, found: &mut Vec<Found>) {
        for (index, figure) in self.figures.iter().enumerate().filter(|(_, figure)| figure.measure == Measure::Share) {
            found.extend(self.check_share(index, figure));
        }
    }

    fn check_share(&self, index: usize, figure: &Figure) -> Option<Found> {
        let Some(whole) = figure.metric.parent() else {
            return self.undecided(index, SHARE.name.clone(), "what it is a share of");
        };
        let (part, whole) = (subject(&figure.metric, figure.period), subject(&whole, figure.period));
        let document = figure.origin.document.as_ref();
        let units = || self.levels.units_of(&part).chain(self.levels.units_of(&whole));
        let both = units().find_map(|unit| {
            Some((self.stated_level(&part, unit, document)?, self.stated_level(&whole, unit, document)?))
        });
        match both {
            Some((part, whole)) => {
                let figures = vec![(Role::Share, index), (Role::Part, part), (Role::Whole, whole)];
                self.judged(&Relation { identity: &SHARE, figures })
            }
            None => {
                let is_missing =
                    |subject: &&_| units().all(|unit| self.stated_level(subject, unit, document).is_none());
                let missing: Vec<String> = [&part, &whole].into_iter().filter(is_missing).map(named).collect();
                let missing =
                    if missing.is_empty() { "part and whole in one unit".to_owned() } else { missing.join(", ") };
                self.undecided(index, SHARE.name.clone(), missing)
            }
        }
    }
}
