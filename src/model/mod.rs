//! What figures are made of.

pub mod currency;

pub use currency::{Change, Currency, Match, Replaced};
