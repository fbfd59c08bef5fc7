//! Interval arithmetic encloses exact arithmetic, and no more than it has to.

use proptest::prelude::*;
use tieout::num::{Convention, End, Exact, Interval, rounded_to};

use crate::cases;
use crate::values::{around, interval, small};

/// Values of an interval from which an operation comes near each end of its result: the ends themselves, or values very near to
/// open ones and very far towards missing ones.
fn extremes(interval: &Interval) -> Vec<Exact> {
    let (near, far) = (Exact::power_of_ten(-30), Exact::power_of_ten(15));
    let inwards = interval.half_width().map_or(Exact::one(), |half| half) * near;
    let low = match (interval.low(), interval.high().value()) {
        (End::Closed(low), _) => low.clone(),
        (End::Open(low), _) => low + &inwards,
        (End::Unbounded, Some(high)) => high - &far,
        (End::Unbounded, None) => -far.clone(),
    };
    let high = match (interval.high(), interval.low().value()) {
        (End::Closed(high), _) => high.clone(),
        (End::Open(high), _) => high - &inwards,
        (End::Unbounded, Some(low)) => low + &far,
        (End::Unbounded, None) => far,
    };
    let mut values = vec![low, high, Exact::zero()];
    values.retain(|value| interval.contains(value));
    values
}

/// Every finite end is the result of some values if it is closed, and very near to one if it is open.
fn assert_tight(result: &Interval, results: &[Exact]) -> Result<(), TestCaseError> {
    for end in [result.low(), result.high()] {
        let Some(value) = end.value() else {
            continue;
        };
        let nearest = results.iter().map(|result| (result - value).abs()).min();
        let slack = if end.is_closed() { Exact::zero() } else { Exact::power_of_ten(-10) };
        prop_assert!(nearest.is_some_and(|distance| distance <= slack), "no result near the end {value:?} of {result}");
    }
    Ok(())
}

fn results(a: &Interval, b: &Interval, operation: impl Fn(&Exact, &Exact) -> Option<Exact>) -> Vec<Exact> {
    let pairs = extremes(a).into_iter().flat_map(|x| extremes(b).into_iter().map(move |y| (x.clone(), y)));
    pairs.filter_map(|(x, y)| operation(&x, &y)).collect()
}

proptest! {
    #![proptest_config(cases(3000))]

    #[test]
    fn sums_differences_and_products_are_the_hull((a, x) in interval(), (b, y) in interval()) {
        for (result, value, all) in [
            (&a + &b, &x + &y, results(&a, &b, |x, y| Some(x + y))),
            (&a - &b, &x - &y, results(&a, &b, |x, y| Some(x - y))),
            (&a * &b, &x * &y, results(&a, &b, |x, y| Some(x * y))),
        ] {
            prop_assert!(result.contains(&value), "{value:?} of {a} and {b} is outside {result}");
            assert_tight(&result, &all)?;
        }
    }

    #[test]
    fn quotients_are_the_hull((a, x) in interval(), (b, y) in interval()) {
        let result = a.div(&b);
        if let Some(value) = x.checked_div(&y) {
            prop_assert!(result.contains(&value), "{value:?} of {a} and {b} is outside {result}");
        }
        assert_tight(&result, &results(&a, &b, Exact::checked_div))?;
        match (b.recip(), y.recip()) {
            (Some(result), Some(value)) => prop_assert!(result.contains(&value), "1 over {value:?} is outside {result}"),
            (Some(_), None) => prop_assert!(b.low().value() == Some(&y) || b.high().value() == Some(&y), "{b}"),
            (None, _) => prop_assert!(b.contains(&Exact::zero()), "{b} has no reciprocal"),
        }
    }

    #[test]
    fn powers_are_the_hull((a, x) in interval(), exponent in 0u16..=5) {
        let result = a.pow(exponent);
        prop_assert!(result.contains(&x.pow(exponent)), "{x:?} to {exponent} is outside {result}");
        let all: Vec<Exact> = extremes(&a).iter().map(|x| x.pow(exponent)).collect();
        assert_tight(&result, &all)?;
        let decimal = |end: &End| end.value().is_none_or(|value| value.is_multiple_of_place(-30));
        let not_negative = a.low().value().is_some_and(|low| !low.is_negative());
        if exponent > 0 && not_negative && decimal(a.low()) && decimal(a.high()) {
            prop_assert_eq!(result.root(exponent), Some(a), "the root of a decimal's power is the decimal");
        }
    }

    #[test]
    fn roots_hold_every_root((a, root, degree) in a_power()) {
        let result = a.root(degree);
        prop_assert!(result.as_ref().is_some_and(|roots| roots.contains(&root)), "{root:?} is outside {result:?} of {a}");
        let not_negative = a.meet(&Interval::at_least(Exact::zero()));
        let narrowest = result.zip(not_negative).map(|(roots, values)| (roots.pow(degree), values));
        let (powers, values) = narrowest.ok_or_else(|| TestCaseError::fail("no root"))?;
        prop_assert_eq!(powers.meet(&values), Some(values.clone()), "an end was lost");
        for (widened, end) in [(powers.low(), values.low()), (powers.high(), values.high())] {
            if let (Some(widened), Some(end)) = (widened.value(), end.value()) {
                let slack = (end.abs() + Exact::one()) * Exact::power_of_ten(-50);
                prop_assert!((widened - end).abs() <= slack, "{widened:?} is far from {end:?}");
            }
        }
    }

    #[test]
    fn negation_undone_changes_nothing((a, x) in interval()) {
        let negated = -&a;
        prop_assert!(negated.contains(&-&x), "−{x:?} is outside {negated}");
        prop_assert_eq!(-negated, a);
    }

    #[test]
    fn a_meet_holds_what_both_hold((a, x) in interval(), (b, y) in interval(), (c, _) in interval()) {
        prop_assert_eq!(a.meet(&b), b.meet(&a), "{} and {}", a, b);
        let left = a.meet(&b).and_then(|both| both.meet(&c));
        let right = b.meet(&c).and_then(|both| a.meet(&both));
        prop_assert_eq!(left, right, "{}, {} and {}", a, b, c);
        for value in [&x, &y] {
            let both = a.contains(value) && b.contains(value);
            let met = a.meet(&b).is_some_and(|meet| meet.contains(value));
            prop_assert_eq!(both, met, "{:?} in {} and {}", value, a, b);
        }
    }

    #[test]
    fn a_hull_holds_what_either_holds((a, x) in interval(), (b, y) in interval()) {
        let hull = a.hull(&b);
        prop_assert_eq!(&hull, &b.hull(&a));
        prop_assert!(hull.contains(&x) && hull.contains(&y), "{} of {} and {}", hull, a, b);
        for end in [hull.low(), hull.high()] {
            prop_assert!([a.low(), a.high(), b.low(), b.high()].contains(&end), "{} of {} and {}", hull, a, b);
        }
    }

    #[test]
    fn rounding_outward_loses_nothing((a, x) in interval(), digits in 1u8..=28) {
        let outward = a.outward(digits);
        prop_assert!(outward.contains(&x));
        prop_assert_eq!(outward.meet(&a), Some(a.clone()), "{} is not inside {}", a, outward);
        for (moved, end) in [(outward.low(), a.low()), (outward.high(), a.high())] {
            if let (Some(moved), Some(end)) = (moved.value(), end.value()) {
                let unit = Exact::power_of_ten(end.magnitude() + 1 - i32::from(digits));
                prop_assert!((moved - end).abs() < unit, "{end:?} was moved to {moved:?}");
            }
        }
    }

    #[test]
    fn what_is_printed_allows_the_value_that_was_rounded(value in fraction(), place in -4i32..=4) {
        let (top, bottom) = value;
        let exact = Exact::from(top).checked_div(&Exact::from(bottom)).expect("a divisor above zero");
        for rule in RULES {
            let printed = Exact::scaled(rule.apply(top, bottom, place), place);
            let allowed = rounded_to(&printed, place, rule.convention());
            prop_assert!(allowed.contains(&exact), "{exact:?} printed as {printed:?} by {rule:?}, which allows {allowed}");
        }
    }
}

/// A root, an interval around its power, and the degree.
fn a_power() -> impl Strategy<Value = (Interval, Exact, u16)> {
    (small(), 1u16..=6).prop_flat_map(|(root, degree)| {
        let root = root.abs();
        around(root.pow(degree)).prop_map(move |(interval, _)| (interval, root.clone(), degree))
    })
}

/// Numerator and denominator; halves of many places are among them.
fn fraction() -> impl Strategy<Value = (i64, i64)> {
    let tie = (-9999i64..=9999, 0u32..=4).prop_map(|(units, places)| (units * 10 + 5, 10i64.pow(places)));
    prop_oneof![tie, (-1_000_000_000i64..=1_000_000_000, 1i64..=9999)]
}

/// How a source may bring a value to its digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rule {
    HalfUp,
    HalfDown,
    HalfEven,
    Truncate,
}

const RULES: [Rule; 4] = [Rule::HalfUp, Rule::HalfDown, Rule::HalfEven, Rule::Truncate];

impl Rule {
    fn convention(self) -> Convention {
        if self == Rule::Truncate { Convention::Truncate } else { Convention::Nearest }
    }

    /// The whole number of units of 10^`place`, by whole-number arithmetic of its own.
    fn apply(self, top: i64, bottom: i64, place: i32) -> i128 {
        let power = 10i128.pow(place.unsigned_abs());
        let (top, bottom) = (i128::from(top), i128::from(bottom));
        let (top, bottom) = if place < 0 { (top * power, bottom) } else { (top, bottom * power) };
        let (whole, rest) = (top.abs() / bottom, top.abs() % bottom);
        let up = match (self, (2 * rest).cmp(&bottom)) {
            (Rule::Truncate, _) => false,
            (_, std::cmp::Ordering::Equal) => self == Rule::HalfUp || (self == Rule::HalfEven && whole % 2 == 1),
            (_, order) => order.is_gt(),
        };
        top.signum() * (whole + i128::from(up))
    }
}
