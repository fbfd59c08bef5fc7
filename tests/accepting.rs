//! `tieout check --accept`: what it writes, what later runs make of it, and that the file is written whole or not at all.

mod support;

use std::fs;
use std::path::Path;

use support::{Run, tieout};

const FIGURES: &str = "entity,metric,period,measure,value,unit\n\
                       Acme,revenue,2013,level,2.2bn,USD\n\
                       Acme,revenue,2014,level,3.4bn,USD\n\
                       Acme,revenue,2014,growth,45%,\n\
                       Bolt,revenue,2013,level,1.0bn,USD\n\
                       Bolt,revenue,2014,level,3.4bn,USD\n\
                       Bolt,revenue,2014,growth,54%,\n";

fn run(folder: &Path, arguments: &str) -> Run {
    let words: Vec<&str> = arguments.split_whitespace().collect();
    tieout(folder, &words, "")
}

fn config(folder: &Path) -> String {
    fs::read_to_string(folder.join("tieout.toml")).unwrap()
}

/// The fingerprints of the contradictions of a run.
fn fingerprints(folder: &Path) -> Vec<String> {
    let out = run(folder, "check figures.csv --format jsonl").stdout;
    let findings = out.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let contradictions = findings.filter(|finding| finding["verdict"] == "inconsistent");
    contradictions.map(|finding| finding["fingerprint"].as_str().unwrap().to_owned()).collect()
}

fn with_figures() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("figures.csv"), FIGURES).unwrap();
    folder
}

#[test]
fn what_is_accepted_is_listed_so_and_no_longer_fails() {
    let folder = with_figures();
    let folder = folder.path();
    assert_eq!(run(folder, "check figures.csv").status, Some(1));
    let accepting = run(folder, "check figures.csv --accept --reason restated");
    assert_eq!(
        (accepting.status, accepting.stderr.as_str()),
        (Some(0), "note: 2 findings are now accepted in tieout.toml\n")
    );
    let entry = "[[accepted]]\nreason = \"restated\"\n\
                 finding = \"growth: 45% of Acme revenue 2014 (current 3.4bn, prior 2.2bn)\"\nfiles = [\"figures.csv\"]\non = ";
    let written = config(folder);
    for line in entry.lines() {
        assert!(written.contains(line), "{line}\n{written}");
    }
    let later = run(folder, "check figures.csv");
    assert_eq!((later.status, later.stderr.as_str()), (Some(0), ""));
    assert!(
        later
            .stdout
            .contains("accepted[growth]: 45% of Acme revenue 2014 does not tie out, figures.csv:4:26\n  restated\n")
    );
    assert!(later.stdout.ends_with("2 inconsistent (2 accepted)\n"), "{}", later.stdout);
    let again = run(folder, "check figures.csv --accept --reason again");
    assert_eq!((again.status, config(folder)), (Some(0), written));
    assert_eq!(run(folder, "check figures.csv --no-config").status, Some(1));
}

/// What a part of an entity's rows seemed to contradict is not accepted once its other rows are read.
#[test]
fn an_entity_that_returns_is_judged_anew() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    // So many others that the first entity is through with before it returns.
    let others: String = (0..4_000).map(|at| format!("Other {at},revenue,2014,level,1.9bn,USD\n")).collect();
    fs::write(folder.join("figures.csv"), format!("{FIGURES}{others}Acme,revenue,2014,level,1.9bn,USD\n")).unwrap();
    let accepting = run(folder, "check figures.csv --accept --reason restated");
    assert_eq!(
        (accepting.status, accepting.stderr.as_str()),
        (Some(0), "note: 1 finding is now accepted in tieout.toml\n")
    );
    assert!(config(folder).contains("54% of Bolt"), "{}", config(folder));
}

#[test]
fn one_can_be_accepted_by_its_fingerprint() {
    let folder = with_figures();
    let folder = folder.path();
    let [first, second] = fingerprints(folder).try_into().unwrap();
    let run = run(folder, &format!("check figures.csv --accept={} --reason restated", second.to_uppercase()));
    assert_eq!(run.status, Some(1), "the other one still fails");
    let written = config(folder);
    assert!(written.contains(&second) && !written.contains(&first), "{written}");
}

#[test]
fn the_settings_that_are_there_are_kept() {
    let folder = with_figures();
    let folder = folder.path();
    let settings = "# ours\n[check] # of drafts\nfail-on = \"error\"\n\n[entities]\nACM = \"Acme\"\n";
    fs::write(folder.join("tieout.toml"), settings).unwrap();
    fs::create_dir(folder.join("deep")).unwrap();
    assert_eq!(run(&folder.join("deep"), "check ../figures.csv --accept --reason restated").status, Some(0));
    let written = config(folder);
    assert!(written.starts_with(settings), "{written}");
    assert!(written.contains("files = [\"figures.csv\"]"), "a path from the folder of the settings: {written}");
    assert_eq!(fs::read_dir(folder.join("deep")).unwrap().count(), 0);
    assert_eq!(fs::read_dir(folder).unwrap().count(), 3, "nothing is left beside the files");
}

#[test]
fn fingerprints_outlive_what_does_not_change_the_finding() {
    let folder = with_figures();
    let folder = folder.path();
    assert_eq!(run(folder, "check figures.csv --accept --reason restated").status, Some(0));
    let mut rows: Vec<&str> = FIGURES.lines().collect();
    rows[1..].reverse();
    rows.insert(1, "Acme,net income,2014,level,0.3bn,USD");
    rows.insert(2, "\nACME,revenue,2012,level,1.9bn,USD");
    fs::write(folder.join("renamed.csv"), rows.join("\n")).unwrap();
    let moved = run(folder, "check renamed.csv");
    assert_eq!((moved.status, moved.stderr.as_str()), (Some(0), ""), "{}", moved.stdout);
    fs::write(folder.join("figures.csv"), FIGURES.replace("45%", "46%")).unwrap();
    assert_eq!(run(folder, "check figures.csv").status, Some(1), "a changed number is another finding");
}

#[test]
fn what_no_longer_occurs_is_told_of_the_files_that_were_checked() {
    let folder = with_figures();
    let folder = folder.path();
    assert_eq!(run(folder, "check figures.csv --accept --reason restated").status, Some(0));
    fs::write(folder.join("other.csv"), FIGURES.replace("45%", "55%").replace("54%", "240%")).unwrap();
    assert_eq!(run(folder, "check other.csv").stderr, "");
    fs::write(folder.join("figures.csv"), FIGURES.replace("45%", "55%")).unwrap();
    let expected = "warning: the accepted finding `growth: 45% of Acme revenue 2014 (current 3.4bn, prior 2.2bn)` no longer occurs; \
                    remove it from tieout.toml:1\n";
    let gone = run(folder, "check ./figures.csv");
    assert_eq!((gone.status, gone.stderr.as_str()), (Some(0), expected));
    fs::write(folder.join("figures.csv"), FIGURES.replace("45%", "many")).unwrap();
    let skipped = run(folder, "check figures.csv --skip-invalid rejects.csv");
    assert!(!skipped.stderr.contains("no longer occurs"), "its row was left out: {}", skipped.stderr);
}

#[test]
fn what_stands_on_standard_input_is_accepted_for_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let words = ["check", "-", "--accept", "--reason", "restated"];
    assert_eq!(tieout(folder.path(), &words, FIGURES).status, Some(0));
    assert!(!config(folder.path()).contains("files"), "{}", config(folder.path()));
    assert_eq!(tieout(folder.path(), &["check", "-"], "entity,metric,period,value\n").stderr, "");
}

#[cfg(unix)]
#[test]
fn settings_that_cannot_be_written_stay_as_they_are() {
    use std::os::unix::fs::PermissionsExt;
    let folder = with_figures();
    let folder = folder.path();
    let file = folder.join("tieout.toml");
    fs::write(&file, "# ours\n").unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).unwrap();
    if fs::OpenOptions::new().append(true).open(&file).is_ok() {
        return; // Whoever may write everything cannot see this.
    }
    let run = run(folder, "check figures.csv --accept --reason restated");
    assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""));
    assert_eq!(config(folder), "# ours\n");
}

/// The nearest file counts, and none above the folder that holds a repository.
#[test]
fn settings_are_looked_for_up_to_the_repository() {
    let outer = tempfile::tempdir().unwrap();
    let outer = outer.path();
    let (repository, inner) = (outer.join("repository"), outer.join("repository/a/b"));
    fs::create_dir_all(&inner).unwrap();
    fs::write(outer.join("tieout.toml"), "rounding = \"truncate\"\n").unwrap();
    let shown = |expected: &str| {
        let out = run(&inner, "check --show-config").stdout;
        assert!(out.contains(expected), "{out}");
    };
    shown("rounding = \"truncate\"  # ../../../tieout.toml:1\n");
    fs::create_dir(repository.join(".git")).unwrap();
    shown("rounding = \"nearest\"  # default\n");
    fs::write(repository.join("tieout.toml"), "decimal-comma = true\n").unwrap();
    shown("decimal-comma = true  # ../../tieout.toml:1\n");
    fs::write(inner.join("tieout.toml"), "delimiter = \"tab\"\n").unwrap();
    shown("delimiter = \"tab\"  # tieout.toml:1\n");
    let flag = run(&inner, "report --show-config --delimiter ; --no-config").stdout;
    assert!(flag.contains("delimiter = \";\"  # --delimiter\n") && !flag.contains("[check]"), "{flag}");
}
