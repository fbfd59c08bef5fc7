//! What the lexer makes of sentences: one fixture a topic under `tests/lexer/`, each rule with what it must leave alone.
//!
//! A fixture is a sentence a line, each followed by its tokens but words and punctuation, indented. `TIEOUT_BLESS=1` writes what
//! is found; it is read before it is kept.

use std::fs;
use std::path::{Path, PathBuf};

use tieout::num::{Qualifier, Reported, Rounding};
use tieout::read::article::lexer::{
    Context, FigureUnit, LexerOptions, Part, PeriodToken, Token, TokenKind, Year, resolve, tokens,
};

fn number(reported: &Reported) -> String {
    let plain = |value: tieout::num::Exact| value.to_plain(12, Rounding::Nearest);
    let mut text = plain(reported.numeral().value());
    if let Some(upper) = reported.upper() {
        text = format!("{text}..{}", plain(upper.value()));
    }
    match reported.qualifier() {
        Qualifier::Exact => text,
        qualifier => format!("{} {text}", qualifier.name()),
    }
}

/// As it is found in an article of 20 May 2015 that speaks of the first quarter of that year.
fn period(token: &PeriodToken) -> String {
    let context =
        Context { period: "2015Q1".parse().ok(), published: "2015-05-20".parse().ok(), year_end: Default::default() };
    match (resolve(token, &context), token) {
        (Some(period), _) => period.to_string(),
        (None, PeriodToken::Of(Year::Named(year), Part::Straddling)) => format!("the year to a day in {year}"),
        (None, token) => format!("{token:?}"),
    }
}

fn shown(token: &Token<'_>) -> Option<String> {
    let text = token.text;
    Some(match &token.kind {
        TokenKind::Word | TokenKind::Punctuation => return None,
        TokenKind::Figure(figure) => {
            let unit = match &figure.unit {
                FigureUnit::One(unit) => unit.to_string(),
                FigureUnit::OneOf(several) => {
                    several.iter().map(|currency| currency.code()).collect::<Vec<_>>().join(" or ")
                }
                _ => "bare".to_owned(),
            };
            format!("figure {text:?} = {} {unit}", number(&figure.reported))
        }
        TokenKind::Period(found) => format!("period {text:?} = {}", period(found)),
        TokenKind::Time(time) => format!("time {text:?} = {} {:?}", number(&time.reported), time.unit),
        TokenKind::Multiple(multiple) => format!("multiple {text:?} = {}", number(&multiple.reported)),
        TokenKind::Ordinal(place) => format!("ordinal {text:?} = {place}"),
        TokenKind::Name => format!("name {text:?}"),
    })
}

fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lexer");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

#[test]
fn sentences_have_the_tokens_that_their_fixtures_list() {
    let bless = std::env::var_os("TIEOUT_BLESS").is_some();
    let mut sentences = 0;
    for path in fixtures() {
        let fixture = fs::read_to_string(&path).unwrap();
        let mut found = String::new();
        for line in fixture.lines().filter(|line| !line.starts_with("    ")) {
            found.push_str(line);
            found.push('\n');
            if line.starts_with('#') || line.is_empty() {
                continue;
            }
            sentences += 1;
            for token in tokens(line, &LexerOptions::default()) {
                assert_eq!(&line[token.span()], token.text, "{line}");
                shown(&token).into_iter().for_each(|shown| found.push_str(&format!("    {shown}\n")));
            }
        }
        if bless {
            fs::write(&path, &found).unwrap();
        }
        let differing = fixture.lines().zip(found.lines()).find(|(expected, found)| expected != found);
        assert!(bless || fixture == found, "{}: expected, found: {differing:#?}", path.display());
    }
    assert!(sentences >= 250, "{sentences} sentences");
}
