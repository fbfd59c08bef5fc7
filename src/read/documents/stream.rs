//! Documents from a stream.

use std::fmt::Display;
use std::io::{self, BufRead, Read};
use std::sync::Arc;

use memchr::memchr;

use super::error::{DocumentError, DocumentErrorKind};
use super::{Document, Kind, docx, encoding, html, json_lines, markdown, pdf, plain};

/// The longest document that is read, and the longest line of many: a thousand books.
const MAX_BYTES: u64 = 256 * 1024 * 1024;

/// Reads the documents of a stream: one, or one a line where the kind says so.
///
/// ```
/// use tieout::read::documents::{Documents, Kind};
/// let story = "---\ntitle: Acme earns more\ndate: 2015-05-27\n---\n\nSales rose *5%* to \\$3.1bn.\n";
/// let document = Documents::new("story.md".into(), story.as_bytes(), Kind::Markdown).next().unwrap()?;
/// assert_eq!(document.published.unwrap().to_string(), "2015-05-27");
/// let texts: Vec<&str> = document.passages().map(|passage| passage.text()).collect();
/// assert_eq!(texts, ["Acme earns more", "Sales rose 5% to $3.1bn."]);
/// # Ok::<(), tieout::read::documents::DocumentError>(())
/// ```
pub struct Documents<R> {
    name: Arc<str>,
    input: R,
    kind: Kind,
    done: bool,
    /// The line at hand, and how many have been read.
    buffer: Vec<u8>,
    lines: u64,
}

impl<R: BufRead> Documents<R> {
    /// The documents of a stream named `name`.
    pub fn new(name: Arc<str>, input: R, kind: Kind) -> Self {
        Documents { name, input, kind, done: false, buffer: Vec::new(), lines: 0 }
    }

    /// The stream's only document.
    fn only(&mut self) -> Result<Document, DocumentError> {
        let mut bytes = Vec::new();
        let limited = self.input.by_ref().take(MAX_BYTES.saturating_add(1)).read_to_end(&mut bytes);
        limited.map_err(|error| DocumentError::io(&self.name, &error))?;
        if bytes.len() as u64 > MAX_BYTES {
            return Err(too_large(&*self.name, "a document"));
        }
        read(Arc::clone(&self.name), bytes, self.kind)
    }

    /// The document of the next line that is not blank.
    fn line(&mut self) -> Option<Result<Document, DocumentError>> {
        loop {
            let (line, held) = match next_line(&mut self.input, &mut self.buffer) {
                Ok(next) => next,
                Err(error) => return Some(Err(self.end(DocumentError::io(&self.name, &error)))),
            };
            if line.is_empty() {
                self.done = true;
                return None;
            }
            self.lines = self.lines.saturating_add(1);
            if line.len() as u64 > MAX_BYTES {
                let place = format!("{}:{}", self.name, self.lines);
                return Some(Err(self.end(too_large(place, "a line"))));
            }
            // A file may begin with a byte order mark.
            let mark: &[u8] = if self.lines == 1 { b"\xef\xbb\xbf" } else { b"" };
            let json = line.strip_prefix(mark).unwrap_or(line).trim_ascii();
            let read = if json.is_empty() { None } else { Some(json_lines::read(&self.name, self.lines, json)) };
            self.input.consume(held);
            if read.is_some() {
                return read;
            }
        }
    }

    /// Reads no further after an error.
    fn end(&mut self, error: DocumentError) -> DocumentError {
        self.done = true;
        error
    }
}

/// The next line with its end, empty where there is none, and how many bytes of the input's own buffer it is: a line that stands
/// there as a whole need not be copied.
fn next_line<'l>(input: &'l mut impl BufRead, buffer: &'l mut Vec<u8>) -> io::Result<(&'l [u8], usize)> {
    let known = loop {
        match input.fill_buf() {
            Ok(held) => break memchr(b'\n', held).map_or(0, |end| end.saturating_add(1)),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    };
    if known > 0 {
        let held = input.fill_buf()?;
        return Ok((held.get(..known).unwrap_or(held), known));
    }
    buffer.clear();
    input.take(MAX_BYTES.saturating_add(1)).read_until(b'\n', buffer)?;
    Ok((buffer, 0))
}

fn too_large(place: impl Display, what: &str) -> DocumentError {
    let said = format_args!("found {what} of more than {MAX_BYTES} bytes; split it");
    DocumentError::new(DocumentErrorKind::TooLarge, place, said)
}

fn read(name: Arc<str>, bytes: Vec<u8>, kind: Kind) -> Result<Document, DocumentError> {
    match kind {
        Kind::Docx => return docx::read(name, &bytes),
        Kind::Pdf => return pdf::read(name, &bytes),
        _ => {}
    }
    let declared = if kind == Kind::Html { html::declared_encoding(&bytes) } else { None };
    let decoded = encoding::decode(&name, bytes, declared.as_deref())?;
    let mut document = match kind {
        Kind::Html => html::read(name, decoded.text),
        Kind::Markdown => markdown::read(name, decoded.text),
        _ => text(name, decoded.text),
    };
    document.is_file = decoded.note.is_none();
    document.notes.extend(decoded.note);
    Ok(document)
}

fn text(name: Arc<str>, source: String) -> Document {
    let mut document = Document::new(name, source);
    document.blocks = plain::blocks(document.shared_source());
    document
}

impl<R: BufRead> Iterator for Documents<R> {
    type Item = Result<Document, DocumentError>;

    /// The next document, or why it cannot be read; after such a line those that follow are read.
    fn next(&mut self) -> Option<Self::Item> {
        match self.kind {
            _ if self.done => None,
            Kind::JsonLines => self.line(),
            _ => {
                self.done = true;
                Some(self.only())
            }
        }
    }
}
