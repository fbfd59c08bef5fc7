//! Bytes and places: where in a source something stands. Knows nothing of money.

mod cells;
mod lines;
mod place;
mod rows;

pub use cells::{CellProblem, Record, Records, RecordsError, sniff_delimiter};
pub use lines::Lines;
pub use place::{Place, Span};
pub use rows::{RowCells, Rows};
