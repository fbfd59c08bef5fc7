//! Results as bytes: one view of each result, and one file for each format. Nothing is computed here.

mod calculation;
mod coverage;
mod csv;
mod escape;
mod extracted;
mod findings;
mod json;
mod markdown;
mod metrics;
mod rates;
mod table;
mod terminal;
pub mod view;
mod wide;

pub use calculation::write_calculation;
pub use coverage::write_coverage;
pub use extracted::ExtractedFigures;
pub use findings::{Canvas, FindingsFormat, FindingsStyle, FindingsWriter, Sources};
pub use metrics::Metrics;
pub use table::{Cell, Format, TableWriter, table_writer};
pub use wide::{WideColumns, WideRows, wide_header};
