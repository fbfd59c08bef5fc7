//! What figures determine together. Expected values are worked out by hand beside each case.

use std::io::Write;
use std::process::{Command, Stdio};

/// The report on these rows: `period measure value unit formula` a line, of rows that have a value, else the reason.
fn derived(header: &str, rows: &str, arguments: &[&str]) -> Vec<String> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_tieout"))
        .args(["report", "-", "--format", "csv", "--digits", "6"])
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(format!("{header}\n{rows}\n").as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut reader = csv::Reader::from_reader(&output.stdout[..]);
    let shown = |row: csv::StringRecord| {
        let value = if row[4].is_empty() { &row[8] } else { &row[4] };
        format!("{} {} {} {} {}", &row[2], &row[3], value, &row[5], &row[9])
    };
    reader.records().map(|row| shown(row.unwrap())).collect()
}

fn expect(header: &str, rows: &[&str], arguments: &[&str], expected: &[&str]) {
    assert_eq!(derived(header, &rows.join("\n"), arguments), expected, "{rows:?} {arguments:?}");
}

const LEVELS: &str = "entity,metric,period,value,unit";
const MEASURES: &str = "entity,metric,period,measure,value,unit,versus,holder,source";

#[test]
fn growth_follows_from_two_levels_a_year_apart() {
    expect(
        LEVELS,
        &["A,revenue,2013,2.2bn,USD", "A,revenue,2014,3.4bn,USD", "A,revenue,2014Q1,1bn,USD"],
        &[],
        // 3.4 ÷ 2.2 − 1; the quarter has no quarter a year before it.
        &["2014 growth 54.5455 % 3.4bn ÷ 2.2bn − 1"],
    );
    expect(
        LEVELS,
        &["A,revenue,2014Q4,80m,USD", "A,revenue,2015Q1,100m,USD", "A,revenue,2014Q1,50m,USD"],
        &["--versus", "previous"],
        &["2015Q1 growth 25 % 100m ÷ 80m − 1"],
    );
}

#[test]
fn a_chain_of_growths_leads_from_one_level_to_all() {
    expect(
        MEASURES,
        &[
            "A,revenue,2014,level,121m,USD,,,",
            "A,revenue,2014,growth,10%,,,,",
            "A,revenue,2013,growth,10%,,,,",
            "A,revenue,2015,growth,-50%,,,,",
            "A,revenue,2016,multiple,2,,,,",
            "A,revenue,2017,change,-21m,USD,,,",
        ],
        &[],
        &[
            "2013 level 110000000 USD 121m ÷ (1 + 10%)",
            // The derived level is shown to the digits that it supports.
            "2012 level 100000000 USD 110.0m ÷ (1 + 10%)",
            "2015 level 60500000 USD 121m × (1 + (-50%))",
            "2016 level 121000000 USD 60.5m × 2x",
            "2017 level 100000000 USD 120m + (-21m)",
        ],
    );
}

#[test]
fn a_stated_growth_against_another_period_ties_that_period() {
    expect(
        MEASURES,
        &["A,revenue,2015Q1,level,90m,USD,,,", "A,revenue,2015Q1,growth,-10%,,2014Q4,,"],
        &[],
        &["2014Q4 level 100000000 USD 90m ÷ (1 + (-10%))"],
    );
}

#[test]
fn what_is_stated_is_not_derived_again_but_growth_is_recomputed() {
    expect(
        MEASURES,
        &["A,revenue,2013,level,100m,USD,,,", "A,revenue,2014,level,110m,USD,,,", "A,revenue,2014,growth,12%,,,,"],
        &[],
        &["2014 growth 10 % 110m ÷ 100m − 1"],
    );
}

#[test]
fn percentages_change_in_points() {
    expect(LEVELS, &["A,net margin,2013,10%,", "A,net margin,2014,12.5%,"], &[], &["2014 change 2.5 pp 12.5% − 10%"]);
    expect(
        MEASURES,
        &["A,net margin,2014,level,12.5%,,,,", "A,net margin,2014,change,250bps,,,,"],
        &[],
        &["2013 level 10 % 12.5% − 2.50pp"],
    );
}

#[test]
fn growth_from_a_base_that_is_not_above_zero_is_not_computed() {
    for (prior, reason) in
        [("(5m)", "-5m, is not above zero"), ("0", "0, is not above zero"), ("about 1", "about 1, may be zero or less")]
    {
        let prior_row = format!("A,net income,2013,{prior},USD");
        let rows = derived(LEVELS, &[&prior_row, "A,net income,2014,34m,USD"].join("\n"), &[]);
        assert!(rows[0].starts_with(&format!("2014 growth n.m.: the base, {reason}")), "{rows:?}");
        assert!(rows[1].starts_with("2014 change "), "{rows:?}");
    }
    // A loss that grew implies no base above zero.
    expect(
        MEASURES,
        &["A,net income,2014,level,-5m,USD,,,", "A,net income,2014,growth,20%,,,,"],
        &[],
        &["2013 level n.m.: the base, (-5m) ÷ (1 + 20%), is not above zero USD (-5m) ÷ (1 + 20%)"],
    );
}

#[test]
fn growth_holds_in_the_reporting_currency_and_other_currencies_are_translations() {
    expect(
        MEASURES,
        &["A,revenue,2014,level,600m,CNY,,,", "A,revenue,2014,level,100m,USD,,,", "A,revenue,2014,growth,20%,,,,"],
        &[],
        &["2014 rate 6 CNY/USD 600m ÷ 100m", "2013 level 500000000 CNY 600m ÷ (1 + 20%)"],
    );
}

#[test]
fn stocks_are_what_they_are_at_the_end_of_their_period() {
    expect(
        LEVELS,
        &["A,cash,2013Q4,100m,USD", "A,cash,2014-12-31,150m,USD", "A,revenue,2013Q4,1m,USD", "A,revenue,2014,2m,USD"],
        &[],
        &["2014-12-31 growth 50 % 150m ÷ 100m − 1"],
    );
}

#[test]
fn fiscal_years_that_end_on_a_weekday_are_a_year_apart() {
    expect(
        LEVELS,
        &[
            "A,cash,2023-09-30,100m,USD",
            "A,cash,2024-09-28,150m,USD",
            "A,revenue,2022-09-25..2023-09-30,100m,USD",
            "A,revenue,2023-10-01..2024-09-28,120m,USD",
            "A,revenue,2023-12-31..2024-09-28,90m,USD",
        ],
        &[],
        &["2024-09-28 growth 50 % 150m ÷ 100m − 1", "2023-10-01..2024-09-28 growth 20 % 120m ÷ 100m − 1"],
    );
}

#[test]
fn a_stake_price_and_valuation_give_each_other() {
    expect(
        MEASURES,
        &[
            "A,equity value,2014,level,1bn,USD,,,",
            "A,equity value,2014,stake,10%,,,X,",
            "A,equity value,2014,price,250m,USD,,Y,",
        ],
        &[],
        &["2014 price 100000000 USD 1bn × 10%", "2014 stake 25 % 250m ÷ 1bn"],
    );
}

#[test]
fn stakes_that_cannot_be_told_apart_are_not_paired() {
    let rows = [
        "A,equity value,2014,stake,10%,,,,one",
        "A,equity value,2014,price,100m,USD,,,one",
        "A,equity value,2014,stake,20%,,,,two",
        "A,equity value,2014,price,300m,USD,,,two",
    ];
    expect(MEASURES, &rows, &[], &["2014 level 1000000000 USD 100m ÷ 10%", "2014 level 1500000000 USD 300m ÷ 20%"]);
    let without_sources = rows.map(|row| row.trim_end_matches("one").trim_end_matches("two"));
    let found = derived(MEASURES, &without_sources.join("\n"), &[]);
    assert_eq!(found.len(), 2);
    assert!(found.iter().all(|row| row.contains("ambiguous: 2 stakes and 2 prices of one holder")), "{found:?}");
}

#[test]
fn sources_that_report_the_same_are_kept_apart() {
    expect(
        MEASURES,
        &[
            "A,revenue,2013,level,100m,USD,,,one",
            "A,revenue,2013,level,110m,USD,,,two",
            "A,revenue,2014,level,120m,USD,,,one",
            "A,revenue,2014,level,132m,USD,,,two",
        ],
        &[],
        &["2014 growth 20 % 120m ÷ 100m − 1", "2014 growth 20 % 132m ÷ 110m − 1"],
    );
}

#[test]
fn amounts_are_translated_at_the_rate_that_suits_them() {
    let rows = ["A,revenue,2014,850m,CNY", "A,cash,2014,850m,CNY"];
    // The ECB's fixing of 2014-12-31 is 7.5358 yuan a euro; the mean of 1 ÷ each fixing of 2014 is 0.122389.
    for (arguments, revenue, cash) in [
        (&["--to", "EUR"][..], "104031000", "112795000"),
        (&["--to", "EUR", "--translate", "closing"], "112795000", "112795000"),
        (&["--to", "EUR", "--translate", "average"], "104031000", "104031000"),
        (&["--to", "EUR", "--on", "2014-12-31"], "112795000", "112795000"),
        (&["--to", "EUR", "--over", "2014"], "104031000", "104031000"),
    ] {
        let found: Vec<_> = derived(LEVELS, &rows.join("\n"), arguments);
        let values: Vec<_> = found.iter().map(|row| row.split(' ').nth(2).unwrap()).collect();
        assert_eq!(values, [revenue, cash], "{arguments:?}");
    }
}

#[test]
fn parts_make_a_whole_and_a_whole_its_missing_part() {
    expect(
        LEVELS,
        &["A,revenue,2014Q1,1m,USD", "A,revenue,2014Q2,2m,USD", "A,revenue,2014Q3,3m,USD", "A,revenue,2014,10m,USD"],
        &[],
        &[
            "2014H1 level 3000000 USD 1m + 2m",
            "2014Q4 level 4000000 USD 10m − (1m + 2m + 3m)",
            "2014H2 level 7000000 USD 10m − 3m",
        ],
    );
    // Amounts per share, averages and what is measured at a moment do not add up.
    for metric in ["eps", "arpu", "cash", "users", "net margin"] {
        let unit = if metric == "net margin" { "%" } else { "USD" };
        let rows = format!("A,{metric},2014H1,1,{unit}\nA,{metric},2014H2,2,{unit}");
        assert_eq!(derived(LEVELS, &rows, &[]), [""; 0], "{metric}");
    }
}

#[test]
fn a_sum_is_taken_before_a_remainder() {
    // 9.5 + 9.5 to 10.5 + 10.5 either way; the year less the first half would be 18 to 22.
    let rows = ["A,revenue,2014Q1,10m,USD", "A,revenue,2014Q2,10m,USD", "A,revenue,2014Q3,10m,USD"];
    let rows = [&rows[..], &["A,revenue,2014Q4,10m,USD"]].concat();
    expect(
        LEVELS,
        &rows,
        &[],
        &[
            "2014H1 level 20000000 USD 10m + 10m",
            "2014 level 40000000 USD 10m + 10m + 10m + 10m",
            "2014H2 level 20000000 USD 10m + 10m",
        ],
    );
}

#[test]
fn ratios_are_not_carried_to_translations() {
    // The margin times revenue in euro would be net income in euro, and that would imply a rate again.
    expect(
        LEVELS,
        &["A,revenue,2014,10m,USD", "A,net income,2014,1m,USD", "A,revenue,2014,8m,EUR"],
        &[],
        &["2014 level 10 % 1m ÷ 10m", "2014 rate 1.25 USD/EUR 10m ÷ 8m"],
    );
    // One margin gives net income in both, but no second rate.
    expect(
        LEVELS,
        &["A,revenue,2014,10m,USD", "A,net margin,2014,10%,", "A,revenue,2014,8m,EUR"],
        &[],
        &["2014 level 1000000 USD 10% × 10m", "2014 rate 1.25 USD/EUR 10m ÷ 8m", "2014 level 800000 EUR 10% × 8m"],
    );
}

#[test]
fn figures_without_a_period_are_not_combined() {
    expect(LEVELS, &["A,revenue,,10m,USD", "A,net income,,1m,USD"], &[], &[]);
}

#[test]
fn growth_of_a_percentage_may_mean_points_so_nothing_follows() {
    expect(MEASURES, &["A,gross margin,2014,level,40%,,,,", "A,gross margin,2014,growth,10%,,,,"], &[], &[]);
}

#[test]
fn nothing_rests_on_one_of_two_prices_of_the_whole() {
    let rows = [
        "A,equity value,2013,stake,10%,,,X,",
        "A,equity value,2013,price,10m,USD,,X,",
        "A,equity value,2013,stake,5.0%,,,Y,",
        "A,equity value,2013,price,9.0m,USD,,Y,",
        "A,equity value,2013,stake,3%,,,Z,",
        "A,equity value,2014,level,150m,USD,,,",
        "A,equity value,2012,level,50m,USD,,,",
    ];
    expect(MEASURES, &rows, &[], &["2013 level 100000000 USD 10m ÷ 10%", "2013 level 180000000 USD 9.0m ÷ 5.0%"]);
    // Nor do two deals in two currencies imply a rate.
    let rows = rows.map(|row| row.replace("9.0m,USD", "9.0m,EUR"));
    let found = derived(MEASURES, &rows[..4].join("\n"), &[]);
    assert_eq!(found, ["2013 level 100000000 USD 10m ÷ 10%", "2013 level 180000000 EUR 9.0m ÷ 5.0%"]);
    // Neither valuation is a translation of the other, so both are translated.
    let found = derived(MEASURES, &rows[..4].join("\n"), &["--to", "GBP"]);
    let translated = found.iter().filter(|row| row.contains("level") && row.contains("GBP"));
    assert_eq!(translated.count(), 2, "{found:?}");
}

#[test]
fn one_price_in_two_currencies_implies_a_rate() {
    let rows = [
        "A,equity value,2013,stake,10%,,,X,",
        "A,equity value,2013,price,60.0m,CNY,,X,",
        "A,equity value,2013,price,10.0m,USD,,X,",
    ];
    let expected = [
        "2013 level 600000000 CNY 60.0m ÷ 10%",
        "2013 level 100000000 USD 10.0m ÷ 10%",
        "2013 rate 6 CNY/USD 60.0m ÷ 10.0m",
    ];
    expect(MEASURES, &rows, &[], &expected);
    // The valuation in dollars is given, so that in yuan is not translated.
    let translated = derived(MEASURES, &rows.join("\n"), &["--to", "USD"]);
    assert_eq!(
        translated.iter().filter(|row| row.contains("level") && row.contains("USD")).count(),
        1,
        "{translated:?}"
    );
}

#[test]
fn a_derived_year_has_a_prior_year() {
    expect(
        MEASURES,
        &["A,revenue,2014H1,level,40m,USD,,,", "A,revenue,2014H2,level,60m,USD,,,", "A,revenue,2014,growth,25%,,,,"],
        &[],
        &["2014 level 100000000 USD 40m + 60m", "2013 level 80000000 USD 100m ÷ (1 + 25%)"],
    );
}

#[test]
fn ratios_follow_from_their_members_and_members_from_their_ratio() {
    expect(LEVELS, &["A,sales,2014,200m,USD", "A,net profit,2014,30m,USD"], &[], &["2014 level 15 % 30m ÷ 200m"]);
    expect(
        LEVELS,
        &["A,revenue,2014Q1,200m,USD", "A,net margin,2014Q1,15%,"],
        &[],
        &["2014Q1 level 30000000 USD 15% × 200m"],
    );
    // Amounts in different currencies have no ratio.
    expect(LEVELS, &["A,revenue,2014,200m,USD", "A,net income,2014,30m,EUR"], &[], &[]);
    // Costs printed below zero are named for what they are.
    expect(
        LEVELS,
        &["A,revenue,2014,100m,USD", "A,cost of sales,2014,(60m),USD"],
        &[],
        &["2014 level n.m.: the amount subtracted, -60m, is below zero USD 100m − (-60m)"],
    );
    expect(
        LEVELS,
        &["A,operating cash flow,2014,3.0m,USD", "A,capex,2014,0,USD"],
        &[],
        &["2014 level 3000000 USD 3.0m − 0"],
    );
    // From a divisor that is not above zero nothing follows.
    expect(
        LEVELS,
        &["A,share price,2014-12-31,50,USD", "A,eps,2014,-2.00,USD"],
        &[],
        &["2014 level n.m.: the divisor, -2.00, is not above zero x 50 ÷ (-2.00)", "2014 level -4 % (-2.00) ÷ 50"],
    );
}

#[test]
fn a_period_meets_a_moment_only_over_a_year() {
    expect(
        LEVELS,
        &["A,share price,2014-12-31,50,USD", "A,eps,2014,2.50,USD", "A,eps,2014Q4,0.60,USD"],
        &[],
        &["2014 level 20 x 50 ÷ 2.50", "2014 level 5 % 2.50 ÷ 50"],
    );
    // The market's value becomes known before what is measured over the year is set against it.
    expect(
        LEVELS,
        &["A,revenue,2014,1bn,USD", "A,share price,2014,20,USD", "A,shares,2014,100m,shares"],
        &[],
        &["2014 level 2 x 2.00bn ÷ 1bn", "2014 level 2000000000 USD 20 × 100m"],
    );
}

#[test]
fn a_file_of_identities_adds_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("own.csv");
    std::fs::write(&path, "name,equation,unit\ncapex ratio,capex ratio = capex / revenue,%\n").unwrap();
    expect(
        LEVELS,
        &["A,revenue,2014,200m,USD", "A,capex,2014,30m,USD"],
        &["--identities", path.to_str().unwrap()],
        &["2014 level 15 % 30m ÷ 200m"],
    );
}
