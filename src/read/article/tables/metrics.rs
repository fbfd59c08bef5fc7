//! What a label names: a known metric under one of the names that statements have for it.

use super::number::without_footnote;
use super::statement::Statement;
use crate::model::{Kind, Metric};

/// A label of a line or column, read.
#[derive(Clone, Debug)]
pub(super) struct Name {
    /// As written, without marks of footnotes and without the colon of a head.
    pub(super) written: String,
    /// What it names; the empty metric of an empty label.
    pub(super) metric: Metric,
    /// What it says of units.
    pub(super) statement: Statement,
    /// Whether it is of one share.
    pub(super) is_per_share: bool,
    /// Whether it counts shares.
    pub(super) is_of_shares: bool,
    /// Whether it is on a basis of its own: adjusted, pro forma, at constant currency.
    pub(super) is_on_basis: bool,
    /// Whether it is the growth of the metric rather than the metric.
    pub(super) is_growth: bool,
}

/// Words that put a figure on another basis than that of the accounts.
const BASES: &[&str] = &[
    "adjusted",
    "adj",
    "non-gaap",
    "pro",
    "proforma",
    "pro-forma",
    "organic",
    "constant",
    "comparable",
    "like-for-like",
    "underlying",
    "normalized",
    "normalised",
    "excluding",
    "ex",
    "excl",
    "guidance",
    "outlook",
    "forecast",
    "budget",
    "target",
    "consensus",
    "estimate",
    "estimates",
    "expected",
    "projected",
    "plan",
    "adjustments",
    "adjustment",
    "restated",
    "eliminations",
    "core",
    "low",
    "high",
    "core-earnings",
    "recurring",
    "one-time",
];

/// Words in front of a metric that leave it what it is.
const LEADING: &[&str] = &["total ", "consolidated ", "gaap ", "reported ", "group "];

/// Other names under which statements have a metric of the table.
const SPOKEN: &[(&str, &str)] = &[
    ("income before income taxes", "pre-tax income"),
    ("income before taxes", "pre-tax income"),
    ("earnings before income taxes", "pre-tax income"),
    ("earnings before income tax", "pre-tax income"),
    ("profit before income tax", "pre-tax income"),
    ("profit before income taxes", "pre-tax income"),
    ("profit before taxation", "pre-tax income"),
    ("income before provision for income taxes", "pre-tax income"),
    ("loss before income taxes", "pre-tax income"),
    ("income before income tax expense", "pre-tax income"),
    ("provision for income taxes", "income tax"),
    ("provision for income tax", "income tax"),
    ("income tax provision", "income tax"),
    ("income taxes expense", "income tax"),
    ("taxation", "income tax"),
    ("cost of goods sold", "cost of revenue"),
    ("cost of sales", "cost of revenue"),
    ("total cost of revenue", "cost of revenue"),
    ("total cost of revenues", "cost of revenue"),
    ("total cost of sales", "cost of revenue"),
    ("total operating expenses", "operating expenses"),
    ("total stockholders' equity", "equity"),
    ("total shareholders' equity", "equity"),
    ("total shareowners' equity", "equity"),
    ("net cash provided by operating activities", "operating cash flow"),
    ("cash provided by operating activities", "operating cash flow"),
    ("net cash provided by operations", "operating cash flow"),
    ("net cash generated from operating activities", "operating cash flow"),
    ("net cash flow from operating activities", "operating cash flow"),
    ("net cash flows from operating activities", "operating cash flow"),
    ("cash flows from operating activities", "operating cash flow"),
    ("net cash used in operating activities", "operating cash flow"),
    ("net cash provided by used in operating activities", "operating cash flow"),
    ("net cash provided by investing activities", "investing cash flow"),
    ("net cash used in investing activities", "investing cash flow"),
    ("net cash provided by financing activities", "financing cash flow"),
    ("net cash used in financing activities", "financing cash flow"),
    ("purchases of property and equipment", "capital expenditure"),
    ("purchase of property and equipment", "capital expenditure"),
    ("purchases of property, plant and equipment", "capital expenditure"),
    ("purchase of property, plant and equipment", "capital expenditure"),
    ("payments for property and equipment", "capital expenditure"),
    ("gross profit margin", "gross margin"),
    ("revenue from operations", "revenue"),
    ("total income from operations", "revenue"),
    ("accounts receivable, net", "accounts receivable"),
];

/// Reads a label.
pub(super) fn read(label: &str) -> Name {
    let written = written(label);
    let (named, statement) = Statement::of_label(&written);
    let key = key(named);
    let (growing, is_growth) = match growth(&key) {
        Some(metric) => (Some(metric), true),
        None => (None, false),
    };
    let counts =
        ["shares", "weighted", "number of shares", "average shares"].iter().any(|start| key.starts_with(start));
    let is_per_share = is_per_share(&key) && !counts && !key.contains("shares used");
    let metric = growing.or_else(|| known(&key, is_per_share)).unwrap_or_else(|| Metric::parse(&key.replace('/', " ")));
    let is_stock = ["common stock", "preferred stock", "treasury stock", "ordinary shares,"]
        .iter()
        .any(|stock| key.contains(stock));
    let is_of_shares = !is_per_share && !is_stock && words(&key).any(|word| matches!(word, "shares" | "ads" | "adss"));
    // "Adjusted EBITDA" is a metric of its own, told apart by its name.
    let is_on_basis = words(&key).any(is_basis) && metric.is_known() && !metric.name().starts_with("adjusted");
    Name {
        is_per_share,
        is_of_shares,
        is_on_basis,
        is_growth,
        metric,
        statement: statement.unwrap_or_default(),
        written,
    }
}

/// Whether a word puts a figure on a basis of its own.
pub(super) fn is_basis(word: &str) -> bool {
    BASES.iter().any(|basis| basis.eq_ignore_ascii_case(word))
}

/// A label in one line, without footnotes, leaders, bullets and the colon at its end.
fn written(label: &str) -> String {
    let line = label.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = line.trim_start_matches(|c: char| "•·*-–—>○▪".contains(c) || c.is_whitespace());
    let mut rest = line;
    loop {
        let shorter = without_footnote(rest).trim_end_matches(['.', ':', '…', '_', ' ']);
        if shorter.len() == rest.len() || shorter.is_empty() {
            return rest.to_owned();
        }
        rest = shorter;
    }
}

/// A label in lower case with straight apostrophes, and without what brackets leave open: "Net income (loss)".
fn key(label: &str) -> String {
    let mut depth = 0usize;
    let mut bare = String::with_capacity(label.len());
    for c in label.chars() {
        match c {
            '(' | '[' => depth = depth.saturating_add(1),
            ')' | ']' => depth = depth.saturating_sub(1),
            '’' | '‘' if depth == 0 => bare.push('\''),
            '–' | '—' if depth == 0 => bare.push('-'),
            c if depth == 0 => bare.extend(c.to_lowercase()),
            _ => {}
        }
    }
    let bare = bare.replace(" / ", "/");
    bare.split_whitespace().collect::<Vec<_>>().join(" ").trim_end_matches([',', ':', '/', '-', ' ']).to_owned()
}

fn words(key: &str) -> impl Iterator<Item = &str> {
    key.split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '\'')).filter(|word| !word.is_empty())
}

fn known(key: &str, is_per_share: bool) -> Option<Metric> {
    if is_per_share && let Some(metric) = per_share(key) {
        return Some(metric);
    }
    with_leading(key).or_else(|| net(key))
}

/// "Revenues, net of allowances" without what is taken off: a line item that statements show net, as against "interest expense, net",
/// which is another than interest expense.
fn net(key: &str) -> Option<Metric> {
    let (name, rest) = key.split_once(", ")?;
    let metric = with_leading(name).filter(|_| rest.starts_with("net"))?;
    SHOWN_NET.contains(&metric.name()).then_some(metric)
}

/// Metrics that statements show net of what is taken off.
const SHOWN_NET: &[&str] = &[
    "revenue",
    "accounts receivable",
    "inventory",
    "property and equipment",
    "intangible assets",
    "goodwill",
    "loans",
];

fn with_leading(name: &str) -> Option<Metric> {
    let spoken = |name: &str| {
        let found = SPOKEN.iter().find(|(spoken, _)| *spoken == name).map_or(name, |(_, metric)| metric);
        Some(Metric::parse(found)).filter(Metric::is_known)
    };
    let stripped = LEADING.iter().find_map(|leading| name.strip_prefix(leading));
    spoken(name).or_else(|| stripped.and_then(spoken))
}

fn is_per_share(key: &str) -> bool {
    let per = [
        "per share",
        "per common share",
        "per ordinary share",
        "per diluted share",
        "per basic share",
        "per ads",
        "a share",
    ];
    let says = per.iter().any(|per| key.contains(per)) || key.contains("per unit") && key.contains("income");
    says || words(key).any(|word| word == "eps")
}

/// Earnings per share under the names that statements give them.
fn per_share(key: &str) -> Option<Metric> {
    if let Some(metric) = Some(Metric::parse(key)).filter(Metric::is_known) {
        return Some(metric);
    }
    let has = |word: &str| words(key).any(|own| own == word);
    let of_earnings = has("eps") || has("earnings") || key.starts_with("net income") || key.contains("income per");
    let other = [
        "continuing",
        "discontinued",
        "adjusted",
        "non-gaap",
        "dividend",
        "dividends",
        "book",
        "cash",
        "before",
        "operating",
    ];
    if !of_earnings || other.iter().any(|other| has(other)) || words(key).any(is_basis) {
        return None;
    }
    let diluted = has("diluted") && !has("basic");
    Some(Metric::parse(if diluted { "diluted earnings per share" } else { "earnings per share" }))
}

/// The metric of "revenue growth", "growth in revenue".
fn growth(key: &str) -> Option<Metric> {
    let rest = key.trim_end_matches(['%', ' ']);
    let rest = rest.strip_suffix(" rate").unwrap_or(rest);
    let grown = ["growth in ", "change in ", "% growth in ", "% change in ", "growth of "]
        .iter()
        .find_map(|start| rest.strip_prefix(start));
    with_leading(grown.or_else(|| rest.strip_suffix(" growth"))?)
}

/// Whether a label only says how earnings or shares are counted: "Basic".
pub(super) fn is_way_of_counting(label: &str) -> bool {
    matches!(key(label).as_str(), "basic" | "diluted" | "basic and diluted" | "assuming dilution")
}

/// The metric of "Basic" and "Diluted" under a head of amounts per share.
pub(super) fn below_per_share(head: &Metric, label: &str) -> Option<Metric> {
    let key = key(label);
    let earnings = head.name() == "earnings per share";
    match key.as_str() {
        "basic" | "basic and diluted" | "basic eps" if earnings => Some(head.clone()),
        "diluted" | "assuming dilution" | "diluted eps" if earnings => {
            Some(Metric::parse("diluted earnings per share"))
        }
        _ => None,
    }
}

/// The metric that a share of revenue is: net income in % of sales is the net margin.
pub(super) fn margin(metric: &Metric, whole: &Metric) -> Option<Metric> {
    let name = match metric.name() {
        "gross profit" => "gross margin",
        "operating income" => "operating margin",
        "ebitda" => "ebitda margin",
        "pre-tax income" => "pre-tax margin",
        "net income" => "net margin",
        "free cash flow" => "free cash flow margin",
        _ => return None,
    };
    (metric.path().is_none() && whole.name() == "revenue" && whole.path().is_none()).then(|| Metric::parse(name))
}

/// Metrics that reduce what is earned or held. Statements may show them in brackets for that.
const DEDUCTED: &[&str] = &[
    "cost of revenue",
    "research and development",
    "selling and marketing",
    "general and administrative",
    "selling, general and administrative",
    "operating expenses",
    "total expenses",
    "capital expenditure",
    "dividends paid",
    "share buybacks",
    "depreciation and amortization",
    "restructuring costs",
];

/// How a line in brackets is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bracketed {
    /// Below zero.
    Negative,
    /// What is deducted: above zero.
    Deducted,
    /// It may be either.
    Open,
}

/// What brackets around all of a line's numbers mean.
pub(super) fn bracketed(metric: &Metric) -> Bracketed {
    match metric.name() {
        name if DEDUCTED.contains(&name) || is_loss(metric) => Bracketed::Deducted,
        "income tax" | "interest expense" | "impairment" | "acquisitions" => Bracketed::Open,
        _ => Bracketed::Negative,
    }
}

/// Whether a metric is a loss: above zero where something was lost.
pub(super) fn is_loss(metric: &Metric) -> bool {
    matches!(metric.name(), "net loss" | "operating loss")
}

/// What a line of losses is of, if some of its numbers are earnings.
pub(super) fn as_income(metric: &Metric) -> Metric {
    Metric::parse(if metric.name() == "net loss" { "net income" } else { "operating income" })
}

/// Whether the values of a metric fit a kind of unit.
pub(super) fn is_money(metric: &Metric) -> Option<bool> {
    metric.kind().map(|kind| matches!(kind, Kind::Money | Kind::PerShare))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_name_metrics() {
        for (label, metric) in [
            ("Net income (loss) (1)", "net income"),
            ("SALES, Net of returns and allowances", "revenue"),
            ("Total revenues:", "revenue"),
            ("Revenues, net", "revenue"),
            ("Interest expense, net", "interest expense, net"),
            ("Property and equipment, net", "property and equipment"),
            ("INCOME BEFORE INCOME TAXES", "pre-tax income"),
            ("Total stockholders’ equity", "equity"),
            ("Net income per common share – diluted", "diluted earnings per share"),
            ("Diluted EPS", "diluted earnings per share"),
            ("Earnings per share, basic and diluted", "earnings per share"),
            ("Income from continuing operations per share", "income from continuing operations per share"),
            ("Adjusted diluted EPS", "adjusted diluted eps"),
            ("Revenue growth", "revenue"),
            ("Net sales growth rate %", "revenue"),
            ("Revenue ($m)", "revenue"),
            ("Cloud/Edge", "cloud edge"),
            ("• Cloud .......", "cloud"),
            ("GAAP net income", "net income"),
            ("Net cash provided by (used in) operating activities", "operating cash flow"),
            ("Total liabilities and stockholders’ equity", "total liabilities and stockholders' equity"),
            ("", ""),
            ("(1)", ""),
        ] {
            assert_eq!(read(label).metric.to_string(), metric, "{label:?}");
        }
    }
}
