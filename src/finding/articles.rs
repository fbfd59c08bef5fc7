//! Figures of articles: as they are listed, and as they are extracted.

use std::sync::Arc;

use crate::model::{Measure, Metric, Origin, Period};
use crate::num::{Exact, Interval, Qualifier};
use crate::text::Span;

/// A figure of an article, with what was made of it.
#[derive(Clone, Debug)]
pub struct FigureRead {
    /// Where it stands.
    pub origin: Origin,
    /// As written.
    pub text: String,
    /// What is said of the subject.
    pub measure: Measure,
    /// Whose it is; empty where the text does not say.
    pub entity: Arc<str>,
    /// The line item; the one of the empty name where the text does not say.
    pub metric: Metric,
    /// When, where the text says it.
    pub period: Option<Period>,
    /// Whether the subject is certain, so that the figure may be set against those of other sentences.
    pub is_certain: bool,
    /// The identities of the relations that its sentence states of it.
    pub relations: Vec<String>,
}

/// A figure of an article, as a row of a figure CSV has it.
#[derive(Clone, Debug)]
pub struct Extracted {
    /// The document: the file's name, or the `id` of a document among others.
    pub source: Arc<str>,
    /// Where it stands in the document.
    pub span: Span,
    /// The number as written, in a form that a figure CSV may have.
    pub value: String,
    /// What it counts; `None` for the name of a currency that several countries share and that nothing settles.
    pub unit: Option<String>,
    /// The number at face value, in its unit: 54 of 54%.
    pub nominal: Exact,
    /// Every true value that the figure allows, a whole numeral's trailing zeros taken as rounded.
    pub interval: Interval,
    /// What is said of the number besides its digits.
    pub qualifier: Qualifier,
    /// What is said of the subject.
    pub measure: Measure,
    /// Whose it is; empty where nothing says.
    pub entity: Arc<str>,
    /// The line item; the one of the empty name where nothing says.
    pub metric: Metric,
    /// When, where the text says it.
    pub period: Option<Period>,
    /// How sure whose, what and when are, in a word.
    pub confidence: &'static str,
    /// The period compared with.
    pub versus: Option<Period>,
    /// Who holds or buys the stake.
    pub holder: Option<Arc<str>>,
}
