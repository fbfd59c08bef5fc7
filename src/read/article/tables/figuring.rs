//! One figure: a number with what its line, its column and the table say.

use super::columns::Column;
use super::compared::{self, Comparing};
use super::figures::{Row, Under};
use super::grid::Piece;
use super::metrics::{self, Bracketed};
use super::number::{CellMark, Number};
use super::period::{self, Told};
use super::units::{self, Sources};
use super::{Doubt, TableContext, TableFigure};
use crate::model::{Currency, Measure, Metric, Nature, Period, Unit};
use crate::num::Reported;

/// The number at hand and all that says what it is.
pub(super) struct Figuring<'a> {
    pub(super) row: &'a Row<'a, 'a>,
    pub(super) column: &'a Column,
    pub(super) at: usize,
    pub(super) under: &'a Under<'a, 'a>,
    pub(super) number: &'a Number,
    pub(super) context: &'a TableContext<'a>,
    pub(super) currency: Option<Currency>,
    /// What the title makes doubtful.
    pub(super) titled: Option<Doubt>,
}

impl Figuring<'_> {
    /// The figure that it is.
    pub(super) fn figure(&self, piece: &Piece<'_>) -> TableFigure {
        let mut subject = self.subject();
        let mut said = self.said(subject.metric.as_ref());
        let mut whole = self.column.share_of.clone();
        let margin = subject.metric.as_ref().and_then(|metric| metrics::margin(metric, whole.as_ref()?));
        if margin.is_some() {
            (subject.metric, said.measure, whole) = (margin, Measure::Level, None);
        }
        let nobody = Metric::parse("");
        let metric = subject.metric.as_ref().unwrap_or(&nobody);
        let sources = Sources {
            name: &self.row.name,
            metric,
            is_per_share: self.row.placed.is_per_share,
            is_of_shares: self.row.placed.is_of_shares,
            column: self.column,
            table: &self.under.table,
            currency: self.under.currencies.get(self.at).copied().flatten().or(self.currency),
            is_signed: self.row.is_signed,
        };
        let settled = match said.unit {
            Some((unit, power)) => units::Settled { unit: Some(unit), power, doubt: None },
            None => units::settle(self.number, &sources),
        };
        let (period, period_doubt) = fitting(said.period, metric, said.measure);
        let (reported, sign_doubt) = self.signed(said.measure);
        let basis = (self.column.is_on_basis || self.row.placed.is_on_basis).then_some(Doubt::Basis);
        let doubts =
            [subject.doubt, settled.doubt, period_doubt, said.doubt, sign_doubt, basis, self.titled, subject.set_apart];
        TableFigure {
            row: self.row.line.row,
            cell: piece.cell,
            span: self.number.span.clone(),
            reported: reported.times_power_of_ten(settled.power),
            unit: settled.unit,
            label: self.row.name.written.clone(),
            metric: subject.metric,
            period,
            measure: said.measure,
            versus: said.versus,
            whole,
            entity: subject.entity,
            doubt: doubts.into_iter().flatten().next(),
        }
    }

    /// The number with the sign that its line's brackets mean.
    fn signed(&self, measure: Measure) -> (Reported, Option<Doubt>) {
        let reported = self.number.reported;
        match (self.row.brackets, measure) {
            (Bracketed::Negative, _) => (reported, None),
            (Bracketed::Deducted, Measure::Level) => (reported.negated(), None),
            (Bracketed::Open, Measure::Level) if !self.number.bracketed => (reported, None),
            (Bracketed::Deducted | Bracketed::Open, Measure::Share) => (reported, None),
            (Bracketed::Deducted | Bracketed::Open, _) => (reported, Some(Doubt::Sign)),
        }
    }

    /// What it is of: by the label of the line and the head of the column, of which one names the metric.
    fn subject(&self) -> Subject {
        let entity = self.row.placed.set_apart.clone();
        let set_apart = entity.as_ref().map(|_| Doubt::Dimension);
        let is_metric = self.row.told == Told::Nothing && self.row.comparing.is_none();
        let label = if is_metric { self.row.placed.metric.clone() } else { None };
        let Some(head) = &self.column.name else {
            let metric = if is_metric { label } else { self.under.metric.clone() };
            let doubt = metric.is_none().then_some(Doubt::Metric);
            return Subject { metric, entity, set_apart, doubt };
        };
        let named = |metric: Option<Metric>, entity: &str| {
            let set_apart = (!is_company(entity)).then_some(Doubt::Dimension);
            Subject { metric, entity: Some(entity.to_owned()), set_apart, doubt: None }
        };
        match label {
            None if self.row.name.written.is_empty() => {
                Subject { metric: None, entity, set_apart, doubt: Some(Doubt::Metric) }
            }
            None => Subject { metric: Some(head.metric.clone()), entity, set_apart, doubt: None },
            Some(label) => match (label.is_known(), head.metric.is_known()) {
                (true, false) => named(Some(label), &head.written),
                (false, true) => named(Some(head.metric.clone()), &self.row.name.written),
                _ => Subject { metric: None, entity, set_apart, doubt: Some(Doubt::Metric) },
            },
        }
    }

    /// What is said of the metric, when, and of a comparison in which unit.
    fn said(&self, metric: Option<&Metric>) -> Said {
        let period = self.period();
        if self.column.share_of.is_some() {
            let power = if self.number.mark == CellMark::Nothing { Unit::Percent.power() } else { 0 };
            let unit = Some((Unit::Percent, power));
            return Said {
                measure: Measure::Share,
                period: self.period_beside().or(period),
                versus: None,
                unit,
                doubt: None,
            };
        }
        if let Some(comparing) = self.column.comparing.or(self.row.comparing) {
            return self.compared(comparing, metric);
        }
        let head_grows = self.column.name.as_ref().is_some_and(|name| name.is_growth && name.metric.is_known());
        if self.row.name.is_growth || head_grows {
            let versus =
                period.filter(|period| period.length_in_months() == Some(12)).and_then(|period| period.year_earlier());
            let doubt = versus.is_none().then_some(Doubt::Versus);
            return Said { measure: Measure::Growth, period, versus, unit: self.percent(), doubt };
        }
        Said { measure: Measure::Level, period, versus: None, unit: None, doubt: None }
    }

    /// Per cent, where the number itself says no other unit.
    fn percent(&self) -> Option<(Unit, i32)> {
        match self.number.mark {
            CellMark::Nothing => Some((Unit::Percent, Unit::Percent.power())),
            CellMark::One(unit @ (Unit::Percent | Unit::Points)) => Some((unit, 0)),
            _ => None,
        }
    }

    fn compared(&self, comparing: Comparing, metric: Option<&Metric>) -> Said {
        let periods = match self.column.comparing {
            Some(_) => compared::periods(&self.under.columns.all, self.at),
            None => self.under.above.compared(),
        };
        let of_percentage = metric.is_some_and(Metric::is_percentage);
        let (measure, unit) = match self.number.mark {
            CellMark::One(Unit::Percent) => (Measure::Growth, Some((Unit::Percent, 0))),
            CellMark::One(Unit::Points) => (Measure::Change, Some((Unit::Points, 0))),
            CellMark::One(Unit::Count(noun)) if noun.name() == "points" => {
                (Measure::Change, Some((Unit::Points, Unit::Points.power())))
            }
            CellMark::Nothing if comparing.is_relative => (Measure::Growth, self.percent()),
            CellMark::Nothing if of_percentage => (Measure::Change, Some((Unit::Points, Unit::Points.power()))),
            _ => (Measure::Change, None),
        };
        // "1.2%" beside a margin may be points.
        let is_open = of_percentage && measure == Measure::Growth;
        let is_turned = comparing.is_turned || metric.is_some_and(metrics::is_loss);
        let doubt = match periods {
            None => Some(Doubt::Versus),
            Some(_) if is_open => Some(Doubt::Unit),
            Some(_) => is_turned.then_some(Doubt::Sign),
        };
        let (period, versus) = periods.unzip();
        Said { measure, period, versus, unit, doubt }
    }

    /// The period of the line's label and the column's heads, which one of them names or both together.
    fn period(&self) -> Option<Period> {
        match (&self.row.told, &self.column.told) {
            (Told::Nothing, Told::One(period)) | (Told::One(period), Told::Nothing) => Some(*period),
            (Told::One(_) | Told::Open, Told::One(_) | Told::Open) => self.joint_period(),
            _ => None,
        }
    }

    /// "2015" beside "Q1".
    fn joint_period(&self) -> Option<Period> {
        let mut lines = vec![self.row.label];
        lines.extend(self.column.lines.iter().map(String::as_str));
        match period::read(&lines, &self.context.options, &self.context.dates).told {
            Told::One(period) => Some(period),
            _ => None,
        }
    }

    /// The period of the column that a share stands beside, where its own heads say no more than the year.
    fn period_beside(&self) -> Option<Period> {
        let beside = self.at.checked_sub(1).and_then(|at| self.under.columns.all.get(at));
        match (&self.column.told, beside) {
            (Told::One(own), Some(Column { told: Told::One(period), comparing: None, .. })) => {
                own.contains(period).then_some(*period)
            }
            (Told::Nothing | Told::Open, Some(Column { told: Told::One(period), comparing: None, .. })) => {
                Some(*period)
            }
            _ => None,
        }
    }
}

/// What a number is of.
struct Subject {
    metric: Option<Metric>,
    entity: Option<String>,
    set_apart: Option<Doubt>,
    doubt: Option<Doubt>,
}

/// What is said of it.
struct Said {
    measure: Measure,
    period: Option<Period>,
    versus: Option<Period>,
    /// Of a comparison, its unit and the power of ten from the number to what is kept.
    unit: Option<(Unit, i32)>,
    doubt: Option<Doubt>,
}

/// A period that fits the metric: what runs over time is not of a day.
fn fitting(period: Option<Period>, metric: &Metric, measure: Measure) -> (Option<Period>, Option<Doubt>) {
    let runs = metric.nature() == Some(Nature::Flow);
    match period {
        Some(period) if period.is_instant() && runs => (None, Some(Doubt::Period)),
        None if !measure.compares() => (None, Some(Doubt::Period)),
        period => (period, None),
    }
}

/// What companies call themselves.
const COMPANIES: &[&str] = &[
    "inc", "inc.", "corp", "corp.", "ltd", "ltd.", "plc", "llc", "ag", "se", "nv", "n.v.", "s.a.", "sa", "co.",
    "holdings", "oyj", "ab", "asa", "gmbh", "kk", "spa", "s.p.a.",
];

fn is_company(name: &str) -> bool {
    name.split_whitespace()
        .next_back()
        .is_some_and(|last| COMPANIES.iter().any(|known| known.eq_ignore_ascii_case(last)))
}
