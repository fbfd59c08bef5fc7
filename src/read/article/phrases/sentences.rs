//! Where sentences end, and which of them have figures.

use std::ops::Range;

use super::content::Content;
use crate::read::article::lexer::{Token, TokenKind};

/// A text without a full stop for so long is no sentence; what is read of it at once stays small, so that time grows with the text alone.
pub(super) const LONGEST: usize = 400;

/// Where a sentence of a paragraph stands, and what it has.
#[derive(Clone, Debug)]
pub struct Stretch {
    /// The positions of its tokens.
    pub tokens: Range<usize>,
    /// Whether it has a figure, or a word that multiplies: without one a sentence states nothing.
    pub is_measured: bool,
    /// Whether it names a time or a length of time.
    pub is_dated: bool,
    /// Whether it has a word that names of metrics begin with.
    pub may_name_metric: bool,
}

/// The sentences of a paragraph.
pub(super) struct Sentences<'a, 't> {
    tokens: &'a [Token<'t>],
    at: usize,
}

impl<'a, 't> Sentences<'a, 't> {
    pub(super) fn new(tokens: &'a [Token<'t>]) -> Self {
        Sentences { tokens, at: 0 }
    }

    fn is_comma(&self, at: Option<usize>) -> bool {
        at.and_then(|at| self.tokens.get(at)).is_some_and(|token| token.text == ",")
    }

    /// A full stop ends a sentence unless it abbreviates the word before it or something small goes on after it.
    fn stop_ends(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.tokens.get(before));
        let next = self.tokens.get(at.saturating_add(1));
        let begins = next.is_none_or(|next| !next.text.starts_with(|c: char| c.is_lowercase() || c == ',' || c == ';'));
        let abbreviates = before.is_some_and(|before| {
            let touches = before.end() == self.tokens.get(at).map_or(0, |stop| stop.start);
            // "Its leader, Mi. Lei": so little after a comma is a title or part of a name.
            let is_title =
                || before.text.len() == 2 && begins_small_word(before.text) && self.is_comma(at.checked_sub(2));
            matches!(before.kind, TokenKind::Word) && touches && (is_abbreviated(before) || is_title())
        });
        begins && !abbreviates
    }
}

/// A capital and a small letter.
fn begins_small_word(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
}

fn is_abbreviated(word: &Token<'_>) -> bool {
    let mut letters = word.text.chars();
    let is_initial =
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_none_or(|second| second == '.');
    is_initial || word.is_abbreviation()
}

impl Iterator for Sentences<'_, '_> {
    type Item = (Stretch, Content);

    fn next(&mut self) -> Option<(Stretch, Content)> {
        let first = self.at;
        let rest = self.tokens.get(first..).filter(|rest| !rest.is_empty())?;
        let longest = rest.get(..LONGEST).unwrap_or(rest);
        let (content, length) = Content::of_first(longest, |stop| self.stop_ends(first.saturating_add(stop)));
        self.at = first.saturating_add(length);
        let (is_measured, is_dated) = (content.is_measured(), content.is_dated());
        let may_name_metric = content.may_name_metric();
        Some((Stretch { tokens: first..self.at, is_measured, is_dated, may_name_metric }, content))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::article::lexer::{LexerOptions, tokens};

    #[test]
    fn sentences_end_where_the_next_begins() {
        for (text, count) in [
            ("Sales rose. Profit fell.", 2),
            ("Acme Corp. said so. It did.", 2),
            ("Acme Inc. Sales rose.", 1),
            ("The U.S. economy grew. It did.", 2),
            ("Mr. Lei said so.", 1),
            ("As its leader, Mi. Lei quit.", 1),
            ("So said its leader Li. Mr. Lei quit.", 2),
            ("Sales rose!", 1),
            ("up 5.5 pct. approx.", 1),
            ("no stop", 1),
            (&"up ".repeat(1000), 3),
            ("", 0),
        ] {
            let found = tokens(text, &LexerOptions::default());
            assert_eq!(Sentences::new(&found).count(), count, "{text}");
        }
    }

    #[test]
    fn sentences_with_figures_words_that_multiply_and_times_are_told_from_others() {
        let text = "Sales rose. They rose 5%. Profit doubled! In 2014 it fell. After two years it was 10%.";
        let found = tokens(text, &LexerOptions::default());
        let told = Sentences::new(&found).map(|(sentence, _)| (sentence.is_measured, sentence.is_dated));
        let expected = [(false, false), (true, false), (true, false), (false, true), (true, true)];
        assert_eq!(told.collect::<Vec<_>>(), expected);
    }
}
