//! What is no error: every way of writing a figure CSV that `report` reads, and what it makes of it.

mod support;

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use support::{Run, tieout};

/// A folder of files to report on.
struct Folder(tempfile::TempDir);

impl Folder {
    fn with(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        Folder(folder)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn run(&self, arguments: &[&str]) -> Run {
        tieout(self.path(), arguments, "")
    }

    /// The standard output of a call that has nothing to complain of.
    fn output(&self, arguments: &[&str]) -> String {
        let run = self.run(arguments);
        assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""), "{arguments:?}");
        run.stdout
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).unwrap()
    }
}

/// The report on one file.
fn report(input: &str, options: &[&str]) -> String {
    let folder = Folder::with(&[("input.csv", input)]);
    folder.output(&[&["report", "input.csv"], options].concat())
}

/// The cells of these columns, row by row.
fn cells(csv: &str, columns: &str) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let header = reader.headers().unwrap().clone();
    let index =
        |column: &str| header.iter().position(|name| name == column).unwrap_or_else(|| panic!("no {column}: {csv}"));
    let indexes: Vec<usize> = columns.split(' ').map(index).collect();
    let row = |record: csv::StringRecord| indexes.iter().map(|at| record[*at].to_owned()).collect::<Vec<_>>().join(" ");
    reader.records().map(|record| row(record.unwrap())).collect()
}

/// 3.4bn ÷ 2.2bn − 1: lowest from 3.35bn ÷ 2.25bn, highest from 3.45bn ÷ 2.15bn.
const GROWTH: &str = "revenue 2014 growth 54.5454545455 % 48.8888888888 60.4651162791";
const PLAIN: &str = "entity,metric,period,value,unit\nAcme,revenue,2014,3.4bn,USD\nAcme,revenue,2013,2.2bn,USD\n";

fn growth_rows(report: &str) -> Vec<String> {
    cells(report, "metric period measure value unit low high")
}

#[test]
fn one_table_in_every_writing_gives_one_result() {
    let quoted: String = PLAIN.lines().map(|line| format!("\"{}\"\n", line.replace(',', "\",\""))).collect();
    for (name, input, options) in [
        ("plain", PLAIN.to_owned(), ""),
        ("no last line ending", PLAIN.trim_end().to_owned(), ""),
        ("byte order mark", format!("\u{feff}{PLAIN}"), ""),
        ("byte order mark twice", format!("\u{feff}\u{feff}{PLAIN}"), ""),
        ("byte order mark before a quote", format!("\u{feff}{quoted}"), ""),
        ("CRLF", PLAIN.replace('\n', "\r\n"), ""),
        ("lone CR", PLAIN.replace('\n', "\r"), ""),
        ("semicolons", PLAIN.replace(',', ";"), ""),
        ("tabs", PLAIN.replace(',', "\t"), ""),
        ("bars", PLAIN.replace(',', "|"), "--delimiter |"),
        ("tabs by name", PLAIN.replace(',', "\t"), "--delimiter tab"),
        ("all quoted", quoted, ""),
        ("blanks around cells", PLAIN.replace(',', " , "), ""),
        ("trailing delimiters", PLAIN.replace('\n', ",,\n"), ""),
        ("blank lines", PLAIN.replace('\n', "\n\n"), ""),
        ("rows of blank cells", PLAIN.replace('\n', "\n,,,,\n , ,,,\n"), ""),
        ("header in capitals", PLAIN.replace("entity,metric", "ENTITY,Metric"), ""),
        (
            "quoted line break",
            PLAIN.replace("unit\n", "unit,note\n").replace("USD\n", "USD,\"one\ntwo, \"\"three\"\"\"\n"),
            "",
        ),
        (
            "columns in another order",
            "unit,value,period,metric,entity\n\
             USD,3.4bn,2014,revenue,Acme\n\
             USD,2.2bn,2013,revenue,Acme\n"
                .to_owned(),
            "",
        ),
        ("other names of the metric", PLAIN.replacen("revenue", "Turnover", 1).replacen("revenue", "net sales", 1), ""),
        ("entities in two cases", PLAIN.replacen("Acme", "ACME", 1), ""),
        (
            "scale column",
            "entity,metric,period,value,unit,scale\n\
             Acme,revenue,2014,3.4,USD,billion\n\
             Acme,revenue,2013,2.2,USD,1000000000\n"
                .to_owned(),
            "",
        ),
        (
            "scale in both",
            "entity,metric,period,value,unit,scale\n\
             Acme,revenue,2014,3.4k,USD,million\n\
             Acme,revenue,2013,2.2 thousand,USD,million\n"
                .to_owned(),
            "",
        ),
        ("decimal comma", PLAIN.replace(',', ";").replace('.', ","), "--decimal-comma"),
        (
            "unit in the value",
            PLAIN.replace("3.4bn,USD", "US$3.4bn,").replace("2.2bn,USD", "2.2 billion dollars,USD"),
            "",
        ),
        ("the same row twice", format!("{PLAIN}Acme,revenue,2014,3.4bn,USD\n"), ""),
        (
            "bounds that are the digits' own",
            "entity,metric,period,value,unit,low,high\n\
             Acme,revenue,2014,3.4bn,USD,3.35bn,3.45bn\n\
             Acme,revenue,2013,2.2bn,USD,2.15bn,2.25bn\n"
                .to_owned(),
            "",
        ),
    ] {
        let options: Vec<&str> = options.split_whitespace().collect();
        assert_eq!(growth_rows(&report(&input, &options)), [GROWTH], "{name}: {input:?}");
    }
}

#[test]
fn a_hundred_further_columns_come_back_in_their_order() {
    let names: String = (0..100).map(|n| format!(",c{n}")).collect();
    let marks: String = (0..100).map(|n| format!(",{n}")).collect();
    let wide =
        report(&format!("entity,metric,period,value,unit{names}\nAcme,revenue,2014,3.4bn,USD{marks}\n"), &["--wide"]);
    assert!(wide.starts_with(&format!("entity,metric,period,value,unit{names},growth,")), "{wide}");
    assert!(wide.contains(&format!("Acme,revenue,2014,3.4bn,USD{marks},")), "{wide}");
}

#[test]
fn ten_thousand_figures_of_one_subject_give_one_growth() {
    let rows = PLAIN.split_once('\n').unwrap().1.repeat(5_000);
    assert_eq!(growth_rows(&report(&format!("entity,metric,period,value,unit\n{rows}"), &[])), [GROWTH]);
}

#[test]
fn a_header_without_rows_is_an_empty_report() {
    let header = "entity,metric,period,value,unit\n";
    assert_eq!(report(header, &[]).lines().count(), 1);
    assert_eq!(report(header, &["--wide"]).lines().count(), 1);
    assert_eq!(report(header, &["--format", "jsonl"]), "");
    let json: serde_json::Value = serde_json::from_str(&report(header, &["--format", "json"])).unwrap();
    assert_eq!(json, serde_json::json!({"version": 1, "metrics": []}));
}

#[test]
fn growth_from_a_base_that_is_or_may_be_zero_or_less_is_not_meaningful() {
    for (base, reason) in [
        ("0,USD,,", "n.m.: the base, 0, is not above zero"),
        ("-5m,USD,,", "n.m.: the base, -5m, is not above zero"),
        ("(5m),USD,,", "n.m.: the base, -5m, is not above zero"),
        ("1m,USD,0,2m", "n.m.: the base, 1m, may be zero or less"),
        ("1m,USD,-1m,2m", "n.m.: the base, 1m, may be zero or less"),
    ] {
        let input = format!(
            "entity,metric,period,value,unit,low,high\nAcme,net income,2013,{base}\nAcme,net income,2014,3m,USD,,\n"
        );
        let rows = cells(&report(&input, &[]), "measure value low high display");
        assert_eq!(rows[0], format!("growth    {reason}"), "{base}");
        assert!(rows[1].starts_with("change "), "{base}: {rows:?}");
        let wide = report(&input, &["--wide"]);
        assert_eq!(cells(&wide, "growth growth_low growth_high note"), ["   no prior", "   n.m."], "{base}");
    }
    for (from, said) in
        [("0", "n.m.: the base, 0, is not above zero"), ("-5m", "n.m.: the base, -5m, is not above zero")]
    {
        let answer = Folder::with(&[]).output(&["growth", from, "3m"]);
        assert!(answer.lines().next().unwrap().ends_with(said), "{from}: {answer}");
    }
}

#[test]
fn appended_columns_make_way_for_the_inputs_own() {
    let input = "Entity,metric,period,value,unit,growth,note,usd\nAcme,revenue,2014,3.4bn,USD,54%,\"a\nb\",x\n";
    let wide = report(input, &["--wide", "--to", "USD"]);
    assert_eq!(
        wide.lines().next().unwrap(),
        "Entity,metric,period,value,unit,growth,note,usd,growth_derived,growth_low,growth_high,usd_derived,usd_low,usd_high,\
         rate,rate_date,valuation,valuation_low,valuation_high,note_derived"
    );
    assert_eq!(
        cells(&wide, "Entity value growth note usd growth_derived usd_derived note_derived"),
        ["Acme 3.4bn 54% a\nb x  3400000000 no prior"]
    );
}

#[test]
fn columns_without_a_name_keep_their_cells_in_every_format() {
    let input = PLAIN.replace("unit\n", "unit,,\n").replace("USD\n", "USD,kept,-5\n");
    let csv = report(&input, &["--wide"]);
    assert!(csv.contains("\nAcme,revenue,2014,3.4bn,USD,kept,-5,54.5454545455,"), "{csv}");
    let line = report(&input, &["--wide", "--format", "jsonl"]);
    let row: serde_json::Value = serde_json::from_str(line.lines().next().unwrap()).unwrap();
    assert_eq!((row["column_6"].as_str(), row["column_7"].as_str()), (Some("kept"), Some("-5")), "{line}");
}

#[test]
fn bounds_of_ones_own_replace_those_of_the_digits() {
    let input = "entity,metric,period,value,unit,scale,low,high\n\
         Acme,revenue,2014,3.4,USD,million,3.3,3.6\n\
         Acme,revenue,2013,2,USD,million,2,\n";
    // At most 3.6 ÷ 2 − 1; the base is not bounded above, so growth is only known to be above −100%.
    assert_eq!(growth_rows(&report(input, &[])), ["revenue 2014 growth 70 % -100 80"]);
}

#[test]
fn a_stated_growth_names_the_period_it_compares_with() {
    let input = "entity,metric,period,measure,value,unit,versus\n\
         Acme,revenue,2015Q1,level,1.1bn,CNY,\n\
         Acme,revenue,2015Q1,growth,10%,,2014Q4\n";
    assert_eq!(cells(&report(input, &[]), "period measure value unit"), ["2014Q4 level 1000000000 CNY"]);
}

#[test]
fn fiscal_years_end_where_the_flag_or_the_column_says() {
    let plain = "entity,metric,period,value,unit\nAcme,revenue,FY2014,3.4bn,USD\nOther,revenue,FY2014,3.4bn,USD\n";
    let to_march = "2013-04-02..2014-03-31";
    let calendar = "2014-01-02..2014-12-31";
    let by_flag = report(plain, &["--to", "EUR", "--fiscal-year-end", "acme=03-31"]);
    assert_eq!(cells(&by_flag, "entity rate_date"), [format!("Acme {to_march}"), format!("Other {calendar}")]);
    for name in ["fiscal_year_end", "Fiscal Year End", "fiscal-year-end"] {
        let input = format!(
            "entity,metric,period,value,unit,{name}\nAcme,revenue,FY2014,3.4bn,USD,03-31\nAcme,cash,FY2014,1bn,USD,\n"
        );
        let by_column = report(&input, &["--to", "EUR"]);
        assert_eq!(
            cells(&by_column, "metric rate_date"),
            [format!("revenue {to_march}"), "cash 2014-12-31".to_owned()],
            "{name}"
        );
    }
}

#[test]
fn rows_in_any_order_give_what_sorted_rows_give() {
    let sorted = "entity,metric,period,value,unit\n\
         B,revenue,2014,3.4bn,USD\n\
         B,revenue,2013,2.2bn,USD\n\
         A,revenue,2014,3bn,USD\n\
         A,revenue,2013,2bn,USD\n";
    let unsorted = "entity,metric,period,value,unit\n\
         B,revenue,2014,3.4bn,USD\n\
         A,revenue,2014,3bn,USD\n\
         B,revenue,2013,2.2bn,USD\n\
         A,revenue,2013,2bn,USD\n";
    let derived = "entity period measure value low high formula";
    assert_eq!(cells(&report(unsorted, &[]), derived), cells(&report(sorted, &[]), derived));
    assert_eq!(
        cells(&report(unsorted, &["--wide"]), "entity period growth note"),
        ["B 2014 54.5454545455 ", "A 2014 50 ", "B 2013  no prior", "A 2013  no prior"]
    );
}

#[test]
fn files_are_read_together() {
    let (current, prior) = ("Acme,revenue,2014,3.4bn,USD\n", "acme,revenue,2013,2.2bn,USD\n");
    let header = "entity,metric,period,value,unit\n";
    let folder =
        Folder::with(&[("now.csv", &format!("{header}{current}")), ("before.csv", &format!("{header}{prior}"))]);
    let long = folder.output(&["report", "now.csv", "before.csv"]);
    assert_eq!(cells(&long, "value inputs"), ["54.5454545455 now.csv:2 before.csv:2"]);
    let wide = folder.output(&["report", "now.csv", "before.csv", "--wide"]);
    assert_eq!(cells(&wide, "entity period growth"), ["Acme 2014 54.5454545455", "acme 2013 "]);
}

#[test]
fn malformed_rows_go_to_a_file_of_their_own_untouched() {
    let sorted = "entity,metric,period,value,unit,note\nB,revenue,2014,3.4bn,USD,\nB,revenue,2013,2.2bn,USD,\n\
                  A , revenue,2014,NaN,USD,\"as \"\"it\"\"\nstands\"\nA,revenue,2013,2bn,,x\nA,short\n";
    let unsorted = format!("{sorted}B,revenue,2012,1bn,USD,\n");
    for input in [sorted, &unsorted, &sorted.replace('\n', "\r\n")] {
        let folder = Folder::with(&[("input.csv", input)]);
        let run = folder.run(&["report", "input.csv", "--skip-invalid", "rejects.csv"]);
        assert_eq!(run.status, Some(0));
        assert_eq!(run.stderr, "warning: 3 rows are malformed and went to rejects.csv\n");
        assert_eq!(growth_rows(&run.stdout)[0], GROWTH);
        assert_eq!(
            folder.read("rejects.csv").replace('\r', ""),
            "entity,metric,period,value,unit,note,reason\n\
             A , revenue,2014,NaN,USD,\"as \"\"it\"\"\nstands\",\"value: `NaN` is not a number; expected digits such as 3.4bn, 54% or (1,234)\"\n\
             A,revenue,2013,2bn,,x,\"value: found no unit; expected one in the value or in the unit column: a currency such as USD, %, pp, x, \
             or what is counted (shares, users)\"\n\
             A,short,\"found 2 cells; expected 6, one for each column of the header\"\n"
        );
    }
    let folder = Folder::with(&[("input.csv", PLAIN)]);
    assert_eq!(growth_rows(&folder.output(&["report", "input.csv", "--skip-invalid", "rejects.csv"])), [GROWTH]);
    assert_eq!(folder.read("rejects.csv"), "entity,metric,period,value,unit,reason\n");
}

#[test]
fn standard_input_is_asked_for_by_a_dash() {
    let folder = Folder::with(&[]);
    let unsorted = format!("{PLAIN}Other,revenue,2014,1bn,USD\nAcme,revenue,2012,2bn,USD\n");
    let run = tieout(folder.path(), &["report", "-"], &unsorted);
    assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""));
    assert_eq!(growth_rows(&run.stdout)[0], GROWTH);
    let run = tieout(folder.path(), &["report", "-"], "entity,metric,period,value\nAcme,revenue,2014,3.4bn\n");
    assert_eq!(run.status, Some(2));
    assert!(run.stderr.starts_with("error: <stdin>:2:19: value: found no unit;"), "{}", run.stderr);
}

#[test]
fn no_text_comes_out_as_a_formula_and_negative_numbers_stay_numbers() {
    let input = "entity,metric,period,value,unit,a,b\n\
         =cmd|' /C calc'!A0,revenue,2014,-3.4bn,USD,@SUM(1),-5\n\
         +Acme,-A1,2014,5,USD,-US$5,+54%\n";
    assert_eq!(
        cells(&report(input, &["--wide"]), "entity metric value a b"),
        ["'=cmd|' /C calc'!A0 revenue -3.4bn '@SUM(1) -5", "'+Acme '-A1 5 '-US$5 +54%"]
    );
    let long = report(input, &["--to", "EUR", "--on", "2014-12-31"]);
    assert_eq!(
        cells(&long, "entity metric value"),
        ["'=cmd|' /C calc'!A0 revenue -2800428300.8", "'+Acme '-a1 4.11827691294"]
    );
    let json = report(input, &["--wide", "--format", "jsonl"]);
    assert!(json.contains("\"entity\":\"=cmd|' /C calc'!A0\""), "{json}");
}

#[test]
fn the_extension_of_the_output_names_its_format() {
    for (name, start) in [
        ("out.csv", "entity,metric,period,measure,value"),
        ("out.CSV", "entity,metric,period,measure,value"),
        ("out", "entity,metric,period,measure,value"),
        ("out.json", "{\"version\":1,\"metrics\":["),
        ("out.jsonl", "{\"entity\":\"Acme\",\"metric\":"),
        ("out.ndjson", "{\"entity\":\"Acme\",\"metric\":"),
        ("out.md", "| entity | metric | period | measure | value | formula |\n| --- |"),
        ("out.txt", "                        value   interval         formula\n─"),
    ] {
        let folder = Folder::with(&[("input.csv", PLAIN)]);
        assert_eq!(folder.output(&["report", "input.csv", "-o", name]), "", "{name}");
        assert!(folder.read(name).starts_with(start), "{name}: {}", folder.read(name));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "{name}");
    }
    let folder = Folder::with(&[("input.csv", PLAIN)]);
    folder.output(&["report", "input.csv", "-o", "out.xlsx", "--format", "csv"]);
    assert_eq!(growth_rows(&folder.read("out.xlsx")), [GROWTH]);
}

#[test]
fn digits_cut_off_allow_only_what_is_beyond_them() {
    // 3.4 ÷ 2.3 − 1 to 3.5 ÷ 2.2 − 1.
    let expected = ["revenue 2014 growth 54.5454545455 % 47.8260869565 59.090909091"];
    assert_eq!(growth_rows(&report(PLAIN, &["--rounding", "truncate"])), expected);
}

#[test]
fn twenty_eight_digits_are_given_when_asked_for() {
    let expected = [
        "revenue 2014 growth 54.54545454545454545454545455 % 48.88888888888888888888888888 60.46511627906976744186046512",
    ];
    assert_eq!(growth_rows(&report(PLAIN, &["--digits", "28"])), expected);
    assert_eq!(growth_rows(&report(PLAIN, &["--digits", "1"])), ["revenue 2014 growth 50 % 40 70"]);
}

#[test]
fn levels_are_compared_with_the_previous_period_when_asked_for() {
    let input = "entity,metric,period,value,unit\n\
         Acme,revenue,2014Q1,3.4bn,USD\n\
         Acme,revenue,2014Q2,4.4bn,USD\n\
         Acme,revenue,2013Q2,2.2bn,USD\n";
    for (versus, growth) in [("previous", "29.4117647059"), ("year", "100")] {
        let long = report(input, &["--versus", versus]);
        let expected = ["2014H1 level 7800000000".to_owned(), format!("2014Q2 growth {growth}")];
        let mut found = cells(&long, "period measure value");
        found.sort();
        assert_eq!(found, expected, "{versus}");
        let wide = report(input, &["--versus", versus, "--wide"]);
        assert_eq!(
            cells(&wide, "period growth"),
            ["2014Q1 ".to_owned(), format!("2014Q2 {growth}"), "2013Q2 ".to_owned()],
            "{versus}"
        );
    }
}

#[test]
fn amounts_are_translated_at_the_rate_that_is_chosen() {
    let input = "entity,metric,period,value,unit\nAcme,revenue,2014,3.4bn,CNY\nAcme,cash,2014,3.4bn,CNY\n";
    // The ECB's fixings of 2014-12-31: 1.2141 dollars and 7.5358 yuan for a euro. There were none on 25 to 28 December.
    let average = "551891983.394 0.162321171586 2014-01-02..2014-12-31";
    let closing = "547777276.467 0.161110963667 2014-12-31";
    let christmas = "546862536.034 0.160841922363 2014-12-24";
    let half = "551491650.305 0.16220342656 2014-01-02..2014-06-30";
    for (options, revenue, cash) in [
        ("", average, closing),
        ("--translate ias21", average, closing),
        ("--translate closing", closing, closing),
        ("--translate average", average, average),
        ("--on 2014-12-28", christmas, christmas),
        ("--over 2014H1", half, half),
    ] {
        let options: Vec<&str> = ["--to", "USD"].into_iter().chain(options.split_whitespace()).collect();
        let long = report(input, &options);
        assert_eq!(cells(&long, "value rate rate_date"), [revenue, cash], "{options:?}");
        let wide = report(input, &[options.as_slice(), &["--wide"]].concat());
        assert_eq!(cells(&wide, "usd rate rate_date"), [revenue, cash], "{options:?}");
    }
}

#[test]
fn an_amount_without_a_rate_says_why() {
    for (row, reason) in [
        (
            "1998,3bn,CNY",
            "no fixing: no rate from CNY to USD for 1998-01-01 to 1998-12-31: that is before the first fixing;",
        ),
        ("2014,3bn,AFN", "no fixing: no fixings of AFN (Afghan afghani) are known:"),
        (",3bn,CNY", "no fixing: the figure has no period"),
    ] {
        let input = format!("entity,metric,period,value,unit\nAcme,revenue,{row}\n");
        let long = cells(&report(&input, &["--to", "USD"]), "value display");
        assert!(long.len() == 1 && long[0].starts_with(&format!(" {reason}")), "{row}: {long:?}");
        assert_eq!(cells(&report(&input, &["--to", "USD", "--wide"]), "usd note"), [" no prior; no fixing"], "{row}");
    }
}

#[test]
fn rates_of_ones_own_are_used() {
    let folder = Folder::with(&[
        ("input.csv", "entity,metric,period,value,unit\nAcme,cash,2014,3bn,AFN\n"),
        ("rates.csv", "date,base,quote,rate\n2014-12-31,USD,AFN,60\n"),
    ]);
    let long = folder.output(&["report", "input.csv", "--to", "USD", "--rates", "rates.csv"]);
    assert_eq!(cells(&long, "value low high rate_date"), ["50000000 41666666.6666 58333333.3334 2014-12-31"]);
}

#[test]
fn new_shares_have_a_value_before_and_after_the_money() {
    let input = "entity,metric,period,measure,value,unit,holder\n\
         21Vianet,equity value,2014-12,stake,11.6%,,Kingsoft\n\
         21Vianet,equity value,2014-12,price,172m,USD,Kingsoft\n";
    let after = "equity value 1482758620.69 1472103004.29 1493506493.51";
    assert_eq!(cells(&report(input, &[]), "metric value low high"), [after]);
    assert_eq!(
        cells(&report(input, &["--primary"]), "metric value low high"),
        [after, "pre-money equity value 1310758620.69 1300603004.29 1321006493.51"]
    );
    let wide = report(input, &["--wide"]);
    assert_eq!(cells(&wide, "measure valuation note"), ["stake 1482758620.69 ", "price 1482758620.69 "]);
}

#[test]
fn a_reader_that_stops_ends_the_run_quietly() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_tieout"))
        .args(["report", "-", "--wide"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let rows = "Acme,users,2014,5,users\n".repeat(20_000);
    let mut input = child.stdin.take().unwrap();
    input.write_all(b"entity,metric,period,value,unit\n").unwrap();
    input.write_all(rows.as_bytes()).unwrap();
    drop(input);
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert!(line.starts_with("entity,"), "{line}");
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}
