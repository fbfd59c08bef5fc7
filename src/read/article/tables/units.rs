//! What the numbers of a line and column count, and the scale that holds for them.

use super::Doubt;
use super::columns::Column;
use super::metrics::{Name, is_money};
use super::number::{CellMark, Number};
use super::statement::Statement;
use crate::model::{Currency, Kind, Metric, Noun, Unit};

/// What settles the units of a number, the nearest first.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sources<'a> {
    pub(super) name: &'a Name,
    pub(super) metric: &'a Metric,
    pub(super) is_per_share: bool,
    pub(super) is_of_shares: bool,
    pub(super) column: &'a Column,
    /// What heads the table.
    pub(super) table: &'a Statement,
    /// The only currency whose sign stands in the column, else in the table.
    pub(super) currency: Option<Currency>,
    /// Whether an amount of the line has a sign of its own.
    pub(super) is_signed: bool,
}

/// A unit and the power of ten of the scale, as far as they are settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Settled {
    pub(super) unit: Option<Unit>,
    pub(super) power: i32,
    pub(super) doubt: Option<Doubt>,
}

/// Words of labels that are amounts of money, whatever else they name.
const MONEY_WORDS: &[&str] = &[
    "revenue",
    "revenues",
    "sales",
    "cost",
    "costs",
    "expense",
    "expenses",
    "income",
    "profit",
    "loss",
    "cash",
    "assets",
    "liabilities",
    "payable",
    "receivable",
    "tax",
    "taxes",
    "debt",
    "equity",
    "capital",
    "compensation",
    "depreciation",
    "amortization",
    "amortisation",
    "inventory",
    "inventories",
    "earnings",
    "investments",
    "dividends",
    "property",
    "goodwill",
    "interest",
    "leases",
    "gain",
    "deposits",
    "borrowings",
    "loans",
    "ebitda",
    "ebit",
    "fees",
    "charges",
    "proceeds",
    "payments",
    "purchases",
    "stock",
    "surplus",
    "reserves",
];

/// Words of labels whose numbers are no amounts, or need not be.
const OTHER_WORDS: &[&str] = &[
    "number",
    "count",
    "headcount",
    "employees",
    "stores",
    "restaurants",
    "locations",
    "customers",
    "users",
    "subscribers",
    "members",
    "square",
    "footage",
    "feet",
    "days",
    "hours",
    "units",
    "volume",
    "volumes",
    "tonnes",
    "tons",
    "barrels",
    "ounces",
    "rate",
    "ratio",
    "rates",
    "ratios",
    "yield",
    "margin",
    "percent",
    "percentage",
    "per",
    "times",
    "rooms",
    "passengers",
    "vehicles",
    "shipments",
    "aircraft",
    "deliveries",
    "beds",
    "branches",
    "downloads",
    "visits",
    "clients",
    "accounts",
    "policies",
    "mwh",
    "gwh",
    "mw",
    "bbl",
    "boe",
    "oz",
    "%",
    "index",
    "nps",
    "score",
    "age",
    "life",
    "duration",
    "multiple",
    "occupancy",
    "adr",
    "utilization",
    "utilisation",
    "churn",
];

/// The unit of a number and its scale.
pub(super) fn settle(number: &Number, from: &Sources<'_>) -> Settled {
    match number.mark {
        CellMark::One(unit) => scaled(number, local(unit, from), None, from),
        CellMark::OneOf(several) => {
            let stated = stated_unit(from).and_then(|unit| unit.currency()).or(from.currency);
            match stated.filter(|currency| several.contains(currency)) {
                Some(currency) => scaled(number, Unit::Money(currency), None, from),
                None => Settled { unit: None, power: 0, doubt: Some(Doubt::Unit) },
            }
        }
        CellMark::Nothing => unmarked(number, from),
    }
}

/// The unit that label or column state.
fn stated_unit(from: &Sources<'_>) -> Option<Unit> {
    from.name.statement.unit.or(from.column.statement.unit).or(from.table.unit)
}

/// Currencies that print their amounts with the dollar's sign at home.
const DOLLARS: &[&str] = &["AUD", "CAD", "HKD", "NZD", "SGD", "TWD", "MXN", "ARS", "CLP", "COP"];

/// The sign of the dollar where the table says which dollar.
fn local(unit: Unit, from: &Sources<'_>) -> Unit {
    let stated = [&from.name.statement, &from.column.statement, from.table]
        .into_iter()
        .find_map(|stated| stated.unit?.currency());
    match (unit, stated) {
        (Unit::Money(sign), Some(stated)) if sign.code() == "USD" && DOLLARS.contains(&stated.code()) => {
            Unit::Money(stated)
        }
        _ => unit,
    }
}

fn unmarked(number: &Number, from: &Sources<'_>) -> Settled {
    let nearest = from.name.statement.unit.or(from.column.statement.unit);
    if from.column.share_of.is_some() || nearest == Some(Unit::Percent) {
        return scaled(number, Unit::Percent, None, from);
    }
    if let Some(unit) = nearest.filter(|unit| unit.currency().is_none()) {
        return scaled(number, unit, None, from);
    }
    if from.is_of_shares {
        return shares(number, from);
    }
    match kind(from) {
        Some(Kind::Percent | Kind::Multiple) => Settled { unit: None, power: 0, doubt: Some(Doubt::Unit) },
        Some(Kind::Count) => count(number, from),
        Some(Kind::Money | Kind::PerShare) => amount(number, from),
        None if is_amount(from.name) || (from.is_signed && !names_other(from.name)) => amount(number, from),
        None if names_other(from.name) => Settled { unit: None, power: 0, doubt: Some(Doubt::Unit) },
        None => amount(number, from),
    }
}

fn kind(from: &Sources<'_>) -> Option<Kind> {
    if from.is_per_share { Some(Kind::PerShare) } else { from.metric.kind() }
}

fn label_words(name: &Name) -> impl Iterator<Item = String> + '_ {
    name.written
        .split(|c: char| !(c.is_alphanumeric() || c == '%'))
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}

fn is_amount(name: &Name) -> bool {
    label_words(name).any(|word| MONEY_WORDS.contains(&word.as_str()))
        && !label_words(name).any(|word| RATES.contains(&word.as_str()))
}

/// Words that make a rate of what they stand beside: "effective tax rate", "dividend yield", "number of loans".
const RATES: &[&str] = &[
    "rate",
    "rates",
    "ratio",
    "ratios",
    "margin",
    "yield",
    "number",
    "percent",
    "percentage",
    "%",
    "per",
    "days",
    "turnover",
    "growth",
];

fn names_other(name: &Name) -> bool {
    label_words(name).any(|word| OTHER_WORDS.contains(&word.as_str()))
}

fn amount(number: &Number, from: &Sources<'_>) -> Settled {
    let open = from.column.statement.is_open || (from.column.statement.unit.is_none() && from.table.is_open);
    let stated = stated_unit(from).and_then(|unit| unit.currency());
    let currency = if open { from.currency.filter(|_| stated.is_none()).or(stated) } else { stated.or(from.currency) };
    match currency {
        Some(currency) => scaled(number, Unit::Money(currency), None, from),
        None => Settled { unit: None, ..scaled(number, Unit::Times, Some(Doubt::Unit), from) },
    }
}

fn shares(number: &Number, from: &Sources<'_>) -> Settled {
    let unit = Noun::from_word("shares").map_or(Unit::Times, Unit::Count);
    scaled(number, unit, None, from)
}

fn count(number: &Number, from: &Sources<'_>) -> Settled {
    let noun = Noun::from_word(from.metric.name()).or_else(|| Noun::from_word("count"));
    match noun {
        Some(noun) if from.metric.name().contains("shares") => {
            scaled(number, Noun::from_word("shares").map_or(Unit::Count(noun), Unit::Count), None, from)
        }
        Some(noun) => scaled(number, Unit::Count(noun), None, from),
        None => Settled { unit: None, power: 0, doubt: Some(Doubt::Unit) },
    }
}

/// Amounts of a company below this many digits, in whole units, are likelier in a scale that nothing states.
const UNLIKELY_BELOW_DIGITS: usize = 8;

/// A number in a unit, with the scale that holds for it.
fn scaled(number: &Number, unit: Unit, doubt: Option<Doubt>, from: &Sources<'_>) -> Settled {
    let settled = |power, doubt| Settled { unit: Some(unit), power, doubt };
    if number.has_scale {
        return settled(0, doubt);
    }
    let nearest = from.name.statement.scale.or(from.column.statement.scale);
    let is_contrary = from.table.is_contrary && nearest.is_none();
    match unit {
        // Kept in hundredths, as the sign would have it.
        Unit::Percent | Unit::Points if number.mark == CellMark::Nothing => settled(unit.power(), doubt),
        Unit::Percent | Unit::Points | Unit::Times if doubt.is_none() => settled(0, doubt),
        Unit::Money(_) | Unit::Times if from.is_per_share => settled(0, doubt),
        Unit::Count(noun) => {
            let table = from.table.scale.filter(|_| nearest.is_none());
            let is_shares = noun.name() == "shares";
            match (nearest, table) {
                (Some(power), _) => settled(power, doubt),
                (None, None) => settled(0, doubt.or(is_contrary.then_some(Doubt::Scale))),
                (None, Some(_)) if is_shares && from.table.excepts_shares => settled(0, doubt),
                (None, Some(power)) if is_shares && !from.table.is_of_money => settled(power, doubt),
                // "$ in millions" is of money alone; shares may be meant besides.
                (None, Some(_)) if from.table.is_of_money && !is_shares => settled(0, doubt),
                (None, Some(_)) => settled(0, doubt.or(Some(Doubt::Scale))),
            }
        }
        _ => match nearest.or(from.table.scale) {
            Some(power) => settled(power, doubt),
            None => {
                let digits = number.reported.numeral().mantissa().unsigned_abs().to_string().len();
                let unlikely = is_money(from.metric) == Some(true) && digits < UNLIKELY_BELOW_DIGITS;
                settled(0, doubt.or((is_contrary || unlikely).then_some(Doubt::Scale)))
            }
        },
    }
}
