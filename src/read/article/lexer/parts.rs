//! Amounts written in two parts of different size: "3 dollars and 50 cents", "2 crore 50 lakh", "3 hundred and 21", "3 dozen".

use super::lexicon::{CurrencyWord, Form as Spelling};
use super::numeral::{Form, Number};
use super::unit::{Side, UnitWord, is_dollar};
use super::words::NumberWord;
use super::{Lexer, after};
use crate::model::Match;
use crate::num::Numeral;

/// The most parts of a number: "2 crore 50 lakh 10 thousand 3 hundred and 21".
const MOST_PARTS: usize = 4;

impl Lexer<'_> {
    /// Takes the hundredths of an amount of money, where they follow.
    pub(super) fn add_hundredths(&self, side: &mut Side) {
        if let Some(longer) = self.hundredths(side) {
            *side = longer;
        }
    }

    /// "3 dollars 50 cents", "thirteen dollars and forty-five cents", "5 pounds 20p".
    fn hundredths(&self, side: &Side) -> Option<Side> {
        let whole = match side.unit? {
            UnitWord::Money(word) if word.power == 0 && !side.prefixed => word,
            _ => return None,
        };
        let units = whole_number(&side.number, side.scale)?;
        let at = if self.is(side.next, "and") { after(side.next) } else { side.next };
        let part = self.number(at, false)?;
        let hundredths = whole_number(&part, part.scale).filter(|number| (0..100).contains(number))?;
        let (next, word) = self.currency(self.after_hyphen(part.next))?;
        if !is_hundredth(word, whole) {
            return None;
        }
        let mantissa = units.checked_mul(100)?.checked_add(hundredths)?;
        let numeral = Numeral::new(mantissa, -2);
        let end = self.end_before(next)?;
        let number = Number { numeral, scale: None, form: Form::Decimal, end: part.end, ..side.number };
        Some(Side { number, scale: None, end, next, ..*side })
    }

    /// Takes the smaller scales that follow a scaled number.
    pub(super) fn add_smaller_scales(&self, side: &mut Side) {
        for _ in 0..MOST_PARTS {
            match self.smaller_scale(side) {
                Some(longer) => *side = longer,
                None => break,
            }
        }
    }

    /// "2 crore 50 lakh", "4 thousand 3 hundred", and after a hundred a number below it: "3 hundred and 21".
    fn smaller_scale(&self, side: &Side) -> Option<Side> {
        let scale = side.scale?;
        let written_out = self.before(side.next).is_some_and(|atom| atom.end.saturating_sub(atom.start) > 2);
        let and = scale == 2 && self.is(side.next, "and");
        let at = if and { after(side.next) } else { side.next };
        let part = if and { self.number(at, false)? } else { self.digits(at, false)? };
        let number = whole_number(&part, None).filter(|_| written_out && part.scale.is_none())?;
        let (next, power) = match self.scale_word(part.next) {
            Some(power) => (after(part.next), power),
            None if self.is(part.next, "hundred") => (after(part.next), 2),
            None => (part.next, 0),
        };
        let room = 10i128.checked_pow(u32::try_from(scale.checked_sub(power)?).ok()?)?;
        let is_part = (1..room).contains(&number) && (power > 0 || and) && power < scale;
        let larger = whole_number(&side.number, None).filter(|_| is_part)?;
        let numeral = Numeral::whole(larger.checked_mul(room)?.checked_add(number)?, 0);
        let end = self.end_before(next)?;
        let number = Number { numeral, scale: None, form: Form::Words, end, ..side.number };
        Some(Side { number, scale: Some(power).filter(|power| *power > 0), end, next, ..*side })
    }

    /// "3 dozen" with digits.
    pub(super) fn add_dozens(&self, side: &mut Side) {
        if matches!(side.number.form, Form::Plain(_))
            && let Some(dozens) = self.dozens(side)
        {
            *side = dozens;
        }
    }

    fn dozens(&self, side: &Side) -> Option<Side> {
        let NumberWord::Group(size) = self.number_word(side.next)? else {
            return None;
        };
        let next = after(side.next);
        let numeral = Numeral::whole(whole_number(&side.number, None)?.checked_mul(i128::from(size))?, 0);
        let end = self.end_before(next)?;
        Some(Side { number: Number { numeral, form: Form::Words, end, ..side.number }, end, next, ..*side })
    }
}

/// A number without decimals, with its scale multiplied out.
fn whole_number(number: &Number, scale: Option<i32>) -> Option<i128> {
    let is_whole =
        number.numeral.last_place() == 0 && matches!(number.form, Form::Plain(_) | Form::Grouped | Form::Words);
    let factor = 10i128.checked_pow(u32::try_from(scale.unwrap_or(0)).ok()?)?;
    number.numeral.mantissa().checked_mul(factor).filter(|_| is_whole)
}

/// Whether a word is a hundredth of a currency: pence of pounds, and cents of any dollar and the euro.
fn is_hundredth(part: &CurrencyWord, whole: &CurrencyWord) -> bool {
    let is_part = part.form == Spelling::Name && part.power == -2;
    let cents = matches!(part.currency, Match::One(currency) if currency.code() == "USD");
    let has_cents = is_dollar(whole) || matches!(whole.currency, Match::One(currency) if currency.code() == "EUR");
    is_part && (shares_currency(part.currency, whole.currency) || (cents && has_cents))
}

/// Whether the one currency of a part is what another word may mean.
fn shares_currency(part: Match, whole: Match) -> bool {
    match (part, whole) {
        (Match::One(part), Match::One(whole)) => part == whole,
        (Match::One(part), Match::Ambiguous(several)) => several.contains(&part),
        _ => false,
    }
}
