//! What the program does, as functions: typed options in, results out. They print nothing and know no format.

mod amount;
mod check;
mod convert;
mod error;
mod explain;
mod growth;
mod rates;
pub mod report;
mod stake;

pub use amount::{Amount, Writing};
pub use check::{CheckOptions, Checked, check};
pub use convert::{ConvertOptions, When, convert, currency};
pub use error::Error;
pub use explain::{Explanation, explain};
pub use growth::{GrowthOptions, growth};
pub use rates::{Rates, rates};
pub use stake::{StakeOptions, stake};
