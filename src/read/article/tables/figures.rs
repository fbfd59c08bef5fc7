//! Figures put together: a number, its line's label, its column's heads, and what heads the table.

use std::collections::{HashMap, HashSet};

use super::columns::{Column, Columns, Leads, MOST_HEADS, with_leads};
use super::compared::{self, Comparing};
use super::figuring::Figuring;
use super::grid::{Content, Piece};
use super::labels::{Groups, Placed};
use super::lines::{Line, LineKind, lines};
use super::metrics::{self, Bracketed, Name};
use super::number::{CellMark, Number};
use super::period::{self, Told};
use super::statement::Statement;
use super::{Doubt, TableContext, TableFigure};
use crate::model::{Currency, Measure, Metric, Period, Unit};
use crate::num::Exact;
use crate::read::documents::Table;

/// The figures of a table.
pub(super) fn of(table: &Table, context: &TableContext<'_>) -> Vec<TableFigure> {
    let lines = lines(table, context);
    let caption = table.caption.as_ref().map_or("", |caption| caption.text());
    let above: Vec<&str> =
        context.heading.lines().chain(caption.lines()).filter(|line| !line.trim().is_empty()).collect();
    let mut stated = above.iter().rev().find_map(|line| Statement::within(line)).unwrap_or_default();
    let evidence = Evidence { is_stated: !stated.is_empty(), ..Evidence::default() };
    let titled = titled(&above);
    let mut reader =
        Reader { context, titled, above, currency: sole_currency(numbers(&lines)), figures: Vec::new(), evidence };
    for part in parts(&lines, context) {
        stated = reader.part(&part, &stated);
    }
    if !reader.evidence.is_financial() {
        return Vec::new();
    }
    let mut figures = reader.figures;
    mark_repeated(&mut figures);
    figures
}

/// What the lines just above a table say that sets all of its figures apart from those of the accounts.
fn titled(above: &[&str]) -> Option<Doubt> {
    let lower: Vec<String> = above.iter().rev().take(MOST_TITLES).map(|line| line.to_lowercase()).collect();
    let has = |words: &[&str]| lower.iter().any(|line| words.iter().any(|word| line.contains(word)));
    let basis =
        ["pro forma", "pro-forma", "outlook", "guidance", "forecast", "budget", "constant currency", "projection"];
    let apart = ["segment", "division", "parent company", "subsidiar", "guarantor", "discontinued", "joint venture"];
    match () {
        () if has(&basis) => Some(Doubt::Basis),
        () if has(&apart) => Some(Doubt::Dimension),
        () => None,
    }
}

/// The most lines above a table that are its title.
const MOST_TITLES: usize = 3;

/// Lines under one set of heads.
#[derive(Default)]
struct Lines<'l, 't> {
    heads: Vec<&'l Line<'t>>,
    /// The label alone that names their period.
    section: Option<&'l str>,
    /// Labels alone and lines of figures.
    lines: Vec<&'l Line<'t>>,
}

impl Lines<'_, '_> {
    fn has_data(&self) -> bool {
        self.lines.iter().any(|line| line.kind == LineKind::Data)
    }
}

/// The lines of a table by the heads over them. A label alone that names a period leads those below it.
fn parts<'l, 't>(lines: &'l [Line<'t>], context: &TableContext<'_>) -> Vec<Lines<'l, 't>> {
    let mut parts = Vec::new();
    let mut part = Lines::default();
    // Labels right above heads belong to what those head.
    let mut waiting: Vec<&Line<'t>> = Vec::new();
    for line in lines {
        match line.kind {
            LineKind::Head => {
                if part.has_data() {
                    parts.push(std::mem::take(&mut part));
                }
                part.heads.push(line);
                if part.heads.len() > MOST_HEADS {
                    part.heads.remove(0);
                }
            }
            LineKind::Section => match section_period(line, context) {
                Some(text) => {
                    if part.has_data() {
                        let heads = part.heads.clone();
                        parts.push(std::mem::replace(&mut part, Lines { heads, ..Lines::default() }));
                    }
                    part.section = Some(text);
                }
                None => waiting.push(line),
            },
            LineKind::Data => {
                part.lines.append(&mut waiting);
                part.lines.push(line);
            }
            LineKind::Other => {}
        }
    }
    parts.push(part);
    parts
}

/// The text of a label alone, if it names a period.
fn section_period<'l>(line: &'l Line<'_>, context: &TableContext<'_>) -> Option<&'l str> {
    let text = line.pieces.first()?.text;
    let told = period::read(&[text], &context.options, &context.dates).told;
    (text.len() <= LONGEST_SECTION && matches!(told, Told::One(_) | Told::Open)).then_some(text)
}

/// The longest label that names a period: more is a note.
const LONGEST_SECTION: usize = 80;

/// What shows that a table holds financial figures.
#[derive(Debug, Default)]
struct Evidence {
    /// A unit or scale over the table.
    is_stated: bool,
    money: bool,
    percent: bool,
    period: bool,
    metric: bool,
}

impl Evidence {
    fn is_financial(&self) -> bool {
        let money = self.money || self.is_stated;
        (self.metric && (money || self.period || self.percent)) || (self.period && (money || self.percent))
    }

    fn of_number(&mut self, number: &Number) {
        match number.mark {
            CellMark::One(Unit::Money(_)) | CellMark::OneOf(_) => self.money = true,
            CellMark::One(Unit::Percent) => self.percent = true,
            _ => {}
        }
    }
}

struct Reader<'c> {
    context: &'c TableContext<'c>,
    titled: Option<Doubt>,
    above: Vec<&'c str>,
    /// The only currency whose sign stands in the table.
    currency: Option<Currency>,
    figures: Vec<TableFigure>,
    evidence: Evidence,
}

/// What holds for all lines under one set of heads.
pub(super) struct Under<'l, 't> {
    pub(super) heads: &'l [&'l Line<'t>],
    pub(super) columns: Columns,
    /// The only currency whose sign stands in a column, by its position.
    pub(super) currencies: Vec<Option<Currency>>,
    pub(super) table: Statement,
    /// The metric that the head of the labels names, where those are periods.
    pub(super) metric: Option<Metric>,
    /// Whether something heads one of the columns.
    pub(super) is_headed: bool,
    pub(super) above: LinesAbove,
}

/// The periods that label the lines of levels just above one that compares them.
#[derive(Default)]
pub(super) struct LinesAbove {
    periods: Vec<Period>,
    /// Whether the last line compared them.
    is_compared: bool,
}

impl LinesAbove {
    fn row(&mut self, row: &Row<'_, '_>) {
        if row.comparing.is_some() {
            self.is_compared = true;
            return;
        }
        if std::mem::take(&mut self.is_compared) {
            self.periods.clear();
        }
        match row.told {
            Told::One(period) => self.periods.push(period),
            _ => self.periods.clear(),
        }
    }

    /// The later and the earlier of two.
    pub(super) fn compared(&self) -> Option<(Period, Period)> {
        match *self.periods.as_slice() {
            [a, b] if a != b && compared::about_as_long(a, b) => Some((a.max(b), a.min(b))),
            _ => None,
        }
    }
}

/// A line of figures: its label, placed, and what else holds for all of its numbers.
pub(super) struct Row<'l, 't> {
    pub(super) line: &'l Line<'t>,
    pub(super) label: &'l str,
    pub(super) name: Name,
    pub(super) placed: Placed,
    pub(super) told: Told,
    pub(super) comparing: Option<Comparing>,
    pub(super) brackets: Bracketed,
    /// Whether a currency's sign stands in it.
    pub(super) is_signed: bool,
}

impl Reader<'_> {
    /// Reads lines under one set of heads, and gives what is stated of units from there on.
    fn part(&mut self, part: &Lines<'_, '_>, stated: &Statement) -> Statement {
        let labels = || part.heads.iter().rev().filter_map(|head| head.head_of_labels());
        let leads = Leads { above: self.above.clone(), within: part.section.into_iter().chain(labels()).collect() };
        let data: Vec<&Line<'_>> = part.lines.iter().filter(|line| line.kind == LineKind::Data).copied().collect();
        let columns = Columns::of(&data, &part.heads, &leads, self.context);
        let table = labels().find_map(Statement::within).unwrap_or_default().or(stated);
        let metric = labels().map(|label| metrics::read(label).metric).find(Metric::is_known);
        let mut under = Under {
            heads: &part.heads,
            currencies: currencies(&data, &columns, &part.heads),
            is_headed: columns.all.iter().any(|column| column.is_headed),
            columns,
            table,
            metric,
            above: LinesAbove::default(),
        };
        self.evidence.is_stated |= !under.table.is_empty();
        let mut groups = Groups::default();
        for line in &part.lines {
            let label = line.label().map_or("", |label| label.text);
            if line.kind == LineKind::Data {
                let row = self.row(line, label, &mut groups, &under, &leads);
                under.above.row(&row);
                self.figures_of(&row, &under);
            } else if let Some(found) = Statement::whole(label) {
                under.table = found.or(&under.table);
            } else {
                groups.head(label);
            }
        }
        under.table
    }

    fn row<'l, 't>(
        &self,
        line: &'l Line<'t>,
        label: &'l str,
        groups: &mut Groups,
        under: &Under<'_, '_>,
        leads: &Leads<'_>,
    ) -> Row<'l, 't> {
        let head = period::read(&[label], &self.context.options, &self.context.dates);
        let is_period = head.rest.is_empty() && head.told != Told::Nothing;
        let told = if is_period { with_leads(&[label], &head, leads, self.context) } else { Told::Nothing };
        let comparing = compared::read(label).filter(|(_, other)| other.is_empty()).map(|(comparing, _)| comparing);
        let name = metrics::read(label);
        let mut placed = groups.place(&name);
        let levels =
            line.body().iter().filter_map(|piece| match (&piece.content, under.columns.position(piece, under.heads)) {
                (Content::Number(number), Some(at)) if under.columns.all.get(at).is_some_and(Column::is_of_levels) => {
                    Some(number)
                }
                _ => None,
            });
        let (bracketed, plain): (Vec<&Number>, Vec<&Number>) =
            levels.filter(|number| !number.reported.numeral().value().is_zero()).partition(|number| number.bracketed);
        let brackets = brackets(&mut placed, !bracketed.is_empty(), !plain.is_empty());
        let is_signed = line.body().iter().any(|piece| piece.number().is_some_and(Number::is_money));
        Row { line, label, name, placed, told, comparing, brackets, is_signed }
    }

    fn figures_of(&mut self, row: &Row<'_, '_>, under: &Under<'_, '_>) {
        for piece in row.line.body() {
            let Some(number) = piece.number() else {
                continue;
            };
            let Some((at, column)) =
                under.columns.position(piece, under.heads).and_then(|at| Some((at, under.columns.all.get(at)?)))
            else {
                continue;
            };
            let is_note = under.is_headed && !column.is_headed && number.is_small();
            if column.is_skipped || is_note {
                continue;
            }
            let (context, currency, titled) = (self.context, self.currency, self.titled);
            let figuring = Figuring { row, column, at, under, number, context, currency, titled };
            let figure = figuring.figure(piece);
            self.evidence.of_number(number);
            self.evidence.period |= figure.period.is_some();
            self.evidence.metric |= figure.metric.as_ref().is_some_and(Metric::is_known);
            self.figures.push(figure);
        }
    }
}

/// What brackets around a line's numbers mean. A line of losses of which some are earnings is one of income.
fn brackets(placed: &mut Placed, some: bool, others: bool) -> Bracketed {
    let Some(metric) = placed.metric.as_ref().filter(|_| some) else {
        return Bracketed::Negative;
    };
    if others && metrics::is_loss(metric) {
        placed.metric = Some(metrics::as_income(metric));
        return Bracketed::Negative;
    }
    match metrics::bracketed(metric) {
        Bracketed::Deducted if others => Bracketed::Open,
        brackets => brackets,
    }
}

fn numbers<'l>(lines: &'l [Line<'_>]) -> impl Iterator<Item = &'l Number> {
    lines.iter().flat_map(|line| &line.pieces).filter_map(Piece::number)
}

/// The currency of all amounts that have a sign, if it is one.
fn sole_currency<'n>(numbers: impl Iterator<Item = &'n Number>) -> Option<Currency> {
    let found: HashSet<Currency> = numbers.filter_map(Number::currency).collect();
    let mut found = found.into_iter();
    found.next().filter(|_| found.next().is_none())
}

/// The only currency of each column's signs.
fn currencies(data: &[&Line<'_>], columns: &Columns, heads: &[&Line<'_>]) -> Vec<Option<Currency>> {
    let mut found: Vec<HashSet<Currency>> = vec![HashSet::new(); columns.all.len()];
    for piece in data.iter().flat_map(|line| line.body()) {
        let currency = piece.number().and_then(Number::currency);
        if let (Some(currency), Some(at)) = (currency, columns.position(piece, heads)) {
            found.get_mut(at).into_iter().for_each(|own| _ = own.insert(currency));
        }
    }
    let sole = |own: HashSet<Currency>| if own.len() == 1 { own.into_iter().next() } else { None };
    found.into_iter().map(sole).collect()
}

/// Marks figures of one subject whose numbers differ: the table sets apart what its heads do not show.
fn mark_repeated(figures: &mut [TableFigure]) {
    type Key = (Metric, Option<Period>, Option<Period>, Measure, Option<Unit>, Option<String>);
    let key = |figure: &TableFigure| -> Option<Key> {
        let TableFigure { metric, period, versus, measure, unit, entity, .. } = figure;
        Some((metric.clone()?, *period, *versus, *measure, *unit, entity.clone()))
    };
    let mut values: HashMap<Key, Exact> = HashMap::new();
    let mut differing: HashSet<Key> = HashSet::new();
    for figure in figures.iter() {
        let Some(key) = key(figure) else {
            continue;
        };
        let value = figure.reported.nominal();
        match values.get(&key) {
            Some(known) if *known != value => _ = differing.insert(key),
            Some(_) => {}
            None => _ = values.insert(key, value),
        }
    }
    for figure in figures.iter_mut().filter(|figure| figure.doubt.is_none()) {
        if key(figure).is_some_and(|key| differing.contains(&key)) {
            figure.doubt = Some(Doubt::Repeated);
        }
    }
}
