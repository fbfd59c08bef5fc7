//! Names and the words that stand for them.

use super::words::{Word, find, is_any, post};
use crate::read::article::lexer::{Token, TokenKind};

/// Whom or what an event is of, as far as the text says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// The name, without titles and what companies put behind theirs.
    pub name: String,
    /// Whether the words themselves name it, or stand for the only one that they can.
    pub is_certain: bool,
}

/// How two parties may be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Likeness {
    Same,
    /// One is a part of the other's name, or one of them is not said or guessed.
    Likely,
    Different,
}

impl Party {
    pub(super) fn likeness(own: Option<&Party>, other: Option<&Party>) -> Likeness {
        let (Some(own), Some(other)) = (own, other) else {
            return Likeness::Likely;
        };
        match (own.name.eq_ignore_ascii_case(&other.name), own.is_certain && other.is_certain) {
            (true, true) => Likeness::Same,
            (true, false) => Likeness::Likely,
            (false, _) if is_part(&own.name, &other.name) || is_part(&other.name, &own.name) => Likeness::Likely,
            (false, _) => Likeness::Different,
        }
    }
}

/// Whether all words of a name are in another's.
fn is_part(short: &str, long: &str) -> bool {
    short.split(' ').all(|word| long.split(' ').any(|other| other.eq_ignore_ascii_case(word)))
}

/// What stands where a party may.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mention {
    Name(String),
    /// "He", "she", "his".
    Person,
    /// "It", "the company", "its".
    Firm,
    /// "Who": the name before it.
    Relative,
}

const PERSONS: &[&str] = &["he", "she", "him", "her", "his", "hers"];
const THINGS: &[&str] = &["it", "its"];
const RELATIVES: &[&str] = &["who", "which", "that", "whose"];
const TITLES: &[&str] = &["mr", "mrs", "ms", "dr", "sir", "mr.", "mrs.", "ms.", "dr.", "prof", "lord", "dame"];
/// What companies put behind their names.
const FORMS: &[&str] = &[
    "inc",
    "corp",
    "co",
    "ltd",
    "llc",
    "plc",
    "ag",
    "sa",
    "se",
    "nv",
    "gmbh",
    "corporation",
    "incorporated",
    "company",
    "limited",
    "group",
    "holdings",
    "inc.",
    "corp.",
    "co.",
    "ltd.",
];
/// Words with a capital at the beginning of a sentence that name nothing.
const NO_NAMES: &[&str] = &[
    "the",
    "a",
    "an",
    "in",
    "on",
    "by",
    "at",
    "after",
    "before",
    "since",
    "when",
    "while",
    "as",
    "he",
    "she",
    "it",
    "they",
    "we",
    "i",
    "you",
    "his",
    "her",
    "its",
    "their",
    "our",
    "this",
    "that",
    "these",
    "those",
    "but",
    "and",
    "or",
    "however",
    "although",
    "though",
    "for",
    "from",
    "to",
    "of",
    "with",
    "then",
    "later",
    "there",
    "who",
    "which",
    "what",
    "if",
    "once",
    "until",
    "during",
    "founded",
    "born",
    "established",
    "now",
    "also",
    "both",
    "not",
    "only",
    "just",
    "former",
    "under",
    "over",
    "having",
    "being",
    "some",
    "all",
    "one",
    "early",
    "late",
    "today",
    "meanwhile",
    "so",
    "chinese",
    "american",
    "british",
    "german",
    "french",
    "japanese",
    "indian",
    "european",
    "canadian",
    "australian",
    "italian",
    "swiss",
    "dutch",
    "swedish",
    "spanish",
    "korean",
    "russian",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "twelve",
    "two",
    "three",
    "four",
    "five",
    "six",
    "ten",
    "shares",
];

/// Words after which a name is a part of what is spoken of.
const PARTS: &[&str] =
    &["'s", "’s", "and", "&", "of", "-", "at", "for", "in", "from", "with", "by", "to", "than", "like", "on"];

/// Words of a name at most.
const MOST_WORDS: usize = 5;

pub(super) fn is_possessive(word: &str) -> bool {
    ["its", "his", "her", "their"].iter().any(|known| known.eq_ignore_ascii_case(word))
}

fn is_capital(token: &Token<'_>) -> bool {
    match token.kind {
        // What is told of all words where they are cut comes first, though "eBay" counts there.
        TokenKind::Word => {
            token.is_capitalised
                && token.text.starts_with(char::is_uppercase)
                && !NO_NAMES.iter().any(|word| word.eq_ignore_ascii_case(token.text))
        }
        TokenKind::Name => token.text.contains(char::is_uppercase),
        _ => false,
    }
}

/// Whether the token may be part of a name: a post, which has capitals too, is not.
fn is_name(tokens: &[Token<'_>], at: usize) -> bool {
    tokens.get(at).is_some_and(is_capital) && post(tokens, at).is_none()
}

/// A full stop that abbreviates the word before it inside a name: "Mr. Lee", "Acme Inc.".
fn is_stop_in_name(tokens: &[Token<'_>], at: usize) -> bool {
    let touches = || {
        let before = at.checked_sub(1).and_then(|before| tokens.get(before));
        before.is_some_and(|before| tokens.get(at).is_some_and(|stop| stop.start == before.end()))
    };
    is_any(tokens, at, &["."]) && touches() && at.checked_sub(1).is_some_and(|before| is_short(tokens, before))
}

/// A title, an initial, or what companies put behind their names.
fn is_short(tokens: &[Token<'_>], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| {
        (is_capital(token) && token.text.chars().count() <= 2)
            || is_any(tokens, at, TITLES)
            || is_any(tokens, at, FORMS)
    })
}

/// The name that begins at a token, with the position after it.
pub(super) fn name_at(tokens: &[Token<'_>], at: usize) -> Option<(String, usize)> {
    if !is_name(tokens, at) {
        return None;
    }
    let mut end = at;
    while is_name(tokens, end) || (end > at && is_stop_in_name(tokens, end)) {
        end = end.saturating_add(1);
    }
    let name = joined(tokens, at, end)?;
    Some((name, end))
}

/// The name that ends before a token, with the position of its first word.
pub(super) fn name_before(tokens: &[Token<'_>], end: usize, first: usize) -> Option<(String, usize)> {
    let is_part = |at: usize| is_name(tokens, at) || is_stop_in_name(tokens, at);
    let begins = (first..end).rev().take_while(|at| is_part(*at)).last()?;
    // "Chief Executive Officer Tim Cook": the name begins after the post.
    let posts = (begins.saturating_sub(2).max(first)..end).filter_map(|at| post(tokens, at).map(|(_, next)| next));
    let begins = posts.filter(|next| *next < end).fold(begins, usize::max);
    Some((joined(tokens, begins, end)?, begins))
}

/// A name without titles, initials and forms of companies; `None` where nothing remains or it is too long to be one.
fn joined(tokens: &[Token<'_>], begins: usize, end: usize) -> Option<String> {
    let is_left_out = |at: usize| is_any(tokens, at, &["."]) || is_any(tokens, at, TITLES) || is_any(tokens, at, FORMS);
    let is_initial = |at: usize| is_short(tokens, at) && is_stop_in_name(tokens, at.saturating_add(1));
    let words: Vec<&str> = (begins..end)
        .filter(|at| !is_left_out(*at) && !is_initial(*at))
        .filter_map(|at| tokens.get(at).map(|token| token.text))
        .collect();
    (!words.is_empty() && words.len() <= MOST_WORDS).then(|| words.join(" "))
}

/// What is mentioned from a token on, articles passed over, with the position after it. A name in the genitive is only whose the
/// thing is that is meant.
pub(super) fn mention_at(tokens: &[Token<'_>], at: usize) -> Option<(Mention, usize)> {
    let next = at.saturating_add(1);
    if is_any(tokens, at, PERSONS) {
        // "Her company".
        let is_whose = is_any(tokens, at, &["her", "his"]) && tokens.get(next).is_some_and(|next| next.text.len() > 3);
        return (!is_whose).then_some((Mention::Person, next));
    }
    if is_any(tokens, at, &["it"]) {
        return Some((Mention::Firm, next));
    }
    if is_any(tokens, at, &["the", "this"]) {
        return firm_at(tokens, next).map(|next| (Mention::Firm, next));
    }
    let (name, end) = name_at(tokens, at)?;
    let is_whose = is_any(tokens, end, &["'s", "’s", "'", "’"]);
    (!is_whose).then_some((Mention::Name(name), end))
}

/// "Company", "software maker": what organisations are called, one word before it or none.
fn firm_at(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let is_firm = |at: usize| matches!(find(tokens, at), Some((Word::Firm, _)));
    let next = at.saturating_add(1);
    if is_firm(at) {
        return Some(next);
    }
    let is_plain = tokens.get(at).is_some_and(|word| matches!(word.kind, TokenKind::Word) && !is_capital(word));
    (is_plain && is_firm(next)).then(|| next.saturating_add(1))
}

/// What is mentioned right before a token, not before `first`, with the position where it begins.
pub(super) fn mention_before(tokens: &[Token<'_>], end: usize, first: usize) -> Option<(Mention, usize)> {
    let last = end.checked_sub(1).filter(|last| *last >= first)?;
    if is_any(tokens, last, PERSONS) {
        return Some((Mention::Person, last));
    }
    if is_any(tokens, last, THINGS) {
        return Some((Mention::Firm, last));
    }
    if is_any(tokens, last, RELATIVES) {
        return Some((Mention::Relative, last));
    }
    let is_article = |at: usize| is_any(tokens, at, &["the", "this"]);
    for back in 2..=3 {
        if let Some(begins) = end.checked_sub(back).filter(|begins| *begins >= first && is_article(*begins))
            && firm_at(tokens, begins.saturating_add(1)) == Some(end)
        {
            return Some((Mention::Firm, begins));
        }
    }
    let (name, begins) = name_before(tokens, end, first)?;
    // "Acme's Beta" is not Acme, and "Qiu and Lei" not only Lei.
    let is_before = |at: Option<usize>, words: &[&str]| at.is_some_and(|at| at >= first && is_any(tokens, at, words));
    let article = begins.checked_sub(1).filter(|before| is_before(Some(*before), &["the"])).unwrap_or(begins);
    let is_part_of_more = is_before(article.checked_sub(1), PARTS);
    (!is_part_of_more).then_some((Mention::Name(name), begins))
}

/// A name that stands somewhere in a text, and what it may be the name of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) name: String,
    pub(super) may_be_person: bool,
    pub(super) may_be_firm: bool,
    /// Whether it begins a sentence or a clause, where subjects stand.
    pub(super) is_subject: bool,
    pub(super) times: usize,
}

/// The names between two tokens, each once, in the order in which they first stand.
pub(super) fn candidates(tokens: &[Token<'_>], first: usize, end: usize) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    let mut at = first;
    while at < end {
        let Some((name, next)) = name_at(tokens, at) else {
            at = at.saturating_add(1);
            continue;
        };
        let (may_be_person, may_be_firm) = sorts(tokens, at, next, &name);
        let before = at.checked_sub(1).filter(|before| *before >= first);
        let is_subject = before.is_none_or(|before| is_any(tokens, before, &[".", ",", "!", "?", "\"", "“", "”"]));
        match found.iter_mut().find(|known| known.name == name) {
            Some(known) => {
                known.is_subject |= is_subject;
                known.times = known.times.saturating_add(1);
                known.may_be_firm &= may_be_firm;
                known.may_be_person &= may_be_person || !may_be_firm;
            }
            None => found.push(Candidate { name, may_be_person, may_be_firm, is_subject, times: 1 }),
        }
        at = next;
    }
    found
}

/// Whether a name may be a person's, and an organisation's.
fn sorts(tokens: &[Token<'_>], at: usize, next: usize, name: &str) -> (bool, bool) {
    let before = at.checked_sub(1);
    let after_post = before.is_some_and(|before| {
        (before.saturating_sub(2)..=before).any(|start| post(tokens, start).is_some_and(|(_, end)| end == at))
    });
    let has_form = (at..next).any(|at| is_any(tokens, at, FORMS));
    let before_post = is_any(tokens, next, &[","])
        && (next..next.saturating_add(5)).any(|at| post(tokens, at).is_some() || is_any(tokens, at, &["founder"]));
    let is_titled = is_any(tokens, at, TITLES) || after_post || before_post;
    let words = name.split(' ').count();
    let is_of_letters = name.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '.' | '\'' | '’'));
    match (has_form, is_titled) {
        (true, _) => (false, true),
        (_, true) => (true, false),
        _ => (is_of_letters && (2..=3).contains(&words), true),
    }
}
