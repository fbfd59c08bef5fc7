//! Exact rational numbers: what every computation between two written figures is done in.
//!
//! A written figure is a decimal, but a quotient of two is not, and a decimal division rounds without saying so. So values
//! are kept as numerator over denominator until they are shown, and rounded there, once, in a stated direction.

use std::cmp::Ordering;
use std::fmt;
use std::ops::{Add, Mul, Neg, Sub};

use dashu_int::ops::{BitTest, DivEuclid, SquareRoot};
use dashu_int::{IBig, Sign, UBig};
use dashu_ratio::{RBig, Relaxed};
use rust_decimal::Decimal;

/// Beyond this size a fraction is brought to lowest terms, so that long sums do not grow without need. The mean of a year's
/// cross fixings in lowest terms is about half as long, so that what is computed with it is not reduced again at each step.
const REDUCE_ABOVE_BITS: usize = 8192;

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
pub struct Exact(Relaxed);

impl Exact {
    /// Zero.
    pub fn zero() -> Self {
        Exact(Relaxed::ZERO)
    }

    /// One.
    pub fn one() -> Self {
        Exact(Relaxed::ONE)
    }

    /// `mantissa` × 10^`exponent`. An exponent beyond ±1000 is taken as ±1000, far outside what a figure can hold.
    pub fn scaled(mantissa: i128, exponent: i32) -> Self {
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
        Exact(Relaxed::from_parts(numerator, denominator)).tidied()
    }

    /// Lowest terms, where the fraction has grown large.
    fn tidied(self) -> Self {
        if self.0.denominator().bit_len() > REDUCE_ABOVE_BITS { Exact(self.0.canonicalize().relax()) } else { self }
    }

    /// The same value in lowest terms, for one that much is computed with.
    pub fn in_lowest_terms(self) -> Self {
        Exact(self.0.canonicalize().relax())
    }

    /// Whether this is zero.
    pub fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    /// Whether this is less than zero.
    pub fn is_negative(&self) -> bool {
        !self.0.is_zero() && self.0.sign() == Sign::Negative
    }

    /// Whether this is more than zero.
    pub fn is_positive(&self) -> bool {
        !self.0.is_zero() && self.0.sign() == Sign::Positive
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
        let (sign, magnitude) = self.0.numerator().clone().into_parts();
        let numerator = IBig::from_parts(sign, self.0.denominator().clone());
        Some(Self::from_parts((numerator, magnitude)))
    }

    /// This to a whole power.
    pub fn pow(&self, exponent: u16) -> Self {
        let exponent = usize::from(exponent);
        Self::from_parts((self.0.numerator().pow(exponent), self.0.denominator().pow(exponent)))
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
        let power = power_of_ten(exponent.unsigned_abs());
        if exponent < 0 {
            Self::from_parts((self.0.numerator().clone(), self.0.denominator() * power))
        } else {
            Self::from_parts((self.0.numerator() * power, self.0.denominator().clone()))
        }
    }

    fn floor(&self) -> IBig {
        self.0.floor()
    }

    /// The decimal place of the leading digit: 0 for 5, 2 for 300, −1 for 0.5. Zero's is 0.
    pub fn magnitude(&self) -> i32 {
        if self.is_zero() {
            return 0;
        }
        let numerator = self.0.numerator().clone().into_parts().1;
        let denominator = self.0.denominator();
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
        let power = power_of_ten(place.unsigned_abs());
        let (numerator, denominator) = if place < 0 {
            (self.0.numerator() * power, self.0.denominator().clone())
        } else {
            (self.0.numerator().clone(), self.0.denominator() * power)
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
        Exact(Relaxed::from(value))
    }
}

impl From<i32> for Exact {
    fn from(value: i32) -> Self {
        Exact(Relaxed::from(value))
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
        self.0.cmp(&other.0)
    }
}

macro_rules! operator {
    ($trait:ident, $method:ident) => {
        impl $trait<&Exact> for &Exact {
            type Output = Exact;
            fn $method(self, other: &Exact) -> Exact {
                Exact((&self.0).$method(&other.0)).tidied()
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

operator!(Add, add);
operator!(Sub, sub);
operator!(Mul, mul);

impl Neg for &Exact {
    type Output = Exact;
    fn neg(self) -> Exact {
        Exact(-self.0.clone())
    }
}

impl Neg for Exact {
    type Output = Exact;
    fn neg(self) -> Exact {
        Exact(-self.0)
    }
}

impl fmt::Debug for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", RBig::from_parts(self.0.numerator().clone(), self.0.denominator().clone()))
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
        if self.is_zero() {
            Ordering::Equal
        } else if self.is_negative() {
            Ordering::Less
        } else {
            Ordering::Greater
        }
    }
}

#[cfg(test)]
mod tests {
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
}
