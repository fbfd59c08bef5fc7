//! Numeric tokens: a text's figures, periods and lengths of time, and the words and signs between them.
//!
//! ```
//! use tieout::read::article::lexer::{LexerOptions, tokens};
//! let found = tokens("Sales rose 64% to 1.1 billion yuan.", &LexerOptions::default());
//! let texts: Vec<&str> = found.iter().map(|token| token.text).collect();
//! assert_eq!(texts, ["Sales", "rose", "64%", "to", "1.1 billion yuan", "."]);
//! assert_eq!(found[4].figure().and_then(|figure| figure.unit()).map(|unit| unit.to_string()).as_deref(), Some("CNY"));
//! ```

mod by_word;
mod calendar;
mod figure;
mod lexicon;
mod multiple;
mod name;
mod number_words;
mod numeral;
mod parts;
mod period;
mod scan;
#[cfg(test)]
mod tests;
mod token;
mod unit;
mod words;

pub(super) use by_word::ByWord;
pub use period::{Context, Part, PeriodToken, Relative, Year, resolve};
pub use token::{FigureToken, FigureUnit, MultipleToken, TimeToken, TimeUnit, Token, TokenKind};

use super::vocabulary::{Key, WordId};
use crate::num::Style;
use lexicon::Rules;
use scan::{Atom, AtomKind, Atoms};

/// How a text writes its numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LexerOptions {
    /// Whether the comma is the decimal sign.
    pub style: Style,
}

/// The tokens of one paragraph of plain text.
///
/// Any text at all has tokens: what is not understood is words and punctuation. The time taken grows with the length of the text
/// and nothing else.
pub fn tokens<'t>(text: &'t str, options: &LexerOptions) -> Vec<Token<'t>> {
    Tokenizer::new(options).tokens(text)
}

/// Makes [`tokens`] of one paragraph after another.
#[derive(Debug, Default)]
pub struct Tokenizer {
    options: LexerOptions,
    window: Vec<Atom>,
}

impl Tokenizer {
    /// One for paragraphs whose numbers are all written alike.
    pub fn new(options: &LexerOptions) -> Self {
        Tokenizer { options: *options, window: Vec::new() }
    }

    /// The tokens of a paragraph, as [`tokens`] gives them.
    pub fn tokens<'t>(&mut self, text: &'t str) -> Vec<Token<'t>> {
        let atoms = Atoms::new(text, std::mem::take(&mut self.window));
        let tokens = Vec::with_capacity(text.len() / BYTES_A_TOKEN);
        let mut lexer = Lexer { atoms, options: self.options, tokens };
        lexer.run();
        self.window = lexer.atoms.into_window();
        lexer.tokens
    }
}

/// Tokens of prose are longer on average.
const BYTES_A_TOKEN: usize = 4;

/// What a rule found: the bytes that it covers, what they are, and the atom that comes next.
struct Found {
    start: usize,
    end: usize,
    kind: TokenKind,
    next: usize,
}

/// The number of the atom after another.
fn after(at: usize) -> usize {
    at.saturating_add(1)
}

/// The most atoms of a currency before its digits: a name of three words, a scale, a sign and a point.
const MOST_BEFORE_DIGITS: usize = 6;

/// A text on its way into tokens. A rule looks at no more atoms than [`scan::AHEAD`], so that each costs the same anywhere.
struct Lexer<'t> {
    atoms: Atoms<'t>,
    options: LexerOptions,
    tokens: Vec<Token<'t>>,
}

impl Lexer<'_> {
    fn run(&mut self) {
        let mut at = 0;
        loop {
            self.atoms.reach(at);
            let Some(atom) = self.atoms.get(at) else {
                return;
            };
            let (start, end, word, kind) = (atom.start, atom.end, atom.word, atom.kind);
            match self.found(at, kind, atom.rules) {
                Some(found) => {
                    at = self.past(at, &found);
                    let is_one_atom = found.start == start && found.end == end;
                    let word = if is_one_atom { word } else { WordId::UNKNOWN };
                    let text = self.atoms.slice(found.start, found.end);
                    self.tokens.push(Token { text, start: found.start, kind: found.kind, word });
                }
                None => {
                    at = after(at);
                    let text = self.atoms.slice(start, end);
                    self.tokens.push(Token { text, start, kind: as_it_is(kind), word });
                }
            }
        }
    }

    /// The first atom that is not in what was found. A rule may have passed over an article for a unit that then was none: "half a P".
    fn past(&self, at: usize, found: &Found) -> usize {
        let is_left_out = |next: &usize| self.atoms.get(*next).is_some_and(|atom| atom.start >= found.end);
        (after(at)..found.next).find(is_left_out).unwrap_or(found.next)
    }

    /// What the rules make of the atoms from here on.
    #[inline(always)]
    fn found(&self, at: usize, kind: AtomKind, rules: Rules) -> Option<Found> {
        match kind {
            AtomKind::Digits => self
                .period_in_digits(at)
                .or_else(|| self.ordinal_digits(at))
                .or_else(|| self.figure(at))
                .or_else(|| Some(self.name(at))),
            AtomKind::Word => {
                let found = if rules.starts_any() { self.word(at, rules) } else { None };
                found.or_else(|| rules.has(Rules::JOINED).then(|| self.name(at)))
            }
            AtomKind::Sign(sign) => self.after_sign(at, sign),
        }
    }

    /// What the rules that a word may begin make of it. A word that only its phrase makes worth trying is looked at no further
    /// without the rest of that phrase, since the most common words of a text are among them.
    fn word(&self, at: usize, rules: Rules) -> Option<Found> {
        let qualified = rules.has(Rules::QUALIFIER) && self.qualifier(at).is_some();
        let article = rules.has(Rules::ARTICLE) && self.rules(after(at)).has(Rules::AFTER_ARTICLE);
        let is_number = rules.has(Rules::NUMBER.with(Rules::BEFORE_NUMBER));
        let numeric = qualified || article || is_number;
        let tried = |worth: bool, rule: fn(&Self, usize) -> Option<Found>| if worth { rule(self, at) } else { None };
        tried(rules.has(Rules::MONTH), Self::month)
            .or_else(|| tried(rules.has(Rules::ORDINAL), Self::part_of_year))
            .or_else(|| tried(article || is_number, Self::counted_period))
            .or_else(|| tried(rules.has(Rules::PERIOD), Self::period))
            .or_else(|| tried(numeric || (rules.has(Rules::CURRENCY) && self.leads_to_digits(at)), Self::figure))
            .or_else(|| tried(qualified || rules.has(Rules::MULTIPLE), Self::multiple))
            .or_else(|| tried(rules.has(Rules::ORDINAL), Self::ordinal_word))
            .or_else(|| tried(numeric, Self::number_word_name))
    }

    fn rules(&self, at: usize) -> Rules {
        self.atoms.get(at).map_or(Rules::NONE, |atom| atom.rules)
    }

    /// Whether digits follow soon enough for a currency in front of them.
    fn leads_to_digits(&self, at: usize) -> bool {
        (1..=MOST_BEFORE_DIGITS).any(|ahead| self.is_digits(at.saturating_add(ahead)))
    }

    /// A sign that a figure may begin with: of a currency, a minus, a point, a bracketed currency, a qualifier.
    fn after_sign(&self, at: usize, sign: char) -> Option<Found> {
        match sign {
            ',' | ';' | ':' | '"' | '\'' | ')' | '!' | '?' | '/' => None,
            '(' | '[' => self.footnote(at).or_else(|| if sign == '(' { self.figure(at) } else { None }),
            '#' => self.numbered(at),
            '+' | '-' | '−' | '–' | '.' => {
                let follows = self.glued(after(at)).is_some();
                if follows { self.telephone(at).or_else(|| self.figure(at)) } else { None }
            }
            _ => self.figure(at),
        }
    }

    /// The atom at a place, if no blank stands in front of it.
    fn glued(&self, at: usize) -> Option<&Atom> {
        self.atoms.get(at).filter(|atom| atom.glued)
    }

    fn glued_sign(&self, at: usize, sign: char) -> bool {
        self.glued(at).is_some_and(|atom| atom.kind == AtomKind::Sign(sign))
    }

    fn sign(&self, at: usize) -> Option<char> {
        match self.atoms.get(at)?.kind {
            AtomKind::Sign(sign) => Some(sign),
            _ => None,
        }
    }

    fn before(&self, at: usize) -> Option<&Atom> {
        self.atoms.get(at.checked_sub(1)?)
    }

    /// Whether the atom at a place is this word or sign of up to sixteen bytes, in any case.
    #[inline(always)]
    fn is(&self, at: usize, word: &str) -> bool {
        self.atoms.get(at).is_some_and(|atom| atom.key == Key::of(word))
    }

    #[inline(always)]
    fn is_any(&self, at: usize, words: &[&str]) -> bool {
        self.atoms.get(at).is_some_and(|atom| words.iter().any(|word| atom.key == Key::of(word)))
    }

    fn is_word(&self, at: usize) -> bool {
        self.atoms.get(at).is_some_and(|atom| atom.kind == AtomKind::Word)
    }

    fn is_digits(&self, at: usize) -> bool {
        self.atoms.get(at).is_some_and(|atom| atom.kind == AtomKind::Digits)
    }

    fn is_function(&self, at: usize) -> bool {
        self.rules(at).has(Rules::FUNCTION)
    }

    /// Past a hyphen that joins two words: "12-cent".
    fn after_hyphen(&self, at: usize) -> usize {
        let hyphen = self.glued_sign(at, '-') || self.glued_sign(at, '\u{2011}');
        let joined = self.glued(after(at)).is_some_and(|atom| atom.kind == AtomKind::Word);
        if hyphen && joined { after(at) } else { at }
    }

    /// The byte after the atom before this one.
    fn end_before(&self, next: usize) -> Option<usize> {
        self.atoms.get(next.checked_sub(1)?).map(|atom| atom.end)
    }
}

/// What an atom is by itself.
fn as_it_is(kind: AtomKind) -> TokenKind {
    match kind {
        AtomKind::Word => TokenKind::Word,
        AtomKind::Digits => TokenKind::Name,
        AtomKind::Sign(_) => TokenKind::Punctuation,
    }
}
