//! Numbers of years that lead from one event to another by two ways.

use super::likeness::{likeness, share_a_party};
use super::names::Likeness;
use super::relate::{Dated, subject};
use super::{End, Length, Place, Timeline};
use crate::num::Reported;

/// A number of years, and what other numbers and times of one document make of it.
///
/// "Five years" to a post and "10 years" in it are the "15 years" in all; "three years" after 2004 and "15 years" after 1992 are one
/// time. The events in between have no time of their own, so whether they are one is never certain.
#[derive(Clone, Debug, PartialEq)]
pub struct Chain {
    /// Of whom or what.
    pub subject: String,
    /// The number of years of the whole way.
    pub years: (Reported, Place),
    /// The numbers of years of the other way.
    pub others: Vec<(Reported, Place)>,
    /// The times that the other way and this one begin at, where they do not begin at one event.
    pub begins: Option<(Dated, Dated)>,
}

/// At most so many numbers of years of a document are compared with each other.
const MOST_LENGTHS: usize = 16;

/// The chains of a document; `time` says when an end was, as far as the document does.
pub(super) fn chains(timeline: &Timeline, time: &dyn Fn(&End) -> Option<Dated>) -> Vec<Chain> {
    let lengths = timeline.lengths.get(..MOST_LENGTHS.min(timeline.lengths.len())).unwrap_or_default();
    let mut found = Vec::new();
    for (at, whole) in lengths.iter().enumerate() {
        let ending = |other: &&Length| other.place != whole.place && is_one(&other.later, &whole.later);
        for last in lengths.iter().filter(ending) {
            let first = lengths.iter().find(|first| {
                let is_other = first.place != whole.place && first.place != last.place;
                is_other && is_one(&first.later, &last.earlier) && is_one(&first.earlier, &whole.earlier)
            });
            if let Some(first) = first {
                let others = vec![own(first), own(last)];
                found.push(Chain { subject: subject(whole), years: own(whole), others, begins: None });
            }
        }
        let before = lengths.iter().take(at).filter(ending);
        found.extend(before.filter_map(|other| two_ways(other, whole, time)));
    }
    found
}

/// Two numbers of years up to one event that has no time, from two times.
fn two_ways(other: &Length, whole: &Length, time: &dyn Fn(&End) -> Option<Dated>) -> Option<Chain> {
    let begins = (time(&other.earlier)?, time(&whole.earlier)?);
    let is_two = begins.0.period != begins.1.period && time(&whole.later).is_none();
    let others = vec![own(other)];
    is_two.then(|| Chain { subject: subject(whole), years: own(whole), others, begins: Some(begins) })
}

fn own(length: &Length) -> (Reported, Place) {
    (length.years, length.place.clone())
}

/// Whether two ends may be one event.
fn is_one(own: &End, other: &End) -> bool {
    match (&own.event, &other.event) {
        (Some(own), Some(other)) => share_a_party(own, other) && likeness(own, other) != Likeness::Different,
        _ => false,
    }
}
