//! Atoms: a text cut into words, runs of digits and single signs, each looked up in the lexicon once.
//!
//! Only a window of them is kept, so that a text of any length costs no more memory than its tokens.

use std::hint::select_unpredictable;

use wide::u8x16;

use super::lexicon::{Lexicon, Rules, lexicon};
use crate::read::article::vocabulary::{Key, WordId, sixteen_from};

/// How far a rule looks ahead, in atoms: the longest form, a span of two full dates, has under thirty.
pub(super) const AHEAD: usize = 64;

/// How far a rule looks back.
const BEHIND: usize = 16;

/// How many atoms are scanned at a time.
const CHUNK: usize = 256;

/// The most atoms that are kept.
const WINDOW: usize = BEHIND + AHEAD + CHUNK + AHEAD;

/// What an atom is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AtomKind {
    /// Letters, with the stops of an abbreviation ("U.S.") or led by an apostrophe ("'s").
    Word,
    /// ASCII digits.
    Digits,
    /// Any other character that is no blank.
    Sign(char),
}

/// A piece of a text that is never cut further.
#[derive(Clone, Copy, Debug)]
pub(super) struct Atom {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: AtomKind,
    /// The key of its text, by which it is compared with short words.
    pub(super) key: Key,
    /// What the lexicon calls it; `WordId::UNKNOWN` for digits.
    pub(super) word: WordId,
    /// What it may begin.
    pub(super) rules: Rules,
    /// Whether no blank stands between it and the one before.
    pub(super) glued: bool,
}

impl Atom {
    /// Whether it is a token by itself, whatever follows.
    #[inline]
    pub(super) fn begins_nothing(&self) -> bool {
        !self.rules.starts_any()
    }

    /// Whether it begins something only if a phrase goes on.
    fn begins_phrase(&self) -> bool {
        self.rules.is_phrase() && self.kind == AtomKind::Word
    }

    /// Whether a phrase may go on with it.
    fn goes_on(&self) -> bool {
        self.rules.has(Rules::GOES_ON) || matches!(self.kind, AtomKind::Sign(_))
    }
}

/// The atoms of a text, by number.
pub(super) struct Atoms<'t> {
    text: &'t str,
    lexicon: &'static Lexicon,
    /// Where the next atom is looked for.
    position: usize,
    /// The number of the first atom in `window`.
    first: usize,
    window: Vec<Atom>,
    finished: bool,
    /// How often an atom was looked at: what the time taken is proportional to.
    #[cfg(test)]
    pub(super) looks: std::cell::Cell<usize>,
}

impl<'t> Atoms<'t> {
    /// The atoms of a text, which uses the room of another's window again.
    pub(super) fn new(text: &'t str, mut window: Vec<Atom>) -> Self {
        window.clear();
        Atoms {
            text,
            lexicon: lexicon(),
            position: 0,
            first: 0,
            window,
            finished: false,
            #[cfg(test)]
            looks: std::cell::Cell::new(0),
        }
    }

    /// The lexicon that they are looked up in.
    pub(super) fn lexicon(&self) -> &'static Lexicon {
        self.lexicon
    }

    /// The room of the window, for the next text.
    pub(super) fn into_window(self) -> Vec<Atom> {
        self.window
    }

    /// The text from one byte to another; empty where they are not those of atoms.
    pub(super) fn slice(&self, start: usize, end: usize) -> &'t str {
        self.text.get(start..end).unwrap_or("")
    }

    /// The text of an atom.
    pub(super) fn text_of(&self, atom: &Atom) -> &'t str {
        self.slice(atom.start, atom.end)
    }

    /// An atom near the one last [`reached`](Self::reach).
    pub(super) fn get(&self, number: usize) -> Option<&Atom> {
        #[cfg(test)]
        self.looks.set(self.looks.get() + 1);
        self.window.get(number.checked_sub(self.first)?)
    }

    /// The atoms from one on, as far as all is known of them: digits may yet touch the last one of the window.
    pub(super) fn known_from(&self, number: usize) -> &[Atom] {
        let unknown = usize::from(!self.finished);
        let end = self.window.len().saturating_sub(unknown);
        number.checked_sub(self.first).and_then(|from| self.window.get(from..end)).unwrap_or_default()
    }

    /// Whether an atom is a token by itself: nothing begins with it, or a phrase that does not go on.
    #[inline]
    pub(super) fn begins_nothing(&self, number: usize, atom: &Atom) -> bool {
        let goes_on = || self.get(number.saturating_add(1)).is_some_and(Atom::goes_on);
        atom.begins_nothing() || (atom.begins_phrase() && !goes_on())
    }

    /// Makes the atoms around `number` available: `AHEAD` after it, `BEHIND` before.
    pub(super) fn reach(&mut self, number: usize) {
        let wanted = number.saturating_add(AHEAD);
        if !self.finished && wanted >= self.first.saturating_add(self.window.len()) {
            self.scan(number);
        }
    }

    /// Takes the next atoms into the window, and those out that are passed.
    #[inline(never)] // Among the rules its loop would have no registers left.
    fn scan(&mut self, number: usize) {
        let passed = number.saturating_sub(BEHIND).saturating_sub(self.first).min(self.window.len());
        self.window.drain(..passed);
        self.first = self.first.saturating_add(passed);
        self.window.reserve(WINDOW.saturating_sub(self.window.len()));
        let full = self.window.len().saturating_add(CHUNK).saturating_add(AHEAD);
        let (text, lexicon, mut position) = (self.text, self.lexicon, self.position);
        while self.window.len() < full {
            let Some(Cut { start, end, kind, key, own }) = next_cut(text, position) else {
                self.finished = true;
                return;
            };
            // Nothing touches the first atom of a text. What is as good as random is no branch.
            let glued = (start == position) & (start > 0);
            if glued & own.has(Rules::DIGITS) {
                join_last(&mut self.window);
            }
            let (word, known) = lexicon.look_up(key);
            self.window.push(Atom { start, end, kind, key, word, rules: known.with(own), glued });
            position = end;
        }
        self.position = position;
    }
}

/// Notes that digits touch the atom before them.
fn join_last(window: &mut [Atom]) {
    if let Some(last) = window.last_mut() {
        last.rules = last.rules.with(Rules::JOINED);
    }
}

/// The pieces of a text, cut as its atoms are.
pub(super) fn pieces(text: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(next_cut(text, 0), |cut| next_cut(text, cut.end))
        .filter_map(|cut| text.get(cut.start..cut.end))
}

/// What a byte begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Blank,
    Letter,
    Digit,
    Sign,
    /// The first byte of a character beyond ASCII.
    Wide,
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Sign; 256];
    let mut byte = 0;
    #[allow(clippy::arithmetic_side_effects, clippy::indexing_slicing)] // Evaluated by the compiler, within 0 to 255.
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c => Class::Blank,
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            0x80..=0xff => Class::Wide,
            _ => Class::Sign,
        };
        byte += 1;
    }
    classes
};

fn class_of(byte: u8) -> Class {
    CLASSES.get(usize::from(byte)).copied().unwrap_or(Class::Sign)
}

/// An atom that is not looked up yet: the lexicon's own words are cut as atoms before there is a lexicon.
struct Cut {
    start: usize,
    end: usize,
    kind: AtomKind,
    key: Key,
    /// What is seen of it without the lexicon.
    own: Rules,
}

impl Cut {
    fn word(text: &str, start: usize, end: usize) -> Self {
        let own = text.get(start..end).unwrap_or_default().chars().take(2).any(char::is_uppercase);
        Cut { start, end, kind: AtomKind::Word, key: Key::within(text, start, end), own: of_capitals(own) }
    }

    fn sign(text: &str, start: usize, sign: char) -> Self {
        let end = start.saturating_add(sign.len_utf8());
        Cut { start, end, kind: AtomKind::Sign(sign), key: Key::within(text, start, end), own: Rules::NONE }
    }
}

/// What a word is that begins as names do, with a capital letter or like "eBay" and "iQiyi", or does not.
#[inline(always)]
fn of_capitals(is_capitalised: bool) -> Rules {
    select_unpredictable(is_capitalised, Rules::CAPITAL, Rules::NONE)
}

/// What is cut at or after a byte.
#[inline(always)]
fn next_cut(text: &str, position: usize) -> Option<Cut> {
    let bytes = text.as_bytes();
    // One blank stands in front of most.
    let blank = usize::from(bytes.get(position) == Some(&b' '));
    let mut start = position.saturating_add(blank);
    loop {
        let byte = *bytes.get(start)?;
        match class_of(byte) {
            Class::Blank => start = start.saturating_add(1),
            Class::Letter => {
                let (end, key) = short_word(bytes, start).unwrap_or_else(|| any_word(text, start));
                let second = bytes.get(start.saturating_add(1)).copied().unwrap_or_default();
                let own = of_capitals(byte.is_ascii_uppercase() | second.is_ascii_uppercase());
                return Some(Cut { start, end, kind: AtomKind::Word, key, own });
            }
            Class::Digit => {
                // No phrase of the lexicon has digits.
                let (end, kind, own) = (digits_end(bytes, start), AtomKind::Digits, Rules::DIGITS);
                return Some(Cut { start, end, kind, key: Key::NONE, own });
            }
            Class::Sign if byte == b'\'' => {
                return suffix(text, start, 1, position).or_else(|| Some(Cut::sign(text, start, '\'')));
            }
            Class::Sign => {
                let (kind, end) = (AtomKind::Sign(char::from(byte)), start.saturating_add(1));
                return Some(Cut { start, end, kind, key: Key::of_sign(byte), own: Rules::NONE });
            }
            Class::Wide => {
                let wide = text.get(start..)?.chars().next()?;
                if !wide.is_whitespace() && !matches!(wide, '\u{200b}' | '\u{feff}') {
                    return Some(wide_cut(text, start, wide, position));
                }
                start = start.saturating_add(wide.len_utf8());
            }
        }
    }
}

/// What a character beyond ASCII begins.
#[cold]
fn wide_cut(text: &str, start: usize, wide: char, position: usize) -> Cut {
    let suffix = if wide == '’' { suffix(text, start, wide.len_utf8(), position) } else { None };
    suffix.unwrap_or_else(|| match is_letter(wide) {
        true => Cut::word(text, start, word_end(text, start)),
        false => Cut::sign(text, start, wide),
    })
}

/// Where ASCII digits end.
#[inline(never)] // The loop over words would have fewer registers.
fn digits_end(bytes: &[u8], start: usize) -> usize {
    run_end(bytes, start, b'0', DIGITS, 0)
}

/// Where a word of up to fifteen ASCII letters ends, and its key, if the byte behind it does not belong to it, as with nearly all.
#[inline(always)]
fn short_word(bytes: &[u8], start: usize) -> Option<(usize, Key)> {
    match bytes.get(start..).unwrap_or_default().first_chunk() {
        Some(sixteen) => short_word_of(bytes, start, *sixteen),
        None => last_word(bytes, start),
    }
}

/// The same of a word near the end of a text.
#[inline(never)] // The room for so few bytes would be kept for all words.
fn last_word(bytes: &[u8], start: usize) -> Option<(usize, Key)> {
    short_word_of(bytes, start, sixteen_from(bytes, start))
}

/// The same of a word that some bytes begin with: sixteen are looked at together.
#[inline(always)]
fn short_word_of(bytes: &[u8], start: usize, sixteen: [u8; 16]) -> Option<(usize, Key)> {
    let letters = leading(sixteen, b'a', LETTERS, SMALL);
    let end = start.saturating_add(letters);
    let next = bytes.get(end).copied().unwrap_or_default();
    let is_abbreviated = letters == 1 && next == b'.';
    let is_apart = next.is_ascii() || bytes.get(end..).is_some_and(|rest| rest.starts_with(&GENERAL_PUNCTUATION));
    let is_whole = letters < 16 && is_apart && !is_abbreviated;
    is_whole.then(|| (end, Key::of_letters(sixteen, letters)))
}

/// Where any word ends, and its key.
#[cold]
fn any_word(text: &str, start: usize) -> (usize, Key) {
    let end = word_end(text, start);
    (end, Key::within(text, start, end))
}

/// The end of a word of letters; an abbreviation keeps the stops between its single letters and its last one.
fn word_end(text: &str, start: usize) -> usize {
    let mut end = letters_end(text, start);
    let bytes = text.as_bytes();
    let is_stop = |at: usize| bytes.get(at) == Some(&b'.');
    if end.saturating_sub(start) == 1 && is_stop(end) {
        // "U.S.", "a.m."
        while is_stop(end) {
            let next = letters_end(text, end.saturating_add(1));
            if next.saturating_sub(end) != 2 {
                break;
            }
            end = next;
        }
        if end.saturating_sub(start) > 1 && is_stop(end) {
            end = end.saturating_add(1);
        }
    }
    end
}

fn letters_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = start;
    loop {
        end = ascii_letters_end(bytes, end);
        let is_wide = bytes.get(end).is_some_and(|byte| class_of(*byte) == Class::Wide);
        let wide = if is_wide { text.get(end..).and_then(|rest| rest.chars().next()) } else { None };
        match wide.filter(|wide| is_letter(*wide)) {
            Some(wide) => end = end.saturating_add(wide.len_utf8()),
            None => return end,
        }
    }
}

/// Where the ASCII letters from a byte on end.
fn ascii_letters_end(bytes: &[u8], start: usize) -> usize {
    run_end(bytes, start, b'a', LETTERS, SMALL)
}

/// Where the [`leading`] bytes from one on end: sixteen at a time.
#[inline]
fn run_end(bytes: &[u8], start: usize, first: u8, count: u8, ignored: u8) -> usize {
    let mut end = start;
    loop {
        let own = leading(sixteen_from(bytes, end), first, count, ignored);
        end = end.saturating_add(own);
        if own < 16 {
            return end;
        }
    }
}

/// How many of sixteen bytes, once some of their bits are set, are one of so many from a first one on, before one that is none.
#[inline(always)]
fn leading(bytes: [u8; 16], first: u8, count: u8, ignored: u8) -> usize {
    let bytes = u8x16::from(bytes) | u8x16::splat(ignored);
    #[allow(clippy::arithmetic_side_effects)] // Below the first it comes round to the largest.
    let own = (bytes - u8x16::splat(first)).simd_lt(u8x16::splat(count)).to_bitmask();
    usize::try_from(own.trailing_ones()).unwrap_or_default()
}

/// How many letters ASCII has in each case.
const LETTERS: u8 = 26;

/// The bit that makes letters small.
const SMALL: u8 = 0x20;

const DIGITS: u8 = 10;

/// `'s`, `'t`, `'re`: an apostrophe of so many bytes that touches what ends at `position`, a letter or digit, and leads one or two
/// letters.
fn suffix(text: &str, start: usize, apostrophe: usize, position: usize) -> Option<Cut> {
    if start != position || start == 0 {
        return None;
    }
    let letters = start.saturating_add(apostrophe);
    let end = letters_end(text, letters);
    matches!(end.saturating_sub(letters), 1 | 2).then(|| Cut::word(text, start, end))
}

/// Whether a character beyond ASCII is a letter of a script that words are cut from. The quotation marks and dashes of articles are
/// told without the table of all letters.
fn is_letter(c: char) -> bool {
    !matches!(c, '\u{2000}'..='\u{203f}') && c.is_alphabetic() && !is_cjk(c)
}

/// What the characters from U+2000 to U+203F begin with, of which none is a letter: "’", "“", "—".
const GENERAL_PUNCTUATION: [u8; 2] = [0xe2, 0x80];

fn is_cjk(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}
