//! tieout
#![forbid(unsafe_code)]
pub mod num;
pub mod text;
