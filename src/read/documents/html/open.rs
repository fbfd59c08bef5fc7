//! The elements that are open at a point of a page.

use super::tags::{self, Role, Tag};
use crate::read::documents::PassageKind;

/// What a part of a page is, from what is always read to what never is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Zone {
    #[default]
    Page,
    /// A form, which on some sites is all of the page.
    Form,
    /// Navigation, the site's header and footer, asides.
    Boilerplate,
    Hidden,
}

/// An open element, with what it passes on to those in it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Open {
    pub(super) tag: Tag,
    pub(super) zone: Zone,
    pub(super) kind: PassageKind,
    pub(super) preformatted: bool,
    in_article: bool,
}

/// How deep tables nest at most; those further in are taken as text of their own.
const MAX_TABLES: usize = 100;

/// The open elements, from the outermost; inline ones are not among them.
#[derive(Debug)]
pub(super) struct Stack {
    open: Vec<Open>,
    /// How many elements of each name are open within each open table, and outside of all of them.
    counts: Vec<[u32; tags::COUNT]>,
}

impl Stack {
    pub(super) fn new() -> Self {
        Stack { open: Vec::new(), counts: vec![[0; tags::COUNT]] }
    }

    /// How many elements are open.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// The innermost open element.
    pub(super) fn top(&self) -> Option<&Open> {
        self.open.last()
    }

    /// What part of the page this is.
    pub(super) fn zone(&self) -> Zone {
        self.top().map_or(Zone::Page, |open| open.zone)
    }

    /// Whether another table may be opened.
    pub(super) fn has_room_for_a_table(&self) -> bool {
        self.counts.len() <= MAX_TABLES
    }

    /// Opens an element.
    pub(super) fn push(&mut self, tag: Tag, own: Zone, is_table: bool) {
        let around = self.top().copied();
        let in_article = around.is_some_and(|around| around.in_article);
        let open = Open {
            tag,
            zone: own.max(role_zone(tag.role(), in_article)).max(self.zone()),
            kind: kind(tag.role()).or(around.map(|around| around.kind)).unwrap_or_default(),
            preformatted: tag.role() == Role::Preformatted || around.is_some_and(|around| around.preformatted),
            in_article: in_article || tag.role() == Role::Article,
        };
        self.open.push(open);
        self.count(tag, |count| count.saturating_add(1));
        if is_table {
            self.counts.push([0; tags::COUNT]);
        }
    }

    /// Whether an element of a name is open that an end tag here can close: not one outside of the innermost table, unless it
    /// is that table itself.
    pub(super) fn closes(&self, tag: Tag) -> bool {
        let within = |frame: Option<&[u32; tags::COUNT]>| frame.and_then(|counts| counts.get(tag.index())).copied();
        let own = within(self.counts.last()).unwrap_or(0) > 0;
        own || (tag.role() == Role::Table && self.counts.len() > 1)
    }

    /// Closes the innermost element. `is_table` says whether it is one that [`Stack::push`] was told of.
    pub(super) fn pop(&mut self, is_table: bool) {
        if is_table && self.counts.len() > 1 {
            self.counts.pop();
        }
        if let Some(open) = self.open.pop() {
            self.count(open.tag, |count| count.saturating_sub(1));
        }
    }

    fn count(&mut self, tag: Tag, change: impl Fn(u32) -> u32) {
        if let Some(count) = self.counts.last_mut().and_then(|counts| counts.get_mut(tag.index())) {
            *count = change(*count);
        }
    }
}

/// What part of a page an element begins.
fn role_zone(role: Role, in_article: bool) -> Zone {
    match role {
        Role::Form => Zone::Form,
        Role::Boilerplate => Zone::Boilerplate,
        Role::Header if !in_article => Zone::Boilerplate,
        Role::Hidden | Role::Script => Zone::Hidden,
        _ => Zone::Page,
    }
}

/// What the text in an element is.
fn kind(role: Role) -> Option<PassageKind> {
    match role {
        Role::Heading(rank) => Some(PassageKind::Heading(rank)),
        Role::Item => Some(PassageKind::ListItem),
        Role::Caption => Some(PassageKind::Caption),
        Role::Title => Some(PassageKind::Title),
        Role::Table | Role::Article => Some(PassageKind::Paragraph),
        _ => None,
    }
}
