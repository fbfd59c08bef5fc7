//! What words are to those who read tokens: tables by the numbers of words.

use super::lexicon::{count, word_id};
use crate::read::article::vocabulary::{Key, WordId};

/// What each word is, or the default for one that the table does not have.
#[derive(Debug)]
pub(in crate::read::article) struct ByWord<T>(Box<[T]>);

impl<T: Copy + Default> ByWord<T> {
    /// The table of some words in lower case. One that no token is, because it is cut into several or is too long, has no place in it.
    pub(in crate::read::article) fn new<'w>(words: impl IntoIterator<Item = (&'w str, T)>) -> Self {
        let mut table = vec![T::default(); count()];
        for (word, value) in words {
            let place = word_id(Key::of(word));
            if let Some(known) = table.get_mut(place.index()).filter(|_| place != WordId::UNKNOWN) {
                *known = value;
            }
        }
        ByWord(table.into())
    }

    /// What the word of a number is.
    #[inline]
    pub(in crate::read::article) fn of(&self, word: WordId) -> T {
        self.0.get(word.index()).copied().unwrap_or_default()
    }
}
