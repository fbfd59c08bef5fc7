//! Scales that one of two levels leaves out: "to 22.1 mln eur from 19.9", "to 18 cents from 16", "MEUR 5.2 from 4.8".

use super::items::Sort;
use crate::num::{Exact, Reported};
use crate::read::article::lexer::Token;

/// A level is not taken for more than so many times another one that leaves its scale out.
const NEAR: i32 = 30;

/// The powers of ten that units bring with them: those of cents, thousands, millions and billions.
const POWERS_OF_UNITS: &[i32] = &[-2, 3, 6, 9];

/// What makes a level larger or smaller than its numeral.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scale {
    /// A word for it: 6 of "million".
    Word(i32),
    /// The unit: −2 of "cents", 6 of "MEUR".
    Unit(i32),
}

impl Scale {
    /// The scale of a figure, if it has one.
    pub(super) fn of(token: &Token<'_>) -> Option<Scale> {
        let figure = token.figure()?;
        if let Some(power) = figure.scale {
            return Some(Scale::Word(power));
        }
        let place = |at: usize| at.checked_sub(token.start);
        let numeral = token.text.get(place(figure.numeral.start)?..place(figure.numeral.end)?)?;
        let (whole, decimals) = numeral.split_once('.').unwrap_or((numeral, ""));
        let is_plain = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b',');
        let written = i32::try_from(decimals.len()).ok()?;
        let power = figure.reported.numeral().last_place().checked_add(written)?;
        let is_scaled = is_plain(whole) && is_plain(decimals) && POWERS_OF_UNITS.contains(&power);
        is_scaled.then_some(Scale::Unit(power))
    }

    /// Gives a level without a scale that of the other where only so it is of the other's size: "8.3m, compared to 8.4". Whether
    /// it is certain which of the two is meant.
    pub(super) fn settle(self, scaled: &Reported, open: &mut Reported, sort: Sort) -> bool {
        match self {
            Scale::Word(power) => settle_word(scaled, open, power),
            // "3 cents from 1.20 dollars": its own unit says how large it is.
            Scale::Unit(_) if !sort.is_open() => true,
            Scale::Unit(power) => settle_unit(scaled, open, power),
        }
    }
}

fn settle_word(scaled: &Reported, open: &mut Reported, power: i32) -> bool {
    let inherited = open.times_power_of_ten(power);
    match (is_near(scaled, open), is_near(scaled, &inherited)) {
        (true, _) => true,
        (false, true) => {
            *open = inherited;
            true
        }
        (false, false) => false,
    }
}

/// A number without a unit is in that of the other: of cents too, where both sizes are near, but that is not certain then.
fn settle_unit(scaled: &Reported, open: &mut Reported, power: i32) -> bool {
    let inherited = open.times_power_of_ten(power);
    let may_be_plain = is_near(scaled, open);
    let is_inherited = is_near(scaled, &inherited);
    if is_inherited {
        *open = inherited;
    }
    is_inherited && !may_be_plain
}

/// Whether two levels are of one size, so that one may have become the other.
pub(super) fn is_near(one: &Reported, other: &Reported) -> bool {
    let (one, other) = (one.nominal().abs(), other.nominal().abs());
    let most = Exact::from(NEAR);
    one <= &other * &most && other <= &one * &most
}

/// Whether one level is nearer in size to a third than another is.
pub(super) fn is_nearer(one: &Reported, other: &Reported, to: &Reported) -> bool {
    let of = |level: &Reported| level.nominal().abs();
    let (one, other, to) = (of(one), of(other), of(to));
    let ends = |level: &Exact| if *level < to { (level.clone(), to.clone()) } else { (to.clone(), level.clone()) };
    let ((low, high), (other_low, other_high)) = (ends(&one), ends(&other));
    &high * &other_low < &other_high * &low
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::article::lexer::{LexerOptions, tokens};

    #[test]
    fn the_scale_of_a_figure_is_that_of_its_words_or_its_unit() {
        for (text, scale) in [
            ("22.1 mln eur", Some(Scale::Word(6))),
            ("18 cents", Some(Scale::Unit(-2))),
            ("62.5 cents", Some(Scale::Unit(-2))),
            ("18p", Some(Scale::Unit(-2))),
            ("MEUR 5.2", Some(Scale::Unit(6))),
            ("$1.20", None),
            ("1,100 dollars", None),
            ("14.2%", None),
            ("7-1/8", None),
        ] {
            let found = tokens(text, &LexerOptions::default());
            assert_eq!(Scale::of(&found[0]), scale, "{text}");
        }
    }
}
