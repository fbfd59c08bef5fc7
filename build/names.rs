//! Checks `data/names.csv` and writes it as a constant table: every word with the kinds that it is of, sorted by length and then by
//! letters.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::words::{LONGEST, rows};

const HEADER: [&str; 2] = ["kind", "words"];

/// The kinds, each with its bit.
const KINDS: &[(&str, &str)] = &[
    ("legal", "LEGAL"),
    ("body", "BODY"),
    ("title", "TITLE"),
    ("plain", "PLAIN"),
    ("place", "PLACE"),
    ("anaphor", "ANAPHOR"),
    ("neutral", "NEUTRAL"),
    ("time", "TIME"),
    ("span", "SPAN"),
    ("modal", "MODAL"),
    ("partial", "PARTIAL"),
];

/// The Rust source of the table.
///
/// # Errors
///
/// The line and the reason, where a word stands twice in a kind or a kind is not known.
pub(crate) fn generate(table: &str) -> Result<String, String> {
    let mut words: BTreeMap<(usize, String), Vec<&str>> = BTreeMap::new();
    for (line, record) in rows(table, &HEADER)? {
        let kind = KINDS.iter().find(|(name, _)| *name == &record[0]);
        let (_, kind) = kind.ok_or_else(|| format!("{line}: `{}` is not a kind of word", &record[0]))?;
        for word in record[1].split(';') {
            if word.is_empty() || word.trim() != word || word.bytes().any(|byte| byte.is_ascii_uppercase()) {
                return Err(format!("{line}: `{word}` is not a name in lower case"));
            }
            if word.split(' ').any(|word| word.len() > LONGEST) {
                return Err(format!("{line}: a word of `{word}` is longer than {LONGEST} letters"));
            }
            let kinds = words.entry((word.len(), word.to_owned())).or_default();
            if kinds.contains(kind) {
                return Err(format!("{line}: `{word}` stands twice"));
            }
            kinds.push(kind);
        }
    }
    let longest = words.keys().map(|(length, _)| *length).max().unwrap_or_default();
    let mut source = String::new();
    for (bit, (_, kind)) in KINDS.iter().enumerate() {
        let _ = writeln!(source, "const {kind}: u16 = 1 << {bit};");
    }
    let _ = writeln!(source, "const LONGEST: usize = {longest};\nstatic WORDS: [(&str, u16); {}] = [", words.len());
    for ((_, word), kinds) in &words {
        let _ = writeln!(source, "    ({word:?}, {}),", kinds.join(" | "));
    }
    source.push_str("];\n");
    Ok(source)
}
