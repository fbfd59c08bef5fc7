//! Whole commands as multiples of the shortest process there is, since a figure is looked up as often as a calculator is opened.
//!
//! `cargo bench --bench commands`. The commands take turns, so that what disturbs the machine disturbs each of them.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// A process that does nothing.
const NOTHING: &str = "/bin/true";

/// How many times `/bin/true` a one-off command may take.
const BUDGET: f64 = 3.0;

const ROUNDS: usize = 600;

struct Subject {
    name: &'static str,
    program: &'static str,
    arguments: &'static [&'static str],
    times: Vec<Duration>,
}

fn subjects() -> Vec<Subject> {
    let subject = |name, program, arguments| Subject { name, program, arguments, times: Vec::new() };
    let tieout = env!("CARGO_BIN_EXE_tieout");
    vec![
        subject("/bin/true", NOTHING, &[]),
        subject("growth 2.2bn 3.4bn", tieout, &["growth", "2.2bn", "3.4bn"]),
        subject(
            "convert '3.4bn yuan' USD --on 2014-12-31",
            tieout,
            &["convert", "3.4bn yuan", "USD", "--on", "2014-12-31"],
        ),
    ]
}

impl Subject {
    fn run(&self) -> Duration {
        let start = Instant::now();
        let status = Command::new(self.program).args(self.arguments).stdout(Stdio::null()).status();
        let time = start.elapsed();
        assert!(status.is_ok_and(|status| status.success()), "{} failed", self.name);
        time
    }

    fn least(&self) -> Duration {
        self.times.first().copied().unwrap_or_default()
    }

    fn median(&self) -> Duration {
        self.times.get(self.times.len() / 2).copied().unwrap_or_default()
    }
}

fn print(subjects: &[Subject]) {
    let Some(nothing) = subjects.first() else {
        return;
    };
    println!("{:44}{:>10}{:>8}{:>10}{:>8}  budget", "", "median", "ratio", "least", "ratio");
    for subject in subjects {
        let (median, least) = (subject.median(), subject.least());
        let ratio = median.div_duration_f64(nothing.median());
        let verdict = if ratio > BUDGET { "OVER" } else { "kept" };
        println!(
            "{:44}{:>7} µs{ratio:>7.2}×{:>7} µs{:>7.2}×  ≤ {BUDGET}× {verdict}",
            subject.name,
            median.as_micros(),
            least.as_micros(),
            least.div_duration_f64(nothing.least()),
        );
    }
}

fn main() {
    // `cargo test --benches` comes without `--bench`: that the commands run is all it asks.
    let timed = std::env::args().any(|argument| argument == "--bench");
    let rounds = if timed { ROUNDS } else { 1 };
    let mut subjects = subjects();
    for _ in 0..rounds {
        for subject in &mut subjects {
            let time = subject.run();
            subject.times.push(time);
        }
    }
    if timed {
        for subject in &mut subjects {
            subject.times.sort_unstable();
        }
        print(&subjects);
    }
}
