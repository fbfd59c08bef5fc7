//! Tables of figures: each number with the metric, period, unit and scale that the heads around it give.
//!
//! A table is read in lines: heads name columns, a line with a label and numbers states figures, a label alone heads the lines
//! below it. Heads are read down each column, over all that span it, so that "Three Months Ended" over "March 31," over "2015"
//! is one period. What the heads do not settle is left open and [`TableFigure::doubt`] says what it is: nothing is guessed.
//! Tables that lay out a page, lists of contents, calendars and scores give no figures.

mod columns;
mod compared;
mod figures;
mod figuring;
mod grid;
mod labels;
mod lines;
mod metrics;
mod number;
mod period;
mod statement;
mod units;

use std::fmt;
use std::ops::Range;

use crate::model::{Measure, Metric, Period, Unit};
use crate::num::Reported;
use crate::read::article::lexer::{Context, LexerOptions};
use crate::read::documents::{Block, Table};

/// What is known of a table besides itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct TableContext<'a> {
    /// How its numbers are written.
    pub options: LexerOptions,
    /// What its periods are resolved against: when the fiscal year ends.
    pub dates: Context,
    /// The lines above it that belong to it, as [`heading`] gives them: a title, "(in millions)".
    pub heading: &'a str,
}

/// A number of a table and what it is of.
#[derive(Clone, Debug, PartialEq)]
pub struct TableFigure {
    /// The position of its row in the table.
    pub row: usize,
    /// The position of its cell in the row.
    pub cell: usize,
    /// Its bytes in the clean text of the cell, without a mark of a footnote. Of a number spread over cells, the part that has the
    /// digits.
    pub span: Range<usize>,
    /// The number with the scale of its table, in the units in which values are kept: 54% is 0.54. Amounts that a statement shows
    /// in brackets because it deducts them are above zero, as the words "cost" and "loss" have them.
    pub reported: Reported,
    /// What it counts.
    pub unit: Option<Unit>,
    /// The label of its row as written, without marks of footnotes.
    pub label: String,
    /// What it is of; `None` where the heads do not settle it. Where only one is known by [`Metric::is_known`] that is meant; else
    /// it is named by the label.
    pub metric: Option<Metric>,
    /// When; of a growth or change the later of the two.
    pub period: Option<Period>,
    /// What is said of the metric. Of a share of revenue that has a name of its own, such as the net margin, it is a level.
    pub measure: Measure,
    /// Of a share, what it is a share of, as the head says.
    pub whole: Option<Metric>,
    /// Of a growth or change, the period compared with.
    pub versus: Option<Period>,
    /// What the heads name besides: an entity, a segment or another dimension, as written.
    pub entity: Option<String>,
    /// Why it is not certain, if it is not.
    pub doubt: Option<Doubt>,
}

/// Why a figure of a table is not certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Doubt {
    /// Neither label nor head names what it is of, or they name two things.
    Metric,
    /// The heads name no period, not all of one, or two that differ.
    Period,
    /// Nothing says what it counts.
    Unit,
    /// Whether the scale holds for it, or which one.
    Scale,
    /// The periods that a growth or change compares.
    Versus,
    /// Whether brackets or the word "decrease" turn its sign.
    Sign,
    /// It is on an adjusted, pro forma or expected basis.
    Basis,
    /// The heads name something besides metric and period: an entity, a part or a scenario.
    Dimension,
    /// The table gives another number for the same metric, period and unit.
    Repeated,
}

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Doubt::Metric => "which metric the table means",
            Doubt::Period => "which period the table means",
            Doubt::Unit => "which unit the table is in",
            Doubt::Scale => "which scale the table is in",
            Doubt::Versus => "which periods the table compares",
            Doubt::Sign => "which sign the table means",
            Doubt::Basis => "figures on the same basis",
            Doubt::Dimension => "what the table's heads set apart",
            Doubt::Repeated => "which of the table's lines is meant",
        })
    }
}

/// The figures of a table, in the order of its cells; none of a table that holds no financial figures.
///
/// ```
/// use tieout::read::article::tables::{TableContext, figures};
/// use tieout::read::documents::{Block, Documents, Kind};
/// let text = "| US$m | Q1 2015 | Q1 2014 |\n|---|---|---|\n| Revenue (1) | 177.4 | 108 |\n";
/// let document = Documents::new("table.md".into(), text.as_bytes(), Kind::Markdown).next().unwrap()?;
/// let Some(Block::Table(table)) = document.blocks.first() else { panic!("a table") };
/// let found = figures(table, &TableContext::default());
/// let (metric, period) = (found[0].metric.as_ref().unwrap(), found[0].period.unwrap());
/// assert_eq!((metric.name(), period.to_string().as_str()), ("revenue", "2015Q1"));
/// assert_eq!(found[0].reported.numeral().value(), tieout::num::Exact::scaled(1774, 5));
/// # Ok::<(), tieout::read::documents::DocumentError>(())
/// ```
pub fn figures(table: &Table, context: &TableContext<'_>) -> Vec<TableFigure> {
    figures::of(table, context)
}

/// The most passages above a table that head it.
const MOST_HEADINGS: usize = 6;

/// The longest passage that heads a table, in bytes; more is prose.
const LONGEST_HEADING: usize = 160;

/// The text that heads the table at a position among a document's blocks, a line for each passage: those short ones above it, up to
/// prose, another table or the beginning.
///
/// ```
/// use tieout::read::article::tables::heading;
/// use tieout::read::documents::{Documents, Kind};
/// let text = "Sales grew, as our customers like what we make and sell.\n\n## Results\n\n(in millions)\n\n| | 2014 |\n|---|---|\n| Sales | 5 |\n";
/// let document = Documents::new("table.md".into(), text.as_bytes(), Kind::Markdown).next().unwrap()?;
/// assert_eq!(heading(&document.blocks, 3), "Results\n(in millions)");
/// # Ok::<(), tieout::read::documents::DocumentError>(())
/// ```
pub fn heading(blocks: &[Block], at: usize) -> String {
    let above = blocks.get(..at).unwrap_or_default();
    let heads = above.iter().rev().take(MOST_HEADINGS).map_while(|block| match block {
        Block::Passage(passage) => Some(passage.text()).filter(|text| is_heading(text)),
        Block::Table(_) => None,
    });
    let mut lines: Vec<&str> = heads.collect();
    lines.reverse();
    lines.join("\n")
}

/// Whether a passage is a title or a note of a table rather than prose: short, and no sentence unless it leads on to the table.
fn is_heading(text: &str) -> bool {
    let text = text.trim();
    text.len() <= LONGEST_HEADING && !text.ends_with(['.', '!', '?'])
}
