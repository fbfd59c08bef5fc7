#![doc = include_str!("share.md")]

use std::sync::LazyLock;

use super::{Identity, Role, Term};

/// A part of a whole, such as a segment's share of revenue.
pub static SHARE: LazyLock<Identity> =
    LazyLock::new(|| Identity::new("share", Role::Part, Term::from(Role::Whole).times(Role::Share), &[Role::Whole]));
