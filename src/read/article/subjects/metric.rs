//! What moved.

use super::Confidence;
use crate::model::Metric;
use crate::read::article::lexer::{Token, TokenKind};
use crate::read::article::phrases::Statement;

/// The most words of a metric's name in running text.
const MAX_WORDS: usize = 5;

/// A metric is looked for so many words before the figures, and after them.
const REACH: usize = 24;

/// A metric that is not known is named by so many words at most.
const MAX_NAME: usize = 4;

/// The metric that a clause names before its figures, else after them: a known one, or else the words before the first figure.
pub(super) fn of(tokens: &[Token<'_>], statement: &Statement, figures: &[usize]) -> (Metric, Confidence) {
    let first = figures.first().copied().unwrap_or(statement.clause.start);
    let clause = statement.clause.start.min(first);
    let before = (clause.max(first.saturating_sub(REACH))..first).rev().find_map(|start| known(tokens, start, first));
    let end = statement.clause.end.min(first.saturating_add(REACH));
    let after = || (first..end).find_map(|start| known(tokens, start, end));
    match before.or_else(after) {
        Some(metric) => (metric, Confidence::Certain),
        None => (named(tokens, clause, first), Confidence::Likely),
    }
}

/// The longest known name that stands at a token.
fn known(tokens: &[Token<'_>], start: usize, end: usize) -> Option<Metric> {
    let words = tokens.get(start..end)?;
    let count = words.iter().take(MAX_WORDS).take_while(|token| token.kind == TokenKind::Word).count();
    let mut name = String::new();
    let mut found = None;
    for word in words.iter().take(count) {
        if !name.is_empty() {
            name.push(' ');
        }
        name.push_str(word.text);
        let metric = Metric::parse(&name);
        if metric.is_known() {
            found = Some(metric);
        }
    }
    // "Operating profit", not its "profit": a longer name that ends here was not begun before.
    found.filter(|_| !(1..MAX_WORDS).any(|back| ends_longer_name(tokens, start, back)))
}

fn ends_longer_name(tokens: &[Token<'_>], start: usize, back: usize) -> bool {
    let earlier = start.checked_sub(back).and_then(|earlier| tokens.get(earlier..start.saturating_add(1)));
    earlier.is_some_and(|words| {
        words.iter().all(|token| token.kind == TokenKind::Word) && Metric::parse(&join(words)).is_known()
    })
}

fn join(words: &[Token<'_>]) -> String {
    let texts: Vec<&str> = words.iter().map(|token| token.text).collect();
    texts.join(" ")
}

/// The words before the verb, by which a metric that is not known is called.
fn named(tokens: &[Token<'_>], clause: usize, first: usize) -> Metric {
    let words = tokens.get(clause..first).unwrap_or_default();
    let is_name = |token: &&Token<'_>| token.kind == TokenKind::Word && token.text.len() > 2;
    let texts: Vec<&str> = words.iter().filter(is_name).take(MAX_NAME).map(|token| token.text).collect();
    Metric::parse(&texts.join(" "))
}
