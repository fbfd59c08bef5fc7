//! Articles read and judged, in bytes a second on one core, beside single passes over the same bytes.
//!
//! The stories are put together from sentences in the manner of wires: levels with growth, comparisons, translations in brackets,
//! stakes, and much that states nothing. `cargo bench --bench articles`
//!
//! `TIEOUT_BENCH_ARTICLES` may name a `.jsonl` file of documents, which are then read in their place.

#[path = "support/draws.rs"]
mod draws;

use std::fmt::Write;
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use draws::Draws;
use tieout::rates::Book;
use tieout::read::article::lexer::{LexerOptions, tokens};
use tieout::read::article::phrases;
use tieout::read::documents::{Documents, Kind};
use tieout::verbs::{ArticleOptions, Checker};

const STORIES: u64 = 200;

/// The paragraphs of a story; a story of the wires has about ten of them.
const PARAGRAPHS: u64 = 10;

const CURRENCIES: [&str; 5] = ["USD", "CNY", "EUR", "JPY", "GBP"];
const SUBJECTS: [&str; 6] = ["revenue", "net profit", "operating income", "net sales", "turnover", "pre-tax profit"];
const COMPANIES: [&str; 6] =
    ["Northgate Mills", "Acme Corp", "Halden Shipping", "the company", "Castell Foods", "Orion Telecom"];

/// Sentences of a paragraph that state no figure.
const PLAIN: [&str; 8] = [
    "The board said it expected the market to remain difficult until the end of the year.",
    "Analysts had been looking for a better result, but most of them left their forecasts as they were.",
    "Chairman Helen Marsh told reporters that the group would look at disposals, among them its paper mills.",
    "The shares were suspended at the company's request ahead of the announcement.",
    "It did not say when the plant would open or how many people would work there.",
    "Officials at the ministry were not available for comment.",
    "The talks, which began in spring, have so far led to no agreement on the price.",
    "Traders said that demand for the better grades had held up well in the face of cheaper imports.",
];

/// A sentence with figures of a company, the story's so many-th.
fn stated(draws: &mut Draws, company: &str, number: usize, text: &mut String) {
    let subject = SUBJECTS[number % SUBJECTS.len()];
    let currency = CURRENCIES[draws.below(5) as usize];
    let (prior, percent) = (100 + draws.below(900), 1 + draws.below(40));
    // One growth in so many is stated wrong, as in the news.
    let wrong = if draws.below(50) == 0 { 10 } else { 0 };
    let (current, dollars) = ((prior * (100 + percent) + 50) / 100, (prior * 100 + 310) / 620);
    let _ = match draws.below(7) {
        0 => write!(
            text,
            "{company} said {subject} rose {}% to {currency} {current} million from {currency} {prior} million a year earlier.",
            percent + wrong,
        ),
        1 => write!(
            text,
            "In the third quarter {subject} was {current} mln dlrs, compared with {prior} mln in the same period last year."
        ),
        2 => write!(
            text,
            "{company} bought {}.{} pct of the shares for {prior} million yuan (${dollars} million).",
            1 + draws.below(40),
            draws.below(10)
        ),
        3 => write!(text, "Shr {} cts vs {} cts. Net {current},000 vs {prior},000.", current % 90, prior % 90),
        4 => write!(
            text,
            "It expects {subject} to grow by {} to {} percent in the year ending March 31, 2015.",
            2 + draws.below(5),
            8 + draws.below(5)
        ),
        5 => {
            write!(text, "{company} employs about {current},500 people in 14 countries and has been listed since 1986.")
        }
        _ => write!(text, "{subject} more than doubled to {currency}{current}m, it said on February 26."),
    };
}

/// A story of the wires: its paragraphs are lines of about 65 characters.
fn story(draws: &mut Draws) -> String {
    let mut story = String::new();
    let company = COMPANIES[draws.below(6) as usize];
    let mut number = 0;
    for _ in 0..PARAGRAPHS {
        let mut paragraph = String::from("    ");
        for _ in 0..=draws.below(2) {
            match draws.below(3) {
                0 => {
                    stated(draws, company, number, &mut paragraph);
                    number += 1;
                }
                _ => paragraph.push_str(PLAIN[draws.below(8) as usize]),
            }
            paragraph.push(' ');
        }
        let mut width = 0;
        for word in paragraph.split(' ') {
            let break_line = width + word.len() > 65;
            story.push(if break_line { '\n' } else { ' ' });
            width = if break_line { word.len() } else { width + word.len() + 1 };
            story.push_str(word);
        }
        story.push('\n');
    }
    story
}

/// A line for each story that is put together.
fn corpus() -> String {
    let mut draws = Draws(20_150_527);
    let mut lines = String::new();
    for number in 0..STORIES {
        let text = story(&mut draws).replace('\n', "\\n");
        let _ = writeln!(
            lines,
            r#"{{"id": "wire-{number}", "published": "2015-05-{:02}", "text": "{text}"}}"#,
            1 + number % 28
        );
    }
    lines
}

fn documents(lines: &str) -> Documents<&[u8]> {
    Documents::new("wire.jsonl".into(), lines.as_bytes(), Kind::JsonLines)
}

fn articles(c: &mut Criterion) {
    let lines = match std::env::var_os("TIEOUT_BENCH_ARTICLES") {
        Some(path) => std::fs::read_to_string(path).expect("a file of documents"),
        None => corpus(),
    };
    let (book, options) = (Book::embedded(), ArticleOptions::default());
    let mut group = c.benchmark_group("articles");
    group.throughput(Throughput::Bytes(lines.len() as u64));
    group.bench_function("check", |b| {
        b.iter(|| {
            let mut checker = Checker::new(&book, &options);
            let checked = |document| checker.check(&document).findings.len();
            documents(black_box(&lines)).flatten().map(checked).sum::<usize>()
        })
    });
    group.bench_function("read documents", |b| b.iter(|| documents(black_box(&lines)).flatten().count()));
    // What the stages of their own are given is made after the whole is measured, whose memory it would else lie among.
    let read: Vec<_> = documents(&lines).map(|document| document.expect("a story")).collect();
    let texts: Vec<&str> = read.iter().flat_map(|document| document.passages()).map(|passage| passage.text()).collect();
    let lexed: Vec<_> = texts.iter().map(|text| tokens(text, &LexerOptions::default())).collect();
    group.bench_function("lex", |b| {
        b.iter(|| texts.iter().map(|text| tokens(black_box(text), &LexerOptions::default()).len()).sum::<usize>())
    });
    group.bench_function("read statements", |b| {
        b.iter(|| lexed.iter().map(|tokens| phrases::statements(black_box(tokens)).len()).sum::<usize>())
    });
    group.bench_function("baseline/count the words", |b| b.iter(|| black_box(&lines).split_ascii_whitespace().count()));
    group.bench_function("baseline/look at every byte", |b| {
        b.iter(|| black_box(lines.as_bytes()).iter().filter(|byte| byte.is_ascii_digit()).count())
    });
    group.finish();
}

criterion_group!(benches, articles);
criterion_main!(benches);
