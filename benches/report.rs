//! `tieout report --wide --to USD` on a long table, beside a pass that only splits the same file into cells.
//!
//! `TIEOUT_BENCH_ROWS=5000000 cargo bench --bench report`; without the variable the table has 500,000 rows. Peak memory is read
//! from `/proc`, so it is known on Linux only.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::process::{Child, Command};
use std::thread::sleep;
use std::time::{Duration, Instant};

const METRICS: [&str; 10] = [
    "revenue",
    "cost of sales",
    "gross profit",
    "operating income",
    "net income",
    "total assets",
    "total liabilities",
    "cash",
    "capital expenditure",
    "total equity",
];
const CURRENCIES: [&str; 5] = ["USD", "CNY", "EUR", "JPY", "GBP"];
const QUARTERS_OF_A_METRIC: u64 = 40;

/// The second quarter of 2005 as a number of quarters: the yuan has fixings from April 2005 on.
const FIRST_QUARTER: u64 = 2005 * 4 + 1;
/// How many quarters later the last of the entities begins; its last quarter is then that of 2026Q2.
const STAGGER: u64 = 45;

const USUAL_ROWS: u64 = 500_000;
const ROWS_OF_A_TEST: u64 = 800;

/// Numbers that look drawn and are the same in every run (Knuth's MMIX generator).
struct Draws(u64);

impl Draws {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

/// A table sorted by entity: of each ten metrics over forty quarters, in the currency that it reports in.
fn write_table(path: &Path, rows: u64) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    let mut draws = Draws(20_141_231);
    writeln!(out, "entity,metric,period,value,unit")?;
    for row in 0..rows {
        let (series, quarter) = (row / QUARTERS_OF_A_METRIC, row % QUARTERS_OF_A_METRIC);
        let (entity, metric) = (series / METRICS.len() as u64, series % METRICS.len() as u64);
        let quarter = FIRST_QUARTER + entity % (STAGGER + 1) + quarter;
        write!(out, "Company {entity:05} Ltd,{},", METRICS[metric as usize])?;
        write!(out, "{}Q{},", quarter / 4, quarter % 4 + 1)?;
        write_value(&mut out, series, &mut draws)?;
        writeln!(out, ",{}", CURRENCIES[(entity % 5) as usize])?;
    }
    out.flush()
}

/// A series is written one way throughout, as reports are.
fn write_value(out: &mut impl Write, series: u64, draws: &mut Draws) -> io::Result<()> {
    match series % 4 {
        0 => write!(out, "{}.{}m", 1000 + draws.below(9000), draws.below(10)),
        1 => write!(out, "{}.{}bn", 1 + draws.below(9), draws.below(10)),
        2 => write!(out, "{}", 100_000 + draws.below(900_000)),
        _ => write!(out, "{}.{:02}m", 10 + draws.below(90), draws.below(100)),
    }
}

/// What reading costs when nothing is read into the cells.
fn split(path: &Path) -> Result<Duration, csv::Error> {
    let start = Instant::now();
    let mut reader = csv::Reader::from_path(path)?;
    let mut record = csv::ByteRecord::new();
    let mut cells = 0;
    while reader.read_byte_record(&mut record)? {
        cells += record.len();
    }
    std::hint::black_box(cells);
    Ok(start.elapsed())
}

/// How long the report takes, and the most memory that it holds, in KiB.
fn report(path: &Path, output: &Path) -> io::Result<(Duration, Option<u64>)> {
    let start = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_tieout"))
        .args(["report", "--wide", "--to", "USD"])
        .arg(path)
        .arg("-o")
        .arg(output)
        .spawn()?;
    let mut peak = None;
    let status = loop {
        peak = peak_memory(&child).or(peak);
        if let Some(status) = child.try_wait()? {
            break status;
        }
        sleep(Duration::from_millis(5));
    };
    assert!(status.success(), "the report failed");
    Ok((start.elapsed(), peak))
}

fn peak_memory(child: &Child) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

fn rows() -> u64 {
    if !std::env::args().any(|argument| argument == "--bench") {
        return ROWS_OF_A_TEST;
    }
    let asked = std::env::var("TIEOUT_BENCH_ROWS").ok();
    asked.map_or(USUAL_ROWS, |rows| rows.parse().expect("TIEOUT_BENCH_ROWS is a number of rows"))
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rows = rows();
    let folder = tempfile::tempdir()?;
    let (table, output) = (folder.path().join("figures.csv"), folder.path().join("wide.csv"));
    write_table(&table, rows)?;
    let splitting = split(&table)?;
    let (reporting, peak) = report(&table, &output)?;
    let rate = |time: Duration| (rows as f64 / time.as_secs_f64()).round();
    let megabytes = |path: &Path| fs::metadata(path).map_or(0, |file| file.len() / 1_000_000);
    println!("{rows} rows, {} MB in, {} MB out", megabytes(&table), megabytes(&output));
    println!("csv ByteRecord pass       {splitting:>10.3?} {:>12} rows/s", rate(splitting));
    println!("report --wide --to USD    {reporting:>10.3?} {:>12} rows/s", rate(reporting));
    println!("report ÷ pass             {:>9.1}×", reporting.div_duration_f64(splitting));
    match peak {
        Some(kibibytes) => println!("peak memory of the report {:>9} MiB", kibibytes / 1024),
        None => println!("peak memory of the report   unknown"),
    }
    Ok(())
}
