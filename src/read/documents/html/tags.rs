//! What each element of HTML is to a reader of articles.

/// What an element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A part of a sentence, or unknown.
    Inline,
    /// Empty, without meaning to the text.
    Void,
    /// A line break.
    Break,
    /// A line between two texts.
    Rule,
    /// Text of its own.
    Block,
    /// Text of its own whose blanks count.
    Preformatted,
    Heading(u8),
    Item,
    Table,
    /// A group of rows; `thead` makes headers of its cells.
    Rows {
        header: bool,
    },
    Row,
    Cell {
        header: bool,
    },
    Caption,
    /// The article itself, whose own header is no boilerplate.
    Article,
    /// What the pages of a site have in common.
    Boilerplate,
    /// The same, but within an article.
    Header,
    Form,
    /// What no reader sees, or no reader reads.
    Hidden,
    /// Text that its writer has struck out.
    Withdrawn,
    Superscript,
    Title,
    Meta,
    Time,
    Script,
    Root,
}

/// The elements in the order of their names.
const TAGS: [(&str, Role); 95] = [
    ("address", Role::Block),
    ("area", Role::Void),
    ("article", Role::Article),
    ("aside", Role::Boilerplate),
    ("audio", Role::Hidden),
    ("base", Role::Void),
    ("blockquote", Role::Block),
    ("body", Role::Block),
    ("br", Role::Break),
    ("button", Role::Hidden),
    ("canvas", Role::Hidden),
    ("caption", Role::Caption),
    ("center", Role::Block),
    ("col", Role::Void),
    ("colgroup", Role::Void),
    ("datalist", Role::Hidden),
    ("dd", Role::Item),
    ("del", Role::Withdrawn),
    ("details", Role::Block),
    ("dialog", Role::Boilerplate),
    ("dir", Role::Block),
    ("div", Role::Block),
    ("dl", Role::Block),
    ("dt", Role::Item),
    ("embed", Role::Void),
    ("fieldset", Role::Block),
    ("figcaption", Role::Block),
    ("figure", Role::Block),
    ("footer", Role::Boilerplate),
    ("form", Role::Form),
    ("frame", Role::Void),
    ("frameset", Role::Block),
    ("h1", Role::Heading(1)),
    ("h2", Role::Heading(2)),
    ("h3", Role::Heading(3)),
    ("h4", Role::Heading(4)),
    ("h5", Role::Heading(5)),
    ("h6", Role::Heading(6)),
    ("head", Role::Block),
    ("header", Role::Header),
    ("hgroup", Role::Block),
    ("hr", Role::Rule),
    ("html", Role::Root),
    ("iframe", Role::Hidden),
    ("img", Role::Void),
    ("input", Role::Void),
    ("ix:header", Role::Hidden),
    ("keygen", Role::Void),
    ("legend", Role::Block),
    ("li", Role::Item),
    ("link", Role::Void),
    ("listing", Role::Preformatted),
    ("main", Role::Article),
    ("map", Role::Hidden),
    ("menu", Role::Block),
    ("meta", Role::Meta),
    ("nav", Role::Boilerplate),
    ("noembed", Role::Hidden),
    ("noframes", Role::Hidden),
    ("noscript", Role::Hidden),
    ("object", Role::Hidden),
    ("ol", Role::Block),
    ("optgroup", Role::Hidden),
    ("option", Role::Hidden),
    ("p", Role::Block),
    ("param", Role::Void),
    ("plaintext", Role::Preformatted),
    ("pre", Role::Preformatted),
    ("s", Role::Withdrawn),
    ("script", Role::Script),
    ("search", Role::Boilerplate),
    ("section", Role::Block),
    ("select", Role::Hidden),
    ("source", Role::Void),
    ("strike", Role::Withdrawn),
    ("style", Role::Hidden),
    ("summary", Role::Block),
    ("sup", Role::Superscript),
    ("svg", Role::Hidden),
    ("table", Role::Table),
    ("tbody", Role::Rows { header: false }),
    ("td", Role::Cell { header: false }),
    ("template", Role::Hidden),
    ("textarea", Role::Hidden),
    ("tfoot", Role::Rows { header: false }),
    ("th", Role::Cell { header: true }),
    ("thead", Role::Rows { header: true }),
    ("time", Role::Time),
    ("title", Role::Title),
    ("tr", Role::Row),
    ("track", Role::Void),
    ("ul", Role::Block),
    ("video", Role::Hidden),
    ("wbr", Role::Void),
    ("xmp", Role::Preformatted),
];

/// A known element: its place in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tag(usize);

/// How many elements are known.
pub(super) const COUNT: usize = TAGS.len();

impl Tag {
    /// The element of a name in lower case; `None` for one that is unknown, or has no meaning of its own.
    pub(super) fn of(name: &str) -> Option<Self> {
        TAGS.binary_search_by_key(&name, |(name, _)| *name).ok().map(Tag)
    }

    /// Its place in the table.
    pub(super) fn index(self) -> usize {
        self.0
    }

    /// Whether it is `p`, which any other text of its own ends.
    pub(super) fn is_paragraph(self) -> bool {
        TAGS.get(self.0).is_some_and(|(name, _)| *name == "p")
    }

    /// What it is.
    pub(super) fn role(self) -> Role {
        TAGS.get(self.0).map_or(Role::Inline, |(_, role)| *role)
    }
}

/// The landmarks of WAI-ARIA 1.2 that are not the page's own matter.
const BOILERPLATE_ROLES: [&str; 9] =
    ["navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alertdialog", "menu", "toolbar"];

/// Whether an element says that it belongs to the site, not to the article.
pub(super) fn is_boilerplate(role: &str) -> bool {
    BOILERPLATE_ROLES.contains(&role.trim().to_ascii_lowercase().as_str())
}

/// Whether a style keeps an element from being seen.
pub(super) fn is_invisible(style: &str) -> bool {
    let style: String = style.chars().filter(|character| !character.is_whitespace()).collect();
    let style = style.to_ascii_lowercase();
    style.contains("display:none") || style.contains("visibility:hidden")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order() {
        assert!(TAGS.is_sorted_by(|(a, _), (b, _)| a < b));
        for (name, role) in TAGS {
            assert_eq!(Tag::of(name).map(Tag::role), Some(role), "{name}");
        }
        assert_eq!((Tag::of("span"), Tag::of("P"), Tag::of("")), (None, None, None));
    }

    #[test]
    fn a_style_is_read_however_it_is_spaced() {
        for (style, expected) in [
            ("display: none", true),
            ("color:red;DISPLAY :none;", true),
            ("visibility:hidden", true),
            ("display:block", false),
            ("", false),
        ] {
            assert_eq!(is_invisible(style), expected, "{style}");
        }
    }
}
