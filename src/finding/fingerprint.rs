//! What a finding is recognised by.

use std::fmt;
use std::str::FromStr;

use twox_hash::XxHash3_64;

use super::{Finding, Party};

/// Sixteen hexadecimal digits by which a finding is recognised in later runs.
///
/// It is the XXH3 hash of 64 bits, whose values are fixed by its specification, of the identity, the entity in lower case and
/// what each member states: metric, period, measure, number as written and unit, the members sorted. So it stays the same
/// when lines move, rows are reordered, files are renamed and other figures change; a changed number makes another finding.
///
/// ```
/// use tieout::finding::Fingerprint;
/// let fingerprint: Fingerprint = "00c5a0f1b2d3e4f5".parse()?;
/// assert_eq!(fingerprint.to_string(), "00c5a0f1b2d3e4f5");
/// # Ok::<(), tieout::finding::FingerprintError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(u64);

/// Stands between what one member states; no cell of a table of figures is likely to hold it.
const UNIT_SEPARATOR: char = '\u{1f}';

/// Stands between members.
const RECORD_SEPARATOR: char = '\u{1e}';

impl Finding {
    /// What this finding is recognised by in later runs.
    pub fn fingerprint(&self) -> Fingerprint {
        // The order of the members, and which of them is set against the others, is that of the rows.
        let mut members: Vec<String> = self.parties.iter().map(statement).collect();
        members.sort_unstable();
        let subject = format!("{}{UNIT_SEPARATOR}{}", self.identity, self.entity.to_lowercase());
        let text = std::iter::once(subject).chain(members).collect::<Vec<_>>().join(&RECORD_SEPARATOR.to_string());
        Fingerprint(XxHash3_64::oneshot(text.as_bytes()))
    }
}

/// What a member states.
fn statement(party: &Party) -> String {
    let period = party.period.map_or(String::new(), |period| period.to_string());
    [&party.metric.to_string(), &period, party.measure.name(), &party.text, &party.unit.to_string()]
        .join(&UNIT_SEPARATOR.to_string())
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// A text that is no fingerprint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FingerprintError {
    found: Box<str>,
}

impl fmt::Display for FingerprintError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "found `{}`; expected the 16 hexadecimal digits of a finding's fingerprint", self.found)
    }
}

impl std::error::Error for FingerprintError {}

impl FromStr for Fingerprint {
    type Err = FingerprintError;

    /// Reads sixteen hexadecimal digits in any case.
    ///
    /// # Errors
    /// Anything else.
    fn from_str(text: &str) -> Result<Self, FingerprintError> {
        let digits = text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let value = digits.then(|| u64::from_str_radix(text, 16).ok()).flatten();
        value.map(Fingerprint).ok_or_else(|| FingerprintError { found: text.chars().take(64).collect() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Severity, Value, Verdict};
    use crate::model::{Measure, Metric, Origin, Period, Unit};
    use crate::num::Exact;

    fn party(role: &'static str, measure: Measure, period: &str, text: &str, line: u64) -> Party {
        Party {
            role,
            metric: Metric::parse("revenue"),
            period: Some(period.parse::<Period>().unwrap()),
            measure,
            text: text.to_owned(),
            value: Value::exact(Exact::one()),
            unit: Unit::Percent,
            repair: None,
            origin: Origin {
                file: "a.csv".into(),
                row: line,
                line,
                column: 1,
                end_column: 4,
                start: line * 10,
                end: line * 10 + 3,
                document: None,
                quote: None,
            },
        }
    }

    fn finding(entity: &str, parties: Vec<Party>) -> Finding {
        Finding {
            verdict: Verdict::Inconsistent,
            severity: Severity::Error,
            identity: "growth".into(),
            entity: entity.into(),
            metric: Metric::parse("revenue"),
            period: Some("2014".parse().unwrap()),
            unit: Unit::Percent,
            expected: None,
            deviation: None,
            slip: None,
            missing: "".into(),
            parties,
            explanation: String::new(),
            accepted: None,
        }
    }

    fn growth(stated: &str, first_line: u64) -> Vec<Party> {
        vec![
            party("stated", Measure::Growth, "2014", stated, first_line),
            party("prior", Measure::Level, "2013", "2.2bn", first_line + 1),
        ]
    }

    #[test]
    fn it_is_that_of_an_earlier_release() {
        // Accepted findings are kept by it in files: this value never changes.
        assert_eq!(finding("Acme", growth("54%", 2)).fingerprint().to_string(), "6910d0b739a9ae0e");
    }

    #[test]
    fn it_changes_with_what_is_stated_only() {
        let known = finding("Acme", growth("54%", 2)).fingerprint();
        let reversed = growth("54%", 2).into_iter().rev().collect();
        let mut renamed = growth("54%", 2);
        renamed.iter_mut().for_each(|party| party.origin.file = "b.csv".into());
        let mut other_unit = growth("54%", 2);
        other_unit.iter_mut().for_each(|party| party.unit = Unit::Points);
        let mut other_period = growth("54%", 2);
        other_period.iter_mut().for_each(|party| party.period = Some("2012".parse().unwrap()));
        for (name, other, same) in [
            ("lines moved", finding("Acme", growth("54%", 20)), true),
            ("rows reordered", finding("Acme", reversed), true),
            ("file renamed", finding("Acme", renamed), true),
            ("entity in capitals", finding("ACME", growth("54%", 2)), true),
            ("another entity", finding("Acme 2", growth("54%", 2)), false),
            ("another number", finding("Acme", growth("55%", 2)), false),
            ("another unit", finding("Acme", other_unit), false),
            ("other periods", finding("Acme", other_period), false),
        ] {
            assert_eq!(other.fingerprint() == known, same, "{name}");
        }
    }

    #[test]
    fn only_sixteen_hexadecimal_digits_are_read() {
        for text in [
            "",
            "00c5",
            "00c5a0f1b2d3e4f",
            "00c5a0f1b2d3e4f50",
            "+0c5a0f1b2d3e4f5",
            "00c5a0f1b2d3e4fg",
            "é0c5a0f1b2d3e4f",
        ] {
            assert!(text.parse::<Fingerprint>().is_err(), "{text}");
        }
        assert_eq!("00C5A0F1B2D3E4F5".parse::<Fingerprint>().unwrap().to_string(), "00c5a0f1b2d3e4f5");
    }
}
