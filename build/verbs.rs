//! Checks `data/verbs.csv` and writes it as a constant table: every word with its class, sorted by length and then by letters.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::words::{LONGEST, rows};

const HEADER: [&str; 3] = ["kind", "direction", "words"];

const DIRECTIONS: &[(&str, &str)] = &[("up", "Up"), ("down", "Down"), ("either", "Either")];

/// The kinds that have a direction, and those that have none.
const MOVING: &[(&str, &str)] = &[("verb", "Verb"), ("noun", "Noun"), ("both", "Both"), ("adverb", "Adverb")];
const OTHERS: &[(&str, &str)] = &[
    ("level", "Level"),
    ("deal", "Deal"),
    ("stake", "Stake"),
    ("share", "Share"),
    ("value", "Value"),
    ("parts", "Parts"),
    ("basis", "Basis"),
    ("slack", "Slack"),
    ("loss", "Loss"),
    ("profit", "Profit"),
    ("clause", "Clause"),
    ("soft", "Soft"),
    ("filler", "Filler"),
    ("to", "To"),
    ("from", "From"),
    ("by", "By"),
    ("at", "At"),
    ("of", "Of"),
    ("in", "In"),
    ("than", "Than"),
    ("versus", "Versus"),
    ("compared", "Compared"),
    ("with", "With"),
    ("and", "And"),
    ("or", "Or"),
];

/// The Rust source of the table.
///
/// # Errors
///
/// The line and the reason, where a word stands twice or a kind or direction is not known.
pub(crate) fn generate(table: &str) -> Result<String, String> {
    let mut words = BTreeMap::new();
    for (line, record) in rows(table, &HEADER)? {
        let class = class(&record[0], &record[1]).map_err(|reason| format!("{line}: {reason}"))?;
        for word in record[2].split(';') {
            check(word).map_err(|reason| format!("{line}: {reason}"))?;
            if words.insert((word.len(), word.to_owned()), class.clone()).is_some() {
                return Err(format!("{line}: `{word}` stands twice"));
            }
        }
    }
    let mut source = format!("static WORDS: [(&str, Class); {}] = [\n", words.len());
    for ((_, word), class) in &words {
        let _ = writeln!(source, "    ({word:?}, {class}),");
    }
    source.push_str("];\n");
    Ok(source)
}

fn class(kind: &str, direction: &str) -> Result<String, String> {
    let find = |table: &[(&str, &'static str)], word: &str| {
        table.iter().find(|(known, _)| *known == word).map(|(_, variant)| *variant)
    };
    match (find(MOVING, kind), find(OTHERS, kind), find(DIRECTIONS, direction)) {
        (Some(moving), _, Some(direction)) => Ok(format!("Class::{moving}(Direction::{direction})")),
        (None, Some(other), None) if direction.is_empty() => Ok(format!("Class::{other}")),
        _ => Err(format!("`{kind},{direction}` is not a kind with a direction that it may have")),
    }
}

fn check(word: &str) -> Result<(), String> {
    if word.len() > LONGEST {
        return Err(format!("`{word}` is longer than {LONGEST} letters"));
    }
    match word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-') && !word.is_empty() {
        true => Ok(()),
        false => Err(format!("`{word}` is not one word in lower case")),
    }
}
