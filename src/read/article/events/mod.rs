//! Events in the lives of companies and people, with the times between them.
//!
//! A deterministic reader of what happened to whom and when: "Acme, founded in 1988", "he joined it in 1992, three years after it was
//! founded", "15 years later she stepped down as its chairman". Which words tell what is data, in `data/events.csv`; how parties and
//! times stand around them is code. Sentences without a year or a number of years are passed over.
//!
//! A number of years is related to the two events that it lies between: their times stand beside them, elsewhere in the document, or in
//! another one that tells the same event. What is told of an event is certain only where its kind and its parties are named, or where
//! a pronoun can stand for one name only.
//!
//! ```
//! use tieout::read::article::events::{Reader, relate};
//! use tieout::read::article::lexer::LexerOptions;
//! use tieout::read::article::phrases::Paragraph;
//! let mut reader = Reader::default();
//! let text = "Ann Lee joined Acme in 1992, three years after it was founded in 1989.";
//! reader.read(0, &Paragraph::read(text, &LexerOptions::default()));
//! let timeline = reader.finish();
//! let found = relate(&[&timeline]);
//! let years = |end: &Option<tieout::read::article::events::Dated>| end.as_ref().map(|end| end.period.to_string());
//! assert_eq!(years(&found.elapsed[0].later).as_deref(), Some("1992"));
//! assert_eq!(years(&found.elapsed[0].earlier).as_deref(), Some("1989"));
//! ```

mod chains;
mod documents;
mod happenings;
mod lengths;
mod likeness;
mod marks;
mod names;
mod reader;
mod relate;
mod words;

use std::cmp::Ordering;
use std::fmt;
use std::ops::Range;

use crate::model::Period;
use crate::num::Reported;

pub use chains::Chain;
pub use names::Party;
pub use reader::Reader;
pub use relate::{Dated, Elapsed, Relations, Same, relate};

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum EventKind {
    /// An organisation began.
    Founded,
    /// A person began to work for an organisation.
    Joined,
    /// A person was given a post.
    Appointed,
    /// A person left a post or an organisation.
    Left,
    /// A company's shares were first traded on an exchange.
    Listed,
    /// An organisation or thing was bought.
    Acquired,
    /// It was sold.
    Sold,
    /// A person came back to an organisation.
    Returned,
    /// A person was born.
    Born,
    /// A person died.
    Died,
    /// An organisation was merged with another.
    Merged,
    /// It moved.
    Moved,
    /// A product or business was brought out.
    Launched,
    /// An organisation ended.
    Closed,
}

impl EventKind {
    /// Whether it happens once to one party, so that two times of it contradict each other.
    pub fn is_single(self) -> bool {
        matches!(self, EventKind::Founded | EventKind::Listed | EventKind::Born | EventKind::Died)
    }

    /// Whether it happens to a person.
    pub fn is_of_person(self) -> bool {
        self.has_post() || matches!(self, EventKind::Joined | EventKind::Returned | EventKind::Born | EventKind::Died)
    }

    fn has_post(self) -> bool {
        matches!(self, EventKind::Appointed | EventKind::Left)
    }

    /// As a verb: "was founded".
    fn verb(self) -> &'static str {
        match self {
            EventKind::Founded => "was founded",
            EventKind::Joined => "joined",
            EventKind::Appointed => "was appointed",
            EventKind::Left => "left",
            EventKind::Listed => "was listed",
            EventKind::Acquired => "was acquired",
            EventKind::Sold => "was sold",
            EventKind::Returned => "returned",
            EventKind::Born => "was born",
            EventKind::Died => "died",
            EventKind::Merged => "was merged",
            EventKind::Moved => "moved",
            EventKind::Launched => "was launched",
            EventKind::Closed => "was closed",
        }
    }
}

/// The posts that a person takes or leaves, by classes: those that `data/events.csv` lists, a bit each, the leader's the first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Posts(u32);

impl Posts {
    const NONE: Posts = Posts(0);
    /// A word that may mean any post at the top: "leader", "the corner office". Whether it means the one that another text names is
    /// never certain.
    const LEADER: Posts = Posts(1);
    /// Posts of many kinds, which are not told apart.
    const OTHER: Posts = Posts(0b1_0000_0000);
    /// The posts that such a word is used of: leader, chief executive, president, managing director.
    const LEADING: Posts = Posts(0b1000_0111);

    fn is_none(self) -> bool {
        self == Posts::NONE
    }

    fn and(self, other: Posts) -> Self {
        Posts(self.0 | other.0)
    }

    fn shares(self, other: Posts) -> bool {
        self.0 & other.0 & !(Posts::LEADER.0 | Posts::OTHER.0) != 0
    }

    /// Whether this is a word for leading, and the other one a post in which one does.
    fn may_lead(self, other: Posts) -> bool {
        self.0 & Posts::LEADER.0 != 0 && other.0 & Posts::LEADING.0 != 0
    }
}

/// Where something stands: a passage of a document, by its number, and the bytes of its clean text. Places are in the order of the
/// text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// The number that the passage was read with.
    pub passage: usize,
    /// The bytes.
    pub span: Range<usize>,
}

impl Ord for Place {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |place: &Self| (place.passage, place.span.start, place.span.end);
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The time of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// When.
    pub period: Period,
    /// The words that say so.
    pub place: Place,
    /// Whether it is certain that they are of the event.
    pub is_certain: bool,
}

/// What happened, to whom and when, as far as a text says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// What.
    pub kind: EventKind,
    /// The person: who joined, founded, died; of a purchase the buyer.
    pub who: Option<Party>,
    /// The organisation or thing.
    pub of: Option<Party>,
    /// The posts that were taken or left.
    pub posts: Posts,
    /// When.
    pub time: Option<Moment>,
    /// The words that tell it.
    pub place: Place,
    /// Whether the words may tell something else.
    pub is_wide: bool,
}

impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = |party: &Option<Party>| party.as_ref().map(|party| party.name.clone());
        let (who, of) = (name(&self.who), name(&self.of));
        let verb = self.kind.verb();
        match (self.kind.is_of_person(), who, of) {
            (true, Some(who), Some(of)) if self.kind == EventKind::Appointed => write!(f, "{who} {verb} at {of}"),
            (true, Some(who), Some(of)) if self.kind == EventKind::Returned => write!(f, "{who} {verb} to {of}"),
            (true, Some(who), Some(of)) => write!(f, "{who} {verb} {of}"),
            (true, Some(who), None) => write!(f, "{who} {verb}"),
            (false, _, Some(of)) => write!(f, "{of} {verb}"),
            (true, ..) => write!(f, "the person {verb}"),
            (false, ..) => write!(f, "it {verb}"),
        }
    }
}

/// One end of a length of time: the event, and its time where the same words say it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct End {
    /// What happened then.
    pub event: Option<Event>,
    /// When it was.
    pub moment: Option<Moment>,
}

/// A number of years that a text says lie between two events.
#[derive(Clone, Debug, PartialEq)]
pub struct Length {
    /// How many.
    pub years: Reported,
    /// The words that say so.
    pub place: Place,
    /// The event at its end.
    pub later: End,
    /// The event that it is counted from.
    pub earlier: End,
    /// Whether the words leave no doubt of its two ends.
    pub is_certain: bool,
}

/// What a document tells of events.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Timeline {
    /// The events, in the order in which they are told.
    pub events: Vec<Event>,
    /// The years between events.
    pub lengths: Vec<Length>,
}

impl Timeline {
    /// The places of all times and numbers of years.
    pub fn places(&self) -> impl Iterator<Item = &Place> {
        let of_events = self.events.iter().filter_map(|event| event.time.as_ref());
        let ends = self.lengths.iter().flat_map(|length| [&length.later, &length.earlier]);
        let of_ends = ends.filter_map(|end| end.moment.as_ref());
        let of_lengths = self.lengths.iter().map(|length| &length.place);
        of_events.chain(of_ends).map(|moment| &moment.place).chain(of_lengths)
    }
}
