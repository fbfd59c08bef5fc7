//! Subjects: whose, what and when the figures of a statement are, as far as the text says.
//!
//! The metric is looked for where the sentence says what moved, from its figures backwards; the entity is the name before it; the period
//! is the one that stands nearest. What is not said is left open.

mod entity;
mod metric;
mod period;

use std::sync::Arc;

use crate::model::{Metric, Period};
use crate::read::article::lexer::{Context, Token};
use crate::read::article::phrases::Statement;

/// How sure it is that a subject is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// The text does not say.
    #[default]
    Unknown,
    /// It is said near by.
    Likely,
    /// The clause itself says it.
    Certain,
}

/// What a statement is about.
#[derive(Clone, Debug)]
pub struct Subject {
    /// Whose figures they are; empty where nothing says.
    pub entity: Arc<str>,
    /// How sure that is.
    pub entity_confidence: Confidence,
    /// The line item; the empty one where nothing says.
    pub metric: Metric,
    /// How sure that is.
    pub metric_confidence: Confidence,
    /// When, where the sentence says it.
    pub period: Option<Period>,
}

/// What a statement of a paragraph is about; relative periods are resolved in `context`.
pub fn subject(tokens: &[Token<'_>], statement: &Statement, context: &Context) -> Subject {
    let figures = figures(tokens, statement);
    let (metric, metric_confidence) = metric::of(tokens, statement, &figures);
    let (entity, entity_confidence) = entity::of(tokens, statement, &figures);
    let period = period::of(tokens, statement, &figures, context);
    Subject { entity, entity_confidence, metric, metric_confidence, period }
}

/// The positions of a statement's members among the tokens, in the order of the text.
fn figures(tokens: &[Token<'_>], statement: &Statement) -> Vec<usize> {
    let starts = statement.members.iter().map(|member| member.span.start);
    let mut found: Vec<usize> = starts.map(|start| tokens.partition_point(|token| token.end() <= start)).collect();
    found.sort_unstable();
    found
}
