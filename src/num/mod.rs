//! Digits in, bounds out: exact values, intervals, numbers as written, and how they are shown.
#![allow(clippy::arithmetic_side_effects)]

pub mod display;
mod exact;

pub use exact::{Exact, Rounding};
