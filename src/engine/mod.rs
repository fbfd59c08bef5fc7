//! Binds figures to identities and computes what they determine.
mod solve;
