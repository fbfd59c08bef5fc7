//! The metrics of `data/metrics.csv`, laid out by `build/metrics.rs`.

use super::spelling::{folded, prefix};
use super::{Group, Kind, Nature};

/// What is known of a metric.
pub(super) struct Entry {
    pub(super) name: &'static str,
    pub(super) nature: Nature,
    pub(super) kind: Kind,
    pub(super) can_be_negative: bool,
    pub(super) group: Group,
    pub(super) aliases: &'static [&'static str],
}

/// The place of a metric in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Known(u16);

include!(concat!(env!("OUT_DIR"), "/metrics.rs"));

/// The length in bytes of the longest spelling in the table, and so of the longest that is looked for.
pub(super) const LONGEST: usize = LONGEST_SPELLING;

impl Known {
    /// The metric of this name or alias.
    pub(super) fn find(text: &str) -> Option<Self> {
        let mut key = [0; LONGEST];
        let mut length = 0usize;
        for byte in folded(text) {
            *key.get_mut(length)? = byte;
            length = length.saturating_add(1);
        }
        let key = key.get(..length)?;
        let wanted = (prefix(key), key);
        let place =
            SPELLINGS.binary_search_by(|(first, spelling, _)| (*first, spelling.as_bytes()).cmp(&wanted)).ok()?;
        SPELLINGS.get(place).map(|(_, _, index)| Known(*index))
    }

    pub(super) fn all() -> impl Iterator<Item = Self> {
        (0u16..).zip(&METRICS).map(|(index, _)| Known(index))
    }

    pub(super) fn entry(self) -> Option<&'static Entry> {
        METRICS.get(usize::from(self.0))
    }
}
