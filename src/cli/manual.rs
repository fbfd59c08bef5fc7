//! `tieout completions` and `tieout man`.

use std::io::{self, Write};

use super::Outcome;
use super::args::{CompletionsArgs, ManArgs};
use super::exit::Failure;

pub(super) fn completions(args: &CompletionsArgs) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut super::command(), "tieout", &mut script);
    Ok(io::stdout().lock().write_all(&script)?)
}

pub(super) fn man(args: &ManArgs) -> Outcome {
    let mut command = super::command();
    command.build();
    let page = match &args.command {
        None => command,
        Some(name) => match command.find_subcommand(name) {
            Some(found) => found.clone().display_name(format!("tieout-{name}")),
            None => return Err(Failure::Message(format!("`{name}` is no command; see tieout --help"))),
        },
    };
    let mut text = Vec::new();
    clap_mangen::Man::new(page).render(&mut text)?;
    Ok(io::stdout().lock().write_all(&text)?)
}
