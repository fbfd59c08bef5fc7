//! tieout
#![forbid(unsafe_code)]
pub mod engine;
pub mod identity;
pub mod num;
pub mod text;
