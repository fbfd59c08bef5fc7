//! A number of a cell, with what stands in the cells beside it.

use std::ops::Range;

use crate::model::{Currency, Noun, Unit, UnitError, written_power};
use crate::num::{Mark, Reported, Style, mark_of, parse};

/// A number as a cell has it.
#[derive(Clone, Debug)]
pub(super) struct Number {
    /// Its bytes in the cell's text.
    pub(super) span: Range<usize>,
    /// In the unit in which it is kept, the table's scale not applied.
    pub(super) reported: Reported,
    pub(super) mark: CellMark,
    /// Whether its own words scale it: `3.4bn`.
    pub(super) has_scale: bool,
    /// Whether it stands in brackets, as negatives do.
    pub(super) bracketed: bool,
    /// A bracket that opens and is to be closed in a cell to the right.
    open: bool,
}

/// What a cell itself says of its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CellMark {
    Nothing,
    One(Unit),
    OneOf(&'static [Currency]),
}

/// Lengths of time, which name what a row or column is about: "3 Years".
const TIMES: &[&str] = &["hours", "days", "weeks", "months", "years"];

/// Marks of footnotes that are no digit.
const FOOTNOTES: &str = "*†‡§¶¹²³⁴⁵⁶⁷⁸⁹⁰";

/// The number that a cell holds, after a currency's sign in the cell before it, if it holds nothing else.
pub(super) fn read(whole: &str, prefix: &str, style: Style) -> Option<Number> {
    let start = whole.len().saturating_sub(whole.trim_start().len());
    let text = without_footnote(whole.trim());
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let open = (text.starts_with('(') || prefix.ends_with('(') || text.contains("$(")) && !text.contains(')');
    let closing = if open { ")" } else { "" };
    let assembled = format!("{prefix}{text}{closing}");
    let written = parse(&assembled, style).ok()?;
    let mark = match Unit::of_written(&written, "") {
        Ok(Unit::Count(noun)) if TIMES.contains(&noun.name()) => return None,
        Ok(unit) => CellMark::One(unit),
        Err(UnitError::Missing) => CellMark::Nothing,
        Err(UnitError::Ambiguous(_, several)) => CellMark::OneOf(several),
        Err(_) => return None,
    };
    // "3-1" is a score, "1-2" a page; a range says what it is of.
    if written.reported.upper().is_some() && mark == CellMark::Nothing && !written.has_scale {
        return None;
    }
    Some(Number {
        span: start..start.saturating_add(text.len()),
        reported: written.reported.times_power_of_ten(written_power(&written, "")),
        mark,
        has_scale: written.has_scale,
        bracketed: assembled.contains('('),
        open,
    })
}

/// Whether a text is four digits that may be a year.
pub(super) fn may_be_year(text: &str) -> bool {
    text.len() == 4 && text.parse().is_ok_and(|year: u16| (1900..2100).contains(&year))
}

/// A text without the mark of a footnote at its end: `(1)`, `[a]`, `*`. A mark alone is no footnote.
pub(super) fn without_footnote(text: &str) -> &str {
    let mut rest = text.trim_end();
    loop {
        let bare = rest.trim_end_matches(|c| FOOTNOTES.contains(c)).trim_end();
        let shorter = without_bracketed_mark(bare).unwrap_or(bare);
        if shorter.is_empty() || shorter.len() == rest.len() {
            return rest;
        }
        rest = shorter;
    }
}

/// Without `(1)`, `(a)`, `[12]` at the end, something before it left.
fn without_bracketed_mark(text: &str) -> Option<&str> {
    let (close, open) = [(')', '('), (']', '[')].into_iter().find(|(close, _)| text.ends_with(*close))?;
    let (before, inside) = text.strip_suffix(close)?.rsplit_once(open)?;
    let digits = inside.len() <= 2 && inside.bytes().all(|byte| byte.is_ascii_digit());
    let letter = inside.len() == 1 && inside.bytes().all(|byte| byte.is_ascii_lowercase());
    let before = before.trim_end();
    let follows = before.ends_with(|c: char| c.is_alphanumeric() || "%).,:'’".contains(c));
    (!inside.is_empty() && (digits || letter) && follows).then_some(before)
}

/// Whether a whole cell can only be the end of a number in the cell before it.
pub(super) fn ends(text: &str) -> bool {
    let rest = text.trim_start_matches(')').trim_end_matches(')').trim();
    (rest.is_empty() && text.contains(')')) || mark_of(rest).is_some() || matches!(rest, "pts" | "pt" | "pts.")
}

impl Number {
    /// Appends what ends it: the bracket that closes and the mark. False where it does not fit.
    pub(super) fn end_with(&mut self, text: &str) -> bool {
        let closes = text.contains(')');
        if closes && !self.open {
            return false;
        }
        let rest = text.trim_matches(|c: char| c == ')' || c.is_whitespace());
        let mark = match (mark_of(rest), Noun::from_word(rest.trim_end_matches('.'))) {
            (Some(mark), _) => Some((CellMark::One(Unit::of_mark(mark)), power(mark))),
            (None, Some(noun)) => Some((CellMark::One(Unit::Count(noun)), 0)),
            (None, None) => None,
        };
        if let Some((mark, power)) = mark {
            if self.mark != CellMark::Nothing {
                return false;
            }
            self.reported = self.reported.times_power_of_ten(power);
            self.mark = mark;
        }
        self.open = self.open && !closes;
        true
    }

    /// The currency of its own sign.
    pub(super) fn currency(&self) -> Option<Currency> {
        match self.mark {
            CellMark::One(unit) => unit.currency(),
            CellMark::OneOf(_) | CellMark::Nothing => None,
        }
    }

    /// Whether it has the sign of a currency.
    pub(super) fn is_money(&self) -> bool {
        matches!(self.mark, CellMark::One(Unit::Money(_)) | CellMark::OneOf(_))
    }

    /// Whether it may be the number of a note: of few digits, and nothing with it.
    pub(super) fn is_small(&self) -> bool {
        self.mark == CellMark::Nothing && self.reported.numeral().mantissa().unsigned_abs() < 1000
    }

    /// Whether a bracket was opened that no cell closes: no number after all.
    pub(super) fn is_broken(&self) -> bool {
        self.open
    }
}

fn power(mark: Mark) -> i32 {
    match mark {
        Mark::Percent | Mark::Points => -2,
        Mark::BasisPoints => -4,
        Mark::Times => 0,
    }
}
