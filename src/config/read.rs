//! What each key of the file means.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::document::{Document, Key, Value, in_order};
use super::error::ConfigError;
use super::{Accepted, Config, Named, Origin, Reports, Setting};
use crate::finding::{Fingerprint, Severity};
use crate::identity::Ratio;
use crate::model::{Aliases, FiscalYearEnd};
use crate::num::Convention;

/// A key and what reads its value.
type Entry = (&'static str, for<'t> fn(&mut Reader<'t, '_>, &Value<'t>));

/// The keys of the file.
const KEYS: &[Entry] = &[
    ("accepted", |reader, value| reader.accepted(value)),
    ("check", |reader, value| reader.check(value)),
    ("decimal-comma", |reader, value| {
        let given = reader.document.boolean("decimal-comma", value);
        reader.config.decimal_comma.replace(reader.setting(value, given));
    }),
    ("delimiter", |reader, value| reader.delimiter(value)),
    ("entities", |reader, value| reader.entities(value)),
    ("fiscal-year-ends", |reader, value| reader.fiscal_year_ends(value)),
    ("identities", |reader, value| reader.config.identities = reader.paths("identities", value)),
    ("metrics", |reader, value| reader.metrics(value)),
    ("rates", |reader, value| reader.config.rates = reader.paths("rates", value)),
    ("rounding", |reader, value| {
        let given = reader.document.choice("rounding", value, ROUNDING);
        reader.config.rounding.replace(reader.setting(value, given));
    }),
    ("segments", |reader, value| reader.segments(value)),
];

/// The keys of `[check]`.
const CHECK_KEYS: &[Entry] = &[
    ("digits", |reader, value| reader.digits(value)),
    ("fail-on", |reader, value| {
        let given = reader.document.choice("fail-on", value, FAIL_ON);
        reader.config.check.fail_on.replace(reader.setting(value, given));
    }),
    ("format", |reader, value| {
        let formats: Vec<_> = reader.reports.formats.iter().map(|name| (name.as_str(), name.clone())).collect();
        let given = reader.document.choice("format", value, &formats);
        reader.config.check.format.replace(reader.setting(value, given));
    }),
    ("verbose", |reader, value| {
        let given = reader.document.boolean("verbose", value);
        reader.config.check.verbose.replace(reader.setting(value, given));
    }),
];

/// The keys of an accepted finding.
const ACCEPTED_KEYS: &[&str] = &["files", "finding", "fingerprint", "on", "reason"];

pub(super) const ROUNDING: &[(&str, Convention)] =
    &[("nearest", Convention::Nearest), ("truncate", Convention::Truncate)];

pub(super) const FAIL_ON: &[(&str, Severity)] = &[("error", Severity::Error), ("warning", Severity::Warning)];

/// The delimiter that a text names: one ASCII character that is no letter, digit or quote, or the word `tab`.
///
/// # Errors
/// Anything else, with what is expected.
pub fn delimiter(text: &str) -> Result<u8, String> {
    match (text, text.as_bytes()) {
        ("tab" | "\\t", _) => Ok(b'\t'),
        (_, [byte]) if byte.is_ascii() && !byte.is_ascii_alphanumeric() && !b"\"\r\n".contains(byte) => Ok(*byte),
        _ => Err("expected one ASCII character that is no letter, digit or quote, or tab".to_owned()),
    }
}

/// Every key that has a meaning.
#[cfg(test)]
pub(super) fn keys() -> impl Iterator<Item = &'static str> {
    KEYS.iter().chain(CHECK_KEYS).map(|(name, _)| *name).chain(ACCEPTED_KEYS.iter().copied())
}

impl Config {
    /// Puts what a file says in the place of the defaults. Paths in it start from `folder`, its own.
    ///
    /// ```
    /// use tieout::config::{Config, Reports};
    /// let reports = Reports { formats: vec!["text".into()], digits: 12, max_digits: 28 };
    /// let text = b"[fiscal-year-ends]\nKingsoft = \"03-31\"\n";
    /// let config = Config::new(&reports).read("tieout.toml", "".as_ref(), text, &reports)?;
    /// assert_eq!(config.fiscal_year_ends_by_entity()["kingsoft"].to_string(), "03-31");
    /// # Ok::<(), tieout::config::ConfigError>(())
    /// ```
    ///
    /// # Errors
    /// When the bytes are no TOML in UTF-8, and every key and value that has no meaning, with its place.
    pub fn read(self, source: &str, folder: &Path, bytes: &[u8], reports: &Reports) -> Result<Self, ConfigError> {
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let line = bytes.iter().take(error.valid_up_to()).filter(|byte| **byte == b'\n').count().saturating_add(1);
            ConfigError::new(vec![format!(
                "{source}:{line}: found bytes that are no UTF-8; expected TOML, which is UTF-8"
            )])
        })?;
        let mut document = Document::new(source, text);
        let table = document.parse();
        let mut reader = Reader { document, config: self, folder, reports };
        reader.keys(&in_order(&table), KEYS);
        reader.check_names();
        reader.make_parts();
        reader.document.finish()?;
        Ok(reader.config)
    }
}

struct Reader<'t, 'r> {
    document: Document<'t>,
    config: Config,
    folder: &'r Path,
    reports: &'r Reports,
}

impl<'t> Reader<'t, '_> {
    fn keys(&mut self, entries: &[(&Key<'t>, &Value<'t>)], known: &[Entry]) {
        for (key, value) in entries {
            match known.iter().find(|(name, _)| *name == key.get_ref()) {
                Some((_, read)) => read(self, value),
                None => self.document.unknown_key(key, known.iter().map(|(name, _)| *name)),
            }
        }
    }

    fn setting<T>(&self, value: &Value<'_>, given: Option<T>) -> Option<Setting<T>> {
        given.map(|given| Setting::by_file(self.document.place(&value.span()), given))
    }

    fn check(&mut self, value: &Value<'t>) {
        let entries = self.document.table("check", value, "a table, [check]");
        self.keys(&entries, CHECK_KEYS);
    }

    fn digits(&mut self, value: &Value<'t>) {
        let max = self.reports.max_digits;
        let integer = value.get_ref().as_integer().and_then(|found| found.as_str().parse::<u8>().ok());
        let given = integer.filter(|digits| (1..=max).contains(digits));
        if given.is_none() {
            self.document.unexpected("digits", value, &format!("a whole number from 1 to {max}"));
        }
        self.config.check.digits.replace(self.setting(value, given));
    }

    fn delimiter(&mut self, value: &Value<'t>) {
        let given = value.get_ref().as_str().and_then(|text| delimiter(text).ok());
        if given.is_none() {
            let expected = "one ASCII character that is no letter, digit or quote, or \"tab\"";
            self.document.unexpected("delimiter", value, expected);
        }
        self.config.delimiter.replace(self.setting(value, given.map(Some)));
    }

    fn paths(&mut self, key: &str, value: &Value<'t>) -> Vec<Setting<PathBuf>> {
        let expected = format!("the paths of files, such as [\"{key}.csv\"]");
        let mut paths = Vec::new();
        for item in self.document.list(key, value, &expected) {
            let path = self.document.text(key, item, "the path of a file");
            paths.extend(self.setting(item, path.map(|path| self.folder.join(path))));
        }
        paths
    }

    /// Values under names of the reader's own, each name once in any case.
    fn named<T>(
        &mut self,
        key: &str,
        value: &Value<'t>,
        example: &str,
        read: impl Fn(&mut Self, &str, &Value<'t>) -> Option<T>,
    ) -> Vec<Named<T>> {
        let mut all: Vec<Named<T>> = Vec::new();
        for (name, item) in self.document.table(key, value, &format!("a table with lines such as {example}")) {
            let text = name.get_ref().trim();
            let known = all.iter().any(|known| known.name.to_lowercase() == text.to_lowercase());
            if text.is_empty() || known {
                let problem = if known { "a second time" } else { "as a name" };
                let found = name.get_ref();
                self.document
                    .problem(name.span(), format!("{key}: found `{found}` {problem}; expected each name once"));
                continue;
            }
            let given = read(self, text, item);
            all.extend(self.setting(item, given).map(|setting| Named { name: text.to_owned(), setting }));
        }
        all
    }

    fn texts(&mut self, key: &str, value: &Value<'t>, expected: &str, each: &str) -> Vec<String> {
        let items = self.document.list(key, value, expected);
        items.into_iter().filter_map(|item| self.document.text(key, item, each)).collect()
    }

    fn fiscal_year_ends(&mut self, value: &Value<'t>) {
        self.config.fiscal_year_ends =
            self.named("fiscal-year-ends", value, "Acme = \"03-31\"", |reader, name, item| {
                let end = item.get_ref().as_str().and_then(|text| text.parse::<FiscalYearEnd>().ok());
                if end.is_none() {
                    let expected = "the last day of a fiscal year as \"MM-DD\", such as \"03-31\"";
                    reader.document.unexpected(name, item, expected);
                }
                end
            });
    }

    fn entities(&mut self, value: &Value<'t>) {
        let expected = "the name of an entity, such as \"Acme\"";
        self.config.entities = self.named("entities", value, "ACM = \"Acme\"", |reader, name, item| {
            reader.document.text(name, item, expected)
        });
    }

    fn metrics(&mut self, value: &Value<'t>) {
        let expected = "the name of a metric, such as \"revenue\"";
        self.config.metrics = self.named("metrics", value, "takings = \"revenue\"", |reader, name, item| {
            reader.document.text(name, item, expected)
        });
    }

    fn segments(&mut self, value: &Value<'t>) {
        self.config.segments = self.named("segments", value, SEGMENTS, |reader, name, item| {
            let expected = "the parts of a metric, such as [\"cloud\", \"games\"]";
            let items = reader.document.list(name, item, expected);
            let in_several_ways = items.first().is_some_and(|first| first.get_ref().is_array());
            let divisions = if in_several_ways { items } else { vec![item] };
            Some(
                divisions
                    .into_iter()
                    .map(|division| reader.texts(name, division, expected, "the name of a part"))
                    .collect(),
            )
        });
    }

    fn accepted(&mut self, value: &Value<'t>) {
        let expected = "tables, each beginning with [[accepted]]";
        let mut seen: HashMap<Fingerprint, u64> = HashMap::new();
        for item in self.document.list("accepted", value, expected) {
            let Some(entry) = self.accepted_entry(item) else {
                continue;
            };
            match seen.insert(entry.fingerprint, entry.place.line) {
                None => self.config.accepted.push(entry),
                Some(line) => {
                    let message =
                        format!("accepted: found {} again, as on line {line}; expected it once", entry.fingerprint);
                    self.document.problem(item.span(), message);
                }
            }
        }
    }

    fn accepted_entry(&mut self, item: &Value<'t>) -> Option<Accepted> {
        let (mut fingerprint, mut reason, mut finding, mut on, mut files) = (None, None, None, None, Vec::new());
        for (key, value) in self.document.table("accepted", item, "a table, [[accepted]]") {
            let key_text = key.get_ref().as_ref();
            match key_text {
                "fingerprint" => fingerprint = self.fingerprint(value),
                "reason" => reason = self.document.text(key_text, value, "why the finding is accepted"),
                "finding" => finding = self.document.text(key_text, value, "a line that tells people what was found"),
                "on" => on = self.date(value),
                "files" => files = self.files(value),
                _ => self.document.unknown_key(key, ACCEPTED_KEYS.iter().copied()),
            }
        }
        let table = item.get_ref().as_table()?;
        for needed in ["fingerprint", "reason"] {
            if !table.keys().any(|key| key.get_ref() == needed) {
                self.document.problem(item.span(), format!("accepted: found no {needed}; expected one"));
            }
        }
        let place = self.document.place(&item.span());
        Some(Accepted { fingerprint: fingerprint?, reason: reason?.into(), finding, on, files, place })
    }

    fn fingerprint(&mut self, value: &Value<'t>) -> Option<Fingerprint> {
        let found = value.get_ref().as_str().and_then(|text| text.parse().ok());
        if found.is_none() {
            self.document.unexpected("fingerprint", value, "the 16 hexadecimal digits of a finding's fingerprint");
        }
        found
    }

    /// A day alone, as TOML writes it.
    fn date(&mut self, value: &Value<'t>) -> Option<jiff::civil::Date> {
        let written =
            value.get_ref().as_datetime().filter(|written| written.time.is_none() && written.offset.is_none());
        let day = written.and_then(|written| written.date?.to_string().parse().ok());
        if day.is_none() {
            self.document.unexpected("on", value, "a date such as 2015-03-31, without quotes");
        }
        day
    }

    fn files(&mut self, value: &Value<'t>) -> Vec<String> {
        self.texts("files", value, "the paths of files, such as [\"figures.csv\"]", "the path of a file")
    }

    /// No name stands for one that itself stands for another: which of them is meant would depend on the order.
    fn check_names(&mut self) {
        for (key, names) in [("entities", &self.config.entities), ("metrics", &self.config.metrics)] {
            for alias in names {
                let end = &alias.setting.value;
                let same = |a: &str, b: &str| a.to_lowercase() == b.to_lowercase();
                let next = names.iter().find(|other| same(&other.name, end) && !same(&other.setting.value, end));
                if let (Some(next), Origin::File(place)) = (next, &alias.setting.origin) {
                    let (name, further) = (&alias.name, &next.setting.value);
                    self.document.problem_at(
                        place.clone(),
                        format!("{key}: found `{name}` for `{end}`, which stands for `{further}`; expected `{name}` for `{further}`"),
                    );
                }
            }
        }
    }

    /// Makes the equations of the segments.
    fn make_parts(&mut self) {
        let aliases = self.config.aliases();
        for whole in &self.config.segments {
            for parts in &whole.setting.value {
                match (parts_of(&whole.name, parts, &aliases), &whole.setting.origin) {
                    (Ok(ratio), _) => self.config.parts.push(ratio),
                    (Err(problem), Origin::File(place)) => {
                        self.document.problem_at(place.clone(), format!("{}: {problem}", whole.name));
                    }
                    (Err(_), _) => {}
                }
            }
        }
    }
}

const SEGMENTS: &str = "revenue = [\"cloud\", \"games\"]";

/// The equation of a whole and its parts.
///
/// # Errors
/// What is wrong with the parts.
fn parts_of(whole: &str, parts: &[String], aliases: &Aliases) -> Result<Ratio, String> {
    let members = parts.iter().map(|part| aliases.metric(&format!("{whole}/{part}"))).collect();
    Ratio::of_parts(aliases.metric(whole), members)
}
