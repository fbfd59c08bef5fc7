//! How many findings there are of each kind.

use std::fmt;

use serde::Serialize;

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
    verdicts: Verdicts,
}

#[derive(Default, Serialize)]
struct Verdicts {
    exact: usize,
    rounding: usize,
    approximate: usize,
    inconsistent: usize,
    unverifiable: usize,
}

impl Verdicts {
    fn of(&mut self, verdict: Verdict) -> &mut usize {
        match verdict {
            Verdict::Exact => &mut self.exact,
            Verdict::Rounding => &mut self.rounding,
            Verdict::Approximate => &mut self.approximate,
            Verdict::Inconsistent => &mut self.inconsistent,
            Verdict::Unverifiable => &mut self.unverifiable,
        }
    }

    fn each(&self) -> [(Verdict, usize); 5] {
        [
            (Verdict::Exact, self.exact),
            (Verdict::Rounding, self.rounding),
            (Verdict::Approximate, self.approximate),
            (Verdict::Inconsistent, self.inconsistent),
            (Verdict::Unverifiable, self.unverifiable),
        ]
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
        more(self.verdicts.of(finding.verdict));
    }
}

/// One line: `6 figures found, 3 relations read, 3 checked: 1 exact, 2 inconsistent`.
impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Summary { figures, relations, checked, verdicts } = self;
        write!(f, "{figures} figures found, {relations} relations read, {checked} checked")?;
        let counted = verdicts.each().into_iter().filter(|(_, count)| *count > 0);
        for (at, (verdict, count)) in counted.enumerate() {
            let separator = if at == 0 { ":" } else { "," };
            write!(f, "{separator} {count} {}", verdict.name())?;
        }
        Ok(())
    }
}
