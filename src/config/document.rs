//! A TOML text whose values know their places, and what is found wrong with them.

use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::error::ConfigError;
use crate::text::Place;

/// A value with its place.
pub(super) type Value<'t> = Spanned<DeValue<'t>>;

/// A key with its place.
pub(super) type Key<'t> = Spanned<std::borrow::Cow<'t, str>>;

/// As much of the text as a message repeats.
const LONGEST_SHOWN: usize = 60;

/// A text with the problems that were found in it.
pub(super) struct Document<'t> {
    source: Arc<str>,
    text: &'t str,
    /// Where each line begins.
    lines: Vec<usize>,
    problems: Vec<(Place, String)>,
}

impl<'t> Document<'t> {
    pub(super) fn new(source: &str, text: &'t str) -> Self {
        let after = text.match_indices('\n').map(|(at, _)| at.saturating_add(1));
        Document { source: source.into(), text, lines: std::iter::once(0).chain(after).collect(), problems: Vec::new() }
    }

    /// The top table. What is no TOML is a problem, and left out of the table.
    pub(super) fn parse(&mut self) -> DeTable<'t> {
        let (table, errors) = DeTable::parse_recoverable(self.text);
        for error in errors {
            let (span, message) = (error.span().unwrap_or(0..0), error.message().replace('\n', "; "));
            let found = self.shown(&span);
            let found = if found.is_empty() { found } else { format!("found {found}: ") };
            self.problem(span, format!("{found}{message}"));
        }
        table.into_inner()
    }

    /// Where a byte stands, in characters from 1.
    pub(super) fn place(&self, span: &Range<usize>) -> Place {
        let line = self.lines.partition_point(|start| *start <= span.start);
        let start = line.checked_sub(1).and_then(|at| self.lines.get(at)).copied().unwrap_or(0);
        let before = self.text.get(start..span.start).unwrap_or("");
        let column = before.chars().filter(|c| *c != '\u{feff}').count().saturating_add(1);
        Place { source: Arc::clone(&self.source), line: as_u64(line), column: as_u64(column) }
    }

    pub(super) fn problem(&mut self, span: Range<usize>, message: String) {
        self.problem_at(self.place(&span), message);
    }

    pub(super) fn problem_at(&mut self, place: Place, message: String) {
        // What cannot be parsed makes what is left of its line look wrong too.
        if !self.problems.iter().any(|(known, _)| known.line == place.line && known.column <= place.column) {
            self.problems.push((place, message));
        }
    }

    /// That a key's value is not what it has to be.
    pub(super) fn unexpected(&mut self, key: &str, value: &Value<'_>, expected: &str) {
        let found = self.shown(&value.span());
        self.problem(value.span(), format!("{key}: found {found}; expected {expected}"));
    }

    /// The beginning of what stands at a place.
    fn shown(&self, span: &Range<usize>) -> String {
        let text = self.text.get(span.clone()).unwrap_or("").lines().next().unwrap_or("");
        match text.char_indices().nth(LONGEST_SHOWN) {
            Some((end, _)) => format!("{}…", text.get(..end).unwrap_or("")),
            None => text.to_owned(),
        }
    }

    /// That there is no such key, with the nearest of those that there are.
    pub(super) fn unknown_key<'k>(&mut self, key: &Key<'_>, known: impl Iterator<Item = &'k str> + Clone) {
        let found = key.get_ref();
        let all = known.clone().collect::<Vec<_>>().join(", ");
        let hint = match nearest(found, known) {
            Some(nearest) => format!("did you mean `{nearest}`? The keys here are {all}"),
            None => format!("expected one of {all}"),
        };
        let found: String = found.chars().take(LONGEST_SHOWN).collect();
        self.problem(key.span(), format!("found the key `{found}`; {hint}"));
    }

    /// A text that is not blank.
    pub(super) fn text(&mut self, key: &str, value: &Value<'_>, expected: &str) -> Option<String> {
        let text = value.get_ref().as_str().filter(|text| !text.trim().is_empty());
        if text.is_none() {
            self.unexpected(key, value, expected);
        }
        text.map(str::to_owned)
    }

    pub(super) fn boolean(&mut self, key: &str, value: &Value<'_>) -> Option<bool> {
        let found = value.get_ref().as_bool();
        if found.is_none() {
            self.unexpected(key, value, "true or false");
        }
        found
    }

    /// One of a few words, each with its meaning.
    pub(super) fn choice<T: Clone>(&mut self, key: &str, value: &Value<'_>, choices: &[(&str, T)]) -> Option<T> {
        let found = value.get_ref().as_str();
        let meaning = choices.iter().find(|(name, _)| found == Some(name)).map(|(_, meaning)| meaning.clone());
        if meaning.is_none() {
            let names: Vec<String> = choices.iter().map(|(name, _)| format!("\"{name}\"")).collect();
            self.unexpected(key, value, &one_of(&names));
        }
        meaning
    }

    pub(super) fn table<'v>(
        &mut self,
        key: &str,
        value: &'v Value<'t>,
        expected: &str,
    ) -> Vec<(&'v Key<'t>, &'v Value<'t>)> {
        match value.get_ref().as_table() {
            Some(table) => in_order(table),
            None => {
                self.unexpected(key, value, expected);
                Vec::new()
            }
        }
    }

    /// An array's values.
    pub(super) fn list<'v>(&mut self, key: &str, value: &'v Value<'t>, expected: &str) -> Vec<&'v Value<'t>> {
        match value.get_ref().as_array() {
            Some(array) => array.iter().collect(),
            None => {
                self.unexpected(key, value, expected);
                Vec::new()
            }
        }
    }

    /// Whether nothing is wrong; else everything that is, from the top.
    pub(super) fn finish(mut self) -> Result<(), ConfigError> {
        if self.problems.is_empty() {
            return Ok(());
        }
        self.problems.sort();
        Err(ConfigError::new(self.problems.iter().map(|(place, problem)| format!("{place}: {problem}")).collect()))
    }
}

/// A table's keys and values as they stand in the file.
pub(super) fn in_order<'v, 't>(table: &'v DeTable<'t>) -> Vec<(&'v Key<'t>, &'v Value<'t>)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries
}

fn one_of(names: &[String]) -> String {
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => String::new(),
    }
}

/// The known word that the fewest letters make out of a word; none where a third of them would have to change.
fn nearest<'k>(found: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let found = found.to_lowercase();
    let distance = |word: &&str| strsim::osa_distance(&found, word);
    known.min_by_key(distance).filter(|word| distance(word) <= word.chars().count().div_ceil(3))
}

fn as_u64(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}
