//! What the lexer makes of a text.

use std::ops::Range;

use super::lexicon::{Rules, rules_of};
use super::period::PeriodToken;
use crate::model::{Currency, Noun, Unit};
use crate::num::{Qualifier, Reported};
use crate::read::article::vocabulary::WordId;

/// A piece of a text, with what it is. The tokens of a text are in order, do not overlap and leave out nothing but blanks.
#[derive(Clone, Debug, PartialEq)]
pub struct Token<'t> {
    /// The piece itself.
    pub text: &'t str,
    /// Its first byte in the text that was given.
    pub start: usize,
    /// What it is.
    pub kind: TokenKind,
    /// The word that it is, as the tables have it.
    pub(in crate::read::article) word: WordId,
    /// Whether it is a word or a name that begins as names do: with a capital letter, or with one in the second place.
    pub(in crate::read::article) is_capitalised: bool,
}

/// What a token is.
#[derive(Clone, Debug, PartialEq)]
pub enum TokenKind {
    /// A word that is nothing below: letters with the apostrophes and stops inside them. `'s` is a word of its own.
    Word,
    /// Any other sign, one character at a time.
    Punctuation,
    /// A number that says how much or how many.
    Figure(Box<FigureToken>),
    /// A stretch or moment of the calendar.
    Period(PeriodToken),
    /// A length of time: "three years", "a decade".
    Time(Box<TimeToken>),
    /// A word that multiplies: "doubled", "halved", "threefold", "twice".
    Multiple(Box<MultipleToken>),
    /// A place in an order: "first", "21st".
    Ordinal(u32),
    /// Digits that count nothing: "21Vianet", "Qihoo 360", "Article 5", a telephone number, a time of day, "one of".
    Name,
}

impl Token<'_> {
    /// The byte after its last.
    pub fn end(&self) -> usize {
        self.start.saturating_add(self.text.len())
    }

    /// Its bytes in the text that was given.
    pub fn span(&self) -> Range<usize> {
        self.start..self.end()
    }

    /// The figure, of a token that is one.
    pub fn figure(&self) -> Option<&FigureToken> {
        match &self.kind {
            TokenKind::Figure(figure) => Some(figure),
            _ => None,
        }
    }

    /// The period, of a token that is one.
    pub fn period(&self) -> Option<&PeriodToken> {
        match &self.kind {
            TokenKind::Period(period) => Some(period),
            _ => None,
        }
    }

    /// Whether the lexicon has it for the name of a currency, or for the first word of one.
    pub(in crate::read::article) fn may_name_currency(&self) -> bool {
        rules_of(self.word).has(Rules::CURRENCY)
    }

    /// Whether it is one that a full stop after it abbreviates: "Corp".
    pub(in crate::read::article) fn is_abbreviation(&self) -> bool {
        matches!(self.kind, TokenKind::Word) && rules_of(self.word).has(Rules::ABBREVIATION)
    }

    /// Whether it is this word, in any case.
    #[inline]
    pub fn is_word(&self, word: &str) -> bool {
        self.text.len() == word.len() && matches!(self.kind, TokenKind::Word) && self.text.eq_ignore_ascii_case(word)
    }
}

/// A figure as the text has it. The token's own span is that of the whole: qualifier, currency, numeral, scale and unit.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureToken {
    /// The number in its unit, scale applied: 172000000 of "US$172 million", 12 of "12%", 0.25 of "25 basis points" (in percentage
    /// points), 0.5 of "50 cents" (in dollars). A range has an upper numeral.
    pub reported: Reported,
    /// What it counts.
    pub unit: FigureUnit,
    /// The bytes of the figure without its qualifier: "US$172 million" of "more than US$172 million".
    pub amount: Range<usize>,
    /// The bytes of the numeral alone, a scale left out: "172"; of a range, from its lower numeral to its upper one.
    pub numeral: Range<usize>,
    /// The scale word's power of ten, where one is written: 6 of "million".
    pub scale: Option<i32>,
    /// Whether the number is a fraction in words, such as "a third" or "half".
    pub is_fraction: bool,
    /// Whether a minus sign stands before it.
    pub has_sign: bool,
}

/// What a figure in a text counts, as far as its own words say.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum FigureUnit {
    /// A unit that is written with the number.
    One(Unit),
    /// A currency that several countries call so: `¥`, kroner, pesos.
    OneOf(&'static [Currency]),
    /// Nothing is written that says: "from 19.9 mln". It may be a count of whatever follows.
    Bare,
}

impl FigureToken {
    /// The unit, where the figure's own words settle it.
    pub fn unit(&self) -> Option<Unit> {
        match self.unit {
            FigureUnit::One(unit) => Some(unit),
            FigureUnit::OneOf(_) | FigureUnit::Bare => None,
        }
    }

    /// The thing that is counted, of a count of things.
    pub fn noun(&self) -> Option<Noun> {
        match self.unit {
            FigureUnit::One(Unit::Count(noun)) => Some(noun),
            _ => None,
        }
    }

    /// Whether it may be a count of things: nothing says what it counts.
    pub fn may_be_count(&self) -> bool {
        self.unit == FigureUnit::Bare
    }
}

/// A length of time.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeToken {
    /// How many, scale and fraction applied; "a year" is 1.
    pub reported: Reported,
    /// Of what.
    pub unit: TimeUnit,
}

/// The lengths that times are counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimeUnit {
    /// Sixty minutes.
    Hour,
    /// A day.
    Day,
    /// Seven days.
    Week,
    /// A month of the calendar.
    Month,
    /// Three months.
    Quarter,
    /// Twelve months.
    Year,
    /// Ten years.
    Decade,
}

/// A word that multiplies.
#[derive(Clone, Debug, PartialEq)]
pub struct MultipleToken {
    /// By how much: 2 of "doubled", 0.5 of "halved", 3 of "threefold"; with the qualifier of "more than doubled".
    pub reported: Reported,
    /// Whether it is an act ("doubled", "to triple") rather than a ratio ("threefold", "twice").
    pub is_verb: bool,
    /// The bytes of the word without its qualifier.
    pub word: Range<usize>,
}

impl MultipleToken {
    /// What is said of the factor besides its size.
    pub fn qualifier(&self) -> Qualifier {
        self.reported.qualifier()
    }
}
