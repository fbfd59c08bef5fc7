//! Any bytes at all are a table that can be split into cells; each cell is then read as a number or refused.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tieout::num::{Style, parse};

fuzz_target!(|bytes: &[u8]| {
    for cell in String::from_utf8_lossy(bytes).split([',', ';', '\t', '\n']) {
        let _ = parse(cell, Style::default());
    }
});
