#![doc = include_str!("same.md")]

use std::sync::LazyLock;

use super::{Identity, Role, Term};

/// Two reports of one subject are one value.
pub static SAME: LazyLock<Identity> =
    LazyLock::new(|| Identity::new("same", Role::Whole, Term::from(Role::Member(0)), &[]));
