//! Currencies that several countries call by one name, where an article names the country.

use super::lexer::{FigureToken, FigureUnit};
use crate::model::currency::lookup;
use crate::model::{Currency, Match};

/// The currencies, among those that the names in some figures may mean, whose country a text names: "Danish" for the kroner of Denmark.
///
/// ```
/// use tieout::read::article::{countries, lexer};
/// let text = "The Danish bank paid 5m kroner.";
/// let tokens = lexer::tokens(text, &lexer::LexerOptions::default());
/// let spoken = countries::spoken_of([text].into_iter(), tokens.iter().filter_map(|token| token.figure()));
/// assert_eq!(spoken.iter().map(|currency| currency.code()).collect::<Vec<_>>(), ["DKK"]);
/// ```
pub fn spoken_of<'t>(
    texts: impl Iterator<Item = &'t str>,
    figures: impl Iterator<Item = &'t FigureToken>,
) -> Vec<Currency> {
    let mut likely: Vec<Currency> = figures
        .filter_map(|figure| match figure.unit {
            FigureUnit::OneOf(several) => Some(several),
            _ => None,
        })
        .flat_map(|several| several.iter().copied())
        .collect();
    likely.sort_unstable();
    likely.dedup();
    if likely.is_empty() {
        return Vec::new();
    }
    let mut spoken = Vec::new();
    for text in texts {
        let words = || text.split(|c: char| !c.is_alphabetic());
        likely.retain(|currency| {
            let is_named = words().any(|word| is_country_of(*currency, word));
            if is_named {
                spoken.push(*currency);
            }
            !is_named
        });
    }
    spoken
}

/// Whether a word says whose currency it is: the "Danish" of the Danish krone, the "Norway" of Norway's.
fn is_country_of(currency: Currency, word: &str) -> bool {
    let noun = currency.name().rsplit(' ').next().unwrap_or_default();
    let is_name = word.starts_with(char::is_uppercase);
    is_name && lookup(&format!("{word} {noun}")) == Some(Match::One(currency))
}
