//! Metrics as sentences name them, with what makes each another: "iPhone sales", "revenue from advertising".

use std::ops::Range;

use super::names::Name;
use super::words::{Kinds, first_metric, whole_metric};
use crate::model::{Kind, Metric};
use crate::read::article::lexer::{Token, TokenKind};
use crate::read::article::phrases::{self, Link};

/// The most words that are taken for a part of a metric, before its name and after.
const MAX_WORDS: usize = 4;

/// Whose a metric is said to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner<'t> {
    /// "Nokia's revenue", "revenue at Nokia".
    Name(&'t str),
    /// "Its revenue", "the company's revenue".
    Anaphor,
    /// Not beside the metric.
    Unsaid,
}

/// A metric that a sentence names.
#[derive(Clone, Debug)]
pub(super) struct Mention<'t> {
    /// The metric; a part of it where words narrow it.
    pub(super) metric: Metric,
    /// Its tokens, with what stands before and after it that belongs to it.
    pub(super) tokens: Range<usize>,
    pub(super) owner: Owner<'t>,
    /// Whether what surrounds it leaves no doubt which metric it is.
    pub(super) is_sure: bool,
}

/// Where metrics are looked for.
#[derive(Clone, Copy)]
pub(super) struct Place<'a, 't> {
    pub(super) text: &'t str,
    pub(super) tokens: &'a [Token<'t>],
    pub(super) names: &'a [Name<'t>],
}

/// The known metrics that the tokens of a sentence name, from the left, none of which begins before the token at `first`.
pub(super) fn mentions<'t>(place: Place<'_, 't>, sentence: &Range<usize>, first: usize, found: &mut Vec<Mention<'t>>) {
    let mut at = first;
    while let Some(passed) = place.tokens.get(at..sentence.end).and_then(first_metric) {
        at = at.saturating_add(passed);
        let mention = place.mention(at, sentence);
        at = mention.as_ref().map_or(at, |mention| mention.tokens.end).max(at.saturating_add(1));
        found.extend(mention);
    }
}

/// The words that narrow a metric, and whether they are all.
struct Around<'t> {
    words: Vec<&'t str>,
    edge: usize,
    owner: Owner<'t>,
    is_sure: bool,
}

impl<'t> Around<'t> {
    fn at(edge: usize) -> Self {
        Around { words: Vec::new(), edge, owner: Owner::Unsaid, is_sure: true }
    }
}

impl<'t> Place<'_, 't> {
    fn word(&self, at: usize) -> Option<&Token<'t>> {
        self.tokens.get(at).filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Name))
    }

    /// The metric whose name begins with a token.
    fn mention(&self, at: usize, sentence: &Range<usize>) -> Option<Mention<'t>> {
        let (metric, end) = self.named(at, sentence.end)?;
        let before = self.before(at, sentence.start);
        let after = self.after(end, sentence.end);
        // A part of a name: "Cash America".
        if self.names.iter().any(|name| name.tokens.contains(&at)) {
            return None;
        }
        let mut words: Vec<&str> = before.words.into_iter().rev().collect();
        words.extend(after.words);
        if metric.kind() == Some(Kind::PerShare) {
            words.retain(|word| !["per", "share"].contains(word));
        }
        let metric = if words.is_empty() { metric } else { metric.part(&words.join(" ")) };
        let owner = if before.owner == Owner::Unsaid { after.owner } else { before.owner };
        let is_sure = before.is_sure && after.is_sure;
        Some(Mention { metric, tokens: before.edge..after.edge, owner, is_sure })
    }

    /// The known metric whose name begins with a token, and the token behind its name.
    fn named(&self, at: usize, limit: usize) -> Option<(Metric, usize)> {
        let token = self.tokens.get(at)?;
        let mut end = at.saturating_add(1);
        // Letters beyond ASCII and digits touch no name.
        let behind = self.text.as_bytes().get(token.end());
        let is_apart = behind.is_none_or(|behind| behind.is_ascii() && !behind.is_ascii_alphanumeric());
        if let Some(metric) = self.tokens.get(at..).filter(|_| is_apart).and_then(whole_metric) {
            return Some((metric, end));
        }
        let (metric, length) = Metric::at_start(self.text.get(token.start..)?)?;
        let past = token.start.saturating_add(length);
        while end < limit && self.tokens.get(end).is_some_and(|next| next.start < past) {
            end = end.saturating_add(1);
        }
        Some((metric, end))
    }

    /// The words before a metric: "quarterly cloud" of "its quarterly cloud revenue", from the right.
    fn before(&self, metric: usize, start: usize) -> Around<'t> {
        let mut around = Around::at(metric);
        let mut at = metric;
        while let Some(before) = at.checked_sub(1).filter(|before| *before >= start) {
            let Some(token) = self.tokens.get(before) else { break };
            if let Some(name) = self.names.iter().find(|name| name.tokens.end == at) {
                at = name.tokens.start;
                match name.company {
                    Some(company) => {
                        around.owner = Owner::Name(company.name);
                        around.edge = at;
                        break;
                    }
                    None => around.words.push(name.text),
                }
                continue;
            }
            let kinds = Kinds::of(token);
            match token.kind {
                TokenKind::Period(_) | TokenKind::Ordinal(_) => {}
                TokenKind::Punctuation if token.text == "-" => {}
                TokenKind::Word if matches!(token.text, "'s" | "’s" | "'" | "’") => {
                    self.possessor(before, start, &mut around);
                    return around;
                }
                // "MegaFon 's revenue", as some agencies write it.
                TokenKind::Word if token.text == "s" && self.is_apostrophe(before.checked_sub(1)) => {
                    self.possessor(before.saturating_sub(1), start, &mut around);
                    return around;
                }
                TokenKind::Word if ["its", "their"].iter().any(|word| token.is_word(word)) => {
                    around.owner = Owner::Anaphor;
                    around.edge = before;
                    return around;
                }
                TokenKind::Word => match phrases::link(token) {
                    Link::Filler => {}
                    _ if kinds.is_neutral() || kinds.is_time() => {}
                    Link::Basis => around.is_sure = false,
                    Link::Other if kinds.is_plain() => break,
                    Link::Other if around.words.len() < MAX_WORDS && !looks_like_verb(token.text) => {
                        around.words.push(token.text);
                    }
                    Link::Other => {
                        around.is_sure = false;
                        break;
                    }
                    _ => break,
                },
                _ => break,
            }
            at = before;
        }
        around.edge = around.edge.min(at);
        around
    }

    fn is_apostrophe(&self, at: Option<usize>) -> bool {
        at.and_then(|at| self.tokens.get(at)).is_some_and(|token| matches!(token.text, "'" | "’"))
    }

    /// What stands before an "'s".
    fn possessor(&self, mark: usize, start: usize, around: &mut Around<'t>) {
        around.edge = mark;
        if let Some(name) = self.names.iter().find(|name| name.tokens.end == mark) {
            around.edge = name.tokens.start;
            around.owner = Owner::Name(name.canonical());
            return;
        }
        let noun = mark.checked_sub(1).filter(|noun| *noun >= start);
        match noun.and_then(|noun| self.word(noun)) {
            Some(noun) if Kinds::of(noun).is_anaphor() => around.owner = Owner::Anaphor,
            Some(noun) => around.words.push(noun.text),
            None => around.is_sure = false,
        }
        around.edge = noun.unwrap_or(mark);
    }

    /// What follows a metric and belongs to it: "from advertising", "in China", "at Nokia", "of the unit"; from the left.
    fn after(&self, end: usize, limit: usize) -> Around<'t> {
        let mut around = Around::at(end);
        // "Profit warning", "sales staff".
        if let Some(next) = self.word(end).filter(|_| end < limit) {
            let begins = self.names.iter().any(|name| name.tokens.start == end);
            around.is_sure = begins
                || phrases::link(next) != Link::Other
                || looks_like_verb(next.text)
                || Kinds::of(next).is_plain();
        }
        let mut at = end;
        while at < limit && self.word(at).is_some_and(|word| phrases::link(word) == Link::Preposition) {
            match self.phrase(at.saturating_add(1), limit, &mut around) {
                Some(end) => at = end,
                None => break,
            }
            around.edge = at;
        }
        around
    }

    /// What follows a preposition, and where it ends; `None` where it says how much or whither.
    fn phrase(&self, start: usize, limit: usize, around: &mut Around<'t>) -> Option<usize> {
        let mut at = start;
        let mut words = Vec::new();
        while at < limit && words.len() < MAX_WORDS {
            let token = self.tokens.get(at)?;
            if let Some(name) = self.names.iter().find(|name| name.tokens.start == at) {
                match name.company {
                    Some(company) if around.owner == Owner::Unsaid => around.owner = Owner::Name(company.name),
                    _ => words.push(name.text),
                }
                at = name.tokens.end;
                continue;
            }
            let kinds = Kinds::of(token);
            match token.kind {
                TokenKind::Figure(_) | TokenKind::Multiple(_) | TokenKind::Time(_) => return None,
                TokenKind::Period(_) | TokenKind::Ordinal(_) => {}
                TokenKind::Punctuation if token.text == "-" => {}
                TokenKind::Word => match phrases::link(token) {
                    Link::Filler => {}
                    Link::Other if kinds.is_anaphor() => around.owner = Owner::Anaphor,
                    _ if kinds.is_neutral() || kinds.is_time() => {}
                    Link::Other if kinds.is_plain() || looks_like_verb(token.text) && !words.is_empty() => break,
                    Link::Other => words.push(token.text),
                    _ => break,
                },
                _ => break,
            }
            at = at.saturating_add(1);
        }
        around.words.extend(words);
        Some(at)
    }
}

/// Whether a word that the table of verbs does not have has the form of one.
pub(super) fn looks_like_verb(word: &str) -> bool {
    word.len() > 4 && (word.ends_with("ed") || word.ends_with("ing")) && !word.ends_with("eed")
}
