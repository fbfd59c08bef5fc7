#![doc = include_str!("multiple.md")]

use std::sync::LazyLock;

use super::{Identity, Role, Term};

/// How many times its base a level has become.
pub static MULTIPLE: LazyLock<Identity> = LazyLock::new(|| {
    Identity::new("multiple", Role::Current, Term::from(Role::Prior).times(Role::Multiple), &[Role::Prior])
});
