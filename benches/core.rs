//! The steps that every row and every answer is made of, beside what the same arithmetic costs without intervals.
//!
//! `cargo bench --bench core`

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use jiff::civil::date;
use rust_decimal::Decimal;
use tieout::engine::{Operand, compute};
use tieout::finding::Value;
use tieout::identity::{CONVERSION, GROWTH, Identity, Role};
use tieout::model::{Currency, Period};
use tieout::num::{Convention, Style, in_formula, parse};
use tieout::rates::Book;

/// A number as written in a role, from its text on.
fn operand(role: Role, text: &str) -> Operand {
    let reported = parse(text, Style::default()).expect("a number").reported;
    let value = Value { nominal: reported.nominal(), interval: reported.basis(Convention::Nearest) };
    Operand { role, value, text: in_formula(&reported, 0, "") }
}

fn reading(c: &mut Criterion) {
    let mut group = c.benchmark_group("read");
    for (name, text) in [("plain numeral", "1234567.89"), ("hedged amount", "about US$3.4bn")] {
        group.bench_function(name, |b| b.iter(|| parse(black_box(text), Style::default())));
    }
    group.bench_function("period", |b| b.iter(|| black_box("2014Q1").parse::<Period>()));
    group.finish();
}

fn identity(c: &mut Criterion, name: &str, identity: &'static Identity, target: Role, known: [(Role, &str); 2]) {
    let operands = known.map(|(role, text)| operand(role, text));
    c.bench_function(&format!("compute/{name}"), |b| b.iter(|| compute(identity, 1, target, black_box(&operands))));
    c.bench_function(&format!("compute/{name} from text"), |b| {
        b.iter(|| compute(identity, 1, target, &black_box(known).map(|(role, text)| operand(role, text))))
    });
}

fn computing(c: &mut Criterion) {
    identity(c, "growth", &GROWTH, Role::Growth, [(Role::Current, "3.4bn"), (Role::Prior, "2.2bn")]);
    identity(c, "conversion", &CONVERSION, Role::Converted, [(Role::Amount, "3.4bn"), (Role::Rate, "0.1611837")]);
}

/// Whether 54% can be the growth from 2.2bn to 3.4bn, by whole numbers alone; and a quotient, rounded to 28 digits.
fn baselines(c: &mut Criterion) {
    let [prior_low, prior_high, current_low, current_high]: [i128; 4] =
        [2_150_000_000, 2_250_000_000, 3_350_000_000, 3_450_000_000];
    let [rate_low, rate_high]: [i128; 2] = [1535, 1545];
    c.bench_function("baseline/growth check by i128 cross-multiplication", |b| {
        b.iter(|| {
            let reached = black_box(prior_high) * black_box(rate_high) >= black_box(current_low) * 1000;
            reached && black_box(prior_low) * black_box(rate_low) <= black_box(current_high) * 1000
        })
    });
    let [current, prior] = [3_400_000_000i64, 2_200_000_000].map(Decimal::from);
    c.bench_function("baseline/decimal division", |b| b.iter(|| black_box(current).checked_div(black_box(prior))));
}

fn rates(c: &mut Criterion) {
    let book = Book::embedded();
    let yuan = Currency::from_code("CNY").expect("a code");
    let mut group = c.benchmark_group("rates");
    group.bench_function("open the embedded book", |b| b.iter(Book::embedded));
    group.bench_function("cross fixing of a day", |b| {
        b.iter(|| book.on(yuan, Currency::USD, black_box(date(2014, 12, 31))))
    });
    group.bench_function("average of a year's cross fixings", |b| {
        b.iter(|| book.average(yuan, Currency::USD, black_box(date(2014, 1, 1)), date(2015, 1, 1)))
    });
    group.finish();
}

criterion_group!(core, reading, computing, baselines, rates);
criterion_main!(core);
