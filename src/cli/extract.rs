//! `tieout extract`.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::args::ExtractArgs;
use super::exit::Failure;
use super::{Outcome, sources};
use crate::read::documents::Kind;
use crate::report::view::DIGITS;
use crate::report::{ExtractedFigures, ExtractedRow};
use crate::verbs::{ExtractOptions, Extracted, Writing, extract};

pub(super) fn run(args: &ExtractArgs) -> Outcome {
    let Writing { style, convention } = Writing::from(&args.writing);
    let options = ExtractOptions { style, convention };
    let kinds = args.files.iter().map(|path| kind(path, args.kind)).collect::<Result<Vec<_>, _>>()?;
    let files = sources::open(args.files.iter())?;
    let mut out = BufWriter::new(io::stdout().lock());
    let mut rows = ExtractedFigures::new(args.format.into(), args.digits.digits.unwrap_or(DIGITS));
    rows.begin(&mut out)?;
    for (input, kind) in files.iter().zip(kinds) {
        extract(input, kind, &options, |figure| rows.figure(&mut out, &row(figure)).map_err(Failure::from))?;
    }
    rows.end(&mut out)?;
    Ok(out.flush()?)
}

/// What a file is read as: what was said, or what its name ends in.
fn kind(path: &Path, said: Option<Kind>) -> Result<Kind, Failure> {
    let name = path.display();
    said.or_else(|| Kind::of_file(&name.to_string())).ok_or_else(|| {
        Failure::Message(format!(
            "{name}: the name does not say what it holds; say it with --as text, md, html or jsonl"
        ))
    })
}

fn row(figure: &Extracted) -> ExtractedRow<'_> {
    ExtractedRow {
        source: &figure.source,
        span: figure.span,
        value: &figure.value,
        unit: figure.unit.as_deref(),
        nominal: &figure.nominal,
        interval: &figure.interval,
        qualifier: figure.qualifier,
    }
}
