//! Exact rational numbers: what every computation between two written figures is done in.
//!
//! A written figure is a decimal, but a quotient of two is not, and a decimal division rounds without saying so. So values
//! are kept as numerator over denominator until they are shown, and rounded there, once, in a stated direction.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::ops::{Add, Mul, Neg, Sub};

use dashu_int::ops::{BitTest, DivEuclid, SquareRoot};
use dashu_int::{IBig, Sign, UBig};
use dashu_ratio::{RBig, Relaxed};
use rust_decimal::Decimal;

use super::fraction::Fraction;

/// Beyond this size a fraction is brought to lowest terms, so that long sums do not grow without need. The mean of a year's
/// cross fixings in lowest terms is about half as long, so that what is computed with it is not reduced again at each step.
const REDUCE_ABOVE_BITS: usize = 8192;

/// Up to this size of numerator and denominator a result that did not fit machine numbers is brought to lowest terms, in which it may.
const RETRY_BELOW_BITS: usize = 256;

/// The digits that a root, which no fraction can hold, is computed to.
const ROOT_DIGITS: usize = 60;

/// How a value is brought to fewer digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// To the nearest, halves away from zero: how a reader rounds.
    Nearest,
    /// Towards minus infinity: how the low end of an interval is rounded.
    Down,
    /// Towards plus infinity: how the high end of an interval is rounded.
    Up,
}

/// An exact rational number of any size.
///
/// ```
/// use tieout::num::{Exact, Rounding};
/// let growth = Exact::from(34).checked_div(&Exact::from(22)).ok_or("zero")? - Exact::one();
/// assert_eq!(growth.to_plain(12, Rounding::Nearest), "0.545454545455");
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone)]
pub struct Exact(Number);

/// What fits machine numbers is computed in them, at a tenth of the cost.
#[derive(Clone)]
enum Number {
    Small(Fraction),
    Big(Box<Relaxed>),
}

impl Exact {
    /// Zero.
    pub fn zero() -> Self {
        Self::from(0)
    }

    /// One.
    pub fn one() -> Self {
        Self::from(1)
    }

    /// `mantissa` × 10^`exponent`. An exponent beyond ±1000 is taken as ±1000, far outside what a figure can hold.
    pub fn scaled(mantissa: i128, exponent: i32) -> Self {
        if let Some(small) = Fraction::scaled(mantissa, exponent) {
            return Exact(Number::Small(small));
        }
        let power = power_of_ten(exponent.unsigned_abs().min(1000));
        Self::from_parts(if exponent < 0 {
            (IBig::from(mantissa), power)
        } else {
            (IBig::from(mantissa) * power, UBig::ONE)
        })
    }

    /// 10^`exponent`, exponents limited as in [`Exact::scaled`].
    pub fn power_of_ten(exponent: i32) -> Self {
        Self::scaled(1, exponent)
    }

    fn from_parts((numerator, denominator): (IBig, UBig)) -> Self {
        Self::of(Relaxed::from_parts(numerator, denominator))
    }

    /// A number of any size, in machine numbers if it fits them. In lowest terms where it may, and where it has grown large.
    fn of(value: Relaxed) -> Self {
        let bits = value.denominator().bit_len().max(value.numerator().bit_len());
        if (RETRY_BELOW_BITS..=REDUCE_ABOVE_BITS).contains(&bits) {
            return Exact(Number::Big(Box::new(value)));
        }
        let value = value.canonicalize();
        match (i128::try_from(value.numerator()), i128::try_from(value.denominator())) {
            (Ok(numerator), Ok(denominator)) => Fraction::new(numerator, denominator).map(Number::Small),
            _ => None,
        }
        .map_or_else(|| Exact(Number::Big(Box::new(value.relax()))), Exact)
    }

    /// The small result, where there is one; else what the same computation gives without a bound.
    fn or_big(small: Option<Fraction>, big: impl FnOnce() -> Relaxed) -> Self {
        small.map_or_else(|| Self::of(big()), |small| Exact(Number::Small(small)))
    }

    fn small(&self) -> Option<Fraction> {
        match &self.0 {
            Number::Small(small) => Some(*small),
            Number::Big(_) => None,
        }
    }

    fn big(&self) -> Cow<'_, Relaxed> {
        match &self.0 {
            Number::Big(big) => Cow::Borrowed(big),
            Number::Small(small) => {
                let (numerator, denominator) = (IBig::from(small.numerator()), small.denominator().unsigned_abs());
                Cow::Owned(Relaxed::from_parts(numerator, UBig::from(denominator)))
            }
        }
    }

    /// The same value in lowest terms, for one that much is computed with.
    pub fn in_lowest_terms(self) -> Self {
        match self.0 {
            Number::Small(_) => self,
            Number::Big(big) => Exact(Number::Big(Box::new(big.canonicalize().relax()))),
        }
    }

    /// Whether this is zero.
    pub fn is_zero(&self) -> bool {
        self.sign() == Ordering::Equal
    }

    /// Whether this is less than zero.
    pub fn is_negative(&self) -> bool {
        self.sign() == Ordering::Less
    }

    /// Whether this is more than zero.
    pub fn is_positive(&self) -> bool {
        self.sign() == Ordering::Greater
    }

    /// The value without its sign.
    pub fn abs(&self) -> Self {
        if self.is_negative() { -self } else { self.clone() }
    }

    /// The quotient, or `None` where `divisor` is zero.
    pub fn checked_div(&self, divisor: &Self) -> Option<Self> {
        Some(self * &divisor.recip()?)
    }

    /// One over this, or `None` for zero.
    pub fn recip(&self) -> Option<Self> {
        if self.is_zero() {
            return None;
        }
        let big = || {
            let (sign, magnitude) = self.big().numerator().clone().into_parts();
            Relaxed::from_parts(IBig::from_parts(sign, self.big().denominator().clone()), magnitude)
        };
        Some(Self::or_big(self.small().and_then(Fraction::recip), big))
    }

    /// This to a whole power.
    pub fn pow(&self, exponent: u16) -> Self {
        let big = || {
            let (value, exponent) = (self.big(), usize::from(exponent));
            Relaxed::from_parts(value.numerator().pow(exponent), value.denominator().pow(exponent))
        };
        Self::or_big(self.small().and_then(|small| small.pow(exponent)), big)
    }

    /// The `degree`-th root of a value that is not negative, as two decimals of 60 significant digits that enclose it: the same
    /// twice where the root is exact. `None` for a negative value or a degree of zero.
    ///
    /// The ends are proved by whole powers: low^degree ≤ value ≤ high^degree.
    pub fn root(&self, degree: u16) -> Option<(Self, Self)> {
        if self.is_negative() || degree == 0 {
            return None;
        }
        if self.is_zero() {
            return Some((Self::zero(), Self::zero()));
        }
        let n = usize::from(degree);
        // floor(root(value × 10^(n·places))) has ROOT_DIGITS digits or a few more, whatever the size of the value.
        let whole_digits = self.magnitude() / i32::from(degree);
        let places = i32::try_from(ROOT_DIGITS).ok()?.checked_sub(whole_digits)?;
        let shift = places.checked_mul(i32::from(degree))?;
        let shifted = self.times_power_of_ten(shift);
        let floor = shifted.floor().into_parts().1;
        let root = if n == 2 { floor.sqrt() } else { floor.nth_root(n) };
        let low = Self::from_parts((IBig::from(root.clone()), UBig::ONE)).times_power_of_ten(-places);
        if &low.pow(degree) == self {
            return Some((low.clone(), low));
        }
        let high = Self::from_parts((IBig::from(root + UBig::ONE), UBig::ONE)).times_power_of_ten(-places);
        Some((low, high))
    }

    /// Half way between the two: strictly inside an enclosure, so that rounding it to fewer digits rounds what is enclosed.
    pub fn midpoint(low: &Self, high: &Self) -> Self {
        (low + high) * Self::scaled(5, -1)
    }

    fn times_power_of_ten(&self, exponent: i32) -> Self {
        let small = || self.small()?.times(Fraction::scaled(1, exponent)?);
        let big = || {
            let (value, power) = (self.big(), power_of_ten(exponent.unsigned_abs()));
            if exponent < 0 {
                Relaxed::from_parts(value.numerator().clone(), value.denominator() * power)
            } else {
                Relaxed::from_parts(value.numerator() * power, value.denominator().clone())
            }
        };
        Self::or_big(small(), big)
    }

    fn floor(&self) -> IBig {
        self.big().floor()
    }

    /// The decimal place of the leading digit: 0 for 5, 2 for 300, −1 for 0.5. Zero's is 0.
    pub fn magnitude(&self) -> i32 {
        if self.is_zero() {
            return 0;
        }
        if let Some(place) = self.small().and_then(Fraction::magnitude) {
            return place;
        }
        let value = self.big();
        let numerator = value.numerator().clone().into_parts().1;
        let denominator = value.denominator();
        // 2^(exponent − 1) < value < 2^(exponent + 1), which leaves two places: one comparison decides.
        let bits = |number: &UBig| i64::try_from(number.bit_len()).unwrap_or(i64::MAX);
        let exponent = bits(&numerator).saturating_sub(bits(denominator));
        let upper = decimal_exponent(exponent.saturating_sub(1)) + 1;
        let power = power_of_ten(upper.unsigned_abs());
        let reached = if upper < 0 { numerator * power >= *denominator } else { numerator >= denominator * power };
        if reached { upper } else { upper - 1 }
    }

    /// The whole number of units of 10^`place` that this rounds to.
    pub(in crate::num) fn units_of(&self, place: i32, rounding: Rounding) -> IBig {
        if let Some(units) = self.small().and_then(|small| small.units_of(place, rounding)) {
            return IBig::from(units);
        }
        let (value, power) = (self.big(), power_of_ten(place.unsigned_abs()));
        let (numerator, denominator) = if place < 0 {
            (value.numerator() * power, value.denominator().clone())
        } else {
            (value.numerator().clone(), value.denominator() * power)
        };
        match rounding {
            Rounding::Down => numerator.div_euclid(IBig::from(denominator)),
            Rounding::Up => -((-numerator).div_euclid(IBig::from(denominator))),
            Rounding::Nearest => {
                let (sign, magnitude) = numerator.into_parts();
                let doubled = magnitude * 2u8 + &denominator;
                IBig::from_parts(sign, doubled / (denominator * 2u8))
            }
        }
    }

    /// This, rounded to a multiple of 10^`place`.
    pub fn round_to_place(&self, place: i32, rounding: Rounding) -> Self {
        let units = self.units_of(place, rounding);
        Self::from_parts((units, UBig::ONE)).times_power_of_ten(place)
    }

    /// This, rounded to so many significant digits.
    pub fn round_to_digits(&self, digits: u8, rounding: Rounding) -> Self {
        self.round_to_place(self.place_of_digit(digits), rounding)
    }

    /// The place of the last of so many significant digits.
    pub(in crate::num) fn place_of_digit(&self, digits: u8) -> i32 {
        self.magnitude() + 1 - i32::from(digits.max(1))
    }

    /// The decimal nearest to this, or `None` where it is beyond what a [`Decimal`] can hold.
    pub fn to_decimal(&self) -> Option<Decimal> {
        // 96 bits hold every number of 28 digits and some of 29.
        self.to_decimal_of(29).or_else(|| self.to_decimal_of(28))
    }

    fn to_decimal_of(&self, digits: u8) -> Option<Decimal> {
        let place = self.place_of_digit(digits).clamp(-28, 0);
        let units = i128::try_from(self.units_of(place, Rounding::Nearest)).ok()?;
        let decimal = Decimal::try_from_i128_with_scale(units, place.unsigned_abs()).ok()?;
        Some(decimal.normalize())
    }

    /// Whether this is a finite decimal with no digit below 10^`place`.
    pub fn is_multiple_of_place(&self, place: i32) -> bool {
        &self.round_to_place(place, Rounding::Down) == self
    }

    /// Plain digits, rounded to so many significant ones: no exponent, no grouping, no trailing zeros after the point.
    pub fn to_plain(&self, digits: u8, rounding: Rounding) -> String {
        self.to_plain_times(0, digits, rounding)
    }

    /// This × 10^`power` in plain digits as [`Exact::to_plain`] writes them.
    ///
    /// ```
    /// use tieout::num::{Exact, Rounding};
    /// assert_eq!(Exact::scaled(1254, -4).to_plain_times(2, 3, Rounding::Nearest), "12.5");
    /// ```
    pub fn to_plain_times(&self, power: i32, digits: u8, rounding: Rounding) -> String {
        super::display::plain_times(self, power, self.place_of_digit(digits), rounding)
    }

    /// Appends what [`Exact::to_plain_times`] gives.
    pub fn push_plain_times(&self, out: &mut String, power: i32, digits: u8, rounding: Rounding) {
        super::display::push_plain_times(out, self, power, self.place_of_digit(digits), rounding);
    }
}

/// The decimal place of the leading digit of 2^`exponent`, or one below it.
///
/// log10(2) is taken for a little less than it is where the exponent is positive and for a little more where it is negative, so
/// the result is never too high; over exponents of a hundred million bits the error stays below a quarter of a place.
fn decimal_exponent(exponent: i64) -> i32 {
    const PARTS: i64 = 1_000_000_000;
    let log_of_two = if exponent < 0 { 301_029_996 } else { 301_029_995 };
    let places = exponent.saturating_mul(log_of_two).div_euclid(PARTS);
    i32::try_from(places).unwrap_or(i32::MAX - 1)
}

fn power_of_ten(exponent: u32) -> UBig {
    match 10u128.checked_pow(exponent) {
        Some(power) => UBig::from(power),
        None => UBig::from(10u8).pow(exponent as usize),
    }
}

impl From<i64> for Exact {
    fn from(value: i64) -> Self {
        Exact(Number::Small(Fraction::whole(i128::from(value))))
    }
}

impl From<i32> for Exact {
    fn from(value: i32) -> Self {
        Exact(Number::Small(Fraction::whole(i128::from(value))))
    }
}

impl From<Decimal> for Exact {
    fn from(value: Decimal) -> Self {
        Self::from(&value)
    }
}

impl From<&Decimal> for Exact {
    fn from(value: &Decimal) -> Self {
        Self::scaled(value.mantissa(), -(value.scale() as i32))
    }
}

impl PartialEq for Exact {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Exact {}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        let small = || self.small()?.compared(other.small()?);
        small().unwrap_or_else(|| self.big().cmp(&other.big()))
    }
}

macro_rules! operator {
    ($trait:ident, $method:ident, $small:expr) => {
        impl $trait<&Exact> for &Exact {
            type Output = Exact;
            fn $method(self, other: &Exact) -> Exact {
                let small = || $small(self.small()?, other.small()?);
                Exact::or_big(small(), || (&*self.big()).$method(&*other.big()))
            }
        }
        impl $trait for Exact {
            type Output = Exact;
            fn $method(self, other: Exact) -> Exact {
                (&self).$method(&other)
            }
        }
    };
}

operator!(Add, add, Fraction::plus);
operator!(Sub, sub, |left: Fraction, right: Fraction| left.plus(right.negated()?));
operator!(Mul, mul, Fraction::times);

impl Neg for &Exact {
    type Output = Exact;
    fn neg(self) -> Exact {
        Exact::or_big(self.small().and_then(Fraction::negated), || -self.big().into_owned())
    }
}

impl Neg for Exact {
    type Output = Exact;
    fn neg(self) -> Exact {
        -&self
    }
}

impl fmt::Debug for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (numerator, denominator) = self.big().into_owned().into_parts();
        write!(f, "{}", RBig::from_parts(numerator, denominator))
    }
}

impl Exact {
    /// The sum of many, by halves: adding one by one would carry every denominator through the whole sum.
    pub fn sum(values: &[Exact]) -> Exact {
        match values {
            [] => Exact::zero(),
            [one] => one.clone(),
            _ => {
                let (left, right) = values.split_at(values.len() / 2);
                Exact::sum(left) + Exact::sum(right)
            }
        }
    }

    /// The sign as an ordering against zero.
    pub fn sign(&self) -> Ordering {
        match &self.0 {
            Number::Small(small) => small.numerator().cmp(&0),
            Number::Big(big) if big.is_zero() => Ordering::Equal,
            Number::Big(big) if big.sign() == Sign::Negative => Ordering::Less,
            Number::Big(_) => Ordering::Greater,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ratio(numerator: i64, denominator: i64) -> Exact {
        Exact::from(numerator).checked_div(&Exact::from(denominator)).unwrap()
    }

    #[test]
    fn magnitude_is_the_place_of_the_leading_digit() {
        for (value, place) in [
            (Exact::from(1), 0),
            (Exact::from(9), 0),
            (Exact::from(10), 1),
            (Exact::from(-999), 2),
            (ratio(1, 3), -1),
            (ratio(1, 10), -1),
            (ratio(99, 1000), -2),
            (ratio(-1, 11), -2),
            (Exact::scaled(1, -28), -28),
            (Exact::scaled(99, 40), 41),
        ] {
            assert_eq!(value.magnitude(), place, "{value:?}");
        }
    }

    #[test]
    fn magnitude_brackets_every_value() {
        let mut value = ratio(1, 3);
        for step in 0..400i64 {
            value = value * ratio(7 + step % 5, 3);
            for value in [&value, &value.recip().unwrap(), &-&value, &Exact::power_of_ten(step as i32 - 200)] {
                let place = value.magnitude();
                let size = value.abs();
                assert!(Exact::power_of_ten(place) <= size, "{value:?}: {place} is too high");
                assert!(size < Exact::power_of_ten(place + 1), "{value:?}: {place} is too low");
            }
        }
    }

    #[test]
    fn lowest_terms_are_the_same_value() {
        let value = ratio(6, 9) * ratio(15, 10);
        assert_eq!(value.clone().in_lowest_terms(), value);
    }

    #[test]
    fn rounding_is_directed_and_halves_go_away_from_zero() {
        for (value, nearest, down, up) in [
            (ratio(5, 2), "3", "2", "3"),
            (ratio(-5, 2), "-3", "-3", "-2"),
            (ratio(7, 3), "2", "2", "3"),
            (ratio(-7, 3), "-2", "-3", "-2"),
            (Exact::from(4), "4", "4", "4"),
        ] {
            let shown = |rounding| value.round_to_place(0, rounding).to_plain(12, rounding);
            assert_eq!(shown(Rounding::Nearest), nearest, "{value:?}");
            assert_eq!(shown(Rounding::Down), down, "{value:?}");
            assert_eq!(shown(Rounding::Up), up, "{value:?}");
        }
        assert_eq!(Exact::scaled(2295, -3).to_plain(3, Rounding::Nearest), "2.3");
        assert_eq!(Exact::scaled(229, -2).to_plain(2, Rounding::Nearest), "2.3");
        assert_eq!(Exact::from(0).to_plain(12, Rounding::Nearest), "0");
        assert_eq!(Exact::scaled(-1, -30).to_plain(2, Rounding::Up), "-0.000000000000000000000000000001");
        assert_eq!(Exact::scaled(1999, 3).to_plain(2, Rounding::Nearest), "2000000");
    }

    #[test]
    fn a_root_is_enclosed_and_an_exact_root_is_itself() {
        let (low, high) = Exact::from(2).root(2).unwrap();
        assert!(low.pow(2) < Exact::from(2) && Exact::from(2) < high.pow(2));
        assert_eq!(low.to_plain(20, Rounding::Down), "1.4142135623730950488");
        let (low, high) = Exact::scaled(12_100, -4).root(2).unwrap();
        assert_eq!((low.to_plain(5, Rounding::Down), low == high), ("1.1".to_owned(), true));
        let (low, high) = Exact::scaled(7, 27).root(30).unwrap();
        assert!(low.pow(30) < Exact::scaled(7, 27) && Exact::scaled(7, 27) < high.pow(30));
        assert!(Exact::from(-1).root(3).is_none());
        assert!(Exact::from(1).root(0).is_none());
    }

    #[test]
    fn decimals_come_and_go_unchanged() {
        for text in ["0", "1.1", "-0.0000000000000000000000000001", "79228162514264337593543950335"] {
            let decimal: Decimal = text.parse().unwrap();
            assert_eq!(Exact::from(decimal).to_decimal(), Some(decimal.normalize()), "{text}");
        }
        assert_eq!(Exact::scaled(1, 40).to_decimal(), None);
    }

    /// Numbers of every size up to the largest that a machine has, many of them next to where something overflows.
    fn any_number() -> impl Strategy<Value = i128> {
        let near_an_end = (-3i128..=3).prop_map(|off| i128::MAX.wrapping_add(off));
        let any = (any::<i128>(), 0u32..128).prop_map(|(number, shift)| number >> shift);
        prop_oneof![4 => any, 2 => -1000i128..1000, 1 => near_an_end]
    }

    fn any_fraction() -> impl Strategy<Value = (Exact, RBig)> {
        let fraction = |(numerator, denominator): (i128, i128)| {
            let denominator = denominator.checked_abs().unwrap_or(i128::MAX).max(1);
            let small = Exact(Number::Small(Fraction::new(numerator, denominator).unwrap()));
            (small, RBig::from_parts(IBig::from(numerator), UBig::from(denominator.unsigned_abs())))
        };
        (any_number(), any_number()).prop_map(fraction)
    }

    fn shown(value: &RBig) -> String {
        value.to_string()
    }

    proptest! {
        #[test]
        fn small_and_big_numbers_compute_alike((a, big_a) in any_fraction(), (b, big_b) in any_fraction(), place in -45i32..45) {
            for (small, big) in [
                (&a + &b, &big_a + &big_b),
                (&a - &b, &big_a - &big_b),
                (&a * &b, &big_a * &big_b),
                (-&a, -big_a.clone()),
                (a.pow(3), big_a.pow(3)),
                (&(&a * &b) + &a, &big_a * &big_b + &big_a),
            ] {
                prop_assert_eq!(format!("{small:?}"), shown(&big));
            }
            if !b.is_zero() {
                prop_assert_eq!(format!("{:?}", a.checked_div(&b).unwrap()), shown(&(&big_a / &big_b)));
            }
            prop_assert_eq!(a.cmp(&b), big_a.cmp(&big_b));
            let big = Exact(Number::Big(Box::new(big_a.relax())));
            prop_assert_eq!(a.sign(), big.sign());
            prop_assert_eq!(a.magnitude(), big.magnitude());
            prop_assert_eq!(&a, &big);
            for rounding in [Rounding::Nearest, Rounding::Down, Rounding::Up] {
                prop_assert_eq!(a.units_of(place, rounding), big.units_of(place, rounding));
                prop_assert_eq!(a.round_to_place(place, rounding), big.round_to_place(place, rounding));
            }
        }
    }
}
