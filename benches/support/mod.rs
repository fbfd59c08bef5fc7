//! What the benchmarks of long tables have in common.

mod draws;

use std::io;
use std::path::Path;
use std::process::{Child, Command};
use std::thread::sleep;
use std::time::{Duration, Instant};

pub(crate) use draws::Draws;

pub(crate) const CURRENCIES: [&str; 5] = ["USD", "CNY", "EUR", "JPY", "GBP"];

/// The second quarter of 2005 as a number of quarters: the yuan has fixings from April 2005 on.
pub(crate) const FIRST_QUARTER: u64 = 2005 * 4 + 1;

/// How long a run of `tieout` took, and the most memory that it held, in KiB, where that is known.
#[derive(Clone, Copy)]
pub(crate) struct Run {
    pub(crate) time: Duration,
    pub(crate) peak: Option<u64>,
}

/// Runs `tieout` with these arguments on a table, its results going to `output`. The peak is read from `/proc`, so it is known on
/// Linux only.
pub(crate) fn run(arguments: &[&str], table: &Path, output: &Path) -> io::Result<Run> {
    let start = Instant::now();
    let mut child =
        Command::new(env!("CARGO_BIN_EXE_tieout")).args(arguments).arg(table).arg("-o").arg(output).spawn()?;
    let mut peak = None;
    let status = loop {
        peak = peak_memory(&child).or(peak);
        if let Some(status) = child.try_wait()? {
            break status;
        }
        sleep(Duration::from_millis(5));
    };
    // A check that finds contradictions ends with 1.
    assert!(matches!(status.code(), Some(0 | 1)), "{arguments:?} failed");
    Ok(Run { time: start.elapsed(), peak })
}

fn peak_memory(child: &Child) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

/// The rows asked for by `TIEOUT_BENCH_ROWS`; else the usual ones, or few where `cargo test` only tries the benchmark out.
pub(crate) fn rows(usual: u64, of_a_test: u64) -> u64 {
    if !std::env::args().any(|argument| argument == "--bench") {
        return of_a_test;
    }
    let asked = std::env::var("TIEOUT_BENCH_ROWS").ok();
    asked.map_or(usual, |rows| rows.parse().expect("TIEOUT_BENCH_ROWS is a number of rows"))
}
