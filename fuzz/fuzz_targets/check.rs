//! Any bytes at all are figures whose findings every format can write, or are refused. Of the leading bytes the first chooses how
//! figures are read, the second what relates them; a line of `%%` divides what follows into two sources, or a source and its
//! references.

#![no_main]

use std::io::{self, Read};
use std::sync::{Arc, LazyLock};

use libfuzzer_sys::fuzz_target;
use tieout::engine::{self, Ratios, Versus};
use tieout::finding::{Finding, Severity, Verdict};
use tieout::identity;
use tieout::num::{Convention, Style};
use tieout::rates::Book;
use tieout::read::figures_csv::Options as Reading;
use tieout::report::{Canvas, FindingsFormat, FindingsStyle, FindingsWriter, Format, Sources};
use tieout::verbs::{CheckOptions, Checked, References, Source, check};

static BOOK: LazyLock<Book> = LazyLock::new(Book::embedded);
static RATIOS: LazyLock<Ratios> = LazyLock::new(|| Ratios::new(identity::embedded()));

const FORMATS: [FindingsFormat; 7] = [
    FindingsFormat::Of(Format::Text),
    FindingsFormat::Of(Format::Csv),
    FindingsFormat::Of(Format::Json),
    FindingsFormat::Of(Format::Jsonl),
    FindingsFormat::Of(Format::Markdown),
    FindingsFormat::Sarif,
    FindingsFormat::Github,
];
const DIVIDER: &[u8] = b"\n%%\n";

struct Bytes<'a> {
    name: Arc<str>,
    bytes: &'a [u8],
}

impl Source for Bytes<'_> {
    fn name(&self) -> &Arc<str> {
        &self.name
    }

    fn open(&self) -> io::Result<Box<dyn Read + '_>> {
        Ok(Box::new(self.bytes))
    }
}

/// The sources again, for drawings over their lines.
struct Quoted<'a>(&'a [Bytes<'a>]);

impl Sources for Quoted<'_> {
    fn bytes(&self, source: &str, start: u64, length: u64) -> Option<Vec<u8>> {
        let known = self.0.iter().find(|known| &*known.name == source)?;
        let start = usize::try_from(start).ok()?.min(known.bytes.len());
        let end = start.saturating_add(usize::try_from(length).ok()?).min(known.bytes.len());
        Some(known.bytes[start..end].to_vec())
    }
}

fuzz_target!(|bytes: &[u8]| {
    let [reading, relating, rest @ ..] = bytes else {
        return;
    };
    let divided = divided(rest);
    let sources: Vec<&dyn Source> = divided.iter().map(|source| source as &dyn Source).collect();
    let trusted = if relating & 32 == 0 { 0 } else { sources.len() - 1 };
    let (sources, against) = sources.split_at(sources.len() - trusted);
    let options = CheckOptions {
        reading: self::reading(*reading),
        relating: self::relating(*relating),
        ..CheckOptions::default()
    };
    let mut checked = Checked::default();
    let Ok(references) = References::read(against, &options.reading, &mut checked) else {
        return;
    };
    let Ok(summary) = check(sources, &references, &BOOK, &options, &mut checked) else {
        return;
    };
    checked.findings.iter().for_each(check_finding);
    let quoted = Quoted(&divided);
    let canvas = Canvas { width: 20 + u16::from(*relating), colour: relating & 8 != 0, sources: Some(&quoted) };
    for format in FORMATS {
        let style = FindingsStyle { format, digits: 12, verbose: relating & 16 != 0 };
        write_all(&checked.findings, summary.figures, FindingsWriter::on(canvas, style));
    }
});

fn write_all(findings: &[Finding], figures: usize, mut writer: FindingsWriter<'_>) {
    let mut out = Vec::new();
    findings.iter().for_each(|finding| writer.finding(&mut out, finding).expect("a vector takes all"));
    writer.end(&mut out, figures).expect("a vector takes all");
    assert!(String::from_utf8(out).is_ok());
}

/// Two sources where a divider stands between them.
fn divided(bytes: &[u8]) -> Vec<Bytes<'_>> {
    let at = bytes.windows(DIVIDER.len()).position(|window| window == DIVIDER);
    let (first, second) = match at {
        Some(at) => (&bytes[..at], Some(&bytes[at + DIVIDER.len()..])),
        None => (bytes, None),
    };
    let source = |name: &str, bytes| Bytes { name: name.into(), bytes };
    [source("one.csv", first)].into_iter().chain(second.map(|second| source("two.csv", second))).collect()
}

/// The lowest two bits choose the delimiter, the next two decimal sign and rounding.
fn reading(choice: u8) -> Reading {
    Reading {
        delimiter: [None, Some(b','), Some(b';'), Some(b'\t')][usize::from(choice & 3)],
        style: Style { decimal_comma: choice & 4 != 0 },
        convention: if choice & 8 == 0 { Convention::Nearest } else { Convention::Truncate },
        ..Reading::default()
    }
}

fn relating(choice: u8) -> engine::Options {
    engine::Options {
        versus: if choice & 1 == 0 { Versus::YearEarlier } else { Versus::Previous },
        primary: choice & 2 != 0,
        ratios: if choice & 4 == 0 { RATIOS.clone() } else { Ratios::default() },
        published: (choice & 64 != 0).then(|| BOOK.last_date()),
    }
}

fn check_finding(finding: &Finding) {
    assert!(!finding.parties.is_empty(), "{}", finding.explanation);
    assert_eq!(finding.verdict == Verdict::Inconsistent, finding.severity != Severity::Note, "{}", finding.explanation);
    assert_eq!(finding.verdict == Verdict::Unverifiable, !finding.missing.is_empty(), "{}", finding.explanation);
    if let Some(expected) = &finding.expected {
        assert!(expected.interval.contains(&expected.nominal), "{}", finding.explanation);
    }
}
