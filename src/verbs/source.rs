//! Figure CSVs as verbs see them: a name and bytes; and why a run over them ended early.

use std::fmt;
use std::io::{self, Read};
use std::sync::Arc;

use super::Error;
use crate::read::figures_csv::{Figures, Options as Reading, ReadError};

/// A figure CSV that can be read more than once.
pub trait Source {
    /// Its name in messages and results.
    fn name(&self) -> &Arc<str>;
    /// Its bytes, from the beginning.
    ///
    /// # Errors
    /// When it cannot be opened.
    fn open(&self) -> io::Result<Box<dyn Read + '_>>;
}

/// Why a run over figure CSVs ended early.
#[derive(Debug)]
#[non_exhaustive]
pub enum RunError {
    /// A source cannot be read; the message names it.
    Input(Error),
    /// The results cannot be written.
    Output(io::Error),
}

impl fmt::Display for RunError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RunError::Input(error) => error.fmt(f),
            RunError::Output(error) => write!(f, "the result cannot be written: {error}"),
        }
    }
}

impl std::error::Error for RunError {}

impl From<Error> for RunError {
    fn from(error: Error) -> Self {
        RunError::Input(error)
    }
}

/// The figures of a source, of which the header is read.
pub(super) fn figures<'s>(source: &'s dyn Source, reading: &Reading) -> Result<Figures<Box<dyn Read + 's>>, RunError> {
    let name = source.name();
    let input = source.open().map_err(|error| failed_to_read(name, &error))?;
    Figures::new(Arc::clone(name), input, reading.clone()).map_err(|error| input_error(name, &error))
}

/// What a reader says of the source that it reads.
pub(super) fn input_error(name: &str, error: &ReadError) -> RunError {
    match error.io() {
        Some(error) => failed_to_read(name, error),
        None => RunError::Input(Error::new(error)),
    }
}

fn failed_to_read(name: &str, error: &io::Error) -> RunError {
    RunError::Input(Error::new(format!("{name}: cannot be read: {error}")))
}
