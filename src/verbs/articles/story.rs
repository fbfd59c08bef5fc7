//! A document with everything that was read of it.

use std::sync::Arc;

use jiff::civil::Date;

use super::tabled;
use crate::finding::FigureRead;
use crate::model::{Aliases, Figure, Origin, Unit};
use crate::num::Convention;
use crate::read::article::lexer::{Context, LexerOptions, Token};
use crate::read::article::phrases::{self, Paragraph};
use crate::read::article::subjects::{self, Bound, Confidence};
use crate::read::documents::{Block, Document, Passage, PassageKind};
use crate::read::figures_csv::Options as Reading;

/// What reads one document after another, and uses its room again.
pub(in crate::verbs) struct Readers {
    phrases: phrases::Reader,
    subjects: subjects::Reader,
}

impl Readers {
    pub(in crate::verbs) fn new(reading: &Reading) -> Self {
        let phrases = phrases::Reader::new(&LexerOptions { style: reading.style });
        Readers { phrases, subjects: subjects::Reader::default() }
    }
}

/// A document, its paragraphs, what they state, and whose their figures are.
pub(in crate::verbs) struct Story<'d> {
    pub(in crate::verbs) document: &'d Document,
    /// The day on which it was published.
    pub(super) published: Option<Date>,
    /// Its paragraphs, each with the passage that it is and its figures from the left.
    pub(in crate::verbs) paragraphs: Vec<Told<'d>>,
}

/// A paragraph.
pub(in crate::verbs) struct Told<'d> {
    pub(in crate::verbs) passage: &'d Passage,
    pub(in crate::verbs) read: Paragraph<'d>,
    pub(in crate::verbs) figures: Vec<Bound>,
    /// Whether it is a cell whose figures the heads of its table explain.
    pub(super) is_tabled: bool,
}

impl<'d> Story<'d> {
    /// Reads a document. It was published on the day that is given, else on the one that it names itself, in its dateline at last.
    pub(in crate::verbs) fn read(
        document: &'d Document,
        readers: &mut Readers,
        reading: &Reading,
        published: Option<Date>,
    ) -> Self {
        let published = published.or(document.published);
        let known = document.blocks.len();
        let mut paragraphs = Vec::with_capacity(known);
        for passage in document.passages() {
            let is_headline = is_headline(passage);
            paragraphs.push(Paragraph { is_headline, ..readers.phrases.paragraph(passage.text()) });
        }
        let published = published.or_else(|| subjects::dateline(&paragraphs));
        let context = Context { published, ..Context::default() };
        let figures = readers.subjects.read(&paragraphs, &context, &reading.fiscal_year_ends);
        let has_tables = document.blocks.iter().any(|block| matches!(block, Block::Table(_)));
        let company = has_tables.then(|| readers.subjects.company(&paragraphs));
        let told = document.passages().zip(paragraphs).zip(figures);
        let is_tabled = false;
        let mut paragraphs: Vec<Told<'d>> =
            told.map(|((passage, read), figures)| Told { passage, read, figures, is_tabled }).collect();
        if let Some(company) = company {
            tabled::read(document, &mut paragraphs, &company, reading, published);
            tabled::align(&mut paragraphs);
        }
        if !reading.aliases.is_empty() {
            let all = paragraphs.iter_mut().flat_map(|told| &mut told.figures);
            all.for_each(|bound| name_by(bound, &reading.aliases));
        }
        if document.has_ignored() {
            for told in &mut paragraphs {
                told.figures.retain(|bound| !document.is_ignored(told.passage, bound.span.clone()));
            }
        }
        Story { document, published, paragraphs }
    }

    /// Gives the room of its paragraphs and figures back to what read them.
    pub(in crate::verbs) fn finish(mut self, readers: &mut Readers) {
        for told in &mut self.paragraphs {
            readers.phrases.take_back(&mut told.read);
            readers.subjects.take_back(std::mem::take(&mut told.figures));
        }
    }

    /// Every figure with what it counts and a subject of which nothing is left to guess.
    pub(super) fn certain(&self, convention: Convention) -> Vec<Figure> {
        let all = self.paragraphs.iter().flat_map(|told| told.figures.iter().map(move |bound| (told, bound)));
        let certain = all.filter(|(_, bound)| bound.subject.confidence() == Confidence::Certain);
        certain.filter_map(|(told, bound)| Some(self.figure(told, bound, bound.unit?, convention))).collect()
    }

    /// Every figure with what was made of it.
    pub(super) fn listed(&self) -> Vec<FigureRead> {
        let listed = |told: &Told<'d>, bound: &Bound| FigureRead {
            origin: self.document.origin(told.passage, bound.span.clone()),
            text: told.read.text.get(bound.span.clone()).unwrap_or_default().to_owned(),
            measure: bound.measure,
            entity: Arc::clone(&bound.subject.entity),
            metric: bound.subject.metric.clone(),
            period: bound.subject.period,
            is_certain: bound.subject.confidence() == Confidence::Certain,
            relations: told.relations(bound),
        };
        self.paragraphs.iter().flat_map(|told| told.figures.iter().map(move |bound| listed(told, bound))).collect()
    }

    fn figure(&self, told: &Told<'_>, bound: &Bound, unit: Unit, convention: Convention) -> Figure {
        let origin = self.document.origin(told.passage, bound.span.clone());
        let document = match (told.is_tabled, told.read.is_headline) {
            (true, _) => Some(self.part("tables")),
            (false, true) => Some(self.part("headline")),
            (false, false) => origin.document,
        };
        Figure {
            entity: Arc::clone(&bound.subject.entity),
            metric: bound.subject.metric.clone(),
            period: bound.subject.period,
            measure: bound.measure,
            versus: bound.versus,
            holder: bound.holder.clone(),
            reported: bound.reported,
            unit,
            compares: None,
            bounds: None,
            convention,
            trusted: false,
            origin: Origin { document, ..origin },
        }
    }

    /// The headline, the tables and the sentences of a document are sources of their own: one may contradict the other.
    fn part(&self, part: &str) -> Arc<str> {
        format!("{}, {part}", self.document.name).into()
    }
}

impl<'d> Told<'d> {
    /// The token that begins at a byte of the paragraph's text.
    pub(in crate::verbs) fn token_at(&self, start: usize) -> Option<&Token<'d>> {
        let tokens = &self.read.tokens;
        tokens.binary_search_by_key(&start, |token| token.start).ok().and_then(|at| tokens.get(at))
    }

    /// The names of the relations that a figure is in.
    fn relations(&self, bound: &Bound) -> Vec<String> {
        let statements = bound.statements.iter().filter_map(|index| self.read.statements.get(index));
        statements.map(|statement| statement.relation.name().to_owned()).collect()
    }
}

fn is_headline(passage: &Passage) -> bool {
    matches!(passage.kind(), PassageKind::Title | PassageKind::Heading(1))
}

/// Gives a figure's entity, metric and holder the names that theirs stand for.
fn name_by(bound: &mut Bound, aliases: &Aliases) {
    if let Some(entity) = aliases.entity(&bound.subject.entity) {
        bound.subject.entity = Arc::clone(entity);
    }
    if let Some(holder) = bound.holder.as_ref().and_then(|holder| aliases.entity(holder)) {
        bound.holder = Some(Arc::clone(holder));
    }
    bound.subject.metric = aliases.metric(&bound.subject.metric.to_string());
}
