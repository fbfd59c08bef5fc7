//! Readers: sources in, figures out.

pub mod figures_csv;
