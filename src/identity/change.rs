#![doc = include_str!("change.md")]

use std::sync::LazyLock;

use super::{Identity, Role, Term};

/// The difference between two periods.
pub static CHANGE: LazyLock<Identity> =
    LazyLock::new(|| Identity::new("change", Role::Current, Term::from(Role::Prior).plus(Role::Change), &[]));
