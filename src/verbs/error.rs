//! Why a call could not be answered.

use std::fmt;

/// The call or an input is wrong; the message says what was found, what is allowed and how to go on.
#[derive(Debug)]
pub struct Error {
    message: String,
}

impl Error {
    /// An error with this message, of one line or more.
    pub fn new(message: impl fmt::Display) -> Self {
        Error { message: message.to_string() }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
