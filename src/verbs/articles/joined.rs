//! What figures of several sentences, or of several documents, say of one subject.

use std::collections::HashSet;

use crate::engine::{Network, Options};
use crate::finding::{Finding, Verdict};
use crate::model::Figure;
use crate::rates::Book;

/// The places of a finding's figures: what tells it from others of its kind.
pub(super) type Places = Vec<(std::sync::Arc<str>, u64)>;

/// Where the figures of a finding stand, in order.
pub(super) fn places(finding: &Finding) -> Places {
    let mut places: Places =
        finding.parties.iter().map(|party| (party.origin.file.clone(), party.origin.start)).collect();
    places.sort();
    places.dedup();
    places
}

/// Judges figures by their subjects, those of each entity by themselves. What their sentences state was judged before: `stated` are the
/// places of those findings. What cannot be decided is passed over: no sentence has stated it.
pub(super) fn findings(
    mut figures: Vec<Figure>,
    stated: &HashSet<Places>,
    book: &Book,
    options: &Options,
) -> Vec<Finding> {
    figures.sort_by_key(|figure| figure.entity.to_lowercase());
    let of_entities = figures.chunk_by(|one, other| one.entity.to_lowercase() == other.entity.to_lowercase());
    let of_entity = |figures: &[Figure]| match figures {
        [] | [_] => Vec::new(),
        _ => Network::new(figures, options).check(book),
    };
    let is_news = |finding: &Finding| finding.verdict != Verdict::Unverifiable && !stated.contains(&places(finding));
    of_entities.flat_map(of_entity).filter(is_news).collect()
}
