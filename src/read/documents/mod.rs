//! Articles as documents: paragraphs and tables of clean text that know their places in the source.
//!
//! [`Documents`] reads a stream of any [`Kind`]. Every reader gives the same [`Document`], so what reads figures in text knows
//! nothing of markup. Any bytes at all give a document or a [`DocumentError`], in a time that grows no faster than they.
//!
//! | kind | places count |
//! | --- | --- |
//! | text, Markdown, HTML | bytes, lines and columns of the file |
//! | JSON lines | those of the decoded `text`; the source is the `id` |
//! | docx | bytes of `word/document.xml`; paragraphs as lines, characters as columns |
//! | PDF | those of the text that its pages hold |
//!
//! A file that is not UTF-8 is decoded first, and its offsets are those of the text in UTF-8; [`Document::notes`] says so.

mod dates;
mod document;
mod docx;
mod encoding;
mod error;
mod html;
mod json_lines;
mod kind;
mod layout;
mod markdown;
mod marks;
mod passage;
mod pdf;
mod plain;
mod quotes;
mod stream;
mod table;

pub use document::{Block, Document};
pub use error::{DocumentError, DocumentErrorKind};
pub use kind::{Kind, UnknownKind};
pub use passage::{Passage, PassageKind};
pub use stream::Documents;
pub use table::{Cell, Row, Table};
