//! Turns the tables under `data/` into the constants that the program carries, so that nothing is parsed when it starts.

use std::env;
use std::error::Error;
use std::path::PathBuf;

#[path = "build/currencies.rs"]
mod currencies;
#[path = "build/ecb.rs"]
mod ecb;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=build");
    println!("cargo:rerun-if-changed=data");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?);
    currencies::write("data/currencies.csv", &out)?;
    ecb::write("data/ecb/eurofxref-hist.csv", &out)
}
