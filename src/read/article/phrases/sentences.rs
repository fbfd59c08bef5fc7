//! Where sentences end.

use std::ops::Range;

use crate::read::article::lexer::{Token, TokenKind};

/// A text without a full stop for so long is no sentence; what is read of it at once stays small, so that time grows with the text alone.
pub(super) const LONGEST: usize = 400;

/// The tokens of each sentence.
pub(super) struct Sentences<'a, 't> {
    tokens: &'a [Token<'t>],
    at: usize,
}

impl<'a, 't> Sentences<'a, 't> {
    pub(super) fn new(tokens: &'a [Token<'t>]) -> Self {
        Sentences { tokens, at: 0 }
    }

    /// Whether a sentence ends with the token at a position.
    fn ends(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else {
            return true;
        };
        if !matches!(token.kind, TokenKind::Punctuation) {
            return false;
        }
        match token.text {
            "!" | "?" | "…" | "。" | "•" => true,
            "." => self.stop_ends(at),
            _ => false,
        }
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
            before.kind == TokenKind::Word && touches && (is_abbreviated(before) || is_title())
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
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let first = self.at;
        if first >= self.tokens.len() {
            return None;
        }
        let end = self.tokens.len().min(first.saturating_add(LONGEST));
        let last = (first..end).find(|at| self.ends(*at)).unwrap_or(end.saturating_sub(1));
        self.at = last.saturating_add(1);
        Some(first..self.at)
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
}
