//! Results against tables of exact rationals that `tests/oracle/generate.py` computed independently.
//!
//! A value must be right to its last digit. An interval must be sound and tight: its ends, rounded outward at the digits shown,
//! are those of the true hull, neither narrower nor wider.
#![allow(clippy::disallowed_methods)]

use std::collections::HashMap;

#[path = "support/figures.rs"]
mod figures;

use jiff::civil::Date;
use rust_decimal::Decimal;
use tieout::engine::{Operand, compute};
use tieout::finding::{Finding, Missing, Value};
use tieout::identity::{COMPOUND_GROWTH, CONVERSION, GROWTH, Identity, PRE_MONEY, Role, STAKE};
use tieout::model::{Currency, Period};
use tieout::num::{Convention, End, Exact, Interval, Mark, Rounding, Style, parse, rounded_to};
use tieout::rates::{Book, Rate};

type Row = HashMap<String, String>;

/// Runs `check` on every row of a table, and reports all rows that fail, not the first.
fn every_row(table: &str, least: usize, check: impl Fn(&Row) -> Result<(), String>) {
    let path = format!("{}/tests/oracle/{table}", env!("CARGO_MANIFEST_DIR"));
    let mut reader = csv::Reader::from_path(&path).unwrap();
    let mut failures = Vec::new();
    let mut count = 0;
    for row in reader.deserialize::<Row>() {
        let row = row.unwrap();
        count += 1;
        if let Err(problem) = check(&row) {
            failures.push(format!("{row:?}: {problem}"));
        }
    }
    assert!(count >= least, "{table} has {count} rows");
    assert!(failures.is_empty(), "{} of {count} rows: {:#?}", failures.len(), &failures[..failures.len().min(10)]);
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, found: T, expected: T) -> Result<(), String> {
    if found == expected { Ok(()) } else { Err(format!("{what}: found {found:?}, expected {expected:?}")) }
}

/// A number as written with its tight interval; percentages as fractions.
fn operand(role: Role, text: &str) -> Operand {
    let written = parse(text, Style::default()).unwrap_or_else(|error| panic!("{text}: {error}"));
    let power = if written.mark == Some(Mark::Percent) { -2 } else { 0 };
    let reported = written.reported.times_power_of_ten(power);
    let mut interval = reported.basis(Convention::Nearest);
    if role == Role::Stake {
        let whole = Interval::new(End::Open(Exact::zero()), End::Closed(Exact::one())).unwrap();
        interval = interval.meet(&whole).unwrap_or(interval);
    }
    Operand { role, value: Value { nominal: reported.nominal(), interval }, text: text.to_owned() }
}

/// Value and ends at the row's digits, `shift` powers of ten up; `n.m.` where there is no value.
fn shown(
    identity: &Identity,
    years: u16,
    target: Role,
    operands: &[Operand],
    digits: u8,
    shift: i32,
) -> (String, String, String) {
    let scale = |value: &Exact| value.clone() * Exact::power_of_ten(shift);
    match compute(identity, years, target, operands) {
        Ok(computed) => {
            let end = |end: &End, rounding| end.value().map_or(String::new(), |v| scale(v).to_plain(digits, rounding));
            (
                scale(&computed.value.nominal).to_plain(digits, Rounding::Nearest),
                end(computed.value.interval.low(), Rounding::Down),
                end(computed.value.interval.high(), Rounding::Up),
            )
        }
        Err(Missing::NotMeaningful(_)) => ("n.m.".to_owned(), String::new(), String::new()),
        Err(other) => panic!("{other}"),
    }
}

fn expected(row: &Row, value: &str, low: &str, high: &str) -> (String, String, String) {
    (row[value].clone(), row[low].clone(), row[high].clone())
}

fn digits(row: &Row) -> u8 {
    row["digits"].parse().unwrap()
}

#[test]
fn growth() {
    every_row("growth.csv", 1500, |row| {
        let operands = [operand(Role::Prior, &row["prior"]), operand(Role::Current, &row["current"])];
        let found = shown(&GROWTH, 1, Role::Growth, &operands, digits(row), 2);
        same("growth", found, expected(row, "growth", "low", "high"))
    });
}

#[test]
fn compound_growth() {
    every_row("cagr.csv", 600, |row| {
        let operands = [operand(Role::Prior, &row["prior"]), operand(Role::Current, &row["current"])];
        let years = row["years"].parse().unwrap();
        let found = shown(&COMPOUND_GROWTH, years, Role::Growth, &operands, digits(row), 2);
        same("growth", found, expected(row, "growth", "low", "high"))
    });
}

#[test]
fn implied_prior() {
    every_row("implied_prior.csv", 1000, |row| {
        let operands = [operand(Role::Current, &row["current"]), operand(Role::Growth, &row["growth"])];
        let found = shown(&GROWTH, 1, Role::Prior, &operands, digits(row), 0);
        // The table divides whatever there is to divide; a base that is not above zero is not meaningful.
        let not_positive = row["low"].is_empty() || row["low"] == "0" || row["low"].starts_with('-');
        let wanted = expected(row, "prior", "low", "high");
        same("prior", found, if not_positive { ("n.m.".into(), "".into(), "".into()) } else { wanted })
    });
}

#[test]
fn implied_current() {
    every_row("implied_current.csv", 500, |row| {
        let prior = operand(Role::Prior, &row["prior"]);
        let positive = prior.value.interval.is_positive();
        let operands = [prior, operand(Role::Growth, &row["growth"])];
        let found = shown(&GROWTH, 1, Role::Current, &operands, digits(row), 0);
        let wanted = expected(row, "current", "low", "high");
        same("current", found, if positive { wanted } else { ("n.m.".into(), "".into(), "".into()) })
    });
}

#[test]
fn stake() {
    every_row("stake.csv", 500, |row| {
        let operands = [operand(Role::Price, &row["price"]), operand(Role::Stake, &row["stake"])];
        let found = shown(&STAKE, 1, Role::Valuation, &operands, digits(row), 0);
        same("valuation", found, expected(row, "valuation", "low", "high"))?;
        let found = shown(&PRE_MONEY, 1, Role::PreMoney, &operands, digits(row), 0);
        same("pre-money", found, expected(row, "pre_money", "pre_low", "pre_high"))
    });
}

fn currency(code: &str) -> Currency {
    Currency::from_code(code).unwrap()
}

fn converted(row: &Row, rate: &Rate) -> Result<(), String> {
    same("rate", rate.value.to_plain(12, Rounding::Nearest), row["rate"].clone())?;
    let rate = Operand { role: Role::Rate, value: Value::exact(rate.value.clone()), text: "rate".to_owned() };
    let operands = [operand(Role::Amount, &row["amount"]), rate];
    let found = shown(&CONVERSION, 1, Role::Converted, &operands, digits(row), 0);
    same("converted", found, expected(row, "value", "low", "high"))
}

#[test]
fn conversion() {
    let book = Book::embedded();
    every_row("conversion.csv", 700, |row| {
        let date: Date = row["date"].parse().unwrap();
        let rate = book.on(currency(&row["from"]), currency(&row["to"]), date).map_err(|error| error.to_string())?;
        converted(row, &rate)
    });
}

#[test]
fn average() {
    let book = Book::embedded();
    every_row("average.csv", 300, |row| {
        let period: Period = row["period"].parse().unwrap();
        let (start, end) = (period.start(), period.end_exclusive().unwrap());
        let rate = book
            .average(currency(&row["from"]), currency(&row["to"]), start, end)
            .map_err(|error| error.to_string())?;
        converted(row, &rate)
    });
}

/// The verdict on the figures of one relation, each written as a row of a figure CSV.
#[test]
fn verdicts() {
    let rates = format!("{}/tests/oracle/verdict_rates.csv", env!("CARGO_MANIFEST_DIR"));
    let book = Book::embedded().with_source("verdict_rates.csv", &std::fs::read(rates).unwrap()).unwrap();
    every_row("verdicts.csv", 3000, |row| {
        let convention = if row["rounding"] == "truncate" { Convention::Truncate } else { Convention::Nearest };
        let rows: Vec<String> = row["figures"].split(" | ").map(figure_row).collect();
        let checked = figures::checked(FIGURE_COLUMNS, &rows, convention, &book);
        let [finding] = checked.findings.as_slice() else {
            return Err(format!("{} findings: {:#?}", checked.findings.len(), checked.findings));
        };
        same("identity", &*finding.identity, row["identity"].as_str())?;
        same("verdict", finding.verdict.name(), row["verdict"].as_str())?;
        same("severity", finding.severity.name(), row["severity"].as_str())?;
        if row["deviation"].is_empty() && row["verdict"] != "unverifiable" {
            // Of any rate between the fixings there is no value at which the figures are recomputed.
            return Ok(());
        }
        let wanted = ["expected", "low", "high", "deviation"].map(|column| row[column].clone());
        same("expected value, low, high and deviation", computed(finding), wanted)
    });
}

const FIGURE_COLUMNS: &str = "entity;metric;period;measure;value;unit;versus;holder;low;high;source";

/// The cells of a figure, of which the empty ones at the end are left out.
fn figure_row(cells: &str) -> String {
    let missing = FIGURE_COLUMNS.matches(';').count() - cells.matches(';').count() - 1;
    format!("A;{cells}{}", ";".repeat(missing))
}

fn computed(finding: &Finding) -> [String; 4] {
    let plain = |value: Option<&Exact>, rounding| value.map_or(String::new(), |value| value.to_plain(12, rounding));
    let interval = finding.expected.as_ref().map(|value| &value.interval);
    [
        plain(finding.expected.as_ref().map(|value| &value.nominal), Rounding::Nearest),
        plain(interval.and_then(|interval| interval.low().value()), Rounding::Down),
        plain(interval.and_then(|interval| interval.high().value()), Rounding::Up),
        plain(finding.deviation.as_ref(), Rounding::Nearest),
    ]
}

/// Ends with their closedness, as the tables write them.
fn ends(interval: &Interval) -> [String; 4] {
    let value = |end: &End| end.value().map_or(String::new(), |value| value.to_plain(60, Rounding::Nearest));
    let (low, high) = (interval.low(), interval.high());
    [value(low), value(high), low.is_closed().to_string(), high.is_closed().to_string()]
}

#[test]
fn reported_intervals() {
    every_row("reported.csv", 1000, |row| {
        let written = parse(&row["value"], Style::default()).map_err(|error| error.to_string())?;
        let value = written.reported.nominal();
        let convention = if row["rounding"] == "truncate" { Convention::Truncate } else { Convention::Nearest };
        let found = match row["decimals"].as_str() {
            "INF" => Interval::point(value),
            decimals => rounded_to(&value, -decimals.parse::<i32>().unwrap(), convention),
        };
        let wanted = ["low", "high", "low_closed", "high_closed"].map(|column| row[column].clone());
        same("interval", ends(&found), wanted)
    });
}

#[test]
fn written_numbers() {
    every_row("written.csv", 1000, |row| {
        let written = parse(&row["text"], Style::default()).map_err(|error| error.to_string())?;
        let mark = if written.mark == Some(Mark::Percent) { "%" } else { "" };
        same("unit", mark, row["unit"].as_str())?;
        same("nominal", written.reported.nominal().to_plain(60, Rounding::Nearest), row["nominal"].clone())?;
        for (name, interval) in [
            ("tight", written.reported.tight(Convention::Nearest)),
            ("loose", written.reported.loose(Convention::Nearest)),
        ] {
            let columns = ["low", "high", "low_closed", "high_closed"].map(|end| row[&format!("{name}_{end}")].clone());
            let mut found = ends(&interval);
            // An end that does not exist is neither open nor closed; the table writes what it likes there.
            for end in 0..2 {
                if found[end].is_empty() {
                    found[end + 2] = columns[end + 2].clone();
                }
            }
            same(name, found, columns)?;
        }
        Ok(())
    });
}

/// The same against a table that others computed, where there is one: `TIEOUT_XBRL_INTERVALS` names a CSV of
/// `value,decimals,mode,lower,upper,incl_lower,incl_upper`, as an implementation of XBRL Calculations 1.1 gives them.
#[test]
#[ignore = "needs a file that is not part of the project"]
fn reference_intervals() {
    let path = std::env::var("TIEOUT_XBRL_INTERVALS").expect("TIEOUT_XBRL_INTERVALS names the table");
    let mut failures = Vec::new();
    let mut count = 0;
    for row in csv::Reader::from_path(path).unwrap().deserialize::<Row>() {
        let row = row.unwrap();
        count += 1;
        let decimal = |text: &str| text.parse().or_else(|_| Decimal::from_scientific(text)).unwrap();
        let value = Exact::from(decimal(&row["value"]));
        let convention = if row["mode"] == "truncation" { Convention::Truncate } else { Convention::Nearest };
        let found = match row["decimals"].as_str() {
            "INF" => Interval::point(value),
            decimals => rounded_to(&value, -decimals.parse::<i32>().unwrap(), convention),
        };
        let end = |column: &str| Exact::from(decimal(&row[column])).to_plain(60, Rounding::Nearest);
        let closed = |column: &str| row[column].to_lowercase();
        let wanted = [end("lower"), end("upper"), closed("incl_lower"), closed("incl_upper")];
        if ends(&found) != wanted {
            failures.push(format!("{row:?}: {found}"));
        }
    }
    assert!(count > 0 && failures.is_empty(), "{} of {count} rows: {failures:#?}", failures.len());
    println!("{count} rows");
}
