//! Ignore marks: comments with which a writer takes lines out of the check.

use std::ops::Range;

/// What a comment asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Line,
    Start,
    End,
}

/// The ranges of a source that its comments take out.
///
/// `<!-- tieout: ignore -->` takes out the line it stands in; alone in its line, the next line with text in it too.
/// `<!-- tieout: ignore-start -->` takes out all up to `<!-- tieout: ignore-end -->`, or to the end of the document.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks {
    ranges: Vec<Range<usize>>,
    open: Option<usize>,
    notes: Vec<String>,
}

impl Marks {
    /// Takes note of a comment: what it says and the bytes it has in the source, `<!--` and `-->` included.
    pub(super) fn comment(&mut self, source: &str, said: &str, range: Range<usize>) {
        match mark(said) {
            // One look at a line is enough, however many marks stand in it.
            Some(Mark::Line) if self.ranges.last().is_some_and(|last| last.contains(&range.start)) => {}
            Some(Mark::Line) => self.ranges.push(lines_meant(source, &range)),
            Some(Mark::Start) => self.open = self.open.or(Some(range.start)),
            Some(Mark::End) => match self.open.take() {
                Some(start) => self.ranges.push(start..range.end),
                None => {
                    self.notes.push("found `tieout: ignore-end` with no `tieout: ignore-start` before it".to_owned())
                }
            },
            None => {}
        }
    }

    /// The ranges in order, none touching another, and what is odd about the marks.
    pub(super) fn finish(mut self, source: &str) -> (Vec<Range<usize>>, Vec<String>) {
        if let Some(start) = self.open {
            self.ranges.push(start..source.len());
            let odd = "found `tieout: ignore-start` with no `tieout: ignore-end` after it; all that follows is ignored";
            self.notes.push(odd.to_owned());
        }
        self.ranges.sort_unstable_by_key(|range| range.start);
        let mut merged: Vec<Range<usize>> = Vec::with_capacity(self.ranges.len());
        for range in self.ranges {
            match merged.last_mut().filter(|last| range.start <= last.end) {
                Some(last) => last.end = last.end.max(range.end),
                None => merged.push(range),
            }
        }
        (merged, self.notes)
    }
}

/// What a comment is, if a mark.
fn mark(said: &str) -> Option<Mark> {
    match said.trim().strip_prefix("tieout:")?.trim() {
        "ignore" => Some(Mark::Line),
        "ignore-start" => Some(Mark::Start),
        "ignore-end" => Some(Mark::End),
        _ => None,
    }
}

/// The line of a comment; with the next one that has text if the comment is alone.
fn lines_meant(source: &str, comment: &Range<usize>) -> Range<usize> {
    let before = source.get(..comment.start).unwrap_or_default();
    let after = source.get(comment.end..).unwrap_or_default();
    let start = before.rfind(['\n', '\r']).map_or(0, |at| at.saturating_add(1));
    let alone = before.get(start..).unwrap_or_default().trim().is_empty() && line(after).trim().is_empty();
    let skipped = if alone { after.len().saturating_sub(after.trim_start().len()) } else { 0 };
    let meant = line(after.get(skipped..).unwrap_or_default()).len();
    start..comment.end.saturating_add(skipped).saturating_add(meant)
}

/// What a text has up to its first line ending.
fn line(text: &str) -> &str {
    text.split(['\n', '\r']).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ignored(source: &str) -> (Vec<&str>, usize) {
        let mut marks = Marks::default();
        for (at, _) in source.match_indices("<!--") {
            let end = at + source[at..].find("-->").unwrap();
            marks.comment(source, &source[at + 4..end], at..end + 3);
        }
        let (ranges, notes) = marks.finish(source);
        (ranges.into_iter().map(|range| &source[range]).collect(), notes.len())
    }

    #[test]
    fn a_mark_takes_out_a_line_or_a_range() {
        for (source, expected, notes) in [
            ("a\nb <!-- tieout: ignore --> c\nd", &["b <!-- tieout: ignore --> c"][..], 0),
            ("a\r\n<!--tieout:ignore-->\r\n\r\nb\r\nc", &["<!--tieout:ignore-->\r\n\r\nb"], 0),
            (
                "a\n<!-- tieout: ignore-start -->b\n\nc<!-- tieout: ignore-end -->d",
                &["<!-- tieout: ignore-start -->b\n\nc<!-- tieout: ignore-end -->"],
                0,
            ),
            ("a<!-- tieout: ignore-start -->b\nc", &["<!-- tieout: ignore-start -->b\nc"], 1),
            ("a<!-- tieout: ignore-end -->b\nc", &[], 1),
            ("<!-- ignore --><!-- tieout: Ignore --><!-- tieout: ignore it -->", &[], 0),
            ("<!-- tieout: ignore -->", &["<!-- tieout: ignore -->"], 0),
        ] {
            assert_eq!(ignored(source), (expected.to_vec(), notes), "{source}");
        }
    }

    #[test]
    fn marks_in_one_line_take_out_one_range() {
        let source = "<!-- tieout: ignore-start -->".repeat(3) + &"x <!-- tieout: ignore -->".repeat(3);
        assert_eq!(ignored(&source), (vec![source.as_str()], 1));
    }
}
