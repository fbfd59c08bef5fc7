//! A line of a source made ready for a screen: printable, and broken to its width without breaking a figure in two.
//!
//! Columns are those of a terminal (Unicode Standard Annex 11), where some characters take two.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

/// The most pieces of one line that are shown whole.
const MOST_PIECES: usize = 6;

/// What stands for pieces that are left out.
const ELLIPSIS: &str = "…";

/// A part of a line that is pointed at.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    /// Its bytes in the line.
    pub(super) range: Range<usize>,
    /// The columns of what is said of it, which stands below it or behind it.
    pub(super) label: usize,
}

/// One line on the screen.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Piece {
    /// What is shown.
    pub(super) text: String,
    /// The marks that begin in it: their numbers, and their bytes in `text`.
    pub(super) marks: Vec<(usize, Range<usize>)>,
}

/// A character as it is shown, with the byte of the line at which it stands.
struct Glyph {
    at: usize,
    shown: char,
    /// Whether a line may be broken behind it.
    breaks: bool,
}

impl Glyph {
    fn width(&self) -> usize {
        self.shown.width().unwrap_or(0)
    }
}

/// Where a line of a file may be broken: behind a blank, or what separates cells.
const CELLS: &[char] = &[' ', ',', ';', '|', '\t'];

/// A tab as an arrow, since its width would depend on its place; other control characters, which would move the cursor, and bytes
/// that are not UTF-8 as U+FFFD.
fn glyphs(line: &[u8], breaks: &[char]) -> Vec<Glyph> {
    let mut glyphs = Vec::with_capacity(line.len());
    let mut at = 0usize;
    for chunk in line.utf8_chunks() {
        for c in chunk.valid().chars() {
            let shown = match c {
                '\t' => '→',
                c if c.is_control() => char::REPLACEMENT_CHARACTER,
                c => c,
            };
            glyphs.push(Glyph { at, shown, breaks: breaks.contains(&c) });
            at = at.saturating_add(c.len_utf8());
        }
        if !chunk.invalid().is_empty() {
            glyphs.push(Glyph { at, shown: char::REPLACEMENT_CHARACTER, breaks: false });
            at = at.saturating_add(chunk.invalid().len());
        }
    }
    glyphs
}

/// The columns of a text.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).fold(0, usize::saturating_add)
}

/// Breaks a text of one's own at its blanks, to lines of so many columns.
pub(super) fn fold(text: &str, columns: usize) -> String {
    let lines = text.lines().flat_map(|line| pieces(&glyphs(line.as_bytes(), &[' ']), &[], columns));
    lines.map(|piece| piece.text).collect::<Vec<_>>().join("\n")
}

/// Breaks a line so that each piece has at most so many columns, and each mark room for its label. Of a line of many pieces the
/// first and those with marks are kept, and what would take no more room than the sign that it is left out.
pub(super) fn wrap(line: &[u8], marks: &[Mark], columns: usize) -> Vec<Piece> {
    let pieces = pieces(&glyphs(line, CELLS), marks, columns);
    if pieces.len() <= MOST_PIECES {
        return pieces;
    }
    let is_kept = |number: usize, piece: &Piece| number == 0 || !piece.marks.is_empty();
    let mut kept = Vec::new();
    let mut left_out = Vec::new();
    for (number, piece) in pieces.into_iter().enumerate() {
        if is_kept(number, &piece) {
            kept.append(&mut shortened(&mut left_out));
            kept.push(piece);
        } else {
            left_out.push(piece);
        }
    }
    kept.append(&mut shortened(&mut left_out));
    kept
}

/// Several pieces as one sign that they are left out; one or none as it is.
fn shortened(pieces: &mut Vec<Piece>) -> Vec<Piece> {
    let pieces = std::mem::take(pieces);
    if pieces.len() > 1 { vec![Piece { text: ELLIPSIS.to_owned(), marks: Vec::new() }] } else { pieces }
}

fn pieces(glyphs: &[Glyph], marks: &[Mark], columns: usize) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = glyphs;
    loop {
        let (taken, left) = rest.split_at_checked(length_of_piece(rest, marks, columns)).unwrap_or((rest, &[]));
        pieces.push(piece(taken, marks));
        if left.is_empty() {
            return pieces;
        }
        rest = left;
    }
}

/// How many characters the next piece takes: up to the last break that fits, and not into a mark that then would not fit itself.
/// At least one, so that every line comes to its end.
fn length_of_piece(rest: &[Glyph], marks: &[Mark], columns: usize) -> usize {
    let mut column = 0usize;
    let mut best = 0;
    for (index, glyph) in rest.iter().enumerate() {
        let crowded =
            marks.iter().any(|mark| mark.range.start == glyph.at && crowds(mark, rest, index, column, columns));
        column = column.saturating_add(glyph.width());
        if index > 0 && crowded {
            return index;
        }
        if column > columns {
            return if best > 0 { best } else { index.max(1) };
        }
        let next = index.saturating_add(1);
        let in_mark = rest.get(next).is_some_and(|next| marks.iter().any(|mark| is_inside(mark, next.at)));
        if glyph.breaks && !in_mark {
            best = next;
        }
    }
    rest.len()
}

fn is_inside(mark: &Mark, at: usize) -> bool {
    mark.range.start < at && at < mark.range.end
}

/// Whether a mark that begins at this column lacks room for itself with its label.
fn crowds(mark: &Mark, rest: &[Glyph], index: usize, column: usize, columns: usize) -> bool {
    let own = rest.iter().skip(index).take_while(|glyph| glyph.at < mark.range.end).map(Glyph::width);
    let own = own.fold(0, usize::saturating_add);
    column.saturating_add(own).saturating_add(1).saturating_add(mark.label) > columns
}

fn piece(glyphs: &[Glyph], marks: &[Mark]) -> Piece {
    let mut piece = Piece::default();
    for glyph in glyphs {
        let begins = |(_, mark): &(usize, &Mark)| mark.range.start == glyph.at;
        let at = piece.text.len();
        piece.marks.extend(marks.iter().enumerate().filter(begins).map(|(number, _)| (number, at..at)));
        piece.text.push(glyph.shown);
        let end = piece.text.len();
        for (number, range) in &mut piece.marks {
            if marks.get(*number).is_some_and(|mark| glyph.at < mark.range.end) {
                range.end = end;
            }
        }
    }
    let length = piece.text.trim_end().len();
    piece.text.truncate(length);
    piece.marks.iter_mut().for_each(|(_, range)| range.end = range.end.min(length));
    piece
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pieces, each mark in brackets.
    fn shown(line: &[u8], cells: &[&str], columns: usize) -> Vec<String> {
        let text = String::from_utf8_lossy(line);
        let mark = |cell: &&str| {
            let start = text.find(cell).unwrap();
            Mark { range: start..start + cell.len(), label: 5 }
        };
        let marks: Vec<Mark> = cells.iter().map(mark).collect();
        let pieces = wrap(line, &marks, columns);
        let bracketed = |piece: &Piece| {
            let mut text = piece.text.clone();
            for (_, range) in piece.marks.iter().rev() {
                text.insert(range.end, ']');
                text.insert(range.start, '[');
            }
            text
        };
        pieces.iter().map(bracketed).collect()
    }

    #[test]
    fn lines_are_broken_between_cells_and_never_in_a_figure() {
        for (line, cells, columns, expected) in [
            (&b"a,b,3.4bn,d"[..], &["3.4bn"][..], 20, &["a,b,[3.4bn],d"][..]),
            (b"aaaa,bbbb,cccc", &[], 10, &["aaaa,bbbb,", "cccc"]),
            (b"aaaa bbbb cccc", &[], 12, &["aaaa bbbb", "cccc"]),
            // The label of five columns stands behind the figure, so the figure begins a line of its own.
            (b"aaaa,bb,3.4bn,dddd", &["3.4bn"], 18, &["aaaa,bb,", "[3.4bn],dddd"]),
            (b"aaaa,bb,3.4bn,dddd", &["3.4bn"], 19, &["aaaa,bb,[3.4bn],dddd"]),
            (b"a,3 to 5 billion,b", &["3 to 5 billion"], 9, &["a,", "[3 to 5 bi]", "llion,b"]),
            (b"aaaaaaaaaaaaaaa", &[], 10, &["aaaaaaaaaa", "aaaaa"]),
            (b"a\tb\x1b[31m\x07,\xff", &[], 20, &["a→b\u{fffd}[31m\u{fffd},\u{fffd}"]),
            ("\u{9b}2J,亿亿,5亿".as_bytes(), &["5亿"], 14, &["\u{fffd}2J,亿亿,", "[5亿]"]),
            ("亿亿亿亿".as_bytes(), &[], 4, &["亿亿", "亿亿"]),
            (b"", &[], 10, &[""]),
            (b"1,2", &["1", "2"], 20, &["[1],[2]"]),
        ] {
            let text = String::from_utf8_lossy(line);
            assert_eq!(shown(line, cells, columns), expected, "{text} in {columns}");
        }
    }

    #[test]
    fn of_a_very_long_line_the_beginning_and_the_figures_are_kept() {
        let line = format!("Acme,{}5bn,{}", "xxxxxxxx,".repeat(20), "yyyyyyyy,".repeat(20));
        assert_eq!(shown(line.as_bytes(), &["5bn"], 20), ["Acme,xxxxxxxx,", "…", "xxxxxxxx,[5bn],", "…"], "{line}");
    }

    #[test]
    fn own_texts_are_folded_at_blanks() {
        assert_eq!(fold("one two three", 8), "one two\nthree");
        assert_eq!(fold("one\nis 1,234", 6), "one\nis\n1,234");
    }
}
