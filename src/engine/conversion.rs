//! Stated conversions: which rate the writer may have used.
//!
//! The writer's rate is unknown, so every convention is tried: the closing rate of the period, its average, the rate of the day on
//! which the figures were published and, for a convenience translation, the closing rate of the last period that the document
//! reports; then any rate between the lowest and the highest fixing from the beginning of the period to the day of publication,
//! or to the newest where that day is not known, since writers often use the day of the story for every period in it. A
//! conversion is inconsistent only if none of those ties.

use jiff::civil::Date;

use super::judge::{Judgement, Stated, judge};
use crate::finding::Verdict;
use crate::identity::CONVERSION;
use crate::model::{Currency, Figure, Period};
use crate::num::{Exact, Interval, Rounding};
use crate::rates::{Book, Rate};

/// The significant digits of a rate in an explanation.
const RATE_DIGITS: u8 = 5;

/// The days whose rates a writer may have used besides those of the period.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Days {
    /// When the figures were published.
    pub(super) published: Option<Date>,
    /// The end of the last period that the document reports.
    pub(super) latest: Option<Date>,
}

/// What was judged with the explanation of it, or what is missing to decide.
pub(super) type Tested = Result<(Judgement, String), String>;

/// Tests `converted` against `amount`, whose readings are `stated`, in this order.
///
/// # Errors
/// What is missing to decide.
pub(super) fn test(book: &Book, amount: &Figure, converted: &Figure, stated: &[Stated; 2], days: Days) -> Tested {
    let (Some(from), Some(to)) = (amount.unit.currency(), converted.unit.currency()) else {
        return Err("a currency".to_owned());
    };
    let Some(period) = converted.period else {
        return Err("the period, which the rate depends on".to_owned());
    };
    let conventions = conventions(book, from, to, &period, days);
    let judged: Vec<(Judgement, &str, &Rate)> =
        conventions.iter().filter_map(|(name, rate)| Some((judged_at(stated, rate)?, name.as_str(), rate))).collect();
    match judged.iter().min_by_key(|(judgement, _, _)| judgement.verdict) {
        Some((best, _, _)) if best.verdict != Verdict::Inconsistent => Ok((best.clone(), explanation(stated, &judged))),
        _ => test_at_any_fixing(book, (from, to), &period, stated, days.published),
    }
}

/// The conventions that the book has a rate for, by name.
fn conventions(book: &Book, from: Currency, to: Currency, period: &Period, days: Days) -> Vec<(String, Rate)> {
    let on = |day: Date| book.on(from, to, day).ok();
    let average = || {
        let end = period.end_exclusive().filter(|_| !period.is_instant())?;
        book.average(from, to, period.start(), end).ok()
    };
    let published = days.published.filter(|day| *day != period.last_day());
    let latest = days.latest.filter(|day| *day > period.last_day() && days.published != Some(*day));
    let rates = [
        on(period.last_day()).map(|rate| (format!("the closing rate of {}", rate.last), rate)),
        average().map(|rate| (format!("the average of {period}"), rate)),
        published.and_then(on).map(|rate| (format!("the rate of {}, when it was published", rate.last), rate)),
        latest
            .and_then(on)
            .map(|rate| (format!("the closing rate of {}, as a convenience translation", rate.last), rate)),
    ];
    rates.into_iter().flatten().collect()
}

fn judged_at(stated: &[Stated; 2], rate: &Rate) -> Option<Judgement> {
    let [converted, amount] = stated;
    let text = rate.value.to_plain(RATE_DIGITS, Rounding::Nearest);
    let rate = Stated::rate(rate.value.clone(), Interval::point(rate.value.clone()), text);
    judge(&CONVERSION, converted, &[amount.clone(), rate]).ok()
}

/// A rate turned so that it is at least 1, as people quote it: yuan per dollar.
fn quoted(value: &Exact, from: Currency, to: Currency) -> String {
    let turned = if *value < Exact::one() { value.recip() } else { None };
    let (value, one, other) = match &turned {
        Some(turned) => (turned, from, to),
        None => (value, to, from),
    };
    format!("{} {}/{}", value.to_plain(RATE_DIGITS, Rounding::Nearest), one.code(), other.code())
}

fn explanation([converted, amount]: &[Stated; 2], judged: &[(Judgement, &str, &Rate)]) -> String {
    let mut judged: Vec<&(Judgement, &str, &Rate)> = judged.iter().collect();
    judged.sort_by_key(|(judgement, _, _)| judgement.verdict);
    let ties: Vec<String> = judged
        .iter()
        .map(|(judgement, name, rate)| {
            format!("{} at {name}, {}", how(judgement.verdict), quoted(&rate.value, rate.from, rate.to))
        })
        .collect();
    format!("{} for {} ties {}", converted.text, amount.text, ties.join("; "))
}

fn how(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Exact => "exactly",
        Verdict::Rounding => "within rounding",
        Verdict::Approximate => "loosely",
        _ => "not",
    }
}

/// The rates of the conventions, each of which may be any between the lowest and the highest fixing; for telling what slip a
/// writer made, who used one of them.
pub(super) fn rates(book: &Book, amount: &Figure, converted: &Figure, days: Days) -> Vec<Stated> {
    let (Some(from), Some(to), Some(period)) = (amount.unit.currency(), converted.unit.currency(), converted.period)
    else {
        return Vec::new();
    };
    let range = any_fixing(book, (from, to), &period, days.published).ok();
    let Some(range) = range.and_then(|(low, high, _)| Interval::closed(low, high)) else {
        return Vec::new();
    };
    let stated = |(name, rate): (String, Rate)| Stated::rate(rate.value, range.clone(), name);
    conventions(book, from, to, &period, days).into_iter().map(stated).collect()
}

/// The lowest and the highest fixing from the beginning of a period to the day of publication or the newest, with the last day.
///
/// # Errors
/// What is missing to know them.
pub(super) fn any_fixing(
    book: &Book,
    (from, to): (Currency, Currency),
    period: &Period,
    published: Option<Date>,
) -> Result<(Exact, Exact, Date), String> {
    let last = published.map_or(book.last_date(), |day| day.max(period.last_day()).min(book.last_date()));
    let end = last.tomorrow().unwrap_or(last);
    let range = book.extremes(from, to, period.start(), end).map_err(|error| error.to_string())?;
    let known = book.on(from, to, period.last_day()).map_err(|error| error.to_string());
    match range {
        Some((low, high)) => known.map(|_| (low, high, last)),
        None => Err(known.err().unwrap_or_else(|| "a fixing".to_owned())),
    }
}

/// A range of rates in a formula.
pub(super) fn range_text(low: &Exact, high: &Exact, from: Currency, to: Currency) -> String {
    format!("({} to {})", quoted(low, from, to), quoted(high, from, to))
}

/// Tests two amounts of money, in the order in which one is converted to the other, at rates of no convention: any between the lowest
/// and the highest fixing from the beginning of a period to publication.
///
/// # Errors
/// What is missing to decide.
pub(super) fn test_at_any_fixing(
    book: &Book,
    (from, to): (Currency, Currency),
    period: &Period,
    stated: &[Stated; 2],
    published: Option<Date>,
) -> Tested {
    let (low, high, last) = any_fixing(book, (from, to), period, published)?;
    let interval = Interval::closed(low.clone(), high.clone()).ok_or("a fixing")?;
    let rate = Stated::rate(Exact::midpoint(&low, &high), interval, range_text(&low, &high, from, to));
    let [converted, amount] = stated;
    let judgement = judge(&CONVERSION, converted, &[amount.clone(), rate]).map_err(|missing| missing.to_string())?;
    let implied = converted.nominal.checked_div(&amount.nominal);
    let implied = implied.map_or(String::new(), |rate| format!(" imply {}, which", quoted(&rate, from, to)));
    let outcome = if judgement.verdict == Verdict::Inconsistent { "no fixing" } else { "a rate between the fixings" };
    let range = format!("{} to {}", quoted(&low, from, to), quoted(&high, from, to));
    let (converted, amount) = (&converted.text, &amount.text);
    let explanation =
        format!("{converted} for {amount}{implied} {outcome} from {} to {last} gives ({range})", period.start());
    // A midpoint is no rate that anyone used: digits that happen to match prove nothing.
    let verdict = if judgement.verdict == Verdict::Exact { Verdict::Rounding } else { judgement.verdict };
    Ok((Judgement { verdict, ..judgement }, explanation))
}
