//! When.

use crate::model::Period;
use crate::read::article::lexer::{Context, Token, resolve};
use crate::read::article::phrases::Statement;

/// The period of a statement: the last one that its clause names before the figures or between them, else the first after them, else
/// one that the sentence names before.
pub(super) fn of(tokens: &[Token<'_>], statement: &Statement, figures: &[usize], context: &Context) -> Option<Period> {
    let (first, last) = (figures.first().copied()?, figures.last().copied()?);
    let at = |at: usize| tokens.get(at).and_then(|token| resolve(token.period()?, context));
    let within = || (statement.clause.start.min(first)..last).rev().find_map(at);
    let after = || (last..statement.sentence.end).find_map(at);
    let before = || (statement.sentence.start..first).rev().find_map(at);
    within().or_else(after).or_else(before).or(context.period)
}
