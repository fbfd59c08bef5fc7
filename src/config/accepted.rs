//! Findings that someone looked into and accepts as they stand.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use jiff::civil::Date;

use crate::finding::{Finding, Fingerprint, Severity, Verdict};
use crate::text::Place;

/// One accepted finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// What it is recognised by.
    pub fingerprint: Fingerprint,
    /// Why it is accepted.
    pub reason: Arc<str>,
    /// What was found, for people.
    pub finding: Option<String>,
    /// The day on which it was accepted.
    pub on: Option<Date>,
    /// The files that its figures stand in, from the configuration's folder.
    pub files: Vec<String>,
    /// Where it is accepted.
    pub place: Place,
}

impl Accepted {
    /// How it is called in a message: what was found, or the fingerprint.
    pub fn name(&self) -> String {
        self.finding.clone().unwrap_or_else(|| self.fingerprint.to_string())
    }
}

/// What is accepted, and what of it has turned up.
#[derive(Clone, Debug, Default)]
pub struct Acceptances {
    reasons: HashMap<Fingerprint, Arc<str>>,
    seen: HashSet<Fingerprint>,
}

impl Acceptances {
    /// None of them has turned up yet.
    pub fn new(accepted: &[Accepted]) -> Self {
        let reasons = accepted.iter().map(|entry| (entry.fingerprint, Arc::clone(&entry.reason))).collect();
        Acceptances { reasons, seen: HashSet::new() }
    }

    /// Accepts one more.
    pub fn add(&mut self, fingerprint: Fingerprint, reason: Arc<str>) {
        self.reasons.insert(fingerprint, reason);
    }

    /// Makes a contradiction that is accepted a note with the reason. Its verdict remains.
    pub fn mark(&mut self, finding: &mut Finding) {
        if finding.verdict != Verdict::Inconsistent || self.reasons.is_empty() {
            return;
        }
        let fingerprint = finding.fingerprint();
        if let Some(reason) = self.reasons.get(&fingerprint) {
            self.seen.insert(fingerprint);
            finding.accepted = Some(Arc::clone(reason));
            finding.severity = Severity::Note;
        }
    }

    /// Those that have not turned up although every file with their figures was checked. Of one that names no file this is
    /// not known.
    pub fn gone<'a>(
        &'a self,
        accepted: &'a [Accepted],
        is_checked: impl Fn(&str) -> bool + 'a,
    ) -> impl Iterator<Item = &'a Accepted> {
        let was_checked =
            move |entry: &Accepted| !entry.files.is_empty() && entry.files.iter().all(|file| is_checked(file));
        accepted.iter().filter(move |entry| !self.seen.contains(&entry.fingerprint) && was_checked(entry))
    }
}
