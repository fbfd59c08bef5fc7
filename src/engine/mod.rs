//! Binds figures to identities and computes what they determine.

mod compute;
mod solve;

pub use compute::{Computed, Operand, compute};
