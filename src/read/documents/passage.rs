//! Clean text with its place in the source.

mod text;

use std::ops::{Deref, Range};
use std::sync::Arc;

use text::Text;

/// A stretch of clean text and the bytes of the source that it was read from. It ends where the next one begins.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Piece {
    /// Its first byte in the clean text.
    clean: usize,
    source: Range<usize>,
    /// Whether the source's bytes are the clean text's; else they were decoded, folded or stand for it.
    verbatim: bool,
}

/// The stretches of a passage: of nearly all there is one, which needs no list.
#[derive(Clone, Debug)]
enum Pieces {
    One(Piece),
    Several(Vec<Piece>),
}

impl Pieces {
    fn into_vec(self) -> Vec<Piece> {
        match self {
            Pieces::One(piece) => vec![piece],
            Pieces::Several(pieces) => pieces,
        }
    }
}

impl Deref for Pieces {
    type Target = [Piece];

    fn deref(&self) -> &[Piece] {
        match self {
            Pieces::One(piece) => std::slice::from_ref(piece),
            Pieces::Several(pieces) => pieces,
        }
    }
}

impl Default for Pieces {
    fn default() -> Self {
        Pieces::Several(Vec::new())
    }
}

impl PartialEq for Pieces {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Pieces {}

/// What a passage is in its document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum PassageKind {
    /// The document's title.
    Title,
    /// A heading, 1 the highest.
    Heading(u8),
    /// Running text.
    #[default]
    Paragraph,
    /// An item of a list, without its bullet or number.
    ListItem,
    /// What a table is called.
    Caption,
    /// A table's cell.
    Cell,
}

/// Running text without markup: entities decoded, tags removed, blanks folded where the format means it.
///
/// Line breaks within it are `\n`: those of the source where its format keeps them, and explicit ones.
///
/// ```
/// use tieout::read::documents::{Documents, Kind};
/// let html = "<p>Revenue rose <b>54&nbsp;%</b> to &yen;3.4bn</p>";
/// let document = Documents::new("story.html".into(), html.as_bytes(), Kind::Html).next().unwrap()?;
/// let passage = document.passages().next().unwrap();
/// assert_eq!(passage.text(), "Revenue rose 54\u{a0}% to ¥3.4bn");
/// assert_eq!(&html[passage.source_span(13..18)], "54&nbsp;%");
/// assert_eq!(&html[passage.source_span(22..29)], "&yen;3.4bn");
/// # Ok::<(), tieout::read::documents::DocumentError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    kind: PassageKind,
    text: Text,
    pieces: Pieces,
    /// Which paragraph of the document it is, from 1, where the format has no lines; 0 elsewhere.
    number: u64,
    /// Of a passage with a number, how many characters stand before every so many bytes.
    characters: Vec<u64>,
}

/// How many bytes stand between two counts of characters.
const STRIDE: usize = 1024;

impl Passage {
    /// What it is.
    pub fn kind(&self) -> PassageKind {
        self.kind
    }

    /// The clean text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Which paragraph of its document it is, from 1, where places count paragraphs instead of lines (docx).
    pub fn number(&self) -> Option<u64> {
        Some(self.number).filter(|number| *number > 0)
    }

    /// How many characters of the clean text begin before a byte, in a time that does not grow with the text where the passage has a
    /// number.
    pub(super) fn characters_before(&self, at: usize) -> u64 {
        let counted = (at / STRIDE).min(self.characters.len().saturating_sub(1));
        let known = self.characters.get(counted).copied().unwrap_or(0);
        known.saturating_add(characters(self.text.as_bytes().get(counted.saturating_mul(STRIDE)..at)))
    }

    /// The byte of the clean text at which the character after so many others begins, or where the text ends; of a passage with a
    /// number.
    pub(super) fn byte_of(&self, characters: u64) -> Option<usize> {
        let chunk = self.characters.partition_point(|before| *before <= characters).checked_sub(1)?;
        let left = characters.checked_sub(*self.characters.get(chunk)?)?;
        let begins = |byte: &u8| *byte & 0b1100_0000 != 0b1000_0000;
        let first = chunk.checked_mul(STRIDE)?;
        let bytes = self.text.as_bytes().get(first..)?;
        let starts = bytes.iter().enumerate().filter(|(_, byte)| begins(byte)).map(|(at, _)| at);
        let at = starts.chain([bytes.len()]).nth(usize::try_from(left).ok()?)?;
        first.checked_add(at)
    }

    /// The bytes of the source that a range of the clean text was read from. What was decoded counts as a whole: the span of
    /// half of `fi`, read from `&filig;`, is all of the entity. Tags in the middle are inside the span, those at its ends are not.
    pub fn source_span(&self, clean: Range<usize>) -> Range<usize> {
        let start = self.source_start(clean.start.min(self.text.len()));
        let end = if clean.end > clean.start { self.source_end(clean.end.min(self.text.len())) } else { start };
        start..end.max(start)
    }

    /// Where the character at a byte of the clean text begins in the source; past the last one, where that ends.
    fn source_start(&self, at: usize) -> usize {
        if at >= self.text.len() {
            return self.source_end(at);
        }
        let index = self.pieces.partition_point(|piece| piece.clean <= at);
        match index.checked_sub(1).and_then(|index| self.pieces.get(index)) {
            Some(piece) if piece.verbatim => piece.source.start.saturating_add(at.saturating_sub(piece.clean)),
            Some(piece) => piece.source.start,
            None => 0,
        }
    }

    /// Where the character before a byte of the clean text ends in the source.
    fn source_end(&self, at: usize) -> usize {
        let index = self.pieces.partition_point(|piece| piece.clean < at);
        match index.checked_sub(1).and_then(|index| self.pieces.get(index)) {
            Some(piece) if piece.verbatim => piece.source.start.saturating_add(at.saturating_sub(piece.clean)),
            Some(piece) => piece.source.end,
            None => self.pieces.first().map_or(0, |piece| piece.source.start),
        }
    }

    /// A passage that stands in the source as it is.
    pub(super) fn verbatim(kind: PassageKind, source: &Arc<str>, range: Range<usize>) -> Self {
        let text = Text::Shared(Arc::clone(source), range.clone());
        let pieces = Pieces::One(Piece { clean: 0, source: range, verbatim: true });
        Passage { kind, text, pieces, ..Passage::default() }
    }

    /// The same text as something else.
    pub(super) fn with_kind(self, kind: PassageKind) -> Self {
        Passage { kind, ..self }
    }

    /// The same text as the paragraph of a number.
    pub(super) fn numbered(self, number: u64) -> Self {
        let mut before = 0u64;
        let count = |bytes| {
            let counted = before;
            before = before.saturating_add(characters(Some(bytes)));
            counted
        };
        let characters = self.text.as_bytes().chunks(STRIDE).map(count).collect();
        Passage { number, characters, ..self }
    }

    /// Several passages as one, with a separator between any two.
    pub(super) fn joined(kind: PassageKind, parts: Vec<Passage>, separator: &str) -> Self {
        let mut parts = parts.into_iter();
        let mut whole = parts.next().unwrap_or_default().with_kind(kind);
        for part in parts {
            let between = whole.source_end(whole.text.len())..part.source_start(0);
            let mut pieces = std::mem::take(&mut whole.pieces).into_vec();
            pieces.push(Piece { clean: whole.text.len(), source: between, verbatim: false });
            whole.text.push_str(separator);
            let offset = whole.text.len();
            let moved = |piece: Piece| Piece { clean: piece.clean.saturating_add(offset), ..piece };
            pieces.extend(part.pieces.into_vec().into_iter().map(moved));
            whole.pieces = Pieces::Several(pieces);
            whole.text.push_str(&part.text);
        }
        whole
    }

    /// The passages between the separators, without those that are blank.
    pub(super) fn split(self, separator: &str) -> Vec<Passage> {
        if !self.text.contains(separator) {
            return if self.text.trim().is_empty() { Vec::new() } else { vec![self] };
        }
        let mut at = 0usize;
        let mut parts = Vec::new();
        for text in self.text.split(separator) {
            let end = at.saturating_add(text.len());
            if !text.trim().is_empty() {
                parts.push(self.part(at..end));
            }
            at = end.saturating_add(separator.len());
        }
        parts
    }

    /// A part of a passage.
    fn part(&self, clean: Range<usize>) -> Passage {
        let first = self.pieces.partition_point(|piece| piece.clean <= clean.start).saturating_sub(1);
        let past = self.pieces.partition_point(|piece| piece.clean < clean.end);
        let pieces = self.pieces.get(first..past).unwrap_or_default().iter().map(|piece| {
            let cut = clean.start.saturating_sub(piece.clean);
            let at = piece.clean.saturating_sub(clean.start);
            let source = if piece.verbatim {
                let start = piece.source.start.saturating_add(cut);
                let length = clean.len().saturating_sub(at);
                start..piece.source.end.min(start.saturating_add(length))
            } else {
                piece.source.clone()
            };
            Piece { clean: at, source, verbatim: piece.verbatim }
        });
        let text = Text::Own(self.text.get(clean.clone()).unwrap_or_default().to_owned());
        let pieces = Pieces::Several(pieces.collect());
        let part = Passage { kind: self.kind, pieces, text, ..Passage::default() };
        if self.number > 0 { part.numbered(self.number) } else { part }
    }
}

/// How many characters begin in some bytes of a text.
fn characters(bytes: Option<&[u8]>) -> u64 {
    bytes.unwrap_or_default().iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000).count() as u64
}

/// Puts a passage together, a stretch at a time, in the order of the source.
#[derive(Clone, Debug, Default)]
pub(super) struct Builder {
    text: String,
    pieces: Vec<Piece>,
    /// Blanks that become one if more text follows.
    blank: Option<Range<usize>>,
}

impl Builder {
    /// Whether there is no text yet; blanks are none.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The text up to now.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Appends what the source has in a range.
    pub(super) fn push(&mut self, source: &str, range: Range<usize>) {
        let Some(text) = source.get(range.clone()).filter(|text| !text.is_empty()) else {
            return;
        };
        self.push_blank(source);
        let clean = self.text.len();
        let goes_on = self.pieces.last().is_some_and(|last| {
            // A verbatim piece is as long in the clean text as in the source.
            last.verbatim && last.source.end == range.start
        });
        match self.pieces.last_mut() {
            Some(last) if goes_on => last.source.end = range.end,
            _ => self.pieces.push(Piece { clean, source: range, verbatim: true }),
        }
        self.text.push_str(text);
    }

    /// Appends what a range of the source stands for.
    pub(super) fn push_decoded(&mut self, source: &str, clean: &str, range: Range<usize>) {
        if source.get(range.clone()) == Some(clean) {
            return self.push(source, range);
        }
        if clean.is_empty() {
            return;
        }
        self.push_blank(source);
        self.pieces.push(Piece { clean: self.text.len(), source: range, verbatim: false });
        self.text.push_str(clean);
    }

    /// Appends what the source has in a range, each run of blanks folded into one, none at the ends of lines.
    pub(super) fn push_folded(&mut self, source: &str, range: Range<usize>) {
        let Some(mut rest) = source.get(range.clone()) else {
            return;
        };
        let mut at = range.start;
        while !rest.is_empty() {
            let blanks = rest.len().saturating_sub(rest.trim_ascii_start().len());
            let words = word_length(rest.get(blanks..).unwrap_or_default());
            let (middle, end) = (at.saturating_add(blanks), at.saturating_add(blanks).saturating_add(words));
            if blanks > 0 {
                self.fold(at..middle);
            }
            self.push(source, middle..end);
            rest = rest.get(blanks.saturating_add(words)..).unwrap_or_default();
            at = end;
        }
    }

    /// Blanks that stand for one, which is written if there is text on both of its sides.
    pub(super) fn fold(&mut self, range: Range<usize>) {
        self.blank = match self.blank.take() {
            Some(earlier) => Some(earlier.start..range.end),
            None => Some(range),
        };
    }

    /// Begins a new line, if there is text before it; a range of the source stands for the break.
    pub(super) fn break_line(&mut self, range: Range<usize>) {
        self.blank = None;
        if !self.text.is_empty() {
            self.pieces.push(Piece { clean: self.text.len(), source: range, verbatim: false });
            self.text.push('\n');
        }
    }

    fn push_blank(&mut self, source: &str) {
        let Some(blank) = self.blank.take() else {
            return;
        };
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.push_decoded(source, " ", blank);
        }
    }

    /// Takes back what was appended since the text had a length.
    pub(super) fn truncate(&mut self, length: usize) {
        if !self.text.is_char_boundary(length) {
            return;
        }
        self.text.truncate(length);
        let kept = self.pieces.partition_point(|piece| piece.clean < length);
        self.pieces.truncate(kept);
        if let Some(last) = self.pieces.last_mut().filter(|last| last.verbatim) {
            last.source.end = last.source.start.saturating_add(length.saturating_sub(last.clean));
        }
    }

    /// Takes back a superscript, which began when the text had a length, if it only refers to a note: the 2 of 1.1bn².
    pub(super) fn take_back_reference(&mut self, length: usize, range: Range<usize>) {
        let Some(written) = self.text.get(length..).filter(|written| is_reference(written)) else {
            return;
        };
        let had_blank = written.starts_with(' ');
        self.truncate(length);
        if had_blank {
            self.fold(range);
        }
    }

    /// The passage, without line breaks at its end; what comes next begins a new one.
    pub(super) fn finish(&mut self, kind: PassageKind) -> Passage {
        self.truncate(self.text.trim_end_matches('\n').len());
        let Builder { text, pieces, .. } = std::mem::take(self);
        Passage { kind, text: Text::Own(text), pieces: Pieces::Several(pieces), ..Passage::default() }
    }
}

/// Whether a superscript refers to a note: one or two digits, a letter, stars and daggers; bracketed or not.
fn is_reference(text: &str) -> bool {
    let text = text.trim().trim_matches(['(', ')', '[', ']', '.', ',']);
    let all = |test: fn(char) -> bool| !text.is_empty() && text.chars().all(test);
    let short =
        text.len() <= 2 && (all(|c| c.is_ascii_digit()) || (text.len() == 1 && all(|c| c.is_ascii_lowercase())));
    short || all(|c| "*†‡§¶".contains(c))
}

/// The length of what a text begins with up to blanks that are more than a single space.
fn word_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0usize;
    while let Some(byte) = bytes.get(at) {
        let next_is_blank = bytes.get(at.saturating_add(1)).is_none_or(u8::is_ascii_whitespace);
        if byte.is_ascii_whitespace() && (*byte != b' ' || next_is_blank) {
            break;
        }
        at = at.saturating_add(1);
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(source: &str) -> Passage {
        let mut builder = Builder::default();
        builder.push_folded(source, 0..source.len());
        builder.finish(PassageKind::Paragraph)
    }

    #[test]
    fn blanks_fold_and_every_word_keeps_its_place() {
        for (source, expected, pieces) in [
            ("", "", 0),
            ("  \n ", "", 0),
            ("a b c", "a b c", 1),
            (" up  12\n\tpct ", "up 12 pct", 5),
            ("a\u{a0} b", "a\u{a0} b", 1),
            ("a \u{3000} b", "a \u{3000} b", 1),
        ] {
            let passage = folded(source);
            assert_eq!((passage.text(), passage.pieces.len()), (expected, pieces), "{source:?}");
            let mut from = 0;
            for word in passage.text().split(' ') {
                let span = passage.source_span(from..from + word.len());
                assert_eq!(&source[span], word, "{source:?}");
                from += word.len() + 1;
            }
        }
    }

    #[test]
    fn decoded_text_counts_as_a_whole() {
        let source = "x&amp;&fjlig;<b>y</b>";
        let mut builder = Builder::default();
        builder.push(source, 0..1);
        builder.push_decoded(source, "&", 1..6);
        builder.push_decoded(source, "fj", 6..13);
        builder.push(source, 16..17);
        let passage = builder.finish(PassageKind::Paragraph);
        assert_eq!(passage.text(), "x&fjy");
        for (clean, expected) in [
            (0..1, "x"),
            (1..2, "&amp;"),
            (2..3, "&fjlig;"),
            (3..4, "&fjlig;"),
            (0..2, "x&amp;"),
            (3..5, "&fjlig;<b>y"),
            (4..5, "y"),
            (4..9, "y"),
            (5..5, ""),
            (0..0, ""),
        ] {
            assert_eq!(&source[passage.source_span(clean.clone())], expected, "{clean:?}");
        }
    }

    #[test]
    fn what_is_taken_back_leaves_no_trace() {
        let source = "1.1bn2 x";
        let mut builder = Builder::default();
        builder.push(source, 0..6);
        builder.truncate(5);
        builder.push(source, 6..8);
        let passage = builder.finish(PassageKind::Paragraph);
        assert_eq!((passage.text(), passage.pieces.len()), ("1.1bn x", 2));
        assert_eq!(passage.source_span(0..5), 0..5);
        assert_eq!(&source[passage.source_span(6..7)], "x");
    }

    #[test]
    fn parts_join_to_one_and_part_again() {
        let source = "<p>one</p><p>two&amp;</p><p>three</p>";
        let mut builder = Builder::default();
        builder.push(source, 13..16);
        builder.push_decoded(source, "&", 16..21);
        let two = builder.finish(PassageKind::ListItem);
        let verbatim = |range| Passage::verbatim(PassageKind::ListItem, &source.into(), range);
        let parts = [verbatim(3..6), two, verbatim(28..33)];
        let whole = Passage::joined(PassageKind::Cell, parts.to_vec(), "\n\n");
        assert_eq!((whole.text(), whole.kind()), ("one\n\ntwo&\n\nthree", PassageKind::Cell));
        assert_eq!(&source[whole.source_span(5..8)], "two");
        assert_eq!(&source[whole.source_span(0..8)], "one</p><p>two");
        let again: Vec<Passage> =
            whole.split("\n\n").into_iter().map(|part| part.with_kind(PassageKind::ListItem)).collect();
        assert_eq!(again, parts);
        assert_eq!(Passage::joined(PassageKind::Cell, Vec::new(), "\n").split("\n"), []);
    }

    #[test]
    fn a_stretch_is_parted_in_its_middle() {
        let source = "  one--two--  --three";
        let whole = Passage::verbatim(PassageKind::Cell, &source.into(), 2..source.len());
        let parts = whole.split("--");
        let found: Vec<_> =
            parts.iter().map(|part| (part.text(), &source[part.source_span(0..part.text().len())])).collect();
        assert_eq!(found, [("one", "one"), ("two", "two"), ("three", "three")]);
        assert_eq!(parts[1].source_span(1..2), 8..9);
    }
}
