//! Lines and columns of a whole text in memory.

use std::ops::Range;

use super::Span;

/// How far two marks stand apart at least: no place is more characters than this from one that is known.
const STRIDE: usize = 1024;

/// A byte of the text with its line and column.
#[derive(Clone, Copy, Debug)]
struct Mark {
    at: usize,
    line: u64,
    column: u64,
}

impl Mark {
    const START: Mark = Mark { at: 0, line: 1, column: 1 };

    /// The mark after one more character, which `next` follows.
    fn after(self, character: char, next: Option<char>) -> Self {
        let at = self.at.saturating_add(character.len_utf8());
        // A line ends with `\n`, `\r\n` or a lone `\r`.
        if character == '\n' || (character == '\r' && next != Some('\n')) {
            return Mark { at, line: self.line.saturating_add(1), column: 1 };
        }
        Mark { at, line: self.line, column: self.column.saturating_add(1) }
    }
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
    marks: Vec<Mark>,
}

impl Lines {
    /// Looks through a text once.
    pub fn new(text: &str) -> Self {
        let mut marks = Vec::with_capacity(text.len().div_ceil(STRIDE));
        let mut due = STRIDE;
        for mark in walk(text, first(text)) {
            if mark.at >= due {
                marks.push(mark);
                due = mark.at.saturating_add(STRIDE);
            }
        }
        Lines { marks }
    }

    /// Line and column, both from 1, of a byte of the text that this was made for.
    pub fn line_and_column(&self, text: &str, at: usize) -> (u64, u64) {
        let before = self.marks.partition_point(|mark| mark.at <= at);
        let known = before.checked_sub(1).and_then(|index| self.marks.get(index)).copied();
        let mut found = known.unwrap_or_else(|| first(text));
        for mark in walk(text, found) {
            if mark.at > at {
                break;
            }
            found = mark;
        }
        (found.line, found.column)
    }

    /// Where a range of the text's bytes stands.
    pub fn span(&self, text: &str, range: Range<usize>) -> Span {
        let (line, column) = self.line_and_column(text, range.start);
        let end_column = match text.get(range.clone()).filter(|inside| !inside.contains(['\n', '\r'])) {
            Some(inside) => column.saturating_add(inside.chars().count() as u64),
            None => self.line_and_column(text, range.end).1,
        };
        Span { line, column, end_column, start: range.start as u64, end: range.end as u64 }
    }
}

/// The first character's mark.
fn first(text: &str) -> Mark {
    let mark = text.chars().next().filter(|character| *character == '\u{feff}');
    Mark { at: mark.map_or(0, char::len_utf8), ..Mark::START }
}

/// The marks after each character that follows a known one.
fn walk(text: &str, from: Mark) -> impl Iterator<Item = Mark> {
    let mut characters = text.get(from.at..).unwrap_or_default().chars().peekable();
    let mut mark = from;
    std::iter::from_fn(move || {
        let character = characters.next()?;
        mark = mark.after(character, characters.peek().copied());
        Some(mark)
    })
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
    fn a_span_over_two_lines_ends_in_the_second() {
        let text = "up\n12\npct";
        let span = Lines::new(text).span(text, 3..9);
        assert_eq!((span.line, span.column, span.end_column, span.start, span.end), (2, 1, 4, 3, 9));
    }
}
