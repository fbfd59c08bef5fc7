//! Word documents: WordprocessingML in a ZIP archive (ISO/IEC 29500).
//!
//! The bytes of a compressed file mean nothing to anyone, so offsets are those of `word/document.xml` when unpacked, and
//! places count paragraphs and characters in them.

mod paragraph;
mod story;

use std::io::{Cursor, Read};
use std::sync::Arc;

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;
use zip::result::ZipError;

use super::error::{DocumentError, DocumentErrorKind};
use super::{Document, encoding};

/// The most bytes that a part of a document unpacks to: a million words with all their markup.
const UNPACKED_LIMIT: u64 = 64 * 1024 * 1024;

/// The part that holds the text, and the one that holds the title.
const TEXT: &str = "word/document.xml";
const PROPERTIES: &str = "docProps/core.xml";

/// Reads a document.
pub(super) fn read(name: Arc<str>, bytes: &[u8]) -> Result<Document, DocumentError> {
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        let said = "found a binary or encrypted Office file; save it as .docx, without a password";
        return Err(DocumentError::new(DocumentErrorKind::WrongKind, &name, said));
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| {
        let said = format_args!("found no ZIP archive that can be read ({error}); expected a .docx file");
        DocumentError::new(DocumentErrorKind::WrongKind, &name, said)
    })?;
    let text = unpack(&mut archive, TEXT, &name)?.ok_or_else(|| {
        let said = format_args!("found a ZIP archive without {TEXT}; expected a .docx file");
        DocumentError::new(DocumentErrorKind::WrongKind, &name, said)
    })?;
    let properties = unpack(&mut archive, PROPERTIES, &name)?;
    let mut document = Document::new(name, text);
    let story = story::read(document.source()).map_err(|(at, said)| {
        let said = format_args!("{TEXT} is not well-formed at byte {at}: {said}; open it in Word and save it again");
        DocumentError::new(DocumentErrorKind::Malformed, &document.name, said)
    })?;
    document.title = story.title.or_else(|| properties.as_deref().and_then(title));
    document.blocks = story.blocks;
    document.notes = story.notes;
    Ok(document)
}

/// A part of the archive as text; `None` where there is none.
fn unpack(archive: &mut ZipArchive<Cursor<&[u8]>>, part: &str, name: &str) -> Result<Option<String>, DocumentError> {
    let damaged = |said: &dyn std::fmt::Display| {
        let said = format_args!("{part} cannot be unpacked ({said}); open the document in Word and save it again");
        DocumentError::new(DocumentErrorKind::Malformed, name, said)
    };
    let file = match archive.by_name(part) {
        Ok(file) => file,
        Err(ZipError::FileNotFound) => return Ok(None),
        Err(error) => return Err(damaged(&error)),
    };
    let mut unpacked = Vec::new();
    file.take(UNPACKED_LIMIT.saturating_add(1)).read_to_end(&mut unpacked).map_err(|error| damaged(&error))?;
    if unpacked.len() as u64 > UNPACKED_LIMIT {
        let said = format_args!("{part} unpacks to more than {UNPACKED_LIMIT} bytes; split the document");
        return Err(DocumentError::new(DocumentErrorKind::TooLarge, name, said));
    }
    encoding::decode(&format!("{name}: {part}"), unpacked, None).map(|decoded| Some(decoded.text))
}

/// The title among the properties of a document; none where they cannot be read.
fn title(properties: &str) -> Option<String> {
    let mut reader = Reader::from_str(properties);
    let mut title = None;
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) if start.local_name().as_ref() == "title" => title = Some(String::new()),
            Event::Text(text) => title.iter_mut().for_each(|title| title.push_str(&text)),
            Event::GeneralRef(entity) => {
                let decoded = story::entity(&entity);
                title.iter_mut().for_each(|title| title.push_str(&decoded));
            }
            Event::End(end) if end.local_name().as_ref() == "title" => {
                return title.map(|title| title.trim().to_owned()).filter(|title| !title.is_empty());
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests;
