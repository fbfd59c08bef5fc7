//! Change: current = prior + change.
//!
//! The difference in the unit of the levels themselves. Metrics that are percentages change in percentage points: a margin that
//! goes from 10% to 12% is up 2 points, and up 20% only in a sense that nobody means.

use super::{Identity, Role, Term};

/// The difference between two periods.
pub static CHANGE: Identity = Identity {
    name: "change",
    left: Role::Current,
    right: Term::Sum(&Term::Of(Role::Prior), &Term::Of(Role::Change)),
    positive: &[],
};
