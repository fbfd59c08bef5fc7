//! The figures of the two articles that the project began with: what they determine, computed by hand with exact fractions.

use std::collections::HashMap;
use std::process::Command;

type Row = HashMap<String, String>;

fn report(arguments: &[&str]) -> Vec<Row> {
    let output = Command::new(env!("CARGO_BIN_EXE_tieout"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .arg("report")
        .args(arguments)
        .args(["--format", "csv"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    csv::Reader::from_reader(&output.stdout[..]).deserialize().map(Result::unwrap).collect()
}

fn find<'r>(rows: &'r [Row], entity: &str, metric: &str, period: &str, measure: &str) -> &'r Row {
    let found: Vec<_> = rows
        .iter()
        .filter(|row| {
            row["entity"] == entity && row["metric"] == metric && row["period"] == period && row["measure"] == measure
        })
        .collect();
    assert_eq!(found.len(), 1, "{entity} {metric} {period} {measure}");
    found[0]
}

fn expect(row: &Row, value: &str, low: &str, high: &str, unit: &str) {
    let found = ["value", "low", "high", "unit"].map(|column| row[column].as_str());
    assert_eq!(found, [value, low, high, unit], "{row:?}");
}

#[test]
fn the_articles_determine_prior_revenues_rates_and_a_valuation() {
    let rows = report(&["data/kingsoft.csv"]);
    let revenue = |period, measure| find(&rows, "Kingsoft", "revenue", period, measure);
    // 3.4bn ÷ 1.54, from 3.35bn ÷ 1.545 to 3.45bn ÷ 1.535.
    expect(revenue("2013", "level"), "2207792207.79", "2168284789.64", "2247557003.26", "CNY");
    // 1.1bn ÷ 1.64, from 1.05bn ÷ 1.645 to 1.15bn ÷ 1.635.
    expect(revenue("2014Q1", "level"), "670731707.317", "638297872.34", "703363914.374", "CNY");
    // 3.4bn ÷ 550m, from 3.35bn ÷ 550.5m to 3.45bn ÷ 549.5m.
    expect(revenue("2014", "rate"), "6.18181818182", "6.08537693006", "6.27843494086", "CNY/USD");
    // 1.1bn ÷ 177.4m, from 1.05bn ÷ 177.45m to 1.15bn ÷ 177.35m.
    expect(revenue("2015Q1", "rate"), "6.20067643743", "5.91715976331", "6.48435297435", "CNY/USD");
    // 172m ÷ 11.6%, from 171.5m ÷ 11.65% to 172.5m ÷ 11.55%.
    let valuation = find(&rows, "21Vianet", "equity value", "2014-12", "level");
    expect(valuation, "1482758620.69", "1472103004.29", "1493506493.51", "USD");
    assert_eq!(valuation["display"], "US$1.48bn (1.472bn to 1.494bn)");
    assert_eq!(valuation["formula"], "172m ÷ 11.6%");
    assert_eq!(valuation["inputs"], "data/kingsoft.csv:14 data/kingsoft.csv:15");
    assert_eq!(valuation["source"], "technode");
    // The dollars are translations: no growth of theirs is implied, and nothing else is made of the other figures.
    assert_eq!(rows.len(), 5);
}

#[test]
fn new_shares_have_a_value_before_the_money_too() {
    let rows = report(&["data/kingsoft.csv", "--primary"]);
    let pre_money = find(&rows, "21Vianet", "pre-money equity value", "2014-12", "level");
    // 172m × (1 ÷ 11.6% − 1).
    expect(pre_money, "1310758620.69", "1300603004.29", "1321006493.51", "USD");
}

#[test]
fn three_stakes_of_one_company_imply_three_valuations() {
    let rows = report(&["data/21vianet.csv"]);
    let values: Vec<_> = rows.iter().map(|row| [&row["low"], &row["value"], &row["high"]]).collect();
    assert_eq!(
        values,
        [
            ["1472103004.29", "1482758620.69", "1493506493.51"],
            ["1434782608.69", "1470588235.29", "1507462686.57"],
            ["558935361.216", "564885496.183", "570881226.054"],
        ]
    );
}

#[test]
fn amounts_are_translated_at_the_average_of_a_flow_and_the_closing_rate_of_a_stock() {
    let rows = report(&["data/kingsoft.csv", "--to", "EUR"]);
    let in_euros: Vec<Row> = rows.into_iter().filter(|row| row["unit"] == "EUR").collect();
    // 3.4bn × the mean of 1 ÷ each of the 255 fixings of 2014.
    let revenue = find(&in_euros, "Kingsoft", "revenue", "2014", "level");
    expect(revenue, "416122496.963", "410003048.477", "422241945.448", "EUR");
    assert_eq!(revenue["rate_date"], "2014-01-02..2014-12-31");
    let price = find(&in_euros, "21Vianet", "equity value", "2014-12", "price");
    assert_eq!(price["rate_date"], "2014-12-31");
    // 172m dollars at 1.2141 dollars a euro, the fixing of 2014-12-31.
    expect(price, "141668725.805", "141256898.113", "142080553.497", "EUR");
}
