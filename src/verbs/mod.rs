//! What the program does, as functions: typed options in, results out. They print nothing and know no format.

mod amount;
mod articles;
mod check;
mod convert;
mod documents;
mod entities;
mod error;
mod explain;
mod extract;
mod growth;
mod rates;
mod references;
pub mod report;
mod source;
mod stake;
pub mod timelines;
mod worker;

pub use amount::{Amount, Writing};
pub use articles::{
    ArticleOptions, CheckedDocument, Checker, ReadArticles, check_across, check_articles, check_document,
    check_events_across,
};
pub use check::{CheckOptions, Checked, FindingSink, check};
pub use convert::{ConvertOptions, When, convert, currency};
pub use entities::{Listener, Summary};
pub use error::Error;
pub use explain::{Explanation, explain};
pub use extract::{ExtractOptions, extract};
pub use growth::{GrowthOptions, growth};
pub use rates::{Rates, rates};
pub use references::References;
pub use source::{RunError, Source};
pub use stake::{StakeOptions, stake};
