//! Text cells that a spreadsheet would run as a formula.

use std::borrow::Cow;

use crate::num::{Style, parse};

/// The characters that make a spreadsheet take a cell for a formula (OWASP, CSV injection), full-width forms included.
const STARTS: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '＠'];

/// A text that no spreadsheet runs: one that begins like a formula gets an apostrophe before it, unless it is a number.
pub(super) fn spreadsheet_safe(text: &str) -> Cow<'_, str> {
    let risky = text.starts_with(STARTS);
    if !risky || is_number(text) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(format!("'{text}"))
}

/// A number as written, and nothing but one: its unit may be a word, but no sign that a formula could go on with, and the sign
/// of a range is a minus to a spreadsheet.
fn is_number(text: &str) -> bool {
    let harmless =
        |unit: &str| unit.chars().all(|c| c.is_alphabetic() || matches!(c, '$' | '€' | '£' | '¥' | '₹' | ' '));
    parse(text, Style::default())
        .is_ok_and(|written| written.reported.upper().is_none() && harmless(written.prefix) && harmless(written.suffix))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_escaped_and_numbers_are_not() {
        for (text, expected) in [
            ("=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
            ("-2+3", "'-2+3"),
            ("-1-A1", "'-1-A1"),
            ("-5 ÷ 3", "'-5 ÷ 3"),
            ("\tx", "'\tx"),
            ("-5", "-5"),
            ("+54%", "+54%"),
            ("-US$5.2m", "-US$5.2m"),
            ("Kingsoft", "Kingsoft"),
            ("", ""),
        ] {
            assert_eq!(spreadsheet_safe(text), expected, "{text:?}");
        }
    }
}
