//! Columns of figures, and what the heads over them say.

use std::collections::HashMap;
use std::ops::Range;

use super::TableContext;
use super::compared::{self, Comparing};
use super::grid::Piece;
use super::lines::Line;
use super::metrics::{self, Name};
use super::number::without_footnote;
use super::period::{self, Head, Told};
use super::statement::{Statement, bracketed};
use crate::model::{Metric, Unit};

/// A column of figures.
#[derive(Clone, Debug)]
pub(super) struct Column {
    pub(super) told: Told,
    /// Its heads from the top, without what they say of units and comparisons.
    pub(super) lines: Vec<String>,
    /// What it says of units and scales.
    pub(super) statement: Statement,
    /// What it compares, of a column of comparisons.
    pub(super) comparing: Option<Comparing>,
    /// What its numbers are shares of: "% of sales".
    pub(super) share_of: Option<Metric>,
    /// What its other words name, if they do.
    pub(super) name: Option<Name>,
    /// Whether it is on an adjusted or expected basis.
    pub(super) is_on_basis: bool,
    /// Whether its numbers are of the text: pages, notes, ranks.
    pub(super) is_skipped: bool,
    /// Whether anything at all heads it.
    pub(super) is_headed: bool,
}

impl Column {
    /// Whether its numbers are levels.
    pub(super) fn is_of_levels(&self) -> bool {
        self.comparing.is_none() && self.share_of.is_none()
    }
}

/// Texts that lead all columns.
#[derive(Clone, Debug, Default)]
pub(super) struct Leads<'a> {
    /// Title and caption, from the top.
    pub(super) above: Vec<&'a str>,
    /// Texts in the table that name a period, the nearest first: a label alone over the lines, the head of the labels.
    pub(super) within: Vec<&'a str>,
}

/// The columns of the lines under one set of heads.
#[derive(Debug, Default)]
pub(super) struct Columns {
    pub(super) all: Vec<Column>,
    by_heads: HashMap<Key, usize>,
}

/// The most lines of heads over one another.
pub(super) const MOST_HEADS: usize = 8;

/// Words over columns that number or place the text.
const SKIPPED: &[&str] = &[
    "page",
    "pages",
    "note",
    "notes",
    "ref",
    "ref.",
    "reference",
    "no",
    "no.",
    "#",
    "rank",
    "item",
    "exhibit",
    "code",
    "phone",
    "tel",
    "telephone",
    "zip",
    "footnote",
    "line",
    "row",
];

/// Words over columns that leave them what the accounts have.
const PLAIN: &[&str] = &[
    "total",
    "consolidated",
    "company",
    "group",
    "gaap",
    "reported",
    "as",
    "actual",
    "a",
    "audited",
    "unaudited",
    "amount",
    "amounts",
    "$",
    "%",
    "results",
    "value",
];

/// Where the columns that numbers stand in begin: under no head, the number's own column tells it apart.
type Key = (Vec<(usize, usize)>, usize);

impl Columns {
    /// The columns of the numbers of lines, under heads that lead all of them and heads of their own.
    pub(super) fn of(data: &[&Line<'_>], heads: &[&Line<'_>], leads: &Leads<'_>, context: &TableContext<'_>) -> Self {
        let mut keys: Vec<Key> = Vec::new();
        let mut seen: HashMap<Key, ()> = HashMap::new();
        for piece in data.iter().flat_map(|line| line.body()).filter(|piece| !piece.is_text()) {
            let key = key(piece, heads);
            if seen.insert(key.clone(), ()).is_none() {
                keys.push(key);
            }
        }
        keys.sort_by_key(|key| (key.1, key.0.clone()));
        let all = keys.iter().map(|key| column(key, heads, leads, context)).collect();
        Columns { all, by_heads: keys.into_iter().enumerate().map(|(at, key)| (key, at)).collect() }
    }

    /// The position of the column that a number stands in.
    pub(super) fn position(&self, piece: &Piece<'_>, heads: &[&Line<'_>]) -> Option<usize> {
        self.by_heads.get(&key(piece, heads)).copied()
    }
}

/// The heads over a number, and where the lowest of them begins.
fn key(piece: &Piece<'_>, heads: &[&Line<'_>]) -> Key {
    let mut over = Vec::new();
    let mut start = None;
    for (line, head) in heads.iter().enumerate() {
        if let Some(at) = over_columns(&head.pieces, &piece.columns) {
            over.push((line, at));
            start = head.pieces.get(at).map(|piece| piece.columns.start).or(start);
        }
    }
    (over, start.unwrap_or(piece.columns.start))
}

/// The position of the piece that stands over columns; beside them by one where none does.
fn over_columns(pieces: &[Piece<'_>], columns: &Range<usize>) -> Option<usize> {
    // Signs stand left of the number: its last column is that of its digits.
    let next = pieces.partition_point(|piece| piece.columns.start < columns.end);
    let at = next.checked_sub(1)?;
    let before = pieces.get(at)?;
    let beside = before.columns.end.saturating_add(usize::from(at > 0)) > columns.start;
    beside.then_some(at)
}

fn column(key: &Key, heads: &[&Line<'_>], leads: &Leads<'_>, context: &TableContext<'_>) -> Column {
    let texts = key.0.iter().filter_map(|(line, at)| Some(heads.get(*line)?.pieces.get(*at)?.text));
    let mut said = Said::default();
    for text in texts {
        said.take(text, context);
    }
    let Said { lines, statement, mut comparing, share_of, is_headed } = said;
    let texts: Vec<&str> = lines.iter().map(String::as_str).collect();
    let head = period::read(&texts, &context.options, &context.dates);
    if matches!(head.told, Told::Two(..)) && comparing.is_none() {
        comparing = compared::of_two(&head.rest);
    }
    if let Some(comparing) = &mut comparing {
        comparing.is_relative |= statement.unit == Some(Unit::Percent);
    }
    let is_skipped = texts.last().is_some_and(|line| SKIPPED.iter().any(|word| word.eq_ignore_ascii_case(line.trim())));
    let words = texts.iter().flat_map(|line| line.split([' ', '(', ')', '/', ',']));
    let is_on_basis = head.is_estimate || words.into_iter().any(metrics::is_basis);
    let rest: Vec<&str> = match (&head.told, &comparing) {
        (Told::Nothing, None) => texts.iter().flat_map(|line| line.split_whitespace()).collect(),
        (Told::Two(..), Some(_)) => Vec::new(),
        _ => head.rest.iter().map(String::as_str).collect(),
    };
    let rest: Vec<&str> = rest.into_iter().filter(|word| !is_plain(word)).collect();
    let name = Some(metrics::read(&rest.join(" "))).filter(|name| !name.written.is_empty());
    // What stands beside a column of levels is of its period, not of the table's.
    let stands_beside = head.told == Told::Nothing && (share_of.is_some() || comparing.is_some());
    let told = if stands_beside { Told::Nothing } else { with_leads(&texts, &head, leads, context) };
    Column { told, lines, statement, comparing, share_of, name, is_on_basis, is_skipped, is_headed }
}

/// What the heads over a column say, line by line from the top.
#[derive(Default)]
struct Said {
    /// Their words without what follows.
    lines: Vec<String>,
    statement: Statement,
    comparing: Option<Comparing>,
    share_of: Option<Metric>,
    is_headed: bool,
}

impl Said {
    /// Takes a cell: as a whole, where that compares or shares; else its lines, which may say different things.
    fn take(&mut self, text: &str, context: &TableContext<'_>) {
        self.is_headed = true;
        let whole = one_line(text);
        if share_of(&whole).is_some() || compared::is_comparison(&whole) {
            self.line(&whole, context);
        } else {
            text.lines().filter(|line| !line.trim().is_empty()).for_each(|line| self.line(line, context));
        }
    }

    fn line(&mut self, text: &str, context: &TableContext<'_>) {
        let line = one_line(without_footnote(text));
        if let Some(found) = Statement::whole(&line) {
            self.statement = found.or(&self.statement);
            return;
        }
        let (line, found) = without_statements(&line);
        self.statement = found.or(&self.statement);
        if let Some(whole) = share_of(&line) {
            self.share_of = Some(whole);
            return;
        }
        match compared::read(&line) {
            // "Revenue growth" is a metric's own.
            Some((found, other)) if !metrics::read(&line).metric.is_known() => {
                self.comparing = Some(found);
                self.lines.push(other);
            }
            _ => {
                let (line, found) = without_unit_at_end(&line, context);
                self.statement = found.or(&self.statement);
                self.lines.push(line);
            }
        }
    }
}

/// The most words of a unit behind a period.
const MOST_UNIT_WORDS: usize = 3;

/// "2015 US$m" as "2015" and what the rest states.
fn without_unit_at_end(line: &str, context: &TableContext<'_>) -> (String, Statement) {
    let words: Vec<&str> = line.split_whitespace().collect();
    for count in (1..=MOST_UNIT_WORDS.min(words.len().saturating_sub(1))).rev() {
        let Some((before, unit)) = words.split_at_checked(words.len().saturating_sub(count)) else {
            continue;
        };
        let before = before.join(" ");
        let has_unit = |statement: &Statement| statement.unit.is_some_and(|unit| unit.currency().is_some());
        if let Some(found) = Statement::whole(&unit.join(" ")).filter(has_unit)
            && period::read(&[&before], &context.options, &context.dates).told != Told::Nothing
        {
            return (before, found);
        }
    }
    (line.to_owned(), Statement::default())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_plain(word: &str) -> bool {
    PLAIN.iter().any(|plain| plain.eq_ignore_ascii_case(word)) || !word.contains(char::is_alphanumeric)
}

/// A line without its brackets that state a unit or say nothing, and what they state.
fn without_statements(line: &str) -> (String, Statement) {
    let mut found = Statement::default();
    let mut bare = line.to_owned();
    for inside in bracketed(line) {
        let says_nothing = ["unaudited", "audited"].iter().any(|word| inside.eq_ignore_ascii_case(word));
        match Statement::whole(inside) {
            Some(statement) => found = statement.or(&found),
            None if says_nothing => {}
            None => continue,
        }
        bare = bare.replace(&format!("({inside})"), " ");
    }
    (one_line(&bare), found)
}

/// The whole of "% of sales", "as a percentage of revenue", "Percent of total".
fn share_of(line: &str) -> Option<Metric> {
    let lower = line.to_lowercase();
    let says = ["% of ", "percent of ", "percentage of ", "pct of ", "pct. of ", "% to "];
    let (_, whole) = says.iter().find_map(|words| lower.split_once(words))?;
    Some(metrics::read(whole).metric)
}

/// The period of a column's own heads, or of a line's label, and of what leads the table: "Three months ended March 31" over "2015". Where a lead speaks of
/// a part of the year that it does not settle, a year alone is not told to be the whole of it.
pub(super) fn with_leads(lines: &[&str], own: &Head, leads: &Leads<'_>, context: &TableContext<'_>) -> Told {
    if matches!(own.told, Told::Two(..)) {
        return own.told.clone();
    }
    let read = |lead: &str| {
        let mut all = vec![lead];
        all.extend_from_slice(lines);
        period::read(&all, &context.options, &context.dates).told
    };
    let above = leads.above.iter().rev().filter(|lead| is_definite(lead));
    for lead in leads.within.iter().chain(above) {
        if let told @ Told::One(_) = read(lead) {
            return told;
        }
    }
    let of_part = |lead: &&str| has_any(lead, PARTS) && !has_any(lead, &["year", "years", "annual"]);
    match &own.told {
        Told::One(_) if own.is_bare_year && leads.above.iter().chain(&leads.within).any(of_part) => Told::Open,
        Told::Nothing => nearest(leads, context),
        own => own.clone(),
    }
}

/// The most lines above a table whose period may be that of all of it.
const MOST_TITLES: usize = 2;

/// The only period that the lines just above a table name, if it runs over time.
fn nearest(leads: &Leads<'_>, context: &TableContext<'_>) -> Told {
    let titles = leads.above.iter().rev().take(MOST_TITLES);
    let mut told = titles
        .map(|line| period::read(&[line], &context.options, &context.dates).told)
        .filter(|told| *told != Told::Nothing);
    match (told.next(), told.next()) {
        (Some(Told::One(period)), None) if !period.is_instant() => Told::One(period),
        _ => Told::Nothing,
    }
}

/// Words of heads that speak of a part of the year.
const PARTS: &[&str] = &["quarter", "quarters", "quarterly", "months", "half", "weeks", "interim", "qtr", "half-year"];

/// Whether a head that leads a table says of which period it is.
fn is_definite(lead: &str) -> bool {
    has_any(lead, &["ended", "ending"]) || ["as of ", "as at ", "at "].iter().any(|at| lead.to_lowercase().contains(at))
}

fn has_any(text: &str, words: &[&str]) -> bool {
    let own = text.split(|c: char| !(c.is_alphanumeric() || c == '-'));
    own.into_iter().any(|own| words.iter().any(|word| word.eq_ignore_ascii_case(own)))
}
