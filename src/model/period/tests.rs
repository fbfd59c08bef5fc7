use std::collections::HashSet;

use jiff::ToSpan;
use jiff::civil::Date;
use proptest::prelude::*;

use super::name::Name;
use super::{FiscalYearEnd, PartKind, Period};

fn year_end(text: &str) -> FiscalYearEnd {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn in_year(text: &str, ends: &str) -> Period {
    Period::parse(text, year_end(ends)).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn period(text: &str) -> Period {
    in_year(text, "12-31")
}

fn days(period: &Period) -> String {
    format!("{} {}", period.start(), period.last_day())
}

fn shown(period: Option<Period>) -> String {
    period.map_or("none".to_owned(), |period| period.to_string())
}

#[test]
fn every_spelling_has_its_days_and_its_canonical_name() {
    let cases = [
        ("2014", "2014-01-01 2014-12-31", "2014"),
        ("FY2014", "2014-01-01 2014-12-31", "2014"),
        ("fy 2014", "2014-01-01 2014-12-31", "2014"),
        ("FY14", "2014-01-01 2014-12-31", "2014"),
        ("FY00", "2000-01-01 2000-12-31", "2000"),
        ("FY68", "2068-01-01 2068-12-31", "2068"),
        ("FY69", "1969-01-01 1969-12-31", "1969"),
        ("1000", "1000-01-01 1000-12-31", "1000"),
        ("9999", "9999-01-01 9999-12-31", "9999"),
        ("2014Q1", "2014-01-01 2014-03-31", "2014Q1"),
        ("2014-Q1", "2014-01-01 2014-03-31", "2014Q1"),
        ("2014 q1", "2014-01-01 2014-03-31", "2014Q1"),
        ("FY14Q1", "2014-01-01 2014-03-31", "2014Q1"),
        ("FY2014-Q4", "2014-10-01 2014-12-31", "2014Q4"),
        ("  Q1 2015\t", "2015-01-01 2015-03-31", "2015Q1"),
        ("Q1-2015", "2015-01-01 2015-03-31", "2015Q1"),
        ("Q1, 2015", "2015-01-01 2015-03-31", "2015Q1"),
        ("Q1 FY15", "2015-01-01 2015-03-31", "2015Q1"),
        ("1Q15", "2015-01-01 2015-03-31", "2015Q1"),
        ("4q2015", "2015-10-01 2015-12-31", "2015Q4"),
        ("1Q 99", "1999-01-01 1999-03-31", "1999Q1"),
        ("2014H1", "2014-01-01 2014-06-30", "2014H1"),
        ("h2 2014", "2014-07-01 2014-12-31", "2014H2"),
        ("1H14", "2014-01-01 2014-06-30", "2014H1"),
        ("2014-12", "2014-12-01 2014-12-31", "2014-12"),
        ("Feb 2016", "2016-02-01 2016-02-29", "2016-02"),
        ("Dec. 2014", "2014-12-01 2014-12-31", "2014-12"),
        ("SEPT 2014", "2014-09-01 2014-09-30", "2014-09"),
        ("december 2014", "2014-12-01 2014-12-31", "2014-12"),
        ("2014-12-31", "2014-12-31 2014-12-31", "2014-12-31"),
        ("31 December 2014", "2014-12-31 2014-12-31", "2014-12-31"),
        ("1-Dec-2014", "2014-12-01 2014-12-01", "2014-12-01"),
        ("December 31, 2014", "2014-12-31 2014-12-31", "2014-12-31"),
        ("May 1 2014", "2014-05-01 2014-05-01", "2014-05-01"),
        ("TTM 2015Q1", "2014-04-01 2015-03-31", "TTM 2015Q1"),
        ("ltm q1 2015", "2014-04-01 2015-03-31", "TTM 2015Q1"),
        ("TTM 2015-03", "2014-04-01 2015-03-31", "TTM 2015-03"),
        ("TTM 2015", "2015-01-01 2015-12-31", "TTM 2015"),
        ("TTM 2016-02-29", "2015-03-01 2016-02-29", "TTM 2016-02"),
        ("TTM 2017-02-28", "2016-03-01 2017-02-28", "TTM 2017-02"),
        ("TTM 15 June 2015", "2014-06-16 2015-06-15", "2014-06-16..2015-06-15"),
        ("2014-01..2014-06", "2014-01-01 2014-06-30", "2014-01..2014-06"),
        ("2014Q1..2014Q3", "2014-01-01 2014-09-30", "2014-01..2014-09"),
        ("2014-01-01 .. 2014-03-31", "2014-01-01 2014-03-31", "2014-01..2014-03"),
        ("2014-01-02..2014-03-31", "2014-01-02 2014-03-31", "2014-01-02..2014-03-31"),
        ("2014-12-31..2014-12-31", "2014-12-31 2014-12-31", "2014-12-31..2014-12-31"),
        ("2009..2014", "2009-01-01 2014-12-31", "2009-01..2014-12"),
        ("2014..Mar 2015", "2014-01-01 2015-03-31", "2014-01..2015-03"),
    ];
    for (text, expected_days, name) in cases {
        let period = period(text);
        assert_eq!(days(&period), expected_days, "{text}");
        assert_eq!(period.to_string(), name, "{text}");
    }
}

#[test]
fn a_fiscal_year_is_named_after_the_year_in_which_it_ends() {
    let cases = [
        ("03-31", "2014", "2013-04-01 2014-03-31", "FY2014"),
        ("03-31", "FY2014", "2013-04-01 2014-03-31", "FY2014"),
        ("03-31", "2014Q1", "2013-04-01 2013-06-30", "FY2014Q1"),
        ("03-31", "4Q14", "2014-01-01 2014-03-31", "FY2014Q4"),
        ("03-31", "H1 2014", "2013-04-01 2013-09-30", "FY2014H1"),
        ("03-31", "FY2014H2", "2013-10-01 2014-03-31", "FY2014H2"),
        ("03-31", "TTM 2014Q3", "2013-01-01 2013-12-31", "TTM FY2014Q3"),
        ("03-31", "2013-04", "2013-04-01 2013-04-30", "2013-04"),
        ("03-31", "2013-04-01", "2013-04-01 2013-04-01", "2013-04-01"),
        ("03-31", "2014Q1..2014Q2", "2013-04-01 2013-09-30", "2013-04..2013-09"),
        ("02-29", "2016", "2015-03-01 2016-02-29", "FY2016"),
        ("02-28", "2016", "2015-03-01 2016-02-29", "FY2016"),
        ("02-28", "2015", "2014-03-01 2015-02-28", "FY2015"),
        ("02-28", "2015Q1", "2014-03-01 2014-05-31", "FY2015Q1"),
        ("06-28", "2014", "2013-06-29 2014-06-28", "FY2014"),
        ("06-28", "2014Q1", "2013-06-29 2013-09-28", "FY2014Q1"),
        ("06-28", "2014Q3", "2013-12-29 2014-03-28", "FY2014Q3"),
        ("08-30", "2014Q2", "2013-12-01 2014-02-28", "FY2014Q2"),
        ("08-30", "2014Q3", "2014-03-01 2014-05-30", "FY2014Q3"),
        ("11-30", "2014Q1", "2013-12-01 2014-02-28", "FY2014Q1"),
        ("01-31", "2014", "2013-02-01 2014-01-31", "FY2014"),
    ];
    for (ends, text, expected_days, name) in cases {
        let period = in_year(text, ends);
        assert_eq!(days(&period), expected_days, "{text} to {ends}");
        assert_eq!(period.to_string(), name, "{text} to {ends}");
    }
}

#[test]
fn what_is_not_a_period_is_said_to_be() {
    let forms = "write one such as 2014, FY2014, 2014H1, 2014Q1, 2014-12, 2014-12-31, TTM 2014Q1 or 2014-01..2014-09";
    let unrecognised = |text: &str| format!("{:?} is not a period: {forms}", text.trim());
    let empty = "the period is empty: write one such as 2014, 2014Q1, 2014-12 or 2014-12-31";
    let mut cases = vec![
        ("", empty.to_owned()),
        (" \u{a0}", empty.to_owned()),
        ("2014-02-30", "no day 30 in \"2014-02-30\": 2014-02 has days 01 to 28".to_owned()),
        ("0 June 2014", "no day 0 in \"0 June 2014\": 2014-06 has days 01 to 30".to_owned()),
        ("June 311 2014", "no day 311 in \"June 311 2014\": 2014-06 has days 01 to 30".to_owned()),
        ("2014Q5", "no quarter 5 in \"2014Q5\": quarters are 1 to 4".to_owned()),
        ("Q0 2014", "no quarter 0 in \"Q0 2014\": quarters are 1 to 4".to_owned()),
        ("2014H3", "no half 3 in \"2014H3\": halves are 1 and 2".to_owned()),
        ("2014-13", "no month 13 in \"2014-13\": months are 01 to 12".to_owned()),
        ("2014-00-10", "no month 0 in \"2014-00-10\": months are 01 to 12".to_owned()),
        ("0999", "\"0999\" is outside the years 1000 to 9999".to_owned()),
        ("TTM 1000Q1", "\"TTM 1000Q1\" is outside the years 1000 to 9999".to_owned()),
        ("2014Q3..2014Q1", "\"2014Q3..2014Q1\" ends before it starts: write the earlier end first".to_owned()),
    ];
    let garbage = [
        "garbage",
        "14",
        "014",
        "20145",
        "2014-1",
        "2014Q",
        "Q1",
        "14-12",
        "Dec 14",
        "2014/15",
        "2014--12",
        "-2014",
        "2014-",
        "20141231",
        "2014Q1Q2",
        "TTM",
        "TTM TTM 2014",
        "TTM 2014Q1..2015Q1",
        "2014..",
        "..2014",
        "2014...2015",
        "2014..2015..2016",
        "٢٠١٤",
        "2014–Q1",
        "2014-12-31-01",
        "2014.5",
        "next year",
        "FYQ1 2014",
        "\"2014\"\n,",
    ];
    cases.extend(garbage.map(|text| (text, unrecognised(text))));
    for (text, message) in cases {
        match text.parse::<Period>() {
            Ok(period) => panic!("{text:?} was read as {period}"),
            Err(error) => assert_eq!(error.to_string(), message, "{text:?}"),
        }
    }
}

#[test]
fn a_long_text_is_refused_without_repeating_it() {
    let error = "9".repeat(1_000_000).parse::<Period>().map(|period| period.to_string());
    let message = error.map_err(|error| error.to_string());
    assert_eq!(message, Err("1000000 bytes are too many for a period: at most 64".to_owned()));
}

#[test]
fn a_fiscal_year_that_begins_before_the_year_1000_is_refused() {
    assert!(Period::parse("1000", year_end("03-31")).is_err());
    assert_eq!(days(&in_year("1001", "03-31")), "1000-04-01 1001-03-31");
    let quarter = in_year("9999Q4", "03-31");
    assert_eq!((quarter.to_string(), quarter.next()), ("FY9999Q4".to_owned(), None));
}

#[test]
fn the_last_day_of_a_fiscal_year_is_read_and_shown() {
    for (text, expected) in [("03-31", "03-31"), (" 02-28 ", "02-29"), ("02-29", "02-29"), ("06-28", "06-28")] {
        assert_eq!(year_end(text).to_string(), expected, "{text}");
    }
    assert!(year_end("12-31").is_calendar());
    assert_eq!(FiscalYearEnd::default(), year_end("12-31"));
    for text in ["", "02-30", "04-31", "13-01", "00-10", "3-31", "03-1", "03/31", "03-31-2014", "+3-31", "٠٣-٣١"] {
        let message = text.parse::<FiscalYearEnd>().map_err(|error| error.to_string());
        let expected =
            format!("{text:?} is not the last day of a fiscal year: write its month and day as MM-DD, such as 03-31");
        assert_eq!(message, Err(expected), "{text}");
    }
}

#[test]
fn periods_are_equal_by_what_they_cover() {
    let groups = [
        vec![period("TTM 2015Q1"), period("2014-04..2015-03"), in_year("FY2015", "03-31")],
        vec![period("FY2014"), period("2014"), period("TTM 2014Q4"), period("2014H1..2014H2")],
        vec![period("2014Q1"), period("2014-01..2014-03"), in_year("FY2014Q4", "03-31")],
        vec![period("2014-12-31"), period("31 December 2014")],
        vec![period("2014-12-31..2014-12-31")],
        vec![period("2014-12")],
    ];
    for (number, group) in groups.iter().enumerate() {
        assert_eq!(group.iter().collect::<HashSet<_>>().len(), 1, "{group:?}");
        for (other_number, other) in groups.iter().enumerate() {
            assert_eq!(group.first() == other.first(), number == other_number, "{group:?} {other:?}");
        }
    }
}

#[test]
fn periods_sort_by_first_day_and_then_by_last() {
    let mut periods = ["2015", "2014-12-31", "2014", "2014Q1", "2014-12-31..2014-12-31", "2013Q4"].map(period);
    periods.sort();
    let names = periods.map(|period| period.to_string());
    assert_eq!(names, ["2013Q4", "2014Q1", "2014", "2014-12-31", "2014-12-31..2014-12-31", "2015"]);
}

#[test]
fn a_period_is_small() {
    assert_eq!(size_of::<Period>(), 12);
}

#[test]
fn the_ends_are_half_open() {
    let quarter = period("2014Q1");
    assert_eq!(quarter.end_exclusive(), Some(Date::constant(2014, 4, 1)));
    assert_eq!(period("9999").end_exclusive(), None);
    assert!(!quarter.is_instant());
    assert!(period("2014-12-31").is_instant());
    assert!(!period("2014-12-31..2014-12-31").is_instant());
    assert!(!period("TTM 2014-12-31").is_instant());
}

#[test]
fn instants_and_ranges_are_made_of_dates() {
    let (first, last) = (Date::constant(2014, 1, 1), Date::constant(2014, 12, 31));
    assert_eq!(Period::instant(last), Some(period("2014-12-31")));
    assert_eq!(Period::range(first, last), Some(period("2014")));
    assert_eq!(Period::range(last, first), None);
    assert_eq!(Period::instant(Date::constant(999, 12, 31)), None);
}

#[test]
fn a_year_earlier_keeps_the_name() {
    let cases = [
        ("12-31", "2014", "2013"),
        ("12-31", "2014Q1", "2013Q1"),
        ("12-31", "2014H2", "2013H2"),
        ("12-31", "2014-12", "2013-12"),
        ("12-31", "2016-02", "2015-02"),
        ("12-31", "2017-02-28", "2016-02-29"),
        ("12-31", "2016-02-29", "2015-02-28"),
        ("12-31", "2016-02-28", "2015-02-28"),
        ("12-31", "2014-06-15", "2013-06-15"),
        ("12-31", "TTM 2015Q1", "TTM 2014Q1"),
        ("12-31", "TTM 2017-02-28", "TTM 2016-02"),
        ("12-31", "TTM 2016-06-29", "2014-06-30..2015-06-29"),
        ("12-31", "2014-01..2014-09", "2013-01..2013-09"),
        ("12-31", "2016-03..2017-02", "2015-03..2016-02"),
        ("12-31", "2014-01-16..2014-02-15", "2013-01-16..2013-02-15"),
        ("12-31", "2012-12-30..2013-12-28", "2011-12-30..2012-12-28"),
        ("12-31", "2016-02-29..2016-03-05", "2015-02-28..2015-03-05"),
        ("12-31", "1000Q1", "none"),
        ("03-31", "2014Q1", "FY2013Q1"),
        ("03-31", "2014", "FY2013"),
        ("03-31", "TTM 2014Q3", "TTM FY2013Q3"),
        ("02-28", "2017", "FY2016"),
    ];
    for (ends, text, expected) in cases {
        assert_eq!(shown(in_year(text, ends).year_earlier()), expected, "{text} to {ends}");
    }
    assert_eq!(days(&in_year("2017", "02-28").year_earlier().unwrap()), "2015-03-01 2016-02-29");
    assert_eq!(shown(period("2014").years_earlier(14)), "2000");
    assert_eq!(shown(period("2014").years_later(6)), "2020");
    assert_eq!(shown(period("2014").years_later(7986)), "none");
    assert_eq!(shown(period("2014").years_earlier(u16::MAX)), "none");
}

#[test]
fn neighbours_have_the_same_length() {
    let cases = [
        ("12-31", "2015Q1", "2014Q4", "2015Q2"),
        ("12-31", "2014", "2013", "2015"),
        ("12-31", "2014H1", "2013H2", "2014H2"),
        ("12-31", "2014-01", "2013-12", "2014-02"),
        ("12-31", "2014-01..2014-09", "2013-04..2013-12", "2014-10..2015-06"),
        ("12-31", "TTM 2015Q1", "TTM 2014Q1", "TTM 2016Q1"),
        ("12-31", "2014-01-16..2014-02-15", "2013-12-16..2014-01-15", "2014-02-16..2014-03-15"),
        ("12-31", "2014-01-06..2014-01-12", "2013-12-30..2014-01-05", "2014-01-13..2014-01-19"),
        ("12-31", "2014-12-31..2014-12-31", "2014-12-30..2014-12-30", "2015-01-01..2015-01-01"),
        ("12-31", "2014-12-31", "none", "none"),
        ("12-31", "1000Q1", "none", "1000Q2"),
        ("12-31", "9999Q4", "9999Q3", "none"),
        ("03-31", "2014Q1", "FY2013Q4", "FY2014Q2"),
        ("06-28", "2014Q3", "FY2014Q2", "FY2014Q4"),
        ("08-30", "2014Q2", "FY2014Q1", "FY2014Q3"),
    ];
    for (ends, text, previous, next) in cases {
        let period = in_year(text, ends);
        assert_eq!(shown(period.previous()), previous, "before {text} to {ends}");
        assert_eq!(shown(period.next()), next, "after {text} to {ends}");
    }
}

#[test]
fn lengths_are_of_whole_months() {
    let cases = [
        ("2014", Some(12)),
        ("2014H1", Some(6)),
        ("2014Q1", Some(3)),
        ("2014-02", Some(1)),
        ("TTM 2014-06-15", Some(12)),
        ("TTM 2014-06-30", Some(12)),
        ("TTM 2014-06-29", Some(12)),
        ("2009..2014", Some(72)),
        ("2014-01-16..2014-02-15", Some(1)),
        ("2014-01-29..2014-02-28", Some(1)),
        ("2014-03-01..2014-03-30", None),
        ("2014-03-31..2014-04-30", None),
        ("2014-01-31..2014-02-27", None),
        ("2014-01-31..2014-01-31", None),
        ("2012-12-30..2013-12-28", None),
        ("2014-12-31", None),
    ];
    for (text, expected) in cases {
        assert_eq!(period(text).length_in_months(), expected, "{text}");
    }
    assert_eq!(in_year("2014Q1..2014Q2", "08-30").length_in_months(), Some(6));
}

#[test]
fn a_whole_has_named_parts() {
    use PartKind::{Halves, Months, Quarters};
    let cases = [
        ("12-31", "2014", Quarters, "2014Q1 2014Q2 2014Q3 2014Q4"),
        ("12-31", "2014", Halves, "2014H1 2014H2"),
        ("12-31", "2014H2", Quarters, "2014Q3 2014Q4"),
        ("12-31", "2014Q1", Months, "2014-01 2014-02 2014-03"),
        ("12-31", "TTM 2015Q1", Quarters, "2014Q2 2014Q3 2014Q4 2015Q1"),
        ("12-31", "TTM 2015Q1", Halves, "2014-04..2014-09 2014-10..2015-03"),
        ("12-31", "2014-01..2014-09", Quarters, "2014Q1 2014Q2 2014Q3"),
        ("12-31", "2014-02..2014-07", Quarters, "2014-02..2014-04 2014-05..2014-07"),
        ("03-31", "2014", Quarters, "FY2014Q1 FY2014Q2 FY2014Q3 FY2014Q4"),
        ("03-31", "2014Q1", Months, "2013-04 2013-05 2013-06"),
        ("03-31", "2013-04..2014-03", Halves, "FY2014H1 FY2014H2"),
        ("06-28", "2014H1", Quarters, "FY2014Q1 FY2014Q2"),
        ("06-28", "2014Q1", Months, "2013-06-29..2013-07-28 2013-07-29..2013-08-28 2013-08-29..2013-09-28"),
    ];
    for (ends, text, kind, expected) in cases {
        let parts = in_year(text, ends).parts(kind).unwrap_or_default();
        let names: Vec<_> = parts.iter().map(Period::to_string).collect();
        assert_eq!(names.join(" "), expected, "{kind:?} of {text} to {ends}");
    }
    assert_eq!(period("2014").parts(Months).map(|months| months.len()), Some(12));
    for (text, kind) in [
        ("2014Q1", Quarters),
        ("2014Q1", Halves),
        ("2014-01..2014-04", Quarters),
        ("2014-01..2014-09", Halves),
        ("2014-12-31", Months),
        ("2012-12-30..2013-12-28", Quarters),
    ] {
        assert_eq!(period(text).parts(kind), None, "{kind:?} of {text}");
    }
}

#[test]
fn containment_and_overlap() {
    let cases = [
        ("2014", "2014Q1", true, true),
        ("2014", "2014", true, true),
        ("2014", "2014-12-31", true, true),
        ("2014", "2015-01-01", false, false),
        ("2014Q1", "2014", false, true),
        ("TTM 2015Q1", "2014Q1", false, false),
        ("TTM 2015Q1", "2014H1", false, true),
        ("2014-12-31", "2014-12-31", true, true),
        ("2014-12-31", "2014-12-31..2014-12-31", false, true),
        ("2014-12-31..2014-12-31", "2014-12-31", true, true),
    ];
    for (whole, part, contained, overlapping) in cases {
        assert_eq!(period(whole).contains(&period(part)), contained, "{part} in {whole}");
        assert_eq!(period(whole).overlaps(&period(part)), overlapping, "{part} and {whole}");
        assert_eq!(period(part).overlaps(&period(whole)), overlapping, "{whole} and {part}");
    }
}

#[test]
fn years_between_count_from_the_earlier() {
    let cases = [
        ("2009", "2014", Some(5)),
        ("2014", "2014", Some(0)),
        ("2014", "2009", None),
        ("2012Q1", "2015Q1", Some(3)),
        ("2012Q1", "2015Q2", None),
        ("2012Q1", "2015", None),
        ("2014-02-28", "2016-02-29", Some(2)),
        ("2014-12-31", "2016-12-31", Some(2)),
        ("2014-12-31", "2016-12-30", None),
        ("2015-02", "2016-02", Some(1)),
        ("TTM 2014Q1", "TTM 2015Q1", Some(1)),
    ];
    for (earlier, later, expected) in cases {
        assert_eq!(period(earlier).years_between(&period(later)), expected, "{earlier} to {later}");
    }
}

/// Any day that can end a fiscal year.
fn any_year_end() -> impl Strategy<Value = FiscalYearEnd> {
    (1i8..=12, 1i8..=31).prop_filter_map("no such day", |(month, day)| FiscalYearEnd::new(month, day))
}

/// The text of one unit, in years that leave room on both sides.
fn any_unit() -> impl Strategy<Value = String> {
    let year = 1010i16..9990;
    prop_oneof![
        year.clone().prop_map(|year| format!("{year}")),
        (year.clone(), 1..=2).prop_map(|(year, half)| format!("{year}H{half}")),
        (year.clone(), 1..=4).prop_map(|(year, quarter)| format!("Q{quarter} {year}")),
        (year.clone(), 1..=12).prop_map(|(year, month)| format!("{year}-{month:02}")),
        (year, 0i16..366)
            .prop_map(|(year, days)| Date::constant(year, 1, 1).saturating_add(i64::from(days).days()).to_string()),
    ]
}

fn any_period() -> impl Strategy<Value = Period> {
    let text = prop_oneof![
        any_unit(),
        any_unit().prop_map(|unit| format!("TTM {unit}")),
        (any_unit(), any_unit()).prop_map(|(first, last)| format!("{first}..{last}")),
        (any_unit(), 0i64..800).prop_map(|(first, days)| {
            let start = first.parse::<Period>().map(|period| period.start()).unwrap_or_default();
            format!("{start}..{}", start.saturating_add(days.days()))
        }),
    ];
    (text, any_year_end()).prop_filter_map("ends before it starts", |(text, ends)| Period::parse(&text, ends).ok())
}

fn day_count(period: &Period) -> i64 {
    period.start().duration_until(period.last_day()).as_hours()
}

fn relatives(period: &Period) -> Vec<Period> {
    let single = [Some(*period), period.year_earlier(), period.previous(), period.next(), period.years_later(4)];
    let parts = [PartKind::Months, PartKind::Quarters, PartKind::Halves].map(|kind| period.parts(kind));
    let parts = parts.into_iter().flatten().flat_map(|parts| parts.into_iter().take(24));
    single.into_iter().flatten().chain(parts).collect()
}

proptest! {
    #[test]
    fn whatever_is_shown_reads_back_as_the_same(period in any_period()) {
        for relative in relatives(&period) {
            let name = relative.to_string();
            let read = Period::parse(&name, period.year_end);
            prop_assert_eq!(read.as_ref(), Ok(&relative));
            prop_assert_eq!(read.map(|read| read.to_string()), Ok(name));
        }
    }

    #[test]
    fn neighbours_leave_no_gap(period in any_period()) {
        if let Some(previous) = period.previous() {
            prop_assert_eq!(previous.end_exclusive(), Some(period.start()));
            match period.length_in_months() {
                Some(months) => prop_assert_eq!(previous.length_in_months(), Some(months)),
                None => prop_assert_eq!(day_count(&previous), day_count(&period)),
            }
            if period.name != Name::Range {
                prop_assert_eq!(previous.next(), Some(period));
            }
        }
    }

    #[test]
    fn parts_tile_the_whole(period in any_period()) {
        for kind in [PartKind::Months, PartKind::Quarters, PartKind::Halves] {
            let Some(parts) = period.parts(kind) else { continue };
            prop_assert!(parts.len() >= 2);
            prop_assert_eq!(parts.first().map(Period::start), Some(period.start()));
            prop_assert_eq!(parts.last().map(Period::last_day), Some(period.last_day()));
            for (part, next) in parts.iter().zip(parts.iter().skip(1)) {
                prop_assert_eq!(part.end_exclusive(), Some(next.start()));
                prop_assert!(period.contains(part));
            }
        }
    }

    #[test]
    fn years_later_is_years_between(period in any_period(), years in 0u16..8) {
        if let Some(later) = period.years_later(years) {
            prop_assert_eq!(period.years_between(&later), Some(years));
        }
    }

    #[test]
    fn any_text_is_a_period_or_an_error(text in "\\PC{0,24}", digits in "[0-9QHFYTM.,DEC -]{0,24}", ends in any_year_end()) {
        for text in [text, digits] {
            if let Ok(period) = Period::parse(&text, ends) {
                prop_assert!(period.start() <= period.last_day(), "{text}");
            }
        }
    }
}

#[test]
fn parts_know_their_wholes() {
    for (part, year_end, wholes) in [
        ("2014-02", "12-31", &["2014Q1", "2014H1", "2014"][..]),
        ("2014-12", "12-31", &["2014Q4", "2014H2", "2014"]),
        ("2014Q3", "12-31", &["2014H2", "2014"]),
        ("2014H1", "12-31", &["2014"]),
        ("2014", "12-31", &[]),
        ("2014-12-31", "12-31", &[]),
        ("2014-01..2014-09", "12-31", &[]),
        ("2013-05", "03-31", &["FY2014Q1", "FY2014H1", "FY2014"]),
        ("FY2014Q4", "03-31", &["FY2014H2", "FY2014"]),
    ] {
        let year_end = year_end.parse().unwrap();
        let part = Period::parse(part, year_end).unwrap();
        let found = part.wholes();
        let names: Vec<String> = found.iter().map(Period::to_string).collect();
        assert_eq!(names, wholes, "{part}");
        assert!(found.iter().all(|whole| whole.contains(&part)), "{part}");
    }
}
