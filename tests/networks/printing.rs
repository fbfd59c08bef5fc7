//! How a source writes a true value: rounded by some rule to some digits, hedged, or between two ends.

use proptest::prelude::*;
use tieout::num::{Exact, Rounding, fixed};

use crate::world::{Cells, Counts, Statement};

/// Which way a value that lies between two numerals goes.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Rule {
    HalfUp,
    HalfEven,
    HalfDown,
    /// Digits are cut off, as all of a source's are.
    Truncate,
}

/// What is said besides the digits, and true.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Says {
    Nothing,
    About(bool),
    Nearly,
    JustOver,
    AtLeast(&'static str),
    AtMost(&'static str),
    Range,
    /// Explicit ends in the columns low and high.
    Ends,
}

/// How one figure is written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style {
    /// Significant digits after the first.
    pub(crate) digits: i32,
    pub(crate) rule: Rule,
    pub(crate) says: Says,
    /// Which of the scales that fit.
    pub(crate) scale: usize,
    pub(crate) source: &'static str,
    /// Where among the rows.
    pub(crate) rank: u32,
}

impl Style {
    /// Digits rounded to the nearest with a decimal point, so that none of them may be meant loosely.
    pub(crate) fn plain(digits: i32) -> Self {
        Style { digits, rule: Rule::HalfUp, says: Says::Nothing, scale: usize::MAX, source: "", rank: 0 }
    }
}

pub(crate) fn style(truncates: bool) -> impl Strategy<Value = Style> {
    let says = prop_oneof![
        6 => Just(Says::Nothing),
        1 => any::<bool>().prop_map(Says::About),
        1 => Just(Says::Nearly),
        1 => Just(Says::JustOver),
        1 => prop::sample::select(vec!["at least", "over", "more than"]).prop_map(Says::AtLeast),
        1 => prop::sample::select(vec!["up to", "less than", "at most"]).prop_map(Says::AtMost),
        1 => Just(Says::Range),
        1 => Just(Says::Ends),
    ];
    let rule = match truncates {
        true => Just(Rule::Truncate).boxed(),
        false => prop::sample::select(vec![Rule::HalfUp, Rule::HalfEven, Rule::HalfDown]).boxed(),
    };
    let source = prop::sample::select(vec!["", "one", "two"]);
    (0..7_i32, rule, says, 0..4_usize, source, any::<u32>())
        .prop_map(|(digits, rule, says, scale, source, rank)| Style { digits, rule, says, scale, source, rank })
}

pub(crate) const HEADER: &str = "entity,metric,period,measure,value,unit,versus,holder,low,high,source";

/// A row of a figure CSV that is true of a statement.
pub(crate) fn row(statement: &Statement, style: Style) -> String {
    let value = in_units(statement);
    let place = place_of(statement, style);
    let (value, low, high) = written(&value, place, statement.cells.counts, style);
    row_of(&statement.cells, &value, [&low, &high], style.source)
}

/// A row with these cells and this text as its value.
pub(crate) fn row_of(cells: &Cells, value: &str, [low, high]: [&str; 2], source: &str) -> String {
    let Cells { metric, period, measure, counts, versus, holder } = cells;
    let unit = match counts {
        Counts::Money(code) => code,
        Counts::Shares => "shares",
        _ => "",
    };
    format!("A,{metric},{period},{measure},{value},{unit},{versus},{holder},{low},{high},{source}")
}

/// The value in the units that it is written in: percentages in percent.
pub(crate) fn in_units(statement: &Statement) -> Exact {
    match statement.cells.counts {
        Counts::Percent | Counts::Points => statement.value.clone() * Exact::from(100),
        _ => statement.value.clone(),
    }
}

/// The place of the last digit that carries meaning, in the units that the value is written in.
pub(crate) fn place_of(statement: &Statement, style: Style) -> i32 {
    let value = in_units(statement);
    let place = if value.is_zero() { 0 } else { (value.magnitude() - style.digits).max(-9) };
    match statement.cells.counts {
        _ if style.scale != usize::MAX => place,
        // A decimal point, so that no zero before it may be meant loosely: of trillions at the largest.
        Counts::Percent | Counts::Points | Counts::Times => place.min(-1),
        Counts::Money(_) | Counts::Shares => place.min(11),
    }
}

fn written(value: &Exact, place: i32, counts: Counts, style: Style) -> (String, String, String) {
    let number = |value: &Exact| text(value, place, counts, style.scale);
    let (down, up) = (value.round_to_place(place, Rounding::Down), value.round_to_place(place, Rounding::Up));
    let (inner, outer) = if value.is_negative() { (&up, &down) } else { (&down, &up) };
    let plain = rounded(value, place, style.rule);
    let bare = |text: String| (text, String::new(), String::new());
    // About nothing is nothing: no digit says how far it may be off.
    let says = if inner.is_zero() { Says::Nothing } else { style.says };
    match says {
        Says::Nothing => bare(number(&plain)),
        Says::About(further) => bare(format!("about {}", number(if further { outer } else { inner }))),
        Says::Nearly => bare(format!("nearly {}", number(outer))),
        Says::JustOver => bare(format!("just over {}", number(inner))),
        Says::AtLeast(words) => bare(format!("{words} {}", number(&down))),
        Says::AtMost(words) => bare(format!("{words} {}", number(&up))),
        Says::Range if down != up => bare(format!("{} to {}", number(&down), number(&up))),
        Says::Range => bare(number(&plain)),
        Says::Ends => {
            (number(&plain), fixed(&down, place.min(0), Rounding::Nearest), fixed(&up, place.min(0), Rounding::Nearest))
        }
    }
}

/// The value at its place, by the source's rule.
pub(crate) fn rounded(value: &Exact, place: i32, rule: Rule) -> Exact {
    let (down, up) = (value.round_to_place(place, Rounding::Down), value.round_to_place(place, Rounding::Up));
    let (inner, outer) = if value.is_negative() { (up, down) } else { (down, up) };
    let half = Exact::midpoint(&inner, &outer);
    let is_even = |numeral: &Exact| numeral.checked_div(&Exact::from(2)).is_some_and(|n| n.is_multiple_of_place(place));
    match (rule, value.abs().cmp(&half.abs())) {
        (Rule::Truncate, _) | (_, std::cmp::Ordering::Less) => inner,
        (_, std::cmp::Ordering::Greater) | (Rule::HalfUp, _) => outer,
        (Rule::HalfEven, _) if is_even(&outer) => outer,
        _ => inner,
    }
}

/// The digits of a value down to its place, and no further than a scale leaves to be written.
pub(crate) fn text(value: &Exact, place: i32, counts: Counts, scale: usize) -> String {
    let mark = match counts {
        Counts::Percent => "%",
        Counts::Points => "pp",
        Counts::Times => "x",
        Counts::Money(_) | Counts::Shares => return scaled(value, place, scale),
    };
    format!("{}{mark}", fixed(value, place.min(0), Rounding::Nearest))
}

fn scaled(value: &Exact, place: i32, scale: usize) -> String {
    const SCALES: [(i32, &str); 4] = [(0, ""), (3, "k"), (6, "m"), (9, "bn")];
    // The last one asks for a decimal point, by a scale of three places above the last digit at most.
    let (power, word) = match SCALES.get(scale) {
        Some(scale) => *scale,
        None => SCALES.into_iter().find(|(power, _)| *power > place).unwrap_or((12, "tn")),
    };
    format!(
        "{}{word}",
        fixed(&(value.clone() * Exact::power_of_ten(-power)), (place - power).min(0), Rounding::Nearest)
    )
}
