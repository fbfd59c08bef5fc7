//! Numbers of years with the times that they lie between, and events that several documents date.

use super::chains::{Chain, chains};
use super::documents::Documents;
use super::likeness::{likeness, share_a_party};
use super::names::Likeness;
use super::{End, Event, EventKind, Length, Moment, Place, Timeline};
use crate::model::Period;
use crate::num::Reported;

/// A time in one of several documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// The position of the document among those that are related.
    pub document: usize,
    /// The words.
    pub place: Place,
    /// When.
    pub period: Period,
}

/// So many years between two times.
#[derive(Clone, Debug, PartialEq)]
pub struct Elapsed {
    /// The document that says how many years.
    pub document: usize,
    /// Of whom or what: the party of the later event, else of the earlier one; empty where neither is named.
    pub subject: String,
    /// How many.
    pub years: Reported,
    /// The words that say so.
    pub place: Place,
    /// The later time, where it is known.
    pub later: Option<Dated>,
    /// The earlier one.
    pub earlier: Option<Dated>,
    /// What is not known: "the year in which Acme was founded".
    pub missing: Option<String>,
    /// Why times that do not fit may not be meant to.
    pub doubt: Option<String>,
}

/// Two documents' times of one event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Same {
    /// The event, in words: "Acme was founded".
    pub event: String,
    /// Its time in the one document.
    pub first: Dated,
    /// Its time in the other.
    pub second: Dated,
    /// Why times that differ may not be meant to be one.
    pub doubt: Option<String>,
}

/// What timelines say of times.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Relations {
    /// The years between times, in the order of the documents.
    pub elapsed: Vec<Elapsed>,
    /// The events that two documents date.
    pub same: Vec<Same>,
    /// Years that lead to one event by two ways, of a document that is alone.
    pub chains: Vec<Chain>,
}

/// At most so many events of a document are compared with each other's, so that the time taken grows with the text alone.
const MOST_EVENTS: usize = 256;

/// Relates the times of documents: within one, if it is alone; else those of several documents with each other, and what one
/// document settles by itself is left out.
pub fn relate(timelines: &[&Timeline]) -> Relations {
    let relater = Relater { timelines, documents: Documents::of(timelines, MOST_EVENTS) };
    let mut found = Relations::default();
    for (document, timeline) in timelines.iter().enumerate() {
        for length in &timeline.lengths {
            found.elapsed.extend(relater.elapsed(document, length));
        }
        if timelines.len() == 1 {
            relater.same_of_one(document, &mut found.same);
            found.chains = chains(timeline, &|end| relater.settle(document, end).map(|settled| settled.dated));
        }
        let told = timeline.events.iter().take(MOST_EVENTS);
        for second in relater.documents.telling(told, document.saturating_add(1)) {
            relater.same(document, second, &mut found.same);
        }
    }
    found
}

struct Relater<'a> {
    timelines: &'a [&'a Timeline],
    documents: Documents,
}

/// A time that an end has.
struct Settled {
    dated: Dated,
    is_certain: bool,
    /// Whether it was told elsewhere, of what may be another event.
    is_guess: bool,
}

/// The two ends, without a guess that would put the earlier one after the later.
fn in_order(later: Option<Settled>, earlier: Option<Settled>) -> (Option<Settled>, Option<Settled>) {
    match (later, earlier) {
        (Some(later), Some(earlier)) if earlier.dated.period.start() > later.dated.period.start() => {
            (Some(later).filter(|end| !end.is_guess), Some(earlier).filter(|end| !end.is_guess))
        }
        ends => ends,
    }
}

impl Relater<'_> {
    fn elapsed(&self, document: usize, length: &Length) -> Option<Elapsed> {
        let (later, earlier) = (self.settle(document, &length.later), self.settle(document, &length.earlier));
        let (later, earlier) = in_order(later, earlier);
        let is_foreign = |end: &Option<Settled>| end.as_ref().is_some_and(|end| end.dated.document != document);
        let is_of_several = later.is_some() && earlier.is_some() && (is_foreign(&later) || is_foreign(&earlier));
        if self.timelines.len() > 1 && !is_of_several {
            return None;
        }
        let is_certain =
            length.is_certain && [&later, &earlier].iter().all(|end| end.as_ref().is_some_and(|end| end.is_certain));
        let missing = match (&later, &earlier) {
            (Some(_), Some(_)) => None,
            (Some(_), None) => Some(unknown(&length.earlier, "earlier")),
            (None, Some(_)) => Some(unknown(&length.later, "later")),
            (None, None) => Some("the two times that it lies between".to_owned()),
        };
        Some(Elapsed {
            document,
            subject: subject(length),
            years: length.years,
            place: length.place.clone(),
            later: later.map(|end| end.dated),
            earlier: earlier.map(|end| end.dated),
            missing,
            doubt: (!is_certain).then(|| "whether these are the times that the years lie between".to_owned()),
        })
    }

    /// The time of an end: its own, that of the same event elsewhere in its document, or in another one.
    fn settle(&self, document: usize, end: &End) -> Option<Settled> {
        if let Some(moment) = &end.moment {
            let dated = Dated { document, place: moment.place.clone(), period: moment.period };
            return Some(Settled { dated, is_certain: true, is_guess: false });
        }
        let event = end.event.as_ref()?;
        let elsewhere = || {
            let others = self.documents.telling(std::iter::once(event), 0).into_iter();
            others.filter(|other| *other != document).find_map(|other| self.time_in(other, event, false))
        };
        let named = self.time_in(document, event, false).or_else(elsewhere);
        // "A 2010 startup": the only event of the kind, of a party that its own words do not name.
        named.or_else(|| self.time_in(document, event, true))
    }

    /// The time that a document gives an event, if it gives it one time only.
    fn time_in(&self, document: usize, event: &Event, may_be_unnamed: bool) -> Option<Settled> {
        let events = self.timelines.get(document)?.events.iter().take(MOST_EVENTS);
        let told: Vec<(&Event, Likeness)> = events
            .map(|told| (told, likeness(event, told)))
            .filter(|(told, likeness)| {
                *likeness != Likeness::Different && (may_be_unnamed || share_a_party(event, told))
            })
            .collect();
        let is_sure = told.iter().any(|(_, likeness)| *likeness == Likeness::Same);
        let best = || {
            let best = told.iter().filter(|(_, likeness)| !is_sure || *likeness == Likeness::Same);
            best.filter_map(|(told, _)| told.time.as_ref())
        };
        // "1988" and "the late 1980s" are one time, told more and less closely.
        let closest = best().min_by_key(|time| time.period.start().duration_until(time.period.last_day()))?;
        let is_one = best().all(|time| time.period.contains(&closest.period));
        let dated = Dated { document, place: closest.place.clone(), period: closest.period };
        let is_certain = is_sure && closest.is_certain;
        is_one.then_some(Settled { dated, is_certain, is_guess: !is_certain })
    }

    /// The events that a document certainly dates twice: its other repetitions are no news.
    fn same_of_one(&self, document: usize, found: &mut Vec<Same>) {
        let events = self.timelines.get(document).into_iter().flat_map(|timeline| &timeline.events).take(MOST_EVENTS);
        let events: Vec<&Event> = events.filter(|event| event.kind.is_single()).collect();
        for (at, event) in events.iter().enumerate() {
            let mut earlier = events.iter().take(at).rev();
            let same = earlier.find(|earlier| likeness(earlier, event) == Likeness::Same);
            found.extend(same.and_then(|earlier| same_event((document, earlier), (document, event), true)));
        }
    }

    /// The events that two documents date, each once.
    fn same(&self, first: usize, second: usize, found: &mut Vec<Same>) {
        let events = |document: usize| {
            self.timelines.get(document).into_iter().flat_map(|timeline| timeline.events.iter().take(MOST_EVENTS))
        };
        let mut done: Vec<(&EventKind, &Place)> = Vec::new();
        for event in events(first) {
            let Some(own) = event.time.as_ref() else {
                continue;
            };
            let like = events(second).filter(|other| share_a_party(event, other));
            let like =
                like.map(|other| (other, likeness(event, other))).filter(|(_, like)| *like != Likeness::Different);
            let best = like.max_by_key(|(other, like)| {
                let is_one = other.time.as_ref().is_some_and(|time| time.period == own.period);
                (is_one, *like == Likeness::Same)
            });
            if let Some((other, like)) = best
                && !done.contains(&(&other.kind, &other.place))
            {
                done.push((&other.kind, &other.place));
                found.extend(same_event((first, event), (second, other), like == Likeness::Same));
            }
        }
    }
}

/// One event as two texts date it.
fn same_event((first, event): (usize, &Event), (second, other): (usize, &Event), is_same: bool) -> Option<Same> {
    let (own, time) = (event.time.as_ref()?, other.time.as_ref()?);
    let is_certain = is_same && own.is_certain && time.is_certain && event.kind.is_single();
    let dated = |document: usize, time: &Moment| Dated { document, place: time.place.clone(), period: time.period };
    Some(Same {
        event: event.to_string(),
        first: dated(first, own),
        second: dated(second, time),
        doubt: (!is_certain).then(|| doubt(event.kind)),
    })
}

/// The party of the later event, else of the earlier one.
pub(super) fn subject(length: &Length) -> String {
    let events = [&length.later, &length.earlier].map(|end| end.event.as_ref());
    let parties = events.into_iter().flatten().flat_map(|event| [&event.who, &event.of]);
    parties.flatten().next().map(|party| party.name.clone()).unwrap_or_default()
}

fn unknown(end: &End, which: &str) -> String {
    match &end.event {
        Some(event) => format!("the {which} of the two times: the year in which {event}"),
        None => format!("the {which} of the two times"),
    }
}

fn doubt(kind: EventKind) -> String {
    match kind.is_single() {
        true => "whether both tell of the same event".to_owned(),
        false => "whether both tell of the same event, which may happen more than once".to_owned(),
    }
}
