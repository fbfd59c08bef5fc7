//! A paragraph of a Word document while it is open.

use std::ops::Range;

use crate::read::documents::passage::{Builder, Passage, PassageKind};

/// A paragraph, which another may stand in: that of a text box.
#[derive(Debug)]
pub(super) struct Paragraph {
    pub(super) builder: Builder,
    number: u64,
    kind: PassageKind,
    pub(super) in_run: bool,
    pub(super) is_hidden: bool,
    /// Where a superscript begins in the text.
    superscript: Option<usize>,
}

impl Paragraph {
    pub(super) fn new(number: u64) -> Self {
        let (builder, kind) = (Builder::default(), PassageKind::Paragraph);
        Paragraph { builder, number, kind, in_run: false, is_hidden: false, superscript: None }
    }

    pub(super) fn start_run(&mut self) {
        self.in_run = true;
    }

    /// Ends a run; a superscript that only refers to a note is taken back.
    pub(super) fn end_run(&mut self, range: Range<usize>) {
        if let Some(length) = self.superscript.take() {
            self.builder.take_back_reference(length, range);
        }
        self.in_run = false;
        self.is_hidden = false;
    }

    pub(super) fn superscript(&mut self) {
        self.superscript = Some(self.builder.text().len());
    }

    /// Learns the name of its style: `Title`, `Heading1`; in other languages these names are others.
    pub(super) fn style(&mut self, name: &str) {
        let name = name.to_ascii_lowercase();
        let rank = name.strip_prefix("heading").and_then(|rank| rank.trim().parse().ok());
        match rank {
            _ if name == "title" => self.kind = PassageKind::Title,
            Some(rank @ 1..=9) => self.kind = PassageKind::Heading(rank),
            _ => {}
        }
    }

    /// Learns its level in the outline, from 0; 9 is running text.
    pub(super) fn outline_level(&mut self, level: &str) {
        if let Ok(level @ 0..=8) = level.parse::<u8>() {
            self.kind = PassageKind::Heading(level.saturating_add(1));
        }
    }

    pub(super) fn in_list(&mut self) {
        if self.kind == PassageKind::Paragraph {
            self.kind = PassageKind::ListItem;
        }
    }

    /// The passage, unless it is blank.
    pub(super) fn finish(mut self) -> Option<Passage> {
        let passage = self.builder.finish(self.kind).numbered(self.number);
        Some(passage).filter(|passage| !passage.text().trim().is_empty())
    }
}
