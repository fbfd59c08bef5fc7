//! The metrics of `data/metrics.csv`, laid out by `build/metrics.rs`.

use super::spelling::{folded, prefix};
use super::{Group, Kind, Nature};

/// What is known of a metric.
pub(super) struct Entry {
    pub(super) name: &'static str,
    pub(super) nature: Nature,
    pub(super) kind: Kind,
    pub(super) can_be_negative: bool,
    pub(super) group: Group,
    pub(super) aliases: &'static [&'static str],
}

/// The place of a metric in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Known(u16);

/// What a text is that spellings are looked for in.
enum Beginning {
    /// A spelling, and whether others begin with it and go on with another word.
    Whole(Known, bool),
    /// What spellings begin with.
    Part,
    /// Neither.
    Nothing,
}

include!(concat!(env!("OUT_DIR"), "/metrics.rs"));

/// The length in bytes of the longest spelling in the table, and so of the longest that is looked for.
pub(super) const LONGEST: usize = LONGEST_SPELLING;

/// A spelling with its first bytes as a number, and the place of its metric.
type Spelling = (u64, &'static str, u16);

/// The spellings that a text may begin with by its first three letters: none at nearly every place of running text.
#[inline]
fn beginning_like(text: &str) -> &'static [Spelling] {
    let Some([first, second, third]) = text.as_bytes().first_chunk() else {
        return &SPELLINGS;
    };
    let letter = |byte: &u8| usize::from(byte.to_ascii_lowercase().wrapping_sub(b'a'));
    match BEGINNINGS.get(letter(first)).and_then(|seconds| seconds.get(letter(second))) {
        Some((thirds, ..)) if third.is_ascii_alphabetic() && thirds & (1 << letter(third)) == 0 => &[],
        // What ends after two letters is as short as some spellings are.
        Some((_, begin, end)) => SPELLINGS.get(usize::from(*begin)..usize::from(*end)).unwrap_or_default(),
        // A blank, a hyphen or nothing may follow, and stand before.
        None => &SPELLINGS,
    }
}

impl Known {
    /// The metric of this name or alias.
    pub(super) fn find(text: &str) -> Option<Self> {
        let mut key = [0; LONGEST];
        let mut length = 0usize;
        for byte in folded(text) {
            *key.get_mut(length)? = byte;
            length = length.saturating_add(1);
        }
        let key = key.get(..length)?;
        let wanted = (prefix(key), key);
        let place =
            SPELLINGS.binary_search_by(|(first, spelling, _)| (*first, spelling.as_bytes()).cmp(&wanted)).ok()?;
        SPELLINGS.get(place).map(|(_, _, index)| Known(*index))
    }

    /// The longest spelling that a text begins with and that ends where a word does, with its bytes in the text.
    pub(super) fn at_start(text: &str) -> Option<(Self, usize)> {
        let spellings = beginning_like(text);
        if spellings.is_empty() {
            return None;
        }
        let mut key = [0; LONGEST];
        let mut length = 0_usize;
        let mut found = None;
        let mut bytes = text.bytes().enumerate().peekable();
        while let Some((place, byte)) = bytes.next() {
            let is_blank = byte.is_ascii_whitespace() || matches!(byte, b'-' | b'_');
            let after_blank = length.checked_sub(1).and_then(|last| key.get(last)) == Some(&b' ');
            if is_blank && (after_blank || length == 0) {
                continue;
            }
            let Some(next) = key.get_mut(length) else {
                break;
            };
            *next = if is_blank { b' ' } else { byte.to_ascii_lowercase() };
            length = length.saturating_add(1);
            if is_blank || bytes.peek().is_some_and(|(_, next)| next.is_ascii_alphanumeric() || !next.is_ascii()) {
                continue;
            }
            match Self::beginning(spellings, key.get(..length)?) {
                Beginning::Whole(known, goes_on) => {
                    found = Some((known, place.saturating_add(1)));
                    if !goes_on {
                        break;
                    }
                }
                Beginning::Part => {}
                Beginning::Nothing => break,
            }
        }
        found
    }

    fn beginning(spellings: &[Spelling], key: &[u8]) -> Beginning {
        let wanted = (prefix(key), key);
        let place = spellings.partition_point(|(first, spelling, _)| (*first, spelling.as_bytes()) < wanted);
        let rest = |at: usize| {
            let (_, spelling, index) = spellings.get(at)?;
            Some((spelling.as_bytes().strip_prefix(key)?, *index))
        };
        match rest(place) {
            // Blanks and strokes sort before letters, so that what goes on with another word comes next.
            Some(([], index)) => {
                let next = rest(place.saturating_add(1));
                let goes_on = matches!(next, Some(([first, ..], _)) if !first.is_ascii_alphanumeric());
                Beginning::Whole(Known(index), goes_on)
            }
            Some(_) => Beginning::Part,
            None => Beginning::Nothing,
        }
    }

    /// Every spelling of every metric, blanks for hyphens.
    pub(super) fn spellings() -> impl Iterator<Item = &'static str> {
        SPELLINGS.iter().map(|(_, spelling, _)| *spelling)
    }

    pub(super) fn all() -> impl Iterator<Item = Self> {
        (0u16..).zip(&METRICS).map(|(index, _)| Known(index))
    }

    pub(super) fn entry(self) -> Option<&'static Entry> {
        METRICS.get(usize::from(self.0))
    }
}
