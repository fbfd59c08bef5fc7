//! What stands behind a name, and tells whose it is.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::words;
use crate::read::article::lexer::{ByWord, Token, TokenKind};
use crate::read::article::phrases;

/// What a word or sign behind a name says of its bearer. Most say nothing, which is told by one look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Behind(u8);

static BEHIND: LazyLock<ByWord<Behind>> = LazyLock::new(|| {
    let titles = words::all().filter(|(_, kinds)| kinds.is_title()).map(|(word, _)| (word, Behind::TITLE));
    let acts = phrases::acts().map(|word| (word, Behind::ACT));
    let told = phrases::SAYINGS.map(|word| (word, Behind::SAID));
    let own = ["'s", "’s", "'", "’"].map(|sign| (sign, Behind::POSSESSIVE));
    let mut all: HashMap<&str, Behind> = HashMap::new();
    for (word, says) in titles.chain(acts).chain(told).chain(own).chain([(",", Behind::COMMA)]) {
        all.entry(word).or_default().0 |= says;
    }
    ByWord::new(all)
});

impl Behind {
    const TITLE: u8 = 1;
    const ACT: u8 = 1 << 1;
    const SAID: u8 = 1 << 2;
    const POSSESSIVE: u8 = 1 << 3;
    const COMMA: u8 = 1 << 4;

    /// That of a token.
    #[inline]
    pub(super) fn of(token: &Token<'_>) -> Self {
        match token.kind {
            TokenKind::Word | TokenKind::Punctuation => BEHIND.of(token.word),
            _ => Behind::default(),
        }
    }

    fn has(self, says: u8) -> bool {
        self.0 & says != 0
    }

    /// "'s", or an apostrophe by itself.
    pub(super) fn is_possessive(self) -> bool {
        self.has(Behind::POSSESSIVE)
    }

    /// A verb that says that something is said.
    pub(super) fn is_said(self) -> bool {
        self.has(Behind::SAID)
    }

    /// A verb that companies are the subject of: "posted", "has acquired", "rose".
    pub(super) fn is_act(self) -> bool {
        self.has(Behind::ACT)
    }

    /// What a person is.
    pub(super) fn is_title(self) -> bool {
        self.has(Behind::TITLE)
    }

    pub(super) fn is_comma(self) -> bool {
        self.has(Behind::COMMA)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::article::lexer::{LexerOptions, tokens};

    #[test]
    fn what_stands_behind_a_name_is_told_in_any_case() {
        let nothing = Behind::default();
        for (behind, expected) in [
            ("said it", Behind(Behind::SAID)),
            ("Says", Behind(Behind::SAID)),
            ("SAY", Behind(Behind::SAID)),
            ("announced", Behind(Behind::SAID)),
            ("told", Behind(Behind::SAID)),
            ("expects", Behind(Behind::ACT)),
            ("Posted", Behind(Behind::ACT)),
            ("rose", Behind(Behind::ACT)),
            ("acquired", Behind(Behind::ACT)),
            ("analysts", Behind(Behind::TITLE)),
            ("'s revenue", Behind(Behind::POSSESSIVE)),
            ("’s revenue", Behind(Behind::POSSESSIVE)),
            ("' revenue", Behind(Behind::POSSESSIVE)),
            (", the", Behind(Behind::COMMA)),
            ("while", nothing),
            ("; it", nothing),
            ("of", nothing),
            ("5%", nothing),
        ] {
            let blank = if behind.starts_with(['\'', '’', ',', ';']) { "" } else { " " };
            let text = format!("Acme{blank}{behind}");
            let found = tokens(&text, &LexerOptions::default());
            assert_eq!(found.get(1).map(Behind::of), Some(expected), "{text}");
        }
    }
}
