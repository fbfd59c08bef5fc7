//! The companies that a document speaks of.

use super::Confidence;
use super::names::{Bearer, Name};
use super::numbers::Numbers;
use crate::read::article::room::emptied;

/// The companies of a document, in the order in which they come.
#[derive(Debug, Default)]
pub(super) struct Cast<'t> {
    members: Vec<Member<'t>>,
    /// The number of each name, be it a company's or not.
    numbers: Numbers,
    /// The position of each among the members, by the number of its name.
    positions: Vec<Option<usize>>,
    persons: Vec<&'t str>,
    main: Main<'t>,
}

/// A company, as the document first writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Known<'t> {
    pub(super) name: &'t str,
    /// Whether it is known from more than the first word of a sentence.
    pub(super) is_strong: bool,
}

/// The company that a document is about: the only one; else the one that is named most, for sure where it stands out. The empty name
/// where there is none.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Main<'t> {
    pub(super) name: &'t str,
    pub(super) confidence: Confidence,
    /// Whether it is named but once as one that does or owns something.
    pub(super) is_named_once: bool,
}

#[derive(Debug)]
struct Member<'t> {
    name: &'t str,
    number: usize,
    /// Whether it is only known from the first word of a sentence, which any word may be.
    is_weak: bool,
    /// How often it is named as one that does or owns something.
    times: usize,
    /// Whether it turned out to be a person.
    is_person: bool,
}

impl<'t> Member<'t> {
    fn known(&self) -> Known<'t> {
        Known { name: self.name, is_strong: !self.is_weak }
    }
}

impl<'t> Cast<'t> {
    /// Nobody, with the room that there was.
    pub(super) fn emptied<'n>(self) -> Cast<'n> {
        let Cast { members, mut numbers, positions, persons, .. } = self;
        numbers.clear();
        let (members, positions, persons) = (emptied(members), emptied(positions), emptied(persons));
        Cast { members, numbers, positions, persons, ..Cast::default() }
    }

    /// Takes up the names of a document and gives each its number; then each that is a company's has that company.
    pub(super) fn gather(&mut self, names: &mut [Name<'t>]) {
        self.numbers.reserve(names.len());
        names.iter_mut().for_each(|name| self.meet(name));
        self.settle();
        names.iter_mut().for_each(|name| name.company = self.numbered(name.number));
    }

    /// Takes up a name, if it may be a company's, and gives it its number.
    fn meet(&mut self, name: &mut Name<'t>) {
        name.number = self.numbers.number(name.text, name.key);
        if name.number >= self.positions.len() {
            self.positions.resize(name.number.saturating_add(1), None);
        }
        if name.bearer == Bearer::Person {
            self.persons.push(name.text);
            return;
        }
        let is_company = name.bearer == Bearer::Organisation || name.bearer == Bearer::Unknown && name.is_possessive;
        if !is_company {
            // A name within a sentence shows that a first word is one too.
            if let (false, Some(member)) = (name.is_first_word, self.position(name.number)) {
                self.strengthen(member);
            }
            return;
        }
        match self.position(name.number) {
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
                if let Some(position) = self.positions.get_mut(name.number) {
                    *position = Some(self.members.len());
                }
                self.members.push(Member { name: name.text, number: name.number, is_weak, times: 1, is_person: false });
            }
        }
    }

    /// Leaves out those who turned out to be persons: "Lei", once "Mr Lei Jun" was named.
    fn settle(&mut self) {
        let persons = std::mem::take(&mut self.persons);
        for part in persons.iter().flat_map(|person| person.split_whitespace()) {
            let met = self.find(part).and_then(|member| self.members.get_mut(member));
            if let Some(met) = met.filter(|met| met.name == part) {
                met.is_person = true;
            }
        }
        self.persons = persons;
        self.members.retain(|member| !member.is_person);
        self.positions.fill(None);
        for (position, member) in self.members.iter().enumerate() {
            if let Some(of_name) = self.positions.get_mut(member.number) {
                *of_name = Some(position);
            }
        }
        self.main = self.most_named();
    }

    fn position(&self, number: usize) -> Option<usize> {
        self.positions.get(number).copied().flatten()
    }

    fn find(&self, name: &str) -> Option<usize> {
        self.position(self.numbers.find(name)?)
    }

    fn strengthen(&mut self, member: usize) {
        if let Some(member) = self.members.get_mut(member) {
            member.is_weak = false;
        }
    }

    /// The company that the name of a number is of.
    fn numbered(&self, number: usize) -> Option<Known<'t>> {
        self.members.get(self.position(number)?).map(Member::known)
    }

    /// The company that a name is of.
    pub(super) fn named(&self, name: &str) -> Option<Known<'t>> {
        self.members.get(self.find(name)?).map(Member::known)
    }

    /// The company that the document is about.
    pub(super) fn main(&self) -> Main<'t> {
        self.main
    }

    fn most_named(&self) -> Main<'t> {
        let strong = || self.members.iter().filter(|member| !member.is_weak);
        let Some(first) = strong().min_by_key(|member| std::cmp::Reverse(member.times)) else {
            return Main::default();
        };
        let others = strong().filter(|member| member.name != first.name).map(|member| member.times);
        let stands_out = match others.max() {
            Some(next) => first.times >= STANDS_OUT && first.times >= next.saturating_mul(STANDS_OUT),
            None => true,
        };
        let confidence = if stands_out { Confidence::Certain } else { Confidence::Likely };
        Main { name: first.name, confidence, is_named_once: first.times == 1 }
    }
}

/// A company stands out that is named so often, and so many times as often as any other.
const STANDS_OUT: usize = 3;
