//! PDF: the text of its pages.
//!
//! A PDF says where each glyph is drawn, not what a paragraph is: each page is one passage, in the order in which it is drawn.
//! `lopdf` (MIT) reads it: of the crates for PDF it is the one that bounds its memory, returns its errors and took tens of
//! thousands of damaged files without a panic, which would end the program. It does not decode every font; a page that it cannot
//! read is named in the notes, never guessed.

use std::fmt::Display;
use std::sync::Arc;

use lopdf::LoadOptions;

use super::error::{DocumentError, DocumentErrorKind};
use super::passage::{Passage, PassageKind};
use super::{Block, Document};

/// The most bytes that a stream of a file unpacks to.
const UNPACKED_LIMIT: usize = 16 * 1024 * 1024;

/// The most pages, and the most bytes of their text: some times the longest annual report.
const MAX_PAGES: usize = 2000;
const MAX_TEXT: usize = 64 * 1024 * 1024;

/// What ends the work.
const WAY_OUT: &str = "convert it with `pdftotext -layout` and read its text";

/// How many bytes may stand before the header, as other readers allow.
const HEADER_WITHIN: usize = 1024;

/// Reads a file.
pub(super) fn read(name: Arc<str>, bytes: &[u8]) -> Result<Document, DocumentError> {
    let head = bytes.get(..HEADER_WITHIN.min(bytes.len())).unwrap_or_default();
    if !head.windows(b"%PDF-".len()).any(|window| window == b"%PDF-") {
        let said = "found no %PDF- at its beginning; expected a PDF file";
        return Err(DocumentError::new(DocumentErrorKind::WrongKind, &name, said));
    }
    let options = LoadOptions { max_decompressed_size: Some(UNPACKED_LIMIT), ..LoadOptions::default() };
    let file = lopdf::Document::load_mem_with_options(bytes, options).map_err(|error| malformed(&name, &error))?;
    if file.is_encrypted() {
        return Err(malformed(&name, &"it is encrypted"));
    }
    let pages: Vec<u32> = file.get_pages().into_keys().collect();
    if pages.len() > MAX_PAGES {
        let said = format_args!("found {} pages; at most {MAX_PAGES} are read: split it", pages.len());
        return Err(DocumentError::new(DocumentErrorKind::TooLarge, &name, said));
    }
    let mut text = Text::default();
    for page in pages {
        text.add(page, file.extract_text_with_limit(&[page], UNPACKED_LIMIT).ok());
        if text.source.len() > MAX_TEXT {
            let said = format_args!("found pages with more than {MAX_TEXT} bytes of text; split it");
            return Err(DocumentError::new(DocumentErrorKind::TooLarge, &name, said));
        }
    }
    text.finish(name)
}

fn malformed(name: &str, error: &dyn Display) -> DocumentError {
    let said = format_args!("found a PDF file that cannot be read ({error}); {WAY_OUT}");
    DocumentError::new(DocumentErrorKind::Malformed, name, said)
}

/// The text of the pages, one after the other.
#[derive(Debug, Default)]
struct Text {
    source: String,
    ends: Vec<usize>,
    empty: Vec<u32>,
    undecoded: Vec<u32>,
}

impl Text {
    fn add(&mut self, page: u32, text: Option<String>) {
        match text.as_deref().map(str::trim) {
            None => self.undecoded.push(page),
            Some("") => self.empty.push(page),
            Some(text) => {
                // Programs end the text of a page in many ways, this in one.
                self.source.push_str(&text.replace('\0', "\u{fffd}"));
                self.ends.push(self.source.len());
                self.source.push_str("\n\n");
            }
        }
    }

    fn finish(self, name: Arc<str>) -> Result<Document, DocumentError> {
        let mut notes = Vec::new();
        notes.extend(said_of("without text, as scanned ones are", &self.empty, "recognise it first (ocrmypdf)"));
        notes.extend(said_of("that cannot be decoded", &self.undecoded, WAY_OUT));
        if self.ends.is_empty() {
            let said = if notes.is_empty() {
                "found no pages".to_owned()
            } else {
                format!("found no text; {}", notes.join("; "))
            };
            return Err(DocumentError::new(DocumentErrorKind::NoText, &name, said));
        }
        let mut document = Document::new(name, self.source);
        let mut start = 0usize;
        for end in self.ends {
            let passage = Passage::verbatim(PassageKind::Paragraph, document.shared_source(), start..end);
            document.blocks.push(Block::Passage(passage));
            start = end.saturating_add("\n\n".len());
        }
        notes.insert(0, "places are those of the text of its pages, each of which is read as one paragraph".to_owned());
        document.notes = notes;
        Ok(document)
    }
}

/// How many pages are named.
const NAMED: usize = 10;

/// A sentence about some pages.
fn said_of(what: &str, pages: &[u32], way_out: &str) -> Option<String> {
    let mut named: Vec<String> = pages.iter().take(NAMED).map(u32::to_string).collect();
    if pages.len() > NAMED {
        named.push(format!("and {} more", pages.len().saturating_sub(NAMED)));
    }
    (!pages.is_empty()).then(|| format!("pages {what}: {}; {way_out}", named.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::documents::{Documents, Kind};

    /// A file whose pages draw what is given.
    fn file(pages: &[&str]) -> Vec<u8> {
        let mut objects = vec!["<</Type/Catalog/Pages 2 0 R>>".to_owned()];
        let kids: String = (0..pages.len()).map(|at| format!("{} 0 R ", 4 + 2 * at)).collect();
        objects.push(format!("<</Type/Pages/Count {}/Kids[{kids}]>>", pages.len()));
        objects.push("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned());
        for (at, content) in pages.iter().enumerate() {
            let font = "/Resources<</Font<</F 3 0 R>>>>";
            objects.push(format!("<</Type/Page/Parent 2 0 R{font}/MediaBox[0 0 9 9]/Contents {} 0 R>>", 5 + 2 * at));
            objects.push(format!("<</Length {}>>stream\n{content}\nendstream", content.len()));
        }
        let mut file = "%PDF-1.4\n".to_owned();
        let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
        for (at, object) in objects.iter().enumerate() {
            table += &format!("{:010} 00000 n \n", file.len());
            file += &format!("{} 0 obj\n{object}\nendobj\n", at + 1);
        }
        let start = file.len();
        file += &format!("{table}trailer<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1);
        file.into_bytes()
    }

    fn document(bytes: &[u8]) -> Result<Document, DocumentError> {
        Documents::new("f.pdf".into(), bytes, Kind::Pdf).next().unwrap()
    }

    #[test]
    fn the_text_of_each_page_is_a_passage() {
        let document = document(&file(&[
            "BT /F 9 Tf (Sales rose 5%) Tj ( to \\2003.1bn.) Tj ET",
            "0 0 9 9 re f",
            "BT /F 9 Tf (End) Tj ET",
        ]));
        let document = document.unwrap();
        let texts: Vec<&str> = document.passages().map(|passage| passage.text()).collect();
        assert_eq!(texts, ["Sales rose 5% to €3.1bn.", "End"]);
        let last = document.passages().last().unwrap();
        let span = document.span(last, 0..3);
        assert_eq!((&document.source()[span.start as usize..span.end as usize], span.line), ("End", 3));
        let said = "pages without text, as scanned ones are: 2; recognise it first (ocrmypdf)";
        assert_eq!(document.notes[1..], [said]);
    }

    #[test]
    fn a_file_without_text_or_sense_is_refused_with_a_way_out() {
        for (bytes, kind, expected) in [
            (
                file(&["0 0 9 9 re f", ""]),
                DocumentErrorKind::NoText,
                "f.pdf: found no text; pages without text, as scanned ones are: 1, 2; recognise",
            ),
            (
                b"%PDF-1.4 and nothing".to_vec(),
                DocumentErrorKind::Malformed,
                "f.pdf: found a PDF file that cannot be read (",
            ),
            (
                b"text".to_vec(),
                DocumentErrorKind::WrongKind,
                "f.pdf: found no %PDF- at its beginning; expected a PDF file",
            ),
            (
                file(&["BT ET"; MAX_PAGES + 1]),
                DocumentErrorKind::TooLarge,
                "f.pdf: found 2001 pages; at most 2000 are read: split it",
            ),
        ] {
            let error = document(&bytes).unwrap_err();
            assert!(error.kind() == kind && error.to_string().starts_with(expected), "{error}");
        }
    }
}
