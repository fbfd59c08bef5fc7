//! The words that tell names and metrics from what stands around them, from `data/names.csv`.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::model::Metric;
use crate::read::article::lexer::{ByWord, Token, TokenKind};
use crate::read::article::vocabulary::words_of;

include!(concat!(env!("OUT_DIR"), "/names.rs"));

/// Every word of the table with its kinds, and what is of several words, such as names of places.
pub(super) fn all() -> impl Iterator<Item = (&'static str, Kinds)> {
    WORDS.iter().map(|(word, kinds)| (*word, Kinds(*kinds)))
}

/// The kinds of each word. Those of several words are searched for.
static KINDS: LazyLock<ByWord<Kinds>> = LazyLock::new(|| ByWord::new(all()));

/// The words that those of several words begin with.
static PHRASES: LazyLock<ByWord<bool>> = LazyLock::new(|| {
    let phrases = WORDS.iter().filter(|(phrase, _)| first_word(phrase) != Some(phrase));
    ByWord::new(phrases.filter_map(|(phrase, _)| first_word(phrase)).map(|word| (word, true)))
});

/// Whether a token may begin several words that are of a kind together.
pub(super) fn begins_kind(token: &Token<'_>) -> bool {
    PHRASES.of(token.word)
}

/// The words that names of metrics begin with, and those that come second in them.
struct Metrics {
    words: ByWord<InMetric>,
    /// Those that have names of one word.
    whole: Vec<Metric>,
}

static METRICS: LazyLock<Metrics> = LazyLock::new(|| {
    let mut words: HashMap<&str, InMetric> = HashMap::new();
    let mut whole = Vec::new();
    let mut count = 0;
    for spelling in Metric::spellings() {
        let mut words_of = words_of(spelling);
        let (first, second) = (words_of.next().unwrap_or_default(), words_of.next());
        let known = words.entry(first).or_default();
        if known.begins == Firsts::default() {
            known.begins = Firsts::one(count);
            count = count.saturating_add(1);
        }
        let begins = known.begins;
        known.is_whole |= second.is_none();
        if first == spelling {
            known.whole = u16::try_from(whole.len()).ok();
            whole.push(Metric::parse(spelling));
        }
        if let Some(second) = second {
            words.entry(second).or_default().follows.add(begins);
        }
    }
    Metrics { words: ByWord::new(words), whole }
});

/// Where a word stands in names of metrics.
#[derive(Clone, Copy, Debug, Default)]
struct InMetric {
    /// Itself, if some begin with it.
    begins: Firsts,
    /// Whether one of those that it begins has no other word.
    is_whole: bool,
    /// The words that it comes second after.
    follows: Firsts,
    /// The position of the metric whose name it is.
    whole: Option<u16>,
}

/// Words that names of metrics begin with, in classes of a bit each: enough to tell nearly all words that do not follow one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Firsts(u16);

impl Firsts {
    /// The class of the word of a number.
    fn one(number: u32) -> Self {
        Firsts(1_u16.rotate_left(number))
    }

    fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }

    #[inline]
    fn is_any(self) -> bool {
        self.0 != 0
    }

    #[inline]
    fn shares(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

fn first_word(spelling: &'static str) -> Option<&'static str> {
    words_of(spelling).next()
}

/// Whether the name of a metric may begin with the first of some tokens.
#[inline]
pub(super) fn begins_metric(tokens: &[Token<'_>]) -> bool {
    let Some((first, rest)) = tokens.split_first() else {
        return false;
    };
    match first.kind {
        TokenKind::Word => {
            let word = METRICS.words.of(first.word);
            word.begins.is_any() && (word.is_whole || goes_on_metric(word.begins, rest))
        }
        // "CET1 ratio".
        TokenKind::Name => first.text.starts_with(|letter: char| letter.is_ascii_alphabetic()),
        _ => false,
    }
}

/// The first of some tokens with which the name of a metric may begin.
pub(super) fn first_metric(tokens: &[Token<'_>]) -> Option<usize> {
    let words = &METRICS.words;
    let begins = |(at, token): (usize, &Token<'_>)| {
        words.of(token.word).begins.is_any() && tokens.get(at..).is_some_and(begins_metric)
    };
    tokens.iter().enumerate().position(begins)
}

/// The metric that the first of some tokens is the whole name of, if what follows it in no case belongs to the name.
pub(super) fn whole_metric(tokens: &[Token<'_>]) -> Option<Metric> {
    let (first, rest) = tokens.split_first()?;
    let word = METRICS.words.of(first.word);
    let whole = word.whole.filter(|_| matches!(first.kind, TokenKind::Word) && !goes_on_metric(word.begins, rest))?;
    METRICS.whole.get(usize::from(whole)).cloned()
}

/// Whether some tokens may stand behind a first word of metrics' names: the next word, or a sign that joins it.
fn goes_on_metric(first: Firsts, rest: &[Token<'_>]) -> bool {
    let follows = |token: &Token<'_>| {
        !matches!(token.kind, TokenKind::Word) || METRICS.words.of(token.word).follows.shares(first)
    };
    match rest {
        [sign, word, ..] if matches!(sign.kind, TokenKind::Punctuation) => {
            matches!(sign.text, "-" | "&" | "/" | "," | "'" | "’" | "_") && follows(word)
        }
        [next, ..] => follows(next) || next.text.starts_with(['\'', '’']),
        [] => false,
    }
}

/// What a word may be in a name or beside a metric.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Kinds(u16);

impl Kinds {
    /// What the word of a token may be.
    #[inline]
    pub(super) fn of(token: &Token<'_>) -> Kinds {
        KINDS.of(token.word)
    }

    /// What a text of a word or several may be, in any case.
    pub(super) fn of_text(text: &str) -> Kinds {
        let mut buffer = [0_u8; LONGEST];
        let Some(lower) = buffer.get_mut(..text.len()) else {
            return Kinds(0);
        };
        lower.copy_from_slice(text.as_bytes());
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::article::lexer::{LexerOptions, tokens};

    #[test]
    fn every_metric_is_found_by_its_first_words() {
        for spelling in Metric::spellings() {
            let capital: String = spelling.chars().take(1).flat_map(char::to_uppercase).collect();
            let capitalised = capital + spelling.get(1..).unwrap();
            for text in [spelling, &spelling.replace(' ', "-"), &spelling.to_uppercase(), &capitalised] {
                let read = format!("{text} fell");
                let found = tokens(&read, &LexerOptions::default());
                assert!(begins_metric(&found), "{read}");
                let whole = whole_metric(&found);
                assert!(whole.is_none() || whole == Some(Metric::parse(spelling)), "{read}");
            }
        }
        for (text, expected) in
            [("Sales rose", Some("revenue")), ("sales, which", Some("revenue")), ("profit before long", None)]
        {
            let found = whole_metric(&tokens(text, &LexerOptions::default()));
            assert_eq!(found, expected.map(Metric::parse), "{text}");
        }
        for text in ["market rose", "net rose", "stock; price", "the revenue", ""] {
            assert!(!begins_metric(&tokens(text, &LexerOptions::default())), "{text}");
        }
    }
}
