//! Writes the words of all tables of words as one list, so that a text's words are looked for once.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::words::reader;

/// The Rust source of the list, of tables whose last column has words and phrases between `;`. Of the metrics the first has them too.
///
/// # Errors
///
/// The reason, where a table cannot be read.
pub(crate) fn generate(tables: &[String], metrics: &str) -> Result<String, String> {
    let mut words = BTreeSet::new();
    for table in tables {
        collect(table, &mut words, |record| record.iter().next_back().into_iter().collect())?;
    }
    collect(metrics, &mut words, |record| {
        [0, record.len().saturating_sub(1)].iter().filter_map(|at| record.get(*at)).collect()
    })?;
    let mut source = format!("static TABLED: [&str; {}] = [\n", words.len());
    for word in &words {
        let _ = writeln!(source, "    {word:?},");
    }
    source.push_str("];\n");
    Ok(source)
}

fn collect(
    table: &str,
    words: &mut BTreeSet<String>,
    cells: impl Fn(&csv::StringRecord) -> Vec<&str>,
) -> Result<(), String> {
    for record in reader(table).records() {
        let record = record.map_err(|error| error.to_string())?;
        for cell in cells(&record) {
            words.extend(cell.split([';', ' ']).filter(|word| !word.is_empty()).map(str::to_owned));
        }
    }
    Ok(())
}
