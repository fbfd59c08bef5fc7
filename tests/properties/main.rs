//! Laws that hold for every value, checked on thousands of random ones.

mod articles;
mod derivations;
mod intervals;
mod numerals;
mod tables;
mod values;

use proptest::test_runner::Config;

/// So many cases; a failing one is printed with its smallest form, and not kept in a file.
fn cases(count: u32) -> Config {
    Config { cases: count, failure_persistence: None, max_global_rejects: 4 * count, ..Config::default() }
}
