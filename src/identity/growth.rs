#![doc = include_str!("growth.md")]

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
