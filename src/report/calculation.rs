//! The answer to one calculation.

use std::io::{self, Write};

use serde::Serialize;

use super::json::VERSION;
use super::table::{Cell, Format, table_writer};
use super::view;
use crate::finding::{Calculation, RateUsed};

/// Writes the answer: for a terminal the value, its formula and its rate; for programs one object or a row for each result.
///
/// # Errors
/// When it cannot be written.
pub fn write_calculation(out: &mut dyn Write, answer: &Calculation, format: Format, digits: u8) -> io::Result<()> {
    match format {
        Format::Text => text(out, answer),
        Format::Json => {
            serde_json::to_writer_pretty(&mut *out, &Answer::of(answer, digits))?;
            writeln!(out)
        }
        Format::Jsonl => {
            serde_json::to_writer(&mut *out, &Answer::of(answer, digits))?;
            writeln!(out)
        }
        Format::Csv | Format::Markdown => rows(out, answer, format, digits),
    }
}

fn text(out: &mut dyn Write, answer: &Calculation) -> io::Result<()> {
    let shown = |calculation: &Calculation| view::display_or_reason(&calculation.value, calculation.unit);
    let all: Vec<&Calculation> = std::iter::once(answer).chain(&answer.also).collect();
    let width = all.iter().map(|calculation| calculation.title.chars().count()).max().unwrap_or(0);
    for calculation in all {
        writeln!(out, "{:width$}  {}", calculation.title, shown(calculation))?;
        if !calculation.formula.is_empty() {
            writeln!(out, "{:width$}  = {}", "", calculation.formula)?;
        }
    }
    match &answer.rate {
        Some(rate) => writeln!(out, "{:width$}  {}", "rate", view::rate_sentence(rate)),
        None => Ok(()),
    }
}

fn rows(out: &mut dyn Write, answer: &Calculation, format: Format, digits: u8) -> io::Result<()> {
    let mut writer = table_writer(format, "results", 0);
    let names = ["result", "value", "unit", "low", "high", "display", "formula", "rate", "rate_date"];
    writer.header(out, &names.map(str::to_owned))?;
    for calculation in std::iter::once(answer).chain(&answer.also) {
        let plain = calculation.value.as_ref().map(|value| view::plain(value, calculation.unit, digits));
        let plain = plain.unwrap_or_default();
        let unit = calculation.unit.map_or(String::new(), |unit| unit.to_string());
        writer.row(
            out,
            &[
                Cell::text(calculation.title.as_str()),
                Cell::number(plain.value),
                Cell::text(unit),
                Cell::number(plain.low),
                Cell::number(plain.high),
                Cell::text(view::display_or_reason(&calculation.value, calculation.unit)),
                Cell::text(calculation.formula.as_str()),
                Cell::number(view::rate_digits(calculation.rate.as_ref(), digits)),
                Cell::text(calculation.rate.as_ref().map_or(String::new(), RateUsed::dates)),
            ],
        )?;
    }
    writer.end(out)
}

/// The JSON form. Values are strings; what is unbounded or not meaningful is null.
#[derive(Serialize)]
struct Answer {
    version: u32,
    result: Shown,
    formula: String,
    inputs: Vec<String>,
    rate: Option<RateShown>,
    also: Vec<Also>,
}

#[derive(Serialize)]
struct Shown {
    value: Option<String>,
    unit: String,
    low: Option<String>,
    high: Option<String>,
    display: String,
}

#[derive(Serialize)]
struct Also {
    name: String,
    #[serde(flatten)]
    shown: Shown,
    formula: String,
}

#[derive(Serialize)]
struct RateShown {
    value: String,
    from: &'static str,
    to: &'static str,
    asked: String,
    used: String,
    kind: &'static str,
    source: String,
}

impl Answer {
    fn of(answer: &Calculation, digits: u8) -> Self {
        Answer {
            version: VERSION,
            result: Shown::of(answer, digits),
            formula: answer.formula.clone(),
            inputs: answer.inputs.clone(),
            rate: answer.rate.as_ref().map(|rate| RateShown::of(rate, digits)),
            also: answer.also.iter().map(|also| Also::of(also, digits)).collect(),
        }
    }
}

impl Also {
    fn of(also: &Calculation, digits: u8) -> Self {
        Also { name: also.title.clone(), shown: Shown::of(also, digits), formula: also.formula.clone() }
    }
}

impl Shown {
    fn of(calculation: &Calculation, digits: u8) -> Self {
        let plain = calculation.value.as_ref().map(|value| view::plain(value, calculation.unit, digits));
        let plain = plain.unwrap_or_default();
        let some = |text: String| Some(text).filter(|text| !text.is_empty());
        Shown {
            value: some(plain.value),
            unit: calculation.unit.map_or(String::new(), |unit| unit.to_string()),
            low: some(plain.low),
            high: some(plain.high),
            display: view::display_or_reason(&calculation.value, calculation.unit),
        }
    }
}

impl RateShown {
    fn of(rate: &RateUsed, digits: u8) -> Self {
        RateShown {
            value: view::rate_digits(Some(rate), digits),
            from: rate.from.code(),
            to: rate.to.code(),
            asked: rate.asked.clone(),
            used: rate.dates(),
            kind: rate.kind,
            source: rate.source.to_string(),
        }
    }
}
