//! Whose.

use std::ops::Range;

use super::Confidence;
use super::cast::Cast;
use super::metric::{Mention, Owner};
use super::names::{Bearer, Name};
use super::words::Kinds;
use crate::read::article::lexer::{Token, TokenKind};
use crate::read::article::phrases::{self, Link};

/// What a sentence is read against when it does not say whose its figures are.
#[derive(Clone, Copy)]
pub(super) struct Stage<'a, 't> {
    pub(super) cast: &'a Cast<'t>,
    pub(super) names: &'a [Name<'t>],
    pub(super) tokens: &'a [Token<'t>],
    /// The position of the sentence's first token.
    pub(super) start: usize,
    /// The company that was the subject of a sentence last.
    pub(super) focus: Option<&'t str>,
}

impl<'t> Stage<'_, 't> {
    /// Whose a metric is that stands at `place`.
    pub(super) fn entity(&self, mention: Option<&Mention<'t>>, place: &Range<usize>) -> (Option<&'t str>, Confidence) {
        match mention.map_or(Owner::Unsaid, |mention| mention.owner) {
            Owner::Name(name) => match self.cast.named(name) {
                Some(company) if !company.is_strong => (Some(company.name), Confidence::Likely),
                named => (Some(named.map_or(name, |company| company.name)), Confidence::Certain),
            },
            Owner::Anaphor => self.referred_to(place),
            Owner::Unsaid => self.subject(place),
        }
    }

    /// The company that "its" refers to: the one that the sentence names before, if it names one alone.
    fn referred_to(&self, place: &Range<usize>) -> (Option<&'t str>, Confidence) {
        let before = self.names.iter().filter(|name| name.tokens.end <= place.start);
        let mut companies = before.filter_map(|name| name.company);
        match companies.next() {
            Some(first) if companies.all(|other| other == first) && first.is_strong => {
                (Some(first.name), Confidence::Certain)
            }
            Some(first) => (Some(first.name), Confidence::Likely),
            None => self.spoken_of(),
        }
    }

    /// Who the sentence begins with, of whom nothing shows that they are a company: "Halvorsen Wind, the largest of them, said its".
    pub(super) fn unknown_subject(&self) -> Option<&'t str> {
        let first = self.names.first().filter(|name| name.tokens.start == self.start && !name.is_first_word)?;
        (first.bearer == Bearer::Unknown && first.company.is_none()).then_some(first.text)
    }

    fn names_company(&self, company: &str) -> bool {
        self.names.iter().any(|name| name.company.is_some_and(|own| own.name == company))
    }

    /// The company of the document, else the one spoken of last; not where the sentence is about somebody else.
    fn spoken_of(&self) -> (Option<&'t str>, Confidence) {
        if let Some(subject) = self.unknown_subject() {
            return (Some(subject), Confidence::Likely);
        }
        let main = self.cast.main();
        match (main.confidence, self.focus) {
            // Named once, and not yet: the market is spoken of, or another company.
            (_, None) if main.is_named_once && !self.names_company(main.name) => (None, Confidence::Unknown),
            (Confidence::Certain, focus) if focus.is_none_or(|focus| focus == main.name) => {
                (Some(main.name), Confidence::Certain)
            }
            (_, Some(focus)) => (Some(focus), Confidence::Likely),
            (Confidence::Unknown, None) => (None, Confidence::Unknown),
            (_, None) => (Some(main.name), Confidence::Likely),
        }
    }

    /// The company that stands before the metric; where none does, the one spoken of.
    fn subject(&self, place: &Range<usize>) -> (Option<&'t str>, Confidence) {
        let others = self.names.iter().filter(|name| name.bearer == Bearer::Unknown && !name.is_first_word);
        let is_other = |name: &&Name<'t>| name.company.is_none();
        let has_others = others.filter(is_other).any(|name| name.tokens.start < place.start);
        let mut companies = self.names.iter().filter(|name| name.tokens.end <= place.start);
        let last = companies.clone().filter_map(|name| name.company).next_back();
        let Some(company) = last else {
            let (entity, confidence) = self.spoken_of();
            let has_companies = self.names.iter().any(|name| name.bearer == Bearer::Organisation);
            let is_alone = !has_others && !has_companies && self.names_nothing(self.start..place.start);
            return (entity, if is_alone { confidence } else { confidence.min(Confidence::Likely) });
        };
        let is_only = companies.all(|name| name.company.is_none_or(|other| other == company));
        let end = companies_end(self.names, place.start).unwrap_or(self.start);
        let names_nothing = self.names_nothing(end..place.start);
        let is_certain = is_only && !has_others && names_nothing && company.is_strong;
        (Some(company.name), if is_certain { Confidence::Certain } else { Confidence::Likely })
    }

    /// Whether some tokens name nothing that might own what follows them: "the parks had", "at its retail unit".
    fn names_nothing(&self, tokens: Range<usize>) -> bool {
        let is_noun = |token: &Token<'_>| {
            let kinds = Kinds::of(token);
            let is_harmless = kinds.is_neutral() || kinds.is_plain() || kinds.is_anaphor() || kinds.is_span();
            matches!(token.kind, TokenKind::Word)
                && phrases::link(token) == Link::Other
                && !is_harmless
                && !kinds.is_title()
                && !token.text.ends_with("ly")
                && token.text.starts_with(char::is_lowercase)
        };
        !self.tokens.get(tokens).is_some_and(|tokens| tokens.iter().any(is_noun))
    }

    /// The company that this sentence leaves in the reader's mind.
    pub(super) fn leaves(&self) -> Option<&'t str> {
        let is_first = |name: &Name<'_>| name.tokens.start <= self.start.saturating_add(1);
        let acts = |name: &&Name<'_>| name.bearer == Bearer::Organisation || name.is_possessive || is_first(name);
        let mut companies = self.names.iter().filter(acts).filter_map(|name| name.company);
        // "Starts fell": a word that only begins a sentence may be no company, and nothing else is its.
        companies.find(|company| company.is_strong).map(|company| company.name).or(self.focus)
    }
}

/// Where the name of the last company before a token ends.
fn companies_end(names: &[Name<'_>], before: usize) -> Option<usize> {
    let mut companies = names.iter().rev().filter(|name| name.tokens.end <= before && name.company.is_some());
    companies.next().map(|name| name.tokens.end)
}
