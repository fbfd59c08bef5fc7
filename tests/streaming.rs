//! How `check` goes through its sources: an entity at a time where they stand together, all at once where they do not, and with
//! references in front.

mod support;

use std::cell::Cell;
use std::fs;
use std::io::{self, Read};
use std::rc::Rc;
use std::sync::Arc;

use support::tieout;
use tieout::finding::Finding;
use tieout::rates::Book;
use tieout::read::figures_csv::RowError;
use tieout::text::Record;
use tieout::verbs::{CheckOptions, Checked, FindingSink, Listener, References, Source, Summary, check};

/// A source that tells how much of it was read.
struct Text {
    name: Arc<str>,
    text: String,
    read: Rc<Cell<usize>>,
}

impl Text {
    fn new(name: &str, text: String) -> Self {
        Text { name: name.into(), text, read: Rc::default() }
    }
}

struct Counted<'a>(&'a [u8], &'a Cell<usize>);

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.0.read(buffer)?;
        self.1.set(self.1.get() + read);
        Ok(read)
    }
}

impl Source for Text {
    fn name(&self) -> &Arc<str> {
        &self.name
    }

    fn open(&self) -> io::Result<Box<dyn Read + '_>> {
        self.read.set(0);
        Ok(Box::new(Counted(self.text.as_bytes(), &self.read)))
    }
}

/// Keeps what comes, and how much had been read when the first finding did.
#[derive(Default)]
struct Kept {
    checked: Checked,
    restarts: usize,
    read: Rc<Cell<usize>>,
    read_at_first: Option<usize>,
    references: Vec<String>,
}

impl Listener for Kept {
    fn restart(&mut self) -> io::Result<()> {
        self.restarts += 1;
        self.read_at_first = None;
        self.checked.restart()
    }

    fn header(&mut self, header: &Record) -> io::Result<()> {
        self.checked.header(header)
    }

    fn malformed(&mut self, errors: &[RowError]) -> io::Result<()> {
        self.checked.malformed(errors)
    }

    fn progress(&mut self, _: u64) {}
}

impl FindingSink for Kept {
    fn finding(&mut self, finding: Finding) -> io::Result<()> {
        self.read_at_first.get_or_insert(self.read.get());
        self.checked.finding(finding)
    }

    fn malformed_reference(&mut self, errors: &[RowError]) -> io::Result<()> {
        self.references.extend(errors.iter().map(RowError::to_string));
        Ok(())
    }
}

impl Kept {
    /// Entity, identity, verdict and the lines of the figures of each finding.
    fn lines(&self) -> Vec<String> {
        let line = |finding: &Finding| {
            let places: Vec<String> = finding.parties.iter().map(|party| party.origin.file_and_line()).collect();
            format!("{} {} {} {}", finding.entity, finding.identity, finding.verdict.name(), places.join(" "))
        };
        self.checked.findings.iter().map(line).collect()
    }
}

fn run(sources: &[&Text], against: &[&Text]) -> (Kept, Summary) {
    let read = sources.first().map_or_else(Rc::default, |source| Rc::clone(&source.read));
    let mut kept = Kept { read, ..Kept::default() };
    fn dynamic<'a>(texts: &[&'a Text]) -> Vec<&'a dyn Source> {
        texts.iter().map(|text| *text as &dyn Source).collect()
    }
    let (sources, against) = (dynamic(sources), dynamic(against));
    let options = CheckOptions::default();
    let references = References::read(&against, &options.reading, &mut kept).unwrap();
    let summary = check(&sources, &references, &Book::embedded(), &options, &mut kept).unwrap();
    (kept, summary)
}

fn figures(rows: &[&str]) -> String {
    format!("entity,metric,period,measure,value,unit\n{}\n", rows.join("\n"))
}

/// Two levels and a growth of each of many entities; that of each third does not fit.
fn rows(entity: usize) -> [String; 3] {
    let growth = if entity.is_multiple_of(3) { "15.0%" } else { "10.0%" };
    [
        format!("E{entity},revenue,2013,level,100.0m,USD"),
        format!("E{entity},revenue,2014,level,110.0m,USD"),
        format!("e{entity},revenue,2014,growth,{growth},"),
    ]
}

const ENTITIES: usize = 4000;

#[test]
fn entities_that_stand_together_are_judged_while_the_next_are_read() {
    let all: Vec<String> = (0..ENTITIES).flat_map(rows).collect();
    let text = Text::new("f.csv", figures(&all.iter().map(String::as_str).collect::<Vec<_>>()));
    let (kept, summary) = run(&[&text], &[]);
    assert_eq!((summary.figures, summary.malformed), (3 * ENTITIES, 0));
    assert_eq!((kept.checked.findings.len(), kept.restarts), (ENTITIES, 0));
    let order: Vec<String> = kept.checked.findings.iter().map(|finding| finding.entity.to_lowercase()).collect();
    assert_eq!(order, (0..ENTITIES).map(|entity| format!("e{entity}")).collect::<Vec<_>>());
    let (read, all) = (kept.read_at_first.unwrap(), text.text.len());
    assert!(read < all, "the first finding came when {read} of {all} bytes were read");
}

#[test]
fn an_entity_that_returns_is_judged_with_all_its_rows() {
    let by_column = |column: usize| (0..ENTITIES).map(move |entity| rows(entity)[column].clone());
    let all: Vec<String> = (0..3).flat_map(by_column).collect();
    let text = Text::new("f.csv", figures(&all.iter().map(String::as_str).collect::<Vec<_>>()));
    let (kept, summary) = run(&[&text], &[]);
    assert_eq!((kept.checked.findings.len(), kept.restarts, summary.figures), (ENTITIES, 1, 3 * ENTITIES));
    let contradictions = kept.checked.findings.iter().filter(|finding| finding.verdict.name() == "inconsistent");
    assert_eq!(contradictions.count(), ENTITIES.div_ceil(3));
}

#[test]
fn what_is_malformed_is_told_once_though_rows_are_read_twice() {
    let rows = ["A,revenue,2013,level,?,USD", "B,revenue,2013,level,1m,USD", "A,revenue,2014,level,!,USD"];
    let returning = [&rows[..], &["A,revenue,2015,level,1m,USD", "B,revenue,2014,level,1m,USD"]].concat();
    for rows in [&rows[..], &returning] {
        let (kept, summary) = run(&[&Text::new("f.csv", figures(rows))], &[]);
        assert_eq!((kept.checked.malformed.len(), summary.malformed), (2, 2), "{rows:?}");
    }
}

#[test]
fn references_stand_in_front_of_the_figures_of_their_entity() {
    let draft =
        ["Acme,revenue,2014,level,110.0m,USD", "Acme,revenue,2014,growth,15.0%,", "Bolt,revenue,2014,level,110.0m,USD"];
    let audited = [
        "ACME,revenue,2013,level,100.0m,USD",
        // What references say among themselves is passed over.
        "Cargo,revenue,2013,level,100.0m,USD",
        "Cargo,revenue,2014,level,110.0m,USD",
        "Cargo,revenue,2014,growth,10.0%,",
        // Unless they contradict each other.
        "Delta,revenue,2013,level,100.0m,USD",
        "Delta,revenue,2014,level,110.0m,USD",
        "Delta,revenue,2014,growth,20.0%,",
    ];
    let expected = [
        "Acme growth inconsistent draft.csv:3 draft.csv:2 audited.csv:2",
        "Delta growth inconsistent audited.csv:8 audited.csv:7 audited.csv:6",
    ];
    let returning = [&draft[..], &["Acme,total assets,2014,level,1m,USD"]].concat();
    for (draft, restarts) in [(&draft[..], 0), (&returning, 1)] {
        let (draft, audited) = (Text::new("draft.csv", figures(draft)), Text::new("audited.csv", figures(&audited)));
        let (kept, summary) = run(&[&draft], &[&audited]);
        assert_eq!(kept.lines(), expected);
        assert_eq!((kept.restarts, summary.figures), (restarts, draft.text.lines().count() - 1));
    }
}

#[test]
fn a_malformed_reference_is_told_of_and_is_no_row_of_the_sources() {
    let draft = Text::new("draft.csv", figures(&["Acme,revenue,2014,level,1m,USD"]));
    let audited = Text::new("audited.csv", figures(&["Acme,revenue,2013,level,?,USD"]));
    let (kept, summary) = run(&[&draft], &[&audited]);
    assert_eq!((kept.references.len(), summary.malformed, kept.checked.malformed.len()), (1, 0, 0));
}

#[test]
fn standard_input_stands_anywhere_among_the_files() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("levels.csv"), figures(&["A,revenue,2013,level,100.0m,USD"])).unwrap();
    fs::write(folder.path().join("more.csv"), figures(&["A,revenue,2014,level,110.0m,USD"])).unwrap();
    let growth = figures(&["A,revenue,2014,growth,15.0%,"]);
    for arguments in [
        &["check", "-", "levels.csv", "more.csv"][..],
        &["check", "levels.csv", "-", "more.csv"],
        &["check", "levels.csv", "more.csv", "-"],
        &["check", "-", "--against", "levels.csv", "--against", "more.csv"],
        &["check", "levels.csv", "more.csv", "--against", "-"],
    ] {
        let run = tieout(folder.path(), arguments, &growth);
        assert_eq!(run.status, Some(1), "{arguments:?}: {}", run.stderr);
        assert!(run.stdout.contains("<stdin>:2"), "{arguments:?}: {}", run.stdout);
    }
}

#[test]
fn findings_go_to_a_file_and_rows_that_are_none_to_another() {
    let folder = tempfile::tempdir().unwrap();
    let rows = ["A,revenue,2013,level,100.0m,USD", "A,revenue,2014,level,110.0m,USD", "A,revenue,2014,growth,15.0%,"];
    let input = format!("{}A,revenue,2015,level,?,USD\n", figures(&rows));
    fs::write(folder.path().join("input.csv"), input).unwrap();
    let refused = tieout(folder.path(), &["check", "input.csv", "-o", "findings.json"], "");
    assert_eq!((refused.status, refused.stdout.as_str()), (Some(2), ""), "{}", refused.stderr);
    assert!(!folder.path().join("findings.json").exists());
    let arguments = ["check", "input.csv", "-o", "findings.json", "--skip-invalid", "rejects.csv"];
    let skipped = tieout(folder.path(), &arguments, "");
    assert_eq!((skipped.status, skipped.stdout.as_str()), (Some(1), ""), "{}", skipped.stderr);
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    let found: serde_json::Value = serde_json::from_str(&read("findings.json")).unwrap();
    assert_eq!(found["findings"][0]["verdict"], "inconsistent");
    assert_eq!(found["summary"]["figures"], 3);
    let rejects = read("rejects.csv");
    let lines: Vec<&str> = rejects.lines().collect();
    assert_eq!(lines[0], "entity,metric,period,measure,value,unit,reason");
    assert!(lines[1].starts_with("A,revenue,2015,level,?,USD,\"value: "), "{rejects}");
    assert_eq!(lines.len(), 2);
}
