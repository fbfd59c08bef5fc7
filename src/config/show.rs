//! What is in force, as a file that says so.

use std::fmt::{self, Write};

use toml_edit::{Key, Value};

use super::read::{FAIL_ON, ROUNDING};
use super::{Accepted, Config, Named, Setting};
use crate::finding::Severity;

/// Whose settings are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Those that say how figures are read and what relates them.
    Report,
    /// Those of `tieout check` too.
    Check,
}

/// What is in force, as TOML in which a comment after each value says what put it there.
pub struct Shown<'c> {
    config: &'c Config,
    scope: Scope,
}

impl Config {
    /// What is in force, to be shown as TOML. Read as a file, it says the same.
    ///
    /// ```
    /// use tieout::config::{Config, Reports, Scope};
    /// let reports = Reports { formats: vec!["text".into()], digits: 12, max_digits: 28 };
    /// let mut config = Config::new(&reports);
    /// config.decimal_comma.flag("--decimal-comma", Some(true));
    /// assert!(config.shown(Scope::Check).to_string().contains("decimal-comma = true  # --decimal-comma\n"));
    /// ```
    pub fn shown(&self, scope: Scope) -> Shown<'_> {
        Shown { config: self, scope }
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let config = self.config;
        line(f, "rounding", &config.rounding, |rounding| word(ROUNDING, rounding))?;
        line(f, "decimal-comma", &config.decimal_comma, |comma| Value::from(*comma))?;
        delimiter(f, &config.delimiter)?;
        list(f, "rates", &config.rates, |path| Value::from(path.to_string_lossy().as_ref()))?;
        list(f, "identities", &config.identities, |path| Value::from(path.to_string_lossy().as_ref()))?;
        table(f, "fiscal-year-ends", &config.fiscal_year_ends, |end| Value::from(end.to_string()))?;
        table(f, "entities", &config.entities, |name| Value::from(name.as_str()))?;
        table(f, "metrics", &config.metrics, |name| Value::from(name.as_str()))?;
        table(f, "segments", &config.segments, |divisions| parts(divisions))?;
        if self.scope == Scope::Check {
            check(f, config)?;
        }
        Ok(())
    }
}

fn check(f: &mut fmt::Formatter<'_>, config: &Config) -> fmt::Result {
    f.write_str("\n[check]\n")?;
    line(f, "fail-on", &config.check.fail_on, |severity: &Severity| word(FAIL_ON, severity))?;
    line(f, "format", &config.check.format, |name| Value::from(name.as_str()))?;
    line(f, "digits", &config.check.digits, |digits| Value::from(i64::from(*digits)))?;
    line(f, "verbose", &config.check.verbose, |verbose| Value::from(*verbose))?;
    config.accepted.iter().try_for_each(|entry| accepted(f, entry))
}

fn line<T>(f: &mut fmt::Formatter<'_>, key: &str, setting: &Setting<T>, shown: impl Fn(&T) -> Value) -> fmt::Result {
    writeln!(f, "{} = {}  # {}", Key::new(key), shown(&setting.value), setting.origin)
}

fn delimiter(f: &mut fmt::Formatter<'_>, setting: &Setting<Option<u8>>) -> fmt::Result {
    match setting.value {
        None => f.write_str("# delimiter: the header's most frequent of , ; tab  # default\n"),
        Some(b'\t') => line(f, "delimiter", setting, |_| Value::from("tab")),
        Some(byte) => line(f, "delimiter", setting, |_| Value::from(char::from(byte).to_string())),
    }
}

fn list<T>(f: &mut fmt::Formatter<'_>, key: &str, items: &[Setting<T>], shown: impl Fn(&T) -> Value) -> fmt::Result {
    if items.is_empty() {
        return writeln!(f, "{key} = []  # default");
    }
    writeln!(f, "{key} = [")?;
    items.iter().try_for_each(|item| writeln!(f, "    {},  # {}", shown(&item.value), item.origin))?;
    f.write_str("]\n")
}

fn table<T>(f: &mut fmt::Formatter<'_>, key: &str, entries: &[Named<T>], shown: impl Fn(&T) -> Value) -> fmt::Result {
    let none = if entries.is_empty() { "  # default: none" } else { "" };
    writeln!(f, "\n[{key}]{none}")?;
    entries.iter().try_for_each(|entry| line(f, &entry.name, &entry.setting, &shown))
}

/// A whole's parts: a list, or where it is divided in several ways a list of them.
fn parts(divisions: &[Vec<String>]) -> Value {
    let division = |parts: &Vec<String>| parts.iter().map(String::as_str).collect::<Value>();
    match divisions {
        [only] => division(only),
        several => several.iter().map(division).collect(),
    }
}

fn accepted(f: &mut fmt::Formatter<'_>, entry: &Accepted) -> fmt::Result {
    writeln!(f, "\n[[accepted]]  # {}", entry.place.file_and_line())?;
    let mut fields = String::new();
    for (key, value) in super::edit::fields(entry) {
        writeln!(fields, "{key} = {value}")?;
    }
    f.write_str(&fields)
}

/// The word for a value.
fn word<T: PartialEq>(words: &[(&str, T)], value: &T) -> Value {
    Value::from(words.iter().find(|(_, meaning)| meaning == value).map_or("", |(name, _)| *name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::Convention;

    #[test]
    fn every_value_has_its_word() {
        for rounding in [Convention::Nearest, Convention::Truncate] {
            assert_ne!(word(ROUNDING, &rounding).as_str(), Some(""), "{rounding:?}");
        }
        for severity in [Severity::Error, Severity::Warning] {
            assert_ne!(word(FAIL_ON, &severity).as_str(), Some(""), "{severity:?}");
        }
    }
}
