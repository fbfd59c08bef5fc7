//! Numeric tokens: a text's figures, periods and lengths of time, and the words and signs between them.
//!
//! ```
//! use tieout::read::article::lexer::{LexerOptions, tokens};
//! let found = tokens("Sales rose 64% to 1.1 billion yuan.", &LexerOptions::default());
//! let texts: Vec<&str> = found.iter().map(|token| token.text).collect();
//! assert_eq!(texts, ["Sales", "rose", "64%", "to", "1.1 billion yuan", "."]);
//! assert_eq!(found[4].figure().and_then(|figure| figure.unit()).map(|unit| unit.to_string()).as_deref(), Some("CNY"));
//! ```

/// Words or signs, to be compared with atoms.
macro_rules! keys {
    ($($word:literal),+ $(,)?) => {
        &const { [$($crate::read::article::vocabulary::Key::of($word)),+] }
    };
}

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

use super::room::{MOST_PARAGRAPHS, MOST_SPARE, emptied_whole};
use super::vocabulary::{Key, WordId};
use crate::num::{Qualifier, Style};
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
    /// Room of tokens that are done with.
    spare: Vec<Vec<Token<'static>>>,
}

impl Tokenizer {
    /// One for paragraphs whose numbers are all written alike.
    pub fn new(options: &LexerOptions) -> Self {
        Tokenizer { options: *options, window: Vec::new(), spare: Vec::new() }
    }

    /// The tokens of a paragraph, as [`tokens`] gives them.
    pub fn tokens<'t>(&mut self, text: &'t str) -> Vec<Token<'t>> {
        let atoms = Atoms::new(text, std::mem::take(&mut self.window));
        let mut tokens = self.spare.pop().unwrap_or_default();
        tokens.reserve(text.len() / BYTES_A_TOKEN);
        let mut lexer = Lexer { atoms, options: self.options, tokens };
        lexer.run();
        self.window = lexer.atoms.into_window();
        lexer.tokens
    }

    /// Takes tokens that are done with, so that their room is used again: of so many paragraphs as an article has.
    pub fn take_back(&mut self, tokens: Vec<Token<'_>>) {
        let kept = self.spare.iter().map(Vec::capacity).fold(tokens.capacity(), usize::saturating_add);
        if self.spare.len() < MOST_PARAGRAPHS && kept <= MOST_KEPT {
            self.spare.push(emptied_whole(tokens));
        }
    }
}

/// Tokens of prose are longer on average.
const BYTES_A_TOKEN: usize = 4;

/// Room for so many tokens is kept, be it that of few long paragraphs or of many short ones.
const MOST_KEPT: usize = MOST_PARAGRAPHS * MOST_SPARE;

/// What a rule found: the bytes that it covers, what they are, and the atom that comes next.
struct Found {
    start: usize,
    end: usize,
    kind: TokenKind,
    next: usize,
}

/// A qualifier, with the atom after it.
type Led = Option<(usize, Qualifier)>;

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
        self.atoms.reach(at);
        loop {
            at = self.pass_over(at);
            self.atoms.reach(at);
            match self.step(at) {
                Some(next) => at = next,
                None => return,
            }
        }
    }

    /// Takes the atoms that nothing begins with, and gives the first one that something may.
    fn pass_over(&mut self, mut at: usize) -> usize {
        for atom in self.atoms.known_from(at) {
            if !self.atoms.begins_nothing(at, atom) {
                break;
            }
            self.tokens.push(as_it_is(&self.atoms, atom));
            at = after(at);
        }
        at
    }

    /// Takes what begins with an atom, and gives the atom that comes next.
    #[inline(never)] // Most atoms begin nothing: the loop over them is kept small.
    fn step(&mut self, at: usize) -> Option<usize> {
        let atom = self.atoms.get(at)?;
        let Some(found) = self.found(at, atom.kind, atom.rules) else {
            let token = as_it_is(&self.atoms, atom);
            self.tokens.push(token);
            return Some(after(at));
        };
        let is_one_atom = found.start == atom.start && found.end == atom.end;
        let word = if is_one_atom { atom.word } else { WordId::UNKNOWN };
        let next = self.past(at, &found);
        let text = self.atoms.slice(found.start, found.end);
        let is_capitalised = matches!(found.kind, TokenKind::Name) && is_capitalised_name(text);
        self.tokens.push(Token { text, start: found.start, kind: found.kind, word, is_capitalised });
        Some(next)
    }

    /// The first atom that is not in what was found. A rule may have passed over an article for a unit that then was none: "half a P".
    fn past(&self, at: usize, found: &Found) -> usize {
        let is_left_out = |next: &usize| self.atoms.get(*next).is_some_and(|atom| atom.start >= found.end);
        (after(at)..found.next).find(is_left_out).unwrap_or(found.next)
    }

    /// What the rules make of the atoms from here on.
    fn found(&self, at: usize, kind: AtomKind, rules: Rules) -> Option<Found> {
        match kind {
            AtomKind::Digits => self
                .period_in_digits(at)
                .or_else(|| self.ordinal_digits(at))
                .or_else(|| self.figure(at, None))
                .or_else(|| Some(self.name(at))),
            AtomKind::Word => self.word(at, rules).or_else(|| rules.has(Rules::JOINED).then(|| self.name(at))),
            AtomKind::Sign(sign) => self.after_sign(at, sign, rules),
        }
    }

    /// What the rules that a word may begin make of it. A word that only its phrase makes worth trying is looked at no further
    /// without the rest of that phrase, since the most common words of a text are among them.
    fn word(&self, at: usize, rules: Rules) -> Option<Found> {
        let next = if rules.has(Rules::ARTICLE) { self.rules(after(at)) } else { Rules::NONE };
        let led = self.led(at, rules);
        let counts = rules.has(Rules::NUMBER) || next.has(Rules::AFTER_ARTICLE);
        let money = || rules.has(Rules::CURRENCY) && self.leads_to_digits(at) && self.currency(at).is_some();
        let figures = led.is_some() || counts || rules.has(Rules::BEFORE_NUMBER) || money();
        let tried = |worth: bool, rule: fn(&Self, usize) -> Option<Found>| if worth { rule(self, at) } else { None };
        tried(rules.has(Rules::MONTH), Self::month)
            .or_else(|| tried(rules.has(Rules::ORDINAL), Self::part_of_year))
            .or_else(|| tried(counts || next.has(Rules::TIME), Self::counted_period))
            .or_else(|| tried(rules.has(Rules::PERIOD), Self::period))
            .or_else(|| if figures { self.figure(at, led) } else { None })
            .or_else(|| if led.is_some() || rules.has(Rules::MULTIPLE) { self.multiple(at, led) } else { None })
            .or_else(|| tried(rules.has(Rules::ORDINAL), Self::ordinal_word))
            .or_else(|| tried(counts, Self::number_word_name))
    }

    fn rules(&self, at: usize) -> Rules {
        self.atoms.get(at).map_or(Rules::NONE, |atom| atom.rules)
    }

    /// The qualifier that begins with an atom of these rules.
    fn led(&self, at: usize, rules: Rules) -> Led {
        if rules.has(Rules::QUALIFIER) { self.qualifier(at) } else { None }
    }

    /// Whether digits follow soon enough for a currency in front of them.
    fn leads_to_digits(&self, at: usize) -> bool {
        (1..=MOST_BEFORE_DIGITS).any(|ahead| self.is_digits(at.saturating_add(ahead)))
    }

    /// What a sign begins: a footnote, a number of a list, or a figure with its currency, minus, point, fraction or qualifier.
    fn after_sign(&self, at: usize, sign: char, rules: Rules) -> Option<Found> {
        let figures = match sign {
            '(' => return self.footnote(at).or_else(|| self.after_currency_in_brackets(at)),
            '[' => return self.footnote(at),
            '#' => return self.numbered(at),
            '+' => return self.telephone(at).or_else(|| self.signed(at)),
            '-' | '−' | '–' => return self.signed(at),
            '.' => rules.has(Rules::JOINED),
            _ => rules.has(Rules::QUALIFIER.with(Rules::CURRENCY).with(Rules::FRACTION)),
        };
        if figures { self.figure(at, self.led(at, rules)) } else { None }
    }

    /// "(EUR) 5"
    fn after_currency_in_brackets(&self, at: usize) -> Option<Found> {
        if self.rules(after(at)).has(Rules::CURRENCY) { self.figure(at, None) } else { None }
    }

    /// The figure that begins with a minus or plus.
    fn signed(&self, at: usize) -> Option<Found> {
        let leads = self.glued(after(at)).is_some_and(|next| !next.begins_nothing());
        if leads && self.is_free(at) { self.figure(at, None) } else { None }
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

    fn is_any(&self, at: usize, words: &[Key]) -> bool {
        self.atoms.get(at).is_some_and(|atom| words.contains(&atom.key))
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

/// An atom by itself as a token.
fn as_it_is<'t>(atoms: &Atoms<'t>, atom: &Atom) -> Token<'t> {
    let kind = match atom.kind {
        AtomKind::Word => TokenKind::Word,
        AtomKind::Digits => TokenKind::Name,
        AtomKind::Sign(_) => TokenKind::Punctuation,
    };
    let is_capitalised = atom.rules.has(Rules::CAPITAL);
    Token { text: atoms.text_of(atom), start: atom.start, kind, word: atom.word, is_capitalised }
}

/// Whether a name with digits begins with a capital letter, or has one behind its digits: "21Vianet".
fn is_capitalised_name(name: &str) -> bool {
    name.starts_with(char::is_uppercase)
        || name.starts_with(|c: char| c.is_ascii_digit()) && name.contains(char::is_uppercase)
}
