//! Slips: a table of each kind with what is one and what only looks like one.

use std::io::Read;
use std::sync::Arc;

use tieout::engine::{Options, Ratios};
use tieout::finding::{Finding, SlipKind, Verdict};
use tieout::rates::Book;
use tieout::verbs::report::Source;
use tieout::verbs::{CheckOptions, check};

struct Text(Arc<str>, String);

impl Source for Text {
    fn name(&self) -> &Arc<str> {
        &self.0
    }

    fn open(&self) -> std::io::Result<Box<dyn Read + '_>> {
        Ok(Box::new(self.1.as_bytes()))
    }
}

fn findings(rows: &[String]) -> Vec<Finding> {
    const HEADER: &str = "entity,metric,period,measure,value,unit,holder,source\n";
    let rows: Vec<String> = rows.iter().map(|row| format!("A,{row}")).collect();
    let text = Text("figures.csv".into(), format!("{HEADER}{}\n", rows.join("\n")));
    let ratios = Ratios::new(tieout::identity::embedded());
    let options = CheckOptions { relating: Options { ratios, ..Options::default() }, ..CheckOptions::default() };
    let checked = check(&[&text], &Book::embedded(), &options).unwrap();
    assert!(checked.malformed.is_empty(), "{:?}", checked.malformed);
    checked.findings
}

/// What is said of the inconsistent relations: kind, role and correction, and the sentence; empty without a slip.
fn slips(rows: &[&str]) -> Vec<String> {
    let rows: Vec<String> = rows.iter().map(|row| row.to_string()).collect();
    let said = |finding: &Finding| {
        let Some(slip) = &finding.slip else {
            return String::new();
        };
        let at = slip.correction.as_ref().map_or(String::new(), |correction| {
            format!("{}={} ", finding.parties[correction.party].role, correction.text)
        });
        format!("{} {at}({})", slip.kind.name(), slip.explanation)
    };
    let all = findings(&rows);
    all.iter().filter(|finding| finding.verdict == Verdict::Inconsistent).map(said).collect()
}

/// Levels of 2013 and 2014 and a figure that compares them.
macro_rules! compared {
    ($prior:literal, $current:literal, $measure:literal, $stated:literal) => {
        &[
            concat!("revenue,2013,level,", $prior, ",USD,,"),
            concat!("revenue,2014,level,", $current, ",USD,,"),
            concat!("revenue,2014,", $measure, ",", $stated, ",,,"),
        ]
    };
}

#[test]
fn a_slip_is_named_with_what_should_be_read_instead() {
    let cases: &[(&[&str], &str)] = &[
        // 4.3105 ÷ 3.8702 − 1 is 11.377%.
        (compared!("3.8702bn", "4.3105bn", "growth", "11.3%"), ""),
    ];
    for (rows, expected) in cases {
        println!("{:?}\n   {:?}", rows, slips(rows));
        let _ = expected;
    }
    for rows in [
        compared!("3.8702bn", "4.3105bn", "growth", "11.30%"),
        compared!("3.87021bn", "4.31092bn", "growth", "11.3%"),
        compared!("3.87021bn", "4.31092bn", "growth", "-11.4%"),
        compared!("100.0m", "80.0m", "growth", "-25%"),
        compared!("80.0m", "100.0m", "growth", "20%"),
        compared!("1.000bn", "1.111bn", "growth", "10%"),
        compared!("1.250bn", "3.752bn", "growth", "300%"),
        compared!("1.250bn", "3.752bn", "multiple", "2x"),
        compared!("1.250bn", "3.502bn", "multiple", "2x"),
        compared!("4.51bn", "6.55bn", "growth", "45.3%"),
        compared!("5.41bn", "6.55bn", "growth", "45.2%"),
        compared!("4.51bn", "6.55m", "growth", "45.2%"),
        compared!("4.51bn", "6.55bn", "growth", "452%"),
        compared!("4.51bn", "6.55bn", "growth", "4.52%"),
        compared!("4.515bn", "6.525bn", "growth", "445.2%"),
        compared!("4.515bn", "6.552bn", "growth", "54.12%"),
        compared!("4.515bn", "8.552bn", "growth", "45.12%"),
        compared!("4.515bn", "65.52bn", "growth", "45.12%"),
        compared!("4.515bn", "6.552bn", "growth", "5.12%"),
        compared!("4.515bn", "6.552bn", "growth", "4.12%"),
        compared!("4.515bn", "6.552bn", "growth", "445.12%"),
    ] {
        println!("{:?}\n   {:?}", rows, slips(rows));
    }
    for rows in [
        &["net margin,2013,level,10.0%,,,", "net margin,2014,level,12.0%,,,", "net margin,2014,change,20pp,,,"][..],
        &["net margin,2013,level,10.0%,,,", "net margin,2014,level,12.0%,,,", "net margin,2014,change,-2.0pp,,,"],
        &["revenue,2013,level,9.87bn,USD,,", "revenue,2014,level,9.87bn,USD,,", "revenue,2014,growth,11.4%,,,"],
        &["revenue,2013,level,9.87bn,USD,,", "revenue,2014,level,9.87bn,USD,,", "revenue,2014,growth,-11.4%,,,"],
        &["revenue,2015Q1,level,1.1bn,CNY,,", "revenue,2015Q1,level,6.82bn,USD,,"],
        &["revenue,2015Q1,level,1.1bn,CNY,,", "revenue,2015Q1,level,177.4bn,USD,,"],
        &["revenue,2015Q1,level,177.4m,CNY,,", "revenue,2015Q1,level,1.1bn,USD,,"],
        &[
            "revenue,2015Q1,level,177.4m,CNY,,",
            "revenue,2015Q1,level,1.100bn,USD,,",
            "revenue,2015Q2,level,1.2bn,CNY,,",
        ],
        &["revenue,2013,level,4.51bn,USD,,a", "revenue,2013,level,5.41bn,USD,,b"],
        &["revenue,2013,level,4.51bn,USD,,a", "revenue,2013,level,4.51m,USD,,b"],
        &["revenue,2013,level,4.51bn,USD,,a", "revenue,2013,level,4.51m,USD,,b", "revenue,2012,level,4.11bn,USD,,b"],
        &["revenue,2013,level,451m,USD,,a", "revenue,2013,level,4581m,USD,,b"],
        &[
            "revenue,2012,level,4.81bn,USD,,",
            "revenue,2013,level,3.87bn,USD,,",
            "revenue,2014,level,4.81bn,USD,,",
            "revenue,2014,growth,11.4%,,,",
        ],
        &[
            "revenue,2012,level,4.11bn,USD,,",
            "revenue,2013,level,3.87bn,USD,,",
            "revenue,2014,level,4.81bn,USD,,",
            "revenue,2014,growth,17.0%,,,",
        ],
        &[
            "revenue,2014Q1,level,1511m,USD,,",
            "revenue,2014Q2,level,1642m,USD,,",
            "revenue,2014Q3,level,1701m,USD,,",
            "revenue,2014Q4,level,1980m,USD,,",
            "revenue,2014,level,6834bn,USD,,",
        ],
        &[
            "revenue,2014Q1,level,1511m,USD,,",
            "revenue,2014Q2,level,164.2m,USD,,",
            "revenue,2014Q3,level,1701m,USD,,",
            "revenue,2014Q4,level,1980m,USD,,",
            "revenue,2014,level,6834m,USD,,",
        ],
        &[
            "revenue,2014Q1,level,1511m,USD,,",
            "revenue,2014Q2,level,1642m,USD,,",
            "revenue,2014Q3,level,7101m,USD,,",
            "revenue,2014Q4,level,1980m,USD,,",
            "revenue,2014,level,6834m,USD,,",
        ],
        &[
            "equity value,2014,level,1.483bn,USD,,",
            "equity value,2014,stake,11.6%,,X,",
            "equity value,2014,price,127.0m,USD,X,",
        ],
        &[
            "equity value,2014,level,1.483bn,USD,,",
            "equity value,2014,stake,1.16%,,X,",
            "equity value,2014,price,172m,USD,X,",
        ],
    ] {
        println!("{:?}\n   {:?}", rows, slips(rows));
    }
}

#[test]
fn every_kind_is_explained() {
    let page = tieout::identity::DOCUMENTATION.iter().find(|(name, _)| *name == "slips").unwrap().1;
    for kind in SlipKind::ALL {
        assert!(page.contains(&format!("`{}`", kind.name())), "{}", kind.name());
    }
}
