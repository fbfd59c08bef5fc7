//! Turns the tables under `data/` into the constants that the program carries.

fn main() {}
