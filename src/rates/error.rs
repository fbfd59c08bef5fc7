//! Why a rate cannot be given.

use std::error::Error;
use std::fmt;

use jiff::civil::Date;

use super::rate::Asked;
use crate::model::{Currency, Replaced};

/// The first and the last day of which fixings are known.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub struct Known {
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
}

/// A rate that the book does not know. Each message names the range that it does know.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum RateError {
    /// The book has no fixing of the currency.
    #[non_exhaustive]
    Unknown {
        /// The currency without fixings.
        currency: Currency,
        /// The days that the book covers for other currencies.
        known: Known,
    },
    /// Both currencies have fixings, but there is no day from which a cross could be made.
    #[non_exhaustive]
    NoCommonDay {
        /// The currency converted from.
        from: Currency,
        /// The currency converted to.
        to: Currency,
        /// The days that the book covers.
        known: Known,
    },
    /// The time asked for begins before the first fixing.
    #[non_exhaustive]
    BeforeFirst {
        /// The currency converted from.
        from: Currency,
        /// The currency converted to.
        to: Currency,
        /// The time asked for.
        asked: Asked,
        /// The days known of the pair.
        known: Known,
    },
    /// The time asked for ends after the last fixing, and the book ends there.
    #[non_exhaustive]
    AfterLast {
        /// The currency converted from.
        from: Currency,
        /// The currency converted to.
        to: Currency,
        /// The time asked for.
        asked: Asked,
        /// The days known of the pair.
        known: Known,
    },
    /// One of the currencies has no fixings any more, while the book goes on.
    #[non_exhaustive]
    Discontinued {
        /// The currency whose fixings ended.
        currency: Currency,
        /// The currency converted from.
        from: Currency,
        /// The currency converted to.
        to: Currency,
        /// The time asked for.
        asked: Asked,
        /// The days known of the pair.
        known: Known,
    },
    /// The fixings are interrupted for more than a week.
    #[non_exhaustive]
    Gap {
        /// The currency converted from.
        from: Currency,
        /// The currency converted to.
        to: Currency,
        /// The time asked for.
        asked: Asked,
        /// The last fixing before the gap.
        after: Date,
        /// The first fixing behind it.
        before: Date,
        /// The days known of the pair.
        known: Known,
    },
    /// No fixing was made on any day of the range, such as a weekend.
    #[non_exhaustive]
    NoFixing {
        /// The currency converted from.
        from: Currency,
        /// The currency converted to.
        to: Currency,
        /// The time asked for.
        asked: Asked,
        /// The days known of the pair.
        known: Known,
    },
    /// The range holds no day.
    #[non_exhaustive]
    EmptyRange {
        /// The first day.
        start: Date,
        /// The day after the last.
        end: Date,
    },
}

impl fmt::Display for Known {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} to {}", self.first, self.last)
    }
}

impl fmt::Display for RateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RateError::Unknown { currency, known } => unknown(f, *currency, known),
            RateError::NoCommonDay { from, to, known } => write!(
                f,
                "no rate from {from} to {to}: no day from {known} has fixings that connect the two; \
                 add a file of rates between them with --rates FILE"
            ),
            RateError::BeforeFirst { from, to, asked, known } => write!(
                f,
                "no rate from {from} to {to} for {asked}: that is before the first fixing; fixings of the pair are known \
                 from {known}; add earlier ones with --rates FILE"
            ),
            RateError::AfterLast { from, to, asked, known } => write!(
                f,
                "no rate from {from} to {to} for {asked}: that is after the last fixing; fixings of the pair are known \
                 from {known}; give a newer history with --rates FILE"
            ),
            RateError::Discontinued {
                currency,
                from,
                to,
                asked,
                known,
            } => {
                write!(f, "no rate from {from} to {to} for {asked}: ")?;
                discontinued(f, *currency, known)
            }
            RateError::Gap {
                from,
                to,
                asked,
                after,
                before,
                known,
            } => write!(
                f,
                "no rate from {from} to {to} for {asked}: no fixing between {after} and {before}; fixings of the pair \
                 are known from {known}, apart from such gaps; fill it with --rates FILE"
            ),
            RateError::NoFixing { from, to, asked, known } => write!(
                f,
                "no rate from {from} to {to} for {asked}: no fixing was made on those days; fixings of the pair are known \
                 from {known}; ask for a longer range, or for one day"
            ),
            RateError::EmptyRange { start, end } => write!(
                f,
                "no average for a range that starts on {start} and ends before {end}: it holds no day; it must end after it starts"
            ),
        }
    }
}

fn unknown(f: &mut fmt::Formatter<'_>, currency: Currency, known: &Known) -> fmt::Result {
    let name = currency.name();
    write!(
        f,
        "no fixings of {currency} ({name}) are known: the rates from {known} do not hold it; "
    )?;
    match currency.replaced() {
        Some(replaced) => {
            write_replaced(f, currency, &replaced)?;
            write!(
                f,
                ": convert at that ratio, or add a file of {currency} rates with --rates FILE"
            )
        }
        None => write!(f, "add a file of {currency} rates with --rates FILE"),
    }
}

fn discontinued(f: &mut fmt::Formatter<'_>, currency: Currency, known: &Known) -> fmt::Result {
    write!(
        f,
        "the fixings of {currency} ended; those of the pair are known from {known}; "
    )?;
    match currency.replaced() {
        Some(replaced) => {
            write_replaced(f, currency, &replaced)?;
            write!(f, ": from then on convert at that ratio")
        }
        None => write!(f, "add later ones with --rates FILE"),
    }
}

fn write_replaced(f: &mut fmt::Formatter<'_>, old: Currency, replaced: &Replaced) -> fmt::Result {
    let Replaced { by, ratio, on, .. } = replaced;
    write!(f, "{by} replaced {old} on {on} at {ratio} {old} for 1 {by}")
}

impl Error for RateError {}
