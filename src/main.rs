//! The `tieout` command.
#![forbid(unsafe_code)]

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(tieout::cli::run(std::env::args_os()))
}
