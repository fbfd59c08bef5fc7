//! Whether two texts tell the same event.

use super::names::{Likeness, Party};
use super::{Event, EventKind, Posts};

/// Whether what is asked for and what is told are one event.
pub(super) fn likeness(asked: &Event, told: &Event) -> Likeness {
    if asked.kind != told.kind {
        return Likeness::Different;
    }
    let who = || Party::likeness(asked.who.as_ref(), told.who.as_ref());
    let of = || Party::likeness(asked.of.as_ref(), told.of.as_ref());
    let parties = match asked.kind {
        EventKind::Born | EventKind::Died => who(),
        kind if kind.is_of_person() => worse(who(), of()),
        _ => of(),
    };
    let wide = if asked.is_wide || told.is_wide { Likeness::Likely } else { Likeness::Same };
    worse(worse(parties, posts(asked, told)), wide)
}

/// Whether both say of one party at least who or what it is.
pub(super) fn share_a_party(asked: &Event, told: &Event) -> bool {
    let shared = |own: &Option<Party>, other: &Option<Party>| own.is_some() && other.is_some();
    (asked.kind.is_of_person() && shared(&asked.who, &told.who)) || shared(&asked.of, &told.of)
}

/// The posts of both: two words that may mean one post, such as "leader" and "chief executive", are never certain to.
fn posts(asked: &Event, told: &Event) -> Likeness {
    let (own, other): (Posts, Posts) = (asked.posts, told.posts);
    if !asked.kind.has_post() {
        Likeness::Same
    } else if own.shares(other) {
        // Further posts may have been taken at another time.
        if own == other { Likeness::Same } else { Likeness::Likely }
    } else if own.is_none() || other.is_none() || own.may_lead(other) || other.may_lead(own) {
        Likeness::Likely
    } else {
        Likeness::Different
    }
}

fn worse(one: Likeness, other: Likeness) -> Likeness {
    match (one, other) {
        (Likeness::Different, _) | (_, Likeness::Different) => Likeness::Different,
        (Likeness::Same, Likeness::Same) => Likeness::Same,
        _ => Likeness::Likely,
    }
}
