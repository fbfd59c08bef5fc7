//! The text of a passage: a stretch of its document's source, or text of its own.

use std::fmt;
use std::ops::{Deref, Range};
use std::sync::Arc;

/// Clean text. What stands in the source as it is, as paragraphs of plain text do, is not copied.
#[derive(Clone)]
pub(super) enum Text {
    Shared(Arc<str>, Range<usize>),
    Own(String),
}

impl Text {
    /// Its bytes, which are counted without a look at the source.
    pub(super) fn len(&self) -> usize {
        match self {
            Text::Shared(_, range) => range.len(),
            Text::Own(text) => text.len(),
        }
    }

    /// Appends to the text, which is its own from then on.
    pub(super) fn push_str(&mut self, more: &str) {
        match self {
            Text::Own(text) => text.push_str(more),
            Text::Shared(..) => *self = Text::Own([&**self, more].concat()),
        }
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Text::Shared(source, range) => source.get(range.clone()).unwrap_or_default(),
            Text::Own(text) => text,
        }
    }
}

impl Default for Text {
    fn default() -> Self {
        Text::Own(String::new())
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Text {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shared_text_is_its_stretch_of_the_source_and_its_own_once_it_grows() {
        let source: Arc<str> = "One. Two.".into();
        let mut text = Text::Shared(Arc::clone(&source), 5..9);
        assert_eq!((&*text, text.len(), &text), ("Two.", 4, &Text::Own("Two.".to_owned())));
        text.push_str(" Three.");
        text.push_str(" Four.");
        assert_eq!((&*text, text.len(), &*source), ("Two. Three. Four.", 17, "One. Two."));
        assert_eq!(Arc::strong_count(&source), 1);
    }
}
