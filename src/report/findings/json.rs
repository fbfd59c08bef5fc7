//! Findings as JSON: one object whose summary comes first, or a finding a line.

use std::io::{self, Seek, Write};

use serde::Serialize;
use tempfile::SpooledTempFile;

use super::Findings;
use super::summary::Summary;
use super::words::{deviation, explanation, plain, repair};
use crate::finding::{Finding, Party, Slip};
use crate::report::json::VERSION;
use crate::report::view;

/// What is kept in memory of the findings before they go to a temporary file.
const SPOOL: usize = 4 * 1024 * 1024;

/// Writes one object. The summary stands before the findings that it counts, so they wait in a temporary file.
pub(super) struct Document {
    digits: u8,
    held: SpooledTempFile,
    is_empty: bool,
}

impl Document {
    pub(super) fn new(digits: u8) -> Self {
        Document { digits, held: SpooledTempFile::new(SPOOL), is_empty: true }
    }
}

impl Findings for Document {
    fn finding(&mut self, _out: &mut dyn Write, finding: &Finding) -> io::Result<()> {
        self.held.write_all(if self.is_empty { b"\n" } else { b",\n" })?;
        self.is_empty = false;
        let item = serde_json::to_vec(&Item::of(finding, self.digits))?;
        self.held.write_all(&item)
    }

    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        write!(out, "{{\"version\":{VERSION},\"summary\":{},\"findings\":[", serde_json::to_string(summary)?)?;
        self.held.rewind()?;
        io::copy(&mut self.held, out)?;
        writeln!(out, "{}]}}", if self.is_empty { "" } else { "\n" })
    }
}

/// Writes an object a line.
pub(super) struct Lines {
    digits: u8,
}

impl Lines {
    pub(super) fn new(digits: u8) -> Self {
        Lines { digits }
    }
}

impl Findings for Lines {
    fn finding(&mut self, out: &mut dyn Write, finding: &Finding) -> io::Result<()> {
        serde_json::to_writer(&mut *out, &Item::of(finding, self.digits))?;
        writeln!(out)
    }

    fn end(&mut self, _out: &mut dyn Write, _summary: &Summary) -> io::Result<()> {
        Ok(())
    }
}

#[derive(Serialize)]
struct Item<'f> {
    verdict: &'static str,
    severity: &'static str,
    identity: &'f str,
    entity: &'f str,
    metric: String,
    period: String,
    stated: Option<String>,
    expected: Option<String>,
    low: Option<String>,
    high: Option<String>,
    unit: String,
    deviation: Option<String>,
    slip: Option<Likely<'f>>,
    missing: Option<&'f str>,
    members: Vec<Member<'f>>,
    explanation: String,
    source: Option<&'f str>,
    location: Option<String>,
    fingerprint: String,
    accepted: Option<&'f str>,
}

#[derive(Serialize)]
struct Member<'f> {
    role: &'static str,
    text: &'f str,
    value: String,
    unit: String,
    low: Option<String>,
    high: Option<String>,
    source: &'f str,
    line: u64,
    column: u64,
    start: u64,
    end: u64,
    #[serde(flatten)]
    repair: Option<Repair>,
}

/// What a member would have to be; an end that is not bounded is null.
#[derive(Serialize)]
struct Repair {
    repair_low: Option<String>,
    repair_high: Option<String>,
}

#[derive(Serialize)]
struct Likely<'f> {
    kind: &'static str,
    role: Option<&'static str>,
    text: Option<&'f str>,
    instead: Option<&'f str>,
    explanation: &'f str,
}

fn some(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}

impl<'f> Item<'f> {
    fn of(finding: &'f Finding, digits: u8) -> Self {
        let stated = finding.parties.first();
        let expected = plain(finding.expected.as_ref(), finding, digits);
        Item {
            verdict: finding.verdict.name(),
            severity: finding.severity.name(),
            identity: &finding.identity,
            entity: &finding.entity,
            metric: finding.metric.to_string(),
            period: finding.period.map_or(String::new(), |period| period.to_string()),
            stated: some(plain(stated.map(|stated| &stated.value), finding, digits).value),
            expected: some(expected.value),
            low: some(expected.low),
            high: some(expected.high),
            unit: finding.unit.to_string(),
            deviation: some(deviation(finding)),
            slip: finding.slip.as_ref().map(|slip| Likely::of(finding, slip)),
            missing: Some(&*finding.missing).filter(|missing| !missing.is_empty()),
            members: finding.parties.iter().map(|party| Member::of(party, digits)).collect(),
            explanation: explanation(finding),
            source: stated.and_then(|stated| stated.origin.document.as_deref()),
            location: stated.map(|stated| stated.origin.place()),
            fingerprint: finding.fingerprint().to_string(),
            accepted: finding.accepted.as_deref(),
        }
    }
}

impl<'f> Likely<'f> {
    fn of(finding: &'f Finding, slip: &'f Slip) -> Self {
        let correction = slip.correction.as_ref();
        let party = correction.and_then(|correction| finding.parties.get(correction.party));
        Likely {
            kind: slip.kind.name(),
            role: party.map(|party| party.role),
            text: party.map(|party| party.text.as_str()),
            instead: correction.map(|correction| correction.text.as_str()),
            explanation: &slip.explanation,
        }
    }
}

impl<'f> Member<'f> {
    fn of(party: &'f Party, digits: u8) -> Self {
        let plain = view::plain(&party.value, Some(party.unit), digits);
        let repair = repair(party).map(|repair| view::plain(&repair, Some(party.unit), digits));
        Member {
            role: party.role,
            text: &party.text,
            value: plain.value,
            unit: party.unit.to_string(),
            low: some(plain.low),
            high: some(plain.high),
            source: &party.origin.file,
            line: party.origin.line,
            column: party.origin.column,
            start: party.origin.start,
            end: party.origin.end,
            repair: repair.map(|repair| Repair { repair_low: some(repair.low), repair_high: some(repair.high) }),
        }
    }
}
