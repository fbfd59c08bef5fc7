//! Whose.

use std::sync::Arc;

use super::Confidence;
use crate::read::article::lexer::{Token, TokenKind};
use crate::read::article::phrases::Statement;

/// A name is looked for so many words before the figures.
const REACH: usize = 60;

/// The name in a sentence that stands last before a statement's figures.
pub(super) fn of(tokens: &[Token<'_>], statement: &Statement, figures: &[usize]) -> (Arc<str>, Confidence) {
    let first = figures.first().copied().unwrap_or(statement.sentence.end);
    let mut names = names(tokens, statement.sentence.start.max(first.saturating_sub(REACH)), first);
    match names.pop() {
        Some(name) => {
            let is_only = names.is_empty();
            (name.into(), if is_only { Confidence::Certain } else { Confidence::Likely })
        }
        None => ("".into(), Confidence::Unknown),
    }
}

/// The runs of capitalised words between two tokens, without a sentence's first word unless another follows.
fn names(tokens: &[Token<'_>], start: usize, end: usize) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut run: Vec<&str> = Vec::new();
    for at in start..=end {
        let token = tokens.get(at).filter(|_| at < end);
        match token.filter(|token| is_name(token)) {
            Some(token) => run.push(token.text),
            None => {
                let is_first_word = run.len() == 1 && at == start.saturating_add(1);
                if !run.is_empty() && !is_first_word {
                    names.push(run.join(" "));
                }
                run.clear();
            }
        }
    }
    names
}

fn is_name(token: &Token<'_>) -> bool {
    let starts = |test: fn(char) -> bool| token.text.starts_with(test);
    match token.kind {
        TokenKind::Word => starts(char::is_uppercase),
        TokenKind::Name => starts(char::is_alphanumeric),
        _ => false,
    }
}
