//! Turns the tables under `data/` into the constants that the program carries.

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

#[path = "build/metrics.rs"]
mod metrics;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?);
    println!("cargo::rerun-if-changed=data/metrics.csv");
    let table = fs::read_to_string("data/metrics.csv")?;
    let source = metrics::generate(&table).map_err(|reason| format!("data/metrics.csv:{reason}"))?;
    fs::write(out.join("metrics.rs"), source)?;
    Ok(())
}
