//! Growth: current = prior × (1 + growth).
//!
//! Year on year unless a figure names another period. The base stands once, so that "3.4bn from 2.2bn" gives 48.9% to 60.5% and
//! not the wider range that (current − prior) ÷ prior would. Growth from a base that is zero or negative, or whose interval
//! touches zero, is not meaningful: a loss of 5 that becomes a profit of 34 has not grown by −780%.
//!
//! Over several years the compound rate satisfies current = prior × (1 + growth)^years: the CAGR of investment reports.

use super::{Exponent, Identity, Role, Term};

const FACTOR: Term = Term::Sum(&Term::One, &Term::Of(Role::Growth));

/// Growth between two periods.
pub static GROWTH: Identity = Identity {
    name: "growth",
    left: Role::Current,
    right: Term::Product(&Term::Of(Role::Prior), &FACTOR),
    positive: &[Role::Prior],
};

/// The yearly rate that compounds to the growth over several years.
pub static COMPOUND_GROWTH: Identity = Identity {
    name: "compound growth",
    left: Role::Current,
    right: Term::Product(&Term::Of(Role::Prior), &Term::Power(&FACTOR, Exponent::Years)),
    positive: &[Role::Prior],
};
