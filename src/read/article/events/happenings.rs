//! The events that a sentence tells, with their parties and times.

use super::marks::{Mark, MarkKind};
use super::names::{Mention, mention_at, mention_before, name_at};
use super::words::{Frame, Telling, is_any, post};
use super::{EventKind, Posts};
use crate::model::Period;
use crate::read::article::lexer::{Token, TokenKind};

/// An event as a sentence tells it.
#[derive(Clone, Debug)]
pub(super) struct Happening {
    pub(super) telling: Telling,
    /// The tokens of its words.
    pub(super) at: usize,
    pub(super) next: usize,
    /// The person, and the organisation or thing; `None` where the sentence does not say.
    pub(super) who: Option<Mention>,
    pub(super) of: Option<Mention>,
    pub(super) posts: Posts,
    pub(super) time: Option<Dating>,
}

/// The time of an event: the token that names it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Dating {
    pub(super) at: usize,
    pub(super) period: Period,
    /// Whether nothing else stands between that it may be the time of.
    pub(super) is_certain: bool,
}

/// A time stands at most so many words away from what it is the time of.
const REACH: usize = 16;

/// Words between a subject and its verb.
const BETWEEN: &[&str] = &[
    "was",
    "were",
    "had",
    "has",
    "been",
    "would",
    "be",
    "is",
    "are",
    "first",
    "later",
    "also",
    "then",
    "originally",
    "officially",
    "formally",
    "finally",
    "eventually",
    "ultimately",
    "subsequently",
    "initially",
    "once",
    "only",
    "being",
    "and",
    "got",
];
const PASSIVE: &[&str] = &["was", "were", "been", "be", "being", "got"];
/// Not a thing of the past, or none at all.
const UNREAL: &[&str] = &[
    "not", "never", "will", "to", "may", "might", "could", "should", "can", "cannot", "expected", "expects", "plans",
    "planned", "if", "n't", "almost", "nearly", "shall", "must",
];
const LEADING: &[&str] = &["in", "on", "by", "since", "around", "during", "until"];

/// The tokens of a sentence with its marks.
#[derive(Clone, Copy)]
pub(super) struct Sentence<'a, 't> {
    pub(super) tokens: &'a [Token<'t>],
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) marks: &'a [Mark],
}

impl<'a> Sentence<'a, '_> {
    pub(super) fn is(&self, at: usize, words: &[&str]) -> bool {
        at >= self.first && at < self.last && is_any(self.tokens, at, words)
    }

    /// The events, in the order in which they are told.
    pub(super) fn happenings(&self) -> Vec<Happening> {
        let mut found: Vec<Happening> = Vec::new();
        for (index, mark) in self.marks.iter().enumerate() {
            if let MarkKind::Event(telling) = mark.kind
                && let Some(happening) = self.happening(mark, telling, found.last())
            {
                let time = self.time(index, &happening, &found);
                found.push(Happening { time, ..happening });
            }
        }
        found
    }

    fn happening(&self, mark: &Mark, telling: Telling, before: Option<&Happening>) -> Option<Happening> {
        let (at, next) = (mark.at, mark.next);
        let auxiliary = self.auxiliary(at);
        let is_timeless = (auxiliary..at).any(|at| self.is(at, &["is", "are"]));
        if telling.frame != Frame::Noun && (is_timeless || self.is_unreal(auxiliary)) {
            return None;
        }
        let is_passive = (auxiliary..at).any(|at| self.is(at, PASSIVE));
        let subject = || self.subject(at, auxiliary, next, before);
        let object = || mention_at(self.tokens, next).filter(|(_, end)| *end <= self.last).map(|(mention, _)| mention);
        let empty = Happening { telling, at, next, who: None, of: None, posts: Posts::NONE, time: None };
        let whole = match telling.frame {
            Frame::Makes if is_passive => Happening { of: subject(), ..empty },
            Frame::Makes if self.is_participle(at, next) => self.made(empty, subject)?,
            Frame::Makes => Happening { who: subject(), of: object(), ..empty },
            Frame::Begins => {
                let follows = self.is(next, &["in", "as", "out", "life"]) || self.is_time(next);
                Happening { of: Some(subject().filter(|_| follows)?), ..empty }
            }
            Frame::Joins if is_passive => return None,
            Frame::Joins => {
                let of = object();
                (of.is_some() || self.is_end(next)).then(|| Happening { who: subject(), of, ..empty })?
            }
            Frame::Leaves => self.leaving(empty, subject(), object())?,
            Frame::Returns => self.returning(empty, subject(), object()),
            Frame::Does => self.befallen(empty, subject()),
            Frame::Appoints if is_passive || self.is_participle(at, next) => {
                self.posted(Happening { who: subject(), ..empty }, next)?
            }
            Frame::Appoints => {
                let (who, end) = mention_at(self.tokens, next)?;
                let posted = self.posted(Happening { who: Some(who), ..empty }, end)?;
                Happening { of: posted.of.or_else(subject), ..posted }
            }
            Frame::Becomes => self.posted(Happening { who: subject(), ..empty }, next)?,
            Frame::Raises => {
                let to = (next..next.saturating_add(4)).find(|at| self.is(*at, &["to"]))?;
                let who = if is_passive { subject() } else { object().or_else(subject) };
                self.posted(Happening { who, ..empty }, to.saturating_add(1))?
            }
            Frame::Noun => self.noun(empty),
        };
        Some(whole)
    }

    /// The first of the words between the subject and a verb.
    fn auxiliary(&self, at: usize) -> usize {
        (self.first..at).rev().take_while(|at| self.is(*at, BETWEEN)).last().unwrap_or(at)
    }

    fn is_unreal(&self, auxiliary: usize) -> bool {
        (auxiliary.saturating_sub(2)..auxiliary).any(|at| self.is(at, UNREAL))
    }

    /// "Acme, founded in 1988", "founded by two students".
    fn is_participle(&self, at: usize, next: usize) -> bool {
        let is_free = self.is(next, &["in", "by", "on", "as", "at", "over", "during", "around"]) || self.is_time(next);
        let begins = at == self.first;
        let word = self.tokens.get(at).map_or("", |token| token.text);
        is_free || (begins && word.ends_with("ed"))
    }

    /// "Acme, founded in 1988", "Acme, which Lee founded in 1988"; not "the shop that Lee founded in 1988".
    fn made(&self, empty: Happening, subject: impl Fn() -> Option<Mention>) -> Option<Happening> {
        let at = empty.at;
        // "Its founding".
        if at.checked_sub(1).is_some_and(|before| self.is(before, &["its", "'s", "’s", "the"])) {
            return Some(self.noun(empty));
        }
        let maker = mention_before(self.tokens, at, self.first).filter(|_| !self.is(empty.next, &["by"]));
        match maker {
            Some((Mention::Relative, _)) | None => Some(Happening { of: subject(), ..empty }),
            Some((maker, begins)) => {
                let relative = begins.checked_sub(1).filter(|before| self.is(*before, &["which", "that"]))?;
                let of = self.named_before(relative);
                Some(Happening { who: Some(maker), of, ..empty })
            }
        }
    }

    fn is_time(&self, at: usize) -> bool {
        self.marks.iter().any(|mark| mark.at == at && matches!(mark.kind, MarkKind::Time(_)))
    }

    /// Whose verb it is: what stands right before it; the subject of what comes after the comma; that of the verb before, which
    /// goes on.
    fn subject(&self, at: usize, auxiliary: usize, next: usize, before: Option<&Happening>) -> Option<Mention> {
        if at == self.first {
            let comma = (next..self.last).find(|at| self.is(*at, &[","]))?;
            return mention_at(self.tokens, comma.saturating_add(1)).map(|(mention, _)| mention);
        }
        let named = self.subject_before(auxiliary);
        let goes_on = || {
            let joins = (auxiliary.saturating_sub(1)..at).any(|at| self.is(at, &["and", "but", "then", ","]));
            let before = before.filter(|_| joins)?;
            if before.who.is_some() { before.who.clone() } else { before.of.clone() }
        };
        named.or_else(goes_on)
    }

    /// The subject of a verb that follows a place.
    pub(super) fn subject_before(&self, at: usize) -> Option<Mention> {
        self.over_an_aside(at).or_else(|| self.named_before(at))
    }

    /// What is named right before a place, or before the "who" that stands there.
    fn named_before(&self, at: usize) -> Option<Mention> {
        let is_between = |at: &usize| self.is(*at, &[",", "(", "which", "who", "that"]);
        let end = (self.first..at).rev().take_while(is_between).last().unwrap_or(at);
        mention_before(self.tokens, end, self.first).map(|(mention, _)| mention)
    }

    /// "Lei Jun, founder of Acme, joined": the name before the words between commas.
    fn over_an_aside(&self, end: usize) -> Option<Mention> {
        let closes = end.checked_sub(1).filter(|at| self.is(*at, &[","]))?;
        let opens = (closes.saturating_sub(REACH).max(self.first)..closes).rev().find(|at| self.is(*at, &[","]))?;
        mention_before(self.tokens, opens, self.first).map(|(mention, _)| mention)
    }

    fn leaving(&self, empty: Happening, who: Option<Mention>, of: Option<Mention>) -> Option<Happening> {
        let next = empty.next;
        let from = || {
            let from = (next..next.saturating_add(2)).find(|at| self.is(*at, &["from"]))?;
            mention_at(self.tokens, from.saturating_add(1)).map(|(mention, _)| mention)
        };
        let named = of.or_else(from);
        let (posts, of_post) = self.posts(next);
        // "Left" by itself may be anything that remains.
        let is_left = self.is(empty.at, &["left", "leaving", "exited"]);
        let is_told = named.is_some() || !posts.is_none() || self.is_end(next);
        (is_told || !is_left).then(|| Happening { who, of: named.or(of_post), posts, ..empty })
    }

    fn is_end(&self, at: usize) -> bool {
        at >= self.last || self.is(at, &[".", ",", ";", "in", "after", "on"]) || self.is_time(at)
    }

    fn returning(&self, empty: Happening, who: Option<Mention>, of: Option<Mention>) -> Happening {
        let (posts, of_post) = self.posts(empty.next);
        let kind = if posts.is_none() { empty.telling.kind } else { EventKind::Appointed };
        let telling = Telling { kind, ..empty.telling };
        Happening { telling, who, of: of.or(of_post), posts, ..empty }
    }

    fn befallen(&self, empty: Happening, subject: Option<Mention>) -> Happening {
        match empty.telling.kind.is_of_person() {
            true => Happening { who: subject, ..empty },
            false => Happening { of: subject, ..empty },
        }
    }

    /// An event that needs a post after its words.
    fn posted(&self, event: Happening, next: usize) -> Option<Happening> {
        let (posts, of) = self.posts(next);
        (!posts.is_none()).then_some(Happening { posts, of, ..event })
    }

    /// The posts that stand within a few words, and what they are of: "its CEO and president", "chairman of Acme".
    pub(super) fn posts(&self, from: usize) -> (Posts, Option<Mention>) {
        let (mut posts, mut of, mut at) = (Posts::NONE, None, from);
        let mut end = from.saturating_add(5).min(self.last);
        while at < end {
            match post(self.tokens, at) {
                Some((more, next)) => {
                    posts = posts.and(more);
                    at = next;
                    end = next.saturating_add(2).min(self.last);
                    of = of.or_else(|| self.of_what(next));
                }
                None if self.is_time(at) || self.is(at, &[",", ".", ";", "after", "but"]) => break,
                None => {
                    of = of.or_else(|| self.whose(at));
                    at = at.saturating_add(1);
                }
            }
        }
        (posts, of)
    }

    fn of_what(&self, at: usize) -> Option<Mention> {
        let of = self.is(at, &["of", "at"]);
        mention_at(self.tokens, at.saturating_add(1)).filter(|_| of).map(|(mention, _)| mention)
    }

    /// "Its", "Acme's", "the company's".
    fn whose(&self, at: usize) -> Option<Mention> {
        if self.is(at, &["its"]) {
            return Some(Mention::Firm);
        }
        let (name, end) = name_at(self.tokens, at)?;
        self.is(end, &["'s", "’s"]).then_some(Mention::Name(name))
    }

    /// "Its founding", "the launch of Acme", "Acme's listing".
    fn noun(&self, empty: Happening) -> Happening {
        let before = empty.at.checked_sub(1).filter(|before| *before >= self.first);
        let genitive = before.filter(|before| self.is(*before, &["'s", "’s"]));
        let whose = match (before, genitive) {
            (_, Some(sign)) => mention_before(self.tokens, sign, self.first).map(|(mention, _)| mention),
            (Some(before), None) if self.is(before, &["its"]) => Some(Mention::Firm),
            (Some(before), None) if self.is(before, &["his", "her"]) => Some(Mention::Person),
            _ => None,
        };
        let whose = whose.or_else(|| self.of_what(empty.next).filter(|_| self.is(empty.next, &["of"])));
        self.befallen(empty, whose)
    }

    /// The time of an event: the first one after its words and before those of the next; else one that begins the clause.
    fn time(&self, index: usize, event: &Happening, earlier: &[Happening]) -> Option<Dating> {
        let behind = self.marks.get(index.saturating_add(1)..)?;
        let is_near = |mark: &&Mark| mark.at < event.next.saturating_add(REACH);
        let mut until = behind.iter().take_while(|mark| !matches!(mark.kind, MarkKind::Event(_))).take_while(is_near);
        let after = until.find_map(|mark| self.dating(event.next, mark, mark.at)).filter(|dating| {
            // "Founded in 1998, three years after 1995", "founded by Lee, who in 1998".
            let is_other =
                |at: usize| self.is_counted_from(at) || self.is(at, &["who", "which", "where", "when", "while"]);
            !(event.next..dating.at).any(is_other)
        });
        if after.is_some() {
            return after;
        }
        let is_used = |at: usize| earlier.iter().any(|other| other.time.is_some_and(|time| time.at == at));
        let before = self.marks.get(..index)?.iter().rev().find(|mark| matches!(mark.kind, MarkKind::Time(_)))?;
        let leads = before.at.checked_sub(1).is_some_and(|at| self.is(at, LEADING));
        let is_subordinate = self.is_subordinate(event.at, before.next);
        // "Married in 1993 and a year later moved": the time of the one is not that of the other.
        let is_later = (before.next..event.at).any(|at| self.is_counted_on(at));
        (leads && !is_used(before.at) && !is_subordinate && !is_later)
            .then(|| self.dating(before.next, before, event.at))
            .flatten()
    }

    /// Whether a number of years stands here that is counted from what follows.
    fn is_counted_from(&self, at: usize) -> bool {
        self.marks.iter().any(|mark| mark.at == at && matches!(mark.kind, MarkKind::Years(_)))
            && self.is(at.saturating_add(1), &["after", "before", "since", "following"])
    }

    /// Whether a number of years stands here that is counted from what was said before.
    fn is_counted_on(&self, at: usize) -> bool {
        self.marks.iter().any(|mark| mark.at == at && matches!(mark.kind, MarkKind::Years(_)))
            && self.is(at.saturating_add(1), &["later", "on", "further", "afterwards"])
    }

    /// Whether a verb is in a clause that something is counted from, which began after a place.
    pub(super) fn is_subordinate(&self, verb: usize, from: usize) -> bool {
        let opens = (from..verb)
            .rev()
            .find(|at| self.is(*at, &["after", "before", "since", "when", "following", "until", "where"]));
        opens.is_some_and(|opens| !(opens..verb).any(|at| self.is(at, &[","])))
    }

    fn dating(&self, from: usize, mark: &Mark, to: usize) -> Option<Dating> {
        let MarkKind::Time(period) = mark.kind else {
            return None;
        };
        let led = |before: usize| mark.at.checked_sub(before).is_some_and(|at| self.is(at, &["in", "on"]));
        let part = |before: usize| self.is(mark.at.saturating_sub(before), &["late", "early", "the"]);
        let is_led = led(1) || (led(2) && part(1)) || (led(3) && part(1) && part(2));
        let is_plain = (from..to).all(|at| self.may_stand_between(at));
        Some(Dating { at: mark.at, period, is_certain: is_led && is_plain && to.saturating_sub(from) <= 8 })
    }

    /// Whether a word between an event and its time leaves no doubt that they belong together.
    fn may_stand_between(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else {
            return false;
        };
        let is_verb =
            token.text.ends_with("ed") || token.text.ends_with("ing") || self.is(at, &["that", "which", "to"]);
        !matches!(token.kind, TokenKind::Punctuation) && !is_verb
            || self.is(at, &["."]) && at.saturating_add(1) < self.last
    }
}
