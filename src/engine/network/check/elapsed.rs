//! Years between two times.

use jiff::civil::Date;

use super::{Found, decided, party};
use crate::engine::judge::{Stated, judge};
use crate::engine::network::Network;
use crate::engine::solve::FormulaText;
use crate::finding::Finding;
use crate::identity::{ELAPSED, Role};
use crate::model::{Figure, Measure, Period};
use crate::num::{End, Exact, Interval};

/// Whether a figure says how many years lie between its period and the one it is compared with.
pub(super) fn is_elapsed(figure: &Figure) -> bool {
    figure.measure == Measure::Change && figure.versus.is_some() && figure.unit.is_years()
}

impl Network<'_> {
    /// Each stated number of years against the two times that it lies between.
    pub(super) fn check_elapsed(&self, found: &mut Vec<Found>) {
        for (index, figure) in
            self.figures.iter().enumerate().filter(|(_, figure)| is_elapsed(figure) && !figure.trusted)
        {
            found.extend(self.check_years(index, figure));
        }
    }

    fn check_years(&self, index: usize, figure: &Figure) -> Option<Found> {
        let years = years(figure);
        let mut stated = party("stated", figure, None);
        stated.value.interval = years.loose.clone();
        let finding = self.finding(index, ELAPSED.name.clone(), vec![stated])?;
        let times = figure.period.zip(figure.versus);
        let times =
            times.and_then(|(later, earlier)| Some((time(Role::Later, &later)?, time(Role::Earlier, &earlier)?)));
        let finding = match times {
            None => Finding { missing: "the later of the two times".into(), ..finding },
            Some((later, earlier)) => match judge(&ELAPSED, &years, &[later, earlier]) {
                Ok(judgement) => decided(finding, judgement),
                Err(missing) => Finding { missing: missing.to_string().into(), ..finding },
            },
        };
        Some(Found { position: index, figures: vec![index], finding })
    }
}

/// A number of years as people count them: rounded to the nearest, or completed ones.
fn years(figure: &Figure) -> Stated {
    let stated = Stated::of(Role::Years, figure);
    let next = &stated.nominal + &Exact::one();
    let completed = Interval::new(End::Closed(stated.nominal.clone()), End::Open(next));
    let widened =
        |interval: &Interval| completed.as_ref().map_or(interval.clone(), |completed| interval.hull(completed));
    Stated { tight: widened(&stated.tight), loose: widened(&stated.loose), ..stated }
}

/// A time in years: anything from the beginning of its first day to the end of its last.
fn time(role: Role, period: &Period) -> Option<Stated> {
    let (start, end) = (moment(period.start())?, moment(period.last_day().tomorrow().ok()?)?);
    let interval = Interval::new(End::Closed(start.clone()), End::Open(end))?;
    Some(Stated::derived(role, start, interval.clone(), interval, FormulaText::atom(period.to_string())))
}

/// The beginning of a day in years: 1988-01-01 is 1988, and half of a year later is 1988.5.
fn moment(day: Date) -> Option<Exact> {
    let passed = Exact::from(i64::from(day.day_of_year()).saturating_sub(1))
        .checked_div(&Exact::from(i64::from(day.days_in_year())))?;
    Some(Exact::from(i64::from(day.year())) + passed)
}
