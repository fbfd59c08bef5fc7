//! Whole articles, as an editor has them: every figure that is read, and all that `check` says of them.
//!
//! A folder under `tests/articles/` holds one article or several, with what is expected beside it: `figures.csv` is what `extract`
//! writes and `findings.txt` what `check --verbose` says, ended by its status. `TIEOUT_BLESS=1 cargo test --test golden` writes both
//! anew: read the difference as a careful editor would before it is committed.

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use support::tieout;

/// How many folders there are, so that none goes missing unnoticed.
const CASES: usize = 14;

const EXPECTED: [&str; 2] = ["figures.csv", "findings.txt"];

#[test]
fn every_article_has_its_figures_and_findings() {
    let problems: Vec<String> = cases().iter().flat_map(|case| differences(case)).collect();
    assert!(problems.is_empty(), "{}", problems.join("\n\n"));
}

/// The folders under `tests/articles`.
fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles");
    let mut cases: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    assert_eq!(cases.len(), CASES, "folders under tests/articles");
    cases
}

/// What is otherwise than expected of the articles in a folder.
fn differences(case: &Path) -> Vec<String> {
    let said = [figures(case), findings(case)];
    EXPECTED.iter().zip(said).filter_map(|(name, said)| difference(&case.join(name), &said)).collect()
}

fn difference(expected: &Path, said: &str) -> Option<String> {
    if std::env::var_os("TIEOUT_BLESS").is_some_and(|value| value == "1") {
        fs::write(expected, said).unwrap();
        return None;
    }
    let wanted = fs::read_to_string(expected).unwrap_or_default();
    (said != wanted).then(|| format!("{}: said\n{said}expected\n{wanted}", expected.display()))
}

/// The names of the articles in a folder.
fn articles(case: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(case).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| !EXPECTED.contains(&name.as_str()));
    names.sort();
    names
}

fn figures(case: &Path) -> String {
    let arguments = [vec!["extract".to_owned()], articles(case)].concat();
    let run = tieout(case, &arguments, "");
    assert_eq!(run.status, Some(0), "{}: {}", case.display(), run.stderr);
    run.stdout
}

fn findings(case: &Path) -> String {
    let options = ["check", "--verbose", "--no-config", "--format", "text"].map(str::to_owned).to_vec();
    let run = tieout(case, &[options, articles(case)].concat(), "");
    format!("{}{}status {}\n", run.stdout, run.stderr, run.status.unwrap())
}

/// The summary, and the first line of each contradiction.
fn told(case: &str, options: &[&str]) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles").join(case);
    let options: Vec<String> = ["check", "--no-config"].iter().chain(options).map(|word| (*word).to_owned()).collect();
    let run = tieout(&folder, &[options, articles(&folder)].concat(), "");
    let is_told =
        |line: &&str| line.starts_with("error[") || line.contains("help: perhaps") || line.contains(" read, ");
    run.stdout.lines().filter(is_told).map(str::to_owned).collect()
}

/// Worked out by hand from the sentences: 36.2 is 63.2 transposed, 7.5 is 75 off by ten, and 230 is less than 250.
#[test]
fn each_planted_error_is_found_and_its_slip_named() {
    let told = told("planted-errors", &[]);
    for expected in [
        "error[growth]: 19.9% of Greycliff net income 2017 does not tie out",
        "help: perhaps 36.2m for 63.2m: two digits are transposed",
        "error[growth]: 25% of Greycliff operating income 2017 does not tie out",
        "help: perhaps 7.5m for 75m, or 60m for 6m: one of them is off by a factor of 10",
        "error[growth]: 8% of Greycliff 2017 does not tie out",
        "help: perhaps 8% for -8%: it fell, from 250m to 230m",
        "error[same]: 901m of Greycliff total assets 2017 does not tie out",
    ] {
        assert!(told.iter().any(|line| line.contains(expected)), "{expected}: {told:#?}");
    }
}

#[test]
fn nothing_is_called_inconsistent_in_stories_that_are_right() {
    for case in [
        "blog",
        "company-profile",
        "crore-and-lakh",
        "market-wrap",
        "nordic-brief",
        "press-release",
        "several-companies",
        "wire-brief",
        "word-document",
    ] {
        let told = told(case, &[]);
        assert!(told.iter().all(|line| !line.starts_with("error")), "{case}: {told:#?}");
    }
}

#[test]
fn an_article_may_come_from_standard_input() {
    let story = "Acme said its revenue rose 25% to $110 million in 2014 from $100.0 million in 2013.\n";
    let run = tieout(Path::new(env!("CARGO_MANIFEST_DIR")), &["check", "-", "--as", "text", "--format", "csv"], story);
    assert_eq!(run.status, Some(1), "{}", run.stderr);
    assert!(run.stdout.contains("inconsistent,error,growth,Acme,revenue,2014,25,10,"), "{}", run.stdout);
}

#[test]
fn every_figure_that_is_extracted_is_read_again() {
    for case in cases() {
        let run = tieout(&case, &["check", "-", "--as", "csv", "--no-config"], &figures(&case));
        assert!(!run.stderr.contains("malformed"), "{}: {}", case.display(), run.stderr);
        assert!(matches!(run.status, Some(0 | 1)), "{}: {}", case.display(), run.stderr);
    }
}

#[test]
fn figures_of_as_many_digits_as_are_exact_are_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let story = "It has 4122222222222222222222 mln crowns, 9999999999999999999999999999 trees, 10000000000000000000000000000 \
                 bushes and about 5,000,000,000,000,000,000,000,000,000 yen.";
    let figures = tieout(folder.path(), &["extract", "-", "--as", "text"], story).stdout;
    assert_eq!(figures.lines().count(), 4, "{figures}");
    let run = tieout(folder.path(), &["check", "-"], &figures);
    assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""), "{figures}");
}

#[test]
fn what_is_extracted_is_checked_alike() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles/word-document");
    let figures = tieout(&folder, &["extract", "story.docx"], "").stdout;
    let run = tieout(&folder, &["check", "-", "--as", "csv"], &figures);
    assert_eq!(run.status, Some(0), "{}{}", run.stdout, run.stderr);
}
