//! The embedded table gives the ECB's file back, digit for digit.

use std::fs;

use tieout::rates::ecb;

#[test]
fn the_embedded_history_is_the_source_file() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/data/ecb/eurofxref-hist.csv");
    let source = fs::read_to_string(path).unwrap();
    let codes: Vec<&str> = ecb::currencies().map(|currency| currency.code()).collect();
    let mut written = format!("Date,{},\n", codes.join(","));
    for (day, rates) in ecb::rows().rev() {
        written.push_str(&day.to_string());
        for rate in rates {
            written.push(',');
            written.push_str(&rate.map_or("N/A".to_owned(), |rate| rate.to_string()));
        }
        written.push_str(",\n");
    }
    let different = source
        .lines()
        .zip(written.lines())
        .find(|(source, written)| source != written);
    assert_eq!(different, None);
    assert_eq!(source.len(), written.len());
}
