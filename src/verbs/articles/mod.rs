//! Whether what an article's sentences state of their figures can be true.

mod claims;
mod joined;
mod story;

use std::collections::HashSet;
use std::io::BufRead;
use std::sync::Arc;

use super::Error;
use super::check::FindingSink;
use super::source::RunError;
use crate::engine::Options;
use crate::finding::Finding;
use crate::num::Convention;
use crate::rates::Book;
use crate::read::article::lexer::LexerOptions;
use crate::read::documents::{Document, Documents, Kind};
use joined::{Places, places};
pub(super) use story::{Story, Told};

/// How articles are read, and what relates their figures.
#[derive(Clone, Debug, Default)]
pub struct ArticleOptions {
    /// How numbers are written.
    pub lexing: LexerOptions,
    /// How sources round.
    pub convention: Convention,
    /// The day of publication, and what else relates figures.
    pub relating: Options,
}

/// Judges every relation that the sentences of the documents in a stream state. The number of figures that were read is returned.
///
/// ```
/// use tieout::rates::Book;
/// use tieout::read::documents::Kind;
/// use tieout::verbs::{ArticleOptions, Checked, check_articles};
/// let story = "Acme's revenue rose 64% to 1.1bn yuan from 0.9bn yuan a year earlier.";
/// let mut checked = Checked::default();
/// let (book, options) = (Book::embedded(), ArticleOptions::default());
/// let figures = check_articles("story.txt".into(), story.as_bytes(), Kind::Text, &book, &options, &mut checked)?;
/// assert_eq!(figures, 3);
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
) -> Result<usize, RunError> {
    let mut figures = 0_usize;
    for document in Documents::new(name, input, kind) {
        let document = document.map_err(|error| RunError::Input(Error::new(error)))?;
        let checked = check_document(&document, book, options);
        figures = figures.saturating_add(checked.figures);
        checked.findings.into_iter().try_for_each(|finding| sink.finding(finding)).map_err(RunError::Output)?;
    }
    Ok(figures)
}

/// What was found in a document.
#[derive(Debug, Default)]
pub struct CheckedDocument {
    /// The number of figures.
    pub figures: usize,
    /// A finding for each relation, in the order of the text.
    pub findings: Vec<Finding>,
}

/// Judges every relation that a document's sentences state, and what its figures of one subject say of each other.
pub fn check_document(document: &Document, book: &Book, options: &ArticleOptions) -> CheckedDocument {
    let published = options.relating.published.or(document.published);
    let relating = Options { published, ..options.relating.clone() };
    let story = Story::read(document, &options.lexing, published);
    let mut checked = CheckedDocument::default();
    for told in &story.paragraphs {
        checked.figures = checked.figures.saturating_add(told.figures.len());
        let claims = claims::claims(&story, told, options.convention);
        checked.findings.extend(claims.into_iter().filter_map(|claim| claim.judge(book, &relating)));
    }
    let stated: HashSet<Places> = checked.findings.iter().map(places).collect();
    let joined = joined::findings(story.certain(options.convention), &stated, book, &relating);
    checked.findings.extend(joined);
    checked
}
