//! Multiple: current = multiple × prior.
//!
//! Doubled, tripled, threefold. Like growth it needs a base above zero.

use std::sync::LazyLock;

use super::{Identity, Role, Term};

/// How many times its base a level has become.
pub static MULTIPLE: LazyLock<Identity> = LazyLock::new(|| {
    Identity::new("multiple", Role::Current, Term::from(Role::Prior).times(Role::Multiple), &[Role::Prior])
});
