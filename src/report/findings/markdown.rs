//! Findings as a table in Markdown.

use std::io::{self, Write};

use super::Findings;
use super::summary::Summary;
use super::words::{explanation, subject};
use crate::finding::Finding;
use crate::report::table::{Cell, Format, TableWriter, table_writer};
use crate::report::view;

const COLUMNS: [&str; 6] = ["verdict", "identity", "figure", "stated", "expected", "computation"];

/// Writes a row for each finding.
pub(super) struct Rows {
    table: Box<dyn TableWriter>,
}

impl Rows {
    pub(super) fn new() -> Self {
        Rows { table: table_writer(Format::Markdown, "findings", 0) }
    }
}

impl Findings for Rows {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.table.header(out, &COLUMNS.map(str::to_owned))
    }

    fn finding(&mut self, out: &mut dyn Write, finding: &Finding) -> io::Result<()> {
        self.table.row(out, &cells(finding))
    }

    fn end(&mut self, out: &mut dyn Write, _summary: &Summary) -> io::Result<()> {
        self.table.end(out)
    }
}

fn cells(finding: &Finding) -> [Cell<'_>; COLUMNS.len()] {
    let stated = finding.parties.first().map_or("", |stated| stated.text.as_str());
    let expected = finding.expected.as_ref().map(|value| view::display(value, Some(finding.unit)));
    [
        Cell::text(finding.verdict.name()),
        Cell::text(&*finding.identity),
        Cell::text(subject(finding)),
        Cell::text(stated),
        Cell::text(expected.unwrap_or_default()),
        Cell::text(computed(finding)),
    ]
}

/// The computation or what is missing for it, and why a contradiction is accepted.
fn computed(finding: &Finding) -> String {
    let computed = if finding.missing.is_empty() { explanation(finding) } else { finding.missing.to_string() };
    finding.accepted.as_deref().map_or(computed.clone(), |reason| format!("{computed}; accepted: {reason}"))
}
