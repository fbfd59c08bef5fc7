//! The figures of articles, as a figure CSV has them.

use std::io::{BufRead, BufReader};
use std::sync::Arc;

use super::Error;
use super::source::Source;
use crate::model::{Currency, Unit};
use crate::num::{Convention, Exact, Interval, Qualifier, Style, parse};
use crate::read::article::lexer::{FigureToken, FigureUnit, LexerOptions, Token, tokens};
use crate::read::documents::{Document, Documents, Kind, Passage};
use crate::text::Span;

/// How articles are read.
#[derive(Clone, Copy, Debug, Default)]
pub struct ExtractOptions {
    /// How they write numbers.
    pub style: Style,
    /// How they round.
    pub convention: Convention,
}

/// A figure of an article.
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
}

/// Hands every figure of a source to `each`, in order.
///
/// # Errors
/// When the source or one of its documents cannot be read, and when `each` fails.
pub fn extract<E: From<Error>>(
    source: &dyn Source,
    kind: Kind,
    options: &ExtractOptions,
    mut each: impl FnMut(&Extracted) -> Result<(), E>,
) -> Result<(), E> {
    let failed = |error| Error::new(format!("{}: cannot be read: {error}", source.name()));
    let input: Box<dyn BufRead + '_> = Box::new(BufReader::new(source.open().map_err(failed)?));
    for document in Documents::new(Arc::clone(source.name()), input, kind) {
        let document = document.map_err(Error::new)?;
        figures(&document, options).iter().try_for_each(&mut each)?;
    }
    Ok(())
}

/// Every figure of a document.
fn figures(document: &Document, options: &ExtractOptions) -> Vec<Extracted> {
    let lexing = LexerOptions { style: options.style };
    let mut found: Vec<(&Passage, Token<'_>)> = Vec::new();
    for passage in document.passages() {
        let all = tokens(passage.text(), &lexing);
        found.extend(all.into_iter().filter(|token| token.figure().is_some()).map(|token| (passage, token)));
    }
    let spoken: Vec<Currency> = found.iter().filter_map(|(_, token)| token.figure()?.unit()?.currency()).collect();
    let extracted = |(passage, token): &(&Passage, Token<'_>)| {
        let figure = token.figure()?;
        Some(Extracted {
            source: Arc::clone(&document.name),
            span: document.span(passage, token.span()),
            value: value(token, figure),
            unit: unit(figure, &spoken),
            nominal: figure.reported.nominal(),
            interval: figure.reported.loose(options.convention),
            qualifier: figure.reported.qualifier(),
        })
    };
    found.iter().filter_map(extracted).collect()
}

/// The unit: of a currency's name that several share, the one that the document speaks of elsewhere.
fn unit(figure: &FigureToken, spoken: &[Currency]) -> Option<String> {
    match figure.unit {
        FigureUnit::One(unit) => Some(unit.to_string()),
        FigureUnit::OneOf(several) => {
            let mut likely = spoken.iter().filter(|currency| several.contains(currency));
            let first = likely.next()?;
            likely.all(|other| other == first).then(|| Unit::Money(*first).to_string())
        }
        _ => Some("count".to_owned()),
    }
}

/// The text as it stands, where a figure CSV reads the same from it, else the number written out.
fn value(token: &Token<'_>, figure: &FigureToken) -> String {
    let same = parse(token.text, Style::default()).is_ok_and(|written| written.reported == figure.reported);
    if same {
        return token.text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    let digits = |value: Exact, place: i32| crate::num::plain(&value, place.min(0), crate::num::Rounding::Nearest);
    let lower = figure.reported.numeral();
    let mut text = figure.reported.qualifier().name().to_owned();
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(&digits(lower.value(), lower.last_place()));
    if let Some(upper) = figure.reported.upper() {
        text.push_str(" to ");
        text.push_str(&digits(upper.value(), upper.last_place()));
    }
    text
}
