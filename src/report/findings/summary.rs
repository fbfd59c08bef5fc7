//! How many findings there are of each kind.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::finding::{Finding, Verdict};

/// What was found, counted.
#[derive(Default, Serialize)]
pub(super) struct Summary {
    /// The figures that were read.
    pub(super) figures: usize,
    /// The relations between them.
    relations: usize,
    /// The relations that could be decided.
    checked: usize,
    /// The contradictions that someone accepted.
    accepted: usize,
    verdicts: Verdicts,
}

/// How many there are of each of [`Verdict::ALL`].
#[derive(Default)]
struct Verdicts([usize; Verdict::ALL.len()]);

impl Verdicts {
    fn count(&mut self, verdict: Verdict) {
        let counts = Verdict::ALL.iter().zip(&mut self.0).filter(|(known, _)| **known == verdict);
        counts.for_each(|(_, count)| *count = count.saturating_add(1));
    }

    fn each(&self) -> impl Iterator<Item = (Verdict, usize)> {
        Verdict::ALL.into_iter().zip(self.0)
    }
}

impl Serialize for Verdicts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.each().map(|(verdict, count)| (verdict.name(), count)))
    }
}

impl Summary {
    /// Counts a finding.
    pub(super) fn count(&mut self, finding: &Finding) {
        let more = |count: &mut usize| *count = count.saturating_add(1);
        more(&mut self.relations);
        if finding.verdict != Verdict::Unverifiable {
            more(&mut self.checked);
        }
        if finding.accepted.is_some() {
            more(&mut self.accepted);
        }
        self.verdicts.count(finding.verdict);
    }
}

/// One line: `6 figures found, 3 relations read, 3 checked: 1 exact, 2 inconsistent (1 accepted)`.
impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Summary { figures, relations, checked, accepted, verdicts } = self;
        let s = |count: &usize| if *count == 1 { "" } else { "s" };
        write!(
            f,
            "{figures} figure{} found, {relations} relation{} read, {checked} checked",
            s(figures),
            s(relations)
        )?;
        let counted = verdicts.each().filter(|(_, count)| *count > 0);
        for (at, (verdict, count)) in counted.enumerate() {
            let separator = if at == 0 { ":" } else { "," };
            write!(f, "{separator} {count} {}", verdict.name())?;
            if verdict == Verdict::Inconsistent && *accepted > 0 {
                write!(f, " ({accepted} accepted)")?;
            }
        }
        Ok(())
    }
}
