//! Findings: all of them for programs, those that matter for people.

use std::io::{self, Write};

use serde::Serialize;

use super::json::VERSION;
use super::table::{Cell, Format, table_writer};
use super::terminal::printable;
use super::view;
use crate::finding::{Finding, Party, Value, Verdict};
use crate::model::Unit;
use crate::num::Rounding;

const MACHINE: [&str; 17] = [
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
    "missing",
    "members",
    "explanation",
    "source",
    "location",
];

const MARKDOWN: [&str; 6] = ["verdict", "identity", "figure", "stated", "expected", "computation"];

/// How findings are written.
#[derive(Clone, Copy, Debug)]
pub struct FindingsStyle {
    /// The format.
    pub format: Format,
    /// The significant digits of machine formats.
    pub digits: u8,
    /// Whether people are shown what ties out too.
    pub verbose: bool,
}

/// Writes all findings on so many figures.
pub fn write_findings(
    out: &mut dyn Write,
    figures: usize,
    findings: &[Finding],
    style: FindingsStyle,
) -> io::Result<()> {
    match style.format {
        Format::Text => text(out, figures, findings, style.verbose),
        Format::Json => {
            serde_json::to_writer_pretty(&mut *out, &Document::of(figures, findings, style.digits))?;
            writeln!(out)
        }
        Format::Jsonl => findings.iter().try_for_each(|finding| {
            serde_json::to_writer(&mut *out, &Item::of(finding, style.digits))?;
            writeln!(out)
        }),
        Format::Csv => rows(out, findings, style, &MACHINE, machine),
        Format::Markdown => rows(out, findings, style, &MARKDOWN, |finding, _| markdown(finding)),
    }
}

fn rows<'f>(
    out: &mut dyn Write,
    findings: &'f [Finding],
    style: FindingsStyle,
    names: &[&str],
    cells: impl Fn(&'f Finding, u8) -> Vec<Cell<'f>>,
) -> io::Result<()> {
    let mut writer = table_writer(style.format, "findings", 0);
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    writer.header(out, &names)?;
    for finding in findings {
        writer.row(out, &cells(finding, style.digits))?;
    }
    writer.end(out)
}

/// What a finding is about: `Kingsoft revenue 2014`.
fn subject(finding: &Finding) -> String {
    let period = finding.period.map_or(String::new(), |period| format!(" {period}"));
    format!("{} {}{period}", finding.entity, finding.metric)
}

fn plain(value: Option<&Value>, finding: &Finding, digits: u8) -> view::Plain {
    value.map_or(view::Plain::default(), |value| view::plain(value, Some(finding.unit), digits))
}

fn deviation(finding: &Finding) -> String {
    finding.deviation.as_ref().map_or(String::new(), |units| units.to_plain(3, Rounding::Nearest))
}

fn machine(finding: &Finding, digits: u8) -> Vec<Cell<'_>> {
    let stated = finding.parties.first();
    let expected = plain(finding.expected.as_ref(), finding, digits);
    let members: Vec<String> = finding
        .parties
        .iter()
        .map(|party| format!("{}={} {}", party.role, party.text, party.origin.file_and_line()))
        .collect();
    vec![
        Cell::text(finding.verdict.name()),
        Cell::text(finding.severity.name()),
        Cell::text(finding.identity.as_str()),
        Cell::text(finding.entity.as_ref()),
        Cell::text(finding.metric.to_string()),
        Cell::text(finding.period.map_or(String::new(), |period| period.to_string())),
        Cell::number(plain(stated.map(|stated| &stated.value), finding, digits).value),
        Cell::number(expected.value),
        Cell::number(expected.low),
        Cell::number(expected.high),
        Cell::text(finding.unit.to_string()),
        Cell::number(deviation(finding)),
        Cell::text(finding.missing.as_str()),
        Cell::text(members.join("; ")),
        Cell::text(explanation(finding)),
        Cell::text(stated.and_then(|stated| stated.origin.document.as_deref()).unwrap_or("")),
        Cell::text(stated.map_or(String::new(), |stated| stated.origin.file_and_line())),
    ]
}

/// The computation and, where it contradicts, what each figure would have to be.
fn explanation(finding: &Finding) -> String {
    let mut text = finding.explanation.clone();
    for (party, repair) in repairs(finding) {
        text.push_str(&format!("; {} would have to be {repair}", party.text));
    }
    text
}

/// What each figure would have to be for the others to hold, where that says anything.
fn repairs(finding: &Finding) -> impl Iterator<Item = (&Party, String)> {
    finding.parties.iter().filter_map(|party| {
        let interval = party.repair.clone()?;
        let low = interval.low().value().or(interval.high().value())?.clone();
        let middle = interval.high().value().map_or(low.clone(), |high| crate::num::Exact::midpoint(&low, high));
        let readable = view::readable(&Value { nominal: middle, interval }, Some(party.unit));
        let text = if readable.interval.is_empty() { readable.value } else { readable.interval };
        Some((party, text))
    })
}

fn markdown(finding: &Finding) -> Vec<Cell<'_>> {
    let stated = finding.parties.first().map_or("", |stated| stated.text.as_str());
    let expected = finding.expected.as_ref().map(|value| view::display(value, Some(finding.unit)));
    vec![
        Cell::text(finding.verdict.name()),
        Cell::text(finding.identity.as_str()),
        Cell::text(subject(finding)),
        Cell::text(stated),
        Cell::text(expected.unwrap_or_default()),
        Cell::text(if finding.missing.is_empty() { explanation(finding) } else { finding.missing.clone() }),
    ]
}

fn text(out: &mut dyn Write, figures: usize, findings: &[Finding], verbose: bool) -> io::Result<()> {
    for finding in findings {
        if verbose || finding.verdict == Verdict::Inconsistent {
            block(out, finding)?;
        }
    }
    let summary = Summary::of(figures, findings);
    let verdicts: Vec<String> = Verdict::ALL
        .iter()
        .map(|verdict| (verdict.name(), count(findings, *verdict)))
        .filter(|(_, count)| *count > 0)
        .map(|(name, count)| format!("{count} {name}"))
        .collect();
    let verdicts = if verdicts.is_empty() { String::new() } else { format!(": {}", verdicts.join(", ")) };
    writeln!(
        out,
        "{figures} figures found, {} relations read, {} checked{verdicts}",
        summary.relations, summary.checked
    )
}

fn count(findings: &[Finding], verdict: Verdict) -> usize {
    findings.iter().filter(|finding| finding.verdict == verdict).count()
}

/// A figure as it is written, with its unit and all that it may mean.
fn as_written(party: &Party) -> String {
    let unit = match party.unit {
        Unit::Money(_) | Unit::Count(_) => format!(" {}", party.unit),
        _ => String::new(),
    };
    let interval = view::readable(&party.value, Some(party.unit)).interval;
    let interval = if interval.is_empty() { interval } else { format!(" ({interval})") };
    format!("{}{unit}{interval}", party.text)
}

fn block(out: &mut dyn Write, finding: &Finding) -> io::Result<()> {
    let label = match finding.verdict {
        Verdict::Inconsistent => finding.severity.name(),
        verdict => verdict.name(),
    };
    let outcome = match finding.verdict {
        Verdict::Inconsistent => "does not tie out",
        Verdict::Unverifiable => "cannot be decided",
        _ => "ties out",
    };
    let stated = finding.parties.first().map_or("", |stated| stated.text.as_str());
    writeln!(
        out,
        "{label}[{}]: {} of {} {outcome}",
        finding.identity,
        printable(stated),
        printable(&subject(finding))
    )?;
    for party in &finding.parties {
        let place = party.origin.file_and_line();
        writeln!(out, "  {:<11} {}  {}", party.role, printable(&as_written(party)), printable(&place))?;
    }
    if !finding.missing.is_empty() {
        writeln!(out, "  missing     {}", printable(&finding.missing))?;
    }
    if let Some(expected) = &finding.expected {
        writeln!(out, "  computed    {}", view::display(expected, Some(finding.unit)))?;
    }
    if !finding.explanation.is_empty() {
        writeln!(out, "              = {}", printable(&finding.explanation))?;
    }
    for (party, repair) in repairs(finding) {
        writeln!(out, "  help        {} would have to be {repair}", party.text)?;
    }
    writeln!(out)
}

#[derive(Serialize)]
struct Document {
    version: u32,
    summary: Summary,
    findings: Vec<Item>,
}

#[derive(Serialize)]
struct Summary {
    figures: usize,
    relations: usize,
    checked: usize,
    verdicts: Verdicts,
}

#[derive(Serialize)]
struct Verdicts {
    exact: usize,
    rounding: usize,
    approximate: usize,
    inconsistent: usize,
    unverifiable: usize,
}

#[derive(Serialize)]
struct Item {
    verdict: &'static str,
    severity: &'static str,
    identity: String,
    entity: String,
    metric: String,
    period: String,
    stated: Option<String>,
    expected: Option<String>,
    low: Option<String>,
    high: Option<String>,
    unit: String,
    deviation: Option<String>,
    missing: Option<String>,
    members: Vec<Member>,
    explanation: String,
    source: Option<String>,
    location: Option<String>,
}

#[derive(Serialize)]
struct Member {
    role: &'static str,
    text: String,
    value: String,
    unit: String,
    low: Option<String>,
    high: Option<String>,
    source: String,
    line: u64,
}

impl Summary {
    fn of(figures: usize, findings: &[Finding]) -> Self {
        let verdicts = Verdicts {
            exact: count(findings, Verdict::Exact),
            rounding: count(findings, Verdict::Rounding),
            approximate: count(findings, Verdict::Approximate),
            inconsistent: count(findings, Verdict::Inconsistent),
            unverifiable: count(findings, Verdict::Unverifiable),
        };
        let checked = findings.len().saturating_sub(verdicts.unverifiable);
        Summary { figures, relations: findings.len(), checked, verdicts }
    }
}

impl Document {
    fn of(figures: usize, findings: &[Finding], digits: u8) -> Self {
        Document {
            version: VERSION,
            summary: Summary::of(figures, findings),
            findings: findings.iter().map(|finding| Item::of(finding, digits)).collect(),
        }
    }
}

fn some(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}

impl Item {
    fn of(finding: &Finding, digits: u8) -> Self {
        let stated = finding.parties.first();
        let expected = plain(finding.expected.as_ref(), finding, digits);
        Item {
            verdict: finding.verdict.name(),
            severity: finding.severity.name(),
            identity: finding.identity.clone(),
            entity: finding.entity.to_string(),
            metric: finding.metric.to_string(),
            period: finding.period.map_or(String::new(), |period| period.to_string()),
            stated: some(plain(stated.map(|stated| &stated.value), finding, digits).value),
            expected: some(expected.value),
            low: some(expected.low),
            high: some(expected.high),
            unit: finding.unit.to_string(),
            deviation: some(deviation(finding)),
            missing: some(finding.missing.clone()),
            members: finding.parties.iter().map(|party| Member::of(party, digits)).collect(),
            explanation: explanation(finding),
            source: stated.and_then(|stated| stated.origin.document.as_deref().map(str::to_owned)),
            location: stated.map(|stated| stated.origin.file_and_line()),
        }
    }
}

impl Member {
    fn of(party: &Party, digits: u8) -> Self {
        let plain = view::plain(&party.value, Some(party.unit), digits);
        Member {
            role: party.role,
            text: party.text.clone(),
            value: plain.value,
            unit: party.unit.to_string(),
            low: some(plain.low),
            high: some(plain.high),
            source: party.origin.file.to_string(),
            line: party.origin.line,
        }
    }
}
