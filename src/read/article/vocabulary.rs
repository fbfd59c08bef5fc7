//! The words of all tables, which are found in any case, with no copy made of them.

mod places;

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hint::select_unpredictable;

use foldhash::fast::FixedState;

use places::Places;

/// The longest word that a table has, in bytes.
pub(super) const LONGEST: usize = 16;

/// The runs of letters in what a table has, which are its words in a text.
pub(super) fn words_of(spelling: &'static str) -> impl Iterator<Item = &'static str> {
    spelling.split(|letter: char| !letter.is_ascii_alphabetic()).filter(|word| !word.is_empty())
}

/// The bytes of a word of up to [`LONGEST`], ASCII capitals in lower case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Key(u128);

/// One in each of sixteen bytes.
const EACH: u128 = u128::MAX / 0xff;

/// All bits of so many bytes, from the lowest on.
const OWN: [u128; LONGEST] = {
    let mut own = [0; LONGEST];
    let mut bytes = 1;
    #[allow(clippy::arithmetic_side_effects, clippy::indexing_slicing)] // Evaluated by the compiler, within 1 to 15.
    while bytes < LONGEST {
        own[bytes] = (1 << (8 * bytes)) - 1;
        bytes += 1;
    }
    own
};

impl Key {
    /// The key of no word.
    pub(super) const NONE: Key = Key(0);

    /// The key of a word; that of none where it is too long to be in a table.
    #[inline(always)]
    pub(super) const fn of(word: &str) -> Self {
        Key::of_bytes(word.as_bytes())
    }

    /// The key of some bytes; that of no word where they are too many.
    #[inline(always)]
    pub(super) const fn of_bytes(bytes: &[u8]) -> Self {
        if bytes.len() > LONGEST { Key::NONE } else { Key(lower_case(number(bytes))) }
    }

    /// The key of the word that stands in a text from one byte to another.
    #[inline]
    pub(super) fn within(text: &str, start: usize, end: usize) -> Self {
        let length = end.saturating_sub(start);
        if !(1..=LONGEST).contains(&length) {
            return Key::NONE;
        }
        let unused = LONGEST.saturating_sub(length).saturating_mul(8);
        let cut = u128::MAX.checked_shr(u32::try_from(unused).unwrap_or_default()).unwrap_or_default();
        Key(lower_case(u128::from_le_bytes(sixteen_from(text.as_bytes(), start)) & cut))
    }

    /// The key of an ASCII character that is no letter.
    #[inline(always)]
    pub(super) fn of_sign(sign: u8) -> Self {
        Key(u128::from(sign))
    }

    /// The key of a word of fewer than sixteen ASCII letters, the first of some bytes.
    #[inline(always)]
    pub(super) fn of_letters(bytes: [u8; LONGEST], letters: usize) -> Self {
        let own = OWN.get(letters).copied().unwrap_or_default();
        // Bit 5 makes letters small.
        Key((u128::from_le_bytes(bytes) | (EACH * 0x20)) & own)
    }

    /// Whether it is that of a word, and of one in ASCII.
    #[inline(always)]
    pub(super) fn is_ascii_word(self) -> bool {
        self.0 != 0 && self.0 & (EACH * 0x80) == 0
    }

    /// A number on all bits of which all bytes bear: the halves of a product of both halves.
    #[inline]
    fn hash(self) -> u64 {
        /// Bits of π that no text is equal to: a product of zero would tell nothing of the other half.
        const APART: (u64, u64) = (0x243f_6a88_85a3_08d3, 0x1319_8a2e_0370_7344);
        let (low, high) = halves(self.0);
        let (low, high) = halves(u128::from(low ^ APART.0).wrapping_mul(u128::from(high ^ APART.1)));
        low ^ high
    }
}

/// The lower half of a number, and the upper one.
#[inline(always)]
fn halves(whole: u128) -> (u64, u64) {
    let bytes = whole.to_le_bytes();
    let half = |bytes: Option<&[u8; 8]>| u64::from_le_bytes(bytes.copied().unwrap_or_default());
    (half(bytes.first_chunk()), half(bytes.last_chunk()))
}

/// The sixteen bytes of a text from one on; zeros behind its end.
#[inline(always)]
pub(super) fn sixteen_from(bytes: &[u8], start: usize) -> [u8; LONGEST] {
    let rest = bytes.get(start..).unwrap_or_default();
    match rest.first_chunk() {
        Some(sixteen) => *sixteen,
        None => last_bytes(rest),
    }
}

/// Fewer than sixteen bytes, and zeros behind them.
#[cold]
fn last_bytes(bytes: &[u8]) -> [u8; LONGEST] {
    number(bytes).to_le_bytes()
}

/// Up to sixteen bytes as a number, the first the lowest: the first of them and the last, among which some may be both. To copy so
/// few bytes would cost a call.
#[inline(always)]
const fn number(bytes: &[u8]) -> u128 {
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        let (first, last) = (u64::from_le_bytes(*first), u64::from_le_bytes(*last));
        return joined(first as u128, last as u128, bytes.len().saturating_sub(8));
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
        return joined(first as u128, last as u128, bytes.len().saturating_sub(4));
    }
    match *bytes {
        [only] => only as u128,
        [first, second] => u16::from_le_bytes([first, second]) as u128,
        [first, second, third] => u32::from_le_bytes([first, second, third, 0]) as u128,
        _ => 0,
    }
}

/// The first bytes and the last ones, which begin so many bytes behind the first.
#[inline(always)]
const fn joined(first: u128, last: u128, behind: usize) -> u128 {
    match last.checked_shl(behind.saturating_mul(8) as u32) {
        Some(last) => first | last,
        None => first,
    }
}

/// Sixteen bytes, those that are ASCII capitals in lower case.
///
/// In each byte without its top bit, a sum reaches the top bit from `A` on, and another one from behind `Z` on; neither carries
/// into the next byte. Where the first does and the second does not, bit 5 is set, which is what sets a small letter apart.
#[inline(always)]
const fn lower_case(bytes: u128) -> u128 {
    /// What carries every byte from `A` on past 127, and every byte behind `Z`.
    const BEFORE_A: u128 = EACH * (0x80 - b'A' as u128);
    const BEFORE_Z: u128 = EACH * (0x7f - b'Z' as u128);
    let low = bytes & (EACH * 0x7f);
    let from_a = low.wrapping_add(BEFORE_A);
    let behind_z = low.wrapping_add(BEFORE_Z);
    let capital = from_a & !behind_z & !bytes & (EACH * 0x80);
    bytes | (capital >> 2)
}

/// A word that some table has, in any case, by its number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct WordId(u16);

impl WordId {
    /// A word that no table has.
    pub(super) const UNKNOWN: WordId = WordId(0);

    /// Its place among the words, which begin after that of those that are not known.
    pub(super) fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// Words, each of which gets a number when it is first met.
#[derive(Debug)]
pub(super) struct Numbering {
    /// That of none is no word's.
    numbers: HashMap<Key, WordId, FixedState>,
}

impl Numbering {
    /// No words, with room for so many.
    pub(super) fn with_room_for(words: usize) -> Self {
        let mut numbers = HashMap::with_capacity_and_hasher(words.saturating_add(1), FixedState::default());
        numbers.insert(Key::NONE, WordId::UNKNOWN);
        Numbering { numbers }
    }

    /// How many numbers are given out, that of the words that are not known included.
    pub(super) fn len(&self) -> usize {
        self.numbers.len()
    }

    /// The number of a word; none of what is no word or one too many.
    pub(super) fn number(&mut self, key: Key) -> Option<WordId> {
        let next = u16::try_from(self.len()).ok().map(WordId);
        let number = match self.numbers.entry(key) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(free) => *free.insert(next?),
        };
        (number != WordId::UNKNOWN).then_some(number)
    }
}

/// The words of all tables, each with its number and what is known of it. One search answers what a word is to everyone who asks.
#[derive(Debug)]
pub(super) struct Vocabulary<T> {
    places: Places,
    /// What the hash of the word in each place ends with: most words that are not known are told by it, and where the words are
    /// is not looked at, which is all over the memory.
    tags: Box<[u8]>,
    /// Where each word has its place.
    words: Box<[Listed<T>]>,
    len: usize,
}

/// A word with what belongs to it, which are found together; the word of none where a place is free.
#[derive(Clone, Copy, Debug, Default)]
struct Listed<T> {
    key: Key,
    word: WordId,
    known: T,
}

impl<T: Copy + Default> Vocabulary<T> {
    /// The words of a numbering, with what is known of each.
    pub(super) fn new(numbering: &Numbering, known: impl Fn(WordId) -> T) -> Self {
        let hashes: Vec<u64> = numbering.numbers.keys().map(|key| key.hash()).collect();
        let places = Places::of_all(&hashes);
        let mut tags = vec![0; places.len()];
        let mut words = vec![Listed::default(); places.len()];
        for (key, word) in &numbering.numbers {
            let place = places.of(key.hash());
            if let (Some(tag), Some(free)) = (tags.get_mut(place), words.get_mut(place)) {
                *tag = tag_of(key.hash());
                *free = Listed { key: *key, word: *word, known: known(*word) };
            }
        }
        Vocabulary { places, tags: tags.into(), words: words.into(), len: numbering.len() }
    }

    /// How many numbers are given out, that of the words that are not known included.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// The number of a word with what is known of it; [`WordId::UNKNOWN`] with nothing where it is not in the vocabulary.
    #[inline]
    pub(super) fn get(&self, key: Key) -> (WordId, T) {
        let hash = key.hash();
        let place = self.places.of(hash);
        let may_be_known = self.tags.get(place) == Some(&tag_of(hash));
        let listed = self.words.get(select_unpredictable(may_be_known, place, 0)).copied().unwrap_or_default();
        // The words of a text are as good as random: to guess whether one is known costs more than to look.
        let is_known = listed.key == key;
        let word = select_unpredictable(is_known, listed.word, WordId::UNKNOWN);
        (word, select_unpredictable(is_known, listed.known, T::default()))
    }
}

#[inline]
fn tag_of(hash: u64) -> u8 {
    let [tag, ..] = hash.to_le_bytes();
    tag
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_one_key_in_any_case_wherever_it_stands() {
        let of_each_length = (1..=LONGEST).map(|length| &"AbCdEfGhIjKlMnOp"[..length]);
        for word in ["a", "Year", "ÜBER", "@[`{", "sixteen-letters!", "\u{7f}Z"].into_iter().chain(of_each_length) {
            for text in [word.to_owned(), format!("{word} and more text than that"), format!("x{word}")] {
                let start = text.find(word).unwrap();
                let found = Key::within(&text, start, start + word.len());
                assert_eq!(found, Key::of(&word.to_ascii_lowercase()), "{text}");
                assert_eq!(found, Key::of(&word.to_ascii_uppercase()), "{text}");
            }
        }
        assert_ne!(Key::of("@"), Key::of("`"));
        for (start, end) in [(0, 0), (0, 17), (5, 3), (40, 41)] {
            assert_eq!(Key::within("seventeen letters and more", start, end), Key::NONE, "{start} {end}");
        }
    }

    #[test]
    fn words_are_found_and_others_are_not() {
        let words: Vec<String> = (0..5000).map(|number| format!("word{number}")).collect();
        let mut numbering = Numbering::with_room_for(10);
        for (word, number) in words.iter().zip(1..) {
            for word in [word, &word.to_uppercase()] {
                assert_eq!(numbering.number(Key::of(word)), Some(WordId(number)), "{word}");
            }
        }
        assert_eq!(numbering.number(Key::NONE), None);
        let vocabulary = Vocabulary::new(&numbering, WordId::index);
        assert_eq!((numbering.len(), vocabulary.len()), (5001, 5001));
        for (word, number) in words.iter().zip(1..) {
            assert_eq!(vocabulary.get(Key::of(&word.to_uppercase())), (WordId(number), usize::from(number)), "{word}");
        }
        for word in ["", "word", "word5000", "a word of more than sixteen bytes"] {
            assert_eq!(vocabulary.get(Key::of(word)), (WordId::UNKNOWN, 0), "{word}");
        }
    }

    #[test]
    fn there_is_no_number_for_one_word_too_many() {
        let mut full = Numbering::with_room_for(0);
        let words = (0..65535).map(|number| Key::of(&number.to_string()));
        words.clone().for_each(|word| assert!(full.number(word).is_some()));
        assert_eq!(full.number(Key::of("one more")), None);
        let vocabulary = Vocabulary::new(&full, |_| ());
        words.for_each(|word| assert_eq!(Some(vocabulary.get(word).0), full.number(word)));
        assert_eq!(vocabulary.get(Key::of("one more")).0, WordId::UNKNOWN);
    }
}
