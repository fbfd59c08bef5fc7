//! Numbers of names, by which they are told apart in any case.

use std::borrow::Cow;
use std::collections::HashMap;

use foldhash::fast::RandomState;

use crate::read::article::room::MOST_SPARE;
use crate::read::article::vocabulary::{Key, LONGEST};

/// The numbers of names. A name is looked up by so many bytes of it at a time as a key has: nearly always at once, and without a copy.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    /// The number of what ends with some bytes, by the number of what stands before them.
    of: HashMap<(usize, Key), usize, RandomState>,
}

/// What stands before the first bytes of a name.
const NOTHING: usize = 0;

impl Numbers {
    /// Makes room for so many names.
    pub(super) fn reserve(&mut self, names: usize) {
        self.of.reserve(names);
    }

    /// Forgets all of them.
    pub(super) fn clear(&mut self) {
        match self.of.capacity() {
            0..=MOST_SPARE => self.of.clear(),
            _ => self.of = HashMap::default(),
        }
    }

    /// The number of a name, whose own key is given: a new one, above all others, where it has none.
    pub(super) fn number(&mut self, name: &str, key: Key) -> usize {
        match key.is_ascii_word() {
            true => self.next(NOTHING, key),
            false => keys(&lower(name)).fold(NOTHING, |before, key| self.next(before, key)),
        }
    }

    fn next(&mut self, before: usize, key: Key) -> usize {
        let free = self.of.len().saturating_add(1);
        *self.of.entry((before, key)).or_insert(free)
    }

    /// The number of a name that has one.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        keys(&lower(name)).try_fold(NOTHING, |before, key| self.of.get(&(before, key)).copied())
    }
}

/// A name with letters beyond ASCII in lower case. Keys are.
fn lower(name: &str) -> Cow<'_, str> {
    if name.is_ascii() { name.into() } else { name.to_lowercase().into() }
}

fn keys(name: &str) -> impl Iterator<Item = Key> {
    name.as_bytes().chunks(LONGEST).map(Key::of_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_one_number_in_any_case_and_however_long_they_are() {
        let mut numbers = Numbers::default();
        for (one, other) in [
            ("Nokia", "NOKIA"),
            ("Ørsted", "ØRSTED"),
            ("General Electric", "GENERAL ELECTRIC"),
            ("General Electric Aviation", "general electric aviation"),
            ("Société Générale Développement", "SOCIÉTÉ GÉNÉRALE DÉVELOPPEMENT"),
        ] {
            assert_eq!(numbers.find(one), None, "{one}");
            let number = numbers.number(one, Key::of(one));
            let of_other = numbers.number(other, Key::of(other));
            assert_eq!((of_other, numbers.find(other)), (number, Some(number)), "{other}");
        }
        let own = ["Nokia", "Nokia Oyj", "General Electric", "General Electric Co", "General Electric Company", "Co"];
        let mut told: Vec<usize> = own.iter().map(|name| numbers.number(name, Key::of(name))).collect();
        told.sort_unstable();
        told.dedup();
        assert_eq!(told.len(), own.len());
        numbers.clear();
        assert_eq!(numbers.find("Nokia"), None);
    }
}
