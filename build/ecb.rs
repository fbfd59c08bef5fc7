//! The ECB's history as a table of fixed width: a key for each day, and for each day a cell for every currency.
//!
//! A day's key is `year << 16 | month << 8 | day`, a cell is `mantissa << 4 | scale`, or 0 for `N/A`; all are
//! little-endian `u32`, and the days rise.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Mantissas take the 28 bits above the scale.
const MANTISSA_LIMIT: u32 = 1 << 28;

/// Scales take the 4 low bits.
const SCALE_LIMIT: usize = 1 << 4;

pub(crate) fn write(source: &str, out: &Path) -> Result<(), Box<dyn Error>> {
    let text = fs::read_to_string(source)?;
    let mut lines = text.lines();
    let codes = codes(lines.next().unwrap_or_default()).map_err(|problem| format!("{source}:1: {problem}"))?;
    let (mut days, mut cells) = (Vec::new(), Vec::new());
    for (number, line) in (2..).zip(lines) {
        let (day, row) = row(line, codes.len()).map_err(|problem| format!("{source}:{number}: {problem}"))?;
        days.push(day);
        cells.push(row);
    }
    if days.is_empty() || !days.is_sorted_by(|one, next| one > next) {
        return Err(format!("{source}: the newest day must come first, each day once").into());
    }
    days.reverse();
    cells.reverse();
    fs::write(out.join("ecb_days.bin"), bytes(days.iter()))?;
    fs::write(out.join("ecb_cells.bin"), bytes(cells.iter().flatten()))?;
    fs::write(out.join("ecb.rs"), constants(&codes, &days)?)?;
    Ok(())
}

fn codes(header: &str) -> Result<Vec<&str>, String> {
    let codes = header.strip_prefix("Date,").and_then(|rest| rest.strip_suffix(','));
    Ok(codes
        .ok_or("the header must be Date, the codes, and a comma")?
        .split(',')
        .collect())
}

fn row(line: &str, width: usize) -> Result<(u32, Vec<u32>), Box<dyn Error>> {
    let (day, cells) = line.split_once(',').ok_or("no comma")?;
    let cells = cells.strip_suffix(',').ok_or("no comma at the end")?;
    let cells: Vec<u32> = cells.split(',').map(cell).collect::<Result<_, _>>()?;
    if cells.len() != width {
        return Err(format!("{} cells, the header has {width}", cells.len()).into());
    }
    let [year, month, day] = date_parts(day)?;
    Ok(((year << 16) | (month << 8) | day, cells))
}

/// Packs what can be written back digit for digit, and refuses the rest.
fn cell(written: &str) -> Result<u32, String> {
    if written == "N/A" {
        return Ok(0);
    }
    let (whole, fraction) = written.split_once('.').unwrap_or((written, ""));
    let mantissa: u32 = format!("{whole}{fraction}")
        .parse()
        .map_err(|_| format!("{written:?} is no plain rate"))?;
    let canonical = whole == "0" || !whole.starts_with('0');
    if !canonical || whole.is_empty() || written.ends_with('.') || mantissa == 0 {
        return Err(format!("{written:?} is not written as the table writes it"));
    }
    if mantissa >= MANTISSA_LIMIT || fraction.len() >= SCALE_LIMIT {
        return Err(format!(
            "{written:?} does not fit 28 bits of digits and 4 bits of scale"
        ));
    }
    Ok((mantissa << 4) | fraction.len() as u32)
}

/// Year, month and day of `2015-03-31`.
pub(crate) fn date_parts(text: &str) -> Result<[u32; 3], Box<dyn Error>> {
    let parts: Vec<u32> = text.split('-').map(str::parse).collect::<Result<_, _>>()?;
    let parts: [u32; 3] = parts.try_into().map_err(|_| format!("{text:?} is no date"))?;
    Ok(parts)
}

fn bytes<'a>(words: impl Iterator<Item = &'a u32>) -> Vec<u8> {
    words.flat_map(|word| word.to_le_bytes()).collect()
}

fn constants(codes: &[&str], days: &[u32]) -> Result<String, Box<dyn Error>> {
    let mut text = String::new();
    writeln!(text, "/// The currencies of the table, in the order of its columns.")?;
    writeln!(text, "static CODES: [&str; {}] = {codes:?};", codes.len())?;
    for (name, day) in [("FIRST", days.first()), ("LAST", days.last())] {
        let day = day.ok_or("no days")?;
        let (year, month, day) = (day >> 16, (day >> 8) & 0xFF, day & 0xFF);
        writeln!(text, "const {name}: Date = date({year}, {month}, {day});")?;
    }
    Ok(text)
}
