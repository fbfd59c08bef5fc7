//! One row: its cells made into a figure, and a second one for the short form of growth.

use std::sync::Arc;

use super::Options;
use super::columns::{Column, Columns};
use super::error::RowError;
use crate::model::{Figure, FiscalYearEnd, Kind, Measure, Metric, Origin, Period, Unit, written_power};
use crate::num::{End, Exact, Interval, Reported, Written, parse, scale_power};
use crate::text::Record;

/// A row of a figure CSV.
pub struct Row {
    /// The figure of the `value` column.
    pub level: Figure,
    /// The figure of the `growth` column, if there is one.
    pub growth: Option<Figure>,
    /// The row as it stands in the file.
    pub record: Record,
}

/// Texts that many rows share, kept once.
#[derive(Default)]
pub(super) struct Texts {
    entity: Option<Arc<str>>,
    holder: Option<Arc<str>>,
    document: Option<Arc<str>>,
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
    pub(super) fn build(&self, texts: &mut Texts) -> Checked<(Figure, Option<Figure>)> {
        self.check_cells()?;
        let mut errors = Vec::new();
        let entity = kept(self.needed(Column::Entity, "who reports"), &mut errors);
        let metric = kept(self.needed(Column::Metric, "a line item such as revenue"), &mut errors);
        let year_end = kept(self.fiscal_year_end(entity.unwrap_or_default()), &mut errors).unwrap_or_default();
        let period = kept(self.period(Column::Period, year_end), &mut errors);
        let versus = kept(self.period(Column::Versus, year_end), &mut errors);
        let measure = kept(self.measure(), &mut errors);
        let number = kept(self.number(measure.unwrap_or_default()), &mut errors);
        let growth = kept(self.growth(), &mut errors);
        let (Some(entity), Some(metric), Some(period), Some(versus), Some(measure), Some(number), Some(growth), true) =
            (entity, metric, period, versus, measure, number, growth, errors.is_empty())
        else {
            return Err(errors);
        };
        let metric = Metric::parse(metric);
        self.check_meaning(&metric, measure, &number)?;
        let level = Figure {
            entity: shared(&mut texts.entity, entity),
            metric,
            period,
            measure,
            versus,
            holder: self.optional(Column::Holder).map(|holder| shared(&mut texts.holder, holder)),
            reported: number.reported,
            unit: number.unit,
            compares: None,
            bounds: number.bounds,
            convention: self.options.convention,
            origin: self.origin(texts),
        };
        let growth = growth.map(|reported| growth_of(&level, reported));
        Ok((level, growth))
    }

    fn error(&self, column: Column, message: String) -> Vec<RowError> {
        let place = self.record.place_of(self.columns.index(column).unwrap_or(0), self.source);
        vec![RowError::new(place, Some(column), message, self.record)]
    }

    fn check_cells(&self) -> Checked<()> {
        let (found, expected) = (self.record.len(), self.columns.width);
        if found != expected {
            let place = self.record.place_of(expected.min(found.saturating_sub(1)), self.source);
            let message = format!("found {found} cells; expected {expected}, one for each column of the header");
            return Err(vec![RowError::new(place, None, message, self.record)]);
        }
        let mut errors = Vec::new();
        for index in 0..found {
            if let Err(problem) = self.record.text(index) {
                let place = self.record.place_of(index, self.source);
                errors.push(RowError::new(place, None, problem.to_string(), self.record));
            }
        }
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }

    /// The text of a column's cell; empty where the file has no such column. The cells were checked before.
    fn text(&self, column: Column) -> &str {
        self.columns.index(column).and_then(|index| self.record.text(index).ok()).unwrap_or("")
    }

    fn optional(&self, column: Column) -> Option<&str> {
        Some(self.text(column)).filter(|text| !text.is_empty())
    }

    fn needed(&self, column: Column, expected: &str) -> Checked<&str> {
        self.optional(column).ok_or_else(|| self.error(column, format!("found nothing; expected {expected}")))
    }

    fn origin(&self, texts: &mut Texts) -> Origin {
        let document = match (self.optional(Column::Source), self.optional(Column::Location)) {
            (Some(source), Some(location)) => Some(shared(&mut texts.document, &format!("{source}:{location}"))),
            (Some(text), None) | (None, Some(text)) => Some(shared(&mut texts.document, text)),
            (None, None) => None,
        };
        Origin { file: Arc::clone(self.source), line: self.record.line(), document }
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

    fn period(&self, column: Column, year_end: FiscalYearEnd) -> Checked<Option<Period>> {
        match self.optional(column) {
            None => Ok(None),
            Some(text) => {
                Period::parse(text, year_end).map(Some).map_err(|error| self.error(column, error.to_string()))
            }
        }
    }

    fn measure(&self) -> Checked<Measure> {
        let text = self.text(Column::Measure);
        Measure::parse(text).ok_or_else(|| {
            let shown: String = text.chars().take(40).collect();
            self.error(Column::Measure, format!("`{shown}` is not a measure; expected one of {}", Measure::names()))
        })
    }

    /// The value with its unit, its scale and its explicit ends.
    fn number(&self, measure: Measure) -> Checked<Number> {
        let scale = self.scale()?;
        let written = self.written(Column::Value)?;
        let unit_text = self.unit_text(measure, &written);
        let unit =
            Unit::of_written(&written, unit_text).map_err(|error| self.error(Column::Value, error.to_string()))?;
        let power = scale.saturating_add(written_power(&written, unit_text));
        let reported = written.reported.times_power_of_ten(power);
        if reported.nominal().magnitude() > MAX_MAGNITUDE {
            return Err(
                self.error(Column::Value, "with its scale, is out of range; figures up to 10^28 are exact".to_owned())
            );
        }
        let bounds = self.bounds(&reported, unit, scale)?;
        Ok(Number { reported, unit, bounds })
    }

    /// A bare multiple is a number of times; everything else must say what it counts.
    fn unit_text(&self, measure: Measure, written: &Written<'_>) -> &str {
        match self.text(Column::Unit) {
            "" if measure == Measure::Multiple && written.mark.is_none() => "x",
            text => text,
        }
    }

    fn written(&self, column: Column) -> Checked<Written<'_>> {
        parse(self.text(column), self.options.style).map_err(|error| self.error(column, error.to_string()))
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
        let shown: String = text.chars().take(40).collect();
        Err(self.error(
            Column::Scale,
            format!("`{shown}` is not a scale; expected thousand, million, billion, trillion, lakh, crore, or a power of ten such as 1000"),
        ))
    }

    /// The explicit ends, in the unit of the value and with the scale column's power, whichever of the two is given.
    fn bounds(&self, reported: &Reported, unit: Unit, scale: i32) -> Checked<Option<Interval>> {
        let low = self.end(Column::Low, unit, scale)?;
        let high = self.end(Column::High, unit, scale)?;
        if low.is_none() && high.is_none() {
            return Ok(None);
        }
        let closed = |end: Option<Exact>| end.map_or(End::Unbounded, End::Closed);
        let column = if low.is_some() { Column::Low } else { Column::High };
        let Some(interval) = Interval::new(closed(low), closed(high)) else {
            return Err(self.error(column, "is above high; expected low, value and high in this order".to_owned()));
        };
        if !interval.contains(&reported.nominal()) {
            return Err(
                self.error(column, "leaves the value outside; expected low, value and high in this order".to_owned())
            );
        }
        Ok(Some(interval))
    }

    fn end(&self, column: Column, unit: Unit, scale: i32) -> Checked<Option<Exact>> {
        if self.optional(column).is_none() {
            return Ok(None);
        }
        let written = self.written(column)?;
        let own = unit.to_string();
        let said = Unit::of_written(&written, &own).map_err(|error| self.error(column, error.to_string()))?;
        if said != unit {
            return Err(self.error(column, format!("is in {said} and the value in {unit}; expected one unit")));
        }
        let power = scale.saturating_add(written_power(&written, &own));
        Ok(Some(written.reported.times_power_of_ten(power).nominal()))
    }

    fn growth(&self) -> Checked<Option<Reported>> {
        if self.optional(Column::Growth).is_none() {
            return Ok(None);
        }
        let written = self.written(Column::Growth)?;
        let unit = Unit::of_written(&written, "").map_err(|error| self.error(Column::Growth, error.to_string()))?;
        if unit != Unit::Percent {
            return Err(self.error(Column::Growth, format!("is in {unit}; expected a percentage such as 54%")));
        }
        Ok(Some(written.reported.times_power_of_ten(unit.power())))
    }

    /// Unit and size against measure and metric.
    fn check_meaning(&self, metric: &Metric, measure: Measure, number: &Number) -> Checked<()> {
        let fits = match measure {
            Measure::Growth | Measure::Share | Measure::Stake => number.unit == Unit::Percent,
            Measure::Price => matches!(number.unit, Unit::Money(_)),
            Measure::Multiple => number.unit == Unit::Times,
            Measure::Change => number.unit != Unit::Percent && number.unit != Unit::Times,
            Measure::Level => number.unit != Unit::Points,
            Measure::Rate => false,
        };
        if !fits {
            let message = format!("found {}; expected {}", number.unit, expected_unit(measure));
            return Err(self.error(Column::Value, message));
        }
        if measure == Measure::Level && metric.kind() == Some(Kind::Money) && number.unit == Unit::Percent {
            let message =
                format!("found a level of {metric} in %; expected an amount, or growth or share in the column measure");
            return Err(self.error(Column::Value, message));
        }
        if measure == Measure::Stake && !is_part_of_a_whole(&number.reported.nominal()) {
            return Err(self.error(Column::Value, "is no stake; expected more than 0% and at most 100%".to_owned()));
        }
        Ok(())
    }
}

const MAX_MAGNITUDE: i32 = 28;

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
fn growth_of(level: &Figure, reported: Reported) -> Figure {
    Figure {
        measure: Measure::Growth,
        versus: None,
        holder: None,
        reported,
        unit: Unit::Percent,
        compares: Some(level.unit),
        bounds: None,
        ..level.clone()
    }
}
