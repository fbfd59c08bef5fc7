//! Numbers as written: what is read, what it allows, how it is shown, and that showing loses nothing.

use proptest::prelude::*;
use rust_decimal::Decimal;
use tieout::num::{
    Convention, Exact, Interval, Numeral, Qualifier, Reported, Rounding, Style, in_formula, parse, rounded_to, show,
};

use crate::cases;
use crate::values::around;

/// The least whole number of more than 28 digits.
const TOO_LARGE: i128 = 10i128.pow(28);

const CONVENTIONS: [Convention; 2] = [Convention::Nearest, Convention::Truncate];

/// Digits with or without groups and decimals, a sign and a scale.
fn numeral_text() -> impl Strategy<Value = String> {
    let digits = (0u64..=999_999_999, 0u32..=9, 0u32..=3, any::<bool>()).prop_map(|(number, shorter, zeros, group)| {
        let number = number / 10u64.pow(shorter);
        let digits = format!("{number}{}", "0".repeat(zeros as usize));
        if group { grouped(&digits) } else { digits }
    });
    let fraction = prop_oneof![2 => Just(String::new()), 1 => "\\.[0-9]{1,6}"];
    let scale = prop::sample::select(vec![
        "",
        "",
        "",
        "k",
        " thousand",
        "m",
        " million",
        "mn",
        "bn",
        " billion",
        "tn",
        " lakh",
        " crore",
        "万",
        "亿",
        " lakh crore",
    ]);
    let sign = prop::sample::select(vec!["", "", "", "-", "−", "+", "("]);
    (sign, digits, fraction, scale).prop_map(|(sign, digits, fraction, scale)| {
        let close = if sign == "(" { ")" } else { "" };
        format!("{sign}{digits}{fraction}{close}{scale}")
    })
}

fn grouped(digits: &str) -> String {
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().map(|group| std::str::from_utf8(group).unwrap()).collect();
    groups.join(",")
}

const MARKS: &[&str] = &["", "", "%", "pp", "x"];

/// A number as written, with its mark: a qualifier or none, one numeral or two.
fn written() -> impl Strategy<Value = (String, &'static str)> {
    let qualifier = prop::sample::select(vec![
        "",
        "",
        "",
        "about ",
        "around ",
        "nearly ",
        "almost ",
        "just over ",
        "more than ",
        "at least ",
        "up to ",
        "less than ",
        "~",
    ]);
    let single = (qualifier, numeral_text()).prop_map(|(word, number)| format!("{word}{number}"));
    let about = prop::sample::select(vec!["", "", "about ", "from "]);
    let range = (about, numeral_text(), numeral_text()).prop_map(|(word, a, b)| format!("{word}{a} to {b}"));
    (prop_oneof![2 => single, 1 => range], prop::sample::select(MARKS))
        .prop_map(|(text, mark)| (format!("{text}{}{mark}", if mark == "x" { " " } else { "" }), mark))
        .prop_filter("not a number", |(text, _)| parse(text, Style::default()).is_ok())
}

fn read(text: &str) -> Result<Reported, TestCaseError> {
    parse(text, Style::default())
        .map(|written| written.reported)
        .map_err(|error| TestCaseError::fail(error.to_string()))
}

/// What a reported number says: digits, last place, qualifier, range. Whether a numeral was written as a whole one is no part of
/// it: that only widens the loose interval of a plain figure with trailing zeros.
fn said(reported: &Reported) -> (Exact, i32, Option<(Exact, i32)>, Qualifier) {
    let numeral = |numeral: &Numeral| (numeral.value(), numeral.last_place());
    let (value, place) = numeral(reported.numeral());
    (value, place, reported.upper().map(numeral), reported.qualifier())
}

proptest! {
    #![proptest_config(cases(3000))]

    #[test]
    fn any_text_is_a_number_or_refused(text in any::<String>(), decimal_comma in any::<bool>()) {
        if let Err(error) = parse(&text, Style { decimal_comma }) {
            prop_assert!(!error.to_string().is_empty());
        }
    }

    #[test]
    fn any_pieces_of_numbers_are_a_number_or_refused(
        pieces in prop::collection::vec(piece(), 0..8),
        decimal_comma in any::<bool>(),
    ) {
        let text = pieces.concat();
        if let Ok(written) = parse(&text, Style { decimal_comma }) {
            for convention in CONVENTIONS {
                let (tight, loose) = (written.reported.tight(convention), written.reported.loose(convention));
                prop_assert!(tight.contains(&written.reported.nominal()), "{text:?} allows {tight}");
                prop_assert_eq!(tight.meet(&loose), Some(tight), "{}", text);
            }
        }
    }

    #[test]
    fn a_number_lies_in_its_tight_interval_and_that_in_the_loose_one((text, _) in written()) {
        let reported = read(&text)?;
        for convention in CONVENTIONS {
            let (tight, loose) = (reported.tight(convention), reported.loose(convention));
            prop_assert!(tight.contains(&reported.nominal()), "{text} allows {tight}");
            prop_assert_eq!(tight.meet(&loose), Some(tight.clone()), "{} allows {} or {}", text, tight, loose);
            let basis = reported.basis(convention);
            prop_assert!(basis == tight || basis == loose, "{text}: {basis}");
        }
    }

    #[test]
    fn a_number_in_a_formula_is_the_number_as_written((text, mark) in written()) {
        let reported = read(&text)?;
        // Tens of percents, as fractions in words have, are shown in whole percents.
        let mut places = std::iter::once(reported.numeral()).chain(reported.upper()).map(Numeral::last_place);
        prop_assume!(mark != "%" || !places.any(|place| (1..=2).contains(&place)));
        // Percentages and points are kept as fractions.
        let power = if matches!(mark, "%" | "pp") { -2 } else { 0 };
        let kept = reported.times_power_of_ten(power);
        let shown = in_formula(&kept, -power, mark);
        let again = read(&shown)?.times_power_of_ten(power);
        prop_assert_eq!(said(&again), said(&kept), "{} is shown as {}", text, shown);
        for convention in CONVENTIONS {
            prop_assert_eq!(again.tight(convention), kept.tight(convention), "{} is shown as {}", text, shown);
            prop_assert_eq!(again.basis(convention), kept.basis(convention), "{} is shown as {}", text, shown);
        }
        prop_assert_eq!(in_formula(&again, -power, mark), shown);
    }

    #[test]
    fn a_decimal_in_plain_digits_is_the_decimal(
        mantissa in 1 - TOO_LARGE..TOO_LARGE,
        scale in 0u32..=28,
        shift in 0u32..=27,
    ) {
        let decimal = Decimal::try_from_i128_with_scale(mantissa / 10i128.pow(shift), scale).expect("28 digits");
        let exact = Exact::from(&decimal);
        let text = exact.to_plain(28, Rounding::Nearest);
        prop_assert_eq!(read(&text)?.nominal(), exact.clone(), "{}", text);
        prop_assert_eq!(exact.to_decimal(), Some(decimal));
    }

    #[test]
    fn what_is_shown_is_within_half_a_digit_of_the_value_and_outside_its_ends(
        (interval, value) in amount(),
        scaled in any::<bool>(),
    ) {
        let shown = show(&value, &interval, scaled);
        let nominal = parse(&shown.nominal, Style::default()).map_err(|error| TestCaseError::fail(error.to_string()))?;
        let numeral = nominal.reported.numeral();
        // Digits above the units that no scale word carries are followed by zeros.
        let place = numeral.last_place().max(numeral.last_nonzero_place());
        let allowed = rounded_to(&nominal.reported.nominal(), place, Convention::Nearest);
        prop_assert!(allowed.contains(&value), "{value:?} in {interval} is shown as {shown:?}");
        let outside = |end: &Option<String>| end.as_deref().map(read).transpose();
        match (outside(&shown.low)?, interval.low().value()) {
            (Some(low), Some(end)) => prop_assert!(low.nominal() <= *end, "{end:?} is shown as {shown:?}"),
            (low, end) => prop_assert!(low.is_none() && end.is_none(), "{end:?} is shown as {shown:?}"),
        }
        match (outside(&shown.high)?, interval.high().value()) {
            (Some(high), Some(end)) => prop_assert!(high.nominal() >= *end, "{end:?} is shown as {shown:?}"),
            (high, end) => prop_assert!(high.is_none() && end.is_none(), "{end:?} is shown as {shown:?}"),
        }
    }

    #[test]
    fn a_value_printed_to_any_digit_is_allowed_by_what_was_printed(
        mantissa in -1_000_000_000i128..=1_000_000_000,
        bottom in 1i64..=999,
        place in -8i32..=0,
    ) {
        let value = Exact::scaled(mantissa, 0).checked_div(&Exact::from(bottom)).expect("a divisor above zero");
        let text = tieout::num::fixed(&value, place, Rounding::Nearest);
        let tight = read(&text)?.tight(Convention::Nearest);
        prop_assert!(tight.contains(&value), "{value:?} is printed as {text}, which allows {tight}");
    }
}

/// Pieces that numbers are written with, in any order.
fn piece() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "about ",
        "nearly ",
        "over ",
        "up to ",
        "between ",
        " and ",
        " to ",
        "from ",
        " or more",
        "(",
        ")",
        "-",
        "−",
        "–",
        "+",
        ",",
        ".",
        "'",
        "\u{a0}",
        "\u{2009}",
        " ",
        "$",
        "US$",
        "€",
        "¥",
        "Rs.",
        "yuan",
        "%",
        " per cent",
        "pp",
        "bps",
        "x",
        "-fold",
        "k",
        "m",
        "bn",
        " million",
        "tn",
        " lakh",
        " crore",
        "万",
        "亿",
        "e",
        "_",
        "/",
    ]);
    prop_oneof![2 => known.prop_map(str::to_owned), 2 => "[0-9]{1,4}", 1 => "\\PC"]
}

/// An amount of any usual size and an interval around it.
fn amount() -> impl Strategy<Value = (Interval, Exact)> {
    let sized = (-999_999i128..=999_999, 1i64..=60, -6i32..=12).prop_map(|(mantissa, bottom, power)| {
        (Exact::scaled(mantissa, power).checked_div(&Exact::from(bottom)).expect("a divisor above zero"), power)
    });
    sized.prop_flat_map(|(value, power)| {
        let size = Interval::point(Exact::power_of_ten(power));
        around(Exact::zero())
            .prop_map(move |(interval, _)| (&(&interval * &size) + &Interval::point(value.clone()), value.clone()))
    })
}
