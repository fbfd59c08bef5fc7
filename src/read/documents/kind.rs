//! The kinds of documents.

use std::fmt;
use std::str::FromStr;

/// What a file is read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// Plain text.
    Text,
    /// Markdown: CommonMark with tables, footnotes and front matter.
    Markdown,
    /// HTML or XHTML.
    Html,
    /// A document of Word and others, ISO/IEC 29500.
    Docx,
    /// A PDF file.
    Pdf,
    /// A JSON object a line, each a document: `{"id", "text", "title"?, "published"?}`.
    JsonLines,
}

/// The name of each kind, with the other endings that files of it have.
const KINDS: [(Kind, &str, &[&str]); 6] = [
    (Kind::Text, "text", &["txt"]),
    (Kind::Markdown, "md", &["markdown", "mdown", "mkd"]),
    (Kind::Html, "html", &["htm", "xhtml", "xht"]),
    (Kind::Docx, "docx", &[]),
    (Kind::Pdf, "pdf", &[]),
    (Kind::JsonLines, "jsonl", &["ndjson"]),
];

impl Kind {
    /// Its name, as `--as` takes it.
    pub fn name(self) -> &'static str {
        KINDS.iter().find(|(kind, ..)| *kind == self).map_or("", |(_, name, _)| name)
    }

    /// The kind that a file's name ends in, in any case; `None` for all other endings, and for none.
    ///
    /// ```
    /// use tieout::read::documents::Kind;
    /// assert_eq!(Kind::of_file("news/Story.HTM"), Some(Kind::Html));
    /// assert_eq!(Kind::of_file("figures.csv"), None);
    /// assert_eq!(Kind::of_file("-"), None);
    /// ```
    pub fn of_file(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        let ending = ending.to_lowercase();
        let matches = |name: &str, others: &[&str]| ending == name || others.contains(&ending.as_str());
        KINDS.iter().find(|(_, name, others)| matches(name, others)).map(|(kind, ..)| *kind)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A word that names no kind of document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownKind(String);

impl fmt::Display for UnknownKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = KINDS.iter().map(|(_, name, _)| *name).collect();
        write!(f, "found `{}`; expected {}", self.0, names.join(", "))
    }
}

impl std::error::Error for UnknownKind {}

impl FromStr for Kind {
    type Err = UnknownKind;

    /// Reads a name or a file's ending, in any case.
    fn from_str(text: &str) -> Result<Self, UnknownKind> {
        Kind::of_file(&format!(".{}", text.trim())).ok_or_else(|| UnknownKind(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_and_ending_gives_its_kind() {
        for (kind, name, others) in KINDS {
            assert_eq!((kind.to_string().parse(), kind.name()), (Ok(kind), name));
            for ending in others.iter().chain([&name]) {
                assert_eq!(Kind::of_file(&format!("a.b.{}", ending.to_uppercase())), Some(kind), "{ending}");
            }
        }
        for name in ["", "html", ".", "a.", "a.csv", "a.htmlx", "html/a"] {
            assert_eq!(Kind::of_file(name), None, "{name}");
        }
        let error = "doc".parse::<Kind>().unwrap_err().to_string();
        assert_eq!(error, "found `doc`; expected text, md, html, docx, pdf, jsonl");
    }
}
