//! Tables of words: a few columns that say what the words in the last one are, which `;` separates.

/// The longest word that the program looks up, in bytes.
pub(crate) const LONGEST: usize = 16;

/// Reads a table, in which lines that begin with `#` are comments.
pub(crate) fn reader(table: &str) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(table.as_bytes())
}

/// The rows of a table, each with its line. Lines that begin with `#` are comments.
///
/// # Errors
///
/// The line and the reason, where the columns are others or a row cannot be read.
pub(crate) fn rows(table: &str, header: &[&str]) -> Result<Vec<(u64, csv::StringRecord)>, String> {
    let mut reader = reader(table);
    let found = reader.headers().map_err(|error| error.to_string())?;
    if found.iter().ne(header.iter().copied()) {
        return Err(format!("1: expected the columns {}", header.join(",")));
    }
    let records = reader.into_records().map(|record| {
        let record = record.map_err(|error| error.to_string())?;
        Ok((record.position().map_or(0, csv::Position::line), record))
    });
    records.collect()
}
