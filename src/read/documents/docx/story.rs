//! The main story of a Word document: its paragraphs and tables.

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::paragraph::Paragraph;
use crate::read::documents::passage::{Passage, PassageKind};
use crate::read::documents::table::Grid;
use crate::read::documents::{Block, layout};

/// What is in a document.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) title: Option<String>,
    pub(super) blocks: Vec<Block>,
    pub(super) notes: Vec<String>,
}

/// A table that is open.
#[derive(Debug, Default)]
struct OpenTable {
    grid: Grid,
    is_header: bool,
    cell: Option<(Vec<Passage>, usize)>,
}

/// What has been read.
struct Story<'s> {
    source: &'s str,
    /// Open paragraphs: the inner ones stand in text boxes of the outer.
    paragraphs: Vec<Paragraph>,
    count: u64,
    tables: Vec<OpenTable>,
    /// How many elements are open whose text is not the document's: deleted, moved away, or there for older programs.
    left_out: usize,
    in_text: bool,
    has_notes: bool,
    found: Found,
}

/// Reads `word/document.xml`.
///
/// # Errors
/// The byte at which it is not well-formed, and why.
pub(super) fn read(source: &str) -> Result<Found, (usize, String)> {
    let start = source.len().saturating_sub(source.trim_start_matches('\u{feff}').len());
    let mut reader = Reader::from_str(source.get(start..).unwrap_or_default());
    let mut story = Story {
        source,
        paragraphs: Vec::new(),
        count: 0,
        tables: Vec::new(),
        left_out: 0,
        in_text: false,
        has_notes: false,
        found: Found::default(),
    };
    let offset = |position: u64| usize::try_from(position).unwrap_or(usize::MAX).saturating_add(start);
    loop {
        let before = offset(reader.buffer_position());
        let event = reader.read_event().map_err(|error| (offset(reader.error_position()), error.to_string()))?;
        if matches!(event, Event::Eof) {
            return Ok(story.finish());
        }
        story.event(event, before..offset(reader.buffer_position()));
    }
}

/// What an entity stands for; itself where that is unknown.
pub(super) fn entity(entity: &BytesRef<'_>) -> Cow<'static, str> {
    if let Ok(Some(character)) = entity.resolve_char_ref() {
        return Cow::Owned(character.to_string());
    }
    match resolve_predefined_entity(entity) {
        Some(text) => Cow::Borrowed(text),
        None => Cow::Owned(format!("&{};", &**entity)),
    }
}

/// The value of `w:val`.
fn value<'e>(start: &'e BytesStart<'_>) -> Option<Cow<'e, str>> {
    start.try_get_attribute("w:val").ok().flatten().map(|attribute| attribute.value)
}

/// Whether an element that says yes or no says yes, as it does where it has no value.
fn is_on(start: &BytesStart<'_>) -> bool {
    value(start).is_none_or(|value| !matches!(&*value, "0" | "false" | "off" | "none"))
}

impl Story<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(start) => self.start(&start, range),
            Event::Empty(start) => {
                self.start(&start, range.clone());
                self.end(start.name().as_ref(), range);
            }
            Event::End(end) => self.end(end.name().as_ref(), range),
            Event::Text(_) => self.text(None, range),
            Event::CData(data) => self.text(Some(data.into_inner()), range),
            Event::GeneralRef(name) => self.text(Some(entity(&name)), range),
            _ => {}
        }
    }

    fn start(&mut self, start: &BytesStart<'_>, range: Range<usize>) {
        match start.name().as_ref() {
            "w:del" | "w:moveFrom" | "mc:Fallback" => self.left_out = self.left_out.saturating_add(1),
            _ if self.left_out > 0 => {}
            "w:p" => {
                self.count = self.count.saturating_add(1);
                self.paragraphs.push(Paragraph::new(self.count));
            }
            "w:t" => self.in_text = true,
            "w:tbl" => self.tables.push(OpenTable::default()),
            "w:footnoteReference" | "w:endnoteReference" => self.has_notes = true,
            name @ ("w:tr" | "w:tc" | "w:gridSpan" | "w:tblHeader") => self.start_in_table(name, start),
            name => self.start_in_paragraph(name, start, range),
        }
    }

    fn start_in_table(&mut self, name: &str, start: &BytesStart<'_>) {
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        match name {
            "w:tr" => {
                table.is_header = false;
                table.grid.row();
            }
            "w:tc" => table.cell = Some((Vec::new(), 1)),
            "w:tblHeader" => table.is_header = is_on(start),
            _ => {
                if let Some((_, columns)) = &mut table.cell {
                    *columns = value(start).and_then(|span| span.parse().ok()).unwrap_or(1);
                }
            }
        }
    }

    fn start_in_paragraph(&mut self, name: &str, start: &BytesStart<'_>, range: Range<usize>) {
        let source = self.source;
        let Some(paragraph) = self.paragraphs.last_mut() else {
            return;
        };
        match name {
            "w:r" => paragraph.start_run(),
            "w:pStyle" => paragraph.style(&value(start).unwrap_or_default()),
            "w:outlineLvl" => paragraph.outline_level(&value(start).unwrap_or_default()),
            "w:numPr" => paragraph.in_list(),
            _ if !paragraph.in_run => {}
            "w:vanish" => paragraph.is_hidden = is_on(start),
            "w:vertAlign" if value(start).as_deref() == Some("superscript") => paragraph.superscript(),
            "w:br" | "w:cr" => paragraph.builder.break_line(range),
            "w:tab" | "w:ptab" => paragraph.builder.push_decoded(source, "\t", range),
            "w:noBreakHyphen" => paragraph.builder.push_decoded(source, "-", range),
            _ => {}
        }
    }

    fn end(&mut self, name: &str, range: Range<usize>) {
        match name {
            "w:del" | "w:moveFrom" | "mc:Fallback" => self.left_out = self.left_out.saturating_sub(1),
            _ if self.left_out > 0 => {}
            "w:t" => self.in_text = false,
            "w:r" => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.end_run(range);
                }
            }
            "w:p" => {
                let passage = self.paragraphs.pop().and_then(Paragraph::finish);
                passage.into_iter().for_each(|passage| self.deliver(passage));
            }
            "w:tc" => self.end_cell(),
            "w:tbl" => self.end_table(),
            _ => {}
        }
    }

    /// Appends what a range stands for, or what it has.
    fn text(&mut self, decoded: Option<Cow<'_, str>>, range: Range<usize>) {
        let source = self.source;
        if !self.in_text || self.left_out > 0 {
            return;
        }
        let Some(paragraph) = self.paragraphs.last_mut().filter(|paragraph| !paragraph.is_hidden) else {
            return;
        };
        match decoded {
            Some(text) => paragraph.builder.push_decoded(source, &text, range),
            None => paragraph.builder.push(source, range),
        }
    }

    /// Puts a passage where it belongs: a cell, or the document.
    fn deliver(&mut self, passage: Passage) {
        if let Some((parts, _)) = self.tables.last_mut().and_then(|table| table.cell.as_mut()) {
            return parts.push(passage);
        }
        let is_title = passage.kind() == PassageKind::Title;
        if self.found.title.is_none() && (is_title || passage.kind() == PassageKind::Heading(1)) {
            self.found.title = Some(passage.text().trim().to_owned());
        }
        self.found.blocks.push(Block::Passage(passage));
    }

    fn end_cell(&mut self) {
        if let Some(table) = self.tables.last_mut()
            && let Some((parts, columns)) = table.cell.take()
        {
            table.grid.cell(layout::cell(parts), table.is_header, columns, 1);
        }
    }

    fn end_table(&mut self) {
        self.end_cell();
        let rows = self.tables.pop().map(|mut table| table.grid.finish()).unwrap_or_default();
        self.found.blocks.extend(layout::blocks(None, rows));
    }

    fn finish(mut self) -> Found {
        while let Some(paragraph) = self.paragraphs.pop() {
            paragraph.finish().into_iter().for_each(|passage| self.deliver(passage));
        }
        while !self.tables.is_empty() {
            self.end_table();
        }
        if self.has_notes {
            self.found.notes.push("the document's footnotes and endnotes are not read".to_owned());
        }
        self.found
    }
}
