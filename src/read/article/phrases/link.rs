//! What a word is to those who look for the subjects of figures.

use super::words::{self, Class};
use crate::read::article::lexer::Token;

/// What a word does between a metric and its figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read::article) enum Link {
    /// Says that something moved, or how large it is: "rose", "higher", "was", "to", "by".
    Joins,
    /// "In", "of", "at", "from".
    Preposition,
    /// Leaves everything as it is: "the", "record", "sharply".
    Filler,
    /// The figure is not simply what was reported: "adjusted", "forecast", "organic".
    Basis,
    /// Another clause begins, or something beside it.
    Clause,
    /// "And", "or".
    And,
    /// Any other word.
    Other,
}

/// What a word does between a metric and its figure.
#[inline]
pub(in crate::read::article) fn link(word: &Token<'_>) -> Link {
    of_class(Class::of(word))
}

/// All words that do this between a metric and its figure.
pub(in crate::read::article) fn words_that(does: Link) -> impl Iterator<Item = &'static str> {
    words::all().filter(move |(_, class)| of_class(*class) == does).map(|(word, _)| word)
}

#[inline]
fn of_class(class: Class) -> Link {
    match class {
        Class::Verb(_) | Class::Noun(_) | Class::Both(_) | Class::Adverb(_) | Class::Level | Class::To | Class::By => {
            Link::Joins
        }
        Class::In | Class::Of | Class::At | Class::From => Link::Preposition,
        Class::Filler | Class::Loss | Class::Profit => Link::Filler,
        Class::Basis | Class::Slack => Link::Basis,
        Class::And | Class::Or => Link::And,
        Class::Clause | Class::Soft | Class::With | Class::Compared | Class::Versus | Class::Than => Link::Clause,
        Class::Deal | Class::Stake | Class::Share | Class::Value | Class::Parts => Link::Clause,
        Class::Other => Link::Other,
    }
}

/// The verbs that companies are the subject of: "posted", "has acquired", "rose".
pub(in crate::read::article) fn acts() -> impl Iterator<Item = &'static str> {
    let acts = words::all().filter(|(_, class)| matches!(class, Class::Level | Class::Deal | Class::Verb(_)));
    acts.map(|(word, _)| word).chain(["expects"])
}

/// The verbs that say that something is said.
pub(in crate::read::article) const SAYINGS: [&str; 5] = ["said", "says", "say", "announced", "told"];
