//! What an identity is made of: roles and an equation of sums, products and whole powers.

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
#[derive(Clone, Copy, Debug)]
pub enum Term {
    /// The value of a role.
    Of(Role),
    /// One.
    One,
    /// The first plus the second.
    Sum(&'static Term, &'static Term),
    /// The first minus the second.
    Difference(&'static Term, &'static Term),
    /// The first times the second.
    Product(&'static Term, &'static Term),
    /// A whole power.
    Power(&'static Term, Exponent),
}

impl Term {
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
#[derive(Debug)]
pub struct Identity {
    /// Its stable name, as findings and reports print it.
    pub name: &'static str,
    /// The role on the left of the equation.
    pub left: Role,
    /// The right side.
    pub right: Term,
    /// Roles without which the identity means nothing unless they are above zero.
    pub positive: &'static [Role],
}

impl Identity {
    /// All roles, the left one first.
    pub fn roles(&self) -> Vec<Role> {
        let mut roles = vec![self.left];
        self.right.roles(&mut roles);
        roles
    }
}
