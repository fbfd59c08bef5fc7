//! Intervals: every true value that a written figure allows, carried through arithmetic.
//!
//! Ends are exact rationals, so `+ − × ÷` and whole powers give the true hull with no rounding at all; a root, the one step
//! that no fraction can hold, widens outward. An end knows whether it belongs to the interval, because a truncated figure's
//! upper end does not.

use std::cmp::Ordering;
use std::fmt;
use std::ops::{Add, Mul, Neg, Sub};

use super::{Exact, Rounding};

/// One end of an [`Interval`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// No end: everything in that direction is allowed.
    Unbounded,
    /// The value itself is allowed.
    Closed(Exact),
    /// Everything up to the value, but not the value.
    Open(Exact),
}

impl End {
    /// The value at this end, or `None` where it is unbounded.
    pub fn value(&self) -> Option<&Exact> {
        match self {
            End::Unbounded => None,
            End::Closed(value) | End::Open(value) => Some(value),
        }
    }

    /// Whether the value at this end belongs to the interval.
    pub fn is_closed(&self) -> bool {
        matches!(self, End::Closed(_))
    }

    fn with(value: Exact, closed: bool) -> Self {
        if closed { End::Closed(value) } else { End::Open(value) }
    }

    /// The same end with its value changed.
    fn map(&self, change: impl FnOnce(&Exact) -> Exact) -> Self {
        match self {
            End::Unbounded => End::Unbounded,
            End::Closed(value) => End::Closed(change(value)),
            End::Open(value) => End::Open(change(value)),
        }
    }

    /// Two ends joined by an operation: open if either is, unbounded if either is.
    fn join(&self, other: &End, join: impl FnOnce(&Exact, &Exact) -> Exact) -> Self {
        match (self.value(), other.value()) {
            (Some(left), Some(right)) => End::with(join(left, right), self.is_closed() && other.is_closed()),
            _ => End::Unbounded,
        }
    }
}

/// A set of exact values between two ends; never empty.
///
/// ```
/// use tieout::num::{Exact, Interval};
/// let current = Interval::closed(Exact::from(335), Exact::from(345)).ok_or("empty")?;
/// let prior = Interval::closed(Exact::from(215), Exact::from(225)).ok_or("empty")?;
/// let growth = current.div(&prior) - Interval::point(Exact::one());
/// assert_eq!(growth.to_string(), "[22/45, 26/43]");
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interval {
    low: End,
    high: End,
}

impl Interval {
    /// The interval between two ends, or `None` where no value lies between them.
    pub fn new(low: End, high: End) -> Option<Self> {
        if let (Some(bottom), Some(top)) = (low.value(), high.value()) {
            match bottom.cmp(top) {
                Ordering::Greater => return None,
                Ordering::Equal if !(low.is_closed() && high.is_closed()) => return None,
                _ => {}
            }
        }
        Some(Interval { low, high })
    }

    /// From `low` to `high`, both allowed; `None` where `low` is above `high`.
    pub fn closed(low: Exact, high: Exact) -> Option<Self> {
        Self::new(End::Closed(low), End::Closed(high))
    }

    /// One value.
    pub fn point(value: Exact) -> Self {
        Interval { low: End::Closed(value.clone()), high: End::Closed(value) }
    }

    /// `value` and everything above it.
    pub fn at_least(value: Exact) -> Self {
        Interval { low: End::Closed(value), high: End::Unbounded }
    }

    /// `value` and everything below it.
    pub fn at_most(value: Exact) -> Self {
        Interval { low: End::Unbounded, high: End::Closed(value) }
    }

    /// More than nothing of a whole, and at most all of it.
    pub fn part_of_a_whole() -> Self {
        Interval { low: End::Open(Exact::zero()), high: End::Closed(Exact::one()) }
    }

    /// Every value.
    pub fn everything() -> Self {
        Interval { low: End::Unbounded, high: End::Unbounded }
    }

    /// From `low` to `high`, which may not be below it.
    pub(in crate::num) fn between(low: Exact, high: Exact) -> Self {
        Interval { low: End::Closed(low), high: End::Closed(high) }
    }

    /// From `value` − `below` to `value` + `above`, neither of which may be negative.
    pub(in crate::num) fn around(value: &Exact, below: &Exact, above: &Exact) -> Self {
        Self::between(value - below, value + above)
    }

    /// The lower end.
    pub fn low(&self) -> &End {
        &self.low
    }

    /// The upper end.
    pub fn high(&self) -> &End {
        &self.high
    }

    /// Whether the value is allowed.
    pub fn contains(&self, value: &Exact) -> bool {
        let above = match &self.low {
            End::Unbounded => true,
            End::Closed(low) => value >= low,
            End::Open(low) => value > low,
        };
        let below = match &self.high {
            End::Unbounded => true,
            End::Closed(high) => value <= high,
            End::Open(high) => value < high,
        };
        above && below
    }

    /// Whether just one value is allowed.
    pub fn is_point(&self) -> bool {
        self.low.value().is_some() && self.low.value() == self.high.value()
    }

    /// Whether every allowed value is above zero.
    pub fn is_positive(&self) -> bool {
        match &self.low {
            End::Unbounded => false,
            End::Closed(low) => low.is_positive(),
            End::Open(low) => !low.is_negative(),
        }
    }

    /// Half the distance between the ends, or `None` where one is unbounded.
    pub fn half_width(&self) -> Option<Exact> {
        let (low, high) = (self.low.value()?, self.high.value()?);
        Some((high - low) * Exact::scaled(5, -1))
    }

    /// What both allow, or `None` where they have nothing in common.
    pub fn meet(&self, other: &Self) -> Option<Self> {
        let low = tighter(&self.low, &other.low, Ordering::Greater);
        let high = tighter(&self.high, &other.high, Ordering::Less);
        Self::new(low.clone(), high.clone())
    }

    /// The smallest interval that holds both.
    pub fn hull(&self, other: &Self) -> Self {
        Interval {
            low: looser(&self.low, &other.low, Ordering::Less).clone(),
            high: looser(&self.high, &other.high, Ordering::Greater).clone(),
        }
    }

    /// One over every value: `None` where zero lies inside, or is all there is, since then the quotient is bounded nowhere.
    /// A zero that is an end of the interval is left out: no figure is divided by it, and the quotient is unbounded there.
    pub fn recip(&self) -> Option<Self> {
        if self.is_positive() || (self.low_is_zero() && !self.is_point()) {
            Some(self.recip_of_positive())
        } else if (-self).is_positive() || (self.high_is_zero() && !self.is_point()) {
            Some(-(-self).recip_of_positive())
        } else {
            None
        }
    }

    fn low_is_zero(&self) -> bool {
        self.low.value().is_some_and(Exact::is_zero)
    }

    fn high_is_zero(&self) -> bool {
        self.high.value().is_some_and(Exact::is_zero)
    }

    fn corners(&self) -> [Corner<'_>; 2] {
        [Corner::of(&self.low, Ordering::Less), Corner::of(&self.high, Ordering::Greater)]
    }

    fn recip_of_positive(&self) -> Self {
        let flip = |end: &End| match end.value().map(Exact::recip) {
            Some(Some(value)) => End::with(value, end.is_closed()),
            Some(None) => End::Unbounded,
            None => End::Open(Exact::zero()),
        };
        Interval { low: flip(&self.high), high: flip(&self.low) }
    }

    /// Every quotient. Division by an interval that holds zero inside narrows nothing: everything is allowed.
    pub fn div(&self, divisor: &Self) -> Self {
        divisor.recip().map_or_else(Self::everything, |recip| self * &recip)
    }

    /// Every value to a whole power.
    pub fn pow(&self, exponent: u16) -> Self {
        if exponent == 0 {
            return Self::point(Exact::one());
        }
        let raised = |end: &End| end.map(|value| value.pow(exponent));
        let odd = !exponent.is_multiple_of(2);
        if odd || self.is_positive() || self.low_is_zero() {
            return Interval { low: raised(&self.low), high: raised(&self.high) };
        }
        let flipped = -self;
        if flipped.is_positive() || flipped.low_is_zero() {
            return flipped.pow(exponent);
        }
        // Zero lies inside: the least even power is zero, the greatest is that of the end farther away.
        let high = looser(&raised(&self.low), &raised(&self.high), Ordering::Greater).clone();
        Interval { low: End::Closed(Exact::zero()), high }
    }

    /// Every root of the values that are not negative, widened outward to 60 digits; `None` where there are none such.
    pub fn root(&self, degree: u16) -> Option<Self> {
        let values = self.meet(&Self::at_least(Exact::zero()))?;
        let outward = |end: &End, take_high: bool| match end.value().and_then(|value| value.root(degree)) {
            None => End::Unbounded,
            Some((low, high)) if low == high => End::with(low, end.is_closed()),
            Some((_, high)) if take_high => End::Open(high),
            Some((low, _)) => End::Open(low),
        };
        Self::new(outward(&values.low, false), outward(&values.high, true))
    }

    /// The ends rounded outward to so many significant digits: a superset that is cheaper to carry on.
    pub fn outward(&self, digits: u8) -> Self {
        let rounded = |end: &End, rounding| match end.value() {
            None => End::Unbounded,
            Some(value) => {
                let moved = value.round_to_digits(digits, rounding);
                let closed = end.is_closed() && &moved == value;
                End::with(moved, closed)
            }
        };
        Interval { low: rounded(&self.low, Rounding::Down), high: rounded(&self.high, Rounding::Up) }
    }
}

/// Of two ends the one that allows less: `wanted` is `Greater` for low ends and `Less` for high ends.
fn tighter<'a>(left: &'a End, right: &'a End, wanted: Ordering) -> &'a End {
    match (left.value(), right.value()) {
        (None, _) => right,
        (_, None) => left,
        (Some(l), Some(r)) => match l.cmp(r) {
            Ordering::Equal if left.is_closed() => right,
            Ordering::Equal => left,
            order if order == wanted => left,
            _ => right,
        },
    }
}

/// Of two ends the one that allows more: `wanted` is `Less` for low ends and `Greater` for high ends.
fn looser<'a>(left: &'a End, right: &'a End, wanted: Ordering) -> &'a End {
    match (left.value(), right.value()) {
        (None, _) => left,
        (_, None) => right,
        (Some(l), Some(r)) => match l.cmp(r) {
            Ordering::Equal if left.is_closed() => left,
            Ordering::Equal => right,
            order if order == wanted => left,
            _ => right,
        },
    }
}

impl Neg for &Interval {
    type Output = Interval;
    fn neg(self) -> Interval {
        Interval { low: self.high.map(|value| -value), high: self.low.map(|value| -value) }
    }
}

impl Neg for Interval {
    type Output = Interval;
    fn neg(self) -> Interval {
        -&self
    }
}

impl Add for &Interval {
    type Output = Interval;
    fn add(self, other: &Interval) -> Interval {
        Interval { low: self.low.join(&other.low, |a, b| a + b), high: self.high.join(&other.high, |a, b| a + b) }
    }
}

impl Sub for &Interval {
    type Output = Interval;
    fn sub(self, other: &Interval) -> Interval {
        Interval { low: self.low.join(&other.high, |a, b| a - b), high: self.high.join(&other.low, |a, b| a - b) }
    }
}

impl Mul for &Interval {
    type Output = Interval;
    fn mul(self, other: &Interval) -> Interval {
        if self.is_positive() && other.is_positive() {
            return Interval {
                low: self.low.join(&other.low, |a, b| a * b),
                high: self.high.join(&other.high, |a, b| a * b),
            };
        }
        Interval {
            low: extreme_product(self, other, Ordering::Less),
            high: extreme_product(self, other, Ordering::Greater),
        }
    }
}

impl Add for Interval {
    type Output = Interval;
    fn add(self, other: Interval) -> Interval {
        &self + &other
    }
}

impl Sub for Interval {
    type Output = Interval;
    fn sub(self, other: Interval) -> Interval {
        &self - &other
    }
}

impl Mul for Interval {
    type Output = Interval;
    fn mul(self, other: Interval) -> Interval {
        &self * &other
    }
}

/// An end with the direction that an unbounded one lacks.
enum Corner<'a> {
    Infinite(Ordering),
    Finite(&'a Exact, bool),
}

impl<'a> Corner<'a> {
    fn of(end: &'a End, side: Ordering) -> Self {
        match end.value() {
            None => Corner::Infinite(side),
            Some(value) => Corner::Finite(value, end.is_closed()),
        }
    }

    fn sign(&self) -> Ordering {
        match self {
            Corner::Infinite(sign) => *sign,
            Corner::Finite(value, _) => value.sign(),
        }
    }
}

/// The product at a corner: its value, or the infinity it runs to.
enum Product {
    Infinite(Ordering),
    Finite(Exact, bool),
}

/// A closed zero makes a closed zero whatever it meets, since the other interval is not empty; an open zero against an
/// infinity tends to any value, of which zero is the one that no other corner gives.
fn corner_product(left: &Corner, right: &Corner) -> Product {
    let sign = match (left.sign(), right.sign()) {
        (Ordering::Equal, _) | (_, Ordering::Equal) => Ordering::Equal,
        (a, b) if a == b => Ordering::Greater,
        _ => Ordering::Less,
    };
    let closed_zero = |corner: &Corner| matches!(corner, Corner::Finite(value, true) if value.is_zero());
    match (left, right) {
        _ if sign == Ordering::Equal => Product::Finite(Exact::zero(), closed_zero(left) || closed_zero(right)),
        (Corner::Finite(a, closed_a), Corner::Finite(b, closed_b)) => Product::Finite(*a * *b, *closed_a && *closed_b),
        _ => Product::Infinite(sign),
    }
}

/// The least (`Less`) or greatest (`Greater`) product of the four pairs of ends.
fn extreme_product(left: &Interval, right: &Interval, wanted: Ordering) -> End {
    let mut best: Option<End> = None;
    for a in left.corners() {
        for b in right.corners() {
            let candidate = match corner_product(&a, &b) {
                Product::Infinite(sign) if sign == wanted => return End::Unbounded,
                Product::Infinite(_) => continue,
                Product::Finite(value, closed) => End::with(value, closed),
            };
            best = Some(match best {
                Some(found) => looser(&found, &candidate, wanted).clone(),
                None => candidate,
            });
        }
    }
    // All four corners run to the other infinity only when an interval is infinite on that side alone; then some corner is finite.
    best.unwrap_or(End::Unbounded)
}

impl fmt::Display for Interval {
    /// Mathematical notation with exact ends: `[22/45, 26/43]`, `(0, ∞)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.low {
            End::Unbounded => write!(f, "(−∞, ")?,
            End::Closed(low) => write!(f, "[{low:?}, ")?,
            End::Open(low) => write!(f, "({low:?}, ")?,
        }
        match &self.high {
            End::Unbounded => write!(f, "∞)"),
            End::Closed(high) => write!(f, "{high:?}]"),
            End::Open(high) => write!(f, "{high:?})"),
        }
    }
}
