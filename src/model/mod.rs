//! What a figure is: whose, what, when, how much and of what.

mod aliases;
pub mod currency;
mod figure;
mod measure;
pub mod metric;
pub mod period;
mod unit;

pub use crate::num::Qualifier;
pub use aliases::Aliases;
pub use currency::{Change, Currency, Match, Replaced};
pub use figure::{Figure, Origin, Quote};
pub use measure::Measure;
pub use metric::{Group, Kind, Metric, Nature};
pub use period::{FiscalYearEnd, FiscalYearEndError, PartKind, Period, PeriodError};
pub use unit::{Noun, Unit, UnitError, written_power};
