//! Bytes and places: where in a source something stands. Knows nothing of money.

mod cells;
mod place;

pub use cells::{CellProblem, Record, Records, RecordsError, sniff_delimiter};
pub use place::Place;
