//! A page as its tokens come.

use std::ops::Range;

use super::metadata::Metadata;
use super::open::{Open, Stack, Zone};
use super::tables::OpenTable;
use super::tags::{self, Role, Tag};
use super::tokens::{Attributes, Sink};
use crate::read::documents::Block;
use crate::read::documents::marks::Marks;
use crate::read::documents::passage::{Builder, Passage};

/// An inline element that is left out, up to its end tag.
#[derive(Debug)]
struct LeftOut {
    name: String,
    /// How many elements of that name are open in it, itself counted.
    nested: usize,
    /// How many others were open when it began: it ends with them.
    depth: usize,
}

/// What has been read of a page.
pub(super) struct Page<'s> {
    source: &'s str,
    stack: Stack,
    tables: Vec<OpenTable>,
    builder: Builder,
    left_out: Option<LeftOut>,
    /// Where a superscript begins in the text.
    superscript: Option<usize>,
    /// What a script of data says.
    data: Option<String>,
    blocks: Vec<(Zone, Block)>,
    marks: Marks,
    metadata: Metadata,
}

/// A whole page.
pub(super) struct Finished {
    pub(super) blocks: Vec<Block>,
    pub(super) marks: Marks,
    pub(super) metadata: Metadata,
    pub(super) notes: Vec<String>,
}

impl<'s> Page<'s> {
    pub(super) fn new(source: &'s str, marks: Marks) -> Self {
        Page {
            source,
            stack: Stack::new(),
            tables: Vec::new(),
            builder: Builder::default(),
            left_out: None,
            superscript: None,
            data: None,
            blocks: Vec::new(),
            marks,
            metadata: Metadata::default(),
        }
    }

    /// Closes what is open, and chooses the zones that are the article.
    pub(super) fn finish(mut self) -> Finished {
        self.flush();
        while self.stack.depth() > 0 {
            self.pop();
        }
        let length = |zone: Zone| -> usize {
            let blocks = self.blocks.iter().filter(|(of, _)| *of == zone);
            blocks.flat_map(|(_, block)| block.passages()).map(|passage| passage.text().len()).sum()
        };
        let (page, form, rest) = (length(Zone::Page), length(Zone::Form), length(Zone::Boilerplate));
        let (kept, note) = match (page, form, rest) {
            (page, form, _) if form > page => (Zone::Form, Some("most of the page stands in a form: that is read too")),
            (0, 0, 1..) => {
                (Zone::Boilerplate, Some("the page has no text but its navigation, header and footer: those are read"))
            }
            _ => (Zone::Page, None),
        };
        let blocks = self.blocks.into_iter().filter(|(zone, _)| *zone <= kept).map(|(_, block)| block).collect();
        let notes = note.into_iter().map(str::to_owned).collect();
        Finished { blocks, marks: self.marks, metadata: self.metadata, notes }
    }

    fn is_hidden(&self) -> bool {
        self.left_out.is_some() || self.stack.zone() == Zone::Hidden
    }

    /// Ends the passage at hand.
    fn flush(&mut self) {
        self.superscript = None;
        let top = self.stack.top().copied();
        let passage = self.builder.finish(top.map(|open| open.kind).unwrap_or_default());
        if passage.text().trim().is_empty() {
            return;
        }
        if top.is_some_and(|open| open.preformatted) {
            passage.split("\n\n").into_iter().for_each(|passage| self.deliver(passage));
        } else {
            self.deliver(passage);
        }
    }

    /// Puts a passage where it belongs: a cell, or the page.
    fn deliver(&mut self, passage: Passage) {
        let passage = match self.tables.last_mut() {
            Some(table) => table.take(passage),
            None => Some(passage),
        };
        if let Some(passage) = passage {
            self.metadata.passage(&passage);
            self.blocks.push((self.stack.zone(), Block::Passage(passage)));
        }
    }

    fn start_block(&mut self, tag: Tag, attributes: &Attributes) {
        self.flush();
        let role = tag.role();
        self.close_implied(tag);
        if role == Role::Root {
            // What stands before the page is none of it: the header of a filing, say.
            self.blocks.clear();
        }
        let is_table = role == Role::Table && !self.is_hidden() && self.stack.has_room_for_a_table();
        if is_table {
            self.open_table();
        }
        self.stack.push(tag, own_zone(attributes), is_table);
        self.start_in_table(role, attributes);
        let is_data =
            attributes.get("type").is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json"));
        if role == Role::Script && is_data {
            self.data = Some(String::new());
        }
    }

    fn open_table(&mut self) {
        let zone = self.stack.zone();
        if let Some(around) = self.tables.last_mut() {
            let zone = around.zone;
            let passages = around.become_layout();
            self.blocks.extend(passages.into_iter().map(|passage| (zone, Block::Passage(passage))));
        }
        self.tables.push(OpenTable::new(self.stack.depth(), zone));
    }

    fn start_in_table(&mut self, role: Role, attributes: &Attributes) {
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        let number = |name: &str| attributes.get(name).and_then(|value| value.trim().parse().ok()).unwrap_or(1);
        match role {
            Role::Rows { header } => table.in_header = header,
            Role::Row => table.row(),
            Role::Cell { header } => table.cell(header, number("colspan"), number("rowspan")),
            _ => {}
        }
    }

    /// Closes what a start tag closes without saying so (HTML Standard, 13.1.2.4).
    fn close_implied(&mut self, tag: Tag) {
        let role = tag.role();
        let closes = |open: &Open| match role {
            Role::Item => open.tag.role() == Role::Item || open.tag.is_paragraph(),
            _ => open.tag.is_paragraph(),
        };
        while self.stack.top().is_some_and(closes) {
            self.pop();
        }
        match role {
            Role::Cell { .. } => self.close_all(&["td", "th"]),
            Role::Row => self.close_all(&["td", "th", "tr"]),
            Role::Rows { .. } => self.close_all(&["td", "th", "tr", "tbody", "thead", "tfoot"]),
            _ => {}
        }
    }

    fn close_all(&mut self, names: &[&str]) {
        for tag in names.iter().filter_map(|name| Tag::of(name)) {
            self.close(tag);
        }
    }

    /// Closes the elements up to the innermost of a name, if one is open here.
    fn close(&mut self, tag: Tag) {
        if !self.stack.closes(tag) {
            return;
        }
        while let Some(closed) = self.pop() {
            if closed == tag {
                break;
            }
        }
    }

    /// Closes the innermost element.
    fn pop(&mut self) -> Option<Tag> {
        self.flush();
        let open = *self.stack.top()?;
        let depth = self.stack.depth().saturating_sub(1);
        let is_table = self.tables.last().is_some_and(|table| table.depth == depth);
        self.stack.pop(is_table);
        if is_table && let Some(table) = self.tables.pop() {
            let zone = table.zone;
            self.blocks.extend(table.finish().into_iter().map(|block| (zone, block)));
        }
        match (open.tag.role(), self.tables.last_mut()) {
            (Role::Cell { .. }, Some(table)) => table.end_cell(),
            (Role::Rows { .. }, Some(table)) => table.in_header = false,
            _ => {}
        }
        if self.left_out.as_ref().is_some_and(|left_out| depth < left_out.depth) {
            self.left_out = None;
        }
        Some(open.tag)
    }

    fn start_inline(&mut self, name: &str, role: Role, attributes: &Attributes) {
        if let Some(left_out) = &mut self.left_out {
            if left_out.name == name {
                left_out.nested = left_out.nested.saturating_add(1);
            }
        } else if role == Role::Withdrawn || own_zone(attributes) == Zone::Hidden {
            self.left_out = Some(LeftOut { name: name.to_owned(), nested: 1, depth: self.stack.depth() });
        } else if role == Role::Superscript {
            self.superscript = Some(self.builder.text().len());
        }
    }

    fn end_inline(&mut self, name: &str, role: Role, range: Range<usize>) {
        if let Some(left_out) = self.left_out.as_mut().filter(|left_out| left_out.name == name) {
            left_out.nested = left_out.nested.saturating_sub(1);
            if left_out.nested == 0 {
                self.left_out = None;
            }
        } else if role == Role::Superscript
            && let Some(length) = self.superscript.take()
        {
            self.builder.take_back_reference(length, range);
        }
    }

    /// Two breaks in a row part two paragraphs.
    fn break_line(&mut self, range: Range<usize>) {
        if self.is_hidden() {
            return;
        }
        if self.builder.text().ends_with('\n') {
            self.flush();
        } else {
            self.builder.break_line(range);
        }
    }

    fn is_preformatted(&self) -> bool {
        self.stack.top().is_some_and(|open| open.preformatted)
    }
}

/// The zone that an element asks for itself.
fn own_zone(attributes: &Attributes) -> Zone {
    let style = attributes.get("style").is_some_and(tags::is_invisible);
    if style || attributes.get("hidden").is_some_and(|value| value != "until-found") {
        return Zone::Hidden;
    }
    if attributes.get("role").is_some_and(tags::is_boilerplate) { Zone::Boilerplate } else { Zone::Page }
}

impl Sink for Page<'_> {
    fn text(&mut self, range: Range<usize>) {
        if let Some(data) = &mut self.data {
            data.push_str(self.source.get(range).unwrap_or_default());
        } else if self.is_hidden() {
        } else if self.is_preformatted() {
            self.builder.push(self.source, range);
        } else {
            self.builder.push_folded(self.source, range);
        }
    }

    fn decoded(&mut self, text: &str, range: Range<usize>) {
        let is_blank = text.bytes().all(|byte| byte.is_ascii_whitespace());
        if let Some(data) = &mut self.data {
            data.push_str(text);
        } else if self.is_hidden() {
        } else if is_blank && !self.is_preformatted() {
            self.builder.fold(range);
        } else {
            self.builder.push_decoded(self.source, text, range);
        }
    }

    fn start(&mut self, name: &str, attributes: &Attributes, range: Range<usize>) {
        let tag = Tag::of(name);
        let role = tag.map_or(Role::Inline, Tag::role);
        self.metadata.element(role, attributes);
        match (role, tag) {
            (Role::Void | Role::Meta, _) => {}
            (Role::Inline | Role::Withdrawn | Role::Superscript | Role::Time, _) | (_, None) => {
                self.start_inline(name, role, attributes);
            }
            (Role::Break, _) => self.break_line(range),
            (Role::Rule, _) => self.flush(),
            (_, Some(tag)) => self.start_block(tag, attributes),
        }
    }

    fn end(&mut self, name: &str, range: Range<usize>) {
        let tag = Tag::of(name);
        let role = tag.map_or(Role::Inline, Tag::role);
        match (role, tag) {
            (Role::Void | Role::Meta | Role::Rule, _) => {}
            (Role::Inline | Role::Withdrawn | Role::Superscript | Role::Time, _) | (_, None) => {
                self.end_inline(name, role, range);
            }
            (Role::Break, _) => self.break_line(range),
            (_, Some(tag)) => {
                self.flush();
                if let Some(data) = self.data.take() {
                    self.metadata.linked_data(&data);
                }
                self.close(tag);
            }
        }
    }

    fn comment(&mut self, said: &str, range: Range<usize>) {
        self.marks.comment(self.source, said, range);
    }
}
