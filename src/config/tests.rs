use std::collections::HashSet;

use super::*;
use crate::finding::Fingerprint;
use crate::model::Metric;

fn reports() -> Reports {
    Reports { formats: vec!["text".to_owned(), "csv".to_owned()], digits: 12, max_digits: 28 }
}

fn read(text: &str) -> Result<Config, String> {
    Config::new(&reports())
        .read("tieout.toml", "folder".as_ref(), text.as_bytes(), &reports())
        .map_err(|e| e.to_string())
}

#[test]
fn the_page_shows_a_file_in_which_every_key_has_a_meaning() {
    let text: Vec<&str> = DOCUMENTATION.lines().filter_map(|line| line.strip_prefix("    ")).collect();
    let text = text.join("\n");
    let config = read(&text).unwrap_or_else(|problems| panic!("{problems}"));
    let missing: Vec<&str> = read::keys().filter(|key| !text.contains(key)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    assert_eq!(config.delimiter.value, Some(b','));
    assert_eq!(config.delimiter.origin.to_string(), "tieout.toml:3");
    assert_eq!(config.rates[0].value, PathBuf::from("folder/rates.csv"));
    assert_eq!(config.parts()[0].equation, "revenue = revenue/cloud + revenue/games");
    assert_eq!(config.accepted[0].on.unwrap().to_string(), "2026-10-30");
    assert_eq!(config.aliases().metric("net takings/cloud"), Metric::parse("revenue/cloud"));
}

#[test]
fn what_is_shown_reads_back_as_itself() {
    let text = r#"
rounding = "truncate"
delimiter = "tab"
rates = ["a \"b\".csv", "c.csv"]
segments.revenue = [["cloud", "games"], ["china", "abroad"]]
entities."Kingsoft, \"the\" company" = "Kingsoft"
accepted = [{ fingerprint = "6910d0b739a9ae0e", reason = "two\nlines", files = ["a.csv"], on = 2026-01-02 }]
[check]
fail-on = "error"
"#;
    let shown = read(text).unwrap().shown(Scope::Check).to_string();
    let again = Config::new(&reports()).read("tieout.toml", "".as_ref(), shown.as_bytes(), &reports());
    let again = again.unwrap_or_else(|problems| panic!("{problems}\n{shown}")).shown(Scope::Check).to_string();
    let values =
        |text: &str| text.lines().map(|line| line.split("  # ").next().unwrap().to_owned()).collect::<Vec<_>>();
    assert_eq!(values(&shown), values(&again));
    assert!(shown.contains("rounding = \"truncate\"  # tieout.toml:2\n"), "{shown}");
    assert!(shown.contains("format = \"text\"  # default\n"), "{shown}");
}

#[test]
fn what_has_no_meaning_is_refused_at_its_place() {
    for (text, expected) in [
        (
            "roundin = \"nearest\"",
            "1:1: found the key `roundin`; did you mean `rounding`? The keys here are accepted, check, decimal-comma, delimiter, \
             entities, fiscal-year-ends, identities, metrics, rates, rounding, segments",
        ),
        ("[check]\ncolour = 1", "2:1: found the key `colour`; expected one of digits, fail-on, format, verbose"),
        (
            "[check]\nfail_on = \"error\"",
            "2:1: found the key `fail_on`; did you mean `fail-on`? The keys here are digits, fail-on, format, verbose",
        ),
        ("é = 1\nrounding = \"up\"", "2:12: rounding: found \"up\"; expected \"nearest\" or \"truncate\""),
        ("rounding = 3", "1:12: rounding: found 3; expected \"nearest\" or \"truncate\""),
        ("decimal-comma = \"yes\"", "1:17: decimal-comma: found \"yes\"; expected true or false"),
        (
            "delimiter = \"ab\"",
            "1:13: delimiter: found \"ab\"; expected one ASCII character that is no letter, digit or quote, or \"tab\"",
        ),
        ("rates = \"r.csv\"", "1:9: rates: found \"r.csv\"; expected the paths of files, such as [\"rates.csv\"]"),
        ("rates = [1]", "1:10: rates: found 1; expected the path of a file"),
        (
            "[fiscal-year-ends]\nAcme = \"02-30\"",
            "2:8: Acme: found \"02-30\"; expected the last day of a fiscal year as \"MM-DD\", such as \"03-31\"",
        ),
        (
            "fiscal-year-ends = 3",
            "1:20: fiscal-year-ends: found 3; expected a table with lines such as Acme = \"03-31\"",
        ),
        (
            "[entities]\nACM = \"Acme\"\nacm = \"Acme\"",
            "3:1: entities: found `acm` a second time; expected each name once",
        ),
        ("[entities]\nACM = \" \"", "2:7: ACM: found \" \"; expected the name of an entity, such as \"Acme\""),
        (
            "[entities]\nA = \"B\"\nb = \"C\"",
            "2:5: entities: found `A` for `B`, which stands for `C`; expected `A` for `C`",
        ),
        ("[segments]\nrevenue = [\"cloud\"]", "2:11: revenue: found 1 part; expected 2 to 16"),
        ("[segments]\nsales = [\"cloud\", \"Cloud\"]", "2:9: sales: found revenue/cloud twice; expected each once"),
        ("[check]\nformat = \"xml\"", "2:10: format: found \"xml\"; expected \"text\" or \"csv\""),
        ("[check]\ndigits = 29", "2:10: digits: found 29; expected a whole number from 1 to 28"),
        ("check = 1", "1:9: check: found 1; expected a table, [check]"),
        ("[[accepted]]\nreason = \"r\"", "1:1: accepted: found no fingerprint; expected one"),
        (
            "[[accepted]]\nfingerprint = \"6910d0b739a9ae0e\"\nreason = \"\"",
            "3:10: reason: found \"\"; expected why the finding is accepted",
        ),
        (
            "[[accepted]]\nfingerprint = \"6910\"\nreason = \"r\"",
            "2:15: fingerprint: found \"6910\"; expected the 16 hexadecimal digits of a finding's fingerprint",
        ),
        (
            "[[accepted]]\nfingerprint = \"6910d0b739a9ae0e\"\nreason = \"r\"\n\
             [[accepted]]\nfingerprint = \"6910D0B739A9AE0E\"\nreason = \"r\"",
            "4:1: accepted: found 6910d0b739a9ae0e again, as on line 1; expected it once",
        ),
        (
            "[[accepted]]\nfingerprint = \"6910d0b739a9ae0e\"\nreason = \"r\"\non = \"2015-03-31\"",
            "4:6: on: found \"2015-03-31\"; expected a date such as 2015-03-31, without quotes",
        ),
    ] {
        let problems = read(text).err().unwrap_or_default();
        let last = problems.lines().last().unwrap_or_default();
        assert_eq!(last, format!("tieout.toml:{expected}"), "{text}");
    }
}

#[test]
fn all_problems_are_told_in_one_run() {
    let problems = read("rounding = up\nroundin = 1\n[check]\nverbose = 1\ndigits = 0\n").unwrap_err();
    let places: Vec<&str> = problems.lines().filter_map(|line| line.split(": ").next()).collect();
    assert_eq!(places, ["tieout.toml:1:12", "tieout.toml:2:1", "tieout.toml:4:11", "tieout.toml:5:10"], "{problems}");
}

#[test]
fn dates_that_no_calendar_has_are_refused() {
    for day in ["2015-02-29", "2015-13-01", "2015-00-10", "2015-03-31T00:00:00", "20150331"] {
        let text = format!("[[accepted]]\nfingerprint = \"6910d0b739a9ae0e\"\nreason = \"r\"\non = {day}\n");
        let problems = read(&text).err().unwrap_or_default();
        assert!(problems.starts_with("tieout.toml:4:"), "{day}: {problems}");
    }
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    let error = Config::new(&reports()).read("tieout.toml", "".as_ref(), b"a = 1\n\xff", &reports()).unwrap_err();
    assert_eq!(error.to_string(), "tieout.toml:2: found bytes that are no UTF-8; expected TOML, which is UTF-8");
}

fn entry(fingerprint: &str, files: &[&str]) -> Accepted {
    Accepted {
        fingerprint: fingerprint.parse::<Fingerprint>().unwrap(),
        reason: "as \"restated\"".into(),
        finding: Some("growth: 54%".to_owned()),
        on: "2026-01-02".parse().ok(),
        files: files.iter().map(|file| (*file).to_owned()).collect(),
        place: crate::text::Place { source: "tieout.toml".into(), line: 1, column: 1 },
    }
}

#[test]
fn accepting_keeps_what_the_file_says() {
    let added = [entry("6910d0b739a9ae0e", &["a.csv"]), entry("0000000000000001", &[])];
    for text in [
        "",
        "# ours\nrounding   =   'truncate' # as they do\n\n[check]\nverbose = true",
        "[[accepted]]\nfingerprint = \"0000000000000002\"\nreason = \"r\"\n\n[check]\nverbose = true # kept\n",
        "accepted = [\n  { fingerprint = \"0000000000000002\", reason = \"r\" }, # kept\n]\n",
        "rounding = \"truncate\"\r\n",
    ] {
        let before = read(text).unwrap();
        let after_text = with_accepted(text, &added).unwrap();
        let after = read(&after_text).unwrap_or_else(|problems| panic!("{problems}\n{after_text}"));
        for line in text.lines().filter(|line| !line.starts_with(']')) {
            assert!(after_text.contains(line), "{text}\n{after_text}");
        }
        assert_eq!(after.accepted.len(), before.accepted.len() + 2, "{after_text}");
        let fingerprints: HashSet<Fingerprint> = after.accepted.iter().map(|entry| entry.fingerprint).collect();
        assert!(added.iter().all(|entry| fingerprints.contains(&entry.fingerprint)), "{after_text}");
        assert_eq!(after.check.verbose.value, before.check.verbose.value, "{after_text}");
    }
}

#[test]
fn an_accepted_finding_is_written_so() {
    let expected = "[[accepted]]\nfingerprint = \"6910d0b739a9ae0e\"\nreason = 'as \"restated\"'\nfinding = \"growth: 54%\"\n\
                    files = [\"a.csv\"]\non = 2026-01-02\n";
    assert_eq!(with_accepted("", &[entry("6910d0b739a9ae0e", &["a.csv"])]).unwrap(), expected);
}

#[test]
fn only_what_all_files_were_checked_for_is_told_gone() {
    let accepted = [
        entry("0000000000000001", &["a.csv"]),
        entry("0000000000000002", &["a.csv", "b.csv"]),
        entry("0000000000000003", &[]),
    ];
    let acceptances = Acceptances::new(&accepted);
    for (checked, expected) in [(&["a.csv"][..], 1), (&["a.csv", "b.csv"], 2), (&["b.csv"], 0), (&[], 0)] {
        let gone = acceptances.gone(&accepted, |file| checked.contains(&file)).count();
        assert_eq!(gone, expected, "{checked:?}");
    }
}

#[test]
fn a_flag_goes_before_the_file() {
    let mut config = read("[fiscal-year-ends]\nAcme = \"03-31\"\n[entities]\nACM = \"Acme\"\n").unwrap();
    config.fiscal_year_end_flag("--fiscal-year-end", "acm", "06-30".parse().unwrap());
    let ends = config.fiscal_year_ends_by_entity();
    assert_eq!((ends.len(), ends["acme"].to_string().as_str()), (1, "06-30"));
}
