//! How the lexer reads the sentences of Microsoft's Recognizers-Text suites, which are not part of this repository.
//!
//! `TIEOUT_RECOGNIZERS=<folder of CurrencyModel.json, PercentModel.json and NumberModel.json> cargo test --test recognizers --
//! --ignored --nocapture` prints the share of each file that is read as it expects, and every difference by its kind.

#[path = "support/units.rs"]
mod units;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;
use tieout::num::{Convention, Exact, Rounding, Style, parse};
use tieout::read::article::lexer::{LexerOptions, Token, TokenKind, tokens};
use units::unit_name;

/// What a suite expects at a place of a sentence.
struct Expected {
    text: String,
    /// `None` where only a unit is expected, without a number.
    value: Option<String>,
    unit: Option<String>,
    /// Bytes of the sentence.
    start: usize,
    end: usize,
}

/// The suite's names for units, the ISO 4217 codes that stand for them, and the power of ten of a part of one.
const UNITS: &[(&str, &[&str], u32)] = &[
    ("Dollar", &["USD"], 0),
    ("United States dollar", &["USD"], 0),
    ("Euro", &["EUR"], 0),
    ("Chinese yuan", &["CNY"], 0),
    ("Pound", &["GBP"], 0),
    ("British pound", &["GBP"], 0),
    ("Cent", &["USD"], 2),
    ("Pence", &["GBP"], 2),
    ("Penny", &["GBP", "USD"], 2),
    ("Sen", &["JPY", "MYR", "IDR"], 2),
    ("Canadian dollar", &["CAD"], 0),
    ("Australian dollar", &["AUD"], 0),
    ("New Zealand dollar", &["NZD"], 0),
    ("Hong Kong dollar", &["HKD"], 0),
    ("Singapore dollar", &["SGD"], 0),
    ("Japanese yen", &["JPY"], 0),
    ("Franc", &["FRF", "CHF", "BEF"], 0),
    ("French franc", &["FRF"], 0),
    ("Swiss franc", &["CHF"], 0),
    ("Deutsche mark", &["DEM"], 0),
    ("Finnish markka", &["FIM"], 0),
    ("Netherlands guilder", &["NLG"], 0),
    ("Peseta", &["ESP"], 0),
    ("Italian lira", &["ITL"], 0),
    ("Turkish lira", &["TRY"], 0),
    ("Mexican peso", &["MXN"], 0),
    ("Rupee", &["INR"], 0),
    ("Indian rupee", &["INR"], 0),
    ("Sri Lankan rupee", &["LKR"], 0),
    ("Costa Rican colón", &["CRC"], 0),
    ("Georgian lari", &["GEL"], 0),
    ("Lao kip", &["LAK"], 0),
    ("Korean won", &["KRW"], 0),
    ("Bitcoin", &["BTC"], 0),
];

fn byte_of(sentence: &str, character: u64) -> usize {
    let character = usize::try_from(character).unwrap();
    sentence.char_indices().nth(character).map_or(sentence.len(), |(at, _)| at)
}

fn expected(sentence: &str, result: &Value) -> Expected {
    let text = result["Text"].as_str().unwrap().to_owned();
    let resolution = &result["Resolution"];
    let found = || sentence.to_lowercase().find(&text.to_lowercase()).unwrap_or(0);
    let start = result["Start"].as_u64().map_or_else(found, |start| byte_of(sentence, start));
    let length = result["End"].as_u64().map_or(start + text.len(), |end| byte_of(sentence, end + 1));
    let value = resolution["value"].as_str().filter(|value| *value != "null").map(str::to_owned);
    Expected { text, value, unit: resolution["unit"].as_str().map(str::to_owned), start, end: length }
}

/// The number and the unit that a token is read as.
fn read(token: &Token<'_>) -> Option<(Exact, String, tieout::num::Interval)> {
    let (reported, unit) = match &token.kind {
        TokenKind::Figure(figure) => {
            let unit = unit_name(&figure.unit);
            (figure.reported, unit)
        }
        TokenKind::Time(time) => (time.reported, format!("{:?}", time.unit)),
        TokenKind::Multiple(multiple) => (multiple.reported, "times".to_owned()),
        _ => return None,
    };
    Some((reported.nominal(), unit, reported.loose(Convention::default())))
}

/// A decimal moved by some places, as plain text.
fn shifted(value: &str, places: u32) -> Option<Exact> {
    let written = parse(value.trim_end_matches('%'), Style::default()).ok()?;
    let numeral = written.reported.numeral().times_power_of_ten(-i32::try_from(places).unwrap());
    Some(numeral.value())
}

/// The kind of the difference, or `None` where the two agree.
fn difference(expected: &Expected, token: Option<&Token<'_>>) -> Option<&'static str> {
    let value = expected.value.as_ref()?;
    let Some(token) = token else {
        return Some("not a token");
    };
    let Some((nominal, unit, interval)) = read(token) else {
        return Some(match token.kind {
            TokenKind::Period(_) => "a period",
            TokenKind::Ordinal(_) => "an ordinal",
            TokenKind::Name => "a name",
            _ => "words",
        });
    };
    let known = expected.unit.as_deref().map(|name| UNITS.iter().find(|(known, ..)| *known == name));
    let right_unit = match (known, value.ends_with('%')) {
        (Some(Some((_, codes, _))), _) => codes.iter().any(|code| unit.split(" or ").any(|found| found == *code)),
        (Some(None), _) => false,
        (None, true) => unit == "%",
        (None, false) => true,
    };
    let places = known.flatten().map_or(0, |(.., places)| *places);
    let plain = |value: &Exact| value.to_plain(12, Rounding::Nearest);
    match shifted(value, places) {
        None => Some("a value with an exponent"),
        Some(value) if plain(&value) == plain(&nominal) => (!right_unit).then_some("another unit"),
        Some(value) if interval.contains(&value) => Some("equal as rounded"),
        Some(_) => Some("another value"),
    }
}

#[test]
#[ignore = "reads a corpus that is kept elsewhere"]
fn the_suites_of_recognizers_text() {
    let folder = std::env::var("TIEOUT_RECOGNIZERS").expect("TIEOUT_RECOGNIZERS names the folder of the suites");
    for file in ["CurrencyModel", "PercentModel", "NumberModel"] {
        let suite = fs::read_to_string(Path::new(&folder).join(format!("{file}.json"))).unwrap();
        let cases: Vec<Value> = serde_json::from_str(suite.trim_start_matches('\u{feff}')).unwrap();
        let mut groups: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        let (mut numbers, mut right) = (0, 0);
        for case in &cases {
            let sentence = case["Input"].as_str().unwrap();
            let found = tokens(sentence, &LexerOptions::default());
            let results = case["Results"].as_array().unwrap();
            let wanted: Vec<Expected> = results.iter().map(|result| expected(sentence, result)).collect();
            for expected in &wanted {
                let overlapping = || {
                    found
                        .iter()
                        .filter(|token| token.start < expected.end && expected.start < token.start + token.text.len())
                };
                let token = overlapping().find(|token| read(token).is_some()).or_else(|| {
                    overlapping().find(|token| !matches!(token.kind, TokenKind::Word | TokenKind::Punctuation))
                });
                numbers += usize::from(expected.value.is_some());
                match difference(expected, token) {
                    None => right += usize::from(expected.value.is_some()),
                    Some(kind) => groups.entry(kind).or_default().push(format!(
                        "{:?} = {} {}; found {:?} = {} in {sentence:?}",
                        expected.text,
                        expected.value.as_deref().unwrap_or("-"),
                        expected.unit.as_deref().unwrap_or(""),
                        token.map_or("", |token| token.text),
                        token.and_then(read).map_or("nothing".to_owned(), |(value, unit, _)| format!(
                            "{} {unit}",
                            value.to_plain(12, Rounding::Nearest)
                        )),
                    )),
                }
            }
            for token in found.iter().filter(|token| matches!(token.kind, TokenKind::Figure(_))) {
                let end = token.start + token.text.len();
                if !wanted.iter().any(|expected| token.start < expected.end && expected.start < end) {
                    groups.entry("a figure too many").or_default().push(format!("{:?} in {sentence:?}", token.text));
                }
            }
        }
        println!("\n{file}: {right} of {numbers} numbers in {} sentences", cases.len());
        for (kind, items) in &groups {
            println!("  {kind}: {}", items.len());
            items.iter().for_each(|item| println!("    {item}"));
        }
    }
}
