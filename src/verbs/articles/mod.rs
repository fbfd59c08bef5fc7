//! Whether what an article's sentences state of their figures can be true.

mod claims;
mod joined;
mod money;
mod story;
mod tabled;

use std::io::BufRead;
use std::sync::Arc;

use super::check::FindingSink;
use super::documents;
use super::source::RunError;
use super::timelines::{self, Chronicle};
use crate::engine::{Claim, Options, Tie};
use crate::finding::{FigureRead, Finding, Verdict};
use crate::model::Figure;
use crate::rates::Book;
use crate::read::article::events::Reader;
use crate::read::documents::{Document, Kind};
use crate::read::figures_csv::Options as Reading;
pub use joined::{check_across, check_events_across};
pub(super) use story::{Readers, Story, Told};

/// How articles are read, and what relates their figures.
#[derive(Clone, Debug, Default)]
pub struct ArticleOptions {
    /// How they write numbers and round, and what their entities and metrics are called.
    pub reading: Reading,
    /// The day of publication, and what else relates figures.
    pub relating: Options,
    /// Whether all figures are told, with what was made of them.
    pub lists_figures: bool,
    /// Whether figures and events are given back that may be set against other documents; otherwise a document is let go once it
    /// is checked.
    pub keeps_subjects: bool,
}

/// Judges every relation that the sentences of the documents in a stream state, and what the figures of each document say of each
/// other. How many figures there were is returned, with those that may be set against other documents.
///
/// ```
/// use tieout::rates::Book;
/// use tieout::read::documents::Kind;
/// use tieout::verbs::{ArticleOptions, Checked, check_articles};
/// let story = "Acme's revenue rose 64% to 1.1bn yuan from 0.9bn yuan a year earlier.";
/// let mut checked = Checked::default();
/// let (book, options) = (Book::embedded(), ArticleOptions::default());
/// let read = check_articles("story.txt".into(), story.as_bytes(), Kind::Text, &book, &options, &mut checked)?;
/// assert_eq!(read.figures, 3);
/// assert_eq!(checked.findings[0].explanation, "1.1bn ÷ 0.9bn − 1");
/// assert_eq!(checked.findings[0].verdict.name(), "inconsistent");
/// # Ok::<(), tieout::verbs::RunError>(())
/// ```
///
/// # Errors
/// When the stream cannot be read as documents of the kind, or the sink fails.
pub fn check_articles(
    name: Arc<str>,
    input: impl BufRead,
    kind: Kind,
    book: &Book,
    options: &ArticleOptions,
    sink: &mut dyn FindingSink,
) -> Result<ReadArticles, RunError> {
    let mut read = ReadArticles::default();
    let worker = || {
        let mut checker = Checker::new(book, options);
        move |document: &Document| checker.check(document)
    };
    documents::each(name, input, kind, worker, |checked: CheckedDocument| {
        let mut notes = checked.notes.iter();
        notes.try_for_each(|note| sink.assumed(&checked.name, note)).map_err(RunError::Output)?;
        checked.listed.iter().try_for_each(|figure| sink.figure(figure)).map_err(RunError::Output)?;
        read.figures = read.figures.saturating_add(checked.figures);
        if options.keeps_subjects {
            read.certain.extend(checked.certain);
            read.events.extend(Some(checked.events).filter(|events| !events.is_empty()));
        }
        checked.findings.into_iter().try_for_each(|finding| sink.finding(finding)).map_err(RunError::Output)
    })?;
    Ok(read)
}

/// What was read of articles.
#[derive(Debug, Default)]
pub struct ReadArticles {
    /// The number of figures.
    pub figures: usize,
    /// Those whose subjects leave nothing to guess.
    pub certain: Vec<Figure>,
    /// The events that the documents tell.
    pub events: Vec<Chronicle>,
}

/// What was found in a document.
#[derive(Debug, Default)]
pub struct CheckedDocument {
    /// What it is called: the file's name, or its `id` among others.
    pub name: Arc<str>,
    /// What was assumed or left out so that it could be read.
    pub notes: Vec<String>,
    /// The number of figures.
    pub figures: usize,
    /// A finding for each relation, in the order of the text.
    pub findings: Vec<Finding>,
    /// The figures whose subjects leave nothing to guess.
    pub certain: Vec<Figure>,
    /// All figures with what was made of them, where they were asked for.
    pub listed: Vec<FigureRead>,
    /// The events that it tells.
    pub events: Chronicle,
}

/// Judges every relation that a document's sentences state, and what its figures of one subject say of each other.
pub fn check_document(document: &Document, book: &Book, options: &ArticleOptions) -> CheckedDocument {
    Checker::new(book, options).check(document)
}

/// Checks one document after another, as [`check_document`] does, with less work for each.
///
/// ```
/// use tieout::rates::Book;
/// use tieout::read::documents::{Documents, Kind};
/// use tieout::verbs::{ArticleOptions, Checker};
/// let (book, options) = (Book::embedded(), ArticleOptions::default());
/// let mut checker = Checker::new(&book, &options);
/// let lines = "{\"id\": 1, \"text\": \"Sales rose 10% to $110m from $100m.\"}\n{\"id\": 2, \"text\": \"Sales rose.\"}\n";
/// let documents = Documents::new("news.jsonl".into(), lines.as_bytes(), Kind::JsonLines);
/// let figures: Vec<usize> = documents.flatten().map(|document| checker.check(&document).figures).collect();
/// assert_eq!(figures, [3, 0]);
/// ```
pub struct Checker<'o> {
    book: &'o Book,
    options: &'o ArticleOptions,
    readers: Readers,
}

impl<'o> Checker<'o> {
    /// One that takes rates from `book`.
    pub fn new(book: &'o Book, options: &'o ArticleOptions) -> Self {
        Checker { book, options, readers: Readers::new(&options.reading) }
    }

    /// Judges a document's relations.
    pub fn check(&mut self, document: &Document) -> CheckedDocument {
        let Checker { book, options, readers } = self;
        let story = Story::read(document, readers, &options.reading, options.relating.published);
        let checked = check_story(&story, book, options);
        story.finish(readers);
        checked
    }
}

fn check_story(story: &Story<'_>, book: &Book, options: &ArticleOptions) -> CheckedDocument {
    let document = story.document;
    let relating = Options { published: story.published, ..options.relating.clone() };
    let (name, notes) = (Arc::clone(&document.name), document.notes.clone());
    let mut checked = CheckedDocument { name, notes, ..CheckedDocument::default() };
    checked.findings.reserve(story.paragraphs.iter().map(|told| told.read.statements.len()).sum());
    for told in &story.paragraphs {
        checked.figures = checked.figures.saturating_add(told.figures.len());
        let claims = claims::claims(story, told, options.reading.convention);
        checked.findings.extend(claims.filter_map(|(claim, statement)| {
            // What the document speaks of is looked up where it matters.
            let conversion = matches!(claim.tie, Tie::Conversion { .. }).then(|| claim.clone());
            let finding = claim.judge(book, &relating)?;
            let conversion = conversion.filter(|_| finding.verdict == Verdict::Inconsistent);
            let doubted = conversion.and_then(|claim| {
                let doubt = money::doubt(story, told, statement)?;
                Claim { doubt: Some(doubt.name().into()), ..claim }.judge(book, &relating)
            });
            Some(doubted.unwrap_or(finding))
        }));
    }
    if options.lists_figures {
        checked.listed = story.listed();
    }
    checked.events = events_of(story);
    let told = timelines::within(&checked.events, options.reading.convention);
    checked.findings.extend(told.into_iter().filter_map(|claim| claim.judge(book, &relating)));
    checked.certain = story.certain(options.reading.convention);
    joined::judge(&checked.certain, &mut checked.findings, book, &relating);
    // What is drawn over the text.
    for finding in checked.findings.iter_mut().filter(|finding| finding.verdict == Verdict::Inconsistent) {
        document.quote(finding.parties.iter_mut().map(|party| &mut party.origin));
    }
    if options.keeps_subjects {
        document.quote(checked.certain.iter_mut().map(|figure| &mut figure.origin));
    }
    checked
}

fn events_of(story: &Story<'_>) -> Chronicle {
    let mut reader = Reader::default();
    for (number, told) in story.paragraphs.iter().enumerate() {
        reader.read(number, &told.read);
    }
    Chronicle::new(story.document, reader.finish())
}
