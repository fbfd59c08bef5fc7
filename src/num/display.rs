//! How numbers are shown: plain digits for machines, a scale word and no unsupported digit for readers.

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
    without_trailing_zeros(place_point(units_text(value, place, rounding), place.saturating_add(power)))
}

/// Digits with exactly the decimals that `place` asks for: 1.4 is `1.40` at place −2.
pub fn fixed(value: &Exact, place: i32, rounding: Rounding) -> String {
    place_point(units_text(value, place, rounding), place)
}

fn units_text(value: &Exact, place: i32, rounding: Rounding) -> String {
    let units = value.units_of(place, rounding);
    // The standard library writes small numbers faster.
    i64::try_from(&units).map_or_else(|_| units.to_string(), |small| small.to_string())
}

fn without_trailing_zeros(mut text: String) -> String {
    if text.contains('.') {
        text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    }
    text
}

/// The whole number `units` of 10^`place`, written out.
fn place_point(mut units: String, place: i32) -> String {
    let sign = usize::from(units.starts_with('-'));
    let shift = place.unsigned_abs() as usize;
    if place >= 0 {
        if units != "0" {
            units.extend(std::iter::repeat_n('0', shift));
        }
        return units;
    }
    // A digit has to stand before the point.
    for _ in units.len() - sign..=shift {
        units.insert(sign, '0');
    }
    units.insert(units.len() - shift, '.');
    units
}

/// Digits with the whole part grouped in threes by commas.
fn grouped(text: &str) -> String {
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text),
    };
    let (whole, fraction) = rest.split_once('.').map_or((rest, None), |(w, f)| (w, Some(f)));
    let mut out = String::from(sign);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
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
    let place = match interval.half_width() {
        _ if exact => nominal.place_of_digit(EXACT_DIGITS),
        Some(half) => half.magnitude().min(leading),
        None => nominal.place_of_digit(ONE_SIDED_DIGITS),
    };
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
        let rounded = value.round_to_place(place, rounding) * Exact::power_of_ten(-self.power);
        let decimals = (place - self.power).min(0);
        format!("{}{}", grouped(&fixed(&rounded, decimals, rounding)), self.word)
    }

    fn trimmed(self, text: &str) -> String {
        let digits = text.strip_suffix(self.word).unwrap_or(text);
        format!("{}{}", without_trailing_zeros(digits.to_owned()), self.word)
    }
}

/// A numeral with all of its written digits, and a scale word where it was written with one: digits that stop above the
/// units (3.4bn is 34 units of 100m) would otherwise be padded with zeros that nobody wrote.
fn numeral_text(numeral: &Numeral, shift: i32) -> String {
    let place = numeral.place + shift;
    let value = Exact::scaled(numeral.mantissa, place);
    shown_scale(value.magnitude(), place > 0).text(&value, place, Rounding::Nearest)
}

/// A number in a formula, all its written digits kept: `3.4bn`, `54`, `about 68m`, `10 to 12`. `shift` is the power of ten from
/// the kept value to the shown one (2 for percentages), `sign` follows every numeral (`%`).
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
    let lower = numeral_text(reported.numeral(), shift);
    match reported.upper() {
        None => format!("{word}{lower}{sign}"),
        Some(upper) => format!("{word}{lower}{sign} to {}{sign}", numeral_text(upper, shift)),
    }
}
