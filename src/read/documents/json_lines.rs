//! Documents in bulk: a JSON object a line.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer};

use super::error::{DocumentError, DocumentErrorKind};
use super::{Document, dates, plain};

/// A line; members of other names are passed over.
#[derive(Deserialize)]
#[serde(expecting = "an object")]
struct Line<'l> {
    id: Shared<true>,
    text: Shared<false>,
    #[serde(default)]
    title: Option<String>,
    #[serde(borrow, default)]
    published: Option<Cow<'l, str>>,
}

/// A text that is copied once; in its place a whole number, where a document may be called by one.
struct Shared<const OR_NUMBER: bool>(Arc<str>);

impl<'de, const OR_NUMBER: bool> Deserialize<'de> for Shared<OR_NUMBER> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Said<const OR_NUMBER: bool>;
        impl<const OR_NUMBER: bool> Visitor<'_> for Said<OR_NUMBER> {
            type Value = Shared<OR_NUMBER>;

            fn expecting(&self, said: &mut fmt::Formatter<'_>) -> fmt::Result {
                said.write_str(if OR_NUMBER { "a text or a whole number as the `id`" } else { "a string" })
            }

            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Shared(text.into()))
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Self::Value, E> {
                match OR_NUMBER {
                    true => Ok(Shared(number.to_string().into())),
                    false => Err(E::invalid_type(de::Unexpected::Unsigned(number), &self)),
                }
            }
        }
        deserializer.deserialize_any(Said)
    }
}

/// Reads the document of one line of a file.
pub(super) fn read(file: &str, line: u64, json: &[u8]) -> Result<Document, DocumentError> {
    // Bytes that are all text are looked at once, not string by string.
    let read = match std::str::from_utf8(json) {
        Ok(text) => serde_json::from_str(text),
        Err(_) => serde_json::from_slice(json),
    };
    let read: Line<'_> = read.map_err(|error| malformed(file, line, &error))?;
    let Shared(id) = read.id;
    let mut document = Document::new(Arc::clone(&id), read.text.0);
    document.id = Some(id);
    document.record = Some(line);
    document.title = read.title;
    document.blocks = plain::blocks(document.shared_source());
    if let Some(published) = read.published.filter(|published| !published.trim().is_empty()) {
        document.published = dates::find(&published);
        if document.published.is_none() {
            document.notes.push(dates::unreadable("published", &published));
        }
    }
    Ok(document)
}

fn malformed(file: &str, line: u64, error: &serde_json::Error) -> DocumentError {
    let place = format!("{file}:{line}:{}", error.column());
    let said = error.to_string();
    // serde_json counts the lines of what it is given, which is one.
    let said = said.split(" at line ").next().unwrap_or_default();
    let expected = "expected an object {\"id\", \"text\", \"title\"?, \"published\"?} in each line";
    DocumentError::new(DocumentErrorKind::Malformed, place, format_args!("{said}; {expected}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::documents::{Documents, Kind};

    fn documents(file: &str) -> Vec<Result<Document, String>> {
        let documents = Documents::new("news.jsonl".into(), file.as_bytes(), Kind::JsonLines);
        documents.map(|document| document.map_err(|error| error.to_string())).collect()
    }

    #[test]
    fn a_line_is_a_document_whose_places_are_those_of_its_text() {
        let file = "\u{feff}{\"id\":\"a\",\"text\":\"Up\\u00a05%\\n\\nto \\\"3.1bn\\\".\",\"title\":\"T\",\"published\":\"26-FEB-1987 15:01:01.79\"}\r\n\n\
                    {\"text\":\"x\",\"id\":7,\"other\":[1.5],\"published\":\"soon\"}";
        let found = documents(file);
        let first = found[0].as_ref().unwrap();
        assert_eq!((&*first.name, first.id.as_deref(), first.record), ("a", Some("a"), Some(1)));
        assert_eq!((first.title.as_deref(), first.published), (Some("T"), Some(jiff::civil::date(1987, 2, 26))));
        let passage = first.passages().nth(1).unwrap();
        let span = first.span(passage, 3..9);
        assert_eq!((&passage.text()[3..9], span.line, span.column, span.start), ("\"3.1bn", 3, 4, 11));
        assert_eq!(&first.source()[11..17], "\"3.1bn");
        let second = found[1].as_ref().unwrap();
        assert_eq!((&*second.name, second.record, second.published), ("7", Some(3), None));
        assert_eq!(second.notes.len(), 1);
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn bytes_that_are_no_text_are_named_with_their_place() {
        let line = b"{\"id\":\"a\",\"text\":\"caf\xe9 rose 5%\"}\n{\"id\":\"b\",\"text\":\"\"}\n";
        let found: Vec<_> = Documents::new("news.jsonl".into(), &line[..], Kind::JsonLines).collect();
        let error = found[0].as_ref().err().unwrap().to_string();
        assert!(error.starts_with("news.jsonl:1:") && error.contains("invalid unicode code point"), "{error}");
        assert_eq!(&*found[1].as_ref().unwrap().name, "b");
    }

    #[test]
    fn lines_are_read_whole_in_whatever_pieces_they_come() {
        let file = "{\"id\":\"a\",\"text\":\"Sales rose.\"}\n\n{\"id\":\"b\",\"text\":\"Profit fell.\"}";
        for size in [1, 2, 7, file.len(), 100] {
            let pieces = std::io::BufReader::with_capacity(size, file.as_bytes());
            let found = Documents::new("news.jsonl".into(), pieces, Kind::JsonLines).map(|document| document.unwrap());
            let found: Vec<(Arc<str>, Option<u64>, String)> =
                found.map(|found| (Arc::clone(&found.name), found.record, found.source().to_owned())).collect();
            let expected = [("a", 1, "Sales rose."), ("b", 3, "Profit fell.")];
            assert_eq!(found, expected.map(|(id, line, text)| (id.into(), Some(line), text.to_owned())), "{size}");
        }
    }

    #[test]
    fn a_line_that_is_no_document_is_named_and_the_rest_is_read() {
        let expected = "expected an object {\"id\", \"text\", \"title\"?, \"published\"?} in each line";
        for (line, found) in [
            ("{\"id\": \"a\"}", "1:11: missing field `text`"),
            ("{\"text\": \"a\"}", "1:13: missing field `id`"),
            (
                "{\"id\": 1.5, \"text\": \"a\"}",
                "1:10: invalid type: floating point `1.5`, expected a text or a whole number as the `id`",
            ),
            ("[1", "1:2: EOF while parsing a list"),
            ("\"a\"", "1:3: invalid type: string \"a\", expected an object"),
            ("\u{1}", "1:1: expected value"),
        ] {
            let found_all = documents(&format!("{line}\n{{\"id\":\"b\",\"text\":\"\"}}\n"));
            let error = found_all[0].as_ref().err().unwrap();
            assert_eq!(*error, format!("news.jsonl:{found}; {expected}"), "{line}");
            assert_eq!((found_all.len(), &*found_all[1].as_ref().unwrap().name), (2, "b"));
        }
    }
}
