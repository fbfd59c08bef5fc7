#![doc = include_str!("conversion.md")]

use std::sync::LazyLock;

use super::{Identity, Role, Term};

/// One amount in two currencies.
pub static CONVERSION: LazyLock<Identity> = LazyLock::new(|| {
    Identity::new("conversion", Role::Converted, Term::from(Role::Amount).times(Role::Rate), &[Role::Rate])
});
