//! Which of the reasons it is that a book has no rate.

use jiff::civil::Date;

use super::book::{Book, ended};
use super::calendar::{gaps, is_gap};
use super::error::{Known, RateError};
use super::layer::Unit;
use super::pair::Pair;
use super::rate::Asked;
use crate::model::Currency;

/// Why there is no rate for the time asked.
pub(super) fn of(book: &Book, pair: &Pair<'_>, from: Currency, to: Currency, asked: Asked) -> RateError {
    let (Some(first), Some(last)) = (pair.first_from(Date::MIN), pair.last_before(Date::MAX)) else {
        return RateError::NoCommonDay { from, to, known: book.known };
    };
    let known = Known { first: first.day, last: last.day };
    if book.first_due(asked.start(), known.first).is_some() || asked.last() < known.first {
        return RateError::BeforeFirst { from, to, asked, known };
    }
    if asked.last() > known.last && runs_out(book, asked, known) {
        return match discontinued(book, from, to, known.last, asked.last()) {
            Some(currency) => RateError::Discontinued { currency, from, to, asked, known },
            None => RateError::AfterLast { from, to, asked, known },
        };
    }
    match gap(pair, asked) {
        Some((after, before)) => RateError::Gap { from, to, asked, after, before, known },
        None => RateError::NoFixing { from, to, asked, known },
    }
}

/// Whether a time that ends after the last fixing asks for more than that fixing can stand for.
fn runs_out(book: &Book, asked: Asked, known: Known) -> bool {
    match (asked, known.last.tomorrow()) {
        (Asked::Range { start, end }, Ok(next)) => start > known.last || book.first_due(next, end).is_some(),
        _ => true,
    }
}

/// The currency whose end ends the pair: one that was replaced, else one that the book goes on without.
fn discontinued(book: &Book, from: Currency, to: Currency, last: Date, asked: Date) -> Option<Currency> {
    if let Some(currency) = ended(from, to, last, asked) {
        return Some(Unit::of(currency).root);
    }
    if !is_gap(last, book.known.last) {
        return None;
    }
    let goes_on = |currency: Currency| {
        let series = book.routes.touching(&book.layers, Unit::of(currency).root);
        let pair = Pair { routes: series, factor: None, is_layered: false };
        last.tomorrow().is_ok_and(|next| pair.first_from(next).is_some())
    };
    [from, to].into_iter().find(|currency| !goes_on(*currency))
}

/// The first gap that the time asked for touches.
fn gap(pair: &Pair<'_>, asked: Asked) -> Option<(Date, Date)> {
    let start = asked.start();
    let next = asked.last().tomorrow().ok()?;
    let mut days: Vec<Date> = pair.last_before(start).iter().map(|fixing| fixing.day).collect();
    days.extend(pair.fixings(start, next).map(|fixing| fixing.day));
    days.extend(pair.first_from(next).map(|fixing| fixing.day));
    gaps(&days).into_iter().next()
}
