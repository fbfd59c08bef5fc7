//! Stake: price = stake × valuation.
//!
//! What was paid for a part values the whole. Where the shares bought were new ones, their price is in the company afterwards, so
//! the valuation is post-money, and the value before is post-money − price. Written so that the price stands once,
//! pre-money = price × (1 ÷ stake − 1).

use super::{Exponent, Identity, Role, Term};

/// The value of the whole that a price for a part implies; post-money where new shares were sold.
pub static STAKE: Identity = Identity {
    name: "stake",
    left: Role::Price,
    right: Term::Product(&Term::Of(Role::Valuation), &Term::Of(Role::Stake)),
    positive: &[Role::Stake],
};

/// The value of the whole before the price of new shares came in.
pub static PRE_MONEY: Identity = Identity {
    name: "pre-money",
    left: Role::PreMoney,
    right: Term::Product(
        &Term::Of(Role::Price),
        &Term::Difference(&Term::Power(&Term::Of(Role::Stake), Exponent::Reciprocal), &Term::One),
    ),
    positive: &[Role::Stake],
};
