//! Findings as SARIF 2.1.0, the format of static analysis that code scanning services and editors read:
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>.
//!
//! A contradiction is a result of the kind `fail` (§3.27.9), what ties out one of the kind `pass`, what cannot be decided one of
//! the kind `open`. The tool with its rules, one for each identity that was met, stands behind the results, so that these are
//! written as they come.

use std::io::{self, Write};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use super::Findings;
use super::summary::Summary;
use super::words::{deviation, figure, headline, plain, reasons};
use crate::finding::{Finding, Party, Severity, Verdict};
use crate::identity::{DOCUMENTATION, embedded};
use crate::model::Origin;

/// The schema by its address (§3.13.3).
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What may stand in a path as it is (RFC 3986, §3.3); a colon in its first segment would make a scheme of it.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// Writes one log of one run.
pub(super) struct Log {
    verbose: bool,
    digits: u8,
    is_empty: bool,
    /// The identities that were met, in the order in which they were.
    rules: Vec<String>,
}

impl Log {
    pub(super) fn new(verbose: bool, digits: u8) -> Self {
        Log { verbose, digits, is_empty: true, rules: Vec::new() }
    }

    /// The position of an identity's rule.
    fn rule(&mut self, identity: &str) -> usize {
        let known = self.rules.iter().position(|rule| rule == identity);
        known.unwrap_or_else(|| {
            self.rules.push(identity.to_owned());
            self.rules.len().saturating_sub(1)
        })
    }
}

impl Findings for Log {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        write!(
            out,
            r#"{{"$schema":"{SCHEMA}","version":"2.1.0","runs":[{{"columnKind":"unicodeCodePoints","results":["#
        )
    }

    fn finding(&mut self, out: &mut dyn Write, finding: &Finding) -> io::Result<()> {
        if !self.verbose && finding.verdict != Verdict::Inconsistent {
            return Ok(());
        }
        out.write_all(if self.is_empty { b"\n" } else { b",\n" })?;
        self.is_empty = false;
        let rule = self.rule(&finding.identity);
        Ok(serde_json::to_writer(out, &Outcome::of(finding, rule, self.digits))?)
    }

    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        let tool = serde_json::to_string(&Tool::of(&self.rules))?;
        let summary = serde_json::to_string(summary)?;
        let ending = if self.is_empty { "" } else { "\n" };
        writeln!(out, r#"{ending}],"tool":{tool},"properties":{summary}}}]}}"#)
    }
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    version: &'static str,
    semantic_version: &'static str,
    rules: Vec<Rule>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: String,
    short_description: Message,
    full_description: Message,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

impl Message {
    fn of(text: impl Into<String>) -> Self {
        Message { text: text.into() }
    }
}

impl Tool {
    fn of(identities: &[String]) -> Self {
        let version = env!("CARGO_PKG_VERSION");
        let rules = identities.iter().map(|identity| Rule::of(identity)).collect();
        Tool { driver: Driver { name: env!("CARGO_PKG_NAME"), version, semantic_version: version, rules } }
    }
}

impl Rule {
    fn of(identity: &str) -> Self {
        let description = description(identity);
        let first = description.lines().next().unwrap_or_default();
        Rule {
            id: identity.to_owned(),
            short_description: Message::of(first),
            full_description: Message::of(description.as_str()),
        }
    }
}

/// What an identity says: its page, or the row of the table that it is.
fn description(identity: &str) -> String {
    if let Some((_, page)) = DOCUMENTATION.iter().find(|(name, _)| *name == identity) {
        return (*page).to_owned();
    }
    match embedded().into_iter().find(|row| row.identity.name == identity) {
        Some(row) if row.note.is_empty() => row.equation,
        Some(row) => format!("{}\n\n{}", row.equation, row.note),
        None => format!("Figures that the identity {identity} relates"),
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome<'f> {
    rule_id: &'f str,
    rule_index: usize,
    kind: &'static str,
    level: &'static str,
    message: Message,
    locations: Vec<Location>,
    related_locations: Vec<Location>,
    fingerprints: Fingerprints,
    /// None at all says nothing of them, an empty list that the result is not suppressed (§3.27.23).
    suppressions: Vec<Suppression<'f>>,
    properties: Properties<'f>,
}

/// What a result is recognised by in later runs (§3.27.16).
#[derive(Serialize)]
struct Fingerprints {
    #[serde(rename = "tieout/v1")]
    tieout: String,
}

/// That a result is accepted, and why (§3.35).
#[derive(Serialize)]
struct Suppression<'f> {
    kind: &'static str,
    status: &'static str,
    justification: &'f str,
}

impl<'f> Suppression<'f> {
    fn of(reason: &'f str) -> Self {
        Suppression { kind: "external", status: "accepted", justification: reason }
    }
}

/// What SARIF has no place for.
#[derive(Serialize)]
struct Properties<'f> {
    verdict: &'static str,
    entity: &'f str,
    metric: String,
    period: String,
    stated: String,
    expected: String,
    low: String,
    high: String,
    unit: String,
    deviation: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
    physical_location: PhysicalLocation,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: Region,
}

#[derive(Serialize)]
struct ArtifactLocation {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u64,
    start_column: u64,
    end_column: u64,
    byte_offset: u64,
    byte_length: u64,
}

impl<'f> Outcome<'f> {
    fn of(finding: &'f Finding, rule_index: usize, digits: u8) -> Self {
        let (kind, level) = kind_and_level(finding);
        let text = format!("{}.\n{}", headline(finding), reasons(finding).join("\n"));
        Outcome {
            rule_id: &finding.identity,
            rule_index,
            kind,
            level,
            message: Message::of(text),
            locations: finding.parties.first().map(|stated| Location::of(&stated.origin)).into_iter().collect(),
            related_locations: finding.parties.iter().enumerate().skip(1).map(Location::related).collect(),
            fingerprints: Fingerprints { tieout: finding.fingerprint().to_string() },
            suppressions: finding.accepted.as_deref().map(Suppression::of).into_iter().collect(),
            properties: Properties::of(finding, digits),
        }
    }
}

/// A level other than `none` belongs to the kind `fail` alone (§3.27.10).
fn kind_and_level(finding: &Finding) -> (&'static str, &'static str) {
    match (finding.verdict, finding.severity) {
        (Verdict::Inconsistent, Severity::Error) => ("fail", "error"),
        (Verdict::Inconsistent, Severity::Warning) => ("fail", "warning"),
        (Verdict::Inconsistent, Severity::Note) => ("fail", "note"),
        (Verdict::Unverifiable, _) => ("open", "none"),
        _ => ("pass", "none"),
    }
}

impl<'f> Properties<'f> {
    fn of(finding: &'f Finding, digits: u8) -> Self {
        let stated = plain(finding.parties.first().map(|stated| &stated.value), finding, digits);
        let expected = plain(finding.expected.as_ref(), finding, digits);
        Properties {
            verdict: finding.verdict.name(),
            entity: &finding.entity,
            metric: finding.metric.to_string(),
            period: finding.period.map_or(String::new(), |period| period.to_string()),
            stated: stated.value,
            expected: expected.value,
            low: expected.low,
            high: expected.high,
            unit: finding.unit.to_string(),
            deviation: deviation(finding),
        }
    }
}

impl Location {
    fn of(origin: &Origin) -> Self {
        let region = Region {
            start_line: origin.line,
            start_column: origin.column,
            end_column: origin.end_column,
            byte_offset: origin.start,
            byte_length: origin.end.saturating_sub(origin.start),
        };
        let artifact_location = ArtifactLocation { uri: uri(&origin.file) };
        Location { id: None, message: None, physical_location: PhysicalLocation { artifact_location, region } }
    }

    fn related((id, party): (usize, &Party)) -> Self {
        Location { id: Some(id), message: Some(Message::of(figure(party))), ..Location::of(&party.origin) }
    }
}

/// A path as a reference to it: relative as it was given, or with the scheme of files.
fn uri(path: &str) -> String {
    let path = if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() };
    let has_drive = cfg!(windows) && path.as_bytes().get(1) == Some(&b':');
    let prefix = if has_drive {
        "file:///"
    } else if path.starts_with('/') {
        "file://"
    } else {
        ""
    };
    format!("{prefix}{}", utf8_percent_encode(&path, PATH))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_references() {
        for (path, expected) in [
            ("data/figures.csv", "data/figures.csv"),
            ("/data/a b.csv", "file:///data/a%20b.csv"),
            ("a:b#1?.csv", "a%3Ab%231%3F.csv"),
            ("<stdin>", "%3Cstdin%3E"),
            ("../größe.csv", "../gr%C3%B6%C3%9Fe.csv"),
        ] {
            assert_eq!(uri(path), expected, "{path}");
        }
    }

    #[test]
    fn every_rule_is_described() {
        for (identity, first) in [
            ("growth", "Growth: current = prior × (1 + growth)."),
            ("net margin", "net margin = net income ÷ revenue"),
            ("of one's own", "Figures that the identity of one's own relates"),
        ] {
            assert_eq!(Rule::of(identity).short_description.text, first, "{identity}");
        }
    }
}
