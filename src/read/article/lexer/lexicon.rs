//! Every word that a figure or period may be written with, and what it means there.
//!
//! The numbers' own words come from [`crate::num`], the units' from [`crate::model`]; what only running text has is in [`super::words`].

use std::cmp::Reverse;
use std::sync::LazyLock;

use super::scan::{Atom, AtomKind, Atoms, pieces};
use super::token::TimeUnit;
use super::words::{self, Factor, NumberWord};
use crate::model::{Currency, Match, Noun, currency};
use crate::num::{self, Mark, Qualifier};
use crate::read::article::vocabulary::{Key, Numbering, Vocabulary, WordId};

include!(concat!(env!("OUT_DIR"), "/vocabulary.rs"));

/// What a word, or several in a row, may mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Meaning {
    Qualifier(Qualifier),
    BoundAfter(Qualifier),
    Scale(i32),
    Mark(Mark),
    /// A code, symbol or name of a currency.
    Currency(CurrencyWord),
    Noun(Noun),
    Number(NumberWord),
    Ordinal(u32),
    /// A fraction's denominator: "third", "quarters".
    Part(u16),
    Month(u8),
    Weekday,
    Time(TimeUnit),
    Multiple(Factor),
    /// A word after which digits are a name or a place, not a figure: "Article", "No.", "page".
    Label,
    /// A word that the name of a period may begin with.
    StartsPeriod,
    /// A word or sign that a figure may begin with.
    StartsFigure,
    /// A sign that is a fraction, with its numerator and denominator.
    Fraction(u8, u8),
    /// A word of grammar.
    Function,
    /// A word that a full stop after it abbreviates.
    Abbreviation,
}

/// What a word may mean, or begin to mean, and so which rules it is worth trying, as bits. Most words of a text have none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Rules(u32);

impl Rules {
    /// Nothing.
    pub(super) const NONE: Rules = Rules(0);
    /// A number in words, an article left out.
    pub(super) const NUMBER: Rules = Rules(1);
    /// A qualifier of a figure or multiple, if the rest of its phrase follows.
    pub(super) const QUALIFIER: Rules = Rules(1 << 1);
    /// A currency, in front of a number or behind it.
    pub(super) const CURRENCY: Rules = Rules(1 << 2);
    /// A period that is a month, or begins with an ordinal or a number.
    pub(super) const MONTH: Rules = Rules(1 << 3);
    /// A place in an order, or a period that begins with one.
    pub(super) const ORDINAL: Rules = Rules(1 << 4);
    /// Any other period.
    pub(super) const PERIOD: Rules = Rules(1 << 5);
    /// A word that multiplies.
    pub(super) const MULTIPLE: Rules = Rules(1 << 6);
    /// "a" or "an".
    pub(super) const ARTICLE: Rules = Rules(1 << 7);
    /// What a figure may begin with that is no number: "between", "minus", "+".
    pub(super) const BEFORE_NUMBER: Rules = Rules(1 << 8);
    /// Digits touch the word: "Q3". Of no word by itself.
    pub(super) const JOINED: Rules = Rules(1 << 9);
    /// A sign that is a fraction: "½".
    pub(super) const FRACTION: Rules = Rules(1 << 10);
    /// Digits, of no word.
    pub(super) const DIGITS: Rules = Rules(1 << 11);
    /// What makes a word, sign or digits worth trying as the first of something: all of the above.
    const STARTS: Rules = Rules((1 << 12) - 1);
    pub(super) const SCALE: Rules = Rules(1 << 12);
    pub(super) const PART: Rules = Rules(1 << 13);
    pub(super) const TIME: Rules = Rules(1 << 14);
    pub(super) const MARK: Rules = Rules(1 << 15);
    pub(super) const NOUN: Rules = Rules(1 << 16);
    pub(super) const BOUND_AFTER: Rules = Rules(1 << 17);
    pub(super) const WEEKDAY: Rules = Rules(1 << 18);
    pub(super) const LABEL: Rules = Rules(1 << 19);
    pub(super) const FUNCTION: Rules = Rules(1 << 20);
    pub(super) const ABBREVIATION: Rules = Rules(1 << 21);
    /// A word that begins something only if its phrase goes on: "in excess of". Most such words of a text stand by themselves.
    pub(super) const PHRASE: Rules = Rules(1 << 22);
    /// A word that may be the second one of such a phrase.
    const SECOND: Rules = Rules(1 << 23);
    /// A word that begins with a capital letter, or has one in the second place: of no word by itself.
    pub(super) const CAPITAL: Rules = Rules(1 << 24);
    /// What a phrase goes on with that begins with a word, if not with a sign.
    pub(super) const GOES_ON: Rules = Rules::SECOND.with(Rules::AFTER_ARTICLE).with(Rules::TIME);
    /// What makes a number of an article in front.
    pub(super) const AFTER_ARTICLE: Rules = Rules::NUMBER.with(Rules::SCALE).with(Rules::PART);
    /// What a number counts.
    pub(super) const UNIT: Rules = Rules::MARK.with(Rules::TIME).with(Rules::CURRENCY).with(Rules::NOUN);
    /// What an amount begins with, besides digits: a sign or point touches its digits.
    pub(super) const AMOUNT: Rules = Rules::NUMBER
        .with(Rules::ARTICLE)
        .with(Rules::CURRENCY)
        .with(Rules::BEFORE_NUMBER)
        .with(Rules::FRACTION)
        .with(Rules::JOINED);

    /// Whether anything may begin with the word or sign.
    pub(super) fn starts_any(self) -> bool {
        self.has(Rules::STARTS)
    }

    /// Whether a phrase has to go on for anything to begin: not where digits touch the word.
    pub(super) fn is_phrase(self) -> bool {
        self.0 & Rules::PHRASE.with(Rules::JOINED).0 == Rules::PHRASE.0
    }

    pub(super) const fn has(self, other: Rules) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) const fn with(self, other: Rules) -> Rules {
        Rules(self.0 | other.0)
    }
}

impl Meaning {
    /// The rules that a word with this meaning, as the first of its phrase, may begin.
    fn rules(&self) -> Rules {
        match self {
            Meaning::Qualifier(_) => Rules::QUALIFIER,
            Meaning::BoundAfter(_) => Rules::BOUND_AFTER,
            Meaning::Scale(_) => Rules::SCALE,
            Meaning::Mark(_) => Rules::MARK,
            Meaning::Currency(_) => Rules::CURRENCY,
            Meaning::Noun(_) => Rules::NOUN,
            Meaning::StartsFigure => Rules::BEFORE_NUMBER,
            Meaning::Fraction(..) => Rules::FRACTION,
            Meaning::Number(NumberWord::Article) => Rules::ARTICLE,
            Meaning::Number(_) => Rules::NUMBER,
            Meaning::Ordinal(_) => Rules::ORDINAL,
            Meaning::Part(_) => Rules::PART,
            Meaning::Month(_) => Rules::MONTH,
            Meaning::Weekday => Rules::WEEKDAY,
            Meaning::Time(_) => Rules::TIME,
            Meaning::Multiple(_) => Rules::MULTIPLE,
            Meaning::Label => Rules::LABEL,
            Meaning::StartsPeriod => Rules::PERIOD,
            Meaning::Function => Rules::FUNCTION,
            Meaning::Abbreviation => Rules::ABBREVIATION,
        }
    }
}

/// How a text may write a currency.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct CurrencyWord {
    pub(super) currency: Match,
    pub(super) form: Form,
    /// The power of ten that comes with it: −2 of cents, 6 of MEUR.
    pub(super) power: i32,
}

/// How a currency is spelled, on which depends where it may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A symbol, as it stands in the table: case matters.
    Symbol(&'static str),
    /// An ISO 4217 code.
    Code,
    /// An English name.
    Name,
}

/// The words that several words in a row continue with, and what they mean together.
struct Continuation {
    rest: Box<[WordId]>,
    meaning: Meaning,
    /// The rules of the meaning.
    rules: Rules,
}

/// The lexicon.
pub(super) struct Lexicon {
    /// The words, each with the rules that it may begin.
    words: Vocabulary<Rules>,
    /// What begins with each word, the longest first.
    meanings: Vec<Vec<Continuation>>,
    /// The rules by the numbers of words.
    rules: Vec<Rules>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Builder::build);

/// The lexicon's name for a word.
pub(super) fn word_id(key: Key) -> WordId {
    LEXICON.words.get(key).0
}

/// The lexicon, for those who look many words up.
pub(super) fn lexicon() -> &'static Lexicon {
    &LEXICON
}

impl Lexicon {
    /// The name for a word, and what it may begin.
    #[inline(always)]
    pub(super) fn look_up(&self, key: Key) -> (WordId, Rules) {
        self.words.get(key)
    }
}

/// The rules that a word may begin.
pub(super) fn rules_of(word: WordId) -> Rules {
    LEXICON.rules.get(word.index()).copied().unwrap_or(Rules::NONE)
}

/// How many words there are, with the one that stands for those that are not known.
pub(super) fn count() -> usize {
    LEXICON.words.len()
}

/// What the atoms from `at` on mean, if `wanted` takes it, which takes no meanings but those of the `rules`: the longest phrase that
/// fits, with the number of the atom after it.
#[inline]
pub(super) fn find<T>(
    atoms: &Atoms<'_>,
    at: usize,
    rules: Rules,
    wanted: impl Fn(&'static Meaning) -> Option<T>,
) -> Option<(usize, T)> {
    let atom = atoms.get(at).filter(|atom| atom.rules.has(rules))?;
    longest(atoms, at, atom.word, rules, wanted)
}

fn longest<T>(
    atoms: &Atoms<'_>,
    at: usize,
    word: WordId,
    rules: Rules,
    wanted: impl Fn(&'static Meaning) -> Option<T>,
) -> Option<(usize, T)> {
    let starting = atoms.lexicon().meanings.get(word.index())?;
    for continuation in starting.iter().filter(|continuation| continuation.rules.has(rules)) {
        let meaning = wanted(&continuation.meaning);
        if let (Some(meaning), Some(end)) = (meaning, continues(atoms, at, &continuation.rest))
            && as_spelled(atoms, at, end, continuation)
        {
            return Some((end, meaning));
        }
    }
    None
}

/// The number of the atom after a phrase's other words. Hyphens may join them: "percentage-point", "Swiss-franc".
fn continues(atoms: &Atoms<'_>, at: usize, rest: &[WordId]) -> Option<usize> {
    let mut next = at.saturating_add(1);
    for word in rest {
        let mut atom = atoms.get(next)?;
        if atom.word != *word && atom.glued && atom.kind == AtomKind::Sign('-') {
            next = next.saturating_add(1);
            atom = atoms.get(next).filter(|atom| atom.glued)?;
        }
        if atom.word != *word {
            return None;
        }
        next = next.saturating_add(1);
    }
    Some(next)
}

/// Whether a symbol of a currency has letters enough to be no other word in small letters: `hk$` and `rmb`, but not the `a $` of an article.
fn in_any_case(symbol: &str) -> bool {
    let letters = symbol.trim_end_matches('$');
    let plain = letters.bytes().all(|byte| byte.is_ascii_alphabetic());
    let capitals = letters.bytes().all(|byte| byte.is_ascii_uppercase());
    let has_sign = letters.len() < symbol.len();
    plain && if has_sign { letters.len() >= 2 } else { letters.len() >= 3 && capitals }
}

/// Whether blanks stand between some atoms and behind the last: "c $ 300 million" in tokenised text, where "c" is not "circa",
/// which would stand apart from "$300".
fn is_spaced(atoms: &Atoms<'_>, at: usize, end: usize) -> bool {
    (at.saturating_add(1)..=end).all(|number| atoms.get(number).is_some_and(|atom| !atom.glued))
}

/// Whether a currency's symbol stands in the case that makes it one: `Rs` is rupees, `rs` is nothing.
fn as_spelled(atoms: &Atoms<'_>, at: usize, end: usize, continuation: &Continuation) -> bool {
    let Meaning::Currency(CurrencyWord { form, .. }) = continuation.meaning else {
        return true;
    };
    match form {
        Form::Name => true,
        Form::Symbol(symbol) => {
            let same = spelling(atoms, at, end).eq(symbol.chars());
            let lower = || in_any_case(symbol) || (symbol == "C$" && is_spaced(atoms, at, end));
            let letters = || spelling(atoms, at, end).flat_map(char::to_lowercase);
            same || (lower() && letters().eq(symbol.chars().flat_map(char::to_lowercase)))
        }
        // "cad$ 15"
        Form::Code => atoms.get(at).is_some_and(|atom| {
            is_code(atoms, atom) || atoms.get(end).is_some_and(|next| next.glued && next.kind == AtomKind::Sign('$'))
        }),
    }
}

/// The characters of some atoms without the blanks between them.
fn spelling<'a>(atoms: &'a Atoms<'_>, at: usize, end: usize) -> impl Iterator<Item = char> + 'a {
    (at..end).filter_map(|number| atoms.get(number)).flat_map(|atom| atoms.text_of(atom).chars())
}

/// Whether a word is written as a code is: in capitals, or in small letters where that is no English word.
fn is_code(atoms: &Atoms<'_>, atom: &Atom) -> bool {
    let text = atoms.text_of(atom);
    let capitals = text.bytes().filter(u8::is_ascii_uppercase).count();
    capitals >= 3 || !words::CODES_THAT_ARE_WORDS.contains(&atom.key)
}

/// There are about so many words.
const ROOM: usize = 4096;

struct Builder {
    words: Numbering,
    meanings: Vec<Vec<Continuation>>,
}

impl Builder {
    fn build() -> Lexicon {
        let mut builder = Builder { words: Numbering::with_room_for(ROOM), meanings: Vec::new() };
        builder.add_numbers();
        builder.add_currencies();
        Noun::words().for_each(|(word, noun)| builder.add(word, Meaning::Noun(noun)));
        words::all().for_each(|(word, meaning)| builder.add(word, meaning));
        // Words and signs that are nothing to the lexicon are something to those who read its tokens.
        TABLED.iter().flat_map(|word| pieces(word)).chain(words::SIGNS).for_each(|piece| {
            builder.words.number(Key::of(piece));
        });
        builder.finish()
    }

    fn add_numbers(&mut self) {
        num::qualifiers().for_each(|(word, qualifier)| self.add(word, Meaning::Qualifier(qualifier)));
        num::bounds_after().for_each(|(word, qualifier)| self.add(word, Meaning::BoundAfter(qualifier)));
        num::scales().for_each(|(word, power)| self.add(word, Meaning::Scale(power)));
        // Of money in running text alone: elsewhere "cr" is a credit.
        self.add("cr", Meaning::Scale(7));
        num::marks().for_each(|(word, mark)| self.add(word, Meaning::Mark(mark)));
    }

    fn add_currencies(&mut self) {
        let mut add = |text: &str, currency, form, power| {
            self.add(text, Meaning::Currency(CurrencyWord { currency, form, power }));
        };
        currency::symbols().for_each(|(symbol, currency)| add(symbol, currency, Form::Symbol(symbol), 0));
        currency::names().for_each(|(name, currency)| add(name, currency, Form::Name, 0));
        Currency::all().for_each(|currency| add(currency.code(), Match::One(currency), Form::Code, 0));
        for (text, currency, power) in words::minor_units() {
            add(text, currency, Form::Name, power);
        }
        for (text, currency, power) in words::scaled_codes() {
            add(&text, Match::One(currency), Form::Code, power);
        }
    }

    fn add(&mut self, phrase: &str, meaning: Meaning) {
        let mut words = pieces(phrase).filter_map(|piece| self.words.number(Key::of(piece)));
        let Some(first) = words.next() else {
            return;
        };
        let rest = words.collect();
        self.meanings.resize_with(self.words.len().max(self.meanings.len()), Vec::new);
        if let Some(meanings) = self.meanings.get_mut(first.index()) {
            meanings.push(Continuation { rest, meaning, rules: meaning.rules() });
        }
    }

    fn finish(mut self) -> Lexicon {
        // Stable: of two meanings equally long the first added comes first.
        self.meanings.iter_mut().for_each(|meanings| meanings.sort_by_key(|meaning| Reverse(meaning.rest.len())));
        let mut rules: Vec<Rules> = self.meanings.iter().map(|starting| rules_of_all(starting)).collect();
        let starting = self.meanings.iter().flatten().filter(|continuation| continuation.rules.starts_any());
        for second in starting.filter_map(|continuation| continuation.rest.first()) {
            if let Some(rules) = rules.get_mut(second.index()) {
                *rules = rules.with(Rules::SECOND);
            }
        }
        let of_word = |word: WordId| rules.get(word.index()).copied().unwrap_or(Rules::NONE);
        Lexicon { words: Vocabulary::new(&self.words, of_word), meanings: self.meanings, rules }
    }
}

/// The rules of all that begins with a word.
fn rules_of_all(starting: &[Continuation]) -> Rules {
    let is_phrase = |continuation: &Continuation| {
        !continuation.rest.is_empty() || continuation.rules == Rules::ARTICLE || !continuation.rules.starts_any()
    };
    let phrase = if starting.iter().all(is_phrase) { Rules::PHRASE } else { Rules::NONE };
    starting.iter().fold(phrase, |rules, continuation| rules.with(continuation.rules))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_phrase_is_waited_for_with_digits() {
        let mut phrases: Vec<&str> = words::all().map(|(phrase, _)| phrase).collect();
        phrases.extend(num::qualifiers().map(|(phrase, _)| phrase));
        phrases.extend(currency::symbols().map(|(symbol, _)| symbol));
        phrases.extend(currency::names().map(|(name, _)| name));
        assert!(phrases.len() > 500, "{}", phrases.len());
        for phrase in phrases {
            assert!(!phrase.contains(|c: char| c.is_ascii_digit()), "{phrase}");
        }
    }

    #[test]
    fn every_word_of_a_table_has_a_number_of_its_own() {
        let words: HashSet<Key> =
            TABLED.iter().flat_map(|word| pieces(word)).chain(words::SIGNS).map(Key::of).collect();
        let numbers: HashSet<WordId> = words.iter().map(|word| word_id(*word)).collect();
        assert!(!words.contains(&Key::NONE) && !numbers.contains(&WordId::UNKNOWN));
        assert_eq!(numbers.len(), words.len());
    }
}
