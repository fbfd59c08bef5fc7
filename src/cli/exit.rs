//! How a call ends: exit status and messages.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use crate::verbs::{Error, RunError};

/// Figures contradict each other.
const INCONSISTENT: u8 = 1;

/// The call or its input is wrong.
const WRONG: u8 = 2;

/// Why a call was not answered.
pub(super) enum Failure {
    /// With a message: a line for each problem.
    Message(String),
    /// The messages are out already.
    Told,
    /// It was answered: figures contradict each other.
    Inconsistent,
    /// The answer could not be written; a reader that closed the pipe has what it wanted.
    Output(io::Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Failure::Message(error.to_string())
    }
}

impl From<RunError> for Failure {
    fn from(error: RunError) -> Self {
        match error {
            RunError::Input(error) => error.into(),
            RunError::Output(error) => error.into(),
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Failure::Output(error)
    }
}

/// Says what went wrong and returns the exit status.
pub(super) fn status(outcome: Result<(), Failure>) -> u8 {
    match outcome {
        Ok(()) => 0,
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => 0,
        Err(Failure::Output(error)) => {
            say_error(&format!("the result cannot be written: {error}"));
            WRONG
        }
        Err(Failure::Message(message)) => {
            say_error(&message);
            WRONG
        }
        Err(Failure::Told) => WRONG,
        Err(Failure::Inconsistent) => INCONSISTENT,
    }
}

/// A call that clap could not read, or one for its help.
pub(super) fn usage(error: &clap::Error) -> u8 {
    // Nothing is left to tell anyone if standard error itself is closed.
    let _ = error.print();
    u8::try_from(error.exit_code()).unwrap_or(WRONG)
}

/// Writes `error: ` and each line of a message to standard error, in colour where that is a terminal.
pub(super) fn say_error(message: &str) {
    say("error", AnsiColor::Red, message);
}

/// Writes `warning: ` and a message to standard error.
pub(super) fn say_warning(message: &str) {
    say("warning", AnsiColor::Yellow, message);
}

/// Writes `note: ` and a message to standard error.
pub(super) fn say_note(message: &str) {
    say("note", AnsiColor::Cyan, message);
}

fn say(label: &str, colour: AnsiColor, message: &str) {
    let style = Style::new().bold().fg_color(Some(colour.into()));
    let mut out = anstream::stderr().lock();
    for line in message.lines() {
        // Nothing is left to tell anyone if standard error itself is closed.
        let _ = writeln!(out, "{style}{label}{style:#}: {}", printable(line));
    }
}

/// A message without the control characters that an input may have put into it.
fn printable(message: &str) -> String {
    message.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}
