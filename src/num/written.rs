//! Numbers as written: one parser for cells, arguments and text.
//!
//! ```text
//! written   = [qualifier] side [range side] [bound-after]
//! qualifier = "about" | "nearly" | "more than" | "~" | ">=" | …             (QUALIFIERS)
//! side      = ["("] [sign] [prefix] [sign] ["("] numeral [")"] {scale} [mark] [suffix] [")"]
//! numeral   = digits grouped in threes, or in lakh and crore, with one decimal point
//! scale     = "k" | "bn" | "million" | "crore" | "亿" | …                    (SCALES)
//! mark      = "%" | "pp" | "bps" | "x" | …                                  (MARKS)
//! range     = "-" | "–" | "to"; "and" after "between"
//! ```
//!
//! `prefix` and `suffix` are handed back as text: which words are currencies is not for this layer to know.

use std::fmt;

use super::reported::{Numeral, Qualifier, Reported};

/// The significant digits that a numeral may have: what a 96-bit decimal holds of every value.
const MAX_DIGITS: u32 = 28;

/// The decimal places that a numeral may have.
const MAX_PLACES: i32 = 28;

/// The longest number that is read, in bytes: far above any written one.
const MAX_LENGTH: usize = 200;

/// The largest magnitude that is read, and that a result may reach: 79 octillion, the range of a 96-bit decimal.
pub const MAX_MAGNITUDE: i32 = 28;

/// How numbers are written in a source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// `1.234,5` instead of `1,234.5`.
    pub decimal_comma: bool,
}

/// A dimensionless unit that is written with the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    /// `%`, per cent, pct.
    Percent,
    /// pp, percentage points.
    Points,
    /// bp, bps, basis points: hundredths of a percentage point.
    BasisPoints,
    /// x, times, -fold.
    Times,
}

/// A number as written, with the unit text around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written<'a> {
    /// The number itself, its scale applied.
    pub reported: Reported,
    /// The dimensionless unit, if one is written.
    pub mark: Option<Mark>,
    /// What stands before the digits (`US$`), blanks trimmed.
    pub prefix: &'a str,
    /// What follows number, scale and mark (`yuan`), blanks trimmed.
    pub suffix: &'a str,
    /// Whether a scale (`bn`) is written with the number.
    pub has_scale: bool,
}

/// Why a text is not a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenError {
    kind: ErrorKind,
    found: String,
    style: Style,
}

/// The kinds of [`WrittenError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// Nothing but blanks.
    Empty,
    /// No digits, or something that no number has.
    NotANumber,
    /// Digits grouped by other than threes.
    Grouping,
    /// Groups of three digits with blanks between them, which may as well be two numbers.
    Blanks,
    /// Digits grouped as lakh and crore without either word.
    IndianGrouping,
    /// More digits than are exact.
    TooManyDigits,
    /// An exponent, as in `1e9`.
    Exponent,
    /// Too large or too small a scale.
    OutOfRange,
    /// A parenthesis without its partner, or around a signed number.
    Parentheses,
    /// A range whose upper end is below its lower one, or whose ends differ in unit or scale.
    Range,
    /// Longer than any number is.
    TooLong,
}

impl WrittenError {
    /// What is wrong.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }
}

impl fmt::Display for WrittenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let found = &self.found;
        match self.kind {
            ErrorKind::Empty => write!(f, "found nothing; expected a number such as 3.4bn, 54% or (1,234)"),
            ErrorKind::NotANumber => {
                write!(f, "`{found}` is not a number; expected digits such as 3.4bn, 54% or (1,234)")
            }
            ErrorKind::Grouping if self.style.decimal_comma => write!(
                f,
                "`{found}` does not group its digits in threes; write 1.100 or 1,10, or leave --decimal-comma out if the point is the decimal sign"
            ),
            ErrorKind::Grouping => write!(
                f,
                "`{found}` does not group its digits in threes; write 1,100 or 1.10, or set --decimal-comma if the comma is the decimal sign"
            ),
            ErrorKind::Blanks => write!(
                f,
                "`{found}` has blanks between its digits; write 1234567 or 1,234,567, or group by no-break spaces"
            ),
            ErrorKind::IndianGrouping => write!(
                f,
                "`{found}` groups its digits as lakh and crore; add the word lakh or crore, or group in threes (1,234,567)"
            ),
            ErrorKind::TooManyDigits => {
                write!(f, "`{found}` has too many digits; at most {MAX_DIGITS} are exact")
            }
            ErrorKind::Exponent => {
                write!(f, "`{found}` has an exponent; write the digits out or use a scale such as million or bn")
            }
            ErrorKind::OutOfRange => {
                write!(f, "`{found}` is out of range; figures up to 10^{MAX_MAGNITUDE} are exact")
            }
            ErrorKind::Parentheses => write!(
                f,
                "`{found}` has a parenthesis too few or a sign too many; a negative is written (1,234) or -1,234"
            ),
            ErrorKind::Range => write!(
                f,
                "`{found}` is not a range; expected the lower end first and one unit, such as 10%-12% or 3 to 5 billion"
            ),
            ErrorKind::TooLong => write!(f, "`{found}` is too long for a number; at most {MAX_LENGTH} bytes are read"),
        }
    }
}

impl std::error::Error for WrittenError {}

/// Qualifiers before a number; longer ones first where one begins with another.
const QUALIFIERS: &[(&str, Qualifier)] = &[
    ("an estimated", Qualifier::About),
    ("in the region of", Qualifier::About),
    ("slightly more than", Qualifier::JustOver),
    ("slightly less than", Qualifier::Nearly),
    ("slightly over", Qualifier::JustOver),
    ("slightly above", Qualifier::JustOver),
    ("slightly under", Qualifier::Nearly),
    ("slightly below", Qualifier::Nearly),
    ("a little more than", Qualifier::JustOver),
    ("a little less than", Qualifier::Nearly),
    ("a little over", Qualifier::JustOver),
    ("a little under", Qualifier::Nearly),
    ("just more than", Qualifier::JustOver),
    ("just less than", Qualifier::Nearly),
    ("just shy of", Qualifier::Nearly),
    ("nearing", Qualifier::Nearly),
    ("no less than", Qualifier::AtLeast),
    ("no fewer than", Qualifier::AtLeast),
    ("not less than", Qualifier::AtLeast),
    ("no more than", Qualifier::AtMost),
    ("not more than", Qualifier::AtMost),
    ("in excess of", Qualifier::AtLeast),
    ("upwards of", Qualifier::AtLeast),
    ("upward of", Qualifier::AtLeast),
    ("a minimum of", Qualifier::AtLeast),
    ("a maximum of", Qualifier::AtMost),
    ("greater than", Qualifier::AtLeast),
    ("higher than", Qualifier::AtLeast),
    ("lower than", Qualifier::AtMost),
    ("well over", Qualifier::AtLeast),
    ("well above", Qualifier::AtLeast),
    ("well under", Qualifier::AtMost),
    ("well below", Qualifier::AtMost),
    ("as little as", Qualifier::AtLeast),
    ("as few as", Qualifier::AtLeast),
    ("exceeding", Qualifier::AtLeast),
    ("ca.", Qualifier::About),
    ("approximately", Qualifier::About),
    ("approx.", Qualifier::About),
    ("approx", Qualifier::About),
    ("about", Qualifier::About),
    ("around", Qualifier::About),
    ("roughly", Qualifier::About),
    ("some", Qualifier::About),
    ("circa", Qualifier::About),
    ("just under", Qualifier::Nearly),
    ("just over", Qualifier::JustOver),
    ("just above", Qualifier::JustOver),
    ("just below", Qualifier::Nearly),
    ("nearly", Qualifier::Nearly),
    ("almost", Qualifier::Nearly),
    ("close to", Qualifier::Nearly),
    ("more than", Qualifier::AtLeast),
    ("at least", Qualifier::AtLeast),
    ("over", Qualifier::AtLeast),
    ("above", Qualifier::AtLeast),
    ("less than", Qualifier::AtMost),
    ("fewer than", Qualifier::AtMost),
    ("at most", Qualifier::AtMost),
    ("as much as", Qualifier::AtMost),
    ("as many as", Qualifier::AtMost),
    ("up to", Qualifier::AtMost),
    ("under", Qualifier::AtMost),
    ("below", Qualifier::AtMost),
    (">=", Qualifier::AtLeast),
    ("<=", Qualifier::AtMost),
    ("≥", Qualifier::AtLeast),
    ("≤", Qualifier::AtMost),
    (">", Qualifier::AtLeast),
    ("<", Qualifier::AtMost),
    ("~", Qualifier::About),
    ("≈", Qualifier::About),
];

/// Qualifiers after a number.
const BOUNDS_AFTER: &[(&str, Qualifier)] = &[
    ("or more", Qualifier::AtLeast),
    ("or less", Qualifier::AtMost),
    ("or fewer", Qualifier::AtMost),
    ("or so", Qualifier::About),
];

/// Scale words and the power of ten each stands for.
const SCALES: &[(&str, i32)] = &[
    ("k", 3),
    ("thousand", 3),
    ("m", 6),
    ("mn", 6),
    ("mln", 6),
    ("mlns", 6),
    ("mio", 6),
    ("mil", 6),
    ("mm", 6),
    ("million", 6),
    ("millions", 6),
    ("b", 9),
    ("bn", 9),
    ("bln", 9),
    ("blns", 9),
    ("bil", 9),
    ("billion", 9),
    ("billions", 9),
    ("t", 12),
    ("tn", 12),
    ("trn", 12),
    ("tln", 12),
    ("trillion", 12),
    ("trillions", 12),
    ("lakh", 5),
    ("lakhs", 5),
    ("crore", 7),
    ("crores", 7),
    ("万", 4),
    ("萬", 4),
    ("亿", 8),
    ("億", 8),
    ("兆", 12),
];

/// Words and signs for dimensionless units; longer ones first where one begins with another.
const MARKS: &[(&str, Mark)] = &[
    ("%-points", Mark::Points),
    ("%-point", Mark::Points),
    ("% points", Mark::Points),
    ("% point", Mark::Points),
    ("%", Mark::Percent),
    ("percentage points", Mark::Points),
    ("percentage point", Mark::Points),
    ("percentage-points", Mark::Points),
    ("percentage-point", Mark::Points),
    ("percent points", Mark::Points),
    ("percent point", Mark::Points),
    ("pct points", Mark::Points),
    ("pct point", Mark::Points),
    ("percentage", Mark::Percent),
    ("percents", Mark::Percent),
    ("percent", Mark::Percent),
    ("per cent", Mark::Percent),
    ("pct", Mark::Percent),
    ("pc", Mark::Percent),
    ("ppts", Mark::Points),
    ("ppt", Mark::Points),
    ("pp", Mark::Points),
    ("pps", Mark::Points),
    ("basis points", Mark::BasisPoints),
    ("basis point", Mark::BasisPoints),
    ("bps", Mark::BasisPoints),
    ("bp", Mark::BasisPoints),
    ("times", Mark::Times),
    ("-fold", Mark::Times),
    ("fold", Mark::Times),
    ("x", Mark::Times),
    ("×", Mark::Times),
];

/// Every qualifier that is written before a number, in lower case.
pub fn qualifiers() -> impl Iterator<Item = (&'static str, Qualifier)> {
    QUALIFIERS.iter().copied()
}

/// Every qualifier that is written after a number, in lower case.
pub fn bounds_after() -> impl Iterator<Item = (&'static str, Qualifier)> {
    BOUNDS_AFTER.iter().copied()
}

/// Every scale word, in lower case, with its power of ten.
pub fn scales() -> impl Iterator<Item = (&'static str, i32)> {
    SCALES.iter().copied()
}

/// Every word and sign for a dimensionless unit, in lower case.
pub fn marks() -> impl Iterator<Item = (&'static str, Mark)> {
    MARKS.iter().copied()
}

/// The power of ten that a scale word stands for, in any case.
///
/// ```
/// assert_eq!(tieout::num::scale_power("Million"), Some(6));
/// assert_eq!(tieout::num::scale_power("dozen"), None);
/// ```
pub fn scale_power(word: &str) -> Option<i32> {
    SCALES.iter().find(|(name, _)| name.eq_ignore_ascii_case(word)).map(|(_, power)| *power)
}

/// The dimensionless unit that a whole text names, in any case.
pub fn mark_of(text: &str) -> Option<Mark> {
    MARKS.iter().find(|(name, _)| name.eq_ignore_ascii_case(text)).map(|(_, mark)| *mark)
}

/// Reads a whole text as one number.
///
/// ```
/// use tieout::num::{Convention, Style, parse};
/// let yuan = parse("about 3.4bn yuan", Style::default())?;
/// assert_eq!((yuan.prefix, yuan.suffix), ("", "yuan"));
/// assert_eq!(yuan.reported.loose(Convention::Nearest).to_string(), "[3300000000, 3500000000]");
/// assert!(parse("1,10", Style::default()).is_err());
/// # Ok::<(), tieout::num::WrittenError>(())
/// ```
///
/// # Errors
/// When the text is not a number in one of the forms of the grammar above, has more than 28 digits, or is too large.
pub fn parse(text: &str, style: Style) -> Result<Written<'_>, WrittenError> {
    let trimmed = text.trim();
    let failed = |kind| WrittenError { kind, found: shortened(trimmed), style };
    if trimmed.is_empty() {
        return Err(failed(ErrorKind::Empty));
    }
    if trimmed.len() > MAX_LENGTH {
        return Err(failed(length_problem(trimmed)));
    }
    if let Some(numeral) = plain_digits(trimmed, style.point()) {
        return Ok(Written::bare(numeral));
    }
    parse_trimmed(trimmed, style).map_err(failed)
}

/// A text too long to be a number: a number with too many digits if it is nothing but one.
fn length_problem(text: &str) -> ErrorKind {
    if text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        ErrorKind::TooManyDigits
    } else {
        ErrorKind::TooLong
    }
}

/// The beginning of what was found, so that a message stays a line.
fn shortened(text: &str) -> String {
    let mut kept: String = text.chars().take(40).map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    if kept.len() < text.len() && text.chars().nth(40).is_some() {
        kept.push('…');
    }
    kept
}

impl Written<'_> {
    fn bare(numeral: Numeral) -> Self {
        Written {
            reported: Reported::new(numeral, Qualifier::Exact),
            mark: None,
            prefix: "",
            suffix: "",
            has_scale: false,
        }
    }
}

/// The common case in tables, read without looking at any word: up to 18 ASCII digits with at most one point inside.
fn plain_digits(text: &str, point: char) -> Option<Numeral> {
    if text.len() > 19 {
        return None;
    }
    let mut mantissa: i64 = 0;
    let mut places: Option<i32> = None;
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' => {
                mantissa = mantissa.checked_mul(10)?.checked_add(i64::from(byte - b'0'))?;
                places = places.map(|places| places + 1);
            }
            _ if char::from(byte) == point && places.is_none() => places = Some(0),
            _ => return None,
        }
    }
    // A point needs digits on its right; without a point the numeral is whole.
    if places == Some(0) {
        return None;
    }
    Some(numeral(i128::from(mantissa), places))
}

/// A numeral of so many decimal places, or a whole one.
fn numeral(mantissa: i128, places: Option<i32>) -> Numeral {
    places.map_or_else(|| Numeral::whole(mantissa, 0), |places| Numeral::new(mantissa, -places))
}

fn parse_trimmed(text: &str, style: Style) -> Result<Written<'_>, ErrorKind> {
    let (mut qualifier, rest) = strip_qualifier(text);
    let (between, rest) = match strip_word(rest, "between") {
        Some(rest) => (true, rest),
        None => (false, strip_word(rest, "from").unwrap_or(rest)),
    };
    let (after, rest) = strip_bound_after(rest);
    if let Some(bound) = after {
        if qualifier != Qualifier::Exact {
            return Err(ErrorKind::NotANumber);
        }
        qualifier = bound;
    }
    let first = Side::parse(rest, style)?;
    match split_range(first.rest, between) {
        Some((suffix, upper)) => {
            let second = Side::parse(upper, style)?;
            range(first, suffix, second, qualifier)
        }
        None if between => Err(ErrorKind::Range),
        None => first.into_written(qualifier),
    }
}

fn strip_qualifier(text: &str) -> (Qualifier, &str) {
    // No qualifier begins with a digit, and most cells do.
    if starts_with_digit(text) {
        return (Qualifier::Exact, text);
    }
    for (word, qualifier) in QUALIFIERS {
        if let Some(rest) = strip_word(text, word) {
            return (*qualifier, rest);
        }
    }
    (Qualifier::Exact, text)
}

/// The text after `word`, in any case, if it begins with that word as a word of its own.
fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let head = text.get(..word.len())?;
    let rest = text.get(word.len()..)?;
    let ends_in_letter = word.ends_with(|c: char| c.is_alphabetic());
    if !head.eq_ignore_ascii_case(word) || (ends_in_letter && rest.starts_with(|c: char| c.is_alphanumeric())) {
        return None;
    }
    Some(rest.trim_start())
}

fn strip_bound_after(text: &str) -> (Option<Qualifier>, &str) {
    for (word, qualifier) in BOUNDS_AFTER {
        let Some(at) = text.len().checked_sub(word.len()) else {
            continue;
        };
        let (Some(head), Some(tail)) = (text.get(..at), text.get(at..)) else {
            continue;
        };
        if tail.eq_ignore_ascii_case(word) && head.ends_with(char::is_whitespace) {
            return (Some(*qualifier), head.trim_end());
        }
    }
    (None, text)
}

/// Splits what follows a numeral at the sign or word of a range, if another numeral comes after it.
fn split_range(rest: &str, between: bool) -> Option<(&str, &str)> {
    let word = if between { "and" } else { "to" };
    let mut after_blank = true;
    for (at, c) in rest.char_indices() {
        let tail = rest.get(at..)?;
        let at_word = std::mem::replace(&mut after_blank, c.is_whitespace());
        let upper = if matches!(c, '-' | '–' | '—') {
            tail.get(c.len_utf8()..)
        } else if at_word {
            strip_word(tail, word)
        } else {
            None
        };
        if let Some(upper) = upper.filter(|upper| upper.bytes().any(|byte| byte.is_ascii_digit())) {
            return Some((rest.get(..at)?, upper.trim_start()));
        }
    }
    None
}

/// One end of a range, or the whole of a number that is none.
struct Side<'a> {
    prefix: &'a str,
    numeral: Numeral,
    indian: bool,
    scale: Option<Scale>,
    mark: Option<Mark>,
    /// What follows numeral, scale and mark.
    rest: &'a str,
    negative_parentheses: Parentheses,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Parentheses {
    None,
    Open,
    Closed,
}

#[derive(Clone, Copy, PartialEq, Eq)]
struct Scale {
    power: i32,
    indian: bool,
}

impl<'a> Side<'a> {
    fn parse(text: &'a str, style: Style) -> Result<Self, ErrorKind> {
        let start = numeral_start(text, style).ok_or(ErrorKind::NotANumber)?;
        let (head, tail) = text.split_at_checked(start).ok_or(ErrorKind::NotANumber)?;
        let head = Head::parse(head)?;
        let (Grouped { digits, indian }, mut rest) = Grouped::parse(tail, style)?;
        let mut parentheses = head.parentheses;
        rest = close(rest, &mut parentheses);
        let (scale, after_scale) = strip_scales(rest);
        rest = close(after_scale, &mut parentheses);
        let (mark, after_mark) = strip_mark(rest);
        rest = close(after_mark, &mut parentheses);
        let mut numeral = digits.numeral();
        if head.negative || parentheses != Parentheses::None {
            numeral.mantissa = -numeral.mantissa;
        }
        Ok(Side { prefix: head.prefix, numeral, indian, scale, mark, rest, negative_parentheses: parentheses })
    }

    fn scaled(&self, scale: Option<Scale>) -> Result<Numeral, ErrorKind> {
        if self.indian && !scale.is_some_and(|scale| scale.indian) {
            return Err(ErrorKind::IndianGrouping);
        }
        let numeral = self.numeral.times_power_of_ten(scale.map_or(0, |scale| scale.power));
        if numeral.magnitude() > MAX_MAGNITUDE {
            return Err(ErrorKind::OutOfRange);
        }
        Ok(numeral)
    }

    fn into_written(mut self, qualifier: Qualifier) -> Result<Written<'a>, ErrorKind> {
        let mut suffix = self.rest;
        if self.negative_parentheses == Parentheses::Open {
            suffix = suffix.strip_suffix(')').ok_or(ErrorKind::Parentheses)?;
            self.negative_parentheses = Parentheses::Closed;
        }
        check_suffix(suffix, self.scale.is_some() || self.mark.is_some())?;
        Ok(Written {
            reported: Reported::new(self.scaled(self.scale)?, qualifier),
            mark: self.mark,
            prefix: self.prefix,
            suffix: suffix.trim(),
            has_scale: self.scale.is_some(),
        })
    }
}

/// What stands behind a number is a unit or nothing: more digits, or an exponent, make it another number.
fn check_suffix(suffix: &str, separated: bool) -> Result<(), ErrorKind> {
    let mut letters = suffix.chars();
    let exponent = matches!(letters.next(), Some('e' | 'E')) && matches!(letters.next(), Some('0'..='9' | '+' | '-'));
    if exponent && !separated {
        return Err(ErrorKind::Exponent);
    }
    if suffix.starts_with(' ') && leading_digits(suffix.trim_start()) == 3 {
        return Err(ErrorKind::Blanks);
    }
    if suffix.starts_with([',', '\'', '’']) {
        return Err(ErrorKind::Grouping);
    }
    if suffix.contains(['(', ')']) {
        return Err(ErrorKind::Parentheses);
    }
    if suffix.bytes().any(|byte| byte.is_ascii_digit()) || suffix.starts_with(['.', '-', '+', '_', '/', ':']) {
        return Err(ErrorKind::NotANumber);
    }
    Ok(())
}

/// Both ends of a range with one unit and one scale, written with either end or with both.
fn range<'a>(
    first: Side<'a>,
    first_suffix: &'a str,
    second: Side<'a>,
    qualifier: Qualifier,
) -> Result<Written<'a>, ErrorKind> {
    if first.negative_parentheses == Parentheses::Open || second.negative_parentheses == Parentheses::Open {
        return Err(ErrorKind::Parentheses);
    }
    let (first_suffix, second_suffix) = (first_suffix.trim(), second.rest.trim());
    check_suffix(first_suffix, first.scale.is_some())?;
    check_suffix(second_suffix, second.scale.is_some())?;
    let mark = either(first.mark, second.mark).ok_or(ErrorKind::Range)?;
    let prefix = either_text(first.prefix, second.prefix).ok_or(ErrorKind::Range)?;
    let suffix = either_text(first_suffix, second_suffix).ok_or(ErrorKind::Range)?;
    // "1.5bn-2" leaves the upper end's scale open; "3 to 5 billion" does not.
    if second.scale.is_none() && first.scale.is_some() {
        return Err(ErrorKind::Range);
    }
    let lower = first.scaled(first.scale.or(second.scale))?;
    let upper = second.scaled(second.scale)?;
    if qualifier != Qualifier::Exact && qualifier != Qualifier::About || lower.value() > upper.value() {
        return Err(ErrorKind::Range);
    }
    Ok(Written {
        reported: Reported { numeral: lower, upper: Some(upper), qualifier },
        mark,
        prefix,
        suffix,
        has_scale: second.scale.is_some(),
    })
}

/// What both ends say, or what the one says that speaks; `None` where they differ.
fn either<T: PartialEq + Copy>(first: Option<T>, second: Option<T>) -> Option<Option<T>> {
    match (first, second) {
        (Some(a), Some(b)) if a != b => None,
        (Some(a), _) => Some(Some(a)),
        (None, b) => Some(b),
    }
}

fn either_text<'a>(first: &'a str, second: &'a str) -> Option<&'a str> {
    match (first.is_empty(), second.is_empty()) {
        (false, false) if !first.eq_ignore_ascii_case(second) => None,
        (false, _) => Some(first),
        (true, _) => Some(second),
    }
}

/// Where the digits begin: at the first digit, or at a decimal sign before one.
fn numeral_start(text: &str, style: Style) -> Option<usize> {
    let first = text.bytes().position(|byte| byte.is_ascii_digit())?;
    let point = style.point();
    let before = text.get(..first)?;
    // "Rs.5" has a stop of abbreviation, ".5" a decimal point.
    match before.strip_suffix(point) {
        Some(head) if !head.ends_with(|c: char| c.is_alphanumeric()) => Some(head.len()),
        _ => Some(first),
    }
}

/// What stands before the digits: sign, parenthesis and currency, in any order.
struct Head<'a> {
    prefix: &'a str,
    negative: bool,
    parentheses: Parentheses,
}

impl<'a> Head<'a> {
    fn parse(text: &'a str) -> Result<Self, ErrorKind> {
        let is_sign = |c: char| matches!(c, '-' | '−' | '–' | '+' | '(');
        let (outer, rest) = leading_signs(text.trim());
        let prefix_end = rest.find(is_sign).unwrap_or(rest.len());
        let (prefix, inner) = rest.split_at_checked(prefix_end).ok_or(ErrorKind::NotANumber)?;
        let (inner, left) = leading_signs(inner.trim());
        if !left.is_empty() {
            return Err(ErrorKind::NotANumber);
        }
        let opened = outer.opened + inner.opened;
        let signed = outer.minus + inner.minus + outer.plus + inner.plus;
        if opened + signed > 1 {
            return Err(ErrorKind::Parentheses);
        }
        Ok(Head {
            prefix: prefix.trim(),
            negative: outer.minus + inner.minus == 1,
            parentheses: if opened == 1 { Parentheses::Open } else { Parentheses::None },
        })
    }
}

#[derive(Default)]
struct Signs {
    minus: u8,
    plus: u8,
    opened: u8,
}

/// The signs and parentheses at the beginning; more than a few are counted no further, since two are one too many.
fn leading_signs(text: &str) -> (Signs, &str) {
    let mut signs = Signs::default();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let count = match c {
            '-' | '−' | '–' => &mut signs.minus,
            '+' => &mut signs.plus,
            '(' => &mut signs.opened,
            _ => break,
        };
        *count = count.saturating_add(1).min(2);
        rest = rest.get(c.len_utf8()..).unwrap_or("").trim_start();
    }
    (signs, rest)
}

/// Takes the closing parenthesis of an accounting negative where it stands.
fn close<'a>(rest: &'a str, parentheses: &mut Parentheses) -> &'a str {
    match rest.trim_start().strip_prefix(')') {
        Some(after) if *parentheses == Parentheses::Open => {
            *parentheses = Parentheses::Closed;
            after
        }
        _ => rest,
    }
}

/// The scale words that follow, two at most: "lakh crore", "thousand million", "万亿".
fn strip_scales(text: &str) -> (Option<Scale>, &str) {
    let Some((first, rest)) = strip_scale(text) else {
        return (None, text);
    };
    match strip_scale(rest) {
        Some((second, rest)) => {
            let both = Scale { power: first.power + second.power, indian: first.indian || second.indian };
            (Some(both), rest)
        }
        None => (Some(first), rest),
    }
}

fn strip_scale(text: &str) -> Option<(Scale, &str)> {
    let text = text.trim_start();
    let end = word_end(text);
    let word = text.get(..end)?;
    let power = scale_power(word)?;
    let indian = matches!(power, 5 | 7);
    let rest = text.get(end..)?;
    Some((Scale { power, indian }, rest))
}

/// The end of a run of Latin letters, or of one CJK sign, which needs no blank after it.
fn word_end(text: &str) -> usize {
    match text.chars().next() {
        Some(c) if is_cjk(c) => c.len_utf8(),
        _ => text.find(|c: char| !c.is_alphabetic() || is_cjk(c)).unwrap_or(text.len()),
    }
}

fn is_cjk(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

fn strip_mark(text: &str) -> (Option<Mark>, &str) {
    let trimmed = text.trim_start();
    if trimmed.is_empty() {
        return (None, text);
    }
    for (word, mark) in MARKS {
        if let Some(rest) = strip_word(trimmed, word) {
            // "-fold" and "%" may stand anywhere; a lone letter such as x only where a word ends, which strip_word checks.
            return (Some(*mark), rest);
        }
    }
    (None, text)
}

impl Style {
    fn point(self) -> char {
        if self.decimal_comma { ',' } else { '.' }
    }
}

/// A numeral as its digits come, run by run.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Digits {
    mantissa: i128,
    significant: u32,
    places: Option<i32>,
}

impl Digits {
    /// Takes a run of ASCII digits.
    ///
    /// # Errors
    /// When there are more than are exact, or anything but digits.
    pub(crate) fn take(&mut self, run: &str) -> Result<(), ErrorKind> {
        for byte in run.bytes() {
            let digit = i128::from(char::from(byte).to_digit(10).ok_or(ErrorKind::NotANumber)?);
            self.significant += u32::from(self.significant > 0 || digit > 0);
            if self.significant > MAX_DIGITS {
                return Err(ErrorKind::TooManyDigits);
            }
            // At most 28 significant digits come here: far inside an i128.
            self.mantissa = self.mantissa * 10 + digit;
            self.places = self.places.map(|places| places + 1);
        }
        if self.places.unwrap_or(0) > MAX_PLACES { Err(ErrorKind::TooManyDigits) } else { Ok(()) }
    }

    /// Takes the decimal sign: what comes next are decimals.
    pub(crate) fn point(&mut self) {
        self.places = Some(0);
    }

    /// The digits so far as a whole number.
    pub(crate) fn mantissa(&self) -> i128 {
        self.mantissa
    }

    pub(crate) fn numeral(&self) -> Numeral {
        numeral(self.mantissa, self.places)
    }
}

/// The digits of a numeral with their grouping checked.
struct Grouped {
    digits: Digits,
    indian: bool,
}

impl Grouped {
    fn parse(text: &str, style: Style) -> Result<(Self, &str), ErrorKind> {
        let mut grouped = Grouped { digits: Digits::default(), indian: false };
        let rest = grouped.whole_part(text, style)?;
        let rest = grouped.fraction(rest, style)?;
        Ok((grouped, rest))
    }

    fn whole_part<'a>(&mut self, text: &'a str, style: Style) -> Result<&'a str, ErrorKind> {
        let mut groups = Groups::default();
        let mut rest = text;
        loop {
            let after = self.run_of_digits(rest)?;
            groups.push(rest.len().saturating_sub(after.len()));
            rest = after;
            let Some((separator, after)) = next_group(rest, style) else {
                break;
            };
            groups.separate(separator)?;
            rest = after;
        }
        self.indian = groups.are_indian(text.starts_with('0'))?;
        Ok(rest)
    }

    fn fraction<'a>(&mut self, text: &'a str, style: Style) -> Result<&'a str, ErrorKind> {
        let Some(after) = text.strip_prefix(style.point()).filter(|rest| starts_with_digit(rest)) else {
            return Ok(text);
        };
        self.digits.point();
        let rest = self.run_of_digits(after)?;
        if next_group(rest, style).is_some()
            || rest.starts_with(style.point()) && starts_with_digit(rest.get(1..).unwrap_or(""))
        {
            return Err(ErrorKind::Grouping);
        }
        Ok(rest)
    }

    fn run_of_digits<'a>(&mut self, text: &'a str) -> Result<&'a str, ErrorKind> {
        let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let (run, rest) = text.split_at_checked(end).ok_or(ErrorKind::NotANumber)?;
        self.digits.take(run)?;
        Ok(rest)
    }
}

fn leading_digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// A grouping sign and what follows it, if that is a digit.
fn next_group(text: &str, style: Style) -> Option<(char, &str)> {
    let separator = text.chars().next()?;
    let grouping = if style.decimal_comma { '.' } else { ',' };
    let accepted = separator == grouping || matches!(separator, '\'' | '’' | '\u{a0}' | '\u{2009}' | '\u{202f}');
    let rest = text.get(separator.len_utf8()..)?;
    (accepted && starts_with_digit(rest)).then_some((separator, rest))
}

/// The lengths of the digit groups of a whole part.
#[derive(Default)]
struct Groups {
    separator: Option<char>,
    /// Of the first group, of those between, of the last: enough to tell threes from lakh and crore.
    first: usize,
    middle: Option<usize>,
    last: Option<usize>,
    uneven: bool,
}

impl Groups {
    fn push(&mut self, length: usize) {
        if self.separator.is_none() {
            self.first = length;
            return;
        }
        if let Some(previous) = self.last.replace(length) {
            self.uneven |= self.middle.is_some_and(|middle| middle != previous);
            self.middle = Some(previous);
        }
    }

    fn separate(&mut self, separator: char) -> Result<(), ErrorKind> {
        if self.separator.is_some_and(|known| known != separator) {
            return Err(ErrorKind::Grouping);
        }
        self.separator = Some(separator);
        Ok(())
    }

    /// Whether the groups are those of lakh and crore; an error where they are neither those nor threes.
    fn are_indian(&self, leading_zero: bool) -> Result<bool, ErrorKind> {
        let Some(last) = self.last else {
            return Ok(false);
        };
        if self.uneven || last != 3 || leading_zero {
            return Err(ErrorKind::Grouping);
        }
        match self.middle {
            None | Some(3) if (1..=3).contains(&self.first) => Ok(false),
            Some(2) if (1..=2).contains(&self.first) => Ok(true),
            _ => Err(ErrorKind::Grouping),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::Convention;

    /// Nominal, tight and loose of a text, or its error, in one line.
    fn read(text: &str) -> String {
        match parse(text, Style::default()) {
            Ok(written) => {
                let reported = written.reported;
                let (tight, loose) = (reported.tight(Convention::Nearest), reported.loose(Convention::Nearest));
                let unit = match written.mark {
                    Some(mark) => format!("{mark:?}"),
                    None => format!("{}|{}", written.prefix, written.suffix),
                };
                format!("{:?} {tight} {loose} {unit}", reported.nominal())
            }
            Err(error) => format!("{:?}", error.kind()),
        }
    }

    #[test]
    fn numbers_as_people_write_them() {
        for (text, expected) in [
            ("5", "5 [9/2, 11/2] [9/2, 11/2] |"),
            ("3.4bn", "3400000000 [3350000000, 3450000000] [3350000000, 3450000000] |"),
            ("1.10", "11/10 [219/200, 221/200] [219/200, 221/200] |"),
            ("550m", "550000000 [549500000, 550500000] [545000000, 555000000] |"),
            ("1,100", "1100 [2199/2, 2201/2] [1050, 1150] |"),
            ("54%", "54 [107/2, 109/2] [107/2, 109/2] Percent"),
            ("54 per cent", "54 [107/2, 109/2] [107/2, 109/2] Percent"),
            ("25bps", "25 [49/2, 51/2] [49/2, 51/2] BasisPoints"),
            ("1.5 percentage points", "3/2 [29/20, 31/20] [29/20, 31/20] Points"),
            ("threefold", "NotANumber"),
            ("2x", "2 [3/2, 5/2] [3/2, 5/2] Times"),
            ("3-fold", "3 [5/2, 7/2] [5/2, 7/2] Times"),
            ("(1,234)", "-1234 [-2469/2, -2467/2] [-2469/2, -2467/2] |"),
            ("(12%)", "-12 [-25/2, -23/2] [-25/2, -23/2] Percent"),
            ("$(5.2)m", "-5200000 [-5250000, -5150000] [-5250000, -5150000] $|"),
            ("(US$5m)", "-5000000 [-5500000, -4500000] [-5500000, -4500000] US$|"),
            ("−5", "-5 [-11/2, -9/2] [-11/2, -9/2] |"),
            ("US$-5", "-5 [-11/2, -9/2] [-11/2, -9/2] US$|"),
            ("+54%", "54 [107/2, 109/2] [107/2, 109/2] Percent"),
            ("1.1 billion Yuan", "1100000000 [1050000000, 1150000000] [1050000000, 1150000000] |Yuan"),
            ("USD 177.4m", "177400000 [177350000, 177450000] [177350000, 177450000] USD|"),
            ("Rs.500 crore", "5000000000 [4995000000, 5005000000] [4500000000, 5500000000] Rs.|"),
            ("12,34,567 crore", "12345670000000 [12345665000000, 12345675000000] [12345665000000, 12345675000000] |"),
            ("1 lakh crore", "1000000000000 [500000000000, 1500000000000] [500000000000, 1500000000000] |"),
            ("3.4亿元", "340000000 [335000000, 345000000] [335000000, 345000000] |元"),
            ("1'234'567", "1234567 [2469133/2, 2469135/2] [2469133/2, 2469135/2] |"),
            ("1\u{202f}234", "1234 [2467/2, 2469/2] [2467/2, 2469/2] |"),
            (".5", "1/2 [9/20, 11/20] [9/20, 11/20] |"),
            ("0", "0 [-1/2, 1/2] [-1/2, 1/2] |"),
            ("about 68 million", "68000000 [67500000, 68500000] [67000000, 69000000] |"),
            ("about 550m", "550000000 [549500000, 550500000] [540000000, 560000000] |"),
            ("nearly 45bn", "45000000000 [44000000000, 45000000000] [44000000000, 45000000000] |"),
            ("nearly -45", "-45 [-45, -44] [-45, -44] |"),
            ("just over 5", "5 [5, 6] [5, 6] |"),
            ("over $45 billion", "45000000000 [45000000000, ∞) [45000000000, ∞) $|"),
            ("200 or more", "200 [200, ∞) [200, ∞) |"),
            ("<=5", "5 (−∞, 5] (−∞, 5] |"),
            ("10%-12%", "11 [10, 12] [19/2, 25/2] Percent"),
            ("3 to 5 billion", "4000000000 [3000000000, 5000000000] [2500000000, 5500000000] |"),
            ("between 3bn and 5bn", "4000000000 [3000000000, 5000000000] [2500000000, 5500000000] |"),
            ("3% to 5%", "4 [3, 5] [5/2, 11/2] Percent"),
            ("-5% to -3%", "-4 [-5, -3] [-11/2, -5/2] Percent"),
            ("between 3 per cent and 5 per cent", "4 [3, 5] [5/2, 11/2] Percent"),
            ("US$3-$5bn", "Range"),
            ("$3-$5bn", "4000000000 [3000000000, 5000000000] [2500000000, 5500000000] $|"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_not_a_number_is_refused_by_name() {
        for (text, expected) in [
            ("", "Empty"),
            ("  ", "Empty"),
            ("abc", "NotANumber"),
            ("NaN", "NotANumber"),
            ("inf", "NotANumber"),
            ("-", "NotANumber"),
            ("5.", "NotANumber"),
            ("1,10", "Grouping"),
            ("1,100,10", "Grouping"),
            ("1,100'100", "Grouping"),
            ("1.100.100", "Grouping"),
            ("1.234,5", "Grouping"),
            ("0,123", "Grouping"),
            ("1,", "Grouping"),
            ("12,34,567", "IndianGrouping"),
            ("1e40", "Exponent"),
            ("1.5E+9", "Exponent"),
            ("1234567890123456789012345678901234567890", "TooManyDigits"),
            ("0.00000000000000000000000000001", "TooManyDigits"),
            ("9999999999999999999999999999 bn", "OutOfRange"),
            ("(5", "Parentheses"),
            ("5)", "Parentheses"),
            ("(-5)", "Parentheses"),
            ("--5", "Parentheses"),
            ("12-10", "Range"),
            ("10%-5bn", "Range"),
            ("1.5bn-2", "Range"),
            ("between 3bn", "Range"),
            ("2014-12-31", "NotANumber"),
            ("1_000", "NotANumber"),
            ("1 000", "Blanks"),
            ("5 5", "NotANumber"),
            ("1/2", "NotANumber"),
            ("12:30", "NotANumber"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
        assert_eq!(parse(&"9".repeat(1_000_000), Style::default()).unwrap_err().kind(), ErrorKind::TooManyDigits);
        assert_eq!(parse(&"x".repeat(1_000_000), Style::default()).unwrap_err().kind(), ErrorKind::TooLong);
    }

    #[test]
    fn a_decimal_comma_is_read_where_it_is_asked_for() {
        let style = Style { decimal_comma: true };
        let value = |text| parse(text, style).map(|w| w.reported.nominal()).map_err(|e| e.kind());
        assert_eq!(value("1.234,5"), Ok(Exact::scaled(12345, -1)));
        assert_eq!(value("3,4bn"), Ok(Exact::scaled(34, 8)));
        assert_eq!(value("1.5"), Err(ErrorKind::Grouping));
    }

    use crate::num::Exact;
}
