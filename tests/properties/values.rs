//! Random exact values, and intervals around them.

use proptest::prelude::*;
use tieout::num::{End, Exact, Interval};

/// A small fraction: ties, zeros and whole numbers are frequent.
pub(crate) fn small() -> impl Strategy<Value = Exact> {
    prop_oneof![
        1 => Just(Exact::zero()),
        3 => (-6i64..=6).prop_map(Exact::from),
        6 => (-600i64..=600, 1i64..=12).prop_map(|(top, bottom)| quotient(top, bottom)),
    ]
}

/// A whole fraction of two numbers, the second above zero.
pub(crate) fn quotient(top: i64, bottom: i64) -> Exact {
    Exact::from(top).checked_div(&Exact::from(bottom)).expect("a divisor above zero")
}

#[derive(Clone, Debug)]
enum Reach {
    Unbounded,
    Closed(Exact),
    Open(Exact),
    /// To zero, if it lies in this direction, and whether zero belongs to the interval.
    Zero(bool),
}

/// How far an interval reaches from a point inside it.
fn reach() -> impl Strategy<Value = Reach> {
    prop_oneof![
        1 => Just(Reach::Unbounded),
        2 => any::<bool>().prop_map(Reach::Zero),
        4 => small().prop_map(|distance| Reach::Closed(distance.abs())),
        4 => small().prop_map(|distance| Reach::Open(distance.abs())),
    ]
}

/// The end at this reach from a point; `direction` is 1 or −1.
fn end(point: &Exact, reach: &Reach, direction: i64) -> End {
    let at = |distance: &Exact| point.clone() + distance.clone() * Exact::from(direction);
    match reach {
        Reach::Unbounded => End::Unbounded,
        Reach::Open(distance) if !distance.is_zero() => End::Open(at(distance)),
        Reach::Closed(distance) | Reach::Open(distance) => End::Closed(at(distance)),
        Reach::Zero(closed) => match (point.clone() * Exact::from(direction)).is_negative() {
            true if *closed => End::Closed(Exact::zero()),
            true => End::Open(Exact::zero()),
            false => End::Closed(point.clone()),
        },
    }
}

/// An interval with closed, open and unbounded ends, points and zeros as ends among them, that holds a value.
pub(crate) fn around(point: Exact) -> impl Strategy<Value = (Interval, Exact)> {
    (reach(), reach()).prop_map(move |(below, above)| {
        let interval = Interval::new(end(&point, &below, -1), end(&point, &above, 1)).expect("a value inside");
        (interval, point.clone())
    })
}

/// An interval and a value inside it.
pub(crate) fn interval() -> impl Strategy<Value = (Interval, Exact)> {
    small().prop_flat_map(around)
}
