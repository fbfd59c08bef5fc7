//! When two spellings of a metric are the same.
//!
//! `build/metrics.rs` includes this file, so that the table is laid out by the rule it is searched by.

/// The bytes of a spelling as they are compared: ASCII letters in lower case, and one blank for every run of blanks, `-` and
/// `_`, so that `Pre-tax  Income` and `pre_tax_income` are one.
pub(crate) fn folded(text: &str) -> impl Iterator<Item = u8> + '_ {
    let mut after_blank = false;
    text.trim_ascii().bytes().filter_map(move |byte| {
        let blank = byte.is_ascii_whitespace() || matches!(byte, b'-' | b'_');
        let repeated = blank && after_blank;
        after_blank = blank;
        match (repeated, blank) {
            (true, _) => None,
            (false, true) => Some(b' '),
            (false, false) => Some(byte.to_ascii_lowercase()),
        }
    })
}

/// The first eight bytes of a folded spelling, as a number that sorts as they do: it decides nearly every step of a search, and
/// comparing numbers is cheaper than comparing texts.
pub(crate) fn prefix(folded: &[u8]) -> u64 {
    let mut first = [0; 8];
    for (place, byte) in first.iter_mut().zip(folded) {
        *place = *byte;
    }
    u64::from_be_bytes(first)
}
