//! Conversion: converted = amount × rate.
//!
//! The rate is one more figure with an interval and a source: a fixing, an average of fixings, or what two stated amounts imply.
//! Flows are translated at the average of their period and stocks at its closing rate (IAS 21.39-40); a convenience translation
//! takes one closing rate for everything.

use std::sync::LazyLock;

use super::{Identity, Role, Term};

/// One amount in two currencies.
pub static CONVERSION: LazyLock<Identity> = LazyLock::new(|| {
    Identity::new("conversion", Role::Converted, Term::from(Role::Amount).times(Role::Rate), &[Role::Rate])
});
