//! A gallery of wrong input: a folder under `tests/errors/` for each, with the exact message.
//!
//! A folder holds the case's files, the arguments in `args` (one a line; `report input.csv -o out.csv` where there is none) and
//! what is said on standard error in `expected.txt`. Every case ends with status 2, says nothing on standard output and leaves
//! all files as they were, among them an `out.csv` from an earlier run. `TIEOUT_BLESS=1 cargo test --test errors` writes
//! `expected.txt` anew: read the difference before it is committed.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use support::{Run, tieout};

/// How many cases there are, so that none goes missing unnoticed.
const CASES: usize = 126;

const EARLIER_RESULT: &str = "the result of an earlier run\n";

#[test]
fn every_wrong_input_has_its_message_and_leaves_every_file_as_it_was() {
    let gallery = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/errors");
    let mut cases: Vec<PathBuf> = fs::read_dir(gallery).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    let problems: Vec<String> = cases.iter().filter_map(|case| run_case(case)).collect();
    assert!(problems.is_empty(), "{}", problems.join("\n\n"));
    assert_eq!(cases.len(), CASES, "cases under tests/errors");
}

/// Runs one case; what is wrong, if anything is.
fn run_case(case: &Path) -> Option<String> {
    let name = case.file_name().unwrap().to_str().unwrap();
    let workplace = tempfile::tempdir().unwrap();
    copy_files(case, workplace.path());
    if let Some(input) = made_input(name) {
        fs::write(workplace.path().join("input.csv"), input).unwrap();
    }
    fs::write(workplace.path().join("out.csv"), EARLIER_RESULT).unwrap();
    let before = files(workplace.path());
    let run = tieout(workplace.path(), &arguments(case), "");
    let problem = wrong_end(&run)
        .or_else(|| (before != files(workplace.path())).then(|| "the files are not as they were".to_owned()))
        .or_else(|| wrong_message(case, &run.stderr));
    problem.map(|problem| format!("{name}: {problem}"))
}

/// Inputs that are too large to keep in a file.
fn made_input(case: &str) -> Option<Vec<u8>> {
    let header = b"entity,metric,period,measure,value,unit\n".as_slice();
    match case {
        "cell-of-1-mb" => Some([header, b"Acme,revenue,2014,level,", &vec![b'9'; 1 << 20], b",USD\n"].concat()),
        "quoted-cell-of-1-mb" => {
            Some([header, b"Acme,revenue,2014,level,\"", &b"9,\n9".repeat(1 << 18), b"\",USD\n"].concat())
        }
        "open-quote-of-5-mb" => Some([header, b"Acme,revenue,2014,level,\"", &b"9,\n9".repeat(5 << 18)].concat()),
        _ => None,
    }
}

fn arguments(case: &Path) -> Vec<String> {
    match fs::read_to_string(case.join("args")) {
        Ok(text) => text.lines().map(str::to_owned).collect(),
        Err(_) => ["report", "input.csv", "-o", "out.csv"].map(str::to_owned).to_vec(),
    }
}

fn wrong_end(run: &Run) -> Option<String> {
    let ended_right = run.status == Some(2) && run.stdout.is_empty();
    (!ended_right)
        .then(|| format!("ended with {:?}, and on standard output {:?}\n{}", run.status, run.stdout, run.stderr))
}

fn wrong_message(case: &Path, message: &str) -> Option<String> {
    let expected = case.join("expected.txt");
    if std::env::var_os("TIEOUT_BLESS").is_some_and(|value| value == "1") {
        fs::write(expected, message).unwrap();
        return None;
    }
    let expected = fs::read_to_string(expected).unwrap_or_default();
    (message != expected).then(|| format!("said\n{message}expected\n{expected}"))
}

fn copy_files(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            fs::create_dir(&target).unwrap();
            copy_files(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Every file below a folder with its bytes.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.insert(path.clone(), fs::read(path).unwrap());
        }
    }
    found
}

/// The words of these messages are the argument parser's own.
#[test]
fn wrong_arguments_end_with_status_2() {
    let folder = tempfile::tempdir().unwrap();
    for (arguments, named) in [
        ("report figures.csv --unknown", "--unknown"),
        ("report figures.csv --delimiter ab", "one ASCII character"),
        ("report figures.csv --delimiter \"", "one ASCII character"),
        ("report figures.csv --digits 29", "1..=28"),
        ("report figures.csv --digits 0", "1..=28"),
        ("report figures.csv --format xls", "jsonl"),
        ("report figures.csv --translate closing", "--to"),
        ("report figures.csv --to USD --translate closing --on 2014-12-31", "cannot be used with"),
        ("report figures.csv --to USD --on 2014-12-31 --over 2014", "cannot be used with"),
        ("report", "<FILE>"),
        ("unknown", "unknown"),
        ("", "Usage"),
    ] {
        let words: Vec<&str> = arguments.split_whitespace().collect();
        let run = tieout(folder.path(), &words, "");
        assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""), "{arguments}");
        assert!(run.stderr.contains(named), "{arguments}: {}", run.stderr);
    }
}
