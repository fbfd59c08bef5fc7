//! The lines that figures stand on, where the file does not show them as they were read: in Word documents and PDFs, in one of many
//! documents in a file, in texts of other encodings than UTF-8, and where a figure goes on in the next line.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use memchr::{memchr2, memrchr2};

use super::document::Document;
use super::passage::Passage;
use crate::model::{Origin, Quote};

const ENDINGS: [char; 2] = ['\n', '\r'];

impl Document {
    /// Gives places in this document that are shown together the lines that they are on, where its file does not show those. Places
    /// on one line share it.
    pub fn quote<'o>(&self, origins: impl Iterator<Item = &'o mut Origin>) {
        let mut origins: Vec<&mut Origin> = origins.collect();
        let goes_on = |origin: &&mut Origin| {
            let bytes = place(origin).and_then(|place| self.source().get(place));
            bytes.is_some_and(|text| text.contains(ENDINGS))
        };
        if self.is_file && !origins.iter().any(goes_on) {
            return;
        }
        origins.sort_by_key(|origin| origin.start);
        let numbered = self.passages().filter_map(|passage| Some((passage.number()?, passage))).collect();
        let mut quoting = Quoting { source: self.source(), numbered, last: None };
        for origin in origins {
            origin.quote = quoting.quote(origin).map(Arc::new);
        }
    }
}

/// The bytes of a place in its document's text.
fn place(origin: &Origin) -> Option<Range<usize>> {
    Some(usize::try_from(origin.start).ok()?..usize::try_from(origin.end).ok()?)
}

/// A document whose lines are quoted.
struct Quoting<'d> {
    source: &'d str,
    /// The passages of a document without lines, by their numbers.
    numbered: HashMap<u64, &'d Passage>,
    last: Option<Line>,
}

/// A line of a document.
struct Line {
    /// Its number.
    number: u64,
    /// Its first byte in the text.
    start: usize,
    text: Arc<str>,
}

impl Line {
    /// The quote of some bytes of the document's text, if all of them are on the line.
    fn quote(&self, place: &Range<usize>) -> Option<Quote> {
        let range = place.start.checked_sub(self.start)?..place.end.checked_sub(self.start)?;
        self.text.get(range.clone())?;
        Some(Quote { line: self.number, text: Arc::clone(&self.text), range })
    }
}

impl Quoting<'_> {
    fn quote(&mut self, origin: &Origin) -> Option<Quote> {
        if let Some(passage) = self.numbered.get(&origin.line) {
            let byte = |column: u64| passage.byte_of(column.checked_sub(1)?);
            let range = byte(origin.column)?..byte(origin.end_column)?;
            let known = self.last.take().filter(|line| line.number == origin.line);
            let line = known.unwrap_or_else(|| Line { number: origin.line, start: 0, text: passage.text().into() });
            return self.last.insert(line).quote(&range);
        }
        let place = place(origin)?;
        // Also the line after, where a figure that goes on in it has taken that with it.
        if let Some(quote) = self.last.as_ref().and_then(|line| line.quote(&place)) {
            return Some(quote);
        }
        let head = self.source.get(..place.start)?.as_bytes();
        let start = memrchr2(b'\n', b'\r', head).map_or(0, |ending| ending.saturating_add(1));
        let tail = self.source.get(place.end..)?.as_bytes();
        let end = memchr2(b'\n', b'\r', tail).map_or(self.source.len(), |length| place.end.saturating_add(length));
        let text = self.source.get(start..end)?.replace(ENDINGS, " ").into();
        self.last.insert(Line { number: origin.line, start, text }).quote(&place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::documents::{Documents, Kind};

    /// The quotes of some words of a document.
    fn quotes(bytes: &[u8], kind: Kind, words: &[&str]) -> Vec<Option<(u64, String, String)>> {
        let document = Documents::new("a".into(), bytes, kind).next().unwrap().unwrap();
        let place = |word: &&str| {
            let at = |passage: &&Passage| passage.text().find(word);
            let passage = document.passages().find(|passage| at(passage).is_some()).unwrap();
            let start = at(&passage).unwrap();
            document.origin(passage, start..start + word.len())
        };
        let mut origins: Vec<Origin> = words.iter().map(place).collect();
        document.quote(origins.iter_mut());
        let shown =
            |quote: Arc<Quote>| (quote.line, quote.text[quote.range.clone()].to_owned(), quote.text.to_string());
        origins.into_iter().map(|origin| origin.quote.map(shown)).collect()
    }

    fn shown(line: u64, figure: &str, text: &str) -> Option<(u64, String, String)> {
        Some((line, figure.to_owned(), text.to_owned()))
    }

    #[test]
    fn lines_that_their_file_shows_are_not_quoted() {
        let text = "Acme earns more\nSales rose 5% to 3.1bn.\n";
        assert_eq!(quotes(text.as_bytes(), Kind::Text, &["3.1bn", "5%"]), [None, None]);
    }

    #[test]
    fn a_figure_on_two_lines_takes_the_next_with_it() {
        let text = "Acme\nSales rose 5\npct to 3.1bn. So\nit said.";
        let line = "Sales rose 5 pct to 3.1bn. So";
        let expected = [shown(2, "3.1bn", line), shown(2, "5 pct", line)];
        assert_eq!(quotes(text.as_bytes(), Kind::Text, &["3.1bn", "5\npct"]), expected);
    }

    #[test]
    fn lines_of_other_encodings_and_of_one_document_among_many_are_quoted_as_they_were_read() {
        let text = "Caf\u{e9}\nLes ventes ont cr\u{fb} 5% l'\u{e9}t\u{e9}.";
        let latin: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
        let expected = [shown(2, "5%", "Les ventes ont cr\u{fb} 5% l'\u{e9}t\u{e9}.")];
        assert_eq!(quotes(&latin, Kind::Text, &["5%"]), expected);
        let json = "{\"id\": 1, \"text\": \"One.\\nUp 5% \\\"now\\\".\"}";
        assert_eq!(quotes(json.as_bytes(), Kind::JsonLines, &["5%"]), [shown(2, "5%", "Up 5% \"now\".")]);
    }
}
