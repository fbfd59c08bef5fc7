//! What figures count, as far as their units and the words behind them say.

use super::items::{Kind, Sentence, Sort};
use super::words::Class;
use crate::model::Noun;
use crate::read::article::lexer::TokenKind;

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Thing<'t> {
    Noun(Noun),
    /// By the word behind it, which no table has: "12 plants".
    Word(&'t str),
    Money,
}

impl<'t> Thing<'t> {
    /// What a figure counts, where anything says.
    pub(super) fn of(sentence: &Sentence<'_, 't>, figure: usize) -> Option<Self> {
        match sentence.sort(figure)? {
            Sort::Count(noun) => Some(Thing::Noun(noun)),
            Sort::Money(_) | Sort::MoneyOf(_) => Some(Thing::Money),
            Sort::Bare | Sort::Amount => counted_word(sentence, figure).map(Thing::Word),
            Sort::Percent | Sort::Points | Sort::Times => None,
        }
    }

    /// Whether only the word behind the figure says what it counts.
    pub(super) fn is_word(self) -> bool {
        matches!(self, Thing::Word(_))
    }

    pub(super) fn is_same(self, other: Thing<'_>) -> bool {
        match (self, other) {
            (Thing::Word(one), Thing::Word(other)) => one.eq_ignore_ascii_case(other),
            (one, other) => one == other,
        }
    }
}

/// The word behind a number that may be what it counts. One with a scale is rather money: "from 19.9 mln pretax".
pub(super) fn counted_word<'t>(sentence: &Sentence<'_, 't>, figure: usize) -> Option<&'t str> {
    let next = figure.saturating_add(1);
    let is_scaled = sentence.figure(figure).is_some_and(|figure| figure.scale.is_some());
    let word = sentence.token(next).filter(|_| sentence.class(next) == Some(Class::Other) && !is_scaled)?;
    (matches!(word.kind, TokenKind::Word) && !word.text.ends_with("ly")).then_some(word.text)
}

/// "2 of its 4 yards".
pub(super) fn is_some_of(sentence: &Sentence<'_, '_>, figure: usize) -> bool {
    let of = figure.saturating_add(1);
    let is_filler = |at: &usize| sentence.class(*at) == Some(Class::Filler);
    let whole = (of.saturating_add(1)..sentence.items.len()).find(|at| !is_filler(at));
    sentence.class(of) == Some(Class::Of)
        && sentence.sort(figure) == Some(Sort::Bare)
        && whole.is_some_and(|whole| sentence.kind(whole) == Some(Kind::Figure))
}
