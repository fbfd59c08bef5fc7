//! Which rate translates a figure: by its metric's nature, or as the user says.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::finding::{Missing, RateUsed};
use crate::model::{Currency, Metric, Nature, Period};
use crate::rates::{Asked, Book, Rate, RateError, RateKind};

/// Which rate a translation takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Basis {
    /// Flows at the average of their period, stocks at its closing rate: IAS 21.39-40.
    #[default]
    Ias21,
    /// Everything at the closing rate of its period: a convenience translation.
    Closing,
    /// Everything at the average of its period.
    Average,
    /// Everything at the fixing of one day.
    On(Date),
    /// Everything at the average of one range of days; the end is not included.
    Over(Date, Date),
}

/// Translates amounts into one currency.
pub struct Translation<'b> {
    book: &'b Book,
    to: Currency,
    basis: Basis,
    known: HashMap<(Currency, When), Result<Arc<RateUsed>, Missing>>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum When {
    Day(Date),
    Range(Date, Date),
}

impl<'b> Translation<'b> {
    /// Translates into `to` at rates from `book`.
    pub fn new(book: &'b Book, to: Currency, basis: Basis) -> Self {
        Translation { book, to, basis, known: HashMap::new() }
    }

    /// The currency translated into.
    pub fn currency(&self) -> Currency {
        self.to
    }

    /// The rate for a figure of this metric and period.
    ///
    /// # Errors
    /// [`Missing::NoFixing`] with what is known, where the book has no rate or the figure no period.
    pub fn rate(&mut self, from: Currency, metric: &Metric, period: Option<Period>) -> Result<Arc<RateUsed>, Missing> {
        let asked = self.asked(metric, period)?;
        let (book, to) = (self.book, self.to);
        self.known.entry((from, asked)).or_insert_with(|| look_up(book, from, to, asked)).clone()
    }

    fn asked(&self, metric: &Metric, period: Option<Period>) -> Result<When, Missing> {
        match self.basis {
            Basis::On(date) => return Ok(When::Day(date)),
            Basis::Over(start, end) => return Ok(When::Range(start, end)),
            _ => {}
        }
        let period = period.ok_or_else(|| Missing::NoFixing("the figure has no period".to_owned()))?;
        let average = match self.basis {
            Basis::Average => true,
            Basis::Closing => false,
            // A metric of unknown nature is taken for what its period says: a moment or a time.
            _ => metric.nature() != Some(Nature::Stock),
        };
        match period.end_exclusive() {
            Some(end) if average && !period.is_instant() => Ok(When::Range(period.start(), end)),
            _ => Ok(When::Day(period.last_day())),
        }
    }
}

fn look_up(book: &Book, from: Currency, to: Currency, asked: When) -> Result<Arc<RateUsed>, Missing> {
    let rate = match asked {
        When::Day(date) => book.on(from, to, date),
        When::Range(start, end) => book.average(from, to, start, end),
    };
    rate.map(|rate| Arc::new(used(rate))).map_err(|error: RateError| Missing::NoFixing(error.to_string()))
}

/// A rate of the book as it is reported.
pub fn used(rate: Rate) -> RateUsed {
    let asked = match rate.asked {
        Asked::Day(date) => date.to_string(),
        Asked::Range { start, end } => match end.yesterday() {
            Ok(last) => format!("{start}..{last}"),
            Err(_) => format!("{start}.."),
        },
    };
    let kind = match rate.kind {
        _ if rate.fixings == 0 => "definition",
        RateKind::Average => "average",
        _ => "fixing",
    };
    RateUsed {
        stale_days: rate.stale_days(),
        value: rate.value,
        from: rate.from,
        to: rate.to,
        asked,
        first: rate.first,
        last: rate.last,
        fixings: rate.fixings,
        kind,
        source: rate.source,
    }
}
