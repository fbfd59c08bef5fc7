//! The words of all tables, which are found in any case, with no copy made of them.

/// The longest word that a table has, in bytes.
pub(super) const LONGEST: usize = 16;

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
        if word.len() > LONGEST { Key::NONE } else { Key(lower_case(number(word.as_bytes()))) }
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
        Key(lower_case(sixteen_from(text.as_bytes(), start) & cut))
    }

    /// The key of an ASCII character that is no letter.
    #[inline(always)]
    pub(super) fn of_sign(sign: u8) -> Self {
        Key(u128::from(sign))
    }

    /// The key of a word of fewer than sixteen ASCII letters, which are the first bytes of a number, the first the lowest.
    #[inline(always)]
    pub(super) fn of_letters(bytes: u128, letters: usize) -> Self {
        let own = OWN.get(letters).copied().unwrap_or_default();
        // Bit 5 makes letters small.
        Key((bytes | (EACH * 0x20)) & own)
    }

    fn tag(self) -> u16 {
        tag(self.hash())
    }

    fn hash(self) -> u64 {
        let bytes = self.0.to_le_bytes();
        let low = u64::from_le_bytes(bytes.first_chunk().copied().unwrap_or_default());
        let high = u64::from_le_bytes(bytes.last_chunk().copied().unwrap_or_default());
        (low ^ high.rotate_left(29)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }
}

/// The bits of a hash that a slot keeps, which are not those that choose the slot.
fn tag(hash: u64) -> u16 {
    u16::try_from(hash >> 16 & 0xffff).unwrap_or_default()
}

/// The sixteen bytes of a text from one on as a number, the first the lowest; zeros behind its end.
#[inline(always)]
pub(super) fn sixteen_from(bytes: &[u8], start: usize) -> u128 {
    let rest = bytes.get(start..).unwrap_or_default();
    match rest.first_chunk() {
        Some(sixteen) => u128::from_le_bytes(*sixteen),
        None => last_bytes(rest),
    }
}

/// Fewer than sixteen bytes as a number.
#[cold]
fn last_bytes(bytes: &[u8]) -> u128 {
    number(bytes)
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

/// The words of all tables, each with its number. One search in it answers what a word is to everyone who asks.
#[derive(Debug)]
pub(super) struct Vocabulary {
    /// A power of two of them, several times as many as there are words; small, because text goes all over them.
    slots: Box<[Slot]>,
    /// The words by number. That of none is no word's.
    keys: Vec<Key>,
}

/// A word's number and some bits of its key, which tell nearly always whether it is worth looking at the word.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    word: WordId,
    tag: u16,
}

/// There are at least so many slots for each word.
const SLOTS_A_WORD: usize = 4;

impl Vocabulary {
    /// No words, with room for so many.
    pub(super) fn with_room_for(words: usize) -> Self {
        let slots = words.max(1).saturating_mul(SLOTS_A_WORD).next_power_of_two();
        let mut keys = Vec::with_capacity(words.saturating_add(1));
        keys.push(Key::NONE);
        Vocabulary { slots: vec![Slot::default(); slots].into(), keys }
    }

    /// How many numbers are given out, that of the words that are not known included.
    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }

    /// The number of a word; [`WordId::UNKNOWN`] where it is not in the vocabulary.
    #[inline]
    pub(super) fn get(&self, key: Key) -> WordId {
        self.place(key).1
    }

    /// The number of a word, which is taken up where it is new; none of what is no word or one too many.
    pub(super) fn number(&mut self, key: Key) -> Option<WordId> {
        if key == Key::NONE {
            return None;
        }
        let known = self.get(key);
        if known != WordId::UNKNOWN {
            return Some(known);
        }
        if self.len().saturating_mul(SLOTS_A_WORD) >= self.slots.len() {
            let mut larger = Vocabulary::with_room_for(self.len().saturating_mul(2));
            self.keys.iter().for_each(|key| {
                larger.number(*key);
            });
            *self = larger;
        }
        let word = WordId(u16::try_from(self.len()).ok()?);
        let (place, _) = self.place(key);
        *self.slots.get_mut(place)? = Slot { word, tag: key.tag() };
        self.keys.push(key);
        Some(word)
    }

    /// The slot that has a key, or the free one where it would be put, and the word in it: most slots are free.
    #[inline]
    fn place(&self, key: Key) -> (usize, WordId) {
        let last = self.slots.len().wrapping_sub(1);
        let hash = key.hash();
        let tag = tag(hash);
        let mut at = usize::try_from(hash >> 40).unwrap_or_default() & last;
        while let Some(Slot { word, tag: known }) = self.slots.get(at) {
            if *word == WordId::UNKNOWN || (*known == tag && self.keys.get(word.index()) == Some(&key)) {
                return (at, *word);
            }
            at = at.saturating_add(1) & last;
        }
        (at, WordId::UNKNOWN)
    }
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
        for room in [0, 5000] {
            let mut vocabulary = Vocabulary::with_room_for(room);
            let numbers: Vec<_> = words.iter().map(|word| vocabulary.number(Key::of(word)).unwrap()).collect();
            assert_eq!(vocabulary.len(), 5001);
            for ((word, number), place) in words.iter().zip(numbers).zip(1..) {
                assert_eq!(number.index(), place, "{word}");
                assert_eq!(vocabulary.get(Key::of(&word.to_uppercase())), number, "{word}");
                assert_eq!(vocabulary.number(Key::of(word)), Some(number), "{word}");
            }
            for word in ["", "word", "word5000", "a word of more than sixteen bytes"] {
                assert_eq!(vocabulary.get(Key::of(word)), WordId::UNKNOWN, "{word}");
            }
        }
        let mut full = Vocabulary::with_room_for(0);
        (0..65535).for_each(|number| assert!(full.number(Key::of(&number.to_string())).is_some()));
        assert_eq!(full.number(Key::of("one more")), None);
    }
}
