//! The words that tell names and metrics from what stands around them, from `data/names.csv`.

use std::sync::LazyLock;

use crate::read::article::keys::{self, Key, Keyed};

include!(concat!(env!("OUT_DIR"), "/names.rs"));

/// The words that are short enough for it; those that are not, such as names of places of several words, are searched for.
static SHORT: LazyLock<Keyed<Kinds>> = LazyLock::new(|| {
    let short = WORDS.iter().filter(|(word, _)| word.len() <= keys::LONGEST);
    let short: Vec<(Key, Kinds)> = short.map(|(word, kinds)| (Key::of(word), Kinds(*kinds))).collect();
    Keyed::new(short.into_iter())
});

/// What a word may be in a name or beside a metric.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Kinds(u16);

impl Kinds {
    /// What a word may be, in any case. Names of places have several words.
    pub(super) fn of(word: &str) -> Kinds {
        if word.len() <= keys::LONGEST {
            return SHORT.get(Key::of(word));
        }
        let mut buffer = [0_u8; LONGEST];
        let Some(lower) = buffer.get_mut(..word.len()) else {
            return Kinds(0);
        };
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        let lower = &*lower;
        let order = |known: &str| (known.len(), known.as_bytes()).cmp(&(lower.len(), lower));
        let found = WORDS.binary_search_by(|(known, _)| order(known)).ok();
        Kinds(found.and_then(|at| WORDS.get(at)).map_or(0, |(_, kinds)| *kinds))
    }

    /// The form of a company in law: "Inc", "plc".
    pub(super) fn is_legal(self) -> bool {
        self.0 & LEGAL != 0
    }

    /// What companies have in their names: "Holdings", "Bank".
    pub(super) fn is_body(self) -> bool {
        self.0 & BODY != 0
    }

    /// What a person is called or is: "Mr", "chairman".
    pub(super) fn is_title(self) -> bool {
        self.0 & TITLE != 0
    }

    /// Written with a capital letter without being the name of anyone: "EBITDA", "Thursday".
    pub(super) fn is_plain(self) -> bool {
        self.0 & PLAIN != 0
    }

    /// A country, a city, or what comes from there.
    pub(super) fn is_place(self) -> bool {
        self.0 & PLACE != 0
    }

    /// What a company is called once it has been named: "the bank".
    pub(super) fn is_anaphor(self) -> bool {
        self.0 & ANAPHOR != 0
    }

    /// Says of what length of time a metric is: "annual".
    pub(super) fn is_time(self) -> bool {
        self.0 & TIME != 0
    }

    /// Speaks of a stretch of time without saying which: "year", "period".
    pub(super) fn is_span(self) -> bool {
        self.0 & SPAN != 0
    }

    /// Says that another stretch of time is meant than the one that is named: "year-to-date".
    pub(super) fn is_partial(self) -> bool {
        self.0 & PARTIAL != 0
    }

    /// Says that something need not be so: "would", "plans".
    pub(super) fn is_modal(self) -> bool {
        self.0 & MODAL != 0
    }

    /// Leaves a metric what it is: "quarterly revenue", "total assets".
    pub(super) fn is_neutral(self) -> bool {
        self.0 & NEUTRAL != 0
    }
}
