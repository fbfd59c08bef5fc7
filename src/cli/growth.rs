//! `tieout growth`.

use super::args::GrowthArgs;
use super::{Outcome, output};
use crate::verbs::{GrowthOptions, growth};

pub(super) fn run(args: &GrowthArgs) -> Outcome {
    let options = GrowthOptions {
        from: args.from.clone().or_else(|| args.from_level.clone()),
        to: args.to.clone().or_else(|| args.to_level.clone()),
        rate: args.rate.clone(),
        years: args.years,
        writing: (&args.writing).into(),
    };
    output::answer(&growth(&options)?, &args.answer)
}
