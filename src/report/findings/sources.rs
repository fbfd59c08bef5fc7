//! The lines that figures stand on, read again from their files.

use crate::model::Quote;

/// How far a line is followed to either side of a figure: more of it would not be read on a screen.
const REACH: u64 = 4096;

/// The byte order mark that some programs write before UTF-8.
const BOM: &[u8] = b"\xef\xbb\xbf";

/// The bytes of the files that findings point into.
pub trait Sources {
    /// The bytes of a source from `start` on, at most `length` of them and fewer at its end; `None` where it cannot be read again.
    fn bytes(&self, source: &str, start: u64, length: u64) -> Option<Vec<u8>>;
}

/// A line of a source, or the part of it around a place.
pub(super) struct Line {
    /// The byte of the source at which it begins; of a quoted line, the byte of that.
    pub(super) start: u64,
    /// Its bytes without the line ending.
    pub(super) bytes: Vec<u8>,
}

/// The line that holds a byte of a source.
pub(super) fn line_at(sources: &dyn Sources, source: &str, at: u64) -> Option<Line> {
    let from = at.saturating_sub(REACH);
    let mut bytes = sources.bytes(source, from, REACH.saturating_mul(2))?;
    let mut local = usize::try_from(at.saturating_sub(from)).ok()?;
    let mut start = from;
    if from == 0 && bytes.starts_with(BOM) {
        bytes.drain(..BOM.len());
        local = local.saturating_sub(BOM.len());
        start = BOM.len() as u64;
    }
    let before = bytes.get(..local)?;
    let is_ending = |byte: &u8| matches!(byte, b'\n' | b'\r');
    let begin = before.iter().rposition(is_ending).map_or(0, |ending| ending.saturating_add(1));
    let end = bytes.iter().skip(local).position(is_ending);
    let end = end.map_or(bytes.len(), |length| local.saturating_add(length));
    Some(Line { start: start.saturating_add(begin as u64), bytes: bytes.get(begin..end)?.to_vec() })
}

/// The part of a quoted line around the figure.
pub(super) fn part_of(quote: &Quote) -> Line {
    let reach = usize::try_from(REACH).unwrap_or(usize::MAX);
    let is_boundary = |at: &usize| quote.text.is_char_boundary(*at);
    let start = (0..=quote.range.start.saturating_sub(reach)).rev().find(is_boundary).unwrap_or(0);
    let end = quote.range.end.saturating_add(reach).min(quote.text.len());
    let end = (end..=quote.text.len()).find(is_boundary).unwrap_or(quote.text.len());
    let bytes = quote.text.get(start..end).unwrap_or_default().as_bytes().to_vec();
    Line { start: start as u64, bytes }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Text(&'static [u8]);

    impl Sources for Text {
        fn bytes(&self, _source: &str, start: u64, length: u64) -> Option<Vec<u8>> {
            let rest = self.0.get(start as usize..)?;
            Some(rest[..rest.len().min(length as usize)].to_vec())
        }
    }

    #[test]
    fn the_line_around_a_byte_is_found_whatever_ends_it() {
        for (text, at, expected) in [
            (&b"ab\ncd\nef"[..], 4, Some((3, &b"cd"[..]))),
            (b"ab\r\ncd\r\n", 5, Some((4, b"cd"))),
            (b"ab\rcd", 3, Some((3, b"cd"))),
            (b"\xef\xbb\xbfab\n", 3, Some((3, b"ab"))),
            (b"\xef\xbb\xbfab\n", 0, Some((3, b"ab"))),
            (b"ab\n\ncd", 3, Some((3, b""))),
            (b"ab", 2, Some((0, b"ab"))),
            (b"ab", 3, None),
        ] {
            let found = line_at(&Text(text), "f.csv", at);
            let found = found.as_ref().map(|line| (line.start, &line.bytes[..]));
            assert_eq!(found, expected, "{text:?} at {at}");
        }
    }

    #[test]
    fn a_line_without_end_is_cut_around_the_byte() {
        static LONG: [u8; 20_000] = [b'x'; 20_000];
        let line = line_at(&Text(&LONG), "f.csv", 10_000).unwrap();
        assert_eq!((line.start, line.bytes.len()), (10_000 - REACH, 2 * REACH as usize));
    }
}
