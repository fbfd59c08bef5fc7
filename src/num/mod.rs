//! Digits in, bounds out: exact values, intervals, numbers as written, and how they are shown.
//!
//! The only place with raw arithmetic on digits: an [`Exact`] cannot overflow, mantissas are kept under 28 digits before they
//! are multiplied, and places stay within a few dozen of zero.
#![allow(clippy::arithmetic_side_effects)]

mod display;
mod exact;
mod fraction;
mod interval;
mod reported;
mod written;

pub use display::{Shown, fixed, in_formula, plain, show};
pub use exact::{Exact, Rounding};
pub use interval::{End, Interval};
pub use reported::{Convention, Numeral, Qualifier, Reported, rounded_to};
pub(crate) use written::Digits;
pub use written::{
    ErrorKind, MAX_MAGNITUDE, Mark, Style, Written, WrittenError, bounds_after, mark_of, marks, parse, qualifiers,
    scale_power, scales,
};
