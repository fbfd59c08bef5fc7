//! What a page says about itself: its title, and the day it came out.

use jiff::civil::Date;
use serde_json::Value;

use super::tags::Role;
use super::tokens::Attributes;
use crate::read::documents::passage::{Passage, PassageKind};
use crate::read::documents::{Block, dates};

/// Where a title or a date was found, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Origin {
    /// `article:published_time`, `og:title`: the Open Graph protocol.
    OpenGraph,
    /// `datePublished`, `headline`: schema.org, as JSON-LD or microdata.
    Schema,
    /// Other names that sites give to `meta` elements.
    Meta,
    /// A `time` element; a first heading.
    Element,
    /// The `title` element.
    Title,
}

/// The names of `meta` elements that hold the day of publication, besides those of [`Origin::OpenGraph`] and schema.org.
const DATE_NAMES: [&str; 14] = [
    "article.published",
    "article:published",
    "citation_publication_date",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.issued",
    "parsely-pub-date",
    "pubdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "sailthru.date",
];

/// How many passages from the top may hold a byline or dateline.
const BYLINE_PASSAGES: usize = 12;

/// The longest byline, and the longest dateline before a paragraph's own words.
const LONGEST_BYLINE: usize = 120;

/// What stands between a dateline and the text: `DALLAS, March 29, 2021 /PRNewswire/ -- Acme said`.
const AFTER_DATELINE: [&str; 6] = ["/PRNewswire", "(BUSINESS WIRE)", "(GLOBE NEWSWIRE)", " -- ", " – ", " — "];

/// Words of a passage whose date is that of a period, not of the page.
const OF_PERIODS: [&str; 5] = ["ended", "ending", "as of", "as at", "through"];

/// What has been found.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    title: Option<(Origin, String)>,
    published: Option<(Origin, Date)>,
    /// A date that could not be read: its name and what it says.
    unreadable: Option<(String, String)>,
}

/// The outcome.
pub(super) struct Found {
    pub(super) title: Option<String>,
    pub(super) published: Option<Date>,
    pub(super) notes: Vec<String>,
}

impl Metadata {
    /// Takes note of a start tag.
    pub(super) fn element(&mut self, role: Role, attributes: &Attributes) {
        let value = || attributes.get("content").or(attributes.get("datetime")).unwrap_or_default();
        if attributes.get("itemprop").is_some_and(|name| name.eq_ignore_ascii_case("datePublished")) {
            self.date(Origin::Schema, "datePublished", value());
        }
        match role {
            Role::Meta => self.meta(attributes),
            Role::Time => {
                let datetime = attributes.get("datetime").unwrap_or_default();
                // A time of day alone is a `time` too.
                if dates::find(datetime).is_some() {
                    self.date(Origin::Element, "datetime", datetime);
                }
            }
            _ => {}
        }
    }

    fn meta(&mut self, attributes: &Attributes) {
        let content = attributes.get("content").unwrap_or_default();
        for name in [attributes.get("property"), attributes.get("name")].into_iter().flatten() {
            let name = name.trim().to_ascii_lowercase();
            match name.as_str() {
                "article:published_time" | "og:article:published_time" => self.date(Origin::OpenGraph, &name, content),
                "og:title" => self.title(Origin::OpenGraph, content),
                name if DATE_NAMES.contains(&name) => self.date(Origin::Meta, name, content),
                _ => {}
            }
        }
    }

    /// Takes note of a passage of the page.
    pub(super) fn passage(&mut self, passage: &Passage) {
        match passage.kind() {
            PassageKind::Heading(1) => self.title(Origin::Element, passage.text()),
            PassageKind::Title => self.title(Origin::Title, passage.text()),
            _ => {}
        }
    }

    /// Reads a script of JSON-LD; one that is none says nothing.
    pub(super) fn linked_data(&mut self, script: &str) {
        let Ok(data) = serde_json::from_str::<Value>(script) else {
            return;
        };
        if let Some(date) = first(&data, "datePublished") {
            self.date(Origin::Schema, "datePublished", date);
        }
        if let Some(headline) = first(&data, "headline") {
            self.title(Origin::Schema, headline);
        }
    }

    fn date(&mut self, origin: Origin, name: &str, value: &str) {
        let better = self.published.is_none_or(|(known, _)| origin < known);
        match dates::find(value) {
            Some(date) if better => self.published = Some((origin, date)),
            None if !value.trim().is_empty() && self.unreadable.is_none() => {
                self.unreadable = Some((name.to_owned(), value.to_owned()));
            }
            _ => {}
        }
    }

    fn title(&mut self, origin: Origin, text: &str) {
        let text = text.trim();
        if !text.is_empty() && self.title.as_ref().is_none_or(|(known, _)| origin < *known) {
            self.title = Some((origin, text.to_owned()));
        }
    }

    /// The best of what was found; where no element has a date, the byline's.
    pub(super) fn finish(self, blocks: &[Block]) -> Found {
        let mut notes = Vec::new();
        let mut published = self.published.map(|(_, date)| date);
        if published.is_none() {
            published = byline(blocks);
            notes.extend(published.map(|date| format!("taken to be published on {date}, by its byline")));
            let unreadable = self.unreadable.filter(|_| published.is_none());
            notes.extend(unreadable.map(|(name, value)| dates::unreadable(&name, &value)));
        }
        Found { title: self.title.map(|(_, title)| title), published, notes }
    }
}

/// The first text of a name, looked for in the order of the data. `serde_json` refuses data nested deeper than 128 levels.
fn first<'d>(data: &'d Value, name: &str) -> Option<&'d str> {
    match data {
        Value::Object(object) => match object.get(name) {
            Some(Value::String(text)) => Some(text),
            _ => object.values().find_map(|value| first(value, name)),
        },
        Value::Array(array) => array.iter().find_map(|value| first(value, name)),
        _ => None,
    }
}

/// The date of a byline or dateline near the top.
fn byline(blocks: &[Block]) -> Option<Date> {
    let passages = blocks.iter().filter_map(|block| match block {
        Block::Passage(passage) => Some(passage.text()),
        Block::Table(_) => None,
    });
    passages.take(BYLINE_PASSAGES).find_map(|text| {
        let line = if text.len() <= LONGEST_BYLINE { text } else { dateline(text)? };
        let of_period = OF_PERIODS.iter().any(|word| line.to_lowercase().contains(word));
        dates::find(line).filter(|_| !of_period)
    })
}

/// What stands before a paragraph's own words, where it is short.
fn dateline(text: &str) -> Option<&str> {
    let before = AFTER_DATELINE.iter().filter_map(|mark| text.split_once(mark)).map(|(before, _)| before);
    before.min_by_key(|before| before.len()).filter(|before| before.len() <= LONGEST_BYLINE)
}
