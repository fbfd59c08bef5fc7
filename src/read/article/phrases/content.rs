//! What a sentence has of what relations are stated with, which tells what it may state before it is read.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::doubts::BEGIN_BASIS;
use super::items::{MORE_OR_LESS, OPENING, says_up_to};
use super::words::{self, Class};
use crate::model::{Metric, Unit};
use crate::read::article::lexer::{ByWord, FigureToken, Token, TokenKind};
use crate::read::article::vocabulary::words_of;

/// A whole has two parts at least, or one and its share.
const WHOLE_AND_PARTS: usize = 3;

/// The figures of a sentence, by number, and the kinds of its words and signs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Content {
    figures: usize,
    marks: Marks,
}

/// Kinds of words, signs and figures, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Marks(u16);

/// The marks of all words and signs.
static MARKS: LazyLock<ByWord<Marks>> = LazyLock::new(|| {
    let of_basis = BEGIN_BASIS.map(|word| (word, Marks::BASIS));
    let of_classes = words::all().map(|(word, class)| (word, Marks::of_class(class)));
    let brackets = OPENING.map(|sign| (sign, Marks::BRACKET));
    let ends = ENDS.map(|sign| (sign, Marks::END));
    let told = of_basis.into_iter().chain(of_classes).chain(brackets).chain(ends).chain([(".", Marks::STOP)]);
    let mut marks: HashMap<&str, Marks> = told.collect();
    for word in Metric::spellings().filter_map(|spelling| words_of(spelling).next()) {
        let known = marks.entry(word).or_insert(Marks::NONE);
        *known = known.with(Marks::METRIC);
    }
    ByWord::new(marks)
});

/// What ends a sentence wherever it stands.
const ENDS: [&str; 5] = ["!", "?", "…", "。", "•"];

impl Marks {
    const NONE: Marks = Marks(0);
    /// A word of movement, or one that multiplies.
    const MOVEMENT: Marks = Marks(1);
    /// A word that sets a level against another.
    const COMPARISON: Marks = Marks(1 << 1);
    /// A bracket that opens.
    const BRACKET: Marks = Marks(1 << 2);
    /// The beginning of another clause.
    const CLAUSE: Marks = Marks(1 << 3);
    const PERIOD: Marks = Marks(1 << 4);
    /// A word that a stake or a share is told with.
    const HOLDING: Marks = Marks(1 << 5);
    const VALUE: Marks = Marks(1 << 6);
    const PERCENT: Marks = Marks(1 << 7);
    const TIMES: Marks = Marks(1 << 8);
    const MONEY: Marks = Marks(1 << 9);
    /// A word that may name a base of its own for a percentage, or for a level.
    const BASIS: Marks = Marks(1 << 10);
    /// A figure, or a word that multiplies.
    const MEASURE: Marks = Marks(1 << 11);
    /// A period, or a length of time.
    const TIME: Marks = Marks(1 << 12);
    /// What ends a sentence.
    const END: Marks = Marks(1 << 13);
    /// A full stop, which may.
    const STOP: Marks = Marks(1 << 14);
    /// A word that names of metrics begin with.
    const METRIC: Marks = Marks(1 << 15);

    /// That of a word which does this.
    fn of_class(class: Class) -> Marks {
        match class {
            Class::Verb(_) | Class::Noun(_) | Class::Both(_) | Class::Adverb(_) => Marks::MOVEMENT,
            Class::Versus | Class::Compared => Marks::COMPARISON,
            Class::Clause => Marks::CLAUSE,
            // "Made up 30% of" is one more way to tell a share.
            Class::Deal | Class::Stake | Class::Share | Class::Or | Class::Level => Marks::HOLDING,
            Class::Value => Marks::VALUE,
            Class::Basis | Class::Slack => Marks::BASIS,
            _ => Marks::NONE,
        }
    }

    /// Those of a figure, which may bring a word of movement with it: "up to 5%", "5% more".
    fn of_figure(token: &Token<'_>, figure: &FigureToken, next: Option<&Token<'_>>) -> Marks {
        let unit = match figure.unit() {
            Some(Unit::Percent) => Marks::PERCENT,
            Some(Unit::Times) => Marks::TIMES,
            Some(Unit::Money(_)) => Marks::MONEY,
            _ => Marks::NONE,
        };
        let is_more = || next.is_some_and(|next| MORE_OR_LESS.iter().any(|more| next.is_word(more)));
        let moves = says_up_to(token, figure) || unit == Marks::PERCENT && is_more();
        if moves { unit.with(Marks::MOVEMENT) } else { unit }
    }

    fn with(self, other: Marks) -> Marks {
        Marks(self.0 | other.0)
    }

    fn has(self, other: Marks) -> bool {
        self.0 & other.0 != 0
    }
}

impl Content {
    /// That of the sentence which some tokens begin with, and how many of them it has: as far as an end, or a full stop that
    /// `ends` it.
    pub(super) fn of_first(tokens: &[Token<'_>], ends: impl Fn(usize) -> bool) -> (Self, usize) {
        let (marks_of, mut content) = (&*MARKS, Content::default());
        for (at, token) in tokens.iter().enumerate() {
            let marks = match token.kind {
                TokenKind::Word | TokenKind::Punctuation => marks_of.of(token.word),
                _ => content.of_other(tokens, at),
            };
            content.marks = content.marks.with(marks);
            if marks.has(Marks::END.with(Marks::STOP)) && (marks.has(Marks::END) || ends(at)) {
                return (content, at.saturating_add(1));
            }
        }
        (content, tokens.len())
    }

    /// The marks of a token that is no word or sign; a figure is counted.
    fn of_other(&mut self, tokens: &[Token<'_>], at: usize) -> Marks {
        let Some(token) = tokens.get(at) else {
            return Marks::NONE;
        };
        match &token.kind {
            TokenKind::Figure(figure) => {
                self.figures = self.figures.saturating_add(1);
                Marks::of_figure(token, figure, tokens.get(at.saturating_add(1))).with(Marks::MEASURE)
            }
            TokenKind::Multiple(_) => Marks::MOVEMENT.with(Marks::MEASURE),
            TokenKind::Period(_) => Marks::PERIOD.with(Marks::TIME),
            TokenKind::Time(_) => Marks::TIME,
            TokenKind::Word | TokenKind::Punctuation | TokenKind::Ordinal(_) | TokenKind::Name => Marks::NONE,
        }
    }

    /// Whether there is a figure, or a word that multiplies.
    pub(super) fn is_measured(self) -> bool {
        self.marks.has(Marks::MEASURE)
    }

    /// Whether a metric may be named.
    pub(super) fn may_name_metric(self) -> bool {
        self.marks.has(Marks::METRIC)
    }

    /// Whether there is a time or a length of time.
    pub(super) fn is_dated(self) -> bool {
        self.marks.has(Marks::TIME)
    }

    /// Whether the sentence may state anything, which takes a figure or a word that multiplies.
    pub(super) fn may_state(self) -> bool {
        let may_relate = self.may_move() || self.may_hold() || self.may_value();
        self.is_measured() && (may_relate || self.may_convert() || self.may_add_up())
    }

    /// Whether it may say that something moved, or set a level against another. Without a word for it that takes two figures and
    /// what stands for the word: a bracket, "three times", or a clause that goes on with another time.
    pub(super) fn may_move(self) -> bool {
        let has = |marks| self.marks.has(marks);
        let goes_on = || has(Marks::CLAUSE) && has(Marks::PERIOD);
        let stands_for_word = Marks::COMPARISON.with(Marks::BRACKET).with(Marks::TIMES);
        has(Marks::MOVEMENT) || self.figures > 1 && (has(stands_for_word) || goes_on())
    }

    /// Whether it may tell of a stake or of a share in percent: with a word for it, or of a part and a whole.
    pub(super) fn may_hold(self) -> bool {
        self.marks.has(Marks::PERCENT) && (self.marks.has(Marks::HOLDING) || self.figures >= WHOLE_AND_PARTS)
    }

    /// Whether it may say what something is worth.
    pub(super) fn may_value(self) -> bool {
        self.marks.has(Marks::VALUE)
    }

    /// Whether an amount may be told in two currencies.
    fn may_convert(self) -> bool {
        self.figures > 1 && self.marks.has(Marks::MONEY)
    }

    /// Whether some figures may add up to another.
    pub(super) fn may_add_up(self) -> bool {
        self.figures >= WHOLE_AND_PARTS
    }

    /// Whether anything may name the base that a figure is measured on.
    pub(super) fn may_name_basis(self) -> bool {
        self.marks.has(Marks::BASIS)
    }

    /// Whether something may stand in brackets.
    pub(super) fn has_brackets(self) -> bool {
        self.marks.has(Marks::BRACKET)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::article::lexer::{LexerOptions, tokens};

    #[test]
    fn what_may_be_stated_takes_figures_and_words_for_it() {
        for (text, may_state) in [
            ("Sales fell 5%.", true),
            ("Sales doubled.", true),
            ("Sales were 5% more.", true),
            ("Sales were $5m more.", false),
            ("Sales went up to $5m.", true),
            ("It has up to 500 people.", true),
            ("It has more than 500 people.", false),
            ("It has 500 people in 20 towns.", false),
            ("It has 500 people (20 in Oslo).", true),
            ("It has 500 people, against 480.", true),
            ("It has 500 people, compared with 480.", true),
            ("It has 500 people, three times last year's 150.", true),
            ("It had 500 people, while a year earlier they were 400.", true),
            ("It had 500 people, while they were 400.", false),
            ("A third, or 33%, of it.", true),
            ("In all 5% of them.", false),
            ("It bought 5% of them.", true),
            ("That values it at $5m.", true),
            ("It made $5m (NOK 50m).", true),
            ("It has $5m in 3 banks.", true),
            ("It has 5, 6 and 7.", true),
        ] {
            let (found, _) = Content::of_first(&tokens(text, &LexerOptions::default()), |_| true);
            assert_eq!(found.may_state(), may_state, "{text}");
        }
    }

    #[test]
    fn words_that_name_a_basis_are_seen_whatever_follows_them() {
        for (text, may_name) in [
            ("Sales rose 5% organically", true),
            ("Adjusted sales rose 5%", true),
            ("Like-for-like sales rose 5%", true),
            ("SAME store sales rose 5%", true),
            ("Sales rose 5%", false),
        ] {
            let (found, _) = Content::of_first(&tokens(text, &LexerOptions::default()), |_| true);
            assert_eq!(found.may_name_basis(), may_name, "{text}");
        }
    }
}
