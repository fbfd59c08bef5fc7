//! Turns the tables under `data/` into the constants that the program carries, so that nothing is parsed when it starts.

use std::env;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

#[path = "build/currencies.rs"]
mod currencies;
#[path = "build/ecb.rs"]
mod ecb;
#[path = "build/metrics.rs"]
mod metrics;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=build");
    println!("cargo:rerun-if-changed=data");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?);
    currencies::write("data/currencies.csv", &out)?;
    ecb::write("data/ecb/eurofxref-hist.csv", &out)?;
    write_metrics("data/metrics.csv", &out)
}

fn write_metrics(path: &str, out: &Path) -> Result<(), Box<dyn Error>> {
    let source = metrics::generate(&fs::read_to_string(path)?).map_err(|reason| format!("{path}:{reason}"))?;
    fs::write(out.join("metrics.rs"), source)?;
    Ok(())
}
