//! Numbers in arguments.

use super::Error;
use crate::engine::Operand;
use crate::finding::Value;
use crate::identity::Role;
use crate::model::{Unit, UnitError, written_power};
use crate::num::{Convention, Exact, Interval, Reported, Style, in_formula, parse};

/// How the numbers in a call are written and were rounded.
#[derive(Clone, Copy, Debug, Default)]
pub struct Writing {
    /// Whether the comma is the decimal sign.
    pub style: Style,
    /// How the source rounds.
    pub convention: Convention,
}

/// A number as an argument gives it.
#[derive(Clone, Debug)]
pub struct Amount {
    /// The argument.
    pub text: String,
    reported: Reported,
    /// Its unit, if it has one.
    pub unit: Option<Unit>,
    convention: Convention,
    /// What the amount can be at all, besides what its digits say.
    possible: Option<Interval>,
}

impl Amount {
    /// Reads the argument called `name`.
    ///
    /// # Errors
    /// When it is not a number, or its unit is not known or ambiguous.
    pub fn parse(name: &str, text: &str, writing: Writing) -> Result<Self, Error> {
        let failed = |error: &dyn std::fmt::Display| Error::new(format!("{name}: {error}"));
        let written = parse(text, writing.style).map_err(|error| failed(&error))?;
        let unit = match Unit::of_written(&written, "") {
            Ok(unit) => Some(unit),
            Err(UnitError::Missing) => None,
            Err(error) => return Err(failed(&error)),
        };
        let reported = written.reported.times_power_of_ten(written_power(&written, ""));
        Ok(Amount { text: text.to_owned(), reported, unit, convention: writing.convention, possible: None })
    }

    /// Reads a percentage; a bare number is refused, since 0.54 and 54 both are written for 54%.
    ///
    /// # Errors
    /// When it is not a percentage.
    pub fn percentage(name: &str, text: &str, writing: Writing) -> Result<Self, Error> {
        let amount = Self::parse(name, text, writing)?;
        match amount.unit {
            Some(Unit::Percent) => Ok(amount),
            Some(unit) => Err(Error::new(format!("{name}: `{text}` is in {unit}; expected a percentage such as 54%"))),
            None => Err(Error::new(format!("{name}: `{text}` has no unit; expected a percentage such as 54%"))),
        }
    }

    /// The same amount, known to lie within an interval.
    pub(super) fn within(self, possible: &Interval) -> Self {
        Amount { possible: Some(possible.clone()), ..self }
    }

    /// The face value.
    pub fn nominal(&self) -> Exact {
        self.reported.nominal()
    }

    /// This in a role of an identity.
    pub fn operand(&self, role: Role) -> Operand {
        let stated = self.reported.basis(self.convention);
        let interval = self.possible.as_ref().and_then(|possible| stated.meet(possible)).unwrap_or(stated);
        let value = Value { nominal: self.nominal(), interval };
        let unit = self.unit.unwrap_or(Unit::Times);
        let sign = self.unit.map_or("", Unit::sign);
        Operand { role, value, text: in_formula(&self.reported, unit.power().saturating_neg(), sign) }
    }
}

/// The unit that two amounts of one calculation share.
///
/// # Errors
/// When they differ.
pub(super) fn common_unit(a: &Amount, b: &Amount) -> Result<Option<Unit>, Error> {
    match (a.unit, b.unit) {
        (Some(one), Some(other)) if one != other => Err(Error::new(format!(
            "`{}` is in {one} and `{}` in {other}; expected one unit (convert one of them first)",
            a.text, b.text
        ))),
        (one, other) => Ok(one.or(other)),
    }
}
