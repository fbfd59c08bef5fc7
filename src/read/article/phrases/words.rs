//! The words that relate figures, from `data/verbs.csv`, and the few that hold a sentence together.

use std::sync::LazyLock;

use crate::read::article::lexer::{ByWord, Token};

/// Which way something moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// Rose, an increase, higher.
    Up,
    /// Fell, a decline, lower.
    Down,
    /// Changed, an improvement: the word alone does not say.
    Either,
}

/// What a word does in a sentence about figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Class {
    /// A verb of movement: "rose", "cutting".
    Verb(Direction),
    /// A noun of movement: "reduction".
    Noun(Direction),
    /// One that may be either: "rise", "cut".
    Both(Direction),
    /// "Up", "lower".
    Adverb(Direction),
    /// A verb that gives a level: "was", "totaled", "reached".
    Level,
    /// A verb of buying, selling or holding.
    Deal,
    /// What is held of a company: "stake".
    Stake,
    /// A verb that gives a share of a whole: "accounts for".
    Share,
    /// "Valuing", "worth".
    Value,
    /// A verb whose objects are all the parts of a whole: "comprising".
    Parts,
    /// The percentage has a base of its own: "organically", "comparable".
    Basis,
    /// The figures may not be of one base: "excluding", "average".
    Slack,
    /// "Loss", "deficit".
    Loss,
    /// "Profit", "surplus".
    Profit,
    /// Another clause begins: "while".
    Clause,
    /// Something else may begin: "which", "after".
    Soft,
    /// Says nothing of how figures are related: "a", "record", "sharply".
    Filler,
    /// "To".
    To,
    /// "From".
    From,
    /// "By".
    By,
    /// "At".
    At,
    /// "Of".
    Of,
    /// "In", "for", "on", "during", "over".
    In,
    /// "Than".
    Than,
    /// "Versus", "against", and the "with" or "to" of "compared with".
    Versus,
    /// "Compared", "comparison", "compares".
    Compared,
    /// "With".
    With,
    /// "And".
    And,
    /// "Or", "equivalent".
    Or,
    /// Any other word.
    #[default]
    Other,
}

include!(concat!(env!("OUT_DIR"), "/verbs.rs"));

impl Class {
    /// What the word of a token does.
    #[inline]
    pub(super) fn of(token: &Token<'_>) -> Class {
        CLASSES.of(token.word)
    }

    /// Which way a word of movement points.
    pub(super) fn direction(self) -> Option<Direction> {
        match self {
            Class::Verb(way) | Class::Noun(way) | Class::Both(way) | Class::Adverb(way) => Some(way),
            _ => None,
        }
    }
}

/// Every word of the table, with what it does.
pub(super) fn all() -> impl Iterator<Item = (&'static str, Class)> {
    WORDS.iter().copied()
}

/// What each word does.
static CLASSES: LazyLock<ByWord<Class>> = LazyLock::new(|| ByWord::new(all()));

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::article::lexer::{LexerOptions, tokens};

    #[test]
    fn words_are_known_in_any_case_and_no_part_of_them() {
        for (word, class) in [
            ("rose", Class::Verb(Direction::Up)),
            ("Fell", Class::Verb(Direction::Down)),
            ("growth", Class::Noun(Direction::Up)),
            ("RISE", Class::Both(Direction::Up)),
            ("lower", Class::Adverb(Direction::Down)),
            ("to", Class::To),
            ("equivalent", Class::Or),
            ("comparable", Class::Basis),
            ("ros", Class::Other),
            ("roses", Class::Other),
            ("", Class::Other),
            ("überaus", Class::Other),
            ("incomprehensibilities", Class::Other),
        ] {
            let tokens = tokens(word, &LexerOptions::default());
            assert_eq!(tokens.first().map_or(Class::Other, Class::of), class, "{word}");
        }
    }
}
