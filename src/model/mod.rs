//! What a figure is about: when, and which line item.

pub mod metric;
pub mod period;

pub use metric::{Group, Kind, Metric, Nature};
pub use period::{FiscalYearEnd, PartKind, Period, PeriodError};
