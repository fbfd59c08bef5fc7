//! What tables give: `tests/tables/*.md` and `*.html`, each with the figures of its tables beside it as CSV.
//!
//! `TIEOUT_BLESS=1` writes what is found; read it before it is accepted.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use tieout::read::article::tables::{TableContext, TableFigure, figures, heading};
use tieout::read::documents::{Block, Document, Documents, Kind, Table};

fn document(name: &str, source: &str) -> Document {
    let kind = if name.ends_with(".html") { Kind::Html } else { Kind::Markdown };
    Documents::new(name.into(), source.as_bytes(), kind).next().unwrap().unwrap()
}

/// The tables of a document with their figures.
fn tables(document: &Document) -> Vec<(&Table, Vec<TableFigure>)> {
    let mut found = Vec::new();
    for (at, block) in document.blocks.iter().enumerate() {
        if let Block::Table(table) = block {
            let heading = heading(&document.blocks, at);
            found.push((table, figures(table, &TableContext { heading: &heading, ..TableContext::default() })));
        }
    }
    found
}

fn text<'t>(table: &'t Table, figure: &TableFigure) -> &'t str {
    &table.rows[figure.row].cells[figure.cell].passage.text()[figure.span.clone()]
}

fn cell(text: &str) -> String {
    if text.contains([',', '"']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}

fn csv(document: &Document) -> String {
    let mut lines = String::from("text,nominal,unit,metric,period,measure,versus,entity,doubt\n");
    for (table, figures) in tables(document) {
        for figure in figures {
            let shift = figure.unit.map_or(0, |unit| -unit.power());
            let shown = figure.reported.times_power_of_ten(shift);
            let place = shown.numeral().last_place().min(0);
            let columns = [
                text(table, &figure).to_owned(),
                tieout::num::plain(&shown.nominal(), place, tieout::num::Rounding::Nearest),
                figure.unit.map(|unit| unit.to_string()).unwrap_or_default(),
                figure.metric.map(|metric| metric.to_string()).unwrap_or_default(),
                figure.period.map(|period| period.to_string()).unwrap_or_default(),
                figure.measure.to_string(),
                figure.versus.map(|period| period.to_string()).unwrap_or_default(),
                figure.entity.unwrap_or_default(),
                figure.doubt.map(|doubt| doubt.to_string()).unwrap_or_default(),
            ];
            let _ = writeln!(lines, "{}", columns.map(|column| cell(&column)).join(","));
        }
    }
    lines
}

fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tables");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|ending| ending != "csv")).collect();
    files.sort();
    files
}

#[test]
fn tables_give_the_figures_beside_them() {
    let mut wrong = Vec::new();
    let mut without = 0;
    for path in fixtures() {
        let source = fs::read_to_string(&path).unwrap();
        let found = csv(&document(&path.to_string_lossy(), &source));
        without += usize::from(found.lines().count() == 1);
        let beside = path.with_extension("csv");
        if std::env::var_os("TIEOUT_BLESS").is_some() {
            fs::write(&beside, &found).unwrap();
        }
        let expected = fs::read_to_string(&beside).unwrap_or_default();
        if expected != found {
            let differing = expected.lines().zip(found.lines()).find(|(want, got)| want != got);
            wrong.push(format!("{}: expected, found: {differing:?}\n{found}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(fixtures().len() >= 25 && without >= 8, "{} tables, {without} without figures", fixtures().len());
}

/// Cells as tables have them, in any order.
fn cells() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "",
        "",
        "$",
        ")",
        "%",
        ")%",
        "(1,234",
        "(1,234)",
        "1,234",
        "12.5%",
        "2014",
        "2013",
        "—",
        "n/a",
        "Revenue",
        "Net income",
        "Cloud",
        "Revenue:",
        "Total",
        "% change",
        "Change",
        "Three Months Ended",
        "March 31,",
        "Q1 2015",
        "(in millions)",
        "US$m",
        "€ million",
        "Basic",
        "Earnings per share:",
        "0.89",
        "3.4bn",
        "kr 12",
        "(1)",
        "1,234 (2)",
        "é€",
        "December 31, 2014",
        "% of sales",
        "As of",
        "13 Weeks Ended",
        "Net loss",
        "(",
        "$(",
        "-",
        "2015 vs. 2014",
        "12 bps",
        "1.2 pts",
        "9999999999999999999999999999999",
    ])
}

proptest! {
    #[test]
    fn any_table_gives_figures_that_stand_in_it(
        rows in prop::collection::vec(prop::collection::vec((cells(), 1..4usize, 1..3usize, any::<bool>()), 1..8), 1..12),
        heading in cells(),
    ) {
        let mut html = String::from("<table>");
        for row in &rows {
            html.push_str("<tr>");
            for (text, columns, down, is_head) in row {
                let tag = if *is_head { "th" } else { "td" };
                let _ = write!(html, "<{tag} colspan={columns} rowspan={down}>{text}</{tag}>");
            }
            html.push_str("</tr>");
        }
        html.push_str("</table>");
        let document = document("a.html", &html);
        for block in &document.blocks {
            let Block::Table(table) = block else { continue };
            for figure in figures(table, &TableContext { heading, ..TableContext::default() }) {
                let found = table.rows[figure.row].cells[figure.cell].passage.text().get(figure.span.clone());
                prop_assert!(found.is_some_and(|found| found.contains(|c: char| c.is_ascii_digit())), "{figure:?} in {html}");
            }
        }
    }
}
