//! Growth: current = prior × (1 + growth).
//!
//! Year on year unless a figure names another period. The base stands once, so that "3.4bn from 2.2bn" gives 48.9% to 60.5% and
//! not the wider range that (current − prior) ÷ prior would. Growth from a base that is zero or negative, or whose interval
//! touches zero, is not meaningful: a loss of 5 that becomes a profit of 34 has not grown by −780%.
//!
//! Over several years the compound rate satisfies current = prior × (1 + growth)^years: the CAGR of investment reports.

use std::sync::LazyLock;

use super::{Exponent, Identity, Role, Term};

fn factor() -> Term {
    Term::One.plus(Role::Growth)
}

/// Growth between two periods.
pub static GROWTH: LazyLock<Identity> = LazyLock::new(|| {
    let right = Term::from(Role::Prior).times(factor());
    Identity::new("growth", Role::Current, right, &[Role::Prior])
});

/// The yearly rate that compounds to the growth over several years.
pub static COMPOUND_GROWTH: LazyLock<Identity> = LazyLock::new(|| {
    let right = Term::from(Role::Prior).times(factor().to_the(Exponent::Years));
    Identity::new("compound growth", Role::Current, right, &[Role::Prior])
});
