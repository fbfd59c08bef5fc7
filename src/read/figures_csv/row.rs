//! One row: its cells made into a figure, and a second one for the short form of growth.

use std::sync::Arc;

use super::Options;
use super::columns::{COLUMNS, Column, Columns, byte_problems};
use super::error::RowError;
use crate::model::{
    Aliases, Figure, FiscalYearEnd, Kind, Measure, Metric, Origin, Period, PeriodError, Unit, UnitError, written_power,
};
use crate::num::{End, Exact, Interval, MAX_MAGNITUDE, Reported, Written, parse, scale_power};
use crate::text::{Record, Span};

/// A row of a figure CSV.
pub struct Row {
    /// The figure of the `value` column.
    pub level: Figure,
    /// The figure of the `growth` column, if there is one.
    pub growth: Option<Figure>,
    /// Whether it is certain of what the figures are; otherwise they are carried along, and nothing rests on them.
    pub is_certain: bool,
}

/// What the rows before said: neighbours say much the same, which is then neither kept nor read again.
#[derive(Default)]
pub(super) struct Recent {
    entity: Option<Arc<str>>,
    /// The source's name: each entity has one of its own, since entities are worked on by different threads, and what two
    /// threads count references to slows both down.
    file: Option<Arc<str>>,
    holder: Option<Arc<str>>,
    document: Option<Arc<str>>,
    metric: Last<Metric>,
    period: Last<(FiscalYearEnd, Period)>,
}

/// The last text of its kind and what it was read as.
struct Last<T>(Option<(String, T)>);

impl<T> Default for Last<T> {
    fn default() -> Self {
        Last(None)
    }
}

impl<T> Last<T> {
    fn get(&self, text: &str) -> Option<&T> {
        self.0.as_ref().filter(|(known, _)| known == text).map(|(_, meaning)| meaning)
    }

    fn set(&mut self, text: &str, meaning: T) {
        let mut known = self.0.take().map_or(String::new(), |(known, _)| known);
        known.clear();
        known.push_str(text);
        self.0 = Some((known, meaning));
    }
}

impl Recent {
    fn entity(&mut self, text: &str) -> Arc<str> {
        let same = self.entity.as_deref() == Some(text);
        if !same {
            (self.file, self.holder, self.document) = (None, None, None);
        }
        shared(&mut self.entity, text)
    }

    fn metric(&mut self, text: &str, aliases: &Aliases) -> Metric {
        if let Some(known) = self.metric.get(text) {
            return known.clone();
        }
        let metric = aliases.metric(text);
        self.metric.set(text, metric.clone());
        metric
    }

    fn period(&mut self, text: &str, year_end: FiscalYearEnd) -> Result<Period, PeriodError> {
        match self.period.get(text) {
            Some((known_end, period)) if *known_end == year_end => Ok(*period),
            _ => {
                let period = Period::parse(text, year_end)?;
                self.period.set(text, (year_end, period));
                Ok(period)
            }
        }
    }
}

fn shared(kept: &mut Option<Arc<str>>, text: &str) -> Arc<str> {
    match kept {
        Some(known) if known.as_ref() == text => Arc::clone(known),
        _ => {
            let new: Arc<str> = text.into();
            *kept = Some(Arc::clone(&new));
            new
        }
    }
}

pub(super) struct Builder<'a> {
    pub(super) columns: &'a Columns,
    pub(super) options: &'a Options,
    pub(super) source: &'a Arc<str>,
    pub(super) record: &'a Record,
    /// The texts of its cells by column.
    pub(super) texts: [&'a str; COLUMNS.len()],
}

type Checked<T> = Result<T, Vec<RowError>>;

/// Keeps a value, or adds its errors to those of the row.
fn kept<T>(result: Checked<T>, errors: &mut Vec<RowError>) -> Option<T> {
    match result {
        Ok(value) => Some(value),
        Err(more) => {
            errors.extend(more);
            None
        }
    }
}

impl Builder<'_> {
    /// The figure of a row, and that of its growth column; every problem of the row at once.
    pub(super) fn build(&self, recent: &mut Recent) -> Checked<Row> {
        self.check_cells()?;
        let mut errors = Vec::new();
        let is_certain = kept(self.is_certain(), &mut errors).unwrap_or(true);
        let needed = |column: Column, expected: &str| match self.needed(column, expected) {
            Err(_) if !is_certain => Ok(""),
            needed => needed,
        };
        let entity = kept(needed(Column::Entity, "who reports"), &mut errors).map(|name| self.named(name));
        let metric = kept(needed(Column::Metric, "a line item such as revenue"), &mut errors);
        let year_end = kept(self.fiscal_year_end(entity.unwrap_or_default()), &mut errors).unwrap_or_default();
        let period = kept(self.period(Column::Period, year_end, recent), &mut errors);
        let versus = kept(self.period(Column::Versus, year_end, recent), &mut errors);
        let measure = kept(self.measure(), &mut errors);
        let number = kept(self.number(measure.unwrap_or_default(), is_certain), &mut errors);
        let growth = kept(self.growth(), &mut errors);
        let (Some(entity), Some(metric), Some(period), Some(versus), Some(measure), Some(number), Some(growth), true) =
            (entity, metric, period, versus, measure, number, growth, errors.is_empty())
        else {
            return Err(errors);
        };
        let metric = recent.metric(metric, &self.options.aliases);
        if is_certain {
            self.check_meaning(&metric, measure, &number)?;
        }
        let level = Figure {
            entity: recent.entity(entity),
            metric,
            period,
            measure,
            versus,
            holder: self.optional(Column::Holder).map(|holder| shared(&mut recent.holder, self.named(holder))),
            reported: number.reported,
            unit: number.unit,
            compares: None,
            bounds: number.bounds,
            convention: self.options.convention,
            trusted: self.options.trusted,
            origin: self.origin(recent),
        };
        let growth = growth.map(|reported| growth_of(&level, reported, self.span(Column::Growth)));
        Ok(Row { level, growth, is_certain })
    }

    /// Whether the row's subject is certain, as it is where nothing is said of it.
    fn is_certain(&self) -> Checked<bool> {
        match self.text(Column::Confidence) {
            "" | "certain" => Ok(true),
            "likely" | "unknown" => Ok(false),
            _ => {
                let shown = self.shown(Column::Confidence);
                let message = format!("`{shown}` is no confidence; expected certain, likely or unknown");
                Err(self.error(Column::Confidence, message))
            }
        }
    }

    /// The name that an entity's name stands for, or itself.
    fn named<'n>(&'n self, name: &'n str) -> &'n str {
        self.options.aliases.entity(name).map_or(name, |canonical| canonical.as_ref())
    }

    fn error(&self, column: Column, message: String) -> Vec<RowError> {
        let place = self.record.place_of(self.columns.index(column).unwrap_or(0), self.source);
        vec![RowError::new(place, Some(column), message, self.record)]
    }

    fn check_cells(&self) -> Checked<()> {
        let (found, expected) = (self.record.len(), self.columns.width);
        if found != expected {
            let place = self.record.place_of(expected.min(found.saturating_sub(1)), self.source);
            let cells = if found == 1 { "cell" } else { "cells" };
            let message = format!("found {found} {cells}; expected {expected}, one for each column of the header");
            return Err(vec![RowError::new(place, None, message, self.record)]);
        }
        let errors = byte_problems(self.record, self.source);
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }

    /// The text of a column's cell; empty where the file has no such column. The cells were checked before.
    fn text(&self, column: Column) -> &str {
        self.texts.get(column as usize).copied().unwrap_or("")
    }

    fn optional(&self, column: Column) -> Option<&str> {
        Some(self.text(column)).filter(|text| !text.is_empty())
    }

    fn needed(&self, column: Column, expected: &str) -> Checked<&str> {
        self.optional(column).ok_or_else(|| self.error(column, format!("found nothing; expected {expected}")))
    }

    fn origin(&self, recent: &mut Recent) -> Origin {
        let document = match (self.optional(Column::Source), self.optional(Column::Location)) {
            (Some(source), Some(location)) => Some(shared(&mut recent.document, &format!("{source}:{location}"))),
            (Some(text), None) | (None, Some(text)) => Some(shared(&mut recent.document, text)),
            (None, None) => None,
        };
        let (file, row) = (shared(&mut recent.file, self.source), self.record.line());
        let Span { line, column, end_column, start, end } = self.span(Column::Value);
        Origin { file, row, line, column, end_column, start, end, document, quote: None }
    }

    /// Where a column's cell stands. The file has the column.
    fn span(&self, column: Column) -> Span {
        self.record.span_of(self.columns.index(column).unwrap_or_default())
    }

    fn fiscal_year_end(&self, entity: &str) -> Checked<FiscalYearEnd> {
        if let Some(text) = self.optional(Column::FiscalYearEnd) {
            return text.parse().map_err(|error: crate::model::FiscalYearEndError| {
                self.error(Column::FiscalYearEnd, error.to_string())
            });
        }
        if self.options.fiscal_year_ends.is_empty() {
            return Ok(FiscalYearEnd::default());
        }
        Ok(self.options.fiscal_year_ends.get(&entity.to_lowercase()).copied().unwrap_or_default())
    }

    fn period(&self, column: Column, year_end: FiscalYearEnd, recent: &mut Recent) -> Checked<Option<Period>> {
        match self.optional(column) {
            None => Ok(None),
            Some(text) => {
                recent.period(text, year_end).map(Some).map_err(|error| self.error(column, error.to_string()))
            }
        }
    }

    fn measure(&self) -> Checked<Measure> {
        let text = self.text(Column::Measure);
        Measure::parse(text).ok_or_else(|| {
            let shown = self.shown(Column::Measure);
            self.error(Column::Measure, format!("`{shown}` is not a measure; expected one of {}", Measure::names()))
        })
    }

    /// The value with its unit, which one of an uncertain subject may lack, its scale and its explicit ends; what is wrong with any of these cells.
    fn number(&self, measure: Measure, is_certain: bool) -> Checked<Number> {
        let mut errors = Vec::new();
        let value = kept(self.value(measure, is_certain), &mut errors);
        let scale = kept(self.scale(), &mut errors);
        let unit = value.as_ref().map(|value| value.unit);
        let low = kept(self.end(Column::Low, unit), &mut errors);
        let high = kept(self.end(Column::High, unit), &mut errors);
        let (Some(value), Some(scale), Some(low), Some(high), true) = (value, scale, low, high, errors.is_empty())
        else {
            return Err(errors);
        };
        let reported = value.reported.times_power_of_ten(scale);
        if reported.nominal().magnitude() > MAX_MAGNITUDE {
            let (found, scale) = (self.shown(Column::Value), self.shown(Column::Scale));
            let message = format!(
                "`{found}` with the scale `{scale}` is out of range; figures up to 10^{MAX_MAGNITUDE} are exact"
            );
            return Err(self.error(Column::Value, message));
        }
        let bounds = self.bounds(&reported, [low, high], scale)?;
        Ok(Number { reported, unit: value.unit, bounds })
    }

    /// The number of the value column with its unit, without the power of the scale column.
    fn value(&self, measure: Measure, is_certain: bool) -> Checked<Valued> {
        let written = self.written(Column::Value).map_err(|mut errors| {
            errors.extend(self.unknown_unit());
            errors
        })?;
        let text = unit_text(self.text(Column::Unit), measure, &written);
        let unit = match Unit::of_written(&written, text) {
            Err(UnitError::Missing) if !is_certain => Unit::COUNT,
            unit => unit.map_err(|error| self.unit_error(&error))?,
        };
        Ok(Valued { reported: written.reported.times_power_of_ten(written_power(&written, text)), unit })
    }

    /// What is wrong with the unit column whatever the value says.
    fn unknown_unit(&self) -> Vec<RowError> {
        match Unit::parse(self.text(Column::Unit)) {
            Err(error @ (UnitError::Unknown(_) | UnitError::Scaled(_))) => self.error(Column::Unit, error.to_string()),
            _ => Vec::new(),
        }
    }

    /// What is wrong with the unit, at the cell that says it.
    fn unit_error(&self, error: &UnitError) -> Vec<RowError> {
        let in_column = Unit::parse(self.text(Column::Unit)).is_err_and(|own| own == *error);
        let column = if in_column && *error != UnitError::Missing { Column::Unit } else { Column::Value };
        self.error(column, error.to_string())
    }

    fn written(&self, column: Column) -> Checked<Written<'_>> {
        parse(self.text(column), self.options.style).map_err(|error| self.error(column, error.to_string()))
    }

    /// The beginning of a cell, for a message.
    fn shown(&self, column: Column) -> String {
        self.text(column).chars().take(SHOWN).collect()
    }

    fn scale(&self) -> Checked<i32> {
        let Some(text) = self.optional(Column::Scale) else {
            return Ok(0);
        };
        if let Some(power) = scale_power(text) {
            return Ok(power);
        }
        let plain = parse(text, self.options.style).ok().map(|written| written.reported.nominal());
        let power = plain.as_ref().map(Exact::magnitude).unwrap_or_default();
        if plain.is_some_and(|value| value == Exact::power_of_ten(power) && (0..=12).contains(&power)) {
            return Ok(power);
        }
        let shown = self.shown(Column::Scale);
        Err(self.error(
            Column::Scale,
            format!("`{shown}` is not a scale; expected thousand, million, billion, trillion, lakh, crore, or a power of ten such as 1000"),
        ))
    }

    /// The explicit ends, with the scale column's power, whichever of the two is given.
    fn bounds(&self, reported: &Reported, ends: [Option<Exact>; 2], scale: i32) -> Checked<Option<Interval>> {
        let [low, high] = ends.map(|end| end.map(|end| &end * &Exact::power_of_ten(scale)));
        if low.is_none() && high.is_none() {
            return Ok(None);
        }
        let value = reported.nominal();
        if low.as_ref().zip(high.as_ref()).is_some_and(|(low, high)| low > high) {
            return Err(self.out_of_order(Column::Low, "is above high", Column::High));
        }
        if low.as_ref().is_some_and(|low| *low > value) {
            return Err(self.out_of_order(Column::Low, "is above the value", Column::Value));
        }
        if high.as_ref().is_some_and(|high| *high < value) {
            return Err(self.out_of_order(Column::High, "is below the value", Column::Value));
        }
        let closed = |end: Option<Exact>| end.map_or(End::Unbounded, End::Closed);
        Ok(Interval::new(closed(low), closed(high)))
    }

    fn out_of_order(&self, column: Column, relation: &str, other: Column) -> Vec<RowError> {
        let (found, other) = (self.shown(column), self.shown(other));
        self.error(column, format!("`{found}` {relation}, `{other}`; expected low, value and high in rising order"))
    }

    /// An explicit end in the unit of the value, if that is known.
    fn end(&self, column: Column, unit: Option<Unit>) -> Checked<Option<Exact>> {
        if self.optional(column).is_none() {
            return Ok(None);
        }
        let written = self.written(column)?;
        let Some(unit) = unit else {
            return Ok(None);
        };
        let own = unit.to_string();
        Unit::of_written(&written, &own).map_err(|error| {
            let message = match error {
                UnitError::Conflict(found, _) => format!("found {found}; expected the unit of the value, {unit}"),
                error => error.to_string(),
            };
            self.error(column, message)
        })?;
        Ok(Some(written.reported.times_power_of_ten(written_power(&written, &own)).nominal()))
    }

    fn growth(&self) -> Checked<Option<Reported>> {
        if self.optional(Column::Growth).is_none() {
            return Ok(None);
        }
        let written = self.written(Column::Growth)?;
        match Unit::of_written(&written, "") {
            Ok(Unit::Percent) => Ok(Some(written.reported.times_power_of_ten(Unit::Percent.power()))),
            Ok(unit) => {
                Err(self.error(Column::Growth, format!("found a growth in {unit}; expected a percentage such as 54%")))
            }
            Err(UnitError::Missing) => {
                let shown = self.shown(Column::Growth);
                Err(self.error(Column::Growth, format!("`{shown}` has no unit; expected a percentage such as 54%")))
            }
            Err(error) => Err(self.error(Column::Growth, error.to_string())),
        }
    }

    /// Unit and size against measure and metric.
    fn check_meaning(&self, metric: &Metric, measure: Measure, number: &Number) -> Checked<()> {
        if !measure.fits(number.unit) {
            let message = format!("found {}; expected {}", number.unit, expected_unit(measure));
            return Err(self.error(Column::Value, message));
        }
        if measure == Measure::Level && metric.kind() == Some(Kind::Money) && number.unit == Unit::Percent {
            let message =
                format!("found a level of {metric} in %; expected an amount, or growth or share in the column measure");
            return Err(self.error(Column::Value, message));
        }
        if measure == Measure::Stake && !is_part_of_a_whole(&number.reported.nominal()) {
            let shown = self.shown(Column::Value);
            let message = format!("`{shown}` is no stake; expected more than 0% and at most 100%");
            return Err(self.error(Column::Value, message));
        }
        Ok(())
    }
}

/// The characters of a cell that a message shows.
const SHOWN: usize = 40;

/// The number of the value column and its unit.
struct Valued {
    reported: Reported,
    unit: Unit,
}

/// A bare multiple is a number of times; everything else must say what it counts.
fn unit_text<'t>(text: &'t str, measure: Measure, written: &Written<'_>) -> &'t str {
    if text.is_empty() && measure == Measure::Multiple && written.mark.is_none() { "x" } else { text }
}

struct Number {
    reported: Reported,
    unit: Unit,
    bounds: Option<Interval>,
}

fn is_part_of_a_whole(value: &Exact) -> bool {
    value.is_positive() && *value <= Exact::one()
}

fn expected_unit(measure: Measure) -> &'static str {
    match measure {
        Measure::Growth => "a growth in %; a difference between percentages is a change in pp",
        Measure::Share => "a share in %",
        Measure::Stake => "a stake in %",
        Measure::Price => "a price in a currency",
        Measure::Multiple => "a multiple in x",
        Measure::Change => "a change in the unit of the levels, or in pp where they are percentages",
        Measure::Level => "a level in a currency, in % or in what is counted; pp are a change",
        Measure::Rate => "a rate to be computed",
    }
}

/// The short form: a growth of the row's own subject against one year earlier, in the row's own unit.
fn growth_of(level: &Figure, reported: Reported, span: Span) -> Figure {
    let Span { line, column, end_column, start, end } = span;
    Figure {
        measure: Measure::Growth,
        versus: None,
        holder: None,
        reported,
        unit: Unit::Percent,
        compares: Some(level.unit),
        bounds: None,
        origin: Origin { line, column, end_column, start, end, ..level.origin.clone() },
        ..level.clone()
    }
}
