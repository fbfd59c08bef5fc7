//! Any text at all is read as a number or refused with a message; what a number allows, tightly and so loosely, holds its
//! nominal value.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tieout::num::{Convention, Style, parse};

fuzz_target!(|text: &str| {
    for decimal_comma in [false, true] {
        match parse(text, Style { decimal_comma }) {
            Ok(written) => {
                for convention in [Convention::Nearest, Convention::Truncate] {
                    let tight = written.reported.tight(convention);
                    assert!(tight.contains(&written.reported.nominal()), "{text:?}: {tight}");
                    assert_eq!(tight.meet(&written.reported.loose(convention)), Some(tight), "{text:?}");
                }
            }
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }
});
