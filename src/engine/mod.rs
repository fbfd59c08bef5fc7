//! Binds figures to identities and computes what they determine.

mod compute;
mod conversion;
mod judge;
mod network;
mod slip;
mod solve;
mod translate;

pub use compute::{Computed, Operand, compute};
pub use network::{Claim, Network, Options, Ratios, Tie, Versus};
pub use translate::{Basis, Translation, used};
