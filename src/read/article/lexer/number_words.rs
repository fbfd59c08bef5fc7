//! Numbers in words: "two hundred and forty thousand", "half a million", "two-thirds", "three and a half".

use super::lexicon::{Meaning, Rules, find};
use super::numeral::{Form, Number, mixed_numeral};
use super::scan::AtomKind;
use super::words::NumberWord;
use super::{Lexer, after};
use crate::num::Numeral;
use crate::read::article::vocabulary::Key;

/// A number in words as it grows: what stands before its next scale, and what is already scaled.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    scaled: u64,
    current: u64,
    /// The smallest scale so far: a larger one cannot follow.
    scale: Option<i32>,
    /// Whether a word was taken, and whether the last one was a scale.
    any: bool,
    after_scale: bool,
}

impl Sum {
    /// The sum with one more word, or `None` where the word begins a number of its own.
    fn with(self, word: NumberWord) -> Option<Self> {
        let current = match word {
            NumberWord::Unit(number) => {
                let number = u64::from(number);
                let tens = self.current.checked_rem(100)?;
                let fits = tens == 0 || (tens >= 20 && tens.checked_rem(10)? == 0 && (1..10).contains(&number));
                let zero_alone = number == 0 && self.any;
                (fits && !zero_alone).then(|| self.current.checked_add(number))??
            }
            NumberWord::Tens(tens) => {
                let fits = self.current.checked_rem(100)? == 0;
                fits.then(|| self.current.checked_add(u64::from(tens)))??
            }
            NumberWord::Hundred if (1..100).contains(&self.current) => self.current.checked_mul(100)?,
            NumberWord::Group(size) if (1..1000).contains(&self.current) => {
                self.current.checked_mul(u64::from(size))?
            }
            _ => return None,
        };
        Some(Sum { current, any: true, after_scale: false, ..self })
    }

    /// The sum with what it has so far scaled.
    fn scaled(self, power: i32) -> Option<Self> {
        // "lakh crore", "thousand million"
        if let Some(scale) = self.scale.filter(|_| self.after_scale) {
            let factor = 10u64.checked_pow(u32::try_from(power).ok()?)?;
            let scaled = self.scaled.checked_mul(factor)?;
            return Some(Sum { scaled, scale: Some(scale.checked_add(power)?), ..self });
        }
        let smaller = self.scale.is_none_or(|scale| power < scale);
        if self.current == 0 || !smaller {
            return None;
        }
        let factor = 10u64.checked_pow(u32::try_from(power).ok()?)?;
        let scaled = self.scaled.checked_add(self.current.checked_mul(factor)?)?;
        Some(Sum { scaled, current: 0, scale: Some(power), any: true, after_scale: true })
    }

    /// The numeral and the scale beside it: "two million" is 2 with a scale, "two million three hundred thousand" 2300 with one.
    fn numeral(self) -> Option<(Numeral, Option<i32>)> {
        let total = self.scaled.checked_add(self.current)?;
        match self.scale.filter(|_| self.current == 0) {
            Some(power) => {
                let factor = 10u64.checked_pow(u32::try_from(power).ok()?)?;
                Some((Numeral::whole(i128::from(total.checked_div(factor)?), 0), Some(power)))
            }
            None => Some((Numeral::whole(i128::from(total), 0), None)),
        }
    }
}

impl Lexer<'_> {
    /// The number in words that begins with an atom.
    pub(super) fn number_words(&self, at: usize) -> Option<Number> {
        let begins = Rules::NUMBER.with(Rules::ARTICLE);
        let atom = self.atoms.get(at).filter(|atom| atom.kind == AtomKind::Word && atom.rules.has(begins))?;
        let word = self.number_word(at)?;
        if word == NumberWord::Article && !self.makes_number(after(at)) {
            return None;
        }
        self.part_of_one(at, word)
            .or_else(|| self.cardinal(at, word))
            .map(|number| Number { start: atom.start, ..number })
    }

    /// Whether an atom, or what it joins, may make a number of an article in front: "a hundred", "a third".
    fn makes_number(&self, at: usize) -> bool {
        self.atoms
            .get(at)
            .is_some_and(|atom| matches!(atom.kind, AtomKind::Sign(_)) || atom.rules.has(Rules::AFTER_ARTICLE))
    }

    pub(super) fn number_word(&self, at: usize) -> Option<NumberWord> {
        find(&self.atoms, at, Rules::NUMBER.with(Rules::ARTICLE), |meaning| match meaning {
            Meaning::Number(word) => Some(*word),
            _ => None,
        })
        .map(|(_, word)| word)
    }

    fn part(&self, at: usize) -> Option<u64> {
        find(&self.atoms, at, Rules::PART, |meaning| match meaning {
            Meaning::Part(part) => Some(u64::from(*part)),
            _ => None,
        })
        .map(|(_, part)| part)
    }

    /// A scale in words, which single letters are not.
    pub(super) fn scale_word(&self, at: usize) -> Option<i32> {
        let long = self.atoms.get(at).is_some_and(|atom| atom.end.saturating_sub(atom.start) > 2);
        let scale = find(&self.atoms, at, Rules::SCALE, |meaning| match meaning {
            Meaning::Scale(power) => Some(*power),
            _ => None,
        });
        scale.filter(|_| long).map(|(_, power)| power)
    }

    /// "two hundred and forty", "a dozen", "two and a half million", "five point two".
    fn cardinal(&self, at: usize, first: NumberWord) -> Option<Number> {
        let one = Sum::default().with(NumberWord::Unit(1))?;
        let mut sum = match first {
            // "a hundred", "a million", "a dozen"; "a" alone is no number.
            NumberWord::Article => {
                let large = self.scale_word(after(at)).is_some()
                    || matches!(self.number_word(after(at)), Some(NumberWord::Hundred | NumberWord::Group(_)));
                large.then_some(one)?
            }
            NumberWord::Hundred if self.is_bare_hundred(at) => one.with(first)?,
            _ => Sum::default().with(first)?,
        };
        let mut next = after(at);
        loop {
            let word_at = self.after_joint(next, sum);
            if let Some(grown) = self.number_word(word_at).and_then(|word| sum.with(word)) {
                (sum, next) = (grown, after(word_at));
            } else if let Some(grown) = self.scale_word(word_at).and_then(|power| sum.scaled(power)) {
                (sum, next) = (grown, after(word_at));
            } else {
                break;
            }
        }
        let (numeral, scale) = sum.numeral()?;
        let whole = Number { numeral, scale, form: Form::Words, start: 0, end: self.end_before(next)?, next };
        self.with_decimals(&whole, sum).or_else(|| self.with_fraction(&whole)).or(Some(whole))
    }

    /// "hundred thousand dollars", but not "several hundred thousand".
    fn is_bare_hundred(&self, at: usize) -> bool {
        let leads = at.checked_sub(1).is_none_or(|before| self.is_function(before));
        leads && self.is(at, "hundred") && self.scale_word(after(at)).is_some()
    }

    /// Past a hyphen, or past an "and" within a number: "two hundred and forty", but not "one and two".
    fn after_joint(&self, at: usize, sum: Sum) -> usize {
        let after_hyphen = self.after_hyphen(at);
        let tens = sum.current.checked_rem(100).is_some_and(|tens| tens >= 20 && tens.checked_rem(10) == Some(0));
        let unit_at = self.after_spaced_hyphen(at);
        if tens && unit_at != at && matches!(self.number_word(unit_at), Some(NumberWord::Unit(1..=9))) {
            return unit_at;
        }
        let whole_hundreds = sum.current.checked_rem(100) == Some(0);
        let continues = |at| matches!(self.number_word(at), Some(NumberWord::Unit(1..) | NumberWord::Tens(_)));
        let joins = self.is(at, "and") && whole_hundreds && self.small_fraction(after(at)).is_none();
        if after_hyphen == at && joins && continues(after(at)) {
            return after(at);
        }
        after_hyphen
    }

    /// Past a hyphen with a blank on both sides, as tokenised text has it: "fifty - two", "two - thirds".
    fn after_spaced_hyphen(&self, at: usize) -> usize {
        let spaced = self.glued(at).is_none() && self.glued(after(at)).is_none();
        if spaced && self.sign(at) == Some('-') && self.is_word(after(at)) { after(at) } else { at }
    }

    /// "five point two"
    fn with_decimals(&self, whole: &Number, sum: Sum) -> Option<Number> {
        if !self.is(whole.next, "point") || sum.scale.is_some() {
            return None;
        }
        let mut mantissa = i128::from(sum.current);
        let mut next = after(whole.next);
        let mut places = 0i32;
        if let Some((hundredths, end)) = self.two_decimals(next) {
            (mantissa, places, next) = (mantissa.checked_mul(100)?.checked_add(hundredths)?, 2, end);
        }
        while let Some(NumberWord::Unit(digit @ 0..=9)) = self.number_word(next).filter(|_| places < 6) {
            mantissa = mantissa.checked_mul(10)?.checked_add(i128::from(digit))?;
            places = places.saturating_add(1);
            next = after(next);
        }
        (places > 0).then_some(())?;
        let numeral = Numeral::new(mantissa, places.checked_neg()?);
        Some(Number { numeral, end: self.end_before(next)?, next, ..*whole })
    }

    /// "seventy-one" and "eleven" behind a point.
    fn two_decimals(&self, at: usize) -> Option<(i128, usize)> {
        match self.number_word(at)? {
            NumberWord::Unit(number @ 10..) => Some((i128::from(number), after(at))),
            NumberWord::Tens(tens) => {
                let unit_at = self.after_hyphen(after(at));
                Some(match self.number_word(unit_at) {
                    Some(NumberWord::Unit(unit @ 1..=9)) => {
                        (i128::from(tens).saturating_add(i128::from(unit)), after(unit_at))
                    }
                    _ => (i128::from(tens), after(at)),
                })
            }
            _ => None,
        }
    }

    /// "three and a half", "two and three quarters", "one million and a half".
    pub(super) fn with_fraction(&self, whole: &Number) -> Option<Number> {
        if !self.is(whole.next, "and") || whole.form == Form::Decimal {
            return None;
        }
        let (numerator, denominator, next) = self.small_fraction(after(whole.next))?;
        let mantissa = u64::try_from(whole.numeral.mantissa()).ok()?;
        // "one billion and a half million" is a sum, "one billion and a half" one number.
        let is_sum = whole.scale.is_some() && self.scale_word(next).is_some();
        let units = whole.numeral.last_place() == 0 && !is_sum;
        let numeral = units.then(|| mixed_numeral(mantissa, numerator, denominator))??;
        Some(Number { numeral, form: Form::Fraction, end: self.end_before(next)?, next, ..*whole })
    }

    /// "a half", "three quarters", "one-third".
    fn small_fraction(&self, at: usize) -> Option<(u64, u64, usize)> {
        self.fraction_of(at, self.number_word(at)?)
    }

    /// The same, by its numerator.
    fn fraction_of(&self, at: usize, numerator: NumberWord) -> Option<(u64, u64, usize)> {
        let numerator = match numerator {
            NumberWord::Article => 1,
            NumberWord::Unit(number @ 1..) => u64::from(number),
            _ => return None,
        };
        let part_at = self.after_spaced_hyphen(self.after_hyphen(after(at)));
        let denominator = match self.number_word(part_at) {
            Some(NumberWord::Half) => 2,
            Some(NumberWord::Quarter) => 4,
            _ => self.part(part_at)?,
        };
        let plural = self.atoms.get(part_at).is_some_and(|atom| self.atoms.text_of(atom).ends_with(['s', 'S']));
        if numerator > 1 && !plural {
            return None;
        }
        (numerator < denominator).then_some((numerator, denominator, after(part_at)))
    }

    /// "half of", "a third of", "two-thirds", "half a million", "a quarter of a million".
    fn part_of_one(&self, at: usize, first: NumberWord) -> Option<Number> {
        let (numerator, denominator, next) = match first {
            NumberWord::Half => (1, 2, after(at)),
            NumberWord::Quarter if self.scale_word(after(at)).is_some() => (1, 4, after(at)),
            _ => self.fraction_of(at, first)?,
        };
        let numeral = mixed_numeral(0, numerator, denominator)?;
        let number = Number { numeral, scale: None, form: Form::Part, start: 0, end: self.end_before(next)?, next };
        self.part_of_scale(&number)
            .or_else(|| self.part_of_unit(&number))
            .or_else(|| self.is_fraction(at, next, denominator).then_some(number))
    }

    /// "half a million", "a quarter of a million", "half a dozen".
    fn part_of_scale(&self, part: &Number) -> Option<Number> {
        let mut at = if self.is(part.next, "of") { after(part.next) } else { part.next };
        if self.number_word(at) == Some(NumberWord::Article) {
            at = after(at);
        }
        let whole = part.numeral.last_place() == -1 && part.numeral.mantissa() == 5;
        if let Some(NumberWord::Group(size)) = self.number_word(at).filter(|_| whole) {
            let numeral = Numeral::whole(i128::from(size.checked_div(2)?), 0);
            return Some(Number {
                numeral,
                form: Form::Words,
                end: self.end_before(after(at))?,
                next: after(at),
                ..*part
            });
        }
        let scale = self.scale_word(at)?;
        Some(Number {
            scale: Some(scale),
            form: Form::Words,
            end: self.end_before(after(at))?,
            next: after(at),
            ..*part
        })
    }

    /// "half a percentage point", "a quarter of a cent": the article is passed over, so that the unit follows.
    fn part_of_unit(&self, part: &Number) -> Option<Number> {
        let at = if self.is(part.next, "of") { after(part.next) } else { part.next };
        let article = self.number_word(at) == Some(NumberWord::Article);
        let unit =
            find(
                &self.atoms,
                after(at),
                Rules::MARK.with(Rules::TIME).with(Rules::CURRENCY),
                |meaning| match meaning {
                    Meaning::Mark(_) | Meaning::Time(_) => Some(()),
                    Meaning::Currency(word) => (word.power < 0).then_some(()),
                    _ => None,
                },
            );
        (article && unit.is_some()).then_some(Number { next: after(at), ..*part })
    }

    /// Whether a fraction word is one here: "a third company" is an ordinal, "the first half" a period, "two quarters" a time.
    fn is_fraction(&self, at: usize, next: usize, denominator: u64) -> bool {
        let before = at.checked_sub(1);
        if self.glued_sign(next, '-') || (self.glued(at).is_some() && before.is_some_and(|before| self.is(before, "-")))
        {
            // "one third-party", "the back-half"
            return false;
        }
        let led_by = |words: &[Key]| before.is_some_and(|before| self.is_any(before, words));
        if led_by(keys![
            "first", "second", "last", "latter", "other", "this", "next", "previous", "1st", "2nd", "final", "past",
            "third", "fourth",
        ]) {
            return false;
        }
        let of = self.is(next, "of") && !self.is_year(after(next));
        let amount = led_by(keys![
            "by",
            "than",
            "about",
            "nearly",
            "almost",
            "around",
            "roughly",
            "over",
            "approximately",
            "up",
            "down",
            "some",
            "least",
        ]);
        let a_whole = keys!["the", "its", "their", "his", "her", "our", "a", "an", "that", "what"];
        let of_whole = self.is_any(next, a_whole) && !self.is_time(after(next));
        let plural = at != next && self.number_word(at) != Some(NumberWord::Article) && denominator != 4;
        let is_half = self.number_word(at) == Some(NumberWord::Half);
        let ends = self.atoms.get(next).is_none_or(|atom| matches!(atom.kind, AtomKind::Sign(_)) && !atom.glued)
            || self.is_function(next);
        match denominator {
            2 if is_half => of || of_whole || (amount && ends),
            4 => of || (amount && !self.glued_sign(next, '-') && ends),
            _ => of || amount || plural,
        }
    }
}
