//! Change: current = prior + change.
//!
//! The difference in the unit of the levels themselves. Metrics that are percentages change in percentage points: a margin that
//! goes from 10% to 12% is up 2 points, and up 20% only in a sense that nobody means.

use std::sync::LazyLock;

use super::{Identity, Role, Term};

/// The difference between two periods.
pub static CHANGE: LazyLock<Identity> =
    LazyLock::new(|| Identity::new("change", Role::Current, Term::from(Role::Prior).plus(Role::Change), &[]));
