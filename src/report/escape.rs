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

/// A number as written, and nothing but one. Letters before the digits make it a cell's name (`-A1`, `-US$5`), and a range is a
/// difference; a word behind the digits is no formula.
fn is_number(text: &str) -> bool {
    let is_symbol = |c: char| matches!(c, '$' | '€' | '£' | '¥' | '₹');
    let is_word = |c: char| c.is_alphabetic() || c == ' ' || is_symbol(c);
    [false, true].into_iter().any(|decimal_comma| {
        parse(text, Style { decimal_comma }).is_ok_and(|written| {
            written.reported.upper().is_none()
                && written.prefix.chars().all(is_symbol)
                && written.suffix.chars().all(is_word)
        })
    })
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
            ("-12,3", "-12,3"),
            ("-1.234,5", "-1.234,5"),
            ("+54%", "+54%"),
            ("-$5.2m", "-$5.2m"),
            ("-5.2m yuan", "-5.2m yuan"),
            ("-A1", "'-A1"),
            ("-US$5", "'-US$5"),
            ("-10%-12%", "'-10%-12%"),
            ("Kingsoft", "Kingsoft"),
            ("", ""),
        ] {
            assert_eq!(spreadsheet_safe(text), expected, "{text:?}");
        }
    }
}
