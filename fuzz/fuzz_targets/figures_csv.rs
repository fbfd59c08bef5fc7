//! Any bytes at all are a figure CSV or refused with a message at a line of theirs; what the figures determine holds its nominal
//! value. The first byte chooses delimiter, decimal sign, rounding, comparison and kind of stake.

#![no_main]

use std::collections::BTreeMap;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use tieout::engine::{self, Basis, Network, Ratios, Translation, Versus};
use tieout::finding::{Appended, Value};
use tieout::identity;
use tieout::model::{Currency, Figure};
use tieout::num::{Convention, Style};
use tieout::rates::Book;
use tieout::read::figures_csv::{Figures, Options, RowError, RowResult};

static BOOK: LazyLock<Book> = LazyLock::new(Book::embedded);
static RATIOS: LazyLock<Ratios> = LazyLock::new(|| Ratios::new(identity::embedded()));

fuzz_target!(|bytes: &[u8]| {
    let Some((choice, csv)) = bytes.split_first() else {
        return;
    };
    let lines = csv.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count() as u64;
    let Ok(mut figures) = Figures::new("f.csv".into(), csv, reading(*choice)) else {
        return;
    };
    let mut entities: BTreeMap<String, Vec<Figure>> = BTreeMap::new();
    while let Ok(Some(row)) = figures.next() {
        match row {
            RowResult::Row(row) => {
                let entity = entities.entry(row.level.entity.to_lowercase()).or_default();
                entity.push(row.level);
                entity.extend(row.growth);
            }
            RowResult::Malformed(errors) => errors.iter().for_each(|error| check_place(error, lines)),
        }
    }
    entities.values().for_each(|figures| check_entity(figures, *choice));
});

/// The lowest two bits choose the delimiter, the next two decimal sign and rounding.
fn reading(choice: u8) -> Options {
    Options {
        delimiter: [None, Some(b','), Some(b';'), Some(b'\t')][usize::from(choice & 3)],
        style: Style { decimal_comma: choice & 4 != 0 },
        convention: if choice & 8 == 0 { Convention::Nearest } else { Convention::Truncate },
        ..Options::default()
    }
}

fn check_place(error: &RowError, lines: u64) {
    assert!((1..=lines + 1).contains(&error.place().line), "{error}");
    assert!(!error.reason().is_empty());
}

fn check_entity(figures: &[Figure], choice: u8) {
    for figure in figures {
        check_value(&Value { nominal: figure.nominal(), interval: figure.interval() });
    }
    let options = engine::Options {
        versus: if choice & 16 == 0 { Versus::YearEarlier } else { Versus::Previous },
        primary: choice & 32 != 0,
        ratios: RATIOS.clone(),
        ..engine::Options::default()
    };
    let mut translation = Currency::from_code("USD").map(|to| Translation::new(&BOOK, to, Basis::default()));
    let translation = if choice & 64 == 0 { None } else { translation.as_mut() };
    let appended = Network::new(figures, &options).append(None);
    assert_eq!(appended.len(), figures.len());
    appended.iter().for_each(check_appended);
    for derived in Network::new(figures, &options).derive(translation) {
        derived.value.iter().for_each(check_value);
        assert!(!derived.inputs.is_empty(), "{}", derived.formula);
    }
}

fn check_appended(row: &Appended) {
    row.growth.iter().chain(&row.valuation).for_each(check_value);
    row.converted.iter().for_each(|(value, _)| check_value(value));
}

fn check_value(value: &Value) {
    assert!(value.interval.contains(&value.nominal), "{:?} is outside {}", value.nominal, value.interval);
}
