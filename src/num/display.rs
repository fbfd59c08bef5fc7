//! How numbers are shown.

use super::{Exact, Rounding};

/// Plain digits of `value` rounded to a multiple of 10^`place`: no exponent, no grouping, no trailing zeros after the point.
pub fn plain(value: &Exact, place: i32, rounding: Rounding) -> String {
    let units = value.units_of(place, rounding).to_string();
    let text = place_point(&units, place);
    match text.split_once('.') {
        Some((whole, fraction)) => match fraction.trim_end_matches('0') {
            "" => whole.to_owned(),
            kept => format!("{whole}.{kept}"),
        },
        None => text,
    }
}

/// Digits with exactly the decimals that `place` asks for: 1.40 stays 1.40 at place −2.
pub fn fixed(value: &Exact, place: i32, rounding: Rounding) -> String {
    place_point(&value.units_of(place, rounding).to_string(), place)
}

/// The whole number `units` of 10^`place`, written out.
fn place_point(units: &str, place: i32) -> String {
    let (sign, digits) = match units.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", units),
    };
    let shift = place.unsigned_abs() as usize;
    if digits == "0" && place >= 0 {
        return "0".to_owned();
    }
    if place >= 0 {
        return format!("{sign}{digits}{}", "0".repeat(shift));
    }
    let padded = format!("{digits:0>width$}", width = shift + 1);
    let (whole, fraction) = padded.split_at(padded.len() - shift);
    format!("{sign}{whole}.{fraction}")
}
