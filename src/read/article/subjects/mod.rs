//! Subjects: whose, what and when the figures of a text are, as far as it says.
//!
//! Metrics are those of `data/metrics.csv`, with the words that narrow them as their path: "iPhone sales" are `revenue/iphone`. A
//! company is known by its name ("Inc"), by what it does ("said") or by what it owns ("'s revenue"); "the company" and "its" are the
//! one that the document speaks of, if there is one. Periods are those of the clause. What the sentence itself settles is
//! certain; what is said near by is likely; the rest is left open. Only what is certain may be joined with other sentences.

mod behind;
mod bind;
mod cast;
mod entity;
mod metric;
mod names;
mod numbers;
mod period;
mod sentence;
mod statements;
mod words;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use crate::model::{FiscalYearEnd, Measure, Metric, Nature, Period, Unit};
use crate::num::Reported;
use crate::read::article::lexer::Context;
use crate::read::article::phrases::Paragraph;
use crate::read::article::room::emptied;
use cast::{Cast, Main};
use names::Name;
pub use statements::Statements;

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

impl Confidence {
    /// The word for it: `certain`.
    pub fn name(self) -> &'static str {
        match self {
            Confidence::Unknown => "unknown",
            Confidence::Likely => "likely",
            Confidence::Certain => "certain",
        }
    }
}

/// Whose, what and when.
#[derive(Clone, Debug, PartialEq)]
pub struct Subject {
    /// Whose figure it is; empty where nothing says.
    pub entity: Arc<str>,
    /// The line item; the one of the empty name where nothing says.
    pub metric: Metric,
    /// When, where the text says it.
    pub period: Option<Period>,
    /// How sure each of them is.
    pub sure: Sure,
}

/// How sure whose, what and when are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sure {
    /// Whose.
    pub entity: Confidence,
    /// What; and that the figure says just that of it.
    pub metric: Confidence,
    /// When.
    pub period: Confidence,
}

impl Default for Subject {
    fn default() -> Self {
        Subject { entity: Arc::default(), metric: Metric::parse(""), period: None, sure: Sure::default() }
    }
}

impl Subject {
    /// How sure all of it is: unknown where neither whose nor what is said, certain only where both have a name.
    pub fn confidence(&self) -> Confidence {
        let Sure { entity, metric, period } = self.sure;
        let is_named = !self.entity.is_empty() && !self.metric.name().is_empty();
        match entity.min(metric).min(period) {
            Confidence::Certain if !is_named => Confidence::Likely,
            Confidence::Unknown if entity.max(metric) > Confidence::Unknown => Confidence::Likely,
            least => least,
        }
    }
}

/// A figure with its subject.
#[derive(Clone, Debug, PartialEq)]
pub struct Bound {
    /// Its bytes in the text.
    pub span: Range<usize>,
    /// The number, below zero for a fall.
    pub reported: Reported,
    /// What it counts, where the text says.
    pub unit: Option<Unit>,
    /// What is said of the subject.
    pub measure: Measure,
    /// Whose, what and when.
    pub subject: Subject,
    /// Of a growth, change or multiple: the period compared with, where the text says it.
    pub versus: Option<Period>,
    /// Who holds or buys a stake.
    pub holder: Option<Arc<str>>,
    /// Whether it is the level that another is compared with.
    pub is_prior: bool,
    /// Whether its sentence says nothing of its time, so that it is that of a sentence before.
    pub inherits_period: bool,
    /// The statements of the paragraph that it is a member of, by their positions.
    pub statements: Statements,
}

impl Bound {
    /// The figure, for less sure where its parts make no sense together: a subject without a name, revenue in percent, a stake of more
    /// than the whole.
    pub fn fitted(mut self) -> Self {
        bind::fit(&mut self);
        self
    }
}

/// The company that a document is about.
#[derive(Clone, Debug)]
pub struct Company {
    /// Its name; empty where nothing says.
    pub name: Arc<str>,
    /// How sure that is.
    pub confidence: Confidence,
}

/// Reads the figures of one document after another.
#[derive(Default)]
pub struct Reader {
    /// Room of documents that are done with.
    people: People<'static>,
    room: bind::Room<'static>,
}

impl Reader {
    /// The figures of the paragraphs of one document, each with its subject, paragraph by paragraph and from the left. Periods are
    /// resolved in `context`, those of a company whose fiscal years end on another day by `year_ends`, which has names in lower case.
    ///
    /// ```
    /// use std::collections::HashMap;
    /// use tieout::read::article::lexer::{Context, LexerOptions};
    /// use tieout::read::article::phrases::Paragraph;
    /// use tieout::read::article::subjects::{Confidence, Reader};
    /// let text = "Kingsoft said its revenue rose 54% to 3.4bn yuan in 2014.";
    /// let paragraph = Paragraph::read(text, &LexerOptions::default());
    /// let found = Reader::default().read(&[paragraph], &Context::default(), &HashMap::new());
    /// let level = &found[0][1];
    /// assert_eq!((&*level.subject.entity, level.subject.metric.name()), ("Kingsoft", "revenue"));
    /// assert_eq!(level.subject.confidence(), Confidence::Certain);
    /// ```
    pub fn read(
        &mut self,
        paragraphs: &[Paragraph<'_>],
        context: &Context,
        year_ends: &HashMap<String, FiscalYearEnd>,
    ) -> Vec<Vec<Bound>> {
        let mut figures: Vec<Vec<Bound>> = paragraphs.iter().map(|_| Vec::new()).collect();
        let mut people = std::mem::take(&mut self.people).emptied();
        // Whose figures are whose is asked of metrics and statements alone: of a text that has none, nobody's name is looked for.
        if paragraphs.iter().any(bind::has_subjects) {
            people.gather(paragraphs);
        }
        let room = std::mem::take(&mut self.room).emptied();
        let mut reader = bind::Reader::new(&people.cast, context, year_ends, room);
        let mut sentences = people.sentences.iter();
        for (paragraph, found) in paragraphs.iter().zip(&mut figures) {
            for sentence in &paragraph.sentences {
                let names = sentences.next().and_then(|names| people.names.get(names.clone())).unwrap_or_default();
                reader.sentence(paragraph, sentence, names, found);
            }
        }
        self.room = reader.finish().emptied();
        self.people = people.emptied();
        settle_periods(paragraphs, &mut figures);
        figures
    }

    /// Takes the figures of a paragraph that is done with, so that their room is used again.
    pub fn take_back(&mut self, figures: Vec<Bound>) {
        self.room.take_back(figures);
    }

    /// The company that a document of some paragraphs is about.
    ///
    /// ```
    /// use tieout::read::article::lexer::LexerOptions;
    /// use tieout::read::article::phrases::Paragraph;
    /// use tieout::read::article::subjects::Reader;
    /// let paragraph = Paragraph::read("Nokia Oyj said its network sales rose.", &LexerOptions::default());
    /// assert_eq!(&*Reader::default().company(&[paragraph]).name, "Nokia");
    /// ```
    pub fn company(&mut self, paragraphs: &[Paragraph<'_>]) -> Company {
        let mut people = std::mem::take(&mut self.people).emptied();
        people.gather(paragraphs);
        let Main { name, confidence, .. } = people.cast.main();
        let company = Company { name: name.into(), confidence };
        self.people = people.emptied();
        company
    }
}

/// The day on which a text was written, by the dateline that one of its first paragraphs begins with: "OSLO, Feb 12, 2015 - Acme said".
///
/// ```
/// use tieout::read::article::lexer::LexerOptions;
/// use tieout::read::article::phrases::Paragraph;
/// use tieout::read::article::subjects::dateline;
/// let read = |text| Paragraph::read(text, &LexerOptions::default());
/// let story = [read("Acme earns more"), read("OSLO, Feb 12, 2015 - Acme said so.")];
/// assert_eq!(dateline(&story).map(|day| day.to_string()).as_deref(), Some("2015-02-12"));
/// assert_eq!(dateline(&[read("On Feb 12, 2015 - a Thursday - Acme said so.")]), None);
/// ```
pub fn dateline(paragraphs: &[Paragraph<'_>]) -> Option<Date> {
    paragraphs.iter().take(BEFORE_DATELINE).find_map(|paragraph| period::dateline(&paragraph.tokens))
}

/// A dateline begins one of so many paragraphs: headline, summary and byline may stand before it.
const BEFORE_DATELINE: usize = 5;

/// The names in a document.
#[derive(Default)]
struct People<'t> {
    names: Vec<Name<'t>>,
    /// Those of each sentence, by their positions.
    sentences: Vec<Range<usize>>,
    /// The companies among them.
    cast: Cast<'t>,
}

impl<'t> People<'t> {
    /// Finds all of them.
    fn gather(&mut self, paragraphs: &[Paragraph<'t>]) {
        for paragraph in paragraphs {
            for sentence in &paragraph.sentences {
                let first = self.names.len();
                names::names(paragraph.text, &paragraph.tokens, &sentence.tokens, &mut self.names);
                self.sentences.push(first..self.names.len());
            }
        }
        self.cast.gather(&mut self.names);
    }

    /// Nobody, with the room that there was.
    fn emptied<'n>(self) -> People<'n> {
        People { names: emptied(self.names), sentences: emptied(self.sentences), cast: self.cast.emptied() }
    }
}

/// Where a document speaks of one period alone, what it says of no time is of that one; its headline too, where what it measures
/// runs over a period.
fn settle_periods(paragraphs: &[Paragraph<'_>], figures: &mut [Vec<Bound>]) {
    let is_main = |bound: &&Bound| !bound.inherits_period && !bound.is_prior;
    let mut stated = figures.iter().flatten().filter(is_main).filter_map(|bound| bound.subject.period);
    let Some(only) = stated.next().filter(|first| stated.all(|other| other == *first)) else {
        return;
    };
    let is_reported = figures.iter().flatten().any(|bound| bound.subject.confidence() == Confidence::Certain);
    for (paragraph, bounds) in paragraphs.iter().zip(figures) {
        for bound in bounds.iter_mut().filter(|bound| bound.inherits_period) {
            let subject = &mut bound.subject;
            let is_flow = subject.metric.nature() == Some(Nature::Flow) && !bound.is_prior;
            let is_left_out = paragraph.is_headline && is_reported && is_flow && subject.period.is_none();
            if subject.period == Some(only) || is_left_out {
                subject.period = Some(only);
                subject.sure.period = Confidence::Certain;
            }
        }
    }
}

#[cfg(test)]
mod tests;
