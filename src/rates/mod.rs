//! Exchange rates: the European Central Bank's daily reference rates, files of one's own, and what can be said from them.
//!
//! A rate is always exact: the fixings are decimals, a cross of two is a fraction, and a mean of crosses is too. What the book
//! does not know it refuses, with the range that it does know.
//!
//! ```
//! use jiff::civil::date;
//! use tieout::{model::Currency, num::Rounding, rates::Book};
//! let yuan = Currency::from_code("CNY").ok_or("unknown")?;
//! let rate = Book::embedded().on(Currency::USD, yuan, date(2015, 3, 31))?;
//! assert_eq!(rate.value.to_plain(5, Rounding::Nearest), "6.2004");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod book;
mod calendar;
mod cells;
mod collect;
mod coverage;
mod ecb_csv;
mod error;
mod extremes;
mod layer;
mod pair;
mod rate;
mod refusal;
mod routes;
mod source;
mod user_csv;

pub mod ecb;

pub use book::Book;
pub use coverage::Coverage;
pub use error::{Known, RateError};
pub use rate::{Asked, Rate, RateKind};
pub use source::{Problem, SourceError};
