//! Findings for people: contradictions drawn, with everything else in a line or two on demand, and a line that counts them.

use std::io::{self, Write};

use anstyle::Style;

use super::drawing::draw;
use super::summary::Summary;
use super::words::{computation, headline};
use super::wrap::fold;
use super::{Canvas, Findings};
use crate::finding::{FigureRead, Finding, Verdict};
use crate::report::terminal::{printable, printable_lines};

/// What stands before the lines below the first.
const INDENT: &str = "  ";

/// Draws each contradiction.
pub(super) struct Text<'s> {
    verbose: bool,
    canvas: Canvas<'s>,
}

impl<'s> Text<'s> {
    pub(super) fn new(verbose: bool, canvas: Canvas<'s>) -> Self {
        Text { verbose, canvas }
    }
}

impl Findings for Text<'_> {
    fn finding(&mut self, out: &mut dyn Write, finding: &Finding) -> io::Result<()> {
        match finding.verdict {
            Verdict::Inconsistent if self.verbose || finding.accepted.is_none() => {
                writeln!(out, "{}", draw(finding, &self.canvas))
            }
            Verdict::Inconsistent => writeln!(out, "{}", brief(finding, &self.canvas)),
            _ if self.verbose => writeln!(out, "{}", brief(finding, &self.canvas)),
            _ => Ok(()),
        }
    }

    fn figure(&mut self, out: &mut dyn Write, figure: &FigureRead) -> io::Result<()> {
        let style = if self.canvas.colour { Style::new().bold() } else { Style::new() };
        let (text, place) = (figure.text.split_whitespace().collect::<Vec<_>>().join(" "), figure.origin.place());
        let read = printable(&format!("{text}, {}, {place}", made_of(figure)));
        writeln!(out, "{style}figure{style:#}: {read}")
    }

    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        writeln!(out, "{}", fold(&summary.to_string(), usize::from(self.canvas.width)))
    }
}

/// What was made of a figure: `growth of Acme revenue 2015Q3, in growth`.
fn made_of(figure: &FigureRead) -> String {
    let period = figure.period.map_or(String::new(), |period| period.to_string());
    let named = [&*figure.entity, &figure.metric.to_string(), &period].map(str::to_owned);
    let named: Vec<String> = named.into_iter().filter(|word| !word.is_empty()).collect();
    let perhaps = if figure.is_certain { "" } else { "perhaps " };
    let subject = match (figure.entity.is_empty(), figure.metric.name().is_empty()) {
        (true, true) => "of what is not said".to_owned(),
        _ => format!("of {perhaps}{}", named.join(" ")),
    };
    let relations = match figure.relations.as_slice() {
        [] => "in no relation".to_owned(),
        relations => format!("in {}", relations.join(", ")),
    };
    format!("{} {subject}, {relations}", figure.measure)
}

/// What ties out, or why that cannot be told, or why a contradiction is accepted.
fn brief(finding: &Finding, canvas: &Canvas<'_>) -> String {
    let place = finding.parties.first().map_or(String::new(), |stated| format!(", {}", stated.origin.place()));
    let reason = match computation(finding) {
        _ if !finding.missing.is_empty() => Some(format!("missing: {}", finding.missing)),
        computation => computation,
    };
    let (kind, reason) = match &finding.accepted {
        Some(accepted) => ("accepted", Some(accepted.to_string())),
        None => (finding.verdict.name(), reason),
    };
    let columns = usize::from(canvas.width).saturating_sub(INDENT.len());
    let folded = |text: &str| fold(&printable_lines(text), columns).replace('\n', &format!("\n{INDENT}"));
    let style = if canvas.colour { Style::new().bold() } else { Style::new() };
    let head = format!("{}{place}", headline(finding));
    let label = format!("{style}{kind}[{}]{style:#}", printable(&finding.identity));
    let reason = reason.map_or(String::new(), |reason| format!("\n{INDENT}{}", folded(&reason)));
    format!("{label}: {}{reason}", printable(&head))
}
