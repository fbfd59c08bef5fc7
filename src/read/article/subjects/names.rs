//! Names: runs of words with capital letters, and whose names they are.

use std::ops::Range;

use super::behind::Behind;
use super::cast::Known;
use super::words::{Kinds, begins_kind, begins_metric};
use crate::model::Metric;
use crate::read::article::lexer::{Token, TokenKind};
use crate::read::article::phrases::{self, Link};
use crate::read::article::vocabulary::Key;

/// Whose name it is, as far as the words say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bearer {
    /// A company: its name says so ("Inc"), or it does what companies do ("said", "'s revenue").
    Organisation,
    /// A person, or someone who only speaks: an analyst, a broker.
    Person,
    /// A country or a city.
    Place,
    /// Nothing says.
    Unknown,
}

/// A name in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name<'t> {
    /// As written, the form of a company in law left out.
    pub(super) text: &'t str,
    /// That of the whole text.
    pub(super) key: Key,
    /// Its tokens, the form in law included.
    pub(super) tokens: Range<usize>,
    pub(super) bearer: Bearer,
    /// Its number among the names of the document, in any case; known once it was met.
    pub(super) number: usize,
    /// The company that it is of; known once all names of the document are.
    pub(super) company: Option<Known<'t>>,
    /// Whether it is the sentence's first word and no more, so that the capital letter says nothing.
    pub(super) is_first_word: bool,
    /// Whether it is followed by "'s".
    pub(super) is_possessive: bool,
    /// Whether what follows shows that it is a name even where it is the sentence's first word: "said", "'s".
    pub(super) acts_alone: bool,
}

impl<'t> Name<'t> {
    /// The company that it is of, as the document first writes it; itself where it is of none.
    pub(super) fn canonical(&self) -> &'t str {
        self.company.map_or(self.text, |company| company.name)
    }
}

/// The names in the tokens of a sentence of `text`.
pub(super) fn names<'t>(text: &'t str, tokens: &[Token<'t>], sentence: &Range<usize>, found: &mut Vec<Name<'t>>) {
    let mut capitals = Capitals::within(tokens, sentence);
    let mut next = sentence.start;
    while let Some(at) = capitals.next_from(next) {
        next = at.saturating_add(1);
        if is_plain_alone(tokens, at) {
            continue;
        }
        let end = run_end(tokens, at, sentence.end);
        // "Kingsoft CEO Zhang Hongjiang" is a company and a person.
        let is_title = |at: &usize| tokens.get(*at).is_some_and(|token| Kinds::of(token).is_title());
        let first_end = (next..end).find(is_title).unwrap_or(end);
        found.extend(name(text, tokens, at..first_end, sentence.start));
        next = first_end;
    }
}

/// The words of a sentence with a capital letter. Which they are is asked of many at once: of one after the other it cannot be foreseen.
struct Capitals<'a, 't> {
    tokens: &'a [Token<'t>],
    end: usize,
    /// The first of those that were asked, and a bit for each of them from the lowest on.
    first: usize,
    bits: u64,
}

impl<'a, 't> Capitals<'a, 't> {
    fn within(tokens: &'a [Token<'t>], sentence: &Range<usize>) -> Self {
        let mut capitals = Capitals { tokens, end: sentence.end, first: sentence.start, bits: 0 };
        capitals.ask_from(sentence.start);
        capitals
    }

    fn ask_from(&mut self, first: usize) {
        let last = self.end.min(first.saturating_add(ASKED));
        let asked = self.tokens.get(first..last).unwrap_or_default();
        self.bits =
            asked.iter().rev().fold(0, |bits: u64, token| bits.rotate_left(1) | u64::from(token.is_capitalised));
        self.first = first;
    }

    /// The first of them from a token on.
    fn next_from(&mut self, at: usize) -> Option<usize> {
        loop {
            let passed = u32::try_from(at.saturating_sub(self.first)).unwrap_or(u32::MAX);
            let rest = self.bits.checked_shr(passed).unwrap_or_default();
            if rest != 0 {
                return Some(at.max(self.first).saturating_add(rest.trailing_zeros() as usize));
            }
            let next = at.max(self.first.saturating_add(ASKED));
            if next >= self.end {
                return None;
            }
            self.ask_from(next);
        }
    }
}

/// So many words are asked at once.
const ASKED: usize = u64::BITS as usize;

/// Whether a capitalised word is nobody's name and a word in small letters follows, as with most that begin a sentence.
fn is_plain_alone(tokens: &[Token<'_>], at: usize) -> bool {
    let next = tokens.get(at.saturating_add(1));
    tokens.get(at).is_some_and(|word| Kinds::of(word).is_plain())
        && next.is_some_and(|next| matches!(next.kind, TokenKind::Word) && !next.is_capitalised)
}

/// Where the run of capitalised words that begins at a token ends.
fn run_end(tokens: &[Token<'_>], start: usize, end: usize) -> usize {
    let is_capital = |at: usize| at < end && tokens.get(at).is_some_and(|token| token.is_capitalised);
    let mut at = start;
    loop {
        let next = at.saturating_add(1);
        let behind = next.saturating_add(1);
        let may_join = !is_capital(next) && is_capital(behind);
        at = match tokens.get(next).filter(|_| may_join).map_or("", |sign| sign.text) {
            "&" | "-" => behind,
            // "Bank of America", not "sales of Nokia".
            "of" if tokens.get(at).is_some_and(has_places) => behind,
            // "Buckle, Inc."
            "," if is_legal(tokens, behind) => behind.saturating_add(1),
            _ => next,
        };
        if !is_capital(at) || is_verb_of_headline(tokens, start, at) {
            return at;
        }
    }
}

/// Whether places are behind it in names: "Bank of".
fn has_places(word: &Token<'_>) -> bool {
    ["bank", "university"].iter().any(|of| word.text.eq_ignore_ascii_case(of))
}

fn is_legal(tokens: &[Token<'_>], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| Kinds::of(token).is_legal())
}

/// "Acme Inc. Reports Third Quarter Results", as headlines write it.
fn is_verb_of_headline(tokens: &[Token<'_>], start: usize, at: usize) -> bool {
    let before = at.checked_sub(1).filter(|before| *before >= start).and_then(|before| tokens.get(before));
    let ends_name = before.map(Kinds::of).is_some_and(|before| before.is_legal() || before.is_body());
    ends_name && tokens.get(at).is_some_and(|word| HEADLINE_VERBS.iter().any(|verb| word.is_word(verb)))
}

/// What companies do in the headlines of their releases.
const HEADLINE_VERBS: [&str; 5] = ["announces", "declares", "posts", "provides", "reports"];

/// What a run of capitalised words names, if anyone.
fn name<'t>(text: &'t str, tokens: &[Token<'t>], run: Range<usize>, sentence_start: usize) -> Option<Name<'t>> {
    let run = without_plain(tokens, run)?;
    let first_word = tokens.get(run.start)?;
    let first = Kinds::of(first_word);
    let is_first_word = run.start == sentence_start && run.len() == 1 && !is_distinctive(first_word.text);
    let is_common = || first.is_neutral() || first.is_time() || first.is_anaphor();
    if is_first_word && (is_common() || phrases::link(first_word) != Link::Other) {
        return None;
    }
    let end = before_law(tokens, &run);
    let has_law = end < run.end;
    if !has_law && names_nobody(text, tokens, &run, first) {
        return None;
    }
    let mut name = written(text, tokens, run.start..end)?;
    if let Some(owned) = name.strip_suffix("'s").or_else(|| name.strip_suffix("’s")) {
        name = owned;
    }
    let of_whole = match first_word.text.len() {
        length if length == name.len() => first,
        length if begins_kind(first_word) || name.len() < length => Kinds::of_text(name),
        _ => Kinds::default(),
    };
    let kinds = |at: usize| tokens.get(at).map(Kinds::of).unwrap_or_default();
    let follows_title = || run.start.checked_sub(1).is_some_and(|before| kinds(before).is_title());
    let next = tokens.get(run.end);
    let behind = next.map(Behind::of).unwrap_or_default();
    // Persons "said" something too, but those have several names, and none of two joined by "&".
    let is_firm = || tokens.get(run.clone()).is_some_and(|own| own.len() == 1 || own.iter().any(|own| own.text == "&"));
    let bearer = if of_whole.is_place() {
        Bearer::Place
    } else if first.is_title() && run.len() > 1 || follows_title() || is_titled_after(tokens, run.end, behind) {
        Bearer::Person
    } else if has_law
        || behind.is_act()
        || behind.is_said() && is_firm()
        || run.clone().skip(1).any(|at| kinds(at).is_body())
    {
        Bearer::Organisation
    } else {
        Bearer::Unknown
    };
    let is_possessive = behind.is_possessive();
    let reports = |verb: &Token<'_>| ["reported", "posted", "reports"].iter().any(|told| verb.is_word(told));
    let acts_alone = is_possessive || behind.is_said() || behind.is_act() && next.is_some_and(reports);
    let (number, company) = (0, None);
    let key = Key::within(text, first_word.start, first_word.start.saturating_add(name.len()));
    Some(Name { text: name, key, tokens: run, bearer, number, company, is_first_word, is_possessive, acts_alone })
}

/// A run without the words around it that are nobody's name: "The Walt Disney Co", "In September Nokia", but not "AT&T". Of
/// "Full-year profit" nothing is left.
fn without_plain(tokens: &[Token<'_>], mut run: Range<usize>) -> Option<Range<usize>> {
    let is_plain = |at: usize| tokens.get(at).is_some_and(|token| Kinds::of(token).is_plain());
    while !run.is_empty() && is_plain(run.start) && !is_sign(tokens, run.start.saturating_add(1)) {
        run.start = run.start.saturating_add(1);
    }
    while !run.is_empty() && is_plain(run.end.saturating_sub(1)) {
        run.end = run.end.saturating_sub(1);
    }
    if run.is_empty() { None } else { Some(run) }
}

/// Where a name ends if the form of a company in law is left out: "Buckle, Inc", "Eli Lilly & Co".
fn before_law(tokens: &[Token<'_>], run: &Range<usize>) -> usize {
    let mut end = run.end;
    while end > run.start.saturating_add(1) && is_legal(tokens, end.saturating_sub(1)) {
        end = end.saturating_sub(1);
    }
    let is_joined = end < run.end && is_sign(tokens, end.saturating_sub(1));
    if is_joined { end.saturating_sub(1) } else { end }
}

fn is_sign(tokens: &[Token<'_>], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| matches!(token.text, "&" | ","))
}

/// "The Company", and a metric or a title written with a capital letter, are nobody's name.
fn names_nobody(text: &str, tokens: &[Token<'_>], run: &Range<usize>, first: Kinds) -> bool {
    let is_metric = || {
        let whole = written(text, tokens, run.clone());
        whole.is_some_and(|whole| Metric::at_start(whole).is_some_and(|(_, length)| length == whole.len()))
    };
    run.len() == 1 && (first.is_anaphor() || first.is_title())
        || tokens.get(run.start..).is_some_and(begins_metric) && is_metric()
}

/// What some tokens are in the text.
fn written<'t>(text: &'t str, tokens: &[Token<'t>], run: Range<usize>) -> Option<&'t str> {
    match tokens.get(run)? {
        [only] => Some(only.text),
        [first, .., last] => text.get(first.start..last.end()),
        [] => None,
    }
}

/// Whether no common word looks like it: "IBM", "eBay", "21Vianet".
fn is_distinctive(name: &str) -> bool {
    name.chars().skip(1).any(char::is_uppercase) || name.starts_with(|c: char| c.is_ascii_digit())
}

/// "Tim Cook, chief executive of", "Jane Doe, an analyst", "Nomura analysts".
fn is_titled_after(tokens: &[Token<'_>], end: usize, behind: Behind) -> bool {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.text);
    if behind.is_title() && word(end).chars().all(char::is_lowercase) {
        return true;
    }
    if !behind.is_comma() {
        return false;
    }
    let mut at = end.saturating_add(1);
    while ["a", "an", "the", "its", "chief", "senior", "vice", "managing", "executive"].contains(&word(at)) {
        if word(at) == "executive" || word(at) == "chief" {
            return true;
        }
        at = at.saturating_add(1);
    }
    tokens.get(at).is_some_and(|token| Kinds::of(token).is_title())
}
