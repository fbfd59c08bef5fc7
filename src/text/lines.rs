//! Lines and columns of a whole text in memory.

use std::ops::Range;

use memchr::{memchr, memchr_iter, memchr2_iter, memrchr};

use super::Span;

/// How far two marks stand apart: no place is more bytes than this from one that is known.
const STRIDE: usize = 256;

/// A byte of the text, the first of a character, with its line and column.
#[derive(Clone, Copy, Debug)]
struct Mark {
    at: usize,
    line: u64,
    column: u64,
}

impl Mark {
    /// The mark of a later character, which begins at byte `to`. A line ends with `\n`, `\r\n` or a lone `\r`.
    fn advanced(self, text: &str, traits: Traits, to: usize) -> Self {
        let between = text.as_bytes().get(self.at..to).unwrap_or_default();
        let (lines, start) = match traits.has_returns {
            false => feeds(between),
            true => line_ends(between, text.as_bytes().get(self.at.saturating_add(between.len()))),
        };
        let characters = traits.characters(text, self.at.saturating_add(start)..to);
        let column = if lines > 0 { 1 } else { self.column }.saturating_add(characters);
        Mark { at: to.max(self.at), line: self.line.saturating_add(lines), column }
    }
}

/// What spares looking at single bytes of a text.
#[derive(Clone, Copy, Debug)]
struct Traits {
    /// Whether any line may end with `\r`.
    has_returns: bool,
    /// Whether every character is one byte.
    is_ascii: bool,
}

impl Traits {
    fn of(text: &str) -> Self {
        Traits { has_returns: memchr(b'\r', text.as_bytes()).is_some(), is_ascii: text.is_ascii() }
    }

    /// How many characters stand between two of them that some bytes are part of.
    fn characters(self, text: &str, bytes: Range<usize>) -> u64 {
        let within = || text.get(boundary(text, bytes.start)..boundary(text, bytes.end));
        let count = if self.is_ascii { bytes.len() } else { within().map_or(0, |within| within.chars().count()) };
        count as u64
    }
}

/// How many lines end in some bytes without `\r`, and where the last of them ends.
fn feeds(bytes: &[u8]) -> (u64, usize) {
    let start = memrchr(b'\n', bytes).map_or(0, |last| last.saturating_add(1));
    (memchr_iter(b'\n', bytes).count() as u64, start)
}

/// How many lines end in some bytes before a byte, and where the last of them ends.
fn line_ends(bytes: &[u8], next: Option<&u8>) -> (u64, usize) {
    let (mut lines, mut start) = (0_u64, 0);
    for found in memchr2_iter(b'\n', b'\r', bytes) {
        let end = found.saturating_add(1);
        let is_half = bytes.get(found) == Some(&b'\r') && bytes.get(end).or(next) == Some(&b'\n');
        if !is_half {
            (lines, start) = (lines.saturating_add(1), end);
        }
    }
    (lines, start)
}

/// Whether a byte ends a line.
fn is_break(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

/// Whether a byte is the first of a character in UTF-8.
fn is_first(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

/// Finds line and column of any byte of a text in a time that does not grow with the text.
///
/// Lines end with `\n`, `\r\n` or a lone `\r`; columns count characters. A byte order mark is none.
///
/// ```
/// use tieout::text::Lines;
/// let text = "Umsatz:\n3,4 Mrd. €, 54 %";
/// let span = Lines::new(text).span(text, 22..26);
/// assert_eq!((&text[22..26], span.line, span.column, span.end_column), ("54 %", 2, 13, 17));
/// ```
#[derive(Clone, Debug)]
pub struct Lines {
    /// That of the first character, and of the one that each further stride of bytes begins in.
    marks: Vec<Mark>,
    traits: Traits,
}

impl Lines {
    /// Looks through a text once.
    pub fn new(text: &str) -> Self {
        let (traits, mut mark) = (Traits::of(text), first(text));
        let mut marks = Vec::with_capacity(text.len().div_ceil(STRIDE).max(1));
        marks.push(mark);
        for at in (STRIDE..text.len()).step_by(STRIDE) {
            mark = mark.advanced(text, traits, boundary(text, at));
            marks.push(mark);
        }
        Lines { marks, traits }
    }

    /// Line and column, both from 1, of a byte of the text that this was made for.
    pub fn line_and_column(&self, text: &str, at: usize) -> (u64, u64) {
        let at = boundary(text, at);
        let known = self.marks.get(at / STRIDE).or(self.marks.last()).copied().unwrap_or_else(|| first(text));
        let found = known.advanced(text, self.traits, at);
        (found.line, found.column)
    }

    /// Where a range of the text's bytes stands.
    pub fn span(&self, text: &str, range: Range<usize>) -> Span {
        let (line, column) = self.line_and_column(text, range.start);
        let inside = text.as_bytes().get(range.clone()).filter(|inside| !inside.iter().any(|byte| is_break(*byte)));
        let end_column = match inside {
            Some(_) => column.saturating_add(self.traits.characters(text, range.clone())),
            None => self.line_and_column(text, range.end).1,
        };
        Span { line, column, end_column, start: range.start as u64, end: range.end as u64 }
    }
}

/// The first character's mark.
fn first(text: &str) -> Mark {
    Mark { at: if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }, line: 1, column: 1 }
}

/// The first byte of the character that a byte is part of; past the last one, where the text ends.
fn boundary(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = at.min(bytes.len());
    while bytes.get(at).is_some_and(|byte| !is_first(*byte)) {
        at = at.saturating_sub(1);
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_has_the_line_and_column_that_counting_gives() {
        let paragraph = "a€\r\nbc\rd\n\n".repeat(300) + &"é".repeat(5000) + "\nend";
        for text in ["", "a", "\n", "\r\n", "a\r\nb", "\u{feff}ab\nc", &paragraph] {
            let lines = Lines::new(text);
            let (mut line, mut column) = (1, 1);
            let start = text.len() - text.trim_start_matches('\u{feff}').len();
            for (at, character) in text[start..].char_indices() {
                assert_eq!(lines.line_and_column(text, start + at), (line, column), "{at} of {:.20?}", text);
                let next = text[start + at + character.len_utf8()..].chars().next();
                (line, column) = match character {
                    '\n' => (line + 1, 1),
                    '\r' if next != Some('\n') => (line + 1, 1),
                    _ => (line, column + 1),
                };
            }
            assert_eq!(lines.line_and_column(text, text.len()), (line, column), "end of {:.20?}", text);
            assert_eq!(lines.line_and_column(text, usize::MAX), (line, column), "past the end of {:.20?}", text);
        }
    }

    #[test]
    fn a_place_far_into_one_long_line_is_found_from_near_by() {
        let text = "9".repeat(10_000_000);
        let lines = Lines::new(&text);
        let started = std::time::Instant::now();
        for at in (0..text.len()).step_by(1000) {
            assert_eq!(lines.line_and_column(&text, at), (1, at as u64 + 1));
        }
        assert!(started.elapsed().as_secs() < 5, "{:?}", started.elapsed());
    }

    #[test]
    fn a_span_that_begins_or_ends_within_a_character_is_that_of_the_characters() {
        let text = "é€ 5é€";
        for (range, columns) in [(0..10, (1, 6)), (1..8, (1, 5)), (2..4, (2, 2)), (5..7, (3, 5))] {
            let span = Lines::new(text).span(text, range.clone());
            assert_eq!((span.column, span.end_column), columns, "{range:?}");
        }
    }

    #[test]
    fn a_span_over_two_lines_ends_in_the_second() {
        let text = "up\n12\npct";
        let span = Lines::new(text).span(text, 3..9);
        assert_eq!((span.line, span.column, span.end_column, span.start, span.end), (2, 1, 4, 3, 9));
    }
}
