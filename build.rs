//! Turns the tables under `data/` into the constants that the program carries, so that nothing is parsed when it starts.

use std::env;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

#[path = "build/currencies.rs"]
mod currencies;
#[path = "build/ecb.rs"]
mod ecb;
#[path = "build/events.rs"]
mod events;
#[path = "build/metrics.rs"]
mod metrics;
#[path = "build/names.rs"]
mod names;
#[path = "build/verbs.rs"]
mod verbs;
#[path = "build/vocabulary.rs"]
mod vocabulary;
#[path = "build/words.rs"]
mod words;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=build");
    println!("cargo:rerun-if-changed=data");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?);
    currencies::write("data/currencies.csv", &out)?;
    ecb::write("data/ecb/eurofxref-hist.csv", &out)?;
    write_table("data/events.csv", &out, "events.rs", events::generate)?;
    write_table("data/metrics.csv", &out, "metrics.rs", metrics::generate)?;
    write_table("data/names.csv", &out, "names.rs", names::generate)?;
    write_table("data/verbs.csv", &out, "verbs.rs", verbs::generate)?;
    let read = |path| fs::read_to_string(path);
    let tables = [read("data/events.csv")?, read("data/names.csv")?, read("data/verbs.csv")?];
    fs::write(out.join("vocabulary.rs"), vocabulary::generate(&tables, &read("data/metrics.csv")?)?)?;
    Ok(())
}

/// The Rust source that a table generates, or why it does not.
type Generate = fn(&str) -> Result<String, String>;

fn write_table(path: &str, out: &Path, name: &str, generate: Generate) -> Result<(), Box<dyn Error>> {
    let source = generate(&fs::read_to_string(path)?).map_err(|reason| format!("{path}:{reason}"))?;
    fs::write(out.join(name), source)?;
    Ok(())
}
