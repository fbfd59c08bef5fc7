//! `tieout report --wide --to USD` on a long table, beside a pass that only splits the same file into cells.
//!
//! `TIEOUT_BENCH_ROWS=5000000 cargo bench --bench report`; without the variable the table has 500,000 rows.

mod support;

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use support::{CURRENCIES, Draws, FIRST_QUARTER, rows, run};

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
const QUARTERS_OF_A_METRIC: u64 = 40;

/// How many quarters later the last of the entities begins; its last quarter is then that of 2026Q2.
const STAGGER: u64 = 45;

const USUAL_ROWS: u64 = 500_000;
const ROWS_OF_A_TEST: u64 = 800;

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

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rows = rows(USUAL_ROWS, ROWS_OF_A_TEST);
    let folder = tempfile::tempdir()?;
    let (table, output) = (folder.path().join("figures.csv"), folder.path().join("wide.csv"));
    write_table(&table, rows)?;
    let splitting = split(&table)?;
    let reporting = run(&["report", "--wide", "--to", "USD"], &table, &output)?;
    let rate = |time: Duration| (rows as f64 / time.as_secs_f64()).round();
    let megabytes = |path: &Path| fs::metadata(path).map_or(0, |file| file.len() / 1_000_000);
    println!("{rows} rows, {} MB in, {} MB out", megabytes(&table), megabytes(&output));
    println!("csv ByteRecord pass       {splitting:>10.3?} {:>12} rows/s", rate(splitting));
    println!("report --wide --to USD    {:>10.3?} {:>12} rows/s", reporting.time, rate(reporting.time));
    println!("report ÷ pass             {:>9.1}×", reporting.time.div_duration_f64(splitting));
    match reporting.peak {
        Some(kibibytes) => println!("peak memory of the report {:>9} MiB", kibibytes / 1024),
        None => println!("peak memory of the report   unknown"),
    }
    Ok(())
}
