//! The tokens of HTML with their bytes in the source.
//!
//! `html5gum` is a tokenizer after the HTML Standard (13.2.5). It hands over text as it finds it and counts the bytes it has
//! read, from which follow the bytes of each stretch of text: those that it stands in as it is, or those it was decoded from.

use std::convert::Infallible;
use std::ops::Range;

use html5gum::{Emitter, Error, State, Tokenizer, naive_next_state};

/// What takes the tokens of a page, in order.
pub(super) trait Sink {
    /// Text that stands in the source as it is.
    fn text(&mut self, range: Range<usize>);
    /// Text that a range of the source stands for: an entity, a line ending.
    fn decoded(&mut self, text: &str, range: Range<usize>);
    /// A start tag, its name in lower case.
    fn start(&mut self, name: &str, attributes: &Attributes, range: Range<usize>);
    /// An end tag.
    fn end(&mut self, name: &str, range: Range<usize>);
    /// A comment: what it says, and its bytes with `<!--` and `-->`.
    fn comment(&mut self, said: &str, range: Range<usize>);
}

/// The attributes that are read; of several of one name the first counts.
const KEPT: [&str; 13] = [
    "charset", "colspan", "content", "datetime", "hidden", "href", "itemprop", "name", "property", "role", "rowspan",
    "style", "type",
];

/// The attributes of a tag, names in lower case.
#[derive(Debug, Default)]
pub(super) struct Attributes(Vec<(String, String)>);

impl Attributes {
    /// The value of an attribute; empty where it has none.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    fn add(&mut self, name: &str, value: &str) {
        if KEPT.contains(&name) && self.get(name).is_none() {
            self.0.push((name.to_owned(), value.to_owned()));
        }
    }
}

/// Hands the tokens of a part of a source to a sink.
pub(super) fn tokenize(source: &str, part: Range<usize>, sink: &mut impl Sink) {
    let text = source.get(part.clone()).unwrap_or_default();
    let tokens = Tokens::new(source, part.start, sink);
    // It reads from memory, which does not fail.
    let Ok(()) = Tokenizer::new_with_emitter(text, tokens).finish();
}

/// What the tag at hand is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum TagKind {
    #[default]
    Start,
    End,
}

/// Puts tokens together for a sink.
struct Tokens<'a, S> {
    source: &'a str,
    sink: &'a mut S,
    /// Where the tokenizer has read to.
    position: usize,
    /// Where the text ends that has been handed over, or the tag after it.
    done: usize,
    /// Text that stands in the source as it is: more may follow it there.
    pending: Range<usize>,
    /// Where the tag or comment at hand begins.
    opened: usize,
    tag_kind: TagKind,
    tag: Vec<u8>,
    last_start_tag: Vec<u8>,
    attribute: (Vec<u8>, Vec<u8>),
    attributes: Attributes,
    comment: Vec<u8>,
}

impl<'a, S: Sink> Tokens<'a, S> {
    fn new(source: &'a str, start: usize, sink: &'a mut S) -> Self {
        Tokens {
            source,
            sink,
            position: start,
            done: start,
            pending: start..start,
            opened: start,
            tag_kind: TagKind::default(),
            tag: Vec::new(),
            last_start_tag: Vec::new(),
            attribute: Default::default(),
            attributes: Attributes::default(),
            comment: Vec::new(),
        }
    }

    /// Where text stands as it is: it ends where the tokenizer has read to, or begins where the text before it ended, if it is
    /// handed over late. An entity is longer than its text, and may end or begin with the same character.
    fn find(&self, text: &[u8]) -> Option<Range<usize>> {
        let bytes = self.source.as_bytes();
        let late = self.position.saturating_sub(self.done).saturating_sub(text.len());
        if late > 0 && bytes.get(self.done) == Some(&b'&') {
            return None;
        }
        let starts = [self.done.saturating_add(late), self.done];
        let ranges = starts.map(|start| start..start.saturating_add(text.len()));
        ranges.into_iter().find(|range| bytes.get(range.clone()) == Some(text))
    }

    /// Hands over the text that is pending. A character may come in several strings, all of which then are pending together.
    fn flush(&mut self) {
        let pending = std::mem::replace(&mut self.pending, self.done..self.done);
        if !pending.is_empty() {
            self.sink.text(pending);
        }
    }

    /// Ends what is neither text nor a tag with a meaning.
    fn pass_over(&mut self) {
        self.flush();
        self.done = self.position;
        self.pending = self.done..self.done;
    }

    fn end_attribute(&mut self) {
        let (name, value) = &mut self.attribute;
        if !name.is_empty() && self.tag_kind == TagKind::Start {
            self.attributes.add(&String::from_utf8_lossy(name), &String::from_utf8_lossy(value));
        }
        name.clear();
        value.clear();
    }
}

impl<S: Sink> Emitter for Tokens<'_, S> {
    type Token = Infallible;

    fn set_last_start_tag(&mut self, last_start_tag: Option<&[u8]>) {
        self.last_start_tag = last_start_tag.unwrap_or_default().to_vec();
    }

    fn emit_eof(&mut self) {
        self.flush();
    }

    fn emit_error(&mut self, _: Error) {}

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn pop_token(&mut self) -> Option<Infallible> {
        None
    }

    fn emit_string(&mut self, text: &[u8]) {
        match self.find(text) {
            Some(range) => {
                if range.start != self.pending.end {
                    self.flush();
                    self.pending.start = range.start;
                }
                self.pending.end = range.end;
                self.done = range.end;
            }
            None => {
                self.flush();
                let range = self.done..self.position.max(self.done);
                self.done = range.end;
                self.pending = range.end..range.end;
                self.sink.decoded(&String::from_utf8_lossy(text), range);
            }
        }
    }

    fn init_start_tag(&mut self) {
        self.tag_kind = TagKind::Start;
        self.tag.clear();
        self.attributes.0.clear();
    }

    fn init_end_tag(&mut self) {
        self.tag_kind = TagKind::End;
        self.tag.clear();
        self.attributes.0.clear();
    }

    fn init_comment(&mut self) {
        self.comment.clear();
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        self.end_attribute();
        self.pass_over();
        let range = self.opened..self.position;
        let name = String::from_utf8_lossy(&self.tag);
        match self.tag_kind {
            TagKind::Start => {
                self.last_start_tag.clone_from(&self.tag);
                self.sink.start(&name, &self.attributes, range);
                naive_next_state(&self.tag)
            }
            TagKind::End => {
                self.last_start_tag.clear();
                self.sink.end(&name, range);
                None
            }
        }
    }

    fn emit_current_comment(&mut self) {
        self.pass_over();
        self.sink.comment(&String::from_utf8_lossy(&self.comment), self.opened..self.position);
    }

    fn emit_current_doctype(&mut self) {
        self.pass_over();
    }

    fn set_self_closing(&mut self) {}

    fn set_force_quirks(&mut self) {}

    fn push_tag_name(&mut self, name: &[u8]) {
        self.tag.extend(name);
    }

    fn push_comment(&mut self, said: &[u8]) {
        self.comment.extend(said);
    }

    fn push_doctype_name(&mut self, _: &[u8]) {}

    fn init_doctype(&mut self) {}

    fn init_attribute(&mut self) {
        self.end_attribute();
    }

    fn push_attribute_name(&mut self, name: &[u8]) {
        self.attribute.0.extend(name);
    }

    fn push_attribute_value(&mut self, value: &[u8]) {
        self.attribute.1.extend(value);
    }

    fn set_doctype_public_identifier(&mut self, _: &[u8]) {}

    fn set_doctype_system_identifier(&mut self, _: &[u8]) {}

    fn push_doctype_public_identifier(&mut self, _: &[u8]) {}

    fn push_doctype_system_identifier(&mut self, _: &[u8]) {}

    fn start_open_tag(&mut self) {
        self.opened = self.position.saturating_sub("<".len());
    }

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        self.tag_kind == TagKind::End && !self.last_start_tag.is_empty() && self.last_start_tag == self.tag
    }

    fn move_position(&mut self, offset: isize) {
        self.position = self.position.saturating_add_signed(offset);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes every token down, and sees that they stand where they say.
    struct Notes<'s>(&'s str, Vec<String>, usize);

    impl Notes<'_> {
        fn note(&mut self, range: Range<usize>, said: String) {
            assert!(range.start >= self.2 && self.0.get(range.clone()).is_some(), "{range:?} {said}");
            self.2 = range.end;
            self.1.push(said);
        }
    }

    impl Sink for Notes<'_> {
        fn text(&mut self, range: Range<usize>) {
            self.note(range.clone(), format!("text {}", &self.0[range]));
        }
        fn decoded(&mut self, text: &str, range: Range<usize>) {
            self.note(range.clone(), format!("{text:?} from {:?}", &self.0[range]));
        }
        fn start(&mut self, name: &str, attributes: &Attributes, range: Range<usize>) {
            let attributes: String = attributes.0.iter().map(|(name, value)| format!(" {name}={value}")).collect();
            self.note(range.clone(), format!("{name}{attributes} at {}", range.start));
        }
        fn end(&mut self, name: &str, range: Range<usize>) {
            self.note(range.clone(), format!("/{name} at {}", range.start));
        }
        fn comment(&mut self, said: &str, range: Range<usize>) {
            self.note(range.clone(), format!("comment {said} from {}", &self.0[range]));
        }
    }

    fn tokens(source: &str) -> Vec<String> {
        let mut notes = Notes(source, Vec::new(), 0);
        tokenize(source, 0..source.len(), &mut notes);
        notes.1
    }

    #[test]
    fn every_token_knows_its_bytes() {
        for (source, expected) in [
            ("", &[][..]),
            ("a<b>c</b>", &["text a", "b at 1", "text c", "/b at 5"]),
            ("x&nbsp;y&amp", &["text x", "\"\\u{a0}\" from \"&nbsp;\"", "text y", "\"&\" from \"&amp\""]),
            ("&#8364;5 &bogus; &", &["\"€\" from \"&#8364;\"", "text 5 &bogus; &"]),
            ("a\r\nb\rc", &["text a", "\"\\n\" from \"\\r\"", "text b", "\"\\n\" from \"\\r\"", "text c"]),
            ("1 <é & 2 < 3", &["text 1 <é & 2 < 3"]),
            ("<P Style='a&gt;b' STYLE=c x=1 hidden>€", &["p style=a>b hidden= at 0", "text €"]),
            ("a<!-- é -->b<!doctype html>c", &["text a", "comment  é  from <!-- é -->", "text b", "text c"]),
            (
                "<script>if (a < b) '</b>'</script>d",
                &["script at 0", "text if (a < b) '</b>'", "/script at 25", "text d"],
            ),
            ("<title>a &lt;b</title>", &["title at 0", "text a ", "\"<\" from \"&lt;\"", "text b", "/title at 14"]),
            ("a<b", &["text a"]),
            ("&semi;&amp;x", &["\";\" from \"&semi;\"", "\"&\" from \"&amp;\"", "text x"]),
            ("&NotEqualTilde;x", &["\"≂\\u{338}\" from \"&NotEqualTilde;\"", "text x"]),
        ] {
            assert_eq!(tokens(source), expected, "{source:?}");
        }
    }
}
