//! Which two events a number of years lies between, as the words around it say.

use super::happenings::{Dating, Happening, Sentence};
use super::marks::{Mark, MarkKind};
use super::names::{Mention, mention_at, mention_before};
use super::words::{Frame, Telling};
use super::{EventKind, Posts};
use crate::num::Reported;

/// A number of years and its two ends.
#[derive(Clone, Debug)]
pub(super) struct Between {
    pub(super) years: Reported,
    /// The tokens of the number.
    pub(super) at: usize,
    pub(super) next: usize,
    pub(super) later: Side,
    pub(super) earlier: Side,
    /// Whether no other event or time can be meant.
    pub(super) is_certain: bool,
}

/// An end of a number of years.
#[derive(Clone, Debug)]
pub(super) enum Side {
    /// Not said.
    Open,
    /// What was dated before this sentence.
    Before,
    /// A time of which no event is told.
    Time(Dating),
    /// An event of the sentence, by its position, with a time that stands beside the number.
    Told(usize, Option<Dating>),
    /// An event that the words presuppose, whose parties are, where they are not said, those of another.
    Implied(Box<Happening>, Option<usize>),
}

/// A time is at most so many words away from the number beside it.
const BESIDE: usize = 3;

/// The numbers of years of a sentence that lie between events.
pub(super) fn between(sentence: &Sentence<'_, '_>, told: &[Happening]) -> Vec<Between> {
    let reader = Reader { sentence, told };
    sentence.marks.iter().filter_map(|mark| reader.read(mark)).collect()
}

struct Reader<'s, 'a, 't> {
    sentence: &'s Sentence<'a, 't>,
    told: &'s [Happening],
}

impl Reader<'_, '_, '_> {
    fn read(&self, mark: &Mark) -> Option<Between> {
        let (years, (later, earlier, is_certain)) = match mark.kind {
            MarkKind::Years(years) => (years, self.years(mark)?),
            MarkKind::Anniversary(years) => (years, self.anniversary(mark)?),
            MarkKind::Age(years) => (years, self.age(mark)?),
            MarkKind::Event(_) | MarkKind::Time(_) => return None,
        };
        Some(Between { years, at: mark.at, next: mark.next, later, earlier, is_certain })
    }

    fn is(&self, at: usize, words: &[&str]) -> bool {
        self.sentence.is(at, words)
    }

    fn led(&self, mark: &Mark, words: &[&str]) -> bool {
        mark.at.checked_sub(1).is_some_and(|before| self.is(before, words))
    }

    fn years(&self, mark: &Mark) -> Option<(Side, Side, bool)> {
        let next = mark.next;
        let is_on = self.is(next, &["on"]) && self.is(next.saturating_add(1), &[",", ".", "from"]);
        if self.is(next, &["later", "further", "afterwards", "afterward", "thereafter"]) || is_on {
            return self.later(mark);
        }
        if self.is(next, &["after", "since", "following"]) && !self.led(mark, &["of", "to"]) {
            return self.after(mark);
        }
        if self.is(next, &["before"]) {
            return self.before(mark);
        }
        self.in_time(mark).or_else(|| self.tenure(mark))
    }

    /// The time that stands right before or after a number.
    fn beside(&self, mark: &Mark, is_before: bool) -> Option<Dating> {
        let is_near = |time: &&Mark| match is_before {
            true => time.next <= mark.at && mark.at <= time.next.saturating_add(BESIDE),
            false => time.at > mark.at && time.at <= mark.next.saturating_add(BESIDE),
        };
        let mut times = self.sentence.marks.iter().filter(|mark| matches!(mark.kind, MarkKind::Time(_)));
        times.find(is_near).and_then(|mark| match mark.kind {
            MarkKind::Time(period) => Some(Dating { at: mark.at, period, is_certain: true }),
            _ => None,
        })
    }

    /// The event that a time is of, with its certainty; else the bare time.
    fn at_time(&self, dating: Dating) -> (Side, bool) {
        let of = self.told.iter().position(|event| event.time.is_some_and(|time| time.at == dating.at));
        match of {
            Some(index) => (Side::Told(index, None), self.is_dated_certainly(index)),
            None => (Side::Time(dating), false),
        }
    }

    fn is_dated_certainly(&self, index: usize) -> bool {
        self.told.get(index).is_some_and(|event| event.time.is_some_and(|time| time.is_certain))
    }

    /// "Sold six years later, in 2004", "six years later it was sold".
    fn later(&self, mark: &Mark) -> Option<(Side, Side, bool)> {
        // "Became chief executive in 2014, 22 years later": up to the time that stands before.
        let comma = mark.at.checked_sub(1).filter(|_| self.led(mark, &[","])).unwrap_or(mark.at);
        let before = self.beside(mark, true).filter(|time| time.at.saturating_add(1) == comma);
        if let (Some(before), None) = (before, self.beside(mark, false)) {
            let earlier = self.earlier_time(before.at, None).0;
            return Some((self.at_time(before).0, earlier, false));
        }
        let is_open = |event: &Happening| event.time.is_none_or(|time| time.at > mark.at);
        let before = self.told.iter().rposition(|event| event.next <= mark.at && is_open(event));
        let main = before.or_else(|| self.told.iter().position(|event| event.at >= mark.next));
        let beside = self.beside(mark, false);
        let later = match (main, beside) {
            (Some(main), _) => Side::Told(main, beside),
            (None, Some(beside)) => Side::Time(beside),
            (None, None) => Side::Open,
        };
        let (earlier, is_close) = self.earlier_time(mark.at, main);
        let is_told = !matches!(later, Side::Open);
        (is_told || matches!(earlier, Side::Told(..))).then_some((later, earlier, is_close && beside.is_some()))
    }

    /// The time said last before a number, and whether only the event that is later stands between.
    fn earlier_time(&self, at: usize, main: Option<usize>) -> (Side, bool) {
        let times = || self.sentence.marks.iter().filter(|time| matches!(time.kind, MarkKind::Time(_)));
        let last = times().rev().find(|time| time.next <= at);
        let Some((MarkKind::Time(period), time)) = last.map(|time| (&time.kind, time)) else {
            return (Side::Before, false);
        };
        let (side, is_certain) = self.at_time(Dating { at: time.at, period: *period, is_certain: false });
        let is_part = |at: usize| {
            let is_main =
                main.and_then(|main| self.told.get(main)).is_some_and(|event| (event.at..event.next).contains(&at));
            let is_small = self.is(at, &[",", "and", "but", "it", "was", "were", "he", "she", "just", "only", "then"]);
            is_main || is_small
        };
        (side, is_certain && (time.next..at).all(is_part))
    }

    /// "In 1992, three years after it was founded", "three years after it was founded, he joined".
    fn after(&self, mark: &Mark) -> Option<(Side, Side, bool)> {
        let (clause, end) = (mark.next.saturating_add(1), self.clause_end(mark.next));
        let (earlier, is_earlier_certain) = self.first_of(clause, end)?;
        let (later, is_later_certain) = self.main(mark, end);
        Some((later, earlier, is_earlier_certain && is_later_certain))
    }

    /// "In 1992, three years before it was sold in 1995".
    fn before(&self, mark: &Mark) -> Option<(Side, Side, bool)> {
        let (clause, end) = (mark.next.saturating_add(1), self.clause_end(mark.next));
        let (later, is_later_certain) = self.first_of(clause, end)?;
        let (earlier, is_earlier_certain) = self.main(mark, end);
        Some((later, earlier, is_earlier_certain && is_later_certain))
    }

    fn clause_end(&self, from: usize) -> usize {
        (from..self.sentence.last).find(|at| self.is(*at, &[",", ";", ")"])).unwrap_or(self.sentence.last)
    }

    /// The first event of a clause, or the time that it begins with.
    fn first_of(&self, clause: usize, end: usize) -> Option<(Side, bool)> {
        let index = self.told.iter().position(|event| (clause..end).contains(&event.at));
        if let Some(index) = index {
            return Some((Side::Told(index, None), self.is_dated_certainly(index) || self.is_undated(index)));
        }
        // "The best start to a year since 2009" counts no years.
        if clause.checked_sub(1).is_some_and(|before| self.is(before, &["since"])) {
            return None;
        }
        let time = self.sentence.marks.iter().find(|time| (clause..clause.saturating_add(2)).contains(&time.at))?;
        match time.kind {
            MarkKind::Time(period) => Some((Side::Time(Dating { at: time.at, period, is_certain: true }), true)),
            _ => None,
        }
    }

    /// Its time may stand elsewhere.
    fn is_undated(&self, index: usize) -> bool {
        self.told.get(index).is_some_and(|event| event.time.is_none())
    }

    /// The event of the clause that a number of years with its own clause belongs to.
    fn main(&self, mark: &Mark, end: usize) -> (Side, bool) {
        if let Some(dating) = self.beside(mark, true) {
            // "In 1992, three years after": whatever it is the time of.
            let touches = dating.at.saturating_add(2) >= mark.at;
            let (side, is_certain) = self.at_time(dating);
            return (side, is_certain || touches);
        }
        let begins = mark.at <= self.sentence.first.saturating_add(1);
        let behind = || self.told.iter().position(|event| event.at >= end);
        // "Four years after Orbis was founded and two years after Vela was": neither is counted up to the other.
        let is_main = |event: &Happening| !self.sentence.is_subordinate(event.at, self.sentence.first);
        let ahead = || self.told.iter().rposition(|event| event.next <= mark.at && is_main(event));
        let index = if begins { behind() } else { ahead().or_else(behind) };
        let is_certain =
            begins && index.is_some_and(|index| self.is_dated_certainly(index) && self.begins_with(end, index));
        (index.map_or(Side::Open, |index| Side::Told(index, None)), is_certain)
    }

    /// Whether a clause has nothing but a subject before an event, whose time follows.
    fn begins_with(&self, end: usize, index: usize) -> bool {
        let clause = end.saturating_add(1);
        self.told.get(index).is_some_and(|event| {
            let is_close = event.at <= clause.saturating_add(5) && event.time.is_some_and(|time| time.at > event.at);
            is_close && !(clause..event.at).any(|at| self.is(at, &[",", "and", "but", ";"]))
        })
    }

    /// "Led him to the corner office in just five years' time".
    fn in_time(&self, mark: &Mark) -> Option<(Side, Side, bool)> {
        let apostrophe = usize::from(self.is(mark.next, &["'", "’"]));
        let is_time = self.is(mark.next.saturating_add(apostrophe), &["time"]);
        let is_led = self.led(mark, &["in", "just", "only", "within"]);
        if !(is_time && (apostrophe > 0 || is_led)) {
            return None;
        }
        let main = self.told.iter().rposition(|event| event.next <= mark.at)?;
        let earlier = main.checked_sub(1).map_or(Side::Before, |before| self.first_dated(before));
        Some((Side::Told(main, None), earlier, false))
    }

    /// The last event up to a position that has a time; else that event.
    fn first_dated(&self, last: usize) -> Side {
        let dated = self.told.iter().take(last.saturating_add(1)).rposition(|event| event.time.is_some());
        Side::Told(dated.unwrap_or(last), None)
    }

    /// "After 15 years working for Acme", "10 years as its leader", "left after 15 years", "a 30-year veteran of Acme".
    fn tenure(&self, mark: &Mark) -> Option<(Side, Side, bool)> {
        let next = mark.next;
        // "After 33 years at Acme, she was named"; else up to the leaving that the sentence tells.
        let begins = self.led(mark, &["after"]) && mark.at <= self.sentence.first.saturating_add(1);
        let behind = self.told.iter().position(|event| event.at >= mark.next).filter(|_| begins);
        let left = behind.or_else(|| self.told.iter().position(|event| event.telling.kind == EventKind::Left));
        let is_led = self.led(mark, &["after", "spent", "for", "and", "nearly", "a", "past", "last", "spending"]);
        let implied = |kind: EventKind, posts: Posts, of: Option<Mention>| {
            let telling = Telling { kind, frame: Frame::Noun, is_wide: false };
            let happening = Happening { telling, at: mark.at, next, who: None, of, posts, time: None };
            Side::Implied(Box::new(happening), left)
        };
        let later = left.map_or(Side::Open, |left| Side::Told(left, None));
        let noun = self.is(next, &["veteran", "tenure", "stint", "career", "reign"]);
        let start = if noun { next.saturating_add(1) } else { next };
        let (posts, of_post) = self.sentence.posts(start);
        let is_post = self.is(start, &["as", "at", "in", "leading"]) && !posts.is_none();
        let works = self.is(start, &["working", "at", "with", "of"]) && (is_led || noun);
        if is_post {
            return Some((later, implied(EventKind::Appointed, posts, of_post), false));
        }
        if works {
            let skipped = start.saturating_add(1);
            let at =
                if self.is(skipped, &["for", "at", "with", "service"]) { skipped.saturating_add(1) } else { skipped };
            let at = if self.is(at, &["at", "with"]) { at.saturating_add(1) } else { at };
            let (of, _) = mention_at(self.sentence.tokens, at)?;
            return Some((later, implied(EventKind::Joined, Posts::NONE, Some(of)), false));
        }
        let is_end = self.is(next, &[".", ",", ";"]) || next >= self.sentence.last;
        (left.is_some() && self.led(mark, &["after"]) && is_end)
            .then(|| (later, implied(EventKind::Joined, Posts::NONE, None), false))
    }

    /// "Acme celebrated its 25th anniversary in 2013": years since it was founded.
    fn anniversary(&self, mark: &Mark) -> Option<(Side, Side, bool)> {
        let of = if self.led(mark, &["its"]) {
            Mention::Firm
        } else {
            let sign = mark.at.checked_sub(1).filter(|_| self.led(mark, &["'s", "’s"]))?;
            mention_before(self.sentence.tokens, sign, self.sentence.first)?.0
        };
        if self.is(mark.next, &["of", "as", "in", "on"]) && !self.is_founding(mark) {
            return None;
        }
        let happening = implied_event(EventKind::Founded, mark, None, Some(of));
        let (time, is_certain) = self.time_near(mark)?;
        Some((Side::Time(time), Side::Implied(Box::new(happening), None), is_certain))
    }

    /// "Anniversary in 2013", not "anniversary of its listing", "as a listed company".
    fn is_founding(&self, mark: &Mark) -> bool {
        let next = mark.next.saturating_add(1);
        self.sentence.marks.iter().any(|time| {
            let is_time = matches!(time.kind, MarkKind::Time(_)) && time.at == next;
            let is_founding = matches!(time.kind, MarkKind::Event(telling) if telling.kind == EventKind::Founded);
            is_time || (is_founding && time.at <= next.saturating_add(1))
        })
    }

    /// "She turned 50 in 2015", "he died in 2011, aged 56".
    fn age(&self, mark: &Mark) -> Option<(Side, Side, bool)> {
        let died = self.told.iter().position(|event| event.telling.kind == EventKind::Died);
        if let Some(died) = died {
            let happening = implied_event(EventKind::Born, mark, None, None);
            let born = Side::Implied(Box::new(happening), Some(died));
            return Some((Side::Told(died, None), born, self.is_dated_certainly(died)));
        }
        let verb = mark.at.checked_sub(1).filter(|_| self.led(mark, &["turned"]))?;
        let who = self.sentence.subject_before(verb)?;
        let (time, is_certain) = self.time_near(mark)?;
        let happening = implied_event(EventKind::Born, mark, Some(who), None);
        Some((Side::Time(time), Side::Implied(Box::new(happening), None), is_certain))
    }

    /// The first time after a mark, else the one that begins the sentence; and whether it follows at once: "in 2013".
    fn time_near(&self, mark: &Mark) -> Option<(Dating, bool)> {
        let times = || self.sentence.marks.iter().filter(|time| matches!(time.kind, MarkKind::Time(_)));
        let behind = times().find(|time| (mark.next..mark.next.saturating_add(5)).contains(&time.at));
        let time = behind.or_else(|| times().find(|time| time.at <= self.sentence.first.saturating_add(2)))?;
        let follows = time.at == mark.next.saturating_add(1) && self.is(mark.next, &["in", "on"]);
        match time.kind {
            MarkKind::Time(period) => Some((Dating { at: time.at, period, is_certain: true }, follows)),
            _ => None,
        }
    }
}

fn implied_event(kind: EventKind, mark: &Mark, who: Option<Mention>, of: Option<Mention>) -> Happening {
    let telling = Telling { kind, frame: Frame::Noun, is_wide: false };
    Happening { telling, at: mark.at, next: mark.next, who, of, posts: Posts::NONE, time: None }
}
