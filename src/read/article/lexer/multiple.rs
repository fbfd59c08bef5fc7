//! Words that multiply, and places in an order.

use super::lexicon::{Meaning, Rules, find};
use super::scan::AtomKind;
use super::token::{MultipleToken, TokenKind};
use super::words::Factor;
use super::{Found, Led, Lexer, after};
use crate::num::{Numeral, Qualifier, Reported};

impl Lexer<'_> {
    /// "doubled", "more than tripled", "threefold", "twice the".
    pub(super) fn multiple(&self, at: usize, led: Led) -> Option<Found> {
        let start = self.atoms.get(at)?.start;
        let (word_at, qualifier) = led.unwrap_or((at, Qualifier::Exact));
        let word = self.atoms.get(word_at)?;
        let (next, factor) = find(&self.atoms, word_at, Rules::MULTIPLE, |meaning| match meaning {
            Meaning::Multiple(factor) => Some(*factor),
            _ => None,
        })?;
        if !self.multiplies(word_at, factor) {
            return None;
        }
        let qualifier = if factor.inverse { of_inverse(qualifier) } else { qualifier };
        let numeral = if factor.inverse { Numeral::new(5, -1) } else { Numeral::whole(i128::from(factor.number), 0) };
        let kind = TokenKind::Multiple(Box::new(MultipleToken {
            reported: Reported::new(numeral, qualifier),
            is_verb: factor.is_verb,
            word: word.start..word.end,
        }));
        Some(Found { start, end: word.end, kind, next })
    }

    /// "double" and "triple" are adjectives as often as verbs, "twice" says how often as well as how much.
    fn multiplies(&self, at: usize, factor: Factor) -> bool {
        let next = after(at);
        let ends = self
            .atoms
            .get(next)
            .is_none_or(|atom| matches!(atom.kind, AtomKind::Sign(_)) && !self.glued_sign(next, '-'));
        if self.is_any(at, keys!["double", "triple", "treble", "quadruple", "halve", "halves"]) {
            let acts =
                keys!["to", "will", "would", "could", "may", "might", "should", "can", "nearly", "almost", "and", "or"];
            let acting = at.checked_sub(1).is_some_and(|before| self.is_any(before, acts));
            return (acting && !self.glued_sign(next, '-')) || ends || self.is_function(next);
        }
        if factor.is_verb {
            return !self.glued_sign(next, '-');
        }
        if self.is_any(at, keys!["twice", "thrice"]) {
            return self.is_any(next, keys!["as", "the", "that", "its", "their", "his", "her", "what", "those"]);
        }
        true
    }

    /// "first", "twentieth".
    pub(super) fn ordinal_word(&self, at: usize) -> Option<Found> {
        let atom = self.atoms.get(at)?;
        let (next, number) = find(&self.atoms, at, Rules::ORDINAL, |meaning| match meaning {
            Meaning::Ordinal(number) => Some(*number),
            _ => None,
        })?;
        Some(Found { start: atom.start, end: atom.end, kind: TokenKind::Ordinal(number), next })
    }

    /// "21st", "3rd".
    pub(super) fn ordinal_digits(&self, at: usize) -> Option<Found> {
        let digits = self.atoms.get(at)?;
        let suffix = self.glued(after(at))?;
        if !self.is_any(after(at), keys!["st", "nd", "rd", "th"]) {
            return None;
        }
        let number = self.atoms.text_of(digits).parse().ok()?;
        Some(Found { start: digits.start, end: suffix.end, kind: TokenKind::Ordinal(number), next: after(after(at)) })
    }
}

/// "More than halved" is less than half of what it was, "nearly halved" a little more than that.
fn of_inverse(qualifier: Qualifier) -> Qualifier {
    match qualifier {
        Qualifier::AtLeast => Qualifier::AtMost,
        Qualifier::AtMost => Qualifier::AtLeast,
        Qualifier::Nearly => Qualifier::About,
        other => other,
    }
}
