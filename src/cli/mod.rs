//! The command line: arguments in, exit status out. The only place where verbs and reports meet, and where files are opened.

mod accepting;
mod args;
mod check;
mod convert;
mod exit;
mod explain;
mod extract;
mod growth;
mod manual;
mod options;
mod output;
mod outputs;
mod rates;
mod report;
mod settings;
mod sources;
mod stake;

use std::ffi::OsString;

use clap::Parser;

use args::{Cli, Command};
use exit::Failure;

/// The command line's definition, from which completions, the manual and the help are made.
pub fn command() -> clap::Command {
    <Cli as clap::CommandFactory>::command()
}

/// Runs one call and returns its exit status: 0 when it was answered, 1 when `check` found figures that contradict each other, 2 when the call or its input is wrong.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => return exit::usage(&error),
    };
    let outcome = match cli.command {
        Command::Growth(args) => growth::run(&args),
        Command::Convert(args) => convert::run(&args),
        Command::Stake(args) => stake::run(&args),
        Command::Report(args) => report::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Extract(args) => extract::run(&args),
        Command::Rates(args) => rates::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Completions(args) => manual::completions(&args),
        Command::Man(args) => manual::man(&args),
    };
    exit::status(outcome)
}

type Outcome = Result<(), Failure>;
