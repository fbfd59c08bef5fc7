//! Verdicts on cases worked out by hand. `tests/oracle.rs` holds thousands of computed ones, `tests/networks/` laws.

#[path = "support/figures.rs"]
mod figures;

use tieout::num::Convention;
use tieout::rates::Book;

const HEADER: &str = "entity,metric,period,measure,value,unit,versus,holder,source";

/// Identity, verdict and severity of every finding.
fn verdicts(rows: &[&str]) -> Vec<String> {
    let rows: Vec<String> = rows.iter().map(|row| format!("A,{row}")).collect();
    let shown = |finding: &tieout::finding::Finding| {
        format!("{} {} {}", finding.identity, finding.verdict.name(), finding.severity.name())
    };
    figures::checked(HEADER, &rows, Convention::Nearest, &Book::embedded()).findings.iter().map(shown).collect()
}

#[test]
fn verdicts_by_hand() {
    for (rows, expected) in [
        // 3.4 ÷ 2.2 − 1 is 54.5%, which prints as 55% and lies, with all roundings, between 48.8% and 60.5%.
        (
            &["revenue,2013,level,2.2bn,USD,,,", "revenue,2014,level,3.4bn,USD,,,", "revenue,2014,growth,55%,,,,"][..],
            "growth exact note",
        ),
        (
            &["revenue,2013,level,2.2bn,USD,,,", "revenue,2014,level,3.4bn,USD,,,", "revenue,2014,growth,54%,,,,"],
            "growth rounding note",
        ),
        (
            &["revenue,2013,level,2.2bn,USD,,,", "revenue,2014,level,3.4bn,USD,,,", "revenue,2014,growth,45%,,,,"],
            "growth inconsistent error",
        ),
        // 100 to 110 may be 95 to 115: the zeros need not count.
        (
            &["users,2013,level,100,users,,,", "users,2014,level,110,users,,,", "users,2014,growth,15%,,,,"],
            "growth approximate note",
        ),
        // 4.31 ÷ 3.87 − 1 lies between 11.10% and 11.64%.
        (
            &["revenue,2013,level,3.87bn,EUR,,,", "revenue,2014,level,4.31bn,EUR,,,", "revenue,2014,growth,12.4%,,,,"],
            "growth inconsistent error",
        ),
        // 4.310 ÷ 3.870 − 1 lies between 11.34% and 11.40%: 11.2% is one unit of its last digit off, 11.3% is not.
        (
            &[
                "revenue,2013,level,3.870bn,EUR,,,",
                "revenue,2014,level,4.310bn,EUR,,,",
                "revenue,2014,growth,11.2%,,,,",
            ],
            "growth inconsistent warning",
        ),
        (
            &["net income,2013,level,-5m,USD,,,", "net income,2014,level,34m,USD,,,", "net income,2014,growth,20%,,,,"],
            "growth unverifiable note",
        ),
        (&["revenue,2014,level,3.4bn,USD,,,", "revenue,2014,growth,54%,,,,"], "growth unverifiable note"),
        (
            &["net margin,2013,level,10%,,,,", "net margin,2014,level,12%,,,,", "net margin,2014,change,2pp,,,,"],
            "change exact note",
        ),
        // Two percent of a percentage may mean two points, whatever the metric is called.
        (
            &["net margin,2013,level,10.0%,,,,", "net margin,2014,level,12.0%,,,,", "net margin,2014,growth,2.0%,,,,"],
            "growth unverifiable note",
        ),
        (
            &["moon share,2013,level,10.0%,,,,", "moon share,2014,level,12.0%,,,,", "moon share,2014,growth,2.0%,,,,"],
            "growth unverifiable note",
        ),
        (
            &["net margin,2013,level,10.0%,,,,", "net margin,2014,level,12.0%,,,,", "net margin,2014,change,20pp,,,,"],
            "change inconsistent error",
        ),
        (
            &["revenue,2013,level,1.0bn,USD,,,", "revenue,2014,level,3.1bn,USD,,,", "revenue,2014,multiple,3x,,,,"],
            "multiple exact note",
        ),
        (&["revenue,2014,level,3.4bn,USD,,,one", "revenue,2014,level,3.41bn,USD,,,two"], "same rounding note"),
        (&["revenue,2014,level,3bn,USD,,,one", "revenue,2014,level,about 3.6bn,USD,,,two"], "same approximate note"),
        (&["revenue,2014,level,3.4bn,USD,,,one", "revenue,2014,level,3.7bn,USD,,,two"], "same inconsistent error"),
        (
            &[
                "equity value,2014,level,1.5bn,USD,,,",
                "equity value,2014,stake,10%,,,X,",
                "equity value,2014,price,150m,USD,,X,",
            ],
            "stake exact note",
        ),
        (
            &[
                "equity value,2014,level,2.50bn,USD,,,",
                "equity value,2014,stake,10.0%,,,X,",
                "equity value,2014,price,150.0m,USD,,X,",
            ],
            "stake inconsistent error",
        ),
        (
            &["revenue,2014H1,level,40m,USD,,,", "revenue,2014H2,level,61m,USD,,,", "revenue,2014,level,101m,USD,,,"],
            "parts exact note",
        ),
        (
            &["revenue,2014H1,level,41m,USD,,,", "revenue,2014H2,level,61m,USD,,,", "revenue,2014,level,105m,USD,,,"],
            "parts inconsistent error",
        ),
        (
            &[
                "revenue,2014,level,200.0m,USD,,,",
                "net income,2014,level,30.0m,USD,,,",
                "net margin,2014,level,15%,,,,",
            ],
            "net margin exact note",
        ),
        (
            &[
                "revenue,2014,level,200.0m,USD,,,",
                "net income,2014,level,30.0m,USD,,,",
                "net margin,2014,level,51%,,,,",
            ],
            "net margin inconsistent error",
        ),
        // 1.1bn yuan at the closing rate of 2015-03-31, 6.2004, is 177.4m dollars.
        (&["revenue,2015Q1,level,1.1bn,CNY,,,", "revenue,2015Q1,level,177.4m,USD,,,"], "conversion exact note"),
        // 161.1m dollars would be a yuan of 6.83 to the dollar, which it was in 2016 and later: the story's own day may be meant.
        (&["revenue,2015Q1,level,1.1bn,CNY,,,", "revenue,2015Q1,level,161.1m,USD,,,"], "conversion rounding note"),
        (&["revenue,2015Q1,level,1.1bn,CNY,,,", "revenue,2015Q1,level,100.1m,USD,,,"], "conversion inconsistent error"),
        (&["revenue,1995,level,1.1bn,CNY,,,", "revenue,1995,level,100.1m,USD,,,"], "conversion unverifiable note"),
        (&["revenue,2014,level,1.1bn,KWD,,,", "revenue,2014,level,100.1m,USD,,,"], "conversion unverifiable note"),
    ] {
        assert_eq!(verdicts(rows), [expected], "{rows:?}");
    }
}

#[test]
fn one_source_that_reports_a_subject_twice_means_two_things() {
    let rows = [
        "revenue,2013,level,2.2bn,USD,,,one",
        "revenue,2014,level,3.4bn,USD,,,one",
        "revenue,2014,level,1.9bn,USD,,,one",
        "revenue,2014,growth,11%,,,,one",
    ];
    assert_eq!(verdicts(&rows), ["same unverifiable note", "growth unverifiable note"]);
}

#[test]
fn what_is_not_related_is_not_judged() {
    for rows in [
        // The growth of a yuan series says nothing of its translation into dollars.
        &["revenue,2014,level,3.4bn,CNY,,,", "revenue,2013,level,355m,USD,,,"][..],
        &["revenue,2014,level,3.4bn,USD,,,", "revenue,2015,level,9bn,USD,,,"],
        // Quarters and their year are translated at averages of their own, and a stock and a flow at two rates.
        &[
            "revenue,2013,level,100.0m,USD,,,",
            "revenue,2014H1,level,600.0m,CNY,,,",
            "revenue,2014H2,level,600.0m,CNY,,,",
            "revenue,2014,level,1230.0m,CNY,,,",
        ],
        &["eps,2014H1,level,1.00,USD,,,", "eps,2014H2,level,1.00,USD,,,", "eps,2014,level,5.00,USD,,,"],
        &["share price,2014,level,50,USD,,,", "eps,2014Q4,level,1.00,USD,,,", "P/E,2014Q4,level,12x,,,,"],
        &["revenue,2014,level,200m,USD,,,", "net income,2014,level,30m,EUR,,,", "net margin,2014,level,51%,,,,"],
        &["users,,level,50m,users,,,one", "users,,level,68m,users,,,two"],
        &["equity value,2014,level,1bn,USD,,,one", "equity value,2014-12-31,level,2bn,USD,,,two"],
        &["equity value,2014,stake,10%,,,X,", "equity value,2015,price,150m,USD,,X,"],
    ] {
        assert_eq!(verdicts(rows), [""; 0], "{rows:?}");
    }
}
