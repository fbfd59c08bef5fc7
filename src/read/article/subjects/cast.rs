//! The companies that a document speaks of.

use std::collections::{HashMap, HashSet};

use super::Confidence;
use super::names::{Bearer, Name};

/// The companies of a document, in the order in which they come.
#[derive(Debug, Default)]
pub(super) struct Cast<'t> {
    members: Vec<Member<'t>>,
    /// The position of each among them, by its name in lower case.
    positions: HashMap<String, usize>,
    persons: Vec<&'t str>,
    /// The one company, where the document speaks for sure of no other.
    only: Option<&'t str>,
}

#[derive(Debug)]
struct Member<'t> {
    name: &'t str,
    /// Whether it is only known from the first word of a sentence, which any word may be.
    is_weak: bool,
    /// How often it is named as one that does or owns something.
    times: usize,
}

impl<'t> Cast<'t> {
    /// Takes up a name, if it may be a company's.
    pub(super) fn meet(&mut self, name: &Name<'t>) {
        if name.bearer == Bearer::Person {
            self.persons.push(name.text);
            return;
        }
        let is_company = name.bearer == Bearer::Organisation || name.bearer == Bearer::Unknown && name.is_possessive;
        if !is_company {
            // A name within a sentence shows that a first word is one too.
            if let (false, Some(member)) = (name.is_first_word, self.find(name.text)) {
                self.strengthen(member);
            }
            return;
        }
        match self.find(name.text) {
            Some(member) => {
                if let Some(met) = self.members.get_mut(member) {
                    met.times = met.times.saturating_add(1);
                    met.is_weak &= name.is_first_word;
                }
            }
            // "Analysts said": a first word in the plural may be any.
            None => {
                let is_weak =
                    name.is_first_word && (!name.is_possessive && name.text.ends_with('s') || !name.acts_alone);
                self.positions.insert(name.text.to_lowercase(), self.members.len());
                self.members.push(Member { name: name.text, is_weak, times: 1 });
            }
        }
    }

    /// Leaves out those who turned out to be persons: "Lei", once "Mr Lei Jun" was named.
    pub(super) fn settle(&mut self) {
        let parts: HashSet<&str> = self.persons.drain(..).flat_map(str::split_whitespace).collect();
        self.members.retain(|member| !parts.contains(member.name));
        let names = self.members.iter().map(|member| member.name.to_lowercase());
        self.positions = names.zip(0..).collect();
        let mut strong = self.members.iter().filter(|member| !member.is_weak);
        self.only = strong.next().filter(|_| strong.next().is_none()).map(|member| member.name);
    }

    fn find(&self, name: &str) -> Option<usize> {
        self.positions.get(&name.to_lowercase()).copied()
    }

    fn strengthen(&mut self, member: usize) {
        if let Some(member) = self.members.get_mut(member) {
            member.is_weak = false;
        }
    }

    /// The company that a name is of, as the document first writes it.
    pub(super) fn named(&self, name: &str) -> Option<&'t str> {
        self.members.get(self.find(name)?).map(|member| member.name)
    }

    /// Whether a company is known from more than the first word of a sentence.
    pub(super) fn is_strong(&self, name: &str) -> bool {
        self.find(name).and_then(|member| self.members.get(member)).is_some_and(|member| !member.is_weak)
    }

    /// The one company that the document speaks of; `None` where it speaks of several, or of none for sure.
    pub(super) fn only(&self) -> Option<&'t str> {
        self.only
    }

    /// The company that the document is about: the only one; else the one that is named most, for sure where it stands out.
    pub(super) fn main(&self) -> (&'t str, Confidence) {
        if let Some(only) = self.only {
            return (only, Confidence::Certain);
        }
        let mut by_times: Vec<&Member<'t>> = self.members.iter().filter(|member| !member.is_weak).collect();
        by_times.sort_by_key(|member| std::cmp::Reverse(member.times));
        let times = |place: usize| by_times.get(place).map_or(0, |member| member.times);
        let stands_out = times(0) >= STANDS_OUT && times(0) >= times(1).saturating_mul(STANDS_OUT);
        match by_times.first() {
            Some(first) if stands_out => (first.name, Confidence::Certain),
            Some(first) => (first.name, Confidence::Likely),
            None => ("", Confidence::Unknown),
        }
    }
}

/// A company stands out that is named so often, and so many times as often as any other.
const STANDS_OUT: usize = 3;
