//! Articles: figures and periods in running text, and what its sentences say of them.

pub mod countries;
pub mod events;
pub mod lexer;
pub mod phrases;
mod room;
pub mod subjects;
pub mod tables;
mod vocabulary;
