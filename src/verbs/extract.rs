//! The figures of articles, as a figure CSV has them.

use std::io::{BufRead, BufReader};
use std::sync::Arc;

use jiff::civil::Date;

use super::Error;
use super::articles::{Readers, Story, Told};
use super::documents;
use super::source::Source;
use crate::finding::Extracted;
use crate::model::{Currency, Measure, Unit};
use crate::num::{Convention, Exact, Numeral, Reported, Style, parse};
use crate::read::article::countries;
use crate::read::article::lexer::{FigureUnit, Token};
use crate::read::article::phrases::Part;
use crate::read::article::subjects::Bound;
use crate::read::documents::{Document, Kind, Passage};
use crate::read::figures_csv::Options as Reading;

/// How articles are read.
#[derive(Clone, Debug, Default)]
pub struct ExtractOptions {
    /// How they write numbers and round, and what their entities and metrics are called.
    pub reading: Reading,
    /// The day of publication, where it is not the one that they name.
    pub published: Option<Date>,
}

/// Hands every figure of a source to `each`, in order, and to `assumed` what was assumed or left out of a document, by its name, so
/// that it could be read.
///
/// # Errors
/// When the source or one of its documents cannot be read, and when `each` fails.
pub fn extract<E: From<Error>>(
    source: &dyn Source,
    kind: Kind,
    options: &ExtractOptions,
    mut assumed: impl FnMut(&str, &str),
    mut each: impl FnMut(&Extracted) -> Result<(), E>,
) -> Result<(), E> {
    let failed = |error| Error::new(format!("{}: cannot be read: {error}", source.name()));
    let input: Box<dyn BufRead + '_> = Box::new(BufReader::new(source.open().map_err(failed)?));
    let worker = || {
        let mut readers = Readers::new(&options.reading);
        move |document: &Document| {
            (Arc::clone(&document.name), document.notes.clone(), figures(document, &mut readers, options))
        }
    };
    documents::each(Arc::clone(source.name()), input, kind, worker, |(name, notes, found)| {
        notes.iter().for_each(|note| assumed(&name, note));
        found.iter().try_for_each(&mut each)
    })
}

/// Every figure of a document.
fn figures(document: &Document, readers: &mut Readers, options: &ExtractOptions) -> Vec<Extracted> {
    let story = Story::read(document, readers, &options.reading, options.published);
    let all = || story.paragraphs.iter().flat_map(|told| told.figures.iter().map(move |bound| (told, bound)));
    let mut spoken: Vec<Currency> = all().filter_map(|(_, bound)| bound.unit?.currency()).collect();
    let figures = story.paragraphs.iter().flat_map(|told| told.read.tokens.iter()).filter_map(Token::figure);
    spoken.extend(countries::spoken_of(document.passages().map(Passage::text), figures));
    let convention = options.reading.convention;
    let found = all().map(|(told, bound)| extracted(&story, told, bound, &spoken, convention)).collect();
    story.finish(readers);
    found
}

fn extracted(
    story: &Story<'_>,
    told: &Told<'_>,
    bound: &Bound,
    spoken: &[Currency],
    convention: Convention,
) -> Extracted {
    let power = bound.unit.map_or(0, Unit::power).saturating_neg();
    let reported = bound.reported.times_power_of_ten(power);
    let token = told.token_at(bound.span.start);
    let unit = bound.unit.map_or_else(
        || counted_by(told, bound, token).map_or_else(|| Unit::COUNT.to_string(), |token| unit(token, spoken)),
        |u| u.to_string(),
    );
    Extracted {
        source: Arc::clone(&story.document.name),
        span: story.document.span(told.passage, bound.span.clone()),
        value: value(told.read.text.get(bound.span.clone()).unwrap_or_default(), &reported, &unit),
        unit: Some(unit).filter(|unit| !unit.is_empty()),
        nominal: reported.nominal(),
        interval: reported.loose(convention),
        qualifier: reported.qualifier(),
        measure: bound.measure,
        entity: Arc::clone(&bound.subject.entity),
        metric: bound.subject.metric.clone(),
        period: bound.subject.period,
        confidence: bound.subject.confidence().name(),
        versus: bound.versus,
        holder: bound.holder.clone(),
    }
}

/// What says in which unit a figure counts that has none of its own: the level beside it, as in "412 mln crowns from 365 mln".
fn counted_by<'t>(told: &'t Told<'_>, bound: &Bound, token: Option<&'t Token<'t>>) -> Option<&'t Token<'t>> {
    let is_one_of =
        |token: &&Token<'_>| token.figure().is_some_and(|figure| matches!(figure.unit, FigureUnit::OneOf(_)));
    let beside = || {
        let statements = bound.statements.iter().filter_map(|statement| told.read.statements.get(statement));
        let levels = statements.flat_map(|statement| [statement.member(Part::Current), statement.member(Part::Prior)]);
        levels.flatten().filter_map(|level| told.token_at(level.span.start)).find(is_one_of)
    };
    token.filter(is_one_of).or_else(|| beside().filter(|_| bound.measure == Measure::Level)).or(token)
}

/// The unit: of a currency's name that several share, the one that the document speaks of elsewhere, else none.
fn unit(token: &Token<'_>, spoken: &[Currency]) -> String {
    match token.figure().map(|figure| &figure.unit) {
        Some(FigureUnit::OneOf(several)) => {
            let mut likely = spoken.iter().filter(|currency| several.contains(currency));
            let first = likely.next();
            let only = first.filter(|first| likely.all(|other| other == *first));
            only.map_or(String::new(), |currency| Unit::Money(*currency).to_string())
        }
        _ => Unit::COUNT.to_string(),
    }
}

/// The text as it stands, where a figure CSV reads the same from it, else the number written out.
fn value(text: &str, reported: &Reported, unit: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let same = parse(&text, Style::default())
        .is_ok_and(|written| written.reported == *reported && Unit::of_written(&written, unit).is_ok());
    // A cell of words does not begin with a sign, which a spreadsheet would take for that of a formula.
    if same && !text.starts_with(['+', '-']) {
        return text;
    }
    let digits = |value: Exact, place: i32| crate::num::plain(&value, place.min(0), crate::num::Rounding::Nearest);
    let of = |numeral: &Numeral| digits(numeral.value(), numeral.last_place());
    let lower = reported.numeral();
    match (reported.upper(), reported.qualifier().name()) {
        (Some(upper), _) if lower.value().is_negative() => format!("between {} and {}", of(lower), of(upper)),
        (Some(upper), _) => format!("{} to {}", of(lower), of(upper)),
        (None, "") => of(lower),
        (None, qualifier) => format!("{qualifier} {}", of(lower)),
    }
}
