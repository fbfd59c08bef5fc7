//! One sentence: which metric each of its figures is of, and what speaks against it.

use std::collections::HashMap;
use std::hint::select_unpredictable;
use std::ops::Range;
use std::sync::LazyLock;

use super::Confidence;
use super::metric::{Mention, looks_like_verb};
use super::names::Name;
use super::period::{self, Positions, Times};
use super::words::{self, Kinds};
use crate::model::Metric;
use crate::read::article::lexer::{ByWord, Context, Token, TokenKind};
use crate::read::article::phrases::{self, Link};

/// A sentence being read.
pub(super) struct Sentence<'a, 't> {
    pub(super) tokens: &'a [Token<'t>],
    pub(super) range: Range<usize>,
    pub(super) names: &'a [Name<'t>],
    pub(super) mentions: Vec<Mention<'t>>,
    pub(super) facts: Facts,
}

/// What the words of a sentence say of all its figures.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Facts(u8);

/// What each word says.
static FACTS: LazyLock<ByWord<Facts>> = LazyLock::new(|| {
    let mut words: HashMap<&str, Facts> = HashMap::new();
    for (word, kinds) in words::all() {
        let facts = words.entry(word).or_default();
        facts.set(Facts::PARTIAL, kinds.is_partial());
        facts.set(Facts::TIME, kinds.is_time() || kinds.is_span());
        facts.set(Facts::MODAL, kinds.is_modal());
    }
    for word in phrases::words_that(Link::Basis) {
        words.entry(word).or_default().set(Facts::BASIS, !Kinds::of_text(word).is_time());
    }
    ByWord::new(words)
});

impl Facts {
    /// Those of the words among some tokens.
    fn of(tokens: &[Token<'_>]) -> Self {
        let known = &*FACTS;
        let mut facts = Facts::default();
        for token in tokens {
            // Words and figures follow each other as good as at random.
            let is_word = matches!(token.kind, TokenKind::Word);
            let own = select_unpredictable(is_word, known.of(token.word), Facts::default());
            // "May" and "Will" are a month and a name.
            let is_name = own.has(Facts::MODAL) && matches!(token.text, "May" | "Will");
            facts.0 |= if is_name { own.0 & !Facts::MODAL } else { own.0 };
        }
        facts
    }

    const PARTIAL: u8 = 1;
    const TIME: u8 = 1 << 1;
    const MODAL: u8 = 1 << 2;
    const BASIS: u8 = 1 << 3;

    fn set(&mut self, fact: u8, is_so: bool) {
        self.0 |= if is_so { fact } else { 0 };
    }

    fn has(self, fact: u8) -> bool {
        self.0 & fact != 0
    }

    /// Another stretch of time is meant than the one that is named.
    pub(super) fn is_partial(self) -> bool {
        self.has(Facts::PARTIAL)
    }

    /// It speaks of times.
    pub(super) fn says_time(self) -> bool {
        self.has(Facts::TIME)
    }

    /// It speaks of what is not so, or not yet.
    fn is_modal(self) -> bool {
        self.has(Facts::MODAL)
    }

    /// It speaks of forecasts, adjustments and the like.
    fn names_basis(self) -> bool {
        self.has(Facts::BASIS)
    }
}

/// Which mention a statement or figure is of.
#[derive(Clone, Copy)]
pub(super) struct Choice {
    pub(super) mention: usize,
    pub(super) is_sure: bool,
}

impl<'a, 't> Sentence<'a, 't> {
    pub(super) fn new(
        tokens: &'a [Token<'t>],
        range: Range<usize>,
        names: &'a [Name<'t>],
        mentions: Vec<Mention<'t>>,
    ) -> Self {
        let own = tokens.get(range.clone()).unwrap_or_default();
        Sentence { tokens, range, names, mentions, facts: Facts::of(own) }
    }

    pub(super) fn token_at(&self, start: usize) -> usize {
        self.tokens.partition_point(|token| token.end() <= start)
    }

    /// The metric of the figures between two tokens: one that is named among them ("a 12% rise in revenue to 3.1bn"), else the one
    /// named last before, else the one right after ("3.1bn yuan in revenue").
    pub(super) fn choose(&self, first: usize, last: usize) -> Option<Choice> {
        let position = |test: &dyn Fn(&Mention<'_>) -> bool| self.mentions.iter().rposition(test);
        let within = position(&|mention| {
            mention.tokens.start > first && mention.tokens.end <= last && self.follows_preposition(mention)
        });
        let before = || {
            let mention = position(&|mention| mention.tokens.end <= first)?;
            let end = self.mentions.get(mention)?.tokens.end;
            Some(Choice { mention, is_sure: self.leads(end, first) })
        };
        let after = || {
            let past = last.saturating_add(1);
            let is_next = |mention: &Mention<'_>| {
                let gap = mention.tokens.start.saturating_sub(past);
                mention.tokens.start >= past && gap <= 1 && (gap == 0 || self.follows_preposition(mention))
            };
            let mention = self.mentions.iter().position(is_next)?;
            Some(Choice { mention, is_sure: true })
        };
        let near = || before().filter(|choice| choice.is_sure);
        within.map(|mention| Choice { mention, is_sure: true }).or_else(near).or_else(after).or_else(before)
    }

    fn follows_preposition(&self, mention: &Mention<'_>) -> bool {
        let before = mention.tokens.start.checked_sub(1).and_then(|before| self.tokens.get(before));
        before.is_some_and(|token| matches!(token.kind, TokenKind::Word) && phrases::link(token) == Link::Preposition)
    }

    /// Whether nothing stands between a metric and the first of its figures but what leads from one to the other.
    fn leads(&self, from: usize, to: usize) -> bool {
        let between = self.tokens.get(from..to).unwrap_or_default();
        between.iter().all(|token| match &token.kind {
            TokenKind::Word => {
                matches!(phrases::link(token), Link::Joins | Link::Preposition | Link::Filler)
                    || token.text.ends_with("ly")
                    || ["year", "on", "over", "it", "a"].iter().any(|word| token.is_word(word))
            }
            TokenKind::Period(_) | TokenKind::Time(_) | TokenKind::Ordinal(_) => true,
            TokenKind::Punctuation => matches!(token.text, "-" | "(" | ")" | "," | ":"),
            _ => false,
        })
    }

    /// "Revenue and net income were 3.1bn and 410m": metrics that are named together share out the statements in their order.
    pub(super) fn deal_out(&self, positions: &[Option<Positions>], choices: &mut [Option<Choice>]) {
        for last in 0..self.mentions.len() {
            let first = self.coordinated_from(last);
            if first == last {
                continue;
            }
            let of_group = |choice: &Option<Choice>| choice.is_some_and(|choice| choice.mention == last);
            let levels = positions.iter().zip(choices.iter()).filter(|(_, choice)| of_group(choice));
            let mut levels: Vec<usize> = levels.filter_map(|(at, _)| at.as_ref()?.current).collect();
            levels.sort_unstable();
            levels.dedup();
            let fits = levels.len() == last.saturating_sub(first).saturating_add(1);
            for (at, choice) in positions.iter().zip(choices.iter_mut()).filter(|(_, choice)| of_group(choice)) {
                let order = at.as_ref().and_then(|at| levels.iter().position(|level| Some(*level) == at.current));
                *choice = match order.filter(|_| fits) {
                    Some(order) => Some(Choice { mention: first.saturating_add(order), is_sure: true }),
                    None => choice.map(|choice| Choice { is_sure: false, ..choice }),
                };
            }
        }
    }

    /// The metric beside which the owner of one is named: the first of those that are named together.
    pub(super) fn owned(&self, choice: Option<Choice>) -> Option<&Mention<'t>> {
        self.mentions.get(self.coordinated_from(choice?.mention))
    }

    /// The first of the metrics that are named together with one: "revenue and net income".
    fn coordinated_from(&self, last: usize) -> usize {
        let mut first = last;
        while let Some(before) = first.checked_sub(1) {
            let between = |one: &Mention<'_>, other: &Mention<'_>| self.tokens.get(one.tokens.end..other.tokens.start);
            let (Some(one), Some(other)) = (self.mentions.get(before), self.mentions.get(first)) else { break };
            let joins = |token: &Token<'_>| token.text == "," || token.is_word("and");
            match between(one, other) {
                Some(between) if !between.is_empty() && between.iter().all(joins) => first = before,
                _ => break,
            }
        }
        first
    }

    /// Whether a figure is said to be the level of a metric, and nothing else of it.
    pub(super) fn is_level(&self, at: usize, choice: Choice) -> bool {
        let Some(mention) = self.mentions.get(choice.mention) else {
            return false;
        };
        let moves = |token: &Token<'_>| ["by", "to"].iter().any(|word| token.is_word(word));
        let between = self.tokens.get(mention.tokens.end..at).unwrap_or_default();
        mention.tokens.end <= at && !between.iter().any(moves) && !self.facts.names_basis()
    }

    /// A sentence may speak of what is not so, or not yet.
    pub(super) fn sure_of_facts(&self) -> Confidence {
        if self.facts.is_modal() { Confidence::Likely } else { Confidence::Certain }
    }

    /// The period of a figure by itself.
    pub(super) fn times_of(&self, at: usize, context: &Context) -> Times {
        period::of_figure(self.tokens, at, self.range.clone(), context)
    }

    /// The words before the verb, by which a metric that is not known is called.
    pub(super) fn named_before(&self, first: usize) -> Metric {
        let word = |at: usize| self.tokens.get(at).filter(|token| matches!(token.kind, TokenKind::Word));
        let leads = |at: usize| word(at).is_some_and(|word| matches!(phrases::link(word), Link::Joins | Link::Filler));
        let mut end = first;
        while end > self.range.start && leads(end.saturating_sub(1)) {
            end = end.saturating_sub(1);
        }
        let is_noun = |at: usize| {
            word(at).is_some_and(|word| {
                let kinds = Kinds::of(word);
                let is_function = kinds.is_plain() || kinds.is_modal() || kinds.is_span() || looks_like_verb(word.text);
                phrases::link(word) == Link::Other
                    && word.text.len() > 2
                    && !is_function
                    && word.text.starts_with(char::is_alphabetic)
                    && !self.names.iter().any(|name| name.tokens.contains(&at))
            })
        };
        let mut start = end;
        while end < first
            && start > self.range.start
            && end.saturating_sub(start) < 4
            && is_noun(start.saturating_sub(1))
        {
            start = start.saturating_sub(1);
        }
        let words: Vec<&str> = (start..end).filter_map(word).map(|word| word.text).collect();
        Metric::parse(&words.join(" ").replace('/', " "))
    }
}
