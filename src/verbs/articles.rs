//! Whether what an article's sentences state of their figures can be true.

use std::borrow::Cow;
use std::io::BufRead;
use std::ops::Range;
use std::sync::Arc;

use super::Error;
use super::check::FindingSink;
use super::source::RunError;
use crate::engine::{Claim, Options, Tie};
use crate::finding::Finding;
use crate::identity::{CHANGE, Exponent, GROWTH, Identity, MULTIPLE, Role, SHARE, STAKE, Term, parts};
use crate::model::{Figure, Measure, Noun, Origin, Unit};
use crate::num::{Convention, Exact, Interval};
use crate::rates::Book;
use crate::read::article::lexer::{Context, LexerOptions, TokenKind, tokens};
use crate::read::article::phrases::{self, Member, Part, Relation, Statement};
use crate::read::article::subjects::{Subject, subject};
use crate::read::documents::{Document, Documents, Kind, Passage};

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

/// Judges every relation that a document's sentences state.
pub fn check_document(document: &Document, book: &Book, options: &ArticleOptions) -> CheckedDocument {
    let published = options.relating.published.or(document.published);
    let relating = Options { published, ..options.relating.clone() };
    let mut checked = CheckedDocument::default();
    for passage in document.passages() {
        let tokens = tokens(passage.text(), &options.lexing);
        let counted = tokens.iter().filter(|token| matches!(token.kind, TokenKind::Figure(_))).count();
        checked.figures = checked.figures.saturating_add(counted);
        let reading = Reading { document, passage, convention: options.convention };
        for statement in phrases::statements(&tokens) {
            let context = Context { published, ..Context::default() };
            let subject = subject(&tokens, &statement, &context);
            let claim = reading.claim(&statement, &subject);
            checked.findings.extend(claim.and_then(|claim| claim.judge(book, &relating)));
        }
    }
    checked
}

/// A passage of a document.
struct Reading<'a> {
    document: &'a Document,
    passage: &'a Passage,
    convention: Convention,
}

impl Reading<'_> {
    fn claim(&self, statement: &Statement, subject: &Subject) -> Option<Claim> {
        if statement.members.iter().any(|member| self.document.is_ignored(self.passage, member.span.clone())) {
            return None;
        }
        let tie = self.tie(statement)?;
        let mut parts_so_far = 0_u8;
        let members = statement.members.iter().map(|member| {
            let role = match statement.relation {
                Relation::Share if member.part == Part::Part => Role::Part,
                _ => role(member.part, &mut parts_so_far),
            };
            (role, self.figure(statement, member, subject))
        });
        Some(Claim {
            tie,
            members: members.collect(),
            missing: statement.missing.map(|missing| missing.to_string()),
            doubt: statement.doubt.map(|doubt| doubt.to_string()),
        })
    }

    fn tie(&self, statement: &Statement) -> Option<Tie> {
        let equation = |identity: &'static Identity| Tie::Equation(Cow::Borrowed(identity));
        Some(match statement.relation {
            Relation::Growth => equation(&GROWTH),
            Relation::GrowthOfChange => Tie::Equation(Cow::Owned(growth_of_change(statement))),
            Relation::Change | Relation::Comparison => equation(&CHANGE),
            Relation::Multiple => equation(&MULTIPLE),
            Relation::Direction => {
                Tie::Direction(self.text(statement.member(Part::Direction)?.span.clone()).to_owned())
            }
            Relation::Conversion => Tie::Conversion,
            Relation::Stake => equation(&STAKE),
            Relation::Share => equation(&SHARE),
            Relation::Parts => {
                let count = statement.members.iter().filter(|member| member.part == Part::Part).count();
                Tie::Equation(Cow::Owned(parts(count)?))
            }
            Relation::Elapsed => Tie::Elapsed,
        })
    }

    fn text(&self, span: Range<usize>) -> &str {
        self.passage.text().get(span).unwrap_or_default()
    }

    fn figure(&self, statement: &Statement, member: &Member, subject: &Subject) -> Figure {
        let bounds = (member.part == Part::Direction).then(|| way(member));
        let times = statement.times.filter(|_| member.part == Part::Years);
        let (period, versus) = times.map_or((subject.period, None), |(later, earlier)| (later, earlier));
        Figure {
            entity: Arc::clone(&subject.entity),
            metric: subject.metric.clone(),
            period,
            measure: measure(member.part),
            versus,
            holder: None,
            reported: member.reported,
            unit: member.unit.or_else(|| Noun::from_word("count").map(Unit::Count)).unwrap_or(Unit::Times),
            compares: None,
            bounds,
            convention: self.convention,
            trusted: false,
            origin: self.origin(member.span.clone()),
        }
    }

    fn origin(&self, clean: Range<usize>) -> Origin {
        let span = self.document.span(self.passage, clean);
        Origin {
            file: Arc::clone(&self.document.name),
            row: span.line,
            line: span.line,
            column: span.column,
            end_column: span.end_column,
            start: span.start,
            end: span.end,
            document: self.document.id.clone(),
        }
    }
}

/// Everything above zero, or below, as the word says.
fn way(member: &Member) -> Interval {
    match member.reported.qualifier() {
        crate::num::Qualifier::AtMost => Interval::at_most(Exact::zero()),
        _ => Interval::at_least(Exact::zero()),
    }
}

fn role(part: Part, parts_so_far: &mut u8) -> Role {
    match part {
        Part::Current => Role::Current,
        Part::Prior => Role::Prior,
        Part::Growth => Role::Growth,
        Part::Change | Part::Direction => Role::Change,
        Part::Multiple => Role::Multiple,
        Part::Amount => Role::Amount,
        Part::Converted => Role::Converted,
        Part::Stake => Role::Stake,
        Part::Price => Role::Price,
        Part::Valuation => Role::Valuation,
        Part::Whole => Role::Whole,
        Part::Share => Role::Share,
        Part::Years => Role::Years,
        Part::Later => Role::Later,
        Part::Earlier => Role::Earlier,
        Part::Part => {
            let role = Role::Member(*parts_so_far);
            *parts_so_far = parts_so_far.saturating_add(1);
            role
        }
    }
}

fn measure(part: Part) -> Measure {
    match part {
        Part::Growth => Measure::Growth,
        Part::Change | Part::Direction | Part::Years => Measure::Change,
        Part::Multiple => Measure::Multiple,
        Part::Stake => Measure::Stake,
        Part::Price => Measure::Price,
        Part::Share => Measure::Share,
        _ => Measure::Level,
    }
}

/// A change, and the growth that it is: of the level before, or with the level reached.
fn growth_of_change(statement: &Statement) -> Identity {
    let change = Role::Change;
    let right = Term::from(Role::Growth);
    match statement.member(Part::Prior) {
        Some(_) => Identity::new(&GROWTH.name, change, right.times(Role::Prior), &[Role::Prior]),
        None => {
            let factor = right.to_the(Exponent::Reciprocal).plus(Term::One);
            Identity::new(&GROWTH.name, Role::Current, factor.times(change), &[])
        }
    }
}
