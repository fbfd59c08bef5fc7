//! JSON and JSON Lines. Numbers are strings, so that no reader takes them through binary floating point.

use std::collections::HashSet;
use std::io::{self, Write};

use serde::Serializer;

use super::table::{Cell, TableWriter};

/// The version of the JSON formats: it changes when a field is renamed or removed.
pub(super) const VERSION: u32 = 1;

/// Writes a table as one object with a list of rows, or as an object a line.
pub(super) struct JsonTable {
    /// The list's name in the object; none for lines.
    name: Option<&'static str>,
    columns: Vec<String>,
    rows: u64,
}

impl JsonTable {
    pub(super) fn object(name: &'static str) -> Self {
        JsonTable { name: Some(name), columns: Vec::new(), rows: 0 }
    }

    pub(super) fn lines() -> Self {
        JsonTable { name: None, columns: Vec::new(), rows: 0 }
    }
}

/// The names as keys: a column without one is called after its place.
fn keys(names: &[String]) -> Vec<String> {
    let taken: HashSet<&String> = names.iter().collect();
    let key = |(index, name): (usize, &String)| {
        if !name.is_empty() {
            return name.clone();
        }
        let mut key = format!("column_{}", index.saturating_add(1));
        while taken.contains(&key) {
            key.push('_');
        }
        key
    };
    names.iter().enumerate().map(key).collect()
}

impl TableWriter for JsonTable {
    fn header(&mut self, out: &mut dyn Write, names: &[String]) -> io::Result<()> {
        self.columns = keys(names);
        match self.name {
            Some(name) => write!(out, "{{\"version\":{VERSION},\"{name}\":["),
            None => Ok(()),
        }
    }

    fn row(&mut self, out: &mut dyn Write, cells: &[Cell<'_>]) -> io::Result<()> {
        let separator = match (self.name, self.rows) {
            (Some(_), 0) => "\n",
            (Some(_), _) => ",\n",
            (None, _) => "",
        };
        out.write_all(separator.as_bytes())?;
        // Fields stand in the order of the columns; what is empty is null.
        let fields =
            self.columns.iter().zip(cells.iter().map(|cell| Some(cell.as_str()).filter(|text| !text.is_empty())));
        serde_json::Serializer::new(&mut *out).collect_map(fields)?;
        self.rows = self.rows.saturating_add(1);
        if self.name.is_none() { writeln!(out) } else { Ok(()) }
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        match (self.name, self.rows) {
            (Some(_), 0) => writeln!(out, "]}}"),
            (Some(_), _) => writeln!(out, "\n]}}"),
            (None, _) => Ok(()),
        }
    }
}
