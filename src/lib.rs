//! tieout
#![forbid(unsafe_code)]
pub mod engine;
pub mod finding;
pub mod identity;
pub mod model;
pub mod num;
pub mod rates;
pub mod read;
pub mod text;
