use std::collections::HashSet;

use proptest::prelude::*;

use super::{Group, Kind, Metric, Nature};

#[test]
fn the_table_is_broad_enough() {
    assert!(Metric::known().count() >= 140, "{}", Metric::known().count());
    let groups: HashSet<_> = Metric::known().filter_map(|metric| metric.group()).collect();
    assert_eq!(groups.len(), 6);
}

#[test]
fn every_spelling_is_read_as_its_metric_in_any_case_and_spacing() {
    for metric in Metric::known() {
        for spelling in metric.aliases().iter().copied().chain([metric.name()]) {
            let blanks = format!("  {}\t", spelling.replace(' ', "  "));
            let cases = [spelling.to_owned(), spelling.to_uppercase(), blanks, spelling.replace(' ', "_")];
            for text in cases {
                assert_eq!(Metric::parse(&text), metric, "{text:?}");
            }
        }
    }
}

#[test]
fn every_alias_differs_from_its_metric_and_reads_back_below_it() {
    for metric in Metric::known() {
        assert_eq!(metric.to_string(), metric.name());
        for alias in metric.aliases() {
            let part = Metric::parse(&format!("{alias}/x"));
            assert_eq!(part.to_string(), format!("{metric}/x"), "{alias}");
            assert!(part.is_part_of(&metric), "{alias}");
        }
    }
}

#[test]
fn facts_of_the_table() {
    use Group::{BalanceSheet, CashFlow, IncomeStatement, Market, Operating, PerShare};
    let cases = [
        ("Net Sales", "revenue", Nature::Flow, Kind::Money, false, IncomeStatement),
        ("bottom line", "net income", Nature::Flow, Kind::Money, true, IncomeStatement),
        ("EBIT", "ebit", Nature::Flow, Kind::Money, true, IncomeStatement),
        ("operating profit", "operating income", Nature::Flow, Kind::Money, true, IncomeStatement),
        ("net profit margin", "net margin", Nature::Ratio, Kind::Percent, true, IncomeStatement),
        ("total assets", "total assets", Nature::Stock, Kind::Money, false, BalanceSheet),
        ("shareholders' equity", "equity", Nature::Stock, Kind::Money, true, BalanceSheet),
        ("ROE", "return on equity", Nature::Ratio, Kind::Percent, true, BalanceSheet),
        ("capex", "capital expenditure", Nature::Flow, Kind::Money, true, CashFlow),
        ("FCF", "free cash flow", Nature::Flow, Kind::Money, true, CashFlow),
        ("planned investment", "planned investment", Nature::Flow, Kind::Money, false, CashFlow),
        ("EPS", "earnings per share", Nature::Flow, Kind::PerShare, true, PerShare),
        ("dps", "dividend per share", Nature::Flow, Kind::PerShare, false, PerShare),
        ("valuation", "equity value", Nature::Stock, Kind::Money, false, Market),
        ("share price", "share price", Nature::Stock, Kind::PerShare, false, Market),
        ("shares", "shares outstanding", Nature::Stock, Kind::Count, false, Market),
        ("P/E", "price to earnings", Nature::Ratio, Kind::Multiple, true, Market),
        ("EV/EBITDA", "enterprise value to ebitda", Nature::Ratio, Kind::Multiple, true, Market),
        ("MAU", "monthly active users", Nature::Stock, Kind::Count, false, Operating),
        ("clients", "clients", Nature::Stock, Kind::Count, false, Operating),
        ("arpu", "average revenue per user", Nature::Flow, Kind::Money, false, Operating),
        ("market share", "market share", Nature::Ratio, Kind::Percent, false, Operating),
    ];
    for (text, name, nature, kind, negative, group) in cases {
        let metric = Metric::parse(text);
        assert_eq!(metric.name(), name, "{text}");
        assert_eq!(metric.nature(), Some(nature), "{text}");
        assert_eq!(metric.kind(), Some(kind), "{text}");
        assert_eq!(metric.can_be_negative(), negative, "{text}");
        assert_eq!(metric.group(), Some(group), "{text}");
        assert_eq!(metric.is_percentage(), kind == Kind::Percent, "{text}");
    }
}

#[test]
fn what_sounds_alike_but_is_not_the_same_is_kept_apart() {
    let cases = [
        ("profit", "net income"),
        ("net loss", "net income"),
        ("ebit", "operating income"),
        ("total equity", "equity"),
        ("market cap", "equity value"),
        ("customers", "clients"),
        ("adjusted ebitda", "ebitda"),
        ("diluted eps", "eps"),
    ];
    for (left, right) in cases {
        assert_ne!(Metric::parse(left), Metric::parse(right), "{left} and {right}");
    }
}

#[test]
fn a_path_is_a_part_of_what_it_is_below() {
    let cases = [
        ("turnover/cloud", "revenue/cloud"),
        (" Revenue / Cloud / EMEA ", "revenue/cloud/emea"),
        ("revenue//cloud/", "revenue/cloud"),
        ("/revenue", "revenue"),
        ("p/e/forward", "price to earnings/forward"),
        ("net borrowings/ebitda", "net debt to ebitda"),
        ("firm value/ebitda/2014", "enterprise value to ebitda/2014"),
        ("net\u{a0}sales/Ü", "revenue/ü"),
        ("moon rocks / basalt", "moon rocks/basalt"),
        ("-revenue", "-revenue"),
        ("revenues of note", "revenues of note"),
        ("", ""),
        (" / ", ""),
    ];
    for (text, expected) in cases {
        assert_eq!(Metric::parse(text).to_string(), expected, "{text:?}");
    }
    let emea = Metric::parse("revenue/cloud/emea");
    let above: Vec<_> = std::iter::successors(emea.parent(), Metric::parent).map(|metric| metric.to_string()).collect();
    assert_eq!(above, ["revenue/cloud", "revenue"]);
    assert_eq!((emea.nature(), emea.path()), (Some(Nature::Flow), Some("cloud/emea")));
    for (part, whole, expected) in [
        ("revenue/cloud/emea", "revenue/cloud", true),
        ("revenue/cloud/emea", "sales", true),
        ("revenue/clouds", "revenue/cloud", false),
        ("revenue/cloud", "revenue/cloud", false),
        ("revenue", "revenue/cloud", false),
        ("users/cloud", "revenue", false),
        ("moon rocks/basalt", "Moon Rocks", true),
    ] {
        assert_eq!(Metric::parse(part).is_part_of(&Metric::parse(whole)), expected, "{part} of {whole}");
    }
}

#[test]
fn an_unknown_metric_is_its_text_without_case_and_needless_blanks() {
    let metric = Metric::parse("  Moon \u{a0} ROCKS\n");
    assert_eq!(metric, Metric::parse("moon rocks"));
    assert_ne!(metric, Metric::parse("moonrocks"));
    assert_eq!(metric.to_string(), "moon rocks");
    assert_eq!((metric.nature(), metric.kind(), metric.group()), (None, None, None));
    assert!(metric.can_be_negative() && !metric.is_percentage() && !metric.is_known());
    assert!(metric.aliases().is_empty() && metric.parent().is_none());
}

proptest! {
    #[test]
    fn any_text_is_a_metric_that_reads_back(
        text in prop_oneof!["\\PC{0,20}", "(Sales|net debt|net borrowings|EV|p|x|İ)([ /_-](ebitda|e|cloud|Emea| )){0,4}"],
    ) {
        let metric = Metric::parse(&text);
        prop_assert_eq!(Metric::parse(&metric.to_string()), metric);
    }
}

#[test]
fn what_has_no_name_is_one_metric_however_it_is_written() {
    let unnamed = Metric::parse("");
    for text in [" ", "/", " / "] {
        assert_eq!(Metric::parse(text), unnamed, "{text:?}");
    }
    assert_eq!((unnamed.name(), unnamed.path(), unnamed.kind(), &*unnamed.to_string()), ("", None, None, ""));
    let part = unnamed.part("cloud");
    assert!(part.is_part_of(&unnamed) && part.name().is_empty() && part.path() == Some("cloud"));
    assert!(unnamed > Metric::parse("revenue") && unnamed < Metric::parse("moon rocks"));
}
