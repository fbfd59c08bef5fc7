//! What an identity says.

use super::Error;
use crate::config;
use crate::identity::{DOCUMENTATION, Ratio};
use crate::model::Metric;

/// An identity to be read about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Explanation {
    /// The names that there are: kinds of identities, the metrics that rows of the table make up, then other pages.
    Names(Vec<String>),
    /// The page of one kind.
    Page(String),
    /// The equation of one row, and its convention.
    Equation(String, String),
}

/// The name of the page about `tieout.toml`.
const CONFIG: &str = "config";

/// The page of an identity, that about `tieout.toml` under the name `config`, the equation of a metric that is made of others, or without a name the names that there are.
///
/// ```
/// use tieout::verbs::{Explanation, explain};
/// let rows = tieout::identity::embedded();
/// match explain(Some("P/E"), &rows)? {
///     Explanation::Equation(equation, _) => assert_eq!(equation, "price to earnings = share price ÷ earnings per share"),
///     other => panic!("{other:?}"),
/// }
/// # Ok::<(), tieout::verbs::Error>(())
/// ```
///
/// # Errors
/// When there is none of that name.
pub fn explain(name: Option<&str>, rows: &[Ratio]) -> Result<Explanation, Error> {
    let Some(name) = name else {
        let kinds = DOCUMENTATION.iter().map(|(name, _)| (*name).to_owned());
        return Ok(Explanation::Names(
            kinds.chain(rows.iter().map(|row| row.result.to_string())).chain([CONFIG.to_owned()]).collect(),
        ));
    };
    if name.trim().eq_ignore_ascii_case(CONFIG) {
        return Ok(Explanation::Page(config::DOCUMENTATION.to_owned()));
    }
    if let Some((_, page)) = DOCUMENTATION.iter().find(|(kind, _)| kind.eq_ignore_ascii_case(name.trim())) {
        return Ok(Explanation::Page((*page).to_owned()));
    }
    let metric = Metric::parse(name);
    match rows.iter().find(|row| row.result == metric) {
        Some(row) => Ok(Explanation::Equation(row.equation.clone(), row.note.clone())),
        None => Err(Error::new(format!("`{name}` is no identity; `tieout explain` lists them"))),
    }
}
