//! tieout
#![forbid(unsafe_code)]
pub mod model;
pub mod num;
