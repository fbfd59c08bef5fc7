//! Adding to the file, with its comments and its order kept.

use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, Value, value};

use super::Accepted;

/// The text of a configuration with further accepted findings at its end; what it says already is kept to the letter.
///
/// # Errors
/// When the text is no TOML, or what it accepts is no list.
pub fn with_accepted(text: &str, new: &[Accepted]) -> Result<String, String> {
    let mut document: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| error.message().to_owned())?;
    let is_empty = document.is_empty();
    let list = document.entry("accepted").or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    for (at, entry) in new.iter().enumerate() {
        if let Some(tables) = list.as_array_of_tables_mut() {
            let mut table = table(entry);
            if !(is_empty && at == 0) {
                table.decor_mut().set_prefix("\n");
            }
            tables.push(table);
        } else if let Some(array) = list.as_array_mut() {
            push(array, Value::InlineTable(inline(entry)));
        } else {
            return Err("accepted: expected tables, each beginning with [[accepted]]".to_owned());
        }
    }
    Ok(document.to_string())
}

/// Puts a value on a line of its own where the array's other values stand so, a comment behind the last of them kept there.
fn push(array: &mut Array, value: Value) {
    let trailing = array.trailing().as_str().unwrap_or_default().trim_end_matches(' ').to_owned();
    if trailing.ends_with('\n') {
        array.set_trailing("\n");
        array.push_formatted(value.decorated(format!("{trailing}  "), ""));
    } else {
        array.push(value);
    }
}

fn table(entry: &Accepted) -> Table {
    fields(entry).into_iter().map(|(key, field)| (key, value(field))).collect()
}

fn inline(entry: &Accepted) -> InlineTable {
    fields(entry).into_iter().collect()
}

/// The keys of an accepted finding that have a value.
pub(super) fn fields(entry: &Accepted) -> Vec<(&'static str, Value)> {
    let files: Array = entry.files.iter().map(String::as_str).collect();
    let on = entry.on.and_then(|day| day.to_string().parse::<toml_edit::Datetime>().ok());
    [
        ("fingerprint", Some(Value::from(entry.fingerprint.to_string()))),
        ("reason", Some(Value::from(entry.reason.as_ref()))),
        ("finding", entry.finding.as_deref().map(Value::from)),
        ("files", Some(Value::Array(files)).filter(|_| !entry.files.is_empty())),
        ("on", on.map(Value::from)),
    ]
    .into_iter()
    .filter_map(|(key, field)| Some((key, field?)))
    .collect()
}
