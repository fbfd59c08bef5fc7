//! A contradiction drawn over the lines of the files that state it.
//!
//! Each file is one snippet of `annotate-snippets`, with the lines of the figures, broken to the screen's width, and their
//! numbers in front of them: its own numbering could not skip lines, nor go on over a broken one.

use std::collections::BTreeMap;
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Level, Origin, Padding, Renderer, Snippet};
use anstream::adapter::strip_str;

use super::Canvas;
use super::sources::{Line, line_at, part_of};
use super::words::{computation, headline, likely, repairs};
use super::wrap::{Mark, fold, width, wrap};
use crate::finding::{Finding, Party, Severity};
use crate::report::terminal::{printable, printable_lines};
use crate::report::view;

/// The columns that the frame takes on the left.
const FRAME: usize = 3;

/// The columns of the frame with `note: ` or `help: `.
const MESSAGE: usize = 9;

/// The least columns that lines are broken to, however narrow the screen.
const LEAST: usize = 20;

/// What separates a line's number from the line.
const NUMBERED: &str = ": ";

/// The finding with a title, its figures in their lines, the computation, and what each figure would have to be
/// and the likely slip.
pub(super) fn draw(finding: &Finding, canvas: &Canvas<'_>) -> String {
    let columns = usize::from(canvas.width).saturating_sub(FRAME).max(LEAST);
    let mut elements = Vec::new();
    for (position, section) in sections(finding).iter().enumerate() {
        if position > 0 {
            elements.push(Element::from(Padding));
        }
        section.draw(canvas, columns, &mut elements);
    }
    let columns = usize::from(canvas.width).saturating_sub(MESSAGE).max(LEAST);
    if let Some(note) = computation(finding) {
        elements.push(Level::NOTE.message(fold(&printable_lines(&note), columns)).into());
    }
    if let Some(reason) = &finding.accepted {
        elements.push(Level::NOTE.message(fold(&printable_lines(&format!("accepted: {reason}")), columns)).into());
    }
    if let Some(help) = help(finding) {
        elements.push(Level::HELP.message(help).into());
    }
    if let Some(likely) = likely(finding) {
        elements.push(Level::HELP.message(fold(&printable_lines(&likely), columns)).into());
    }
    let renderer = if canvas.colour { Renderer::styled() } else { Renderer::plain() };
    // Nothing is left for the renderer to cut: the lines are broken to the width already.
    let renderer = renderer.decor_style(DecorStyle::Unicode).term_width(usize::from(u16::MAX));
    let group = Group::with_title(title(finding, canvas)).elements(elements);
    without_lone_signs(&renderer.render(&[group]))
}

fn title<'f>(finding: &'f Finding, canvas: &Canvas<'_>) -> annotate_snippets::Title<'f> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = printable(&headline(finding));
    let label = finding.severity.name().len().saturating_add(finding.identity.len()).saturating_add("[]: ".len());
    let columns = usize::from(canvas.width).saturating_sub(label).max(LEAST);
    level.primary_title(fold(&title, columns)).id(printable(&finding.identity))
}

/// What each figure would have to be instead, the texts in a column.
fn help(finding: &Finding) -> Option<String> {
    let repairs: Vec<(String, String)> =
        repairs(finding).map(|(party, repair)| (printable(&party.text), repair)).collect();
    let longest = repairs.iter().map(|(text, _)| width(text)).max()?;
    let line = |(text, repair): &(String, String)| {
        let blanks = " ".repeat(longest.saturating_sub(width(text)));
        format!("\n  {text}{blanks} → {repair}")
    };
    Some(format!("the figures would fit with one of these instead:{}", repairs.iter().map(line).collect::<String>()))
}

/// The renderer marks each snippet without a path as one of another file. Here an origin stands before each.
fn without_lone_signs(rendered: &str) -> String {
    let is_lone = |line: &&str| strip_str(line).to_string().trim() == "⸬";
    rendered.lines().filter(|line| !is_lone(line)).map(|line| format!("{line}\n")).collect()
}

/// The figures of one file.
struct Section<'f> {
    parties: Vec<(&'f Party, AnnotationKind)>,
}

/// The figures by file, that of the stated one first.
fn sections(finding: &Finding) -> Vec<Section<'_>> {
    let mut sections: Vec<Section<'_>> = Vec::new();
    for (position, party) in finding.parties.iter().enumerate() {
        let kind = if position == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        let is_of = |section: &&mut Section<'_>| {
            section.parties.first().is_some_and(|(first, _)| first.origin.file == party.origin.file)
        };
        match sections.iter_mut().find(is_of) {
            Some(section) => section.parties.push((party, kind)),
            None => sections.push(Section { parties: vec![(party, kind)] }),
        }
    }
    sections
}

impl<'f> Section<'f> {
    fn draw(&self, canvas: &Canvas<'_>, columns: usize, elements: &mut Vec<Element<'f>>) {
        let Some((first, _)) = self.parties.first() else {
            return;
        };
        let number = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
        let origin = &first.origin;
        let origin = Origin::path(printable(&origin.file)).line(number(origin.line)).char_column(number(origin.column));
        elements.push(origin.into());
        let sheet = self.sheet(canvas, columns);
        let snippet = Snippet::source(sheet.text).line_numbering(false).fold(false).annotations(sheet.annotations);
        elements.push(snippet.into());
    }

    /// The lines of the figures in the order of the file, below its header where that fits.
    fn sheet(&self, canvas: &Canvas<'_>, columns: usize) -> Sheet<'f> {
        let mut lines: BTreeMap<u64, Vec<&(&Party, AnnotationKind)>> = BTreeMap::new();
        for party in &self.parties {
            let origin = &party.0.origin;
            lines.entry(origin.quote.as_ref().map_or(origin.line, |quote| quote.line)).or_default().push(party);
        }
        let digits = lines.keys().next_back().map_or(0, |last| last.to_string().len());
        let columns = columns.saturating_sub(digits).saturating_sub(NUMBERED.len()).max(LEAST);
        let mut sheet = Sheet { text: String::new(), annotations: Vec::new(), digits, columns };
        let line = |at: u64| line_at(canvas.sources?, &self.parties.first()?.0.origin.file, at);
        let is_quoted = self.parties.iter().any(|(party, _)| party.origin.quote.is_some());
        if let Some(header) = line(0).filter(|_| !is_quoted && !lines.contains_key(&1)) {
            sheet.header(&header);
        }
        for (number, parties) in lines {
            // A figure that goes on in the next line has taken that with it.
            let quotes = parties.iter().filter_map(|(party, _)| party.origin.quote.as_ref());
            let quoted = match quotes.max_by_key(|quote| quote.text.len()) {
                Some(quote) => Some(part_of(quote)),
                None => parties.first().and_then(|(first, _)| line(first.origin.start)),
            };
            match quoted.filter(|line| parties.iter().all(|(party, _)| within(party, line).is_some())) {
                Some(line) => sheet.line(number, &line, &parties),
                // The file cannot be read again: the figure stands for its line.
                None => parties.iter().for_each(|party| {
                    let bytes = party.0.text.clone().into_bytes();
                    sheet.line(number, &Line { start: place(party.0).start, bytes }, &[party]);
                }),
            }
        }
        sheet
    }
}

/// The bytes of a figure in its file, or in the line that is quoted of it.
fn place(party: &Party) -> Range<u64> {
    match &party.origin.quote {
        Some(quote) => quote.range.start as u64..quote.range.end as u64,
        None => party.origin.start..party.origin.end,
    }
}

/// The bytes of a figure in its line.
fn within(party: &Party, line: &Line) -> Option<Range<usize>> {
    let local = |at: u64| usize::try_from(at.checked_sub(line.start)?).ok();
    let place = place(party);
    let range = local(place.start)?..local(place.end)?;
    (range.end <= line.bytes.len()).then_some(range)
}

/// The lines of a snippet with what is pointed at in them.
struct Sheet<'f> {
    text: String,
    annotations: Vec<Annotation<'f>>,
    /// The digits of the largest line number.
    digits: usize,
    /// The columns behind the numbers.
    columns: usize,
}

impl Sheet<'_> {
    /// The header, unless it would have to be broken: its names would then not stand above the cells.
    fn header(&mut self, line: &Line) {
        let pieces = wrap(&line.bytes, &[], self.columns);
        if let ([header], false) = (&pieces[..], line.bytes.is_empty()) {
            self.number(Some(1));
            self.text.push_str(&header.text);
            self.text.push('\n');
        }
    }

    fn line(&mut self, number: u64, line: &Line, parties: &[&(&Party, AnnotationKind)]) {
        let labels: Vec<String> = parties.iter().map(|(party, _)| label(party)).collect();
        let mark = |((party, _), label): (&&(&Party, AnnotationKind), &String)| Mark {
            range: within(party, line).unwrap_or(0..line.bytes.len()),
            label: width(label),
        };
        let marks: Vec<Mark> = parties.iter().zip(&labels).map(mark).collect();
        for (position, piece) in wrap(&line.bytes, &marks, self.columns).into_iter().enumerate() {
            self.number((position == 0).then_some(number));
            let start = self.text.len();
            for (mark, range) in piece.marks {
                if let (Some((_, kind)), Some(label)) = (parties.get(mark), labels.get(mark)) {
                    let span = start.saturating_add(range.start)..start.saturating_add(range.end);
                    self.annotations.push(kind.span(span).label(label.clone()));
                }
            }
            self.text.push_str(&piece.text);
            self.text.push('\n');
        }
    }

    /// The number of a line before it, or as many blanks before what it goes on with.
    fn number(&mut self, number: Option<u64>) {
        let digits = self.digits;
        self.text.push_str(&match number {
            Some(number) => format!("{number:>digits$}{NUMBERED}"),
            None => " ".repeat(digits.saturating_add(NUMBERED.len())),
        });
    }
}

/// What is said at a figure: its part in the identity, and all that it may mean.
fn label(party: &Party) -> String {
    let interval = view::readable(&party.value, Some(party.unit)).interval;
    if interval.is_empty() { party.role.to_owned() } else { format!("{}: {interval}", party.role) }
}
