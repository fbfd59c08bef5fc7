#![doc = include_str!("ratio.md")]

use std::collections::HashSet;
use std::fmt;
use std::sync::Arc;

use super::{Identity, Role, Term};
use crate::model::{Metric, Nature, Unit};
use crate::text::{Place, Record, Records, RecordsError};

/// The rows that the program carries.
const EMBEDDED: &str = include_str!("../../data/identities.csv");

/// Equations between more metrics than this are not meant.
const MAX_MEMBERS: usize = 16;

const HEADER: [&str; 4] = ["name", "equation", "unit", "note"];

/// How the members of a ratio are combined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Added and subtracted.
    Sum,
    /// Multiplied.
    Product,
    /// The first divided by the second.
    Quotient,
}

/// One row: a metric and what it is made of.
#[derive(Clone, Debug)]
pub struct Ratio {
    /// The equation over [`Role::Result`] and [`Role::Member`]s.
    pub identity: Identity,
    /// How its members are combined.
    pub shape: Shape,
    /// The metric on the left of the equation.
    pub result: Metric,
    /// The metrics on its right, in the order of their roles.
    pub members: Vec<Metric>,
    /// The unit of a quotient of like units.
    pub unit: Option<Unit>,
    /// The equation as the table writes it.
    pub equation: String,
    /// The convention it follows.
    pub note: String,
}

impl Ratio {
    /// The equation of a whole that these parts make up, complete: revenue = revenue/cloud + revenue/games.
    ///
    /// # Errors
    /// Where there are fewer than two parts or more than 16, or a metric comes twice; the message says which.
    pub fn of_parts(whole: Metric, parts: Vec<Metric>) -> Result<Self, String> {
        if !(2..=MAX_MEMBERS).contains(&parts.len()) {
            let parts = if parts.len() == 1 { "1 part".to_owned() } else { format!("{} parts", parts.len()) };
            return Err(format!("found {parts}; expected 2 to {MAX_MEMBERS}"));
        }
        let shown: Vec<String> = parts.iter().map(Metric::to_string).collect();
        let mut seen = HashSet::from([&whole]);
        if let Some(twice) = parts.iter().find(|part| !seen.insert(*part)) {
            return Err(format!("found {twice} twice; expected each once"));
        }
        let terms = parts.iter().map(|part| (Operator::Plus, part.clone())).collect();
        let equation = Equation { result: whole, shape: Shape::Sum, terms };
        Ok(Ratio {
            identity: equation.identity("parts"),
            shape: Shape::Sum,
            equation: format!("{} = {}", equation.result, shown.join(" + ")),
            result: equation.result,
            members: parts,
            unit: None,
            note: "declared complete".to_owned(),
        })
    }

    /// Its metrics with their roles, the result first.
    pub fn roles(&self) -> impl Iterator<Item = (Role, &Metric)> {
        let members = self.members.iter().enumerate();
        let members = members.filter_map(|(at, metric)| Some((Role::Member(u8::try_from(at).ok()?), metric)));
        std::iter::once((Role::Result, &self.result)).chain(members)
    }

    /// Whether it ties what is measured over a period to what is measured at a moment: then the period is a year.
    pub fn is_mixed(&self) -> bool {
        let has = |nature| self.members.iter().any(|metric| metric.nature() == Some(nature));
        has(Nature::Flow) && has(Nature::Stock)
    }

    /// Whether all of it is measured at a moment.
    pub fn is_of_a_moment(&self) -> bool {
        self.roles().all(|(_, metric)| metric.nature() == Some(Nature::Stock))
    }
}

/// What is wrong with a table of identities.
#[derive(Clone, Debug)]
pub struct RatioError {
    problems: Vec<String>,
}

impl fmt::Display for RatioError {
    /// A line for each problem.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.problems.join("\n"))
    }
}

impl std::error::Error for RatioError {}

/// The rows that the program carries.
pub fn embedded() -> Vec<Ratio> {
    // The embedded table is read by a test, so nothing of it is lost here.
    ratios("data/identities.csv", EMBEDDED.as_bytes()).unwrap_or_default()
}

/// The rows of a table: CSV with the columns name, equation, unit and note, the last two optional.
///
/// ```
/// let rows = tieout::identity::ratios("own.csv", b"name,equation,unit\ncapex ratio,capex ratio = capex / revenue,%\n")?;
/// assert_eq!(rows[0].members[0].to_string(), "capital expenditure");
/// # Ok::<(), tieout::identity::RatioError>(())
/// ```
///
/// # Errors
/// Every row that is not an equation of metrics, with its place.
pub fn ratios(source: &str, bytes: &[u8]) -> Result<Vec<Ratio>, RatioError> {
    let source: Arc<str> = source.into();
    let mut table = Table { source: Arc::clone(&source), problems: Vec::new(), rows: Vec::new() };
    if let Err(error) = table.read(bytes) {
        table.problems.push(match error {
            RecordsError::Io(error) => format!("{source}: cannot be read: {error}"),
            RecordsError::Malformed(place, problem) => format!("{place}: {problem}"),
        });
    }
    if table.problems.is_empty() { Ok(table.rows) } else { Err(RatioError { problems: table.problems }) }
}

struct Table {
    source: Arc<str>,
    problems: Vec<String>,
    rows: Vec<Ratio>,
}

impl Table {
    fn read(&mut self, bytes: &[u8]) -> Result<(), RecordsError> {
        let mut records = Records::new(Arc::clone(&self.source), bytes, None)?;
        let mut record = Record::default();
        if !records.read(&mut record)? {
            self.problems.push(format!(
                "{}: found an empty file; expected the columns {}",
                self.source,
                HEADER.join(",")
            ));
            return Ok(());
        }
        let names: Vec<String> = record.names().iter().map(|name| name.to_lowercase()).collect();
        let columns = HEADER.map(|wanted| names.iter().position(|name| name == wanted));
        if columns.iter().take(2).any(Option::is_none) {
            let place = record.place_of(0, &self.source);
            self.problems.push(format!(
                "{place}: found the columns {}; expected {}",
                names.join(","),
                HEADER.join(",")
            ));
            return Ok(());
        }
        while records.read(&mut record)? {
            self.row(&record, columns);
        }
        Ok(())
    }

    fn row(&mut self, record: &Record, columns: [Option<usize>; 4]) {
        let [name, equation, unit, note] =
            columns.map(|column| column.and_then(|column| record.text(column).ok()).unwrap_or(""));
        match ratio(name, equation, unit, note) {
            Ok(ratio) => self.rows.push(ratio),
            Err((column, problem)) => {
                let place: Place = record.place_of(columns.get(column).copied().flatten().unwrap_or(0), &self.source);
                self.problems.push(format!("{place}: {problem}"));
            }
        }
    }
}

/// A row, or the position of the column that is wrong and what is.
fn ratio(name: &str, equation: &str, unit: &str, note: &str) -> Result<Ratio, (usize, String)> {
    if name.is_empty() {
        return Err((0, "found no name; expected one such as net margin".to_owned()));
    }
    let parsed = Equation::parse(equation).map_err(|problem| (1, problem))?;
    let unit = match unit {
        "" => None,
        text => Some(Unit::parse(text).map_err(|error| (2, error.to_string()))?),
    };
    let identity = parsed.identity(name);
    Ok(Ratio {
        identity,
        shape: parsed.shape,
        result: parsed.result,
        members: parsed.terms.into_iter().map(|(_, metric)| metric).collect(),
        unit,
        equation: equation.to_owned(),
        note: note.to_owned(),
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Operator {
    Plus,
    Minus,
    Times,
    Over,
}

impl Operator {
    fn of(word: &str) -> Option<Self> {
        match word {
            "+" => Some(Operator::Plus),
            "-" | "−" | "–" => Some(Operator::Minus),
            "*" | "×" => Some(Operator::Times),
            "/" | "÷" => Some(Operator::Over),
            _ => None,
        }
    }
}

/// An equation as it is written.
struct Equation {
    result: Metric,
    shape: Shape,
    /// The metrics on the right, each with the operator before it.
    terms: Vec<(Operator, Metric)>,
}

impl Equation {
    fn parse(text: &str) -> Result<Self, String> {
        let expected = "expected a metric and what it is made of, such as net margin = net income ÷ revenue";
        let (left, right) = text.split_once(" = ").ok_or_else(|| format!("found `{text}`; {expected}"))?;
        let mut terms: Vec<(Operator, String)> = vec![(Operator::Plus, String::new())];
        for word in right.split_whitespace() {
            match (Operator::of(word), terms.last_mut()) {
                (Some(operator), _) => terms.push((operator, String::new())),
                (None, Some((_, metric))) => {
                    let blank = if metric.is_empty() { "" } else { " " };
                    metric.push_str(blank);
                    metric.push_str(word);
                }
                (None, None) => {}
            }
        }
        let incomplete = left.trim().is_empty() || terms.iter().any(|(_, metric)| metric.is_empty());
        if incomplete || !(2..=MAX_MEMBERS).contains(&terms.len()) {
            return Err(format!("found `{text}`; {expected}"));
        }
        let shape = shape(&terms).ok_or_else(|| {
            format!("found `{text}`; expected only + and −, or one × or ÷; other equations take two rows")
        })?;
        let terms: Vec<_> = terms.iter().map(|(operator, metric)| (*operator, Metric::parse(metric))).collect();
        let result = Metric::parse(left);
        let mut all: Vec<&Metric> = terms.iter().map(|(_, metric)| metric).chain([&result]).collect();
        all.sort();
        if all.windows(2).any(|pair| matches!(pair, [a, b] if a == b)) {
            return Err(format!("found a metric twice in `{text}`; expected each once"));
        }
        Ok(Equation { result, shape, terms })
    }

    fn identity(&self, name: &str) -> Identity {
        let roles = |operator: Operator| {
            let positions = self.terms.iter().enumerate().filter(move |(_, (own, _))| *own == operator);
            positions.filter_map(|(at, _)| u8::try_from(at).ok()).map(Role::Member).collect::<Vec<_>>()
        };
        let (first, second) = (Term::from(Role::Member(0)), Role::Member(1));
        match self.shape {
            Shape::Quotient => Identity::new(
                name.to_owned(),
                Role::Member(0),
                Term::from(Role::Result).times(second),
                &roles(Operator::Over),
            ),
            Shape::Product => Identity::new(name.to_owned(), Role::Result, first.times(second), &[]),
            Shape::Sum => {
                let rest = self.terms.iter().enumerate().skip(1);
                let sum = rest.fold(first, |sum, (at, (operator, _))| match u8::try_from(at).map(Role::Member) {
                    Ok(role) if *operator == Operator::Minus => sum.minus(role),
                    Ok(role) => sum.plus(role),
                    Err(_) => sum,
                });
                Identity::new(name.to_owned(), Role::Result, sum, &roles(Operator::Minus))
            }
        }
    }
}

fn shape(terms: &[(Operator, String)]) -> Option<Shape> {
    let operators: Vec<Operator> = terms.iter().skip(1).map(|(operator, _)| *operator).collect();
    match operators.as_slice() {
        [Operator::Over] => Some(Shape::Quotient),
        [Operator::Times] => Some(Shape::Product),
        all if all.iter().all(|operator| matches!(operator, Operator::Plus | Operator::Minus)) => Some(Shape::Sum),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_table_is_sound() {
        let rows = ratios("data/identities.csv", EMBEDDED.as_bytes()).unwrap();
        assert_eq!(rows.len(), 36, "the README says how many there are");
        let mut names: Vec<_> = rows.iter().map(|row| row.identity.name.clone()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), rows.len());
        for row in &rows {
            for (_, metric) in row.roles() {
                assert!(metric.is_known(), "{}: {metric}", row.equation);
            }
            assert_eq!(row.result.to_string(), row.identity.name, "{}", row.equation);
            let percentage = row.result.is_percentage();
            assert_eq!(row.unit == Some(Unit::Percent), percentage, "{}", row.equation);
        }
    }

    #[test]
    fn rows_that_are_no_equations_are_refused_at_their_place() {
        for (row, problem) in [
            (",a = b + c,,", "own.csv:2:1: found no name; expected one such as net margin"),
            (
                "x,a b,,",
                "own.csv:2:3: found `a b`; expected a metric and what it is made of, such as net margin = net income ÷ revenue",
            ),
            (
                "x,a = b,,",
                "own.csv:2:3: found `a = b`; expected a metric and what it is made of, such as net margin = net income ÷ revenue",
            ),
            (
                "x,a = b +,,",
                "own.csv:2:3: found `a = b +`; expected a metric and what it is made of, such as net margin = net income ÷ revenue",
            ),
            (
                "x,a = b + c ÷ d,,",
                "own.csv:2:3: found `a = b + c ÷ d`; expected only + and −, or one × or ÷; other equations take two rows",
            ),
            ("x,a = b + b,,", "own.csv:2:3: found a metric twice in `a = b + b`; expected each once"),
            (
                "x,sales = turnover ÷ b,,",
                "own.csv:2:3: found a metric twice in `sales = turnover ÷ b`; expected each once",
            ),
            ("x,a = b ÷ c,furlong,", "own.csv:2:13: `furlong` is not a unit"),
        ] {
            let error = ratios("own.csv", format!("name,equation,unit,note\n{row}\n").as_bytes()).unwrap_err();
            assert!(error.to_string().starts_with(problem), "{row}: {error}");
        }
        let error = ratios("own.csv", b"a,b\n1,2\n").unwrap_err().to_string();
        assert_eq!(error, "own.csv:1:1: found the columns a,b; expected name,equation,unit,note");
        assert_eq!(
            ratios("own.csv", b"").unwrap_err().to_string(),
            "own.csv: found an empty file; expected the columns name,equation,unit,note"
        );
    }
}
