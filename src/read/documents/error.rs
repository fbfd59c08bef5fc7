//! Why a document cannot be read.

use std::fmt;
use std::io;

/// Why a document cannot be read: what was found, what is read, and the way out.
#[derive(Debug)]
pub struct DocumentError {
    kind: DocumentErrorKind,
    message: String,
}

/// What kind of trouble it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DocumentErrorKind {
    /// The stream failed.
    Io,
    /// A document or a part of it is longer than the limit.
    TooLarge,
    /// The bytes are of another kind of document, or of no text at all.
    WrongKind,
    /// The bytes break the rules of their kind.
    Malformed,
    /// The document holds no text.
    NoText,
}

impl DocumentError {
    pub(super) fn new(kind: DocumentErrorKind, place: impl fmt::Display, said: impl fmt::Display) -> Self {
        DocumentError { kind, message: format!("{place}: {said}") }
    }

    pub(super) fn io(name: &str, error: &io::Error) -> Self {
        DocumentError::new(DocumentErrorKind::Io, name, format_args!("cannot be read: {error}"))
    }

    /// What kind of trouble it is.
    pub fn kind(&self) -> DocumentErrorKind {
        self.kind
    }
}

impl fmt::Display for DocumentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for DocumentError {}
