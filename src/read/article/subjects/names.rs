//! Names: runs of words with capital letters, and whose names they are.

use std::ops::Range;

use super::words::{Kinds, begins_kind, begins_metric};
use crate::model::Metric;
use crate::read::article::lexer::{Token, TokenKind};
use crate::read::article::phrases::{self, Link};

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
    /// Its tokens, the form in law included.
    pub(super) tokens: Range<usize>,
    pub(super) bearer: Bearer,
    /// Its number among the names of the document, in any case; known once it was met.
    pub(super) number: usize,
    /// The company that it is of, as the document first writes it; known once all names of the document are.
    pub(super) company: Option<&'t str>,
    /// Whether it is the sentence's first word and no more, so that the capital letter says nothing.
    pub(super) is_first_word: bool,
    /// Whether it is followed by "'s".
    pub(super) is_possessive: bool,
    /// Whether what follows shows that it is a name even where it is the sentence's first word: "said", "'s".
    pub(super) acts_alone: bool,
}

/// The names in the tokens of a sentence of `text`.
pub(super) fn names<'t>(text: &'t str, tokens: &[Token<'t>], sentence: &Range<usize>, found: &mut Vec<Name<'t>>) {
    let mut at = sentence.start;
    while at < sentence.end {
        // Most words have no capital letter.
        let rest = tokens.get(at..sentence.end).unwrap_or_default();
        match rest.iter().position(is_capitalised) {
            Some(passed) => at = at.saturating_add(passed),
            None => return,
        }
        let end = run_end(tokens, at, sentence.end);
        // "Kingsoft CEO Zhang Hongjiang" is a company and a person.
        let is_title = |at: &usize| tokens.get(*at).is_some_and(|token| Kinds::of(token).is_title());
        let title = (at.saturating_add(1)..end).find(is_title);
        let first_end = title.unwrap_or(end);
        if first_end > at {
            found.extend(name(text, tokens, at..first_end, sentence.start));
        }
        at = first_end.max(at.saturating_add(1));
    }
}

/// Where the run of capitalised words that begins at a token ends; at the token itself where it is none.
fn run_end(tokens: &[Token<'_>], start: usize, end: usize) -> usize {
    let is_capital = |at: usize| at < end && tokens.get(at).is_some_and(is_capitalised);
    // "Acme Inc. Reports Third Quarter Results", as headlines write it.
    let is_verb_of_headline = |at: usize| {
        let kinds = at.checked_sub(1).filter(|before| *before >= start).and_then(|before| tokens.get(before));
        let ends_name =
            kinds.map(|before| Kinds::of(before)).is_some_and(|before| before.is_legal() || before.is_body());
        ends_name && tokens.get(at).is_some_and(|word| HEADLINE_VERBS.iter().any(|verb| word.is_word(verb)))
    };
    let mut at = start;
    while is_capital(at) && !is_verb_of_headline(at) {
        at = at.saturating_add(1);
        let joins = tokens.get(at).is_some_and(|token| matches!(token.text, "&" | "-" | "of"));
        // "Bank of America", not "sales of Nokia".
        let is_of = tokens.get(at).is_some_and(|token| token.text == "of");
        let of_a_body = at.checked_sub(1).and_then(|before| tokens.get(before)).is_some_and(|before| {
            before.text.eq_ignore_ascii_case("bank") || before.text.eq_ignore_ascii_case("university")
        });
        if joins && (!is_of || of_a_body) && is_capital(at.saturating_add(1)) {
            at = at.saturating_add(1);
        }
        // "Buckle, Inc."
        let is_legal = |at: usize| is_capital(at) && tokens.get(at).is_some_and(|next| Kinds::of(next).is_legal());
        if tokens.get(at).is_some_and(|token| token.text == ",") && is_legal(at.saturating_add(1)) {
            at = at.saturating_add(2);
        }
    }
    at
}

/// What companies do in the headlines of their releases.
const HEADLINE_VERBS: [&str; 5] = ["announces", "declares", "posts", "provides", "reports"];

#[inline(always)]
fn is_capitalised(token: &Token<'_>) -> bool {
    match (&token.kind, token.text.as_bytes()) {
        (TokenKind::Word, [b'A'..=b'Z', ..]) => true,
        (TokenKind::Word, [first, second, ..]) if first.is_ascii() && second.is_ascii() => second.is_ascii_uppercase(),
        (TokenKind::Word | TokenKind::Name, _) => is_capitalised_beyond(token),
        _ => false,
    }
}

/// The same of a number with letters, and of letters beyond ASCII.
fn is_capitalised_beyond(token: &Token<'_>) -> bool {
    let mut letters = token.text.chars();
    let first = letters.next();
    match token.kind {
        // "eBay", "iQiyi".
        TokenKind::Word => first.is_some_and(char::is_uppercase) || letters.next().is_some_and(char::is_uppercase),
        TokenKind::Name => {
            first.is_some_and(char::is_uppercase)
                || first.is_some_and(|c| c.is_ascii_digit()) && token.text.contains(char::is_uppercase)
        }
        _ => false,
    }
}

/// What a run of capitalised words names, if anyone.
fn name<'t>(text: &'t str, tokens: &[Token<'t>], run: Range<usize>, sentence_start: usize) -> Option<Name<'t>> {
    let kinds = |at: usize| tokens.get(at).map(Kinds::of).unwrap_or_default();
    let mut run = run;
    let is_sign = |at: usize| tokens.get(at).is_some_and(|token| matches!(token.text, "&" | ","));
    // "The Walt Disney Co", "In September Nokia", but not "AT&T".
    let is_plain = |at: &usize| kinds(*at).is_plain() && !is_sign(at.saturating_add(1));
    run.start = run.start.saturating_add(run.clone().take_while(is_plain).count());
    run.end = run.end.saturating_sub(run.clone().rev().take_while(|at| kinds(*at).is_plain()).count());
    // "Full-year profit": all of it was plain words.
    if run.is_empty() {
        return None;
    }
    let first = kinds(run.start);
    let first_word = tokens.get(run.start)?;
    let is_first_word = run.start == sentence_start && run.len() == 1 && !is_distinctive(first_word.text);
    let is_common = first.is_neutral() || first.is_time() || first.is_anaphor();
    if is_first_word && (is_common || phrases::link(first_word) != Link::Other) {
        return None;
    }
    let is_titled = first.is_title() && run.len() > 1;
    let follows_title = run.start.checked_sub(1).is_some_and(|before| kinds(before).is_title());
    let slice = |tokens_of: Range<usize>| {
        let (first, last) = (tokens.get(tokens_of.start)?, tokens.get(tokens_of.end.checked_sub(1)?)?);
        text.get(first.start..last.end())
    };
    let whole = slice(run.clone())?;
    let mut end = run.end;
    while end > run.start.saturating_add(1) && kinds(end.saturating_sub(1)).is_legal() {
        end = end.saturating_sub(1);
    }
    let is_legal = end < run.end;
    // "Buckle, Inc", "Eli Lilly & Co".
    if is_legal && is_sign(end.saturating_sub(1)) {
        end = end.saturating_sub(1);
    }
    // "The Company".
    if !is_legal && run.len() == 1 && first.is_anaphor() {
        return None;
    }
    // A metric or a title written with a capital letter is nobody's name.
    if !is_legal
        && (tokens.get(run.start..).is_some_and(begins_metric)
            && Metric::at_start(whole).is_some_and(|(_, length)| length == whole.len())
            || first.is_title() && run.len() == 1)
    {
        return None;
    }
    let mut name = slice(run.start..end)?;
    let owner = tokens.get(run.end).is_some_and(|next| matches!(next.text, "'s" | "’s" | "'" | "’"));
    if let Some(owned) = name.strip_suffix("'s").or_else(|| name.strip_suffix("’s")) {
        name = owned;
    }
    let of_whole = match first_word.text.len() {
        length if length == name.len() => first,
        length if begins_kind(first_word) || name.len() < length => Kinds::of_text(name),
        _ => Kinds::default(),
    };
    let bearer = if of_whole.is_place() {
        Bearer::Place
    } else if is_titled || follows_title || is_titled_after(tokens, run.end) {
        Bearer::Person
    } else if is_legal || run.clone().skip(1).any(|at| kinds(at).is_body()) || acts(tokens, &run) {
        Bearer::Organisation
    } else {
        Bearer::Unknown
    };
    let reports = |next: &Token<'_>| {
        phrases::is_said(next.text) || ["reported", "posted", "reports"].iter().any(|verb| next.is_word(verb))
    };
    let acts_alone = owner || tokens.get(run.end).is_some_and(reports);
    Some(Name {
        text: name,
        tokens: run,
        bearer,
        number: 0,
        company: None,
        is_first_word,
        is_possessive: owner,
        acts_alone,
    })
}

/// Whether no common word looks like it: "IBM", "eBay", "21Vianet".
fn is_distinctive(name: &str) -> bool {
    name.chars().skip(1).any(char::is_uppercase) || name.starts_with(|c: char| c.is_ascii_digit())
}

/// "Tim Cook, chief executive of", "Jane Doe, an analyst", "Nomura analysts".
fn is_titled_after(tokens: &[Token<'_>], end: usize) -> bool {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.text);
    let is_title = |at: usize| tokens.get(at).is_some_and(|token| Kinds::of(token).is_title());
    if is_title(end) && word(end).chars().all(char::is_lowercase) {
        return true;
    }
    let mut at = end.saturating_add(1);
    if word(end) != "," {
        return false;
    }
    while ["a", "an", "the", "its", "chief", "senior", "vice", "managing", "executive"].contains(&word(at)) {
        if word(at) == "executive" || word(at) == "chief" {
            return true;
        }
        at = at.saturating_add(1);
    }
    is_title(at)
}

/// Whether the word after a name is a verb that companies are the subject of: "posted", "has acquired". Persons "said" something too,
/// but those have several names, and none of two joined by "&".
fn acts(tokens: &[Token<'_>], name: &Range<usize>) -> bool {
    let is_firm =
        || tokens.get(name.clone()).is_some_and(|own| own.len() == 1 || own.iter().any(|own| own.text == "&"));
    tokens.get(name.end).is_some_and(|next| {
        next.kind == TokenKind::Word && (phrases::is_act(next) || phrases::is_said(next.text) && is_firm())
    })
}
