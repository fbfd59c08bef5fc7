//! The companies that a document speaks of.

use std::collections::{HashMap, HashSet};

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
            Some(member) if !name.is_first_word => self.strengthen(member),
            Some(_) => {}
            // "Analysts said": a first word in the plural may be any.
            None => {
                let is_weak =
                    name.is_first_word && (!name.is_possessive && name.text.ends_with('s') || !name.acts_alone);
                self.positions.insert(name.text.to_lowercase(), self.members.len());
                self.members.push(Member { name: name.text, is_weak });
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
}
