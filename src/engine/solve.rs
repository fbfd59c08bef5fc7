//! Solves an identity for one of its roles: once over exact values, once over intervals, once over the texts of a formula.
//!
//! The equation is taken apart along the way to the wanted role, undoing one operation at a time. Each role stands once, so
//! no figure is used twice and the interval that comes out is the hull of what is possible.

use std::fmt::{self, Write};

use crate::identity::{Exponent, Identity, Role, Term};
use crate::num::{Exact, Interval};

/// What an equation can be solved over.
pub(super) trait Algebra {
    type Value: Clone;
    fn one(&self) -> Self::Value;
    fn add(&self, a: &Self::Value, b: &Self::Value) -> Self::Value;
    fn subtract(&self, a: &Self::Value, b: &Self::Value) -> Self::Value;
    fn multiply(&self, a: &Self::Value, b: &Self::Value) -> Self::Value;
    /// `None` where the quotient has no value.
    fn divide(&self, a: &Self::Value, b: &Self::Value) -> Option<Self::Value>;
    fn power(&self, base: &Self::Value, exponent: u16) -> Self::Value;
    /// `None` where the root has no value.
    fn root(&self, value: &Self::Value, degree: u16) -> Option<Self::Value>;
}

/// Solves `identity` for `target`; `known` gives the values of the other roles. `None` where one is missing, or where an
/// operation has no result.
pub(super) fn solve<A: Algebra>(
    algebra: &A,
    identity: &Identity,
    years: u16,
    target: Role,
    known: &dyn Fn(Role) -> Option<A::Value>,
) -> Option<A::Value> {
    let solver = Solver { algebra, years, target, known };
    if target == identity.left {
        return solver.evaluate(&identity.right);
    }
    solver.invert(&identity.right, known(identity.left)?)
}

struct Solver<'a, A: Algebra> {
    algebra: &'a A,
    years: u16,
    target: Role,
    known: &'a dyn Fn(Role) -> Option<A::Value>,
}

impl<A: Algebra> Solver<'_, A> {
    fn evaluate(&self, term: &Term) -> Option<A::Value> {
        let algebra = self.algebra;
        match term {
            Term::Of(role) => (self.known)(*role),
            Term::One => Some(algebra.one()),
            Term::Sum(a, b) => Some(algebra.add(&self.evaluate(a)?, &self.evaluate(b)?)),
            Term::Difference(a, b) => Some(algebra.subtract(&self.evaluate(a)?, &self.evaluate(b)?)),
            Term::Product(a, b) => match b.as_ref() {
                // A product with one over something reads as a quotient.
                Term::Power(divisor, Exponent::Reciprocal) => {
                    algebra.divide(&self.evaluate(a)?, &self.evaluate(divisor)?)
                }
                factor => Some(algebra.multiply(&self.evaluate(a)?, &self.evaluate(factor)?)),
            },
            Term::Power(base, Exponent::Years) => Some(algebra.power(&self.evaluate(base)?, self.years)),
            Term::Power(base, Exponent::Reciprocal) => algebra.divide(&algebra.one(), &self.evaluate(base)?),
        }
    }

    /// The target's value, given that `term` has this value and the target stands in it.
    fn invert(&self, term: &Term, value: A::Value) -> Option<A::Value> {
        let algebra = self.algebra;
        match term {
            Term::Of(_) => Some(value),
            Term::One => None,
            Term::Sum(a, b) => {
                let (inside, outside) = self.sides(a, b);
                self.invert(inside, algebra.subtract(&value, &self.evaluate(outside)?))
            }
            Term::Difference(a, b) if a.holds(self.target) => self.invert(a, algebra.add(&value, &self.evaluate(b)?)),
            Term::Difference(a, b) => self.invert(b, algebra.subtract(&self.evaluate(a)?, &value)),
            Term::Product(a, b) => {
                let (inside, outside) = self.sides(a, b);
                self.invert(inside, algebra.divide(&value, &self.evaluate(outside)?)?)
            }
            Term::Power(base, Exponent::Years) => self.invert(base, algebra.root(&value, self.years)?),
            Term::Power(base, Exponent::Reciprocal) => self.invert(base, algebra.divide(&algebra.one(), &value)?),
        }
    }

    fn sides<'t>(&self, a: &'t Term, b: &'t Term) -> (&'t Term, &'t Term) {
        if a.holds(self.target) { (a, b) } else { (b, a) }
    }
}

/// Exact values.
pub(super) struct Nominal;

impl Algebra for Nominal {
    type Value = Exact;
    fn one(&self) -> Exact {
        Exact::one()
    }
    fn add(&self, a: &Exact, b: &Exact) -> Exact {
        a + b
    }
    fn subtract(&self, a: &Exact, b: &Exact) -> Exact {
        a - b
    }
    fn multiply(&self, a: &Exact, b: &Exact) -> Exact {
        a * b
    }
    fn divide(&self, a: &Exact, b: &Exact) -> Option<Exact> {
        a.checked_div(b)
    }
    fn power(&self, base: &Exact, exponent: u16) -> Exact {
        base.pow(exponent)
    }
    fn root(&self, value: &Exact, degree: u16) -> Option<Exact> {
        // Strictly between the ends of a 60-digit enclosure, so that rounding it to 28 digits rounds the root itself.
        value.root(degree).map(|(low, high)| Exact::midpoint(&low, &high))
    }
}

/// Intervals.
pub(super) struct Bounds;

impl Algebra for Bounds {
    type Value = Interval;
    fn one(&self) -> Interval {
        Interval::point(Exact::one())
    }
    fn add(&self, a: &Interval, b: &Interval) -> Interval {
        a + b
    }
    fn subtract(&self, a: &Interval, b: &Interval) -> Interval {
        a - b
    }
    fn multiply(&self, a: &Interval, b: &Interval) -> Interval {
        a * b
    }
    fn divide(&self, a: &Interval, b: &Interval) -> Option<Interval> {
        Some(a.div(b))
    }
    fn power(&self, base: &Interval, exponent: u16) -> Interval {
        base.pow(exponent)
    }
    fn root(&self, value: &Interval, degree: u16) -> Option<Interval> {
        value.root(degree)
    }
}

/// The texts of a formula, with parentheses where they are needed.
pub(super) struct Formula;

/// How tightly the outermost operation of a text binds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Binding {
    Sum,
    Product,
    Atom,
}

#[derive(Clone)]
pub(super) struct FormulaText {
    pub(super) text: String,
    pub(super) binding: Binding,
}

impl FormulaText {
    pub(super) fn atom(text: String) -> Self {
        FormulaText { text, binding: Binding::Atom }
    }

    /// A number in a formula; a hedge, a range or a sign in it needs parentheses against other operations.
    pub(super) fn number(text: String) -> Self {
        let binding = if text.contains(' ') || text.starts_with('-') { Binding::Sum } else { Binding::Atom };
        FormulaText { text, binding }
    }

    fn push_within(&self, out: &mut String, least: Binding) {
        let is_bare = self.binding >= least;
        let parts = if is_bare { ["", self.text.as_str(), ""] } else { ["(", self.text.as_str(), ")"] };
        out.extend(parts);
    }

    fn joined(a: &Self, sign: &str, b: &Self, binding: Binding, right: Binding) -> Self {
        let parts = [a.text.len(), sign.len(), b.text.len(), PARENTHESES];
        let mut text = String::with_capacity(parts.iter().sum());
        a.push_within(&mut text, binding);
        text.push_str(sign);
        b.push_within(&mut text, right);
        FormulaText { text, binding }
    }

    fn raised(&self, exponent: impl fmt::Display) -> Self {
        let mut text = String::with_capacity(self.text.len().saturating_add(PARENTHESES));
        self.push_within(&mut text, Binding::Atom);
        // Writing to a string cannot fail.
        let _ = write!(text, "^{exponent}");
        FormulaText::atom(text)
    }
}

/// The bytes of parentheses around both sides of an operation.
const PARENTHESES: usize = 4;

impl Algebra for Formula {
    type Value = FormulaText;
    fn one(&self) -> FormulaText {
        FormulaText::atom("1".to_owned())
    }
    fn add(&self, a: &FormulaText, b: &FormulaText) -> FormulaText {
        FormulaText::joined(a, " + ", b, Binding::Sum, Binding::Product)
    }
    fn subtract(&self, a: &FormulaText, b: &FormulaText) -> FormulaText {
        FormulaText::joined(a, " − ", b, Binding::Sum, Binding::Product)
    }
    fn multiply(&self, a: &FormulaText, b: &FormulaText) -> FormulaText {
        FormulaText::joined(a, " × ", b, Binding::Product, Binding::Atom)
    }
    fn divide(&self, a: &FormulaText, b: &FormulaText) -> Option<FormulaText> {
        Some(FormulaText::joined(a, " ÷ ", b, Binding::Product, Binding::Atom))
    }
    fn power(&self, base: &FormulaText, exponent: u16) -> FormulaText {
        base.raised(exponent)
    }
    fn root(&self, value: &FormulaText, degree: u16) -> Option<FormulaText> {
        Some(value.raised(format_args!("(1/{degree})")))
    }
}

/// Equations themselves: a relation solved for a role, and the relations that gave its members, make one term.
pub(super) struct Equation;

impl Algebra for Equation {
    type Value = Term;
    fn one(&self) -> Term {
        Term::One
    }
    fn add(&self, a: &Term, b: &Term) -> Term {
        a.clone().plus(b.clone())
    }
    fn subtract(&self, a: &Term, b: &Term) -> Term {
        a.clone().minus(b.clone())
    }
    fn multiply(&self, a: &Term, b: &Term) -> Term {
        a.clone().times(b.clone())
    }
    fn divide(&self, a: &Term, b: &Term) -> Option<Term> {
        Some(a.clone().times(b.clone().to_the(Exponent::Reciprocal)))
    }
    fn power(&self, base: &Term, _: u16) -> Term {
        base.clone().to_the(Exponent::Years)
    }
    fn root(&self, _: &Term, _: u16) -> Option<Term> {
        // No term stands for a root.
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::{GROWTH, PRE_MONEY, STAKE, all};
    use crate::num::{Convention, Rounding, Style, in_formula, parse};

    /// Solves with figures as written; percentages are fractions inside.
    fn solved(identity: &Identity, target: Role, known: &[(Role, &str)]) -> (String, String, String) {
        let reported = |role: Role| {
            let text = known.iter().find(|(name, _)| *name == role)?.1;
            let written = parse(text, Style::default()).unwrap();
            let shift = if written.mark.is_some() { -2 } else { 0 };
            Some((written.reported.times_power_of_ten(shift), shift))
        };
        let nominal = solve(&Nominal, identity, 1, target, &|role| Some(reported(role)?.0.nominal())).unwrap();
        let bounds =
            solve(&Bounds, identity, 1, target, &|role| Some(reported(role)?.0.basis(Convention::Nearest))).unwrap();
        let formula = solve(&Formula, identity, 1, target, &|role| {
            let (value, shift) = reported(role)?;
            let sign = if shift == 0 { "" } else { "%" };
            Some(FormulaText::number(in_formula(&value, -shift, sign)))
        });
        let bounds = format!(
            "{} {}",
            bounds.low().value().map_or("−∞".to_owned(), |low| low.to_plain(12, Rounding::Down)),
            bounds.high().value().map_or("∞".to_owned(), |high| high.to_plain(12, Rounding::Up))
        );
        (nominal.to_plain(12, Rounding::Nearest), bounds, formula.unwrap().text)
    }

    fn expect(identity: &Identity, target: Role, known: &[(Role, &str)], nominal: &str, bounds: &str, formula: &str) {
        assert_eq!(
            solved(identity, target, known),
            (nominal.to_owned(), bounds.to_owned(), formula.to_owned()),
            "{} for {target:?}",
            identity.name
        );
    }

    // Expected values were computed with Python's fractions from the articles' figures.
    #[test]
    fn growth_is_solved_for_each_of_its_roles() {
        let (current, prior, growth) = ((Role::Current, "3.4bn"), (Role::Prior, "2.2bn"), (Role::Growth, "54%"));
        expect(
            &GROWTH,
            Role::Prior,
            &[current, growth],
            "2207792207.79",
            "2168284789.64 2247557003.26",
            "3.4bn ÷ (1 + 54%)",
        );
        expect(
            &GROWTH,
            Role::Growth,
            &[current, prior],
            "0.545454545455",
            "0.488888888888 0.604651162791",
            "3.4bn ÷ 2.2bn − 1",
        );
        expect(&GROWTH, Role::Current, &[prior, growth], "3388000000", "3300250000 3476250000", "2.2bn × (1 + 54%)");
    }

    #[test]
    fn a_stake_values_the_whole_before_and_after_the_money() {
        let (price, stake) = ((Role::Price, "US$172m"), (Role::Stake, "11.6%"));
        expect(
            &STAKE,
            Role::Valuation,
            &[price, stake],
            "1482758620.69",
            "1472103004.29 1493506493.51",
            "172m ÷ 11.6%",
        );
        expect(
            &PRE_MONEY,
            Role::PreMoney,
            &[price, stake],
            "1310758620.69",
            "1300603004.29 1321006493.51",
            "172m × (1 ÷ 11.6% − 1)",
        );
        expect(
            &STAKE,
            Role::Stake,
            &[price, (Role::Valuation, "about 1.5bn")],
            "0.114666666667",
            "0.1071875 0.123214285715",
            "172m ÷ (about 1.5bn)",
        );
    }

    #[test]
    fn what_is_subtracted_is_solved_for_as_the_rest_is() {
        let right = Term::from(Role::Member(0)).minus(Role::Member(1));
        let identity = Identity::new("gross profit", Role::Result, right, &[]);
        let (whole, rest) = ((Role::Member(0), "10.0m"), (Role::Result, "3.0m"));
        expect(&identity, Role::Member(1), &[whole, rest], "7000000", "6900000 7100000", "10.0m − 3.0m");
        expect(
            &identity,
            Role::Member(0),
            &[rest, (Role::Member(1), "7.0m")],
            "10000000",
            "9900000 10100000",
            "3.0m + 7.0m",
        );
    }

    #[test]
    fn solving_for_one_role_and_back_gives_the_value_again() {
        for identity in all() {
            let roles = identity.roles();
            let values = |role: Role| Exact::from(roles.iter().position(|own| *own == role).unwrap() as i64 + 2);
            for target in &roles {
                // The left side from the others, then each of the others from the rest.
                let left = solve(&Nominal, identity, 2, identity.left, &|role| Some(values(role))).unwrap();
                let all = |role: Role| Some(if role == identity.left { left.clone() } else { values(role) });
                let back = solve(&Nominal, identity, 2, *target, &all).unwrap();
                assert_eq!(Some(back), all(*target), "{} for {target:?}", identity.name);
            }
        }
    }
}
