#![doc = include_str!("stake.md")]

use std::sync::LazyLock;

use super::{Exponent, Identity, Role, Term};

/// The value of the whole that a price for a part implies; post-money where new shares were sold.
pub static STAKE: LazyLock<Identity> = LazyLock::new(|| {
    Identity::new("stake", Role::Price, Term::from(Role::Valuation).times(Role::Stake), &[Role::Stake])
});

/// The value of the whole before the price of new shares came in.
pub static PRE_MONEY: LazyLock<Identity> = LazyLock::new(|| {
    let factor = Term::from(Role::Stake).to_the(Exponent::Reciprocal).minus(Term::One);
    Identity::new("pre-money", Role::PreMoney, Term::from(Role::Price).times(factor), &[Role::Stake])
});
