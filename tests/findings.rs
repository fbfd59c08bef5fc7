//! How findings are written, beyond the commands in `tests/cmd`.

use std::io::Read;
use std::sync::Arc;

use tieout::engine::{Options, Ratios};
use tieout::finding::Finding;
use tieout::rates::Book;
use tieout::report::{FindingsStyle, FindingsWriter, Format};
use tieout::verbs::{CheckOptions, Checked, References, Source, check};

struct Text(Arc<str>, &'static str);

impl Source for Text {
    fn name(&self) -> &Arc<str> {
        &self.0
    }

    fn open(&self) -> std::io::Result<Box<dyn Read + '_>> {
        Ok(Box::new(self.1.as_bytes()))
    }
}

fn findings(csv: &'static str) -> Vec<Finding> {
    let ratios = Ratios::new(tieout::identity::embedded());
    let options = CheckOptions { relating: Options { ratios, ..Options::default() }, ..CheckOptions::default() };
    let text = Text("figures.csv".into(), csv);
    let mut checked = Checked::default();
    check(&[&text], &References::default(), &Book::embedded(), &options, &mut checked).unwrap();
    checked.findings
}

fn written(findings: &[Finding], format: Format) -> String {
    let mut out = Vec::new();
    let mut writer = FindingsWriter::new(FindingsStyle { format: format.into(), digits: 12, verbose: false });
    findings.iter().for_each(|finding| writer.finding(&mut out, finding).unwrap());
    writer.end(&mut out, 3).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn without_its_file_a_figure_stands_alone() {
    let found = findings("entity,metric,period,value,growth\nA,users,2013,50m people,\nA,users,2014,68m people,21%\n");
    let expected = "\
error[growth]: 21% of A users 2014 does not tie out
 ╭▸ figures.csv:3:25
 │
 │ 2: 50m
 │    ─── prior: 45.0m to 55.0m
 │ 3: 21%
 │    ━━━ stated: 20.50% to 21.50%
 │ 3: 68m
 │    ─── current: 67.50m to 68.50m
 │
";
    let text = written(&found, Format::Text);
    assert!(text.starts_with(expected), "{text}");
}

#[test]
fn many_findings_are_one_object_whose_summary_counts_them() {
    let finding = findings("entity,metric,period,value\nA,users,2014,50m people\nA,users,2014,68m people\n");
    // More than is kept in memory.
    let many = vec![finding[0].clone(); 10_000];
    let text = written(&many, Format::Json);
    assert!(text.len() > 6_000_000, "{}", text.len());
    let object: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(object["findings"].as_array().unwrap().len(), 10_000);
    assert_eq!(object["summary"]["relations"], 10_000);
    let lines: Vec<serde_json::Value> =
        written(&finding, Format::Jsonl).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(object["findings"].as_array().unwrap().last(), lines.first());
}
