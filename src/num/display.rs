//! How numbers are shown: plain digits for machines, a scale word and no unsupported digit for readers.

use std::fmt::Write;

use super::reported::{Numeral, Qualifier, Reported};
use super::{End, Exact, Interval, Rounding};

/// The scale words that numbers are shown with.
const SHOWN_SCALES: &[(i32, &str)] = &[(12, "tn"), (9, "bn"), (6, "m")];

/// The digits that a value known exactly, or bounded on one side only, is shown with.
const EXACT_DIGITS: u8 = 12;
const ONE_SIDED_DIGITS: u8 = 3;

/// Plain digits of `value` rounded to a multiple of 10^`place`: no exponent, no grouping, no trailing zeros after the point.
pub fn plain(value: &Exact, place: i32, rounding: Rounding) -> String {
    plain_times(value, 0, place, rounding)
}

/// Plain digits of `value` × 10^`power`, `value` rounded to a multiple of 10^`place`.
pub(super) fn plain_times(value: &Exact, power: i32, place: i32, rounding: Rounding) -> String {
    let mut text = String::new();
    push_plain_times(&mut text, value, power, place, rounding);
    text
}

/// Appends what [`plain_times`] gives.
pub(super) fn push_plain_times(out: &mut String, value: &Exact, power: i32, place: i32, rounding: Rounding) {
    let start = out.len();
    push_units(out, value, place, rounding);
    place_point(out, start, place.saturating_add(power));
    trim_trailing_zeros(out, start);
}

/// Digits with exactly the decimals that `place` asks for: 1.4 is `1.40` at place −2.
pub fn fixed(value: &Exact, place: i32, rounding: Rounding) -> String {
    let mut text = String::new();
    push_units(&mut text, value, place, rounding);
    place_point(&mut text, 0, place);
    text
}

fn push_units(out: &mut String, value: &Exact, place: i32, rounding: Rounding) {
    let units = value.units_of(place, rounding);
    match i64::try_from(&units) {
        Ok(small) => out.push_str(itoa::Buffer::new().format(small)),
        // Writing to a string cannot fail.
        Err(_) => _ = write!(out, "{units}"),
    }
}

/// What was appended from `start` on.
fn tail(text: &str, start: usize) -> &str {
    text.get(start..).unwrap_or_default()
}

/// Takes the zeros off a fraction that begins at `start` or later.
fn trim_trailing_zeros(text: &mut String, start: usize) {
    if tail(text, start).contains('.') {
        text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    }
}

/// The whole number of units of 10^`place` that stands from `start` on, written out.
fn place_point(text: &mut String, start: usize, place: i32) {
    let first = start + usize::from(tail(text, start).starts_with('-'));
    let shift = place.unsigned_abs() as usize;
    if place >= 0 {
        if shift > 0 && tail(text, start) != "0" {
            text.extend(std::iter::repeat_n('0', shift));
        }
        return;
    }
    // A digit has to stand before the point.
    for _ in text.len() - first..=shift {
        text.insert(first, '0');
    }
    text.insert(text.len() - shift, '.');
}

/// Groups the whole part of the number that stands from `start` on in threes, by commas.
fn group(text: &mut String, start: usize) {
    let number = tail(text, start);
    let first = start + usize::from(number.starts_with('-'));
    if text.len() - first <= 3 {
        return;
    }
    let whole = start + number.find('.').unwrap_or(number.len());
    let mut at = whole;
    while at - first > 3 {
        at -= 3;
        text.insert(at, ',');
    }
}

/// A value with its interval, as a reader is shown them: texts of the digits with their scale words, without a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The value at face value, to the place of the leading digit of the interval's half-width.
    pub nominal: String,
    /// The low end, one place finer and rounded down; `None` where it is unbounded.
    pub low: Option<String>,
    /// The high end, one place finer and rounded up; `None` where it is unbounded.
    pub high: Option<String>,
    /// Whether the value is known exactly, so that the ends say nothing more.
    pub exact: bool,
}

/// Shows a value to the digits that its interval supports. `scaled` allows scale words (1.48bn); percentages and rates have none.
///
/// ```
/// use tieout::num::{Exact, Interval, show};
/// let interval = Interval::closed(Exact::from(1_472_103_004), Exact::from(1_493_506_494)).ok_or("empty")?;
/// let shown = show(&Exact::from(1_482_758_621), &interval, true);
/// assert_eq!(shown.nominal, "1.48bn");
/// assert_eq!((shown.low.as_deref(), shown.high.as_deref()), (Some("1.472bn"), Some("1.494bn")));
/// # Ok::<(), &str>(())
/// ```
pub fn show(nominal: &Exact, interval: &Interval, scaled: bool) -> Shown {
    let leading = nominal.magnitude();
    let exact = interval.is_point();
    let mut place = match interval.half_width() {
        _ if exact => nominal.place_of_digit(EXACT_DIGITS),
        Some(half) => half.magnitude().min(leading),
        None => nominal.place_of_digit(ONE_SIDED_DIGITS),
    };
    // Off the middle of a wide interval, the nearest multiple may lie outside it: then one digit more is supported.
    if !exact && interval.contains(nominal) && !interval.contains(&nominal.round_to_place(place, Rounding::Nearest)) {
        place -= 1;
    }
    let scale = shown_scale(nominal.round_to_place(place, Rounding::Nearest).magnitude(), scaled);
    let end = |end: &End, rounding| end.value().map(|value| scale.text(value, place - 1, rounding));
    let text = scale.text(nominal, place, Rounding::Nearest);
    Shown {
        nominal: if exact { scale.trimmed(&text) } else { text },
        low: end(interval.low(), Rounding::Down),
        high: end(interval.high(), Rounding::Up),
        exact,
    }
}

#[derive(Clone, Copy)]
struct ShownScale {
    power: i32,
    word: &'static str,
}

fn shown_scale(magnitude: i32, scaled: bool) -> ShownScale {
    SHOWN_SCALES
        .iter()
        .filter(|_| scaled)
        .find(|(power, _)| magnitude >= *power)
        .map_or(ShownScale { power: 0, word: "" }, |(power, word)| ShownScale { power: *power, word })
}

impl ShownScale {
    fn text(self, value: &Exact, place: i32, rounding: Rounding) -> String {
        let mut text = String::new();
        self.push(&mut text, value, place, rounding);
        text
    }

    /// Appends what [`ShownScale::text`] gives.
    fn push(self, out: &mut String, value: &Exact, place: i32, rounding: Rounding) {
        let start = out.len();
        push_units(out, value, place, rounding);
        self.write_out(out, start, place);
    }

    /// Writes out the whole number of units of 10^`place` that stands from `start` on.
    fn write_out(self, out: &mut String, start: usize, place: i32) {
        place_point(out, start, place - self.power);
        group(out, start);
        out.push_str(self.word);
    }

    fn trimmed(self, text: &str) -> String {
        let digits = text.strip_suffix(self.word).unwrap_or(text);
        let mut digits = digits.to_owned();
        trim_trailing_zeros(&mut digits, 0);
        digits + self.word
    }
}

/// The scale words that numerals in formulas are shown with.
const NUMERAL_SCALES: &[(i32, &str)] = &[(3, "k"), (6, "m"), (9, "bn"), (12, "tn")];

/// A numeral with all of its written digits and no other: digits that stop above the units (3.4bn is 34 units of 100m) get a scale
/// word that needs no zeros behind them, which nobody wrote (0.5bn is not 500m).
fn push_numeral(out: &mut String, numeral: &Numeral, shift: i32, scaled: bool, sign: &str) {
    let place = numeral.place + shift;
    let magnitude = || Exact::scaled(numeral.mantissa, place).magnitude();
    let scale = if scaled { numeral_scale(magnitude(), place) } else { ShownScale { power: 0, word: "" } };
    let start = out.len();
    out.push_str(itoa::Buffer::new().format(numeral.mantissa));
    scale.write_out(out, start, place);
    if scaled && sign.starts_with(char::is_alphabetic) {
        out.push(' ');
    }
    out.push_str(sign);
}

/// The bytes that most numerals have at most in a formula.
const NUMERAL_LENGTH: usize = 24;

/// The largest scale that the value reaches, but none below its last digit.
fn numeral_scale(magnitude: i32, place: i32) -> ShownScale {
    let fits = |(power, _): &&(i32, &str)| *power >= place;
    let reached = NUMERAL_SCALES.iter().filter(fits).rfind(|(power, _)| *power <= magnitude);
    reached
        .or_else(|| NUMERAL_SCALES.iter().find(fits))
        .or(NUMERAL_SCALES.last())
        .map_or(ShownScale { power: 0, word: "" }, |(power, word)| ShownScale { power: *power, word })
}

/// A number in a formula, all its written digits kept: `3.4bn`, `54`, `about 68m`, `10 to 12`. `shift` is the power of ten from
/// the kept value to the shown one (2 for percentages), `sign` follows every numeral (`%`). Read again it is the same number
/// with the same last digit, as long as that is not above the trillions and no fraction in words was coarser than a percent.
///
/// ```
/// use tieout::num::{Style, in_formula, parse};
/// let shown = |text: &str, sign| parse(text, Style::default()).map(|w| in_formula(&w.reported, 0, sign));
/// assert_eq!(shown("3.40 billion", "")?, "3.40bn");
/// assert_eq!(shown("(1,234)", "")?, "-1,234");
/// assert_eq!(shown("about 54%", "%")?, "about 54%");
/// # Ok::<(), tieout::num::WrittenError>(())
/// ```
pub fn in_formula(reported: &Reported, shift: i32, sign: &str) -> String {
    let word = match reported.qualifier() {
        Qualifier::Exact => "",
        Qualifier::About => "about ",
        Qualifier::Nearly => "nearly ",
        Qualifier::JustOver => "just over ",
        Qualifier::AtLeast => "at least ",
        Qualifier::AtMost => "at most ",
    };
    let numerals = || std::iter::once(reported.numeral()).chain(reported.upper());
    // A scale word of one end of a range would be read as that of both.
    // "A fifth" is 20% to the nearest ten: that is no thousand of percents.
    let coarsest = if sign == "%" { 2 } else { 0 };
    let scaled = numerals().any(|numeral| numeral.place + shift > coarsest);
    let mut text = String::with_capacity(word.len() + NUMERAL_LENGTH);
    text.push_str(word);
    for (at, numeral) in numerals().enumerate() {
        if at > 0 {
            text.push_str(" to ");
        }
        push_numeral(&mut text, numeral, shift, scaled, sign);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::{Style, parse};

    #[test]
    fn a_formula_shows_the_digits_that_were_written() {
        for (text, sign, expected) in [
            ("0.5bn", "", "0.5bn"),
            ("500m", "", "500m"),
            ("500,000,000", "", "500,000,000"),
            ("1.5k", "", "1.5k"),
            ("68 thousand", "", "68k"),
            ("1,234k", "", "1.234m"),
            ("3 crore", "", "0.03bn"),
            ("-0.5 crore", "", "-5m"),
            ("0bn", "", "0bn"),
            ("5 million x", "x", "5m x"),
            ("2x", "x", "2x"),
            ("3k%", "%", "3k%"),
            ("900m to 1.1bn", "", "900m to 1.1bn"),
            ("12.5k to 3 million", "", "12.5k to 3m"),
            ("1.2345k to 2bn", "", "1.2345k to 2bn"),
            ("10% to 12.5%", "%", "10% to 12.5%"),
        ] {
            let written = parse(text, Style::default()).unwrap();
            assert_eq!(in_formula(&written.reported, 0, sign), expected, "{text}");
        }
    }
}
