//! `tieout extract`.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::args::ExtractArgs;
use super::exit::{Failure, say_note};
use super::{Outcome, options, sources};
use crate::read::documents::Kind;
use crate::read::figures_csv::Options as Reading;
use crate::report::ExtractedFigures;
use crate::report::view::DIGITS;
use crate::verbs::{ExtractOptions, Writing, extract};

pub(super) fn run(args: &ExtractArgs) -> Outcome {
    let Writing { style, convention } = Writing::from(&args.writing);
    let reading = ExtractOptions {
        reading: Reading { style, convention, ..Reading::default() },
        published: options::published(args.published.as_deref())?,
    };
    let kinds = args.files.iter().map(|path| kind(path, args.kind)).collect::<Result<Vec<_>, _>>()?;
    let files = sources::open(args.files.iter().map(|path| (path, "an article")))?;
    let mut out = BufWriter::new(io::stdout().lock());
    let mut rows = ExtractedFigures::new(args.format.into(), args.digits.digits.unwrap_or(DIGITS));
    // Nothing is written before the first figure, so that a file that cannot be read leaves nothing behind.
    let mut has_begun = false;
    for (input, kind) in files.iter().zip(kinds) {
        extract(
            input,
            kind,
            &reading,
            |name, note| say_note(&format!("{name}: {note}")),
            |figure| {
                if !std::mem::replace(&mut has_begun, true) {
                    rows.begin(&mut out)?;
                }
                rows.figure(&mut out, figure).map_err(Failure::from)
            },
        )?;
    }
    if !has_begun {
        rows.begin(&mut out)?;
    }
    rows.end(&mut out)?;
    Ok(out.flush()?)
}

/// What a file is read as: what was said, or what its name ends in.
fn kind(path: &Path, said: Option<Kind>) -> Result<Kind, Failure> {
    let name = path.display();
    said.or_else(|| Kind::of_file(&name.to_string())).ok_or_else(|| {
        Failure::Message(format!(
            "{name}: the name does not say what it holds; expected .txt, .md, .html, .docx, .pdf or .jsonl, or --as and the kind: text, md, html, docx, pdf or jsonl"
        ))
    })
}
