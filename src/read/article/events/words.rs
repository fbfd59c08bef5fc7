//! The words that tell what happened, from `data/events.csv`.

use std::ops::Range;
use std::sync::LazyLock;

use super::{EventKind, Posts};
use crate::read::article::lexer::{ByWord, Token, TokenKind};

/// How the parties of an event stand around its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Frame {
    /// Somebody makes, buys or sells something: "founded Acme", "Acme was founded", "Acme, founded by".
    Makes,
    /// Something begins: "Acme started in 1988".
    Begins,
    /// Somebody joins an organisation.
    Joins,
    /// Somebody is given a post: "was appointed chairman", "Acme named her chairman".
    Appoints,
    /// Somebody takes a post: "became chairman".
    Becomes,
    /// Somebody is led or rises to a post: "rose to chief executive".
    Raises,
    /// Somebody leaves a post or an organisation.
    Leaves,
    /// Somebody returns to an organisation, in a post or not.
    Returns,
    /// It befalls the subject: "died", "went public".
    Does,
    /// A noun: "its founding".
    Noun,
}

/// What a word or phrase tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Telling {
    pub(super) kind: EventKind,
    pub(super) frame: Frame,
    /// Whether it may tell something else: a company "began" when it was founded, or later.
    pub(super) is_wide: bool,
}

/// What a word or phrase is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// It tells an event.
    Event(Telling),
    /// A post: "chairman".
    Post(Posts),
    /// What organisations are called: "company".
    Firm,
}

include!(concat!(env!("OUT_DIR"), "/events.rs"));

/// The phrases that begin with each word, by the positions of their first and of the one after their last.
static BEGINNINGS: LazyLock<ByWord<(u16, u16)>> = LazyLock::new(|| {
    let begins = |word: &str| PHRASES.partition_point(|(known, ..)| (known.len(), *known) < (word.len(), word));
    let ends = |word: &str| PHRASES.partition_point(|(known, ..)| (known.len(), *known) <= (word.len(), word));
    let position = |at: usize| u16::try_from(at).unwrap_or(u16::MAX);
    ByWord::new(PHRASES.iter().map(|(word, ..)| (*word, (position(begins(word)), position(ends(word))))))
});

/// Whether a phrase that is known begins with a word.
#[inline]
pub(super) fn may_tell(word: &Token<'_>) -> bool {
    BEGINNINGS.of(word.word) != (0, 0)
}

/// What the words from a token on are, with the position after them; the longest phrase that is known.
#[inline]
pub(super) fn find(tokens: &[Token<'_>], at: usize) -> Option<(Word, usize)> {
    let first = tokens.get(at)?;
    match BEGINNINGS.of(first.word) {
        (0, 0) => None,
        (begin, end) if matches!(first.kind, TokenKind::Word) => {
            longest(tokens, at, usize::from(begin)..usize::from(end))
        }
        _ => None,
    }
}

fn longest(tokens: &[Token<'_>], at: usize, phrases: Range<usize>) -> Option<(Word, usize)> {
    let known = PHRASES.get(phrases)?;
    known.iter().find_map(|(_, rest, word)| {
        let mut next = at.saturating_add(1);
        for part in *rest {
            // "Her headquarters" for "its", as for all phrases.
            let token = tokens.get(next)?;
            let is_like = token.is_word(part) || (*part == "its" && super::names::is_possessive(token.text));
            if !is_like {
                return None;
            }
            next = next.saturating_add(1);
        }
        Some((*word, next))
    })
}

/// The post that the words from a token on name.
pub(super) fn post(tokens: &[Token<'_>], at: usize) -> Option<(Posts, usize)> {
    match find(tokens, at)? {
        (Word::Post(posts), next) => Some((posts, next)),
        _ => None,
    }
}

/// Whether a token is one of some words, in any case.
pub(super) fn is_any(tokens: &[Token<'_>], at: usize, words: &[&str]) -> bool {
    tokens.get(at).is_some_and(|token| words.iter().any(|word| token.text.eq_ignore_ascii_case(word)))
}
