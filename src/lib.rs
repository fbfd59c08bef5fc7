//! Decimal-precise financial metrics, and the interval that the rounding of reported figures allows.
//!
//! Three ideas carry the program. A figure is an interval: 3.4bn was rounded, so the true value lies between 3.35bn and 3.45bn.
//! An identity relates figures: growth = current ÷ prior − 1. Figures and identities form a network, in which what was unknown
//! and becomes bounded is a derived metric.
//!
//! One figure from a CSV line to a report line: [`text`] splits the line into cells with their places; [`num`] reads the number
//! as written and says which true values it allows; [`read`] makes the row a [`model::Figure`]; [`engine`] binds figures to the
//! equations of [`identity`], with rates from [`rates`], and solves them into [`finding`]s; [`report`] formats each number once
//! and writes it. [`verbs`] are these steps as functions, [`cli`] calls them from a shell.
//!
//! ```
//! use tieout::verbs::{GrowthOptions, growth};
//! let options = GrowthOptions { to: Some("3.4bn yuan".into()), rate: Some("54%".into()), ..GrowthOptions::default() };
//! let prior = growth(&options)?;
//! assert_eq!(tieout::report::view::display_or_reason(&prior.value, prior.unit), "CNY 2.21bn (2.168bn to 2.248bn)");
//! # Ok::<(), tieout::verbs::Error>(())
//! ```
#![forbid(unsafe_code)]
#![cfg_attr(
    not(test),
    deny(
        clippy::arithmetic_side_effects,
        clippy::expect_used,
        clippy::float_arithmetic,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::print_stderr,
        clippy::print_stdout,
        clippy::string_slice,
        clippy::todo,
        clippy::unimplemented,
        clippy::unreachable,
        clippy::unwrap_used
    )
)]
#![cfg_attr(test, allow(clippy::disallowed_methods))]

pub mod cli;
pub mod config;
pub mod engine;
pub mod finding;
pub mod identity;
pub mod model;
pub mod num;
pub mod rates;
pub mod read;
pub mod report;
pub mod text;
pub mod verbs;
