//! Findings as workflow commands of GitHub Actions, which shows them at their lines in a pull request.
//!
//! The syntax and its escapes are those of the toolkit's `core.error`:
//! <https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands>.

use std::io::{self, Write};

use super::Findings;
use super::summary::Summary;
use super::words::{figure, headline, reasons};
use crate::finding::{Finding, Severity, Verdict};

/// Writes a command for each contradiction, or for each finding.
pub(super) struct Commands {
    verbose: bool,
}

impl Commands {
    pub(super) fn new(verbose: bool) -> Self {
        Commands { verbose }
    }
}

impl Findings for Commands {
    fn finding(&mut self, out: &mut dyn Write, finding: &Finding) -> io::Result<()> {
        if !self.verbose && finding.verdict != Verdict::Inconsistent {
            return Ok(());
        }
        let level = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        write!(out, "::{level} ")?;
        if let Some(stated) = finding.parties.first() {
            let origin = &stated.origin;
            let (file, line) = (property(&origin.file), origin.line);
            let (column, end) = (origin.column, origin.end_column);
            write!(out, "file={file},line={line},endLine={line},col={column},endColumn={end},")?;
        }
        let title = format!("{}: {}", finding.identity, headline(finding));
        writeln!(out, "title={}::{}", property(&title), data(&message(finding)))
    }

    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        writeln!(out, "{summary}")
    }
}

/// The figures with their places, then the reasons, a line each.
fn message(finding: &Finding) -> String {
    let figures = finding.parties.iter().map(|party| format!("{}, {}", figure(party), party.origin.place()));
    figures.chain(reasons(finding)).collect::<Vec<_>>().join("\n")
}

/// A message without what would end it.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property without what would end it.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_a_property_or_a_message_early() {
        for (text, as_data, as_property) in [
            ("54%", "54%25", "54%25"),
            ("a:b,c", "a:b,c", "a%3Ab%2Cc"),
            ("a\r\n::error::b", "a%0D%0A::error::b", "a%0D%0A%3A%3Aerror%3A%3Ab"),
            ("%0A", "%250A", "%250A"),
        ] {
            assert_eq!((data(text).as_str(), property(text).as_str()), (as_data, as_property), "{text:?}");
        }
    }
}
