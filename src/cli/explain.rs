//! `tieout explain`.

use std::fmt::Write as _;
use std::io::{self, Write as _};

use super::args::ExplainArgs;
use super::{Outcome, options};
use crate::verbs::{Explanation, explain};

pub(super) fn run(args: &ExplainArgs) -> Outcome {
    let rows = options::identities(args.identities.identities.iter())?;
    let name = args.name.join(" ");
    let mut text = String::new();
    match explain(Some(name.as_str()).filter(|name| !name.is_empty()), &rows)? {
        Explanation::Names(names) => text.push_str(&names.join("\n")),
        Explanation::Page(page) => text.push_str(page.trim_end()),
        Explanation::Equation(equation, note) if note.is_empty() => text.push_str(&equation),
        Explanation::Equation(equation, note) => {
            // Writing to a string does not fail.
            let _ = write!(text, "{equation}\n({note})");
        }
    }
    text.push('\n');
    Ok(io::stdout().lock().write_all(text.as_bytes())?)
}
