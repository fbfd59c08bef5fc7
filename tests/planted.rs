//! Errors planted in true statements: how many are caught, and why the others are not.
//!
//! Every statement that holds, with both its levels, is changed in one place at a time: two digits of a figure are swapped, a figure is
//! made ten times as large, or the word of movement is turned around. The changed text is checked again. `TIEOUT_NEWS=FILE.jsonl cargo
//! test --test planted -- --ignored --nocapture` does so with a collection of articles and prints the table.

use std::collections::BTreeMap;
use std::fs;
use std::io::BufReader;
use std::ops::Range;
use std::path::PathBuf;

use tieout::finding::{Finding, Verdict};
use tieout::rates::Book;
use tieout::read::documents::{Documents, Kind};
use tieout::verbs::{ArticleOptions, Checked, check_articles};

/// Words of movement with those that say the opposite.
const OPPOSITES: &[(&str, &str)] = &[
    ("rose", "fell"),
    ("rise", "fall"),
    ("rises", "falls"),
    ("risen", "fallen"),
    ("up", "down"),
    ("higher", "lower"),
    ("increased", "decreased"),
    ("increase", "decrease"),
    ("grew", "shrank"),
    ("climbed", "dropped"),
    ("jumped", "slumped"),
    ("gain", "drop"),
    ("widened", "narrowed"),
    ("raised", "cut"),
    ("growth", "reduction"),
    ("advanced", "declined"),
    ("above", "below"),
    ("upside", "downside"),
];

/// The kinds of errors: three in statements of how much something moved, and the same in those that only say which way.
const KINDS: [&str; 6] = [
    "two digits swapped",
    "ten times as large",
    "word turned around",
    "only a direction, two digits swapped",
    "only a direction, ten times as large",
    "only a direction, word turned around",
];

fn findings(book: &Book, text: &str) -> Vec<Finding> {
    let mut checked = Checked::default();
    let options = ArticleOptions::default();
    check_articles("a.txt".into(), text.as_bytes(), Kind::Text, book, &options, &mut checked).unwrap();
    checked.findings
}

fn span(finding: &Finding, at: usize) -> Range<usize> {
    let origin = &finding.parties[at].origin;
    origin.start as usize..origin.end as usize
}

/// Whether a finding says that a statement with both its levels holds.
fn holds(finding: &Finding) -> bool {
    let has = |role| finding.parties.iter().any(|party| party.role == role);
    matches!(finding.verdict, Verdict::Exact | Verdict::Rounding)
        && matches!(&*finding.identity, "growth" | "change" | "multiple")
        && has("current")
        && has("prior")
}

/// The first two neighbouring digits that differ, the other way round, in a figure's numeral.
fn swapped(figure: &str) -> Option<String> {
    let at = (1..figure.len()).find(|at| {
        let pair = figure.as_bytes()[at - 1..=*at].iter().all(u8::is_ascii_digit);
        pair && figure.as_bytes()[at - 1] != figure.as_bytes()[*at] && figure.as_bytes()[*at] != b'0'
    });
    let at = at?;
    let mut bytes = figure.as_bytes().to_vec();
    bytes.swap(at - 1, at);
    String::from_utf8(bytes).ok()
}

/// A figure with its decimal point one place to the right, or a nought more.
fn ten_times(figure: &str) -> Option<String> {
    let is_grouped = figure.contains(',');
    match figure.find('.') {
        Some(point) if figure.as_bytes().get(point + 1).is_some_and(u8::is_ascii_digit) => {
            let (whole, rest) = figure.split_at(point);
            let (moved, rest) = (&rest[1..2], &rest[2..]);
            let point = if rest.starts_with(|c: char| c.is_ascii_digit()) { "." } else { "" };
            Some(format!("{whole}{moved}{point}{rest}"))
        }
        _ if is_grouped => None,
        _ => {
            let last = figure.rfind(|c: char| c.is_ascii_digit())?;
            Some(format!("{}0{}", &figure[..=last], &figure[last + 1..]))
        }
    }
}

/// The word of movement nearest before a statement's figures, or among them, with its opposite.
fn turned(text: &str, finding: &Finding) -> Option<(Range<usize>, String)> {
    let first = (0..finding.parties.len()).map(|at| span(finding, at).start).min()?;
    let last = (0..finding.parties.len()).map(|at| span(finding, at).end).max()?;
    let start = text[..first].rfind(['.', ';']).map_or(0, |stop| stop + 1);
    let mut words = Vec::new();
    let mut at = start;
    for word in text[start..last].split(|c: char| !c.is_alphabetic()) {
        let opposite = OPPOSITES.iter().find_map(|(one, other)| match word {
            word if word == *one => Some(*other),
            word if word == *other => Some(*one),
            _ => None,
        });
        words.extend(opposite.map(|opposite| (at..at + word.len(), opposite.to_owned())));
        at += word.len() + text[at + word.len()..].chars().next().map_or(0, char::len_utf8);
    }
    // One of several might be another movement's.
    if words.len() == 1 { words.pop() } else { None }
}

/// The changed texts, each with the kind of its error and where it is.
fn errors(text: &str, finding: &Finding, salt: usize) -> Vec<(usize, String, Range<usize>)> {
    let figures: Vec<usize> = (0..finding.parties.len())
        .filter(|at| text[span(finding, *at)].bytes().any(|byte| byte.is_ascii_digit()))
        .collect();
    let replaced = |span: Range<usize>, with: &str| format!("{}{with}{}", &text[..span.start], &text[span.end..]);
    let mut changed = Vec::new();
    for (kind, change) in [swapped as fn(&str) -> Option<String>, ten_times].into_iter().enumerate() {
        let choices = (0..figures.len()).map(|step| figures[(salt + step) % figures.len()]);
        let first = choices.into_iter().find_map(|at| Some((at, change(&text[span(finding, at)])?)));
        if let Some((at, with)) = first {
            changed.push((kind, replaced(span(finding, at), &with), span(finding, at)));
        }
    }
    if let Some((word, opposite)) = turned(text, finding) {
        changed.push((2, replaced(word.clone(), &opposite), word));
    }
    changed
}

/// What became of an error: `caught`, or why not.
fn fate(book: &Book, text: &str, finding: &Finding, place: &Range<usize>) -> String {
    let first = (0..finding.parties.len()).map(|at| span(finding, at).start).min().unwrap_or(0);
    let last = (0..finding.parties.len()).map(|at| span(finding, at).end).max().unwrap_or(0) + 2;
    let reach = first.min(place.start)..last.max(place.end);
    let near: Vec<Finding> = findings(book, text)
        .into_iter()
        .filter(|found| (0..found.parties.len()).all(|at| reach.contains(&span(found, at).start)))
        .filter(|found| found.parties.len() >= 2)
        .collect();
    let same =
        near.iter().find(|found| found.identity == finding.identity && found.parties.len() >= finding.parties.len());
    if near.iter().any(|found| found.verdict == Verdict::Inconsistent) {
        return "caught".to_owned();
    }
    match same {
        Some(found) if found.verdict == Verdict::Unverifiable => format!("open: {}", found.missing),
        Some(found) if found.identity == "change" => format!("within what the words allow ({})", found.verdict.name()),
        Some(found) => format!("within rounding ({})", found.verdict.name()),
        None => "no longer read".to_owned(),
    }
}

/// How often each kind of error met each fate.
#[derive(Default)]
struct Table {
    statements: usize,
    fates: BTreeMap<(usize, String), usize>,
}

impl Table {
    fn plant(&mut self, book: &Book, text: &str, examples: &mut Vec<String>) {
        for finding in findings(book, text).iter().filter(|finding| holds(finding)) {
            for (kind, changed, place) in errors(text, finding, self.statements) {
                let fate = fate(book, &changed, finding, &place);
                let is_direction = finding.identity == "change";
                let kind = if is_direction { kind + KINDS.len() / 2 } else { kind };
                if fate != "caught" {
                    examples.push(format!(
                        "{}: {fate}: {}",
                        KINDS[kind],
                        changed.split_whitespace().collect::<Vec<_>>().join(" ")
                    ));
                }
                *self.fates.entry((kind, fate)).or_default() += 1;
            }
            self.statements += 1;
        }
    }

    fn count(&self, wanted: impl Fn(usize, &str) -> bool) -> usize {
        self.fates.iter().filter(|((kind, fate), _)| wanted(*kind, fate)).map(|(_, count)| count).sum()
    }

    fn print(&self) {
        println!("{} statements", self.statements);
        for (kind, name) in KINDS.iter().enumerate() {
            let all = self.count(|own, _| own == kind);
            let caught = self.count(|own, fate| own == kind && fate == "caught");
            println!("{name}: {caught} of {all} caught");
            for ((_, fate), count) in self.fates.iter().filter(|((own, fate), _)| *own == kind && fate != "caught") {
                println!("    {count:5} {fate}");
            }
        }
    }
}

/// The sentences of `tests/phrases`, whose statements of growth hold in every form that is read.
#[test]
fn errors_in_sentences_of_every_form_are_caught() {
    let book = Book::embedded();
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/phrases");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let (mut table, mut examples) = (Table::default(), Vec::new());
    for file in files {
        let fixture = fs::read_to_string(file).unwrap();
        for sentence in fixture.lines().filter(|line| !line.is_empty() && !line.starts_with([' ', '#'])) {
            table.plant(&book, sentence, &mut examples);
        }
    }
    let (caught, all) = (table.count(|_, fate| fate == "caught"), table.count(|_, _| true));
    // A direction allows every figure on its side, a wide interval much of a swap, and of what is doubtful on purpose nothing is caught.
    assert!(caught * 100 >= all * 55, "{caught} of {all}:\n{}", examples.join("\n"));
}

/// Prints the table for a collection.
#[test]
#[ignore = "reads the collection that TIEOUT_NEWS names"]
fn errors_in_a_collection() {
    let Some(path) = std::env::var_os("TIEOUT_NEWS") else {
        panic!("TIEOUT_NEWS names no collection: set it to a .jsonl file of articles");
    };
    let book = Book::embedded();
    let input = BufReader::new(fs::File::open(path).unwrap());
    let (mut table, mut examples) = (Table::default(), Vec::new());
    for document in Documents::new("news".into(), input, Kind::JsonLines) {
        let document = document.unwrap();
        for passage in document.passages() {
            table.plant(&book, passage.text(), &mut examples);
        }
    }
    table.print();
    let shown = std::env::var("TIEOUT_SHOWN").ok().and_then(|count| count.parse().ok()).unwrap_or(0);
    examples.iter().take(shown).for_each(|example| println!("{example}"));
    assert!(table.statements > 0);
}
