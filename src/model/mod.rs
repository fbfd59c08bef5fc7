//! What a figure is about: when, and which line item.

pub mod period;

pub use period::{FiscalYearEnd, PartKind, Period, PeriodError};
