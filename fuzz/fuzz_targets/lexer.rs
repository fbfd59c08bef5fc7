//! Any text at all has tokens that lie in it, in order, and leave out nothing but blanks.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tieout::num::Style;
use tieout::read::article::lexer::{Context, LexerOptions, resolve, tokens};

fuzz_target!(|text: &str| {
    let context = Context { period: "2015Q1".parse().ok(), published: "2015-05-20".parse().ok(), ..Context::default() };
    let blank = |between: &str| between.chars().all(|c| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}'));
    for decimal_comma in [false, true] {
        let mut end = 0;
        for token in tokens(text, &LexerOptions { style: Style { decimal_comma } }) {
            assert_eq!(text.get(token.span()), Some(token.text));
            assert!(blank(&text[end..token.start]), "{token:?}");
            end = token.end();
            if let Some(figure) = token.figure() {
                assert!(token.start <= figure.amount.start && figure.amount.end <= token.end());
                assert!(figure.amount.start <= figure.numeral.start && figure.numeral.end <= figure.amount.end);
                assert!(text.get(figure.numeral.clone()).is_some() && text.get(figure.amount.clone()).is_some());
            }
            token.period().and_then(|period| resolve(period, &context));
        }
        assert!(blank(&text[end..]));
    }
});
