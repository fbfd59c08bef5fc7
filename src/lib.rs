//! tieout
#![forbid(unsafe_code)]
pub mod num;
