//! Plain text: paragraphs between blank lines, by indentation, or one a line.

use std::ops::Range;
use std::sync::Arc;

use memchr::memchr2_iter;

use super::Block;
use super::passage::{Passage, PassageKind};

/// The longest line, in characters, that a writer breaks by hand: with a longer one about, every line is a paragraph.
const WIDEST: usize = 120;

/// The longest title.
const LONGEST_TITLE: usize = 120;

/// The bytes that most lines have at least, so that a list of them hardly ever grows.
const SHORT_LINE: usize = 48;

/// What may begin an item of a list, if a blank follows.
const BULLETS: &[char] = &['•', '▪', '◦', '‣', '·', '*', '-', '–', '—'];

/// A line with text: its bytes in the source without the blanks at its ends, and how far it is indented.
#[derive(Clone, Debug)]
struct Line {
    range: Range<usize>,
    indent: usize,
    /// Where its text begins after a bullet.
    item: Option<usize>,
    /// Whether a blank line stands before it.
    is_set_off: bool,
}

/// The paragraphs of a text, in order.
pub(super) fn blocks(source: &Arc<str>) -> Vec<Block> {
    let lines = filled_lines(source);
    let margin = lines.iter().map(|line| line.indent).min().unwrap_or(0);
    // Most paragraphs have two lines or more.
    let mut blocks = Vec::with_capacity(lines.len().div_ceil(2));
    for (at, stretch) in lines.chunk_by(|_, next| !next.is_set_off).enumerate() {
        match stretch {
            [only] if at == 0 && is_title(source, only) && lines.len() > 1 => {
                let title = Passage::verbatim(PassageKind::Title, source, only.range.clone());
                blocks.push(Block::Passage(title));
            }
            stretch => paragraphs(source, stretch, margin, &mut blocks),
        }
    }
    blocks
}

/// The lines that are not blank.
fn filled_lines(source: &str) -> Vec<Line> {
    let mut filled = Vec::with_capacity(source.len().div_ceil(SHORT_LINE));
    let mut is_set_off = false;
    for range in lines(source) {
        let line = source.get(range.clone()).unwrap_or_default();
        let (inner, indent) = indented(line);
        let text = trimmed_end(inner);
        if text.is_empty() {
            is_set_off = true;
            continue;
        }
        let start = range.end.saturating_sub(inner.len());
        let end = start.saturating_add(text.len());
        filled.push(Line {
            range: start..end,
            indent,
            item: item(text).map(|item| end.saturating_sub(item.len())),
            is_set_off: std::mem::take(&mut is_set_off),
        });
    }
    filled
}

/// A line without the blanks before its text, and how many characters those are; nearly all lines have spaces or nothing there,
/// which are passed over as bytes.
fn indented(line: &str) -> (&str, usize) {
    let spaces = line.bytes().take_while(|byte| *byte == b' ').count();
    let is_text = line.as_bytes().get(spaces).is_some_and(u8::is_ascii_graphic);
    match line.get(spaces..) {
        Some(inner) if is_text => (inner, spaces),
        _ => {
            let inner = line.trim_start_matches(is_blank);
            let blanks = line.strip_suffix(inner).unwrap_or_default();
            (inner, blanks.chars().count())
        }
    }
}

/// A line without the blanks after its text.
fn trimmed_end(line: &str) -> &str {
    if line.as_bytes().last().is_some_and(u8::is_ascii_graphic) { line } else { line.trim_end_matches(is_blank) }
}

/// A byte order mark is blank, and so is the form feed between pages.
fn is_blank(character: char) -> bool {
    character.is_whitespace() || character == '\u{feff}'
}

/// The lines of a source, without their endings: `\n`, `\r\n` or a lone `\r`.
fn lines(source: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = source.as_bytes();
    let mut start = 0usize;
    memchr2_iter(b'\n', b'\r', bytes).chain([bytes.len()]).filter_map(move |end| {
        let range = start..end;
        start = end.saturating_add(1);
        let before = || range.start.checked_sub(1).and_then(|at| bytes.get(at));
        // The second half of `\r\n` ends no line.
        let is_half = range.is_empty() && before() == Some(&b'\r') && bytes.get(end) == Some(&b'\n');
        (!is_half).then_some(range)
    })
}

/// The text of a list's item, after its bullet.
fn item(line: &str) -> Option<&str> {
    if line.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric) {
        return None;
    }
    line.strip_prefix(BULLETS).filter(|rest| rest.starts_with(is_blank)).map(|rest| rest.trim_start_matches(is_blank))
}

/// Whether a line that stands alone at the top is a title: short, and not a sentence.
fn is_title(source: &str, line: &Line) -> bool {
    let text = source.get(line.range.clone()).unwrap_or_default();
    text.chars().count() <= LONGEST_TITLE && !text.ends_with(['.', ',', ';', ':', '!', '?', '”', '"'])
}

fn paragraphs(source: &Arc<str>, lines: &[Line], margin: usize, blocks: &mut Vec<Block>) {
    let wide = lines.iter().any(|line| is_wide(source, line));
    let mut first: Option<&Line> = None;
    let mut last: Option<&Line> = None;
    for line in lines {
        if let (Some(begun), Some(before)) = (first, last)
            && (wide || begins(source, line, before, begun, margin))
        {
            blocks.push(paragraph(source, begun, before));
            first = None;
        }
        first = first.or(Some(line));
        last = Some(line);
    }
    blocks.extend(first.zip(last).map(|(first, last)| paragraph(source, first, last)));
}

fn is_wide(source: &str, line: &Line) -> bool {
    line.range.len() > WIDEST && source.get(line.range.clone()).is_some_and(|text| text.chars().count() > WIDEST)
}

/// Whether a line begins a paragraph though no blank line stands before it.
fn begins(source: &str, line: &Line, last: &Line, first: &Line, margin: usize) -> bool {
    let in_item = first.item.is_some();
    if line.item.is_some() {
        // A dash at the beginning of a line may be one between two words.
        let before = source.get(last.range.clone()).unwrap_or_default();
        return in_item || before.ends_with(['.', ':', ';']);
    }
    if in_item { line.indent <= first.indent } else { line.indent >= margin.saturating_add(2) }
}

/// The paragraph from one line to another.
fn paragraph(source: &Arc<str>, first: &Line, last: &Line) -> Block {
    let (kind, start) = match first.item {
        Some(start) => (PassageKind::ListItem, start),
        None => (PassageKind::Paragraph, first.range.start),
    };
    Block::Passage(Passage::verbatim(kind, source, start..last.range.end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> Vec<(PassageKind, String)> {
        let passage = |block| match block {
            Block::Passage(passage) => {
                assert_eq!(&source[passage.source_span(0..passage.text().len())], passage.text());
                (passage.kind(), passage.text().to_owned())
            }
            other => panic!("{other:?}"),
        };
        blocks(&source.into()).into_iter().map(passage).collect()
    }

    #[test]
    fn paragraphs_are_found_however_they_are_set_apart() {
        use PassageKind::{ListItem, Paragraph, Title};
        let long = "x".repeat(130);
        for (source, expected) in [
            ("", vec![]),
            ("\u{feff}\n \r\n", vec![]),
            ("One\ntwo.\n\nThree.\n", vec![(Paragraph, "One\ntwo."), (Paragraph, "Three.")]),
            ("One\r\ntwo.\r\n\r\nThree.", vec![(Paragraph, "One\r\ntwo."), (Paragraph, "Three.")]),
            (
                "Acme earns more\n\nOne.\n \nTwo.",
                vec![(Title, "Acme earns more"), (Paragraph, "One."), (Paragraph, "Two.")],
            ),
            ("Acme earns more", vec![(Paragraph, "Acme earns more")]),
            (&format!("{long}\nTwo.\nThree."), vec![(Paragraph, &long), (Paragraph, "Two."), (Paragraph, "Three.")]),
            (
                "Shr 34 cts vs 1.19\n    Net 807,000\n    NOTE: Year\nincludes gain.\n Reuter",
                vec![
                    (Paragraph, "Shr 34 cts vs 1.19"),
                    (Paragraph, "Net 807,000"),
                    (Paragraph, "NOTE: Year\nincludes gain.\n Reuter"),
                ],
            ),
            ("   One\n   two.\n", vec![(Paragraph, "One\n   two.")]),
            (
                "Highlights:\n- Sales rose\n  5%.\n- Profit\n  fell.\nOutlook",
                vec![
                    (Paragraph, "Highlights:"),
                    (ListItem, "Sales rose\n  5%."),
                    (ListItem, "Profit\n  fell."),
                    (Paragraph, "Outlook"),
                ],
            ),
            ("Sales rose 5%\n- the most ever.", vec![(Paragraph, "Sales rose 5%\n- the most ever.")]),
            ("-5% was the change\n•\u{a0}one", vec![(Paragraph, "-5% was the change\n•\u{a0}one")]),
        ] {
            let expected: Vec<_> = expected.into_iter().map(|(kind, text)| (kind, text.to_owned())).collect();
            assert_eq!(read(source), expected, "{source:?}");
        }
    }
}
