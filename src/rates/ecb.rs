//! The euro foreign exchange reference rates of the European Central Bank, as the program carries them.
//!
//! Source: European Central Bank, <https://www.ecb.europa.eu/stats/eurofxref/>. Each rate is units of a currency for one euro.

use jiff::civil::{Date, date};
use rust_decimal::Decimal;

use crate::model::Currency;

include!(concat!(env!("OUT_DIR"), "/ecb.rs"));

/// What results name as their source.
pub const NAME: &str = "ECB euro foreign exchange reference rates";

/// A key of four bytes for each day, rising. `build/ecb.rs` says how keys and cells are packed.
static DAYS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/ecb_days.bin"));

/// For each day a cell of four bytes for each currency.
static CELLS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/ecb_cells.bin"));

const CELL: usize = 4;
const ROW: usize = CELL * CODES.len();

/// The day of the first fixing.
pub fn first_date() -> Date {
    FIRST
}

/// The day of the newest fixing.
pub fn last_date() -> Date {
    LAST
}

/// The currencies, in the order of the source's columns.
pub fn currencies() -> impl Iterator<Item = Currency> {
    CODES.iter().filter_map(|code| Currency::from_code(code))
}

/// The days that have fixings from `start` up to, not including, `end`, rising.
pub(super) fn days(start: Date, end: Date) -> impl DoubleEndedIterator<Item = Date> {
    let keys = keys();
    let (from, to) = (key(start), key(end));
    let first = keys.partition_point(|day| u32::from_le_bytes(*day) < from);
    let past = keys.partition_point(|day| u32::from_le_bytes(*day) < to);
    keys.get(first..past)
        .unwrap_or_default()
        .iter()
        .filter_map(|day| day_of(*day))
}

/// Every day with its rates in the order of [`currencies`], oldest first; `None` is the source's `N/A`. Rates keep the digits
/// of the source: 1.10 is not 1.1.
pub fn rows() -> impl DoubleEndedIterator<Item = (Date, Vec<Option<Decimal>>)> {
    let rows = CELLS.as_chunks::<ROW>().0.iter();
    keys().iter().zip(rows).filter_map(|(day, row)| {
        let cells = row.as_chunks::<CELL>().0.iter().map(|cell| unpack(*cell)).collect();
        Some((day_of(*day)?, cells))
    })
}

/// Whether there were fixings on a day.
pub(super) fn has_day(day: Date) -> bool {
    row_of(day).is_some()
}

fn row_of(day: Date) -> Option<usize> {
    let wanted = key(day);
    keys()
        .binary_search_by_key(&wanted, |day| u32::from_le_bytes(*day))
        .ok()
}

/// The rate in a column on one day.
pub(super) fn fixing(column: usize, day: Date) -> Option<Decimal> {
    let row = CELLS.as_chunks::<ROW>().0.get(row_of(day)?)?;
    unpack(*row.as_chunks::<CELL>().0.get(column)?)
}

fn keys() -> &'static [[u8; 4]] {
    DAYS.as_chunks::<4>().0
}

/// The key of a day, in the order of days; years before the common era come before every key.
fn key(day: Date) -> u32 {
    let year = u16::try_from(day.year()).unwrap_or(0);
    let [high, low] = year.to_be_bytes();
    u32::from_be_bytes([high, low, day.month().unsigned_abs(), day.day().unsigned_abs()])
}

fn day_of(key: [u8; 4]) -> Option<Date> {
    let [day, month, low, high] = key;
    let year = i16::from_le_bytes([low, high]);
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn unpack(cell: [u8; 4]) -> Option<Decimal> {
    let bits = u32::from_le_bytes(cell);
    if bits == 0 {
        return None;
    }
    Some(Decimal::from_parts(bits >> 4, 0, 0, false, bits & 0xF))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fixing_is_read_with_its_digits() {
        let column = |code| CODES.iter().position(|other| *other == code).unwrap();
        for (code, day, written) in [
            ("USD", date(1999, 1, 4), Some("1.1789")),
            ("CNY", date(2015, 3, 31), Some("6.671")),
            ("TRL", date(1999, 1, 4), Some("372274")),
            ("ISK", date(2012, 1, 2), None),
            ("USD", date(2015, 4, 4), None),
            ("USD", date(1998, 12, 31), None),
            ("ZAR", date(2026, 10, 30), Some("18.6455")),
        ] {
            let found = fixing(column(code), day).map(|rate| rate.to_string());
            assert_eq!(found.as_deref(), written, "{code} {day}");
        }
    }

    #[test]
    fn days_are_cut_to_the_range() {
        let found: Vec<Date> = days(date(2015, 4, 2), date(2015, 4, 8)).collect();
        assert_eq!(found, [date(2015, 4, 2), date(2015, 4, 7)]);
        assert_eq!(days(Date::MIN, date(1999, 1, 4)).count(), 0);
        assert_eq!(days(date(1999, 1, 4), Date::MAX).next(), Some(first_date()));
        assert_eq!(days(date(1999, 1, 4), Date::MAX).next_back(), Some(last_date()));
    }
}
