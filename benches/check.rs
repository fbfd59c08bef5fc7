//! `tieout check` on a long table of which half the rows state a growth, beside `tieout report` on the same table, with metrics
//! and `--wide`. The check is to take no more than twice the time of the report.
//!
//! `TIEOUT_BENCH_ROWS=1000000 cargo bench --bench check`; without the variable the table has 100,000 rows. Each command's best
//! time of several runs counts, since they are compared with each other.

mod support;

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use support::{CURRENCIES, Draws, FIRST_QUARTER, Run, rows, run};

const METRICS: [&str; 10] = [
    "revenue",
    "cost of sales",
    "gross profit",
    "operating income",
    "net income",
    "total assets",
    "total liabilities",
    "total equity",
    "cash",
    "capital expenditure",
];
const QUARTERS: usize = 8;
const ROUNDS: usize = 3;

/// Entities begin in so many different quarters.
const STAGGER: u64 = 46;

/// One growth in so many is wrong by ten points.
const WRONG: u64 = 500;

/// The metrics of one quarter in tenths of a million, which the equations between metrics allow.
fn quarter(draws: &mut Draws) -> [u64; METRICS.len()] {
    let revenue = 1_000 + draws.below(99_000);
    let cost = revenue * (30 + draws.below(50)) / 100;
    let operating = (revenue - cost) * (20 + draws.below(60)) / 100;
    let net = operating * (50 + draws.below(40)) / 100;
    let assets = 10_000 + draws.below(990_000);
    let liabilities = assets * (20 + draws.below(60)) / 100;
    let equity = assets - liabilities;
    let (cash, spent) = (assets / (5 + draws.below(15)), revenue / (5 + draws.below(15)));
    [revenue, cost, revenue - cost, operating, net, assets, liabilities, equity, cash, spent]
}

/// A growth in tenths of a percent, rounded half up.
fn growth(current: u64, prior: u64) -> i64 {
    let twice =
        (2_000 * (i128::from(current) - i128::from(prior)) + i128::from(prior)).div_euclid(2 * i128::from(prior));
    i64::try_from(twice).expect("a growth of levels above zero is small")
}

/// A table sorted by entity: of each ten metrics over eight quarters, and growth in the later four.
fn write_table(path: &Path, rows: u64) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    let mut draws = Draws(20_141_231);
    writeln!(out, "entity,metric,period,value,unit,growth")?;
    for entity in 0..rows / (METRICS.len() * QUARTERS) as u64 {
        let series: Vec<_> = (0..QUARTERS).map(|_| quarter(&mut draws)).collect();
        for (metric, name) in METRICS.iter().enumerate() {
            for (at, levels) in series.iter().enumerate() {
                let (level, quarter) = (levels[metric], FIRST_QUARTER + entity % STAGGER + at as u64);
                write!(out, "Company {entity:05} Ltd,{name},{}Q{},", quarter / 4, quarter % 4 + 1)?;
                write!(out, "{}.{}m,{},", level / 10, level % 10, CURRENCIES[(entity % 5) as usize])?;
                if let Some(prior) = at.checked_sub(4) {
                    let wrong = if draws.below(WRONG) == 0 { 100 } else { 0 };
                    let growth = growth(level, series[prior][metric]) + wrong;
                    let sign = if growth < 0 { "-" } else { "" };
                    write!(out, "{sign}{}.{}%", growth.abs() / 10, growth.abs() % 10)?;
                }
                writeln!(out)?;
            }
        }
    }
    out.flush()
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rows = rows(100_000, 800);
    let folder = tempfile::tempdir()?;
    let (table, output) = (folder.path().join("figures.csv"), folder.path().join("out"));
    write_table(&table, rows)?;
    let commands: [&[&str]; 4] = [
        &["report", "--format", "csv"],
        &["report", "--wide", "--format", "csv"],
        &["check", "--format", "text"],
        &["check", "--format", "jsonl"],
    ];
    let mut best: [Option<Run>; 4] = [None; 4];
    for _ in 0..ROUNDS {
        for (best, arguments) in best.iter_mut().zip(commands) {
            let run = run(arguments, &table, &output)?;
            *best = Some(best.filter(|best| best.time <= run.time).unwrap_or(run));
        }
    }
    println!("{rows} rows, a growth in half of them");
    let runs: Vec<Run> = best.into_iter().flatten().collect();
    for (run, arguments) in runs.iter().zip(commands) {
        let memory = run.peak.map_or("unknown".to_owned(), |kibibytes| format!("{} MiB", kibibytes / 1024));
        println!("{:<24} {:>10.3?}  peak memory {memory}", arguments.join(" ").replace(" --format", ""), run.time);
    }
    if let [metrics, wide, _, check] = &runs[..] {
        println!("check jsonl ÷ report csv        {:>5.2}×", check.time.div_duration_f64(metrics.time));
        println!("check jsonl ÷ report --wide csv {:>5.2}×", check.time.div_duration_f64(wide.time));
    }
    Ok(())
}
