//! Columns that compare others: "% change", "Increase (Decrease)", "2015 vs. 2014".

use super::columns::Column;
use super::period::Told;
use crate::model::Period;

/// Words that a head has over a column of comparisons.
const CHANGES: &[&str] = &[
    "change",
    "changes",
    "chg",
    "chg.",
    "increase",
    "increases",
    "decrease",
    "inc",
    "dec",
    "inc.",
    "dec.",
    "growth",
    "variance",
    "var",
    "var.",
    "yoy",
    "y/y",
    "y-o-y",
    "year-over-year",
    "year-on-year",
    "qoq",
    "q/q",
    "q-o-q",
    "quarter-over-quarter",
    "difference",
    "diff",
    "diff.",
    "δ",
    "∆",
    "movement",
    "variation",
];

/// Words that stand beside them and say no more.
const BESIDE: &[&str] = &[
    "or",
    "and",
    "%",
    "$",
    "in",
    "over",
    "vs",
    "vs.",
    "versus",
    "v",
    "from",
    "compared",
    "with",
    "to",
    "percent",
    "percentage",
    "pct",
    "amount",
    "dollar",
    "better",
    "worse",
    "fav",
    "unfav",
    "favorable",
    "unfavorable",
    "period",
    "prior",
    "year",
    "on",
    "quarter",
    "of",
    "net",
    "(+/-)",
    "+/-",
];

/// Words by which a decrease may be printed above zero, or a rise of costs below it.
const TURNED: &[&str] = &["better", "worse", "favorable", "unfavorable", "fav", "unfav", "variance", "var", "var."];

/// What a head over a column of comparisons says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Comparing {
    /// Whether it says per cent.
    pub(super) is_relative: bool,
    /// Whether it says against what: a year or a quarter earlier.
    pub(super) against: Against,
    /// Whether its sign may be turned: "Decrease", "Better/(Worse)".
    pub(super) is_turned: bool,
}

/// What the words of a comparison say of the earlier period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Against {
    Unsaid,
    YearEarlier,
    Previous,
}

fn words(text: &str) -> impl Iterator<Item = String> {
    let separators = |c: char| c.is_whitespace() || "(),:[]".contains(c);
    text.split(separators).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// The words of a head, those joined by a stroke apart: "Increase/(Decrease)", but not "y/y".
fn parts(text: &str) -> Vec<String> {
    let is_known = |word: &str| CHANGES.contains(&word) || BESIDE.contains(&word);
    let split = |word: String| -> Vec<String> {
        if is_known(&word) || !word.contains('/') {
            return vec![word];
        }
        word.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect()
    };
    words(text).flat_map(split).collect()
}

/// Whether a text is that of a column of comparisons.
pub(super) fn is_comparison(text: &str) -> bool {
    parts(text).iter().any(|word| CHANGES.contains(&word.trim_start_matches('%')))
}

/// What a head says of a comparison, if it is one, and its other words.
pub(super) fn read(text: &str) -> Option<(Comparing, String)> {
    if !is_comparison(text) {
        return None;
    }
    let words = parts(text);
    let has = |known: &[&str]| words.iter().any(|word| known.contains(&word.as_str()));
    let year = has(&["yoy", "y/y", "y-o-y", "year-over-year", "year-on-year"]);
    let quarter = has(&["qoq", "q/q", "q-o-q", "quarter-over-quarter"]);
    let rises = has(&["change", "changes", "chg", "chg.", "increase", "inc", "inc.", "growth"]);
    let comparing = Comparing {
        is_relative: text.contains('%') || has(&["percent", "percentage", "pct"]) || has(&["growth"]),
        against: match (year, quarter) {
            (true, false) => Against::YearEarlier,
            (false, true) => Against::Previous,
            _ => Against::Unsaid,
        },
        is_turned: has(TURNED) || (has(&["decrease", "dec", "dec."]) && !rises && !year),
    };
    let other: Vec<&str> = words
        .iter()
        .map(|word| word.trim_start_matches('%'))
        .filter(|word| !word.is_empty() && !CHANGES.contains(word) && !BESIDE.contains(word))
        .collect();
    Some((comparing, other.join(" ")))
}

/// The comparison that a head of two periods makes, with its other words: "2015 vs. 2014".
pub(super) fn of_two(rest: &[String]) -> Option<Comparing> {
    let joins = |word: &String| {
        matches!(word.to_lowercase().as_str(), "vs" | "vs." | "versus" | "v" | "v." | "over" | "against")
    };
    rest.iter().any(joins).then_some(Comparing { is_relative: false, against: Against::Unsaid, is_turned: false })
}

/// The later and the earlier period that a column compares.
pub(super) fn periods(columns: &[Column], at: usize) -> Option<(Period, Period)> {
    let column = columns.get(at)?;
    let comparing = column.comparing?;
    if let Told::Two(later, earlier) = column.told {
        return Some((later, earlier));
    }
    let beside = levels_beside(columns, at);
    let (mut later, mut earlier) = (beside.first().copied(), None);
    match *beside.as_slice() {
        [a, b] => (later, earlier) = (Some(a.max(b)), Some(a.min(b))),
        [first, ..] => later = Some(beside.iter().copied().fold(first, Period::max)),
        [] => {}
    }
    if later.is_none()
        && let Told::One(period) = column.told
    {
        later = Some(period);
    }
    let later = later?;
    let said = match comparing.against {
        Against::YearEarlier => later.year_earlier(),
        Against::Previous => later.previous(),
        Against::Unsaid => None,
    };
    let one = match column.told {
        Told::One(period) if period < later && beside.len() > 2 => Some(period),
        _ => None,
    };
    let nearest = |said: Period| beside.iter().copied().find(|period| about(*period, said)).unwrap_or(said);
    let earlier = said.map(nearest).or(earlier).or(one)?;
    (about_as_long(later, earlier) && later != earlier).then_some((later, earlier))
}

/// How far from itself a comparison is looked for, in columns.
const FARTHEST: usize = 16;

/// The most columns of levels that a comparison may be of.
const MOST_BESIDE: usize = 4;

/// The periods of the columns of levels just before a column of comparisons, up to those that another one compares; if there are
/// none, of the two just after it.
fn levels_beside(columns: &[Column], at: usize) -> Vec<Period> {
    let before = columns.get(..at).unwrap_or_default().iter().rev().take(FARTHEST);
    let mut left = levels(before.skip_while(|column| column.comparing.is_some()));
    if left.is_empty() {
        left = levels(columns.get(at.saturating_add(1)..).unwrap_or_default().iter().take(FARTHEST));
        left.truncate(2);
    }
    left
}

fn levels<'c>(columns: impl Iterator<Item = &'c Column>) -> Vec<Period> {
    let mut found: Vec<Period> = Vec::new();
    for column in columns.take_while(|column| column.comparing.is_none()).filter(|column| column.share_of.is_none()) {
        match column.told {
            Told::One(period) if found.len() < MOST_BESIDE && found.iter().all(|own| about_as_long(*own, period)) => {
                if !found.contains(&period) {
                    found.push(period);
                }
            }
            _ => break,
        }
    }
    found
}

/// Whether two periods are of one length, years of 52 and 53 weeks among them.
pub(super) fn about_as_long(a: Period, b: Period) -> bool {
    let days = |period: Period| period.start().duration_until(period.last_day()).as_hours();
    let most_apart = 8 * 24;
    a.is_instant() == b.is_instant() && days(a).abs_diff(days(b)) <= most_apart
}

/// Whether two periods end within days of each other.
fn about(a: Period, b: Period) -> bool {
    about_as_long(a, b) && a.last_day().duration_until(b.last_day()).as_hours().unsigned_abs() <= 8 * 24
}
