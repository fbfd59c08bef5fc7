//! Multiple: current = multiple × prior.
//!
//! Doubled, tripled, threefold. Like growth it needs a base above zero.

use super::{Identity, Role, Term};

/// How many times its base a level has become.
pub static MULTIPLE: Identity = Identity {
    name: "multiple",
    left: Role::Current,
    right: Term::Product(&Term::Of(Role::Prior), &Term::Of(Role::Multiple)),
    positive: &[Role::Prior],
};
