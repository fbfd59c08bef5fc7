//! Checks `data/metrics.csv` and writes it as constant tables: the metrics, and every spelling of them in sorted order.

use std::collections::BTreeMap;
use std::fmt::Write as _;

#[path = "../src/model/metric/spelling.rs"]
mod spelling;

const HEADER: [&str; 6] = ["name", "nature", "kind", "sign", "group", "aliases"];

/// The words of each column and the variants that they stand for.
const NATURES: &[(&str, &str)] = &[("flow", "Flow"), ("stock", "Stock"), ("ratio", "Ratio")];
const KINDS: &[(&str, &str)] = &[
    ("money", "Money"),
    ("percent", "Percent"),
    ("count", "Count"),
    ("per-share", "PerShare"),
    ("multiple", "Multiple"),
];
const SIGNS: &[(&str, &str)] = &[("any", "true"), ("nonnegative", "false")];
const GROUPS: &[(&str, &str)] = &[
    ("income statement", "IncomeStatement"),
    ("balance sheet", "BalanceSheet"),
    ("cash flow", "CashFlow"),
    ("per share", "PerShare"),
    ("market", "Market"),
    ("operating", "Operating"),
];

/// The Rust source of the tables.
///
/// # Errors
///
/// The line and the reason, where the table contradicts itself or uses a word that is not known.
pub(crate) fn generate(table: &str) -> Result<String, String> {
    let metrics = read(table)?;
    let spellings = spellings(&metrics)?;
    let mut source = format!("static METRICS: [Entry; {}] = [\n", metrics.len());
    for metric in &metrics {
        write_entry(&mut source, metric);
    }
    let _ = write!(source, "];\nstatic SPELLINGS: [(u64, &str, u16); {}] = [\n", spellings.len());
    for (spelling, index) in &spellings {
        let _ = writeln!(source, "    ({}, {spelling:?}, {index}),", spelling::prefix(spelling.as_bytes()));
    }
    let _ = writeln!(source, "];\nstatic BEGINNINGS: [[(u32, u16, u16); 26]; 26] = {:?};", beginnings(&spellings));
    let longest = spellings.keys().map(String::len).max().unwrap_or_default();
    let _ = writeln!(source, "const LONGEST_SPELLING: usize = {longest};");
    Ok(source)
}

struct Metric {
    line: u64,
    name: String,
    nature: &'static str,
    kind: &'static str,
    can_be_negative: &'static str,
    group: &'static str,
    aliases: Vec<String>,
}

fn read(table: &str) -> Result<Vec<Metric>, String> {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let header = reader.headers().map_err(|error| error.to_string())?;
    if header != HEADER.as_slice() {
        return Err(format!("1: the columns must be {}", HEADER.join(",")));
    }
    let records = reader.into_records();
    records.map(|record| metric(&record.map_err(|error| error.to_string())?)).collect()
}

fn metric(record: &csv::StringRecord) -> Result<Metric, String> {
    let line = record.position().map_or(0, csv::Position::line);
    let cell = |column: usize| record.get(column).unwrap_or_default();
    let word = |column: usize, words| variant(cell(column), words).map_err(|reason| format!("{line}: {reason}"));
    let metric = Metric {
        line,
        name: cell(0).to_owned(),
        nature: word(1, NATURES)?,
        kind: word(2, KINDS)?,
        can_be_negative: word(3, SIGNS)?,
        group: word(4, GROUPS)?,
        aliases: cell(5).split(';').filter(|alias| !alias.is_empty()).map(str::to_owned).collect(),
    };
    check(&metric).map_err(|reason| format!("{line}: {reason}"))?;
    Ok(metric)
}

fn variant(word: &str, words: &[(&str, &'static str)]) -> Result<&'static str, String> {
    let found = words.iter().find(|(known, _)| *known == word).map(|(_, variant)| *variant);
    found.ok_or_else(|| {
        let known: Vec<_> = words.iter().map(|(known, _)| *known).collect();
        format!("`{word}` is none of {}", known.join(", "))
    })
}

fn check(metric: &Metric) -> Result<(), String> {
    for text in metric.aliases.iter().chain([&metric.name]) {
        let written_plainly =
            text.is_ascii() && text.trim() == text && !text.is_empty() && *text == text.to_lowercase();
        if !written_plainly {
            return Err(format!("`{text}` must be lower-case ASCII without blanks around it"));
        }
    }
    if metric.name.contains('/') {
        return Err(format!("`{}` has a `/`, which begins a path below a metric", metric.name));
    }
    let is_factor = matches!(metric.kind, "Percent" | "Multiple");
    if is_factor != (metric.nature == "Ratio") {
        return Err(format!("`{}`: a percent or a multiple is a ratio, and nothing else is", metric.name));
    }
    Ok(())
}

/// Every spelling, folded, with the index of its metric, in order.
fn spellings(metrics: &[Metric]) -> Result<BTreeMap<String, usize>, String> {
    let mut spellings = BTreeMap::new();
    for (index, metric) in metrics.iter().enumerate() {
        for spelling in metric.aliases.iter().chain([&metric.name]) {
            let key = spelling::folded(spelling).map(char::from).collect();
            if spellings.insert(key, index).is_some() {
                return Err(format!("{}: `{spelling}` is in the table already", metric.line));
            }
        }
    }
    Ok(spellings)
}

/// For each two letters that a spelling begins with, the letters that follow them, as bits, all of them where none need follow; then
/// the positions of the first such spelling and of the one after the last.
fn beginnings(spellings: &BTreeMap<String, usize>) -> [[(u32, u16, u16); 26]; 26] {
    let mut beginnings = [[(0, 0, 0); 26]; 26];
    for (at, spelling) in (0..).zip(spellings.keys()) {
        if let [first @ b'a'..=b'z', second @ b'a'..=b'z', rest @ ..] = spelling.as_bytes() {
            let (thirds, begin, end) = &mut beginnings[usize::from(first - b'a')][usize::from(second - b'a')];
            if *thirds == 0 {
                *begin = at;
            }
            *end = at + 1;
            *thirds |= match rest.first() {
                Some(third @ b'a'..=b'z') => 1 << (third - b'a'),
                _ => u32::MAX,
            };
        }
    }
    beginnings
}

fn write_entry(source: &mut String, metric: &Metric) {
    let Metric { name, nature, kind, can_be_negative, group, aliases, .. } = metric;
    let _ = writeln!(
        source,
        "    Entry {{ name: {name:?}, nature: Nature::{nature}, kind: Kind::{kind}, \
         can_be_negative: {can_be_negative}, group: Group::{group}, aliases: &{aliases:?} }},"
    );
}
