//! Figures that are computed by another formula than they are stated to be, and digits that are cut off.

use super::{Attempt, Case};
use crate::finding::SlipKind;
use crate::identity::Role;
use crate::model::{Measure, Unit};
use crate::num::{Convention, Exact, Rounding};

pub(super) fn attempts(case: &Case<'_>) -> Vec<Attempt> {
    let mut attempts: Vec<Attempt> = truncated(case).into_iter().collect();
    attempts.extend(comparison(case).unwrap_or_default());
    attempts
}

/// A growth, change or multiple by the formula of another.
fn comparison(case: &Case<'_>) -> Option<Vec<Attempt>> {
    let (tested, demand) = case.tested().filter(|(tested, _)| tested.figure.measure.compares())?;
    let (current, prior) = (case.member(Role::Current)?, case.member(Role::Prior)?);
    let (later, earlier) = (&current.stated.nominal, &prior.stated.nominal);
    let (later_text, earlier_text) = (&current.stated.text, &prior.stated.text);
    let change = later - earlier;
    let times = later.checked_div(earlier);
    let growth = change.checked_div(earlier);
    let right = &demand.required.nominal;
    let moved = if change.is_negative() { "fell" } else { "rose" };
    let mut formulas: Vec<(SlipKind, Option<Exact>, String)> = Vec::new();
    if tested.stated.role != Role::Multiple {
        let reason = format!("it {moved}, from {earlier_text} to {later_text}");
        formulas.push((SlipKind::WrongDirection, Some(-right), reason));
    }
    match tested.stated.role {
        Role::Growth => {
            let reason = format!("the change is measured on {later_text} instead of {earlier_text}");
            let on_the_later = change.checked_div(later).filter(|_| later.is_positive());
            formulas.push((SlipKind::WrongBase, on_the_later, reason));
            let reason = "that is how many times the base it is, not by how much it grew";
            formulas.push((SlipKind::MultipleForGrowth, times, reason.to_owned()));
        }
        Role::Multiple => {
            let reason = "that is by how much it grew, not how many times the base it is";
            formulas.push((SlipKind::GrowthForMultiple, growth, reason.to_owned()));
        }
        Role::Change if tested.figure.measure == Measure::Change && prior.figure.unit == Unit::Percent => {
            let reason = "that is the relative change in percent, not the difference in percentage points";
            formulas.push((SlipKind::PercentForPoints, growth, reason.to_owned()));
        }
        _ => {}
    }
    Some(formulas.into_iter().filter_map(|(kind, wrong, reason)| by_formula(case, kind, &wrong?, reason)).collect())
}

/// The tested figure as another formula gives it, if that prints as it is stated.
///
/// The window is twice the distance by which the formula's value misses the figure, at least a fifth of a unit and never more than one: a
/// closer match is less likely by chance.
pub(super) fn by_formula(case: &Case<'_>, kind: SlipKind, wrong: &Exact, reason: impl Into<String>) -> Option<Attempt> {
    let (tested, demand) = case.tested()?;
    let mut attempt = Attempt::new(kind, reason);
    if tested.stated.printed(wrong) == tested.stated.nominal {
        let right = &demand.required.nominal;
        let miss = (wrong - &tested.stated.nominal).abs();
        let window = (&miss + &miss).max(Exact::scaled(2, tested.stated.place.saturating_sub(1)));
        let numeral =
            if case.rate.is_some() { tested.stated.numeral_like(right) } else { tested.stated.numeral_of(right) };
        attempt.weigh(&window, &(wrong - right), case.reading(0, numeral?));
    }
    Some(attempt)
}

/// Digits cut off instead of rounded. It is not weighed against chance: all it says is that the gap is less than one unit and
/// towards zero, which is what cutting off gives, and such a gap is a warning only.
fn truncated(case: &Case<'_>) -> Option<Attempt> {
    let mut attempt = Attempt::new(SlipKind::Truncated, "digits are cut off instead of rounded");
    let candidates = if case.is_of_equals() { case.members.len() } else { 1 };
    for (at, member, demand) in case.members().take(candidates) {
        let right = &demand.required.nominal;
        let towards_zero = if right.is_negative() { Rounding::Up } else { Rounding::Down };
        let cut = right.round_to_place(member.stated.place, towards_zero);
        if member.stated.convention == Convention::Nearest && cut == member.stated.nominal {
            attempt.weigh(&Exact::zero(), &Exact::one(), case.reading(at, member.stated.numeral_of(right)?));
        }
    }
    Some(attempt)
}
