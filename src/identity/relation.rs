//! What an identity is made of: roles and an equation of sums, products and whole powers.

use std::borrow::Cow;

/// The part that a figure plays in an identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The level of the later, or the reported, period.
    Current,
    /// The level of the period compared with: the base.
    Prior,
    /// Relative growth, as a fraction.
    Growth,
    /// Absolute change, in the unit of the levels.
    Change,
    /// How many times the base the current level is.
    Multiple,
    /// An amount in the currency converted from.
    Amount,
    /// The amount in the currency converted to.
    Converted,
    /// Units of the one currency for one of the other.
    Rate,
    /// What was paid for a stake.
    Price,
    /// The part of the whole that was bought, as a fraction.
    Stake,
    /// The value of the whole; where new shares were sold, with the new money in it.
    Valuation,
    /// The value of the whole before new money came in.
    PreMoney,
    /// What was paid for another stake in the same whole.
    OtherPrice,
    /// Another stake in the same whole, as a fraction.
    OtherStake,
    /// What parts add up to, or one report of a subject.
    Whole,
    /// A part of a whole.
    Part,
    /// How much of the whole a part is, as a fraction.
    Share,
    /// The later of two times, in years.
    Later,
    /// The earlier of two times, in years.
    Earlier,
    /// The years between two times.
    Years,
    /// One of the parts, or of the metrics that a ratio is made of, by its position.
    Member(u8),
    /// What other metrics are combined to.
    Result,
}

impl Role {
    /// Its name in findings.
    pub fn name(self) -> &'static str {
        match self {
            Role::Current => "current",
            Role::Prior => "prior",
            Role::Growth => "growth",
            Role::Change => "change",
            Role::Multiple => "multiple",
            Role::Amount => "amount",
            Role::Converted => "converted",
            Role::Rate => "rate",
            Role::Price => "price",
            Role::Stake => "stake",
            Role::Valuation => "valuation",
            Role::PreMoney => "pre-money",
            Role::OtherPrice => "other price",
            Role::OtherStake => "other stake",
            Role::Whole => "whole",
            Role::Part => "part",
            Role::Share => "share",
            Role::Later => "later",
            Role::Earlier => "earlier",
            Role::Years => "years",
            Role::Member(_) => "member",
            Role::Result => "result",
        }
    }
}

/// The exponent of a power.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exponent {
    /// One over.
    Reciprocal,
    /// As many as years lie between the two levels.
    Years,
}

/// One side of an equation.
#[derive(Clone, Debug)]
pub enum Term {
    /// The value of a role.
    Of(Role),
    /// One.
    One,
    /// The first plus the second.
    Sum(Box<Term>, Box<Term>),
    /// The first minus the second.
    Difference(Box<Term>, Box<Term>),
    /// The first times the second.
    Product(Box<Term>, Box<Term>),
    /// A whole power.
    Power(Box<Term>, Exponent),
}

impl From<Role> for Term {
    fn from(role: Role) -> Self {
        Term::Of(role)
    }
}

impl Term {
    /// This plus another.
    pub fn plus(self, other: impl Into<Term>) -> Self {
        Term::Sum(Box::new(self), Box::new(other.into()))
    }

    /// This minus another.
    pub fn minus(self, other: impl Into<Term>) -> Self {
        Term::Difference(Box::new(self), Box::new(other.into()))
    }

    /// This times another.
    pub fn times(self, other: impl Into<Term>) -> Self {
        Term::Product(Box::new(self), Box::new(other.into()))
    }

    /// This to a power.
    pub fn to_the(self, exponent: Exponent) -> Self {
        Term::Power(Box::new(self), exponent)
    }

    /// Whether the role stands in this term.
    pub fn holds(&self, role: Role) -> bool {
        match self {
            Term::Of(own) => *own == role,
            Term::One => false,
            Term::Sum(a, b) | Term::Difference(a, b) | Term::Product(a, b) => a.holds(role) || b.holds(role),
            Term::Power(base, _) => base.holds(role),
        }
    }

    fn roles(&self, into: &mut Vec<Role>) {
        match self {
            Term::Of(role) => into.push(*role),
            Term::One => {}
            Term::Sum(a, b) | Term::Difference(a, b) | Term::Product(a, b) => {
                a.roles(into);
                b.roles(into);
            }
            Term::Power(base, _) => base.roles(into),
        }
    }
}

/// An equation between figures: the role on the left equals the term on the right.
#[derive(Clone, Debug)]
pub struct Identity {
    /// Its stable name, as findings and reports print it.
    pub name: Cow<'static, str>,
    /// The role on the left of the equation.
    pub left: Role,
    /// The right side.
    pub right: Term,
    /// Roles without which the identity means nothing unless they are above zero; in a sum or difference, not below it.
    pub positive: Vec<Role>,
}

impl Identity {
    /// An equation between a role and a term in which each role stands once.
    pub fn new(name: impl Into<Cow<'static, str>>, left: Role, right: Term, positive: &[Role]) -> Self {
        Identity { name: name.into(), left, right, positive: positive.to_vec() }
    }

    /// All roles, the left one first.
    pub fn roles(&self) -> Vec<Role> {
        let mut roles = vec![self.left];
        self.right.roles(&mut roles);
        roles
    }
}
