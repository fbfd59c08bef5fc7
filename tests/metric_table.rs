//! A metric table that contradicts itself does not build.

#[path = "../build/metrics.rs"]
mod metrics;

const HEADER: &str = "name,nature,kind,sign,group,aliases\n";

#[test]
fn a_table_with_a_fault_is_refused_with_its_line() {
    let revenue = "revenue,flow,money,nonnegative,income statement,sales;turn over\n";
    let cases = [
        ("users,stock,count,any,operating,sales", "3: `sales` is in the table already"),
        ("users,stock,count,any,operating,a;turn-over", "3: `turn-over` is in the table already"),
        ("revenue,flow,money,any,operating,", "3: `revenue` is in the table already"),
        ("users,level,count,any,operating,", "3: `level` is none of flow, stock, ratio"),
        ("users,stock,people,any,operating,", "3: `people` is none of money, percent, count, per-share, multiple"),
        ("users,stock,count,positive,operating,", "3: `positive` is none of any, nonnegative"),
        ("Users,stock,count,any,operating,", "3: `Users` must be lower-case ASCII without blanks around it"),
        ("users,stock,count,any,operating,a; b", "3: ` b` must be lower-case ASCII without blanks around it"),
        ("p/e,ratio,multiple,any,market,", "3: `p/e` has a `/`, which begins a path below a metric"),
        ("margin,flow,percent,any,market,", "3: `margin`: a percent or a multiple is a ratio, and nothing else is"),
        ("margin,ratio,money,any,market,", "3: `margin`: a percent or a multiple is a ratio, and nothing else is"),
    ];
    for (row, message) in cases {
        let table = format!("{HEADER}{revenue}{row}\n");
        assert_eq!(metrics::generate(&table), Err(message.to_owned()), "{row}");
    }
    assert!(metrics::generate(&format!("{HEADER}{revenue}")).is_ok());
    assert_eq!(
        metrics::generate("name\nrevenue\n"),
        Err("1: the columns must be name,nature,kind,sign,group,aliases".to_owned())
    );
}
