//! Figures of tables, bound like those of sentences.

use std::sync::Arc;

use jiff::SignedDuration;
use jiff::civil::Date;

use super::story::Told;
use crate::model::{Metric, Period};
use crate::read::article::lexer::{Context, LexerOptions};
use crate::read::article::subjects::{Bound, Company, Confidence, Statements, Subject, Sure};
use crate::read::article::tables::{self, Doubt, TableContext, TableFigure};
use crate::read::documents::{Block, Document, Table};
use crate::read::figures_csv::Options as Reading;

/// Gives the cells of a document's tables the figures that their heads make of them, in place of what was read of their texts. The
/// cells are among `told`, which has all passages in order.
pub(super) fn read(
    document: &Document,
    told: &mut [Told<'_>],
    company: &Company,
    reading: &Reading,
    published: Option<Date>,
) {
    let year_end = reading.fiscal_year_ends.get(&company.name.to_lowercase()).copied().unwrap_or_default();
    let dates = Context { published, year_end, ..Context::default() };
    let mut first = 0_usize;
    for (at, block) in document.blocks.iter().enumerate() {
        if let Block::Table(table) = block {
            let heading = tables::heading(&document.blocks, at);
            let options = LexerOptions { style: reading.style };
            let context = TableContext { options, dates, heading: &heading };
            let figures = tables::figures(table, &context);
            let rows = if figures.is_empty() { Vec::new() } else { rows(table) };
            for figure in figures {
                let row = rows.get(figure.row).copied().unwrap_or_default();
                let cell = first.saturating_add(row).saturating_add(figure.cell);
                if let Some(told) = told.get_mut(cell) {
                    if !told.is_tabled {
                        told.is_tabled = true;
                        told.read.statements.clear();
                        told.figures.clear();
                    }
                    told.figures.push(bound(figure, company));
                }
            }
        }
        first = first.saturating_add(block.passages().count());
    }
}

/// Sentences name the weeks of a fiscal quarter less exactly than the heads of tables: "the quarter ended November 2". Their periods
/// are those of the tables that are within a week of them at either end.
pub(super) fn align(told: &mut [Told<'_>]) {
    let in_days = |period: &Period| !period.is_instant() && period.length_in_months().is_none();
    let tabled = told.iter().filter(|told| told.is_tabled).flat_map(|told| &told.figures);
    let mut periods: Vec<Period> = tabled.filter_map(|bound| bound.subject.period).filter(in_days).collect();
    periods.sort_unstable();
    periods.dedup();
    let nearest = |period: Option<Period>| {
        let of_table = period.and_then(|period| periods.iter().find(|tabled| is_near(tabled, &period)));
        of_table.copied().or(period)
    };
    for bound in told.iter_mut().filter(|told| !told.is_tabled).flat_map(|told| &mut told.figures) {
        bound.subject.period = nearest(bound.subject.period);
        bound.versus = nearest(bound.versus);
    }
}

fn is_near(one: &Period, other: &Period) -> bool {
    let is_close = |one: Date, other: Date| one.duration_until(other).abs() <= SignedDuration::from_hours(24 * 7);
    !other.is_instant() && is_close(one.start(), other.start()) && is_close(one.last_day(), other.last_day())
}

/// The position of each row's first cell among a table's passages: the caption, then the cells row by row.
fn rows(table: &Table) -> Vec<usize> {
    let first = usize::from(table.caption.is_some());
    let starts = table.rows.iter().scan(first, |next, row| {
        let start = *next;
        *next = start.saturating_add(row.cells.len());
        Some(start)
    });
    starts.collect()
}

fn bound(figure: TableFigure, company: &Company) -> Bound {
    let (entity, of_entity) = match figure.entity {
        Some(entity) if figure.doubt != Some(Doubt::Dimension) => (Arc::from(entity), Confidence::Certain),
        _ => (Arc::clone(&company.name), company.confidence),
    };
    let sure = |is_sure: bool| if is_sure { Confidence::Certain } else { Confidence::Likely };
    let subject = Subject {
        entity,
        metric: figure.metric.unwrap_or_else(|| Metric::parse(&figure.label.replace('/', " "))),
        period: figure.period,
        sure: Sure {
            entity: of_entity,
            metric: sure(figure.doubt.is_none() && figure.unit.is_some()),
            period: sure(figure.period.is_some()),
        },
    };
    Bound {
        span: figure.span,
        reported: figure.reported,
        unit: figure.unit,
        measure: figure.measure,
        subject,
        versus: figure.versus,
        holder: None,
        is_prior: false,
        inherits_period: false,
        statements: Statements::default(),
    }
    .fitted()
}
