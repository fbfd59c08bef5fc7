//! `data/currencies.csv` as sorted constant tables: the currencies, their names and their symbols.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// The columns of the file.
const HEADER: [&str; 10] = [
    "code",
    "name",
    "minor",
    "display",
    "symbols",
    "names",
    "replaced_by",
    "ratio",
    "replaced_on",
    "change",
];

/// Codes that the program names itself.
const NAMED: [&str; 2] = ["EUR", "USD"];

struct Row {
    code: String,
    name: String,
    minor: u8,
    display: String,
    symbols: Vec<String>,
    names: Vec<String>,
    replaced: Option<Replaced>,
}

struct Replaced {
    by: String,
    ratio: String,
    on: String,
    change: &'static str,
}

pub(crate) fn write(source: &str, out: &Path) -> Result<(), Box<dyn Error>> {
    let rows = read(source)?;
    check(&rows).map_err(|problem| format!("{source}: {problem}"))?;
    let index: BTreeMap<&str, usize> = rows
        .iter()
        .enumerate()
        .map(|(at, row)| (row.code.as_str(), at))
        .collect();
    let mut text = String::new();
    write_rows(&mut text, &rows, &index)?;
    let mut symbols = words(&rows, |row| &row.symbols);
    symbols.sort_by_key(|(symbol, _)| (Reverse(symbol.len()), symbol.clone()));
    write_words(&mut text, "SYMBOLS", &symbols)?;
    write_words(&mut text, "NAMES", &words(&rows, |row| &row.names))?;
    write_named(&mut text, &index)?;
    fs::write(out.join("currencies.rs"), text)?;
    Ok(())
}

fn read(source: &str) -> Result<Vec<Row>, Box<dyn Error>> {
    let mut reader = csv::Reader::from_path(source)?;
    if reader.headers()? != HEADER.as_slice() {
        return Err(format!("{source}: the header must be {}", HEADER.join(",")).into());
    }
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record?;
        rows.push(row(&record).map_err(|problem| format!("{source}: {:?}: {problem}", record.get(0)))?);
    }
    Ok(rows)
}

fn row(record: &csv::StringRecord) -> Result<Row, Box<dyn Error>> {
    let cell = |column: usize| record.get(column).unwrap_or_default().to_owned();
    let listed = |column: usize, separator: char| -> Vec<String> {
        cell(column)
            .split(separator)
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    Ok(Row {
        code: cell(0),
        name: cell(1),
        minor: cell(2).parse()?,
        display: cell(3),
        symbols: listed(4, ' '),
        names: listed(5, '|'),
        replaced: if cell(6).is_empty() {
            None
        } else {
            Some(replaced([cell(6), cell(7), cell(8), cell(9)])?)
        },
    })
}

fn replaced([by, ratio, on, change]: [String; 4]) -> Result<Replaced, Box<dyn Error>> {
    let change = match change.as_str() {
        "redenominated" => "Redenominated",
        "adopted" => "Adopted",
        other => return Err(format!("change is {other:?}: redenominated or adopted").into()),
    };
    Ok(Replaced { by, ratio, on, change })
}

fn check(rows: &[Row]) -> Result<(), String> {
    if !rows.is_sorted_by(|one, next| one.code < next.code) {
        return Err("the rows must be sorted by code, each code once".to_owned());
    }
    for row in rows {
        if row.code.len() != 3 || !row.code.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return Err(format!("{:?} is no code of three capital letters", row.code));
        }
        for word in row.names.iter().chain(&row.symbols) {
            let taken = rows.iter().find(|other| other.code.eq_ignore_ascii_case(word));
            if let Some(other) = taken {
                return Err(format!("{word:?} of {} is the code {}", row.code, other.code));
            }
        }
        if let Some(name) = row.names.iter().find(|name| **name != name.to_lowercase()) {
            return Err(format!("{name:?} of {} must be in lower case", row.code));
        }
    }
    Ok(())
}

/// Each word with the currencies that bear it, sorted by word.
fn words(rows: &[Row], of: impl Fn(&Row) -> &Vec<String>) -> Vec<(String, Vec<usize>)> {
    let mut words: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        for word in of(row) {
            words.entry(word.clone()).or_default().push(at);
        }
    }
    words.into_iter().collect()
}

fn write_rows(text: &mut String, rows: &[Row], index: &BTreeMap<&str, usize>) -> Result<(), Box<dyn Error>> {
    writeln!(text, "static CURRENCIES: [Row; {}] = [", rows.len())?;
    for row in rows {
        let Row {
            code,
            name,
            minor,
            display,
            ..
        } = row;
        let replaced = match &row.replaced {
            Some(replaced) => format!("Some({})", successor(replaced, index)?),
            None => "None".to_owned(),
        };
        writeln!(
            text,
            "Row {{ code: {code:?}, name: {name:?}, minor: {minor}, display: {display:?}, replaced: {replaced} }},"
        )?;
    }
    writeln!(text, "];")?;
    Ok(())
}

fn successor(replaced: &Replaced, index: &BTreeMap<&str, usize>) -> Result<String, Box<dyn Error>> {
    let Replaced { by, ratio, on, change } = replaced;
    let by = index
        .get(by.as_str())
        .ok_or_else(|| format!("{by} is not in the table"))?;
    let (whole, fraction) = ratio.split_once('.').unwrap_or((ratio, ""));
    let mantissa: u64 = format!("{whole}{fraction}").parse()?;
    let (low, middle, scale) = (mantissa & 0xFFFF_FFFF, mantissa >> 32, fraction.len());
    let [year, month, day] = crate::ecb::date_parts(on)?;
    Ok(format!(
        "Replaced {{ by: Currency({by}), ratio: Decimal::from_parts({low}, {middle}, 0, false, {scale}), \
         on: date({year}, {month}, {day}), change: Change::{change} }}"
    ))
}

fn write_words(text: &mut String, table: &str, words: &[(String, Vec<usize>)]) -> Result<(), Box<dyn Error>> {
    writeln!(text, "static {table}: [(&str, &[Currency]); {}] = [", words.len())?;
    for (word, currencies) in words {
        let listed: Vec<String> = currencies.iter().map(|at| format!("Currency({at})")).collect();
        writeln!(text, "({word:?}, &[{}]),", listed.join(", "))?;
    }
    writeln!(text, "];")?;
    Ok(())
}

fn write_named(text: &mut String, index: &BTreeMap<&str, usize>) -> Result<(), Box<dyn Error>> {
    writeln!(text, "impl Currency {{")?;
    for code in NAMED {
        let at = index.get(code).ok_or_else(|| format!("{code} is not in the table"))?;
        writeln!(text, "/// `{code}`.\npub const {code}: Currency = Currency({at});")?;
    }
    writeln!(text, "}}")?;
    Ok(())
}
