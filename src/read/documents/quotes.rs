//! The lines that figures stand on, of documents whose files do not show them: Word documents, PDFs, one of many documents in a
//! file, and texts in other encodings than UTF-8.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::document::Document;
use super::passage::Passage;
use crate::model::{Origin, Quote};

impl Document {
    /// Gives places in this document the lines that they are on, where its file does not show those. Places on one line that follow
    /// each other share it.
    pub fn quote<'o>(&self, origins: impl Iterator<Item = &'o mut Origin>) {
        if self.is_file {
            return;
        }
        let numbered = self.passages().filter_map(|passage| Some((passage.number()?, passage))).collect();
        let mut quoting = Quoting { source: self.source(), numbered, last: None };
        for origin in origins {
            origin.quote = quoting.quote(origin).map(Arc::new);
        }
    }
}

/// A document whose lines are quoted.
struct Quoting<'d> {
    source: &'d str,
    /// The passages of a document without lines, by their numbers.
    numbered: HashMap<u64, &'d Passage>,
    /// The line that was quoted last, with what tells it from others.
    last: Option<(u64, Arc<str>)>,
}

impl Quoting<'_> {
    fn quote(&mut self, origin: &Origin) -> Option<Quote> {
        let (line, range) = match self.numbered.get(&origin.line) {
            Some(passage) => {
                let byte = |column: u64| passage.byte_of(column.checked_sub(1)?);
                (origin.line, byte(origin.column)?..byte(origin.end_column)?)
            }
            None => {
                let [start, end] = [origin.start, origin.end].map(usize::try_from);
                let (start, end) = (start.ok()?, end.ok()?);
                let before = self.source.get(..start)?;
                let line = before.rfind(['\n', '\r']).map_or(0, |ending| ending.saturating_add(1));
                (u64::try_from(line).ok()?, start.checked_sub(line)?..end.checked_sub(line)?)
            }
        };
        let known = self.last.as_ref().filter(|(known, text)| *known == line && text.len() >= range.end);
        let text = match known {
            Some((_, text)) => Arc::clone(text),
            None => self.line(line, &range)?.into(),
        };
        self.last = Some((line, Arc::clone(&text)));
        text.get(range.clone()).is_some().then_some(Quote { text, range })
    }

    /// A paragraph, or the line that begins at a byte. A figure that goes on in the next line takes that with it.
    fn line(&self, line: u64, range: &Range<usize>) -> Option<String> {
        if let Some(passage) = self.numbered.get(&line) {
            return Some(passage.text().to_owned());
        }
        let rest = self.source.get(usize::try_from(line).ok()?..)?;
        let tail = rest.get(range.end..)?;
        let length = tail.find(['\n', '\r']).map_or(rest.len(), |ending| range.end.saturating_add(ending));
        Some(rest.get(..length)?.replace(['\n', '\r'], " "))
    }
}
