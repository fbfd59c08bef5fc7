//! Findings for people: what contradicts, or with everything else too, and a line that counts them.

use std::io::{self, Write};

use super::Findings;
use super::summary::Summary;
use super::words::{repairs, subject};
use crate::finding::{Finding, Party, Verdict};
use crate::model::Unit;
use crate::report::terminal::printable;
use crate::report::view;

/// Writes a block for each finding.
pub(super) struct Text {
    verbose: bool,
}

impl Text {
    pub(super) fn new(verbose: bool) -> Self {
        Text { verbose }
    }
}

impl Findings for Text {
    fn finding(&mut self, out: &mut dyn Write, finding: &Finding) -> io::Result<()> {
        if self.verbose || finding.verdict == Verdict::Inconsistent { block(out, finding) } else { Ok(()) }
    }

    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        writeln!(out, "{summary}")
    }
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
    if let Some(slip) = &finding.slip {
        writeln!(out, "  help        perhaps {}", printable(&slip.explanation))?;
    }
    writeln!(out)
}
