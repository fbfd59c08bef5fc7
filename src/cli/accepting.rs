//! `--accept`: contradictions that are known, marked in the results and written to `tieout.toml`.

use std::collections::HashSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::Outcome;
use super::args::{Accept, AcceptingArgs};
use super::exit::{Failure, say_note, say_warning};
use super::output::Output;
use super::settings::{Settings, folder_of, real_file};
use crate::config::{Acceptances, Accepted, FILE_NAME, with_accepted};
use crate::finding::{Finding, Fingerprint, Verdict};
use crate::text::Place;

/// Marks what is accepted, and gathers what is to be.
pub(super) struct Accepting {
    accepted: Vec<Accepted>,
    acceptances: Acceptances,
    /// What is to be accepted, and why.
    asked: Option<(Vec<Accept>, Arc<str>)>,
    new: Vec<Accepted>,
    seen: HashSet<Fingerprint>,
    /// The file of settings, or where it is to be.
    path: PathBuf,
    text: Vec<u8>,
    today: Date,
}

/// The settings with what was newly accepted, not yet in their place.
pub(super) struct Prepared(Option<(Output, String)>);

impl Accepting {
    pub(super) fn new(args: &AcceptingArgs, settings: &Settings) -> Self {
        let accepted = settings.config.accepted.clone();
        let file = settings.file.as_ref();
        Accepting {
            acceptances: Acceptances::new(&accepted),
            accepted,
            asked: args.reason.as_deref().map(|reason| (args.accept.clone(), reason.into())),
            new: Vec::new(),
            seen: HashSet::new(),
            path: file.map_or_else(|| PathBuf::from(FILE_NAME), |file| file.path.clone()),
            text: file.map_or_else(Vec::new, |file| file.text.clone()),
            today: Timestamp::now().to_zoned(TimeZone::UTC).date(),
        }
    }

    /// The findings come again from the beginning.
    pub(super) fn restart(&mut self) {
        self.acceptances = Acceptances::new(&self.accepted);
        self.new.clear();
        self.seen.clear();
    }

    /// Marks a finding as accepted, where it is or is to be.
    pub(super) fn mark(&mut self, finding: &mut Finding) {
        self.acceptances.mark(finding);
        let Some((asked, reason)) = &self.asked else {
            return;
        };
        if finding.verdict != Verdict::Inconsistent {
            return;
        }
        let fingerprint = finding.fingerprint();
        self.seen.insert(fingerprint);
        let is_asked = asked.iter().any(|accept| match accept {
            Accept::Every => true,
            Accept::One(one) => *one == fingerprint,
        });
        if finding.accepted.is_none() && is_asked {
            self.new.push(self.entry(finding, fingerprint, Arc::clone(reason)));
            self.acceptances.add(fingerprint, Arc::clone(reason));
            self.acceptances.mark(finding);
        }
    }

    fn entry(&self, finding: &Finding, fingerprint: Fingerprint, reason: Arc<str>) -> Accepted {
        Accepted {
            fingerprint,
            reason,
            finding: Some(in_a_line(finding)),
            on: Some(self.today),
            files: self.files_of(finding),
            place: Place { source: self.path.display().to_string().into(), line: 0, column: 0 },
        }
    }

    /// The files of a finding's figures, from the folder of the settings; none where not all of them are files.
    fn files_of(&self, finding: &Finding) -> Vec<String> {
        let names: HashSet<&str> = finding.parties.iter().map(|party| party.origin.file.as_ref()).collect();
        let found: Option<Vec<String>> =
            names.into_iter().map(|name| self.relative_to_folder(Path::new(name))).collect();
        let mut files = found.unwrap_or_default();
        files.sort();
        files
    }

    fn folder(&self) -> &Path {
        Some(folder_of(&self.path)).filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
    }

    fn relative_to_folder(&self, file: &Path) -> Option<String> {
        let path = pathdiff::diff_paths(real_file(file)?, self.folder().canonicalize().ok()?)?;
        Some(path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/"))
    }

    /// Makes the new settings ready to be put in their place.
    pub(super) fn prepare(&self) -> Result<Prepared, Failure> {
        let Some((asked, _)) = &self.asked else {
            return Ok(Prepared(None));
        };
        let unseen = asked.iter().filter_map(|accept| match accept {
            Accept::One(one) if !self.seen.contains(one) => Some(format!(
                "--accept={one}: no contradiction of this run has that fingerprint; --format csv lists them"
            )),
            _ => None,
        });
        let problems: Vec<String> = unseen.collect();
        if !problems.is_empty() {
            return Err(Failure::Message(problems.join("\n")));
        }
        if self.new.is_empty() {
            return Ok(Prepared(None));
        }
        let name = self.path.display();
        let text = String::from_utf8_lossy(&self.text);
        let text = with_accepted(&text, &self.new).map_err(|error| Failure::Message(format!("{name}: {error}")))?;
        let mut output = Output::new(Some(&self.path))?;
        output.write_all(text.as_bytes())?;
        let findings = if self.new.len() == 1 { "1 finding is" } else { &format!("{} findings are", self.new.len()) };
        Ok(Prepared(Some((output, format!("{findings} now accepted in {name}")))))
    }

    /// Says of what is accepted but did not turn up in the files that were checked that it is gone.
    pub(super) fn say_gone<'p>(&self, checked: impl Iterator<Item = &'p PathBuf>) {
        let checked: HashSet<PathBuf> = checked.filter_map(|path| real_file(path)).collect();
        let is_checked = |file: &str| real_file(&self.folder().join(file)).is_some_and(|file| checked.contains(&file));
        for entry in self.acceptances.gone(&self.accepted, is_checked) {
            let place = entry.place.file_and_line();
            say_warning(&format!("the accepted finding `{}` no longer occurs; remove it from {place}", entry.name()));
        }
    }
}

impl Prepared {
    /// Puts the new settings in their place.
    pub(super) fn finish(self) -> Outcome {
        if let Some((output, message)) = self.0 {
            output.finish()?;
            say_note(&message);
        }
        Ok(())
    }
}

/// What was found, for people: `growth: 54% of Acme revenue 2014 (prior 2.2bn, current 3.4bn)`.
fn in_a_line(finding: &Finding) -> String {
    let period = finding.period.map_or(String::new(), |period| format!(" {period}"));
    let stated = finding.parties.first().map_or("", |stated| stated.text.as_str());
    let others: Vec<String> =
        finding.parties.iter().skip(1).map(|party| format!("{} {}", party.role, party.text)).collect();
    let (identity, entity, metric) = (&finding.identity, &finding.entity, &finding.metric);
    format!("{identity}: {stated} of {entity} {metric}{period} ({})", others.join(", "))
}
