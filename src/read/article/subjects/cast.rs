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
    /// The company that the document is about, and how sure that is.
    main: (&'t str, Confidence),
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
        name.number = self.numbers.number(name.text);
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

    /// The company that the name of a number is of, as the document first writes it.
    fn numbered(&self, number: usize) -> Option<&'t str> {
        self.members.get(self.position(number)?).map(|member| member.name)
    }

    /// The company that a name is of, as the document first writes it.
    pub(super) fn named(&self, name: &str) -> Option<&'t str> {
        self.members.get(self.find(name)?).map(|member| member.name)
    }

    /// Whether a company is known from more than the first word of a sentence.
    pub(super) fn is_strong(&self, name: &str) -> bool {
        self.find(name).and_then(|member| self.members.get(member)).is_some_and(|member| !member.is_weak)
    }

    /// Whether a company is named but once as one that does or owns something.
    pub(super) fn is_named_once(&self, name: &str) -> bool {
        self.find(name).and_then(|member| self.members.get(member)).is_some_and(|member| member.times == 1)
    }

    /// The company that the document is about: the only one; else the one that is named most, for sure where it stands out.
    pub(super) fn main(&self) -> (&'t str, Confidence) {
        self.main
    }

    fn most_named(&self) -> (&'t str, Confidence) {
        let strong = || self.members.iter().filter(|member| !member.is_weak);
        let Some(first) = strong().min_by_key(|member| std::cmp::Reverse(member.times)) else {
            return ("", Confidence::Unknown);
        };
        let others = strong().filter(|member| member.name != first.name).map(|member| member.times);
        let stands_out = match others.max() {
            Some(next) => first.times >= STANDS_OUT && first.times >= next.saturating_mul(STANDS_OUT),
            None => true,
        };
        (first.name, if stands_out { Confidence::Certain } else { Confidence::Likely })
    }
}

/// A company stands out that is named so often, and so many times as often as any other.
const STANDS_OUT: usize = 3;
