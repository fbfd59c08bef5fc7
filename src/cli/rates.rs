//! `tieout rates`.

use std::io::{self, Write};

use super::args::RatesArgs;
use super::{Outcome, options, output};
use crate::report::write_coverage;
use crate::verbs::{Rates, rates};

pub(super) fn run(args: &RatesArgs) -> Outcome {
    let book = options::book(args.book.rates.iter())?;
    match rates(&book, &args.pair, options::when(&args.when)?)? {
        Rates::Rate(rate) => output::answer(&rate, &args.answer),
        Rates::Coverage(coverage) => {
            let mut out = io::stdout().lock();
            write_coverage(&mut out, book.source(), &coverage, args.answer.format.into(), options::width())?;
            Ok(out.flush()?)
        }
    }
}
