//! Names that stand for others.

use std::collections::HashMap;
use std::sync::Arc;

use super::Metric;
use super::metric::{fold, spelling_key};

/// Names that a reader wants taken for others: of entities and of metrics, in any case.
///
/// ```
/// use tieout::model::{Aliases, Metric};
/// let mut aliases = Aliases::default();
/// aliases.add_entity("KSFT", "Kingsoft");
/// aliases.add_metric("takings", "revenue");
/// assert_eq!(aliases.entity("ksft"), Some(&"Kingsoft".into()));
/// assert_eq!(aliases.metric("Takings/Cloud"), Metric::parse("revenue/cloud"));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Aliases {
    entities: HashMap<String, Arc<str>>,
    metrics: HashMap<Vec<u8>, Arc<str>>,
    /// How many `/` the alias of a metric has at most, so that no more of a text are looked at.
    deepest: usize,
}

impl Aliases {
    /// Has an entity's name in any case stand for another.
    pub fn add_entity(&mut self, alias: &str, canonical: &str) {
        self.entities.insert(alias.to_lowercase(), canonical.into());
    }

    /// Has a metric's name, in any spelling that [`Metric::parse`] takes for one, stand for another. It goes before the
    /// aliases that every metric has.
    pub fn add_metric(&mut self, alias: &str, canonical: &str) {
        let key = spelling_key(alias);
        self.deepest = self.deepest.max(key.iter().filter(|byte| **byte == b'/').count());
        self.metrics.insert(key, canonical.into());
    }

    /// Whether nothing stands for anything else.
    pub fn is_empty(&self) -> bool {
        self.entities.is_empty() && self.metrics.is_empty()
    }

    /// The name that an entity's name stands for, where it is an alias.
    pub fn entity(&self, name: &str) -> Option<&Arc<str>> {
        if self.entities.is_empty() { None } else { self.entities.get(&name.to_lowercase()) }
    }

    /// The metric that a text names: itself or its beginning up to a `/` may be an alias, the longest counts.
    pub fn metric(&self, text: &str) -> Metric {
        if self.metrics.is_empty() {
            return Metric::parse(text);
        }
        let folded = fold(text);
        let slashes = folded.match_indices('/').map(|(place, _)| place);
        let ends = slashes.chain([folded.len()]).take(self.deepest.saturating_add(1));
        let found = ends.filter_map(|end| folded.split_at_checked(end)).filter_map(|(name, path)| {
            let canonical = self.metrics.get(&spelling_key(name))?;
            Some(Metric::parse(&format!("{canonical}{path}")))
        });
        found.last().unwrap_or_else(|| Metric::parse(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_beginning_that_is_an_alias_counts() {
        let mut aliases = Aliases::default();
        aliases.add_metric("Net Takings", "revenue");
        aliases.add_metric("net takings/hot", "gross profit/cloud");
        aliases.add_metric("sales", "unit sales");
        for (text, expected) in [
            ("net takings", "revenue"),
            ("NET-takings ", "revenue"),
            ("net takings/cold", "revenue/cold"),
            ("net takings / hot/emea", "gross profit/cloud/emea"),
            ("net takings of hot", "net takings of hot"),
            ("turnover", "revenue"),
            ("Sales", "units sold"),
            ("sales//a-b", "units sold/a-b"),
            ("", ""),
        ] {
            assert_eq!(aliases.metric(text).to_string(), expected, "{text}");
        }
    }
}
