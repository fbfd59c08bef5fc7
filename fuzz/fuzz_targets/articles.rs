//! Any bytes at all, read as an article, are checked and extracted or refused with a message; findings and figures stand in the source
//! where they say; and what is extracted is a figure CSV without a malformed row. The first byte chooses the kind.

#![no_main]

#[path = "../support/docx.rs"]
mod docx;

use std::io::{self, Read};
use std::sync::Arc;

use docx::packed;
use libfuzzer_sys::fuzz_target;
use tieout::rates::Book;
use tieout::read::documents::Kind;
use tieout::read::figures_csv::{Figures, Options, RowResult};
use tieout::report::{ExtractedFigures, Format};
use tieout::verbs::{ArticleOptions, Checked, Error, ExtractOptions, Source, check_articles, extract};

const KINDS: [Kind; 7] = [Kind::Text, Kind::Text, Kind::Markdown, Kind::Html, Kind::Docx, Kind::JsonLines, Kind::Pdf];

fuzz_target!(|bytes: &[u8]| {
    let Some((choice, rest)) = bytes.split_first() else {
        return;
    };
    let kind = KINDS[usize::from(*choice) % KINDS.len()];
    let bytes = if kind == Kind::Docx { packed(rest) } else { rest.to_vec() };
    let mut told = Checked::default();
    let options = ArticleOptions {
        relating: tieout::engine::Options { published: "2015-05-20".parse().ok(), ..Default::default() },
        lists_figures: true,
        keeps_subjects: true,
        ..ArticleOptions::default()
    };
    let checked = check_articles("f".into(), bytes.as_slice(), kind, &Book::embedded(), &options, &mut told);
    if let Err(error) = checked {
        assert!(error.to_string().starts_with('f'), "{error}");
        return;
    }
    let text = (kind == Kind::Text).then(|| std::str::from_utf8(&bytes).ok()).flatten();
    if let Some(text) = text.filter(|text| !text.starts_with('\u{feff}')) {
        check_places(text, &told);
    }
    read_back(&Given("f".into(), bytes), kind);
});

/// Findings and figures stand in the source where they say.
fn check_places(text: &str, told: &Checked) {
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    for figure in &told.figures {
        let slice = &text[figure.origin.start as usize..figure.origin.end as usize];
        assert_eq!(squeezed(slice), squeezed(&figure.text), "{figure:?}");
    }
    for party in told.findings.iter().flat_map(|finding| &finding.parties) {
        assert!(!text[party.origin.start as usize..party.origin.end as usize].is_empty(), "{party:?}");
    }
}

/// What is extracted is a figure CSV.
fn read_back(source: &Given, kind: Kind) {
    let mut csv = Vec::new();
    let mut rows = ExtractedFigures::new(Format::Csv, 28);
    rows.begin(&mut csv).unwrap();
    extract::<Error>(
        source,
        kind,
        &ExtractOptions::default(),
        |_, _| {},
        |figure| {
            rows.figure(&mut csv, figure).unwrap();
            Ok(())
        },
    )
    .unwrap();
    rows.end(&mut csv).unwrap();
    let mut figures = Figures::new("f.csv".into(), csv.as_slice(), Options::default()).unwrap();
    while let Some(row) = figures.next().unwrap() {
        if let RowResult::Malformed(errors) = row {
            panic!("{}\n{}", errors[0], String::from_utf8_lossy(&csv));
        }
    }
}

struct Given(Arc<str>, Vec<u8>);

impl Source for Given {
    fn name(&self) -> &Arc<str> {
        &self.0
    }

    fn open(&self) -> io::Result<Box<dyn Read + '_>> {
        Ok(Box::new(self.1.as_slice()))
    }
}
