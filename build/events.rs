//! Checks `data/events.csv` and writes it as a constant table: every phrase with what it tells, sorted by the length and letters of
//! its first word, the longest phrase first.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::words::rows;

const HEADER: [&str; 4] = ["kind", "frame", "sense", "words"];

const KINDS: &[(&str, &str)] = &[
    ("founded", "Founded"),
    ("joined", "Joined"),
    ("appointed", "Appointed"),
    ("left", "Left"),
    ("listed", "Listed"),
    ("acquired", "Acquired"),
    ("sold", "Sold"),
    ("returned", "Returned"),
    ("born", "Born"),
    ("died", "Died"),
    ("merged", "Merged"),
    ("moved", "Moved"),
    ("launched", "Launched"),
    ("closed", "Closed"),
];

const FRAMES: &[(&str, &str)] = &[
    ("makes", "Makes"),
    ("begins", "Begins"),
    ("joins", "Joins"),
    ("appoints", "Appoints"),
    ("becomes", "Becomes"),
    ("raises", "Raises"),
    ("leaves", "Leaves"),
    ("returns", "Returns"),
    ("does", "Does"),
    ("noun", "Noun"),
];

/// The classes of posts; their order is that of the bits that stand for them.
const POSTS: &[&str] =
    &["leader", "chief", "president", "chairman", "finance", "operations", "technology", "director", "other"];

/// A first word, by its length and letters, with the rest of its phrase, the longest first.
type Phrase = ((usize, String), Reverse<Vec<String>>);

/// The Rust source of the table.
///
/// # Errors
///
/// The line and the reason, where a phrase stands twice or what it tells is not known.
pub(crate) fn generate(table: &str) -> Result<String, String> {
    let mut phrases: BTreeMap<Phrase, String> = BTreeMap::new();
    for (line, record) in rows(table, &HEADER)? {
        let word = word(&record[0], &record[1], &record[2]).map_err(|reason| format!("{line}: {reason}"))?;
        for phrase in record[3].split(';') {
            let key = key(phrase).map_err(|reason| format!("{line}: {reason}"))?;
            if phrases.insert(key, word.clone()).is_some() {
                return Err(format!("{line}: `{phrase}` stands twice"));
            }
        }
    }
    let mut source = format!("static PHRASES: [(&str, &[&str], Word); {}] = [\n", phrases.len());
    for (((_, first), Reverse(rest)), word) in &phrases {
        let _ = writeln!(source, "    ({first:?}, &{rest:?}, {word}),");
    }
    source.push_str("];\n");
    Ok(source)
}

fn word(kind: &str, frame: &str, sense: &str) -> Result<String, String> {
    let find = |table: &[(&str, &'static str)], word: &str| {
        table.iter().find(|(known, _)| *known == word).map(|(_, variant)| *variant)
    };
    let is_wide = match sense {
        "own" => false,
        "wide" => true,
        _ => return Err(format!("`{sense}` is neither own nor wide")),
    };
    match (kind, find(KINDS, kind), find(FRAMES, frame), POSTS.iter().position(|post| *post == frame)) {
        ("firm", None, None, None) if frame.is_empty() => Ok("Word::Firm".to_owned()),
        ("role", None, None, Some(post)) => Ok(format!("Word::Post(Posts({}))", 1_u32 << post)),
        (_, Some(kind), Some(frame), None) => {
            Ok(format!("Word::Event(Telling {{ kind: EventKind::{kind}, frame: Frame::{frame}, is_wide: {is_wide} }})"))
        }
        _ => Err(format!("`{kind},{frame}` is not a kind with a frame that it may have")),
    }
}

fn key(phrase: &str) -> Result<Phrase, String> {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte == b'-' || byte == b' ';
    let mut words = phrase.split(' ').map(str::to_owned);
    match words.next().filter(|first| !first.is_empty() && phrase.bytes().all(is_plain)) {
        Some(first) => Ok(((first.len(), first), Reverse(words.collect()))),
        None => Err(format!("`{phrase}` is not in lower case")),
    }
}
