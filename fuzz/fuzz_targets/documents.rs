//! Any bytes at all are a document or refused with a message, and every character of it stands in the source where it says. The
//! first byte chooses the kind; a Word document is made of the rest, or is the rest.

#![no_main]

#[path = "../support/docx.rs"]
mod docx;

use docx::packed;
use libfuzzer_sys::fuzz_target;
use tieout::read::documents::{Document, Documents, Kind, Passage};

const KINDS: [Kind; 6] = [Kind::Text, Kind::Markdown, Kind::Html, Kind::Docx, Kind::Docx, Kind::JsonLines];

fuzz_target!(|bytes: &[u8]| {
    let Some((choice, rest)) = bytes.split_first() else {
        return;
    };
    let choice = usize::from(*choice) % KINDS.len();
    let bytes = if choice == 3 { packed(rest) } else { rest.to_vec() };
    for document in Documents::new("f".into(), bytes.as_slice(), KINDS[choice]) {
        match document {
            Ok(document) => document.passages().for_each(|passage| check(&document, passage, KINDS[choice])),
            Err(error) => assert!(error.to_string().starts_with('f'), "{error}"),
        }
    }
});

/// Every character stands in the source after the one before it, as itself or as what it was decoded from.
fn check(document: &Document, passage: &Passage, kind: Kind) {
    let (source, text) = (document.source(), passage.text());
    let marks = match kind {
        Kind::Docx => "&<",
        Kind::Markdown => "&`",
        _ => "&",
    };
    let mut last = 0;
    for (at, character) in text.char_indices() {
        let span = passage.source_span(at..at + character.len_utf8());
        let slice = source.get(span.clone()).unwrap_or_else(|| panic!("{span:?}"));
        let is_decoded = slice.starts_with(|first| marks.contains(first));
        let is_right = slice == character.to_string() || is_decoded || character.is_whitespace();
        assert!(is_right && span.start >= last, "{character:?} at {span:?}");
        last = span.start;
    }
    let span = document.span(passage, 0..text.len());
    assert!(span.line >= 1 && span.column >= 1 && span.end as usize <= source.len(), "{span:?}");
    document.is_ignored(passage, 0..text.len());
}
