//! Where figures stand: their bytes in the file are the text of their own cell, and line and column are what an editor shows.

use tieout::model::Figure;
use tieout::read::figures_csv::{Figures, Options, RowResult};

fn figures(text: &str) -> Vec<Figure> {
    let mut reader = Figures::new("f.csv".into(), text.as_bytes(), Options::default()).unwrap();
    let mut all = Vec::new();
    while let Some(row) = reader.next().unwrap() {
        match row {
            RowResult::Row(row) => all.extend([Some(row.level), row.growth].into_iter().flatten()),
            RowResult::Malformed(errors) => panic!("{errors:?} in {text:?}"),
        }
    }
    all
}

#[test]
fn every_figure_knows_its_own_cell() {
    let lines = [
        "entity,metric,period,value,unit,growth,note",
        "Acme,revenue,2014,3.4bn,EUR,54%,",
        "Société Générale,revenue,2014,\"€3,400m\",, 5.5% ,x",
        "",
        "\"two",
        "lines\",revenue,2014,\" 1,234 \",USD,\"",
        "7% \",\"a \"\"quote\"\", and",
        "a line\"",
        "Acme,users,2014,68 million,users,,",
    ];
    let expected = [
        ("3.4bn", 2, 2, 19),
        ("54%", 2, 2, 29),
        ("€3,400m", 3, 3, 32),
        ("5.5%", 3, 3, 43),
        ("1,234", 5, 6, 23),
        ("7%", 5, 7, 1),
        ("68 million", 9, 9, 17),
    ];
    for ending in ["\n", "\r\n", "\r"] {
        for (mark, last) in [("", ""), ("\u{feff}", ending)] {
            let text = format!("{mark}{}{last}", lines.join(ending));
            let found = figures(&text);
            let places: Vec<_> = found
                .iter()
                .map(|figure| {
                    let origin = &figure.origin;
                    let cell = &text[origin.start as usize..origin.end as usize];
                    assert_eq!(origin.end_column - origin.column, cell.chars().count() as u64, "{cell}");
                    (cell, origin.row, origin.line, origin.column)
                })
                .collect();
            assert_eq!(places, expected, "{text:?}");
        }
    }
}

#[test]
fn a_level_and_its_growth_are_of_one_row_and_others_are_not() {
    let found =
        figures("entity,metric,period,value,unit,growth\nA,revenue,2014,5,EUR,\"\n1%\"\nA,revenue,2015,5,EUR,1%\n");
    let origins: Vec<_> = found.iter().map(|figure| &figure.origin).collect();
    assert_eq!(
        origins.iter().map(|origin| origin.place()).collect::<Vec<_>>(),
        ["f.csv:2:16", "f.csv:3:1", "f.csv:4:16", "f.csv:4:22"]
    );
    assert!(origins[0].is_of_row(origins[1]) && origins[2].is_of_row(origins[3]));
    assert!(!origins[1].is_of_row(origins[2]));
}
