//! Any bytes at all, read as an article, are checked and extracted or refused with a message; findings and figures stand in the source
//! where they say; and what is extracted is a figure CSV without a malformed row. The first byte chooses the kind.

#![no_main]

use std::io::{self, Cursor, Read, Write};
use std::sync::Arc;

use libfuzzer_sys::fuzz_target;
use tieout::finding::{FigureRead, Finding};
use tieout::rates::Book;
use tieout::read::documents::Kind;
use tieout::read::figures_csv::{Figures, Options, RowError, RowResult};
use tieout::report::{ExtractedFigures, ExtractedRow, Format};
use tieout::text::Record;
use tieout::verbs::{ArticleOptions, Error, ExtractOptions, FindingSink, Listener, Source, check_articles, extract};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const KINDS: [Kind; 7] = [Kind::Text, Kind::Text, Kind::Markdown, Kind::Html, Kind::Docx, Kind::JsonLines, Kind::Pdf];

fuzz_target!(|bytes: &[u8]| {
    let Some((choice, rest)) = bytes.split_first() else {
        return;
    };
    let kind = KINDS[usize::from(*choice) % KINDS.len()];
    let bytes = if kind == Kind::Docx { packed(rest) } else { rest.to_vec() };
    let text = (kind == Kind::Text).then(|| String::from_utf8(bytes.clone()).ok()).flatten();
    let mut sink = Places { text: text.filter(|text| !text.starts_with('\u{feff}')) };
    let options = ArticleOptions {
        relating: tieout::engine::Options { published: "2015-05-20".parse().ok(), ..Default::default() },
        lists_figures: true,
        keeps_subjects: true,
        ..ArticleOptions::default()
    };
    let checked = check_articles("f".into(), bytes.as_slice(), kind, &Book::embedded(), &options, &mut sink);
    if let Err(error) = checked {
        assert!(error.to_string().starts_with('f'), "{error}");
        return;
    }
    read_back(&Given("f".into(), bytes), kind);
});

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
            let metric = figure.subject.metric.to_string();
            let row = ExtractedRow {
                source: &figure.source,
                span: figure.span,
                value: &figure.value,
                unit: figure.unit.as_deref(),
                nominal: &figure.nominal,
                interval: &figure.interval,
                qualifier: figure.qualifier,
                entity: &figure.subject.entity,
                metric: &metric,
                period: figure.subject.period,
                measure: figure.measure.name(),
                versus: figure.versus,
                holder: figure.holder.as_deref().unwrap_or_default(),
                confidence: figure.subject.confidence().name(),
            };
            rows.figure(&mut csv, &row).unwrap();
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

/// A Word document with a text.
fn packed(text: &[u8]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    archive.start_file("word/document.xml", stored).unwrap();
    archive.write_all(text).unwrap();
    archive.finish().unwrap().into_inner()
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

/// Looks where findings and figures stand.
struct Places {
    /// The text, where places count its bytes.
    text: Option<String>,
}

impl Places {
    fn slice(&self, start: u64, end: u64) -> Option<&str> {
        let text = self.text.as_ref()?;
        Some(text.get(start as usize..end as usize).unwrap_or_else(|| panic!("{start}..{end} of {text:?}")))
    }
}

impl Listener for Places {
    fn restart(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn header(&mut self, _: &Record) -> io::Result<()> {
        Ok(())
    }

    fn malformed(&mut self, _: &[RowError]) -> io::Result<()> {
        Ok(())
    }

    fn progress(&mut self, _: u64) {}
}

impl FindingSink for Places {
    fn finding(&mut self, finding: Finding) -> io::Result<()> {
        for party in &finding.parties {
            let slice = self.slice(party.origin.start, party.origin.end);
            assert!(slice.is_none_or(|slice| !slice.is_empty()), "{party:?}");
        }
        Ok(())
    }

    fn figure(&mut self, figure: &FigureRead) -> io::Result<()> {
        let slice = self.slice(figure.origin.start, figure.origin.end);
        let blank = |c: char| c.is_whitespace();
        let squeezed = |text: &str| text.chars().filter(|c| !blank(*c)).collect::<String>();
        assert!(slice.is_none_or(|slice| squeezed(slice) == squeezed(&figure.text)), "{figure:?}");
        Ok(())
    }

    fn malformed_reference(&mut self, _: &[RowError]) -> io::Result<()> {
        Ok(())
    }
}
