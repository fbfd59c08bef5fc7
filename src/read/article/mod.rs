//! Articles: figures and periods in running text, and what its sentences say of them.

pub mod countries;
pub mod events;
mod keys;
pub mod lexer;
pub mod phrases;
pub mod subjects;
pub mod tables;
