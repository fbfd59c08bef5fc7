//! `tieout stake`.

use super::args::StakeArgs;
use super::{Outcome, output};
use crate::verbs::{StakeOptions, stake};

pub(super) fn run(args: &StakeArgs) -> Outcome {
    let options = StakeOptions {
        percent: args.percent.clone(),
        price: args.price.clone(),
        of: args.of.clone(),
        primary: args.primary,
        writing: (&args.writing).into(),
    };
    output::answer(&stake(&options)?, &args.answer)
}
