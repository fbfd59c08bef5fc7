//! Findings as CSV: all of them, in the columns that programs rely on.

use std::io::{self, Write};

use super::Findings;
use super::summary::Summary;
use super::words::{deviation, explanation, plain};
use crate::finding::{Finding, Party};
use crate::report::table::{Cell, Format, TableWriter, table_writer};

const COLUMNS: [&str; 20] = [
    "verdict",
    "severity",
    "identity",
    "entity",
    "metric",
    "period",
    "stated",
    "expected",
    "low",
    "high",
    "unit",
    "deviation",
    "slip",
    "missing",
    "members",
    "explanation",
    "source",
    "location",
    "fingerprint",
    "accepted",
];

/// Writes a row for each finding.
pub(super) struct Rows {
    table: Box<dyn TableWriter>,
    digits: u8,
}

impl Rows {
    pub(super) fn new(digits: u8) -> Self {
        Rows { table: table_writer(Format::Csv, "findings", 0), digits }
    }
}

impl Findings for Rows {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.table.header(out, &COLUMNS.map(str::to_owned))
    }

    fn finding(&mut self, out: &mut dyn Write, finding: &Finding) -> io::Result<()> {
        self.table.row(out, &cells(finding, self.digits))
    }

    fn end(&mut self, out: &mut dyn Write, _summary: &Summary) -> io::Result<()> {
        self.table.end(out)
    }
}

fn cells(finding: &Finding, digits: u8) -> [Cell<'_>; COLUMNS.len()] {
    let stated = finding.parties.first();
    let expected = plain(finding.expected.as_ref(), finding, digits);
    [
        Cell::text(finding.verdict.name()),
        Cell::text(finding.severity.name()),
        Cell::text(&*finding.identity),
        Cell::text(finding.entity.as_ref()),
        Cell::text(finding.metric.to_string()),
        Cell::text(finding.period.map_or(String::new(), |period| period.to_string())),
        Cell::number(plain(stated.map(|stated| &stated.value), finding, digits).value),
        Cell::number(expected.value),
        Cell::number(expected.low),
        Cell::number(expected.high),
        Cell::text(finding.unit.to_string()),
        Cell::number(deviation(finding)),
        Cell::text(finding.slip.as_ref().map_or("", |slip| slip.kind.name())),
        Cell::text(&*finding.missing),
        Cell::text(members(finding)),
        Cell::text(explanation(finding)),
        Cell::text(stated.and_then(|stated| stated.origin.document.as_deref()).unwrap_or("")),
        Cell::text(stated.map_or(String::new(), |stated| stated.origin.place())),
        Cell::text(finding.fingerprint().to_string()),
        Cell::text(finding.accepted.as_deref().unwrap_or("")),
    ]
}

/// The figures with their places: `stated=54% a.csv:4:21; prior=2.2bn a.csv:2:21`.
fn members(finding: &Finding) -> String {
    let member = |party: &Party| format!("{}={} {}", party.role, party.text, party.origin.place());
    finding.parties.iter().map(member).collect::<Vec<_>>().join("; ")
}
