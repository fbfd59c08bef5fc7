//! `tieout convert`.

use super::args::ConvertArgs;
use super::exit::Failure;
use super::{Outcome, options, output};
use crate::verbs::{ConvertOptions, convert};

pub(super) fn run(args: &ConvertArgs) -> Outcome {
    let Some((to, words)) = args.words.split_last() else {
        return Err(Failure::Message(
            "expected a currency to convert into: `tieout convert 3.4bn yuan USD`".to_owned(),
        ));
    };
    let amount: Vec<&str> =
        std::iter::once(&args.amount).chain(without_preposition(words)).map(String::as_str).collect();
    let options = ConvertOptions {
        amount: amount.join(" "),
        to: to.clone(),
        when: options::when(&args.when)?,
        writing: (&args.writing).into(),
    };
    let book = options::book(args.book.rates.iter())?;
    output::answer(&convert(&book, &options)?, &args.answer)
}

/// `3.4bn yuan to USD` and `in USD` are what people type.
fn without_preposition(words: &[String]) -> &[String] {
    match words.split_last() {
        Some((last, rest)) if ["to", "in"].contains(&last.as_str()) => rest,
        _ => words,
    }
}
