//! True values, rounded as a source may round them, stay possible: every interval that is derived from the rounded figures
//! holds what the true values give.

use std::io::{self, Read};
use std::sync::Arc;

use proptest::prelude::*;
use tieout::engine::{self, Operand, compute};
use tieout::finding::{Appended, Derived, Value};
use tieout::identity::{Identity, Role, all};
use tieout::model::{Measure, Unit};
use tieout::num::{Convention, Exact, Interval, Rounding, fixed};
use tieout::rates::Book;
use tieout::read::figures_csv::{Options as Reading, RowError};
use tieout::text::{Record, RowCells};
use tieout::verbs::report::{ReportOptions, Sink, report};
use tieout::verbs::{Listener, Source};

use crate::cases;
use crate::values::{interval, quotient};

/// How a source rounds: to so many significant digits, by one of the conventions.
#[derive(Clone, Copy, Debug)]
struct Printed {
    digits: i32,
    convention: Convention,
}

impl Printed {
    /// The value as a source prints it, in the units of `power` (−2 for percentages): `3.4bn`, `54`, `0.070`.
    fn text(self, value: &Exact, power: i32) -> String {
        let value = value.clone() * Exact::power_of_ten(-power);
        let place = (value.magnitude() + 1 - self.digits).min(12);
        let towards_zero = if value.is_negative() { Rounding::Up } else { Rounding::Down };
        let rounding = if self.convention == Convention::Truncate { towards_zero } else { Rounding::Nearest };
        let rounded = value.round_to_place(place, rounding);
        let scales = [(0, ""), (3, "k"), (6, "m"), (9, "bn"), (12, "tn")];
        let (scale, word) = scales.into_iter().find(|(scale, _)| *scale >= place).expect("a place of at most 12");
        format!("{}{word}", fixed(&(rounded * Exact::power_of_ten(-scale)), place - scale, Rounding::Nearest))
    }
}

struct Text {
    name: Arc<str>,
    csv: String,
}

impl Source for Text {
    fn name(&self) -> &Arc<str> {
        &self.name
    }

    fn open(&self) -> io::Result<Box<dyn Read + '_>> {
        Ok(Box::new(self.csv.as_bytes()))
    }
}

#[derive(Default)]
struct Kept {
    derived: Vec<Derived>,
    malformed: Vec<String>,
}

impl Listener for Kept {
    fn restart(&mut self) -> io::Result<()> {
        self.derived.clear();
        Ok(())
    }

    fn header(&mut self, _: &Record) -> io::Result<()> {
        Ok(())
    }

    fn malformed(&mut self, errors: &[RowError]) -> io::Result<()> {
        self.malformed.extend(errors.iter().map(RowError::to_string));
        Ok(())
    }

    fn progress(&mut self, _: u64) {}
}

impl Sink for Kept {
    fn metric(&mut self, derived: &Derived) -> io::Result<()> {
        self.derived.push(derived.clone());
        Ok(())
    }

    fn row(&mut self, _: RowCells<'_>, _: &Appended) -> io::Result<()> {
        Ok(())
    }
}

/// Everything that a figure CSV of these rows determines.
fn derived(rows: &[String], convention: Convention) -> Result<Vec<Derived>, TestCaseError> {
    let csv = format!("entity,metric,period,measure,value,unit,growth\n{}\n", rows.join("\n"));
    let source = Text { name: "f.csv".into(), csv };
    let options = ReportOptions {
        reading: Reading { convention, ..Reading::default() },
        deriving: engine::Options { primary: true, ..engine::Options::default() },
        ..ReportOptions::default()
    };
    let mut kept = Kept::default();
    report(&[&source], &Book::embedded(), &options, &mut kept)
        .map_err(|error| TestCaseError::fail(format!("{error:?}: {rows:?}")))?;
    prop_assert!(kept.malformed.is_empty(), "{:?}", kept.malformed);
    Ok(kept.derived)
}

/// The one derived metric of this name and measure holds the true value.
fn assert_holds(all: &[Derived], metric: &str, measure: Measure, truth: &Exact) -> Result<(), TestCaseError> {
    let (formula, value) = the_one(all, metric, measure)?;
    let value = value.ok_or_else(|| TestCaseError::fail(format!("{formula} gives nothing")))?;
    prop_assert!(value.interval.contains(truth), "{formula} gives {}, without the true {truth:?}", value.interval);
    prop_assert!(value.interval.contains(&value.nominal), "{formula} gives {:?}", value);
    Ok(())
}

fn the_one(all: &[Derived], metric: &str, measure: Measure) -> Result<(String, Option<Value>), TestCaseError> {
    let wanted = |derived: &&Derived| derived.metric.to_string() == metric && derived.measure == measure;
    match all.iter().filter(wanted).collect::<Vec<_>>().as_slice() {
        [derived] => Ok((derived.formula.clone(), derived.value.clone().ok())),
        found => Err(TestCaseError::fail(format!("{} of {metric} {measure} in {all:?}", found.len()))),
    }
}

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn growth_between_printed_levels_holds_the_true_growth(
        prior in amount(),
        current in amount(),
        how in printed(),
        other in how(),
    ) {
        let rows = [
            format!("A,revenue,2013,level,{},USD,", how.text(&prior, 0)),
            format!("A,revenue,2014,level,{},USD,", Printed { digits: other, ..how }.text(&current, 0)),
        ];
        let all = derived(&rows, how.convention)?;
        assert_holds(&all, "revenue", Measure::Growth, &growth(&current, &prior))?;
    }

    #[test]
    fn a_level_implied_by_printed_growth_holds_the_true_level(
        prior in amount(),
        current in amount(),
        how in printed(),
        other in how(),
    ) {
        let truth = growth(&current, &prior);
        let growth = Printed { digits: other, ..how }.text(&truth, -2);
        let short = format!("A,revenue,2014,level,{},USD,{growth}%", how.text(&current, 0));
        let all = derived(&[short], how.convention)?;
        // A fall by more than nine tenths may be printed as −100%, after which nothing is left to tell the base by.
        if truth > quotient(-9, 10) || the_one(&all, "revenue", Measure::Level)?.1.is_some() {
            assert_holds(&all, "revenue", Measure::Level, &prior)?;
        }
        let rows = [
            format!("A,revenue,2013,level,{},USD,", how.text(&prior, 0)),
            format!("A,revenue,2014,growth,{growth}%,,"),
        ];
        assert_holds(&derived(&rows, how.convention)?, "revenue", Measure::Level, &current)?;
    }

    #[test]
    fn a_printed_stake_and_price_imply_the_true_valuation(
        valuation in amount(),
        stake in 1i64..=9999,
        how in printed(),
        other in how(),
    ) {
        let stake = quotient(stake, 10_000);
        let price = valuation.clone() * stake.clone();
        let rows = [
            format!("A,equity value,2014,stake,{}%,,", how.text(&stake, -2)),
            format!("A,equity value,2014,price,{},USD,", Printed { digits: other, ..how }.text(&price, 0)),
        ];
        let all = derived(&rows, how.convention)?;
        assert_holds(&all, "equity value", Measure::Level, &valuation)?;
        assert_holds(&all, "pre-money equity value", Measure::Level, &(valuation - price))?;
    }

    #[test]
    fn one_amount_printed_in_two_currencies_implies_the_true_rate(
        dollars in amount(),
        rate in amount(),
        how in printed(),
        other in how(),
    ) {
        let yuan = dollars.clone() * rate.clone();
        let rows = [
            format!("A,revenue,2014,level,{},CNY,", how.text(&yuan, 0)),
            format!("A,revenue,2014,level,{},USD,", Printed { digits: other, ..how }.text(&dollars, 0)),
        ];
        let all = derived(&rows, how.convention)?;
        let is_of_yuan = |derived: &Derived| matches!(derived.unit, Unit::Rate(quote, _) if quote.code() == "CNY");
        let yuan_for_a_dollar = all.iter().any(is_of_yuan);
        let truth = if yuan_for_a_dollar { Some(rate) } else { rate.recip() };
        assert_holds(&all, "revenue", Measure::Rate, &truth.expect("a rate above zero"))?;
    }

    #[test]
    fn a_solved_identity_holds_every_solution((identity, target, members) in problem(), years in 1u16..=5) {
        let wide = members.iter().map(|(role, interval, inside)| operand(*role, inside, interval.clone()));
        let points = members.iter().map(|(role, _, inside)| operand(*role, inside, Interval::point(inside.clone())));
        let (wide, points): (Vec<_>, Vec<_>) = (wide.collect(), points.collect());
        if let Ok(computed) = compute(identity, years, target, &wide) {
            let Value { nominal, interval } = computed.value;
            prop_assert!(interval.contains(&nominal), "{} for {target:?}: {nominal:?} is outside {interval}", identity.name);
            let point = compute(identity, years, target, &points).map(|computed| computed.value.nominal);
            prop_assert!(point.as_ref().is_ok_and(|point| interval.contains(point)), "{}: {point:?}", identity.name);
        }
    }
}

fn growth(current: &Exact, prior: &Exact) -> Exact {
    current.checked_div(prior).expect("a base above zero") - Exact::one()
}

fn operand(role: Role, nominal: &Exact, interval: Interval) -> Operand {
    Operand { role, value: Value { nominal: nominal.clone(), interval }, text: String::new() }
}

/// A true amount above zero, with more digits than any source prints.
fn amount() -> impl Strategy<Value = Exact> {
    (1i64..=999_999_999, 1i64..=997, -6i32..=6)
        .prop_map(|(top, bottom, power)| quotient(top, bottom) * Exact::power_of_ten(power))
}

fn how() -> impl Strategy<Value = i32> {
    1i32..=6
}

fn printed() -> impl Strategy<Value = Printed> {
    let convention = prop::sample::select(vec![Convention::Nearest, Convention::Truncate]);
    (how(), convention).prop_map(|(digits, convention)| Printed { digits, convention })
}

/// An identity, the role that is wanted, and an interval with a value inside for each of the others.
#[allow(clippy::type_complexity)]
fn problem() -> impl Strategy<Value = (&'static Identity, Role, Vec<(Role, Interval, Exact)>)> {
    (prop::sample::select(all().to_vec()), any::<prop::sample::Index>()).prop_flat_map(|(identity, index)| {
        let mut others = identity.roles();
        let target = others.remove(index.index(others.len()));
        let count = others.len();
        prop::collection::vec(interval(), count).prop_map(move |intervals| {
            let members = others.iter().zip(intervals).map(|(role, (interval, inside))| (*role, interval, inside));
            (identity, target, members.collect())
        })
    })
}
