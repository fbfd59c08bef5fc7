//! Readers: sources in, figures out.

pub mod article;
pub mod documents;
pub mod figures_csv;
