#![doc = include_str!("elapsed.md")]

use std::sync::LazyLock;

use super::{Identity, Role, Term};

/// The years between two times.
pub static ELAPSED: LazyLock<Identity> =
    LazyLock::new(|| Identity::new("elapsed", Role::Later, Term::from(Role::Earlier).plus(Role::Years), &[]));
