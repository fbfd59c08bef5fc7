//! Units: what a figure counts.
//!
//! Inside the program percentages and points are fractions: a figure of 54% is kept as 0.54, and a basis point is 0.0001. The
//! power of ten between the two is [`Unit::power`].

use std::fmt;

use super::currency::{self, Currency, Match};
use crate::num::{Mark, Written, mark_of, scale_power};

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// An amount of money.
    Money(Currency),
    /// Units of the first currency for one of the second: an exchange rate.
    Rate(Currency, Currency),
    /// Hundredths of something.
    Percent,
    /// Hundredths, as a difference between two percentages.
    Points,
    /// How many times something.
    Times,
    /// A number of things.
    Count(Noun),
}

/// The things that figures count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Noun(u8);

/// Things that are counted: the name in reports, then the other words for it.
const NOUNS: &[&[&str]] = &[
    &["count", "number", "items", "item", "pieces", "piece", "pcs", "#"],
    &["shares", "share"],
    &["points", "point", "pts"],
    &["people", "persons", "person"],
    &["employees", "employee", "staff", "workers", "worker", "jobs", "job", "fte"],
    &["users", "user"],
    &["customers", "customer"],
    &["clients", "client"],
    &["subscribers", "subscriber", "subscriptions", "subscription", "subs"],
    &["members", "member"],
    &["accounts", "account"],
    &["visitors", "visitor", "visits", "visit"],
    &["passengers", "passenger"],
    &["patients", "patient"],
    &["downloads", "download"],
    &["stores", "store", "shops", "shop", "outlets", "outlet"],
    &["restaurants", "restaurant"],
    &["branches", "branch"],
    &["companies", "company"],
    &["vehicles", "vehicle", "cars", "car", "trucks", "truck"],
    &["aircraft", "planes", "plane"],
    &["ships", "ship", "vessels", "vessel"],
    &["devices", "device", "phones", "phone", "handsets", "handset"],
    &["units", "unit"],
    &["orders", "order"],
    &["transactions", "transaction"],
    &["homes", "home", "houses", "house", "apartments", "apartment"],
    &["rooms", "room"],
    &["barrels", "barrel", "bbl"],
    &["ounces", "ounce", "oz"],
    &["bags", "bag"],
    &["bushels", "bushel"],
    &["kilograms", "kilogram", "kg", "kilos", "kilo"],
    &["tonnes", "tonne", "tons", "ton", "mt"],
    &["liters", "liter", "litres", "litre"],
    &["gallons", "gallon"],
    &["kilometers", "kilometer", "kilometres", "kilometre", "km"],
    &["miles", "mile"],
    &["square meters", "square meter", "square metres", "square metre", "sqm", "m2"],
    &["square feet", "square foot", "sq ft", "sqft"],
    &["hectares", "hectare"],
    &["acres", "acre"],
    &["kWh"],
    &["MWh"],
    &["GWh"],
    &["TWh"],
    &["MW", "megawatts", "megawatt"],
    &["GW", "gigawatts", "gigawatt"],
    &["hours", "hour"],
    &["days", "day"],
    &["weeks", "week"],
    &["months", "month"],
    &["years", "year"],
];

impl Noun {
    /// The thing that a word names, in any case.
    pub fn from_word(word: &str) -> Option<Self> {
        let found = NOUNS.iter().position(|words| words.iter().any(|known| known.eq_ignore_ascii_case(word)))?;
        u8::try_from(found).ok().map(Noun)
    }

    /// Every word for a thing that is counted.
    pub fn words() -> impl Iterator<Item = (&'static str, Self)> {
        let numbered = (0..).map(Noun).zip(NOUNS);
        numbered.flat_map(|(noun, words)| words.iter().map(move |word| (*word, noun)))
    }

    /// Its name in reports.
    pub fn name(self) -> &'static str {
        NOUNS.get(usize::from(self.0)).and_then(|words| words.first()).copied().unwrap_or("count")
    }
}

/// Why a unit cannot be told.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum UnitError {
    /// Neither the value nor the unit column says.
    Missing,
    /// A text that names no unit.
    Unknown(String),
    /// A currency with a scale, as in `USD m`, which belongs to the value.
    Scaled(String),
    /// A sign that several currencies share.
    Ambiguous(String, &'static [Currency]),
    /// The value and the unit column, or the two sides of the value, say different things.
    Conflict(String, String),
}

impl fmt::Display for UnitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            UnitError::Missing => write!(
                f,
                "found no unit; expected one in the value or in the unit column: a currency such as USD, %, pp, x, or what is counted (shares, users)"
            ),
            UnitError::Unknown(text) => write!(
                f,
                "`{text}` is not a unit; expected a currency code, symbol or name, %, pp, x, or what is counted (shares, users, count)"
            ),
            UnitError::Scaled(text) => write!(
                f,
                "`{text}` is a unit with a scale; expected the scale with the value (3.4m) or in the column scale"
            ),
            UnitError::Ambiguous(text, currencies) => {
                let codes: Vec<_> = currencies.iter().map(|currency| currency.code()).collect();
                write!(f, "`{text}` may be {}; write the currency's code", alternatives(&codes))
            }
            UnitError::Conflict(value, column) => {
                write!(f, "the value is in {value} and the unit is {column}; expected one unit")
            }
        }
    }
}

impl std::error::Error for UnitError {}

/// Whether a text is a currency and a scale: `USD m`, `$m`, `EUR million`.
fn has_scale(text: &str) -> bool {
    (1..text.len())
        .filter_map(|at| text.split_at_checked(at))
        .any(|(unit, scale)| scale_power(scale.trim_start()).is_some() && currency::lookup(unit.trim_end()).is_some())
}

/// `CNY or JPY`, `AUD, CAD or USD`.
fn alternatives(words: &[&str]) -> String {
    match words.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => String::new(),
    }
}

/// A unit as far as a text settles it: `¥` leaves two.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Reading {
    One(Unit),
    OneOf(String, &'static [Currency]),
}

impl Reading {
    fn of(text: &str) -> Result<Option<Self>, UnitError> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(None);
        }
        if let Some(found) = currency::lookup(text) {
            return Ok(Some(match found {
                Match::One(currency) => Reading::One(Unit::Money(currency)),
                Match::Ambiguous(currencies) => Reading::OneOf(text.to_owned(), currencies),
            }));
        }
        if let Some(mark) = mark_of(text) {
            return Ok(Some(Reading::One(Unit::of_mark(mark))));
        }
        if let Some(noun) = Noun::from_word(text) {
            return Ok(Some(Reading::One(Unit::Count(noun))));
        }
        let shown = text.chars().take(40).collect();
        Err(if has_scale(text) { UnitError::Scaled(shown) } else { UnitError::Unknown(shown) })
    }

    fn name(&self) -> String {
        match self {
            Reading::One(unit) => unit.to_string(),
            Reading::OneOf(text, _) => format!("`{text}`"),
        }
    }

    /// What two readings of one figure's unit leave.
    fn agree(self, other: Self) -> Result<Self, UnitError> {
        let conflict = UnitError::Conflict(self.name(), other.name());
        match (self, other) {
            (Reading::OneOf(_, currencies), Reading::One(Unit::Money(currency)))
            | (Reading::One(Unit::Money(currency)), Reading::OneOf(_, currencies))
                if currencies.contains(&currency) =>
            {
                Ok(Reading::One(Unit::Money(currency)))
            }
            (a, b) if a == b => Ok(a),
            _ => Err(conflict),
        }
    }
}

impl Unit {
    /// A number of things of which nothing says what they are.
    pub const COUNT: Unit = Unit::Count(Noun(0));

    /// The unit that a word or sign written with a number stands for.
    pub fn of_mark(mark: Mark) -> Self {
        match mark {
            Mark::Percent => Unit::Percent,
            Mark::Points | Mark::BasisPoints => Unit::Points,
            Mark::Times => Unit::Times,
        }
    }

    /// The unit that a text names: a currency, `%`, `pp`, `x`, or a thing that is counted.
    ///
    /// # Errors
    /// When the text is empty, names nothing known, or a sign that several currencies share.
    pub fn parse(text: &str) -> Result<Self, UnitError> {
        Self::settle(Reading::of(text)?)
    }

    fn settle(reading: Option<Reading>) -> Result<Self, UnitError> {
        match reading {
            None => Err(UnitError::Missing),
            Some(Reading::One(unit)) => Ok(unit),
            Some(Reading::OneOf(text, currencies)) => Err(UnitError::Ambiguous(text, currencies)),
        }
    }

    /// The unit of a number as written, with the text of its unit column, if any. What the two say must agree; a sign that
    /// several currencies share is settled by the other.
    ///
    /// # Errors
    /// When neither says, a text names no unit, or the two disagree.
    pub fn of_written(written: &Written<'_>, column: &str) -> Result<Self, UnitError> {
        let marked = written.mark.map(|mark| Reading::One(Unit::of_mark(mark)));
        let mut settled: Option<Reading> = None;
        for reading in [Reading::of(written.prefix)?, marked, Reading::of(written.suffix)?, Reading::of(column)?] {
            settled = match (settled, reading) {
                (Some(a), Some(b)) => Some(a.agree(b)?),
                (a, b) => a.or(b),
            };
        }
        Self::settle(settled)
    }

    /// The power of ten from a figure in this unit as written to the value kept: −2 for percentages.
    pub fn power(self) -> i32 {
        match self {
            Unit::Percent | Unit::Points => -2,
            _ => 0,
        }
    }

    /// The currency, of an amount of money.
    pub fn currency(self) -> Option<Currency> {
        match self {
            Unit::Money(currency) => Some(currency),
            _ => None,
        }
    }

    /// Whether it counts years: as a level, those of the calendar.
    pub fn is_years(self) -> bool {
        matches!(self, Unit::Count(noun) if noun.name() == "years")
    }

    /// The sign that follows each number of this unit in a formula.
    pub fn sign(self) -> &'static str {
        match self {
            Unit::Percent => "%",
            Unit::Points => "pp",
            Unit::Times => "x",
            _ => "",
        }
    }
}

/// The power of ten from a written number to the value kept, which for basis points differs from that of their unit.
pub fn written_power(written: &Written<'_>, column: &str) -> i32 {
    let mark = written.mark.or_else(|| mark_of(column.trim()));
    match mark {
        Some(Mark::Percent | Mark::Points) => -2,
        Some(Mark::BasisPoints) => -4,
        Some(Mark::Times) | None => 0,
    }
}

impl fmt::Display for Unit {
    /// As in the unit column: `USD`, `CNY/USD`, `%`, `pp`, `x`, `users`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unit::Money(currency) => f.pad(currency.code()),
            Unit::Rate(quote, base) => write!(f, "{}/{}", quote.code(), base.code()),
            Unit::Percent => f.pad("%"),
            Unit::Points => f.pad("pp"),
            Unit::Times => f.pad("x"),
            Unit::Count(noun) => f.pad(noun.name()),
        }
    }
}
