//! Markdown: CommonMark with tables, footnotes, strikethrough and front matter.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, HeadingLevel, MetadataBlockKind, Options, Parser, Tag, TagEnd};

use super::marks::Marks;
use super::passage::{Builder, PassageKind};
use super::table::{Grid, Table};
use super::{Block, Document, dates, html};

/// Reads a document.
pub(super) fn read(name: Arc<str>, source: String) -> Document {
    let mut document = Document::new(name, source);
    let mut page = Page::new(document.source());
    let start = page.source.len().saturating_sub(page.source.trim_start_matches('\u{feff}').len());
    let text = page.source.get(start..).unwrap_or_default();
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        page.event(event, range.start.saturating_add(start)..range.end.saturating_add(start));
    }
    let Page { marks, blocks, title, published, notes, .. } = page;
    let ignored = marks.finish(document.source());
    document.title = title;
    document.published = published;
    document.blocks = blocks;
    document.notes = notes;
    document.ignore(ignored);
    document
}

/// Not among them: mathematics, since `$5m` and `$6m` are money.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
}

/// What has been read of a document.
struct Page<'s> {
    source: &'s str,
    builder: Builder,
    kind: PassageKind,
    grid: Option<Grid>,
    in_header: bool,
    /// Code blocks, withdrawn text and what an image shows are left out: how many of them are open.
    left_out: usize,
    in_front_matter: bool,
    marks: Marks,
    blocks: Vec<Block>,
    title: Option<String>,
    published: Option<jiff::civil::Date>,
    notes: Vec<String>,
}

impl<'s> Page<'s> {
    fn new(source: &'s str) -> Self {
        Page {
            source,
            builder: Builder::default(),
            kind: PassageKind::Paragraph,
            grid: None,
            in_header: false,
            left_out: 0,
            in_front_matter: false,
            marks: Marks::default(),
            blocks: Vec::new(),
            title: None,
            published: None,
            notes: Vec::new(),
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(Tag::HtmlBlock) => self.html(range),
            Event::InlineHtml(_) => self.comment(range),
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(_) if self.in_front_matter => self.front_matter(range),
            Event::Text(text) if self.left_out == 0 => self.text(&text, range),
            Event::Code(code) if self.left_out == 0 => self.code(&code, range),
            Event::SoftBreak => self.builder.fold(range),
            Event::HardBreak => self.builder.break_line(range),
            Event::Rule => self.flush(),
            _ => {}
        }
    }

    /// Text as it stands, or what an entity stands for. The range of a delimiter that turns out to be text can be too long.
    fn text(&mut self, text: &str, range: Range<usize>) {
        let written = self.source.get(range.clone()).unwrap_or_default();
        let is_entity = written.starts_with('&') && written != text;
        if written.starts_with(text) && !is_entity {
            let end = range.start.saturating_add(text.len());
            self.builder.push_folded(self.source, range.start..end);
        } else {
            self.builder.push_decoded(self.source, text, range);
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Paragraph => self.flush(),
            Tag::Heading { level, .. } => self.begin(PassageKind::Heading(rank(*level))),
            Tag::Item => self.begin(PassageKind::ListItem),
            Tag::List(_) | Tag::BlockQuote(_) | Tag::FootnoteDefinition(_) => self.flush(),
            Tag::CodeBlock(_) | Tag::Strikethrough | Tag::Image { .. } => {
                self.left_out = self.left_out.saturating_add(1);
            }
            Tag::MetadataBlock(MetadataBlockKind::YamlStyle | MetadataBlockKind::PlusesStyle) => {
                self.in_front_matter = true;
            }
            Tag::Table(_) => {
                self.flush();
                self.grid = Some(Grid::default());
            }
            Tag::TableHead | Tag::TableRow => {
                self.in_header = matches!(tag, Tag::TableHead);
                self.grid.iter_mut().for_each(Grid::row);
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::List(_) | TagEnd::FootnoteDefinition => {
                self.flush();
            }
            TagEnd::CodeBlock | TagEnd::Strikethrough | TagEnd::Image => {
                self.left_out = self.left_out.saturating_sub(1);
            }
            TagEnd::MetadataBlock(_) => self.in_front_matter = false,
            TagEnd::TableCell => {
                let passage = self.builder.finish(PassageKind::Cell);
                let header = self.in_header;
                self.grid.iter_mut().for_each(|grid| grid.cell(passage.clone(), header, 1, 1));
            }
            TagEnd::Table => {
                let rows = self.grid.take().map(|mut grid| grid.finish()).unwrap_or_default();
                self.blocks.push(Block::Table(Table { caption: None, rows }));
            }
            _ => {}
        }
    }

    fn begin(&mut self, kind: PassageKind) {
        self.flush();
        self.kind = kind;
    }

    /// Ends the passage at hand.
    fn flush(&mut self) {
        let kind = std::mem::replace(&mut self.kind, PassageKind::Paragraph);
        if self.builder.is_empty() {
            // An item's paragraph begins after the item has.
            self.kind = kind;
            return;
        }
        let passage = self.builder.finish(kind);
        if kind == PassageKind::Heading(1) && self.title.is_none() {
            self.title = Some(passage.text().to_owned());
        }
        self.blocks.push(Block::Passage(passage));
    }

    /// Code in a sentence stands between backticks, of which it may hold fewer; over lines it stands as it is but for those. What
    /// a table or a quotation has in it besides is not the code's, which then stands for all of it.
    fn code(&mut self, code: &str, range: Range<usize>) {
        let written = self.source.get(range.clone()).unwrap_or_default();
        let ticks = written.len().saturating_sub(written.trim_start_matches('`').len());
        let inner = range.start.saturating_add(ticks)..range.end.saturating_sub(ticks);
        let words = self.source.get(inner.clone()).unwrap_or_default().split_ascii_whitespace();
        if words.eq(code.split_ascii_whitespace()) {
            self.builder.push_folded(self.source, inner);
        } else {
            self.builder.push_decoded(self.source, code, range);
        }
    }

    /// A block of HTML, whose tables and paragraphs are the document's own.
    fn html(&mut self, range: Range<usize>) {
        self.flush();
        let (blocks, marks) = html::read_part(self.source, range, std::mem::take(&mut self.marks));
        self.blocks.extend(blocks);
        self.marks = marks;
    }

    /// HTML in a sentence: a tag, which is left out, or a comment.
    fn comment(&mut self, range: Range<usize>) {
        let html = self.source.get(range.clone()).unwrap_or_default();
        if let Some(said) = html.strip_prefix("<!--").and_then(|rest| rest.strip_suffix("-->")) {
            self.marks.comment(self.source, said, range);
        }
    }

    /// `title: Acme earns more` or `date = 2015-05-27`.
    fn front_matter(&mut self, range: Range<usize>) {
        let mut at = range.start;
        for line in self.source.get(range).unwrap_or_default().split_inclusive('\n') {
            if let Some((key, value)) = line.split_once([':', '=']) {
                let value = value.trim().trim_matches(['"', '\'']);
                let start = at.saturating_add(line.find(value).unwrap_or(0));
                self.metadata(key.trim(), value, start..start.saturating_add(value.len()));
            }
            at = at.saturating_add(line.len());
        }
    }

    fn metadata(&mut self, key: &str, value: &str, range: Range<usize>) {
        match key {
            "title" | "headline" if !value.is_empty() && self.title.is_none() => {
                self.title = Some(value.to_owned());
                self.builder.push(self.source, range);
                let passage = self.builder.finish(PassageKind::Title);
                self.blocks.push(Block::Passage(passage));
            }
            "date" | "published" | "publishDate" | "pubDate" if self.published.is_none() => {
                self.published = dates::find(value);
                if self.published.is_none() {
                    self.notes.push(dates::unreadable(key, value));
                }
            }
            _ => {}
        }
    }
}

fn rank(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(source: &str) -> Document {
        read("f.md".into(), source.to_owned())
    }

    /// Every passage with the bytes of the source that it spans.
    fn passages(source: &str) -> Vec<(String, String)> {
        let document = document(source);
        let sliced = |text: &str, span: Range<usize>| (text.to_owned(), source[span].to_owned());
        document
            .passages()
            .map(|passage| sliced(passage.text(), passage.source_span(0..passage.text().len())))
            .collect()
    }

    #[test]
    fn text_is_clean_and_knows_its_bytes() {
        for (source, text, span) in [
            ("Sales rose **5%**\nto \\$3.1bn.", "Sales rose 5% to $3.1bn.", "Sales rose **5%**\nto \\$3.1bn."),
            ("a&nbsp;b &amp; c", "a\u{a0}b & c", "a&nbsp;b &amp; c"),
            ("- up [12%](http://a.b/9) on `3 bn`", "up 12% on 3 bn", "up [12%](http://a.b/9) on `3 bn"),
            ("up ~~5%~~ 6% ![7%](8.png)", "up 6%", "up ~~5%~~ 6%"),
            ("up  \n5%", "up\n5%", "up  \n5%"),
            ("1. first", "first", "first"),
            ("\u{feff}$5m and $6m", "$5m and $6m", "$5m and $6m"),
            ("> quoted\n> 5%", "quoted 5%", "quoted\n> 5%"),
            ("~5% to ~6%", "~5% to ~6%", "~5% to ~6%"),
            ("up <b>5%</b>", "up 5%", "up <b>5%"),
            ("<p>up 5&nbsp;%</p>\n", "up 5\u{a0}%", "up 5&nbsp;%"),
        ] {
            assert_eq!(passages(source), [(text.to_owned(), span.to_owned())], "{source:?}");
        }
    }

    #[test]
    fn code_and_html_are_left_out() {
        for source in ["```\n5%\n```", "    5%", "<!-- 5% -->", "---", "[a]: http://a.b/5%"] {
            assert_eq!(passages(source), [], "{source:?}");
        }
    }

    #[test]
    fn kinds_and_titles_are_told_apart() {
        use PassageKind::{Heading, ListItem, Paragraph, Title};
        let document = document(
            "---\ntitle: 'Acme'\ndate: May 27, 2015\n---\n\n# One\n\n* two\n\n  three\n* four\n\nfive[^1]\n\n[^1]: six",
        );
        let found: Vec<_> = document.passages().map(|passage| (passage.kind(), passage.text())).collect();
        let expected = [
            (Title, "Acme"),
            (Heading(1), "One"),
            (ListItem, "two"),
            (Paragraph, "three"),
            (ListItem, "four"),
            (Paragraph, "five"),
            (Paragraph, "six"),
        ];
        assert_eq!(found, expected);
        assert_eq!(document.title.as_deref(), Some("Acme"));
        assert_eq!(document.published.map(|date| date.to_string()).as_deref(), Some("2015-05-27"));
        assert_eq!(read("f.md".into(), "# One\n\n# Two".to_owned()).title.as_deref(), Some("One"));
    }

    #[test]
    fn a_date_that_is_none_is_noted() {
        let document = document("---\ndate: soon\n---\n");
        let note = "found `soon` as date; expected a day as 2015-05-27 or May 27, 2015: the date is not known";
        assert_eq!((document.published, document.notes.as_slice()), (None, &[note.to_owned()][..]));
    }

    #[test]
    fn marks_take_out_lines_and_ranges() {
        let source = "up 5% <!-- tieout: ignore -->\nup 6%\n\n<!--\n tieout: ignore-start -->\n\nup 7%\n\n\
                      <!-- tieout: ignore-end -->\n\nup 8%\n\n`<!-- tieout: ignore -->` 9%\n";
        let document = document(source);
        let kept: Vec<&str> = document
            .passages()
            .flat_map(|passage| {
                let figures = passage.text().match_indices(char::is_numeric);
                figures.filter(|(at, _)| !document.is_ignored(passage, *at..*at + 2)).map(|(_, digit)| digit)
            })
            .collect();
        assert_eq!(kept, ["6", "8", "9"]);
        assert!(document.notes.is_empty(), "{:?}", document.notes);
    }

    #[test]
    fn a_table_has_headers_and_cells() {
        let source = "| metric | *2014* |\n|---|---|\n| revenue | 3.4&nbsp;bn |\n| users |\n";
        let document = document(source);
        let [Block::Table(table)] = document.blocks.as_slice() else {
            panic!("{:?}", document.blocks);
        };
        let rows: Vec<Vec<_>> = table
            .rows
            .iter()
            .map(|row| row.cells.iter().map(|cell| (cell.passage.text(), cell.column, cell.header)).collect())
            .collect();
        let expected = [
            vec![("metric", 0, true), ("2014", 1, true)],
            vec![("revenue", 0, false), ("3.4\u{a0}bn", 1, false)],
            vec![("users", 0, false), ("", 1, false)],
        ];
        assert_eq!(rows, expected);
    }
}
