//! The line item that a figure is of: revenue, net income, users.

mod spelling;
mod table;

use std::convert::Infallible;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;
use std::sync::Arc;

use table::{Entry, Known};

/// Equal for the spellings of one metric: in any case, with `-`, `_` and any number of blanks alike, and none around a `/`.
pub(super) fn spelling_key(text: &str) -> Vec<u8> {
    spelling::folded(&fold(text)).collect()
}

/// Whether a metric is measured over a period or at a moment: a flow is translated at an average exchange rate, a stock at a
/// closing one (IAS 21).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Nature {
    /// Over a period, and the sum of its parts: revenue, deliveries.
    Flow,
    /// At a moment: total assets, share price, users.
    Stock,
    /// A relation between other metrics, without a currency: margins, price to earnings.
    Ratio,
}

/// What the values of a metric are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// An amount in a currency.
    Money,
    /// A percentage.
    Percent,
    /// A number of people or things.
    Count,
    /// An amount in a currency for one share.
    PerShare,
    /// A bare factor, such as 15 times earnings.
    Multiple,
}

/// The part of a report in which a metric is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Income and expenses, and the margins between them.
    IncomeStatement,
    /// Assets, liabilities and equity, and the ratios between them.
    BalanceSheet,
    /// Cash in and out.
    CashFlow,
    /// Amounts for one share.
    PerShare,
    /// What the market pays.
    Market,
    /// What the business counts: users, stores, deliveries.
    Operating,
}

/// A metric, and perhaps a part of it: `revenue`, `revenue/cloud/emea`.
///
/// Those of the table are known by every spelling of theirs; others are kept under their own name. What is known of a metric
/// holds for its parts. Metrics are equal when they have the same canonical name.
///
/// ```
/// use tieout::model::{Metric, Nature};
/// let cloud = Metric::parse("Net Sales/Cloud");
/// assert_eq!(cloud.to_string(), "revenue/cloud");
/// assert_eq!(cloud.nature(), Some(Nature::Flow));
/// assert!(cloud.is_part_of(&Metric::parse("turnover")));
/// assert_eq!(Metric::parse("Moon  rocks"), Metric::parse("moon rocks"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Metric {
    base: Base,
    /// What follows the base and its `/`, folded.
    path: Option<Arc<str>>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Base {
    Known(Known),
    /// That of the empty name, which most figures of a text have.
    Unnamed,
    /// Folded, without a `/`.
    Unknown(Arc<str>),
}

impl Metric {
    /// Reads any text as a metric. Of a known one, any name or alias in any case, with `-`, `_` and any number of blanks
    /// alike; after it, the parts of a path, each after a `/`. Anything else is a metric that is not known, named by its text
    /// in lower case without needless blanks. The metric of an empty text has the empty name.
    pub fn parse(text: &str) -> Self {
        if text.is_empty() {
            return Metric { base: Base::Unnamed, path: None };
        }
        match Known::find(text) {
            Some(known) => Metric { base: Base::Known(known), path: None },
            None => Self::of_folded(fold(text)),
        }
    }

    /// Every name and alias of the table's metrics, in lower case and with blanks for hyphens.
    pub fn spellings() -> impl Iterator<Item = &'static str> {
        Known::spellings()
    }

    /// The metric that a text begins with, and the bytes of its name there: the longest name or alias of the table that ends where a
    /// word does. Blanks and hyphens count as in [`Metric::parse`].
    ///
    /// ```
    /// use tieout::model::Metric;
    /// let (metric, length) = Metric::at_start("net sales rose").unwrap();
    /// assert_eq!((metric.name(), length), ("revenue", 9));
    /// assert!(Metric::at_start("salesmen rose").is_none());
    /// ```
    pub fn at_start(text: &str) -> Option<(Self, usize)> {
        let (known, length) = Known::at_start(text)?;
        Some((Metric { base: Base::Known(known), path: None }, length))
    }

    /// The part of this metric that is called `name`: `revenue/cloud` of `revenue`. A `/` in the name is read as a blank.
    pub fn part(&self, name: &str) -> Self {
        let name = fold(&name.replace('/', " "));
        let path = match self.path() {
            Some(path) => format!("{path}/{name}"),
            None => name,
        };
        Metric { base: self.base.clone(), path: Some(path.into()) }
    }

    /// Every metric of the table, in its order.
    pub fn known() -> impl Iterator<Item = Metric> {
        Known::all().map(|known| Metric { base: Base::Known(known), path: None })
    }

    /// Whether this is a metric of the table, or a part of one.
    pub fn is_known(&self) -> bool {
        self.entry().is_some()
    }

    /// The canonical name, without the path.
    pub fn name(&self) -> &str {
        match &self.base {
            Base::Known(known) => known.entry().map_or("", |entry| entry.name),
            Base::Unnamed => "",
            Base::Unknown(name) => name,
        }
    }

    /// What follows the name: `cloud/emea` of `revenue/cloud/emea`.
    pub fn path(&self) -> Option<&str> {
        self.path.as_deref()
    }

    /// The other spellings of the name: none of a metric that is not known.
    pub fn aliases(&self) -> &'static [&'static str] {
        self.entry().map_or(&[], |entry| entry.aliases)
    }

    /// Whether it is measured over a period or at a moment, or `None` where that is not known.
    pub fn nature(&self) -> Option<Nature> {
        self.entry().map(|entry| entry.nature)
    }

    /// What its values are, or `None` where that is not known.
    pub fn kind(&self) -> Option<Kind> {
        self.entry().map(|entry| entry.kind)
    }

    /// The part of a report in which it is found, or `None` where that is not known.
    pub fn group(&self) -> Option<Group> {
        self.entry().map(|entry| entry.group)
    }

    /// Whether its values are percentages, so that it changes by percentage points.
    pub fn is_percentage(&self) -> bool {
        self.kind() == Some(Kind::Percent)
    }

    /// Whether a value below zero is possible, as it is where nothing is known.
    pub fn can_be_negative(&self) -> bool {
        self.entry().is_none_or(|entry| entry.can_be_negative)
    }

    /// The metric that this is directly a part of: `revenue/cloud` of `revenue/cloud/emea`, none of `revenue`.
    pub fn parent(&self) -> Option<Self> {
        let path = self.path()?;
        let path = path.rsplit_once('/').map(|(above, _)| Arc::from(above));
        Some(Metric { base: self.base.clone(), path })
    }

    /// Whether this is below `other` in its path, at any depth. No metric is a part of itself.
    pub fn is_part_of(&self, other: &Self) -> bool {
        let below = match (self.path(), other.path()) {
            (Some(_), None) => true,
            (Some(path), Some(above)) => path.strip_prefix(above).is_some_and(|rest| rest.starts_with('/')),
            (None, _) => false,
        };
        below && self.base == other.base
    }

    fn entry(&self) -> Option<&'static Entry> {
        match &self.base {
            Base::Known(known) => known.entry(),
            Base::Unnamed | Base::Unknown(_) => None,
        }
    }

    fn of_folded(text: String) -> Self {
        let Some((known, path)) = longest_known(&text) else {
            let (name, path) = split_path(&text);
            let base = if name.is_empty() { Base::Unnamed } else { Base::Unknown(name.into()) };
            return Metric { base, path: path.map(Arc::from) };
        };
        let metric = Metric { base: Base::Known(known), path: path.map(Arc::from) };
        if text.strip_prefix(metric.name()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')) {
            return metric;
        }
        // An alias and its path may together be another metric under the canonical name: `net borrowings/ebitda` is
        // `net debt/ebitda`. Each turn shortens the path, so this ends.
        let canonical = metric.to_string();
        match longest_known(&canonical) {
            Some((other, _)) if other != known => Self::of_folded(canonical),
            _ => metric,
        }
    }
}

/// The known metric that the longest beginning of a folded text names, up to a `/` or the end, and the path after it.
fn longest_known(text: &str) -> Option<(Known, Option<&str>)> {
    let slashes = text.match_indices('/').map(|(place, _)| place);
    let ends = slashes.chain([text.len()]).take_while(|end| *end <= table::LONGEST);
    let found = ends.filter_map(|end| {
        let (name, rest) = text.split_at_checked(end)?;
        Some((Known::find(name)?, rest.strip_prefix('/')))
    });
    found.last()
}

fn split_path(text: &str) -> (&str, Option<&str>) {
    match text.split_once('/') {
        Some((name, path)) => (name, Some(path)),
        None => (text, None),
    }
}

/// In lower case, with one blank between words, none around the parts of a path, and no empty parts.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for part in text.split('/').filter(|part| !part.trim().is_empty()) {
        if !folded.is_empty() {
            folded.push('/');
        }
        for (number, word) in part.split_whitespace().enumerate() {
            if number > 0 {
                folded.push(' ');
            }
            folded.extend(word.chars().flat_map(char::to_lowercase));
        }
    }
    folded
}

/// The canonical name with the path, which reads back as the same metric.
impl fmt::Display for Metric {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())?;
        match self.path() {
            Some(path) => write!(f, "/{path}"),
            None => Ok(()),
        }
    }
}

impl Hash for Metric {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // Of most metrics one number, which is hashed faster than which of the cases they are.
        match &self.base {
            Base::Known(known) => known.hash(state),
            Base::Unnamed => {}
            Base::Unknown(name) => name.hash(state),
        }
        if let Some(path) = &self.path {
            path.hash(state);
        }
    }
}

impl FromStr for Metric {
    type Err = Infallible;

    /// Any text is a metric. See [`Metric::parse`].
    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Metric::parse(text))
    }
}

#[cfg(test)]
mod tests;
