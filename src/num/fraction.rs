//! Fractions of machine numbers, which nearly every computation between written figures fits in.

use std::cmp::Ordering;
use std::num::NonZero;

use super::Rounding;

/// A numerator over a denominator above zero, not brought to lowest terms. What is computed is exact, or `None` where it does not fit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fraction {
    numerator: i128,
    denominator: NonZero<i128>,
}

impl Fraction {
    /// The fraction of a denominator above zero.
    pub(super) fn new(numerator: i128, denominator: i128) -> Option<Self> {
        let denominator = NonZero::new(denominator).filter(|denominator| denominator.is_positive())?;
        Some(Fraction { numerator, denominator })
    }

    pub(super) fn whole(numerator: i128) -> Self {
        Fraction { numerator, denominator: ONE }
    }

    /// `mantissa` × 10^`exponent`.
    pub(super) fn scaled(mantissa: i128, exponent: i32) -> Option<Self> {
        let power = power_of_ten(exponent.unsigned_abs())?;
        if exponent < 0 { Self::new(mantissa, power) } else { product(mantissa, power).map(Self::whole) }
    }

    pub(super) fn numerator(self) -> i128 {
        self.numerator
    }

    pub(super) fn denominator(self) -> i128 {
        self.denominator.get()
    }

    pub(super) fn plus(self, other: Self) -> Option<Self> {
        if self.denominator == other.denominator {
            return Some(Fraction { numerator: self.numerator.checked_add(other.numerator)?, ..self });
        }
        let left = product(self.numerator, other.denominator())?;
        let right = product(other.numerator, self.denominator())?;
        Some(Fraction {
            numerator: left.checked_add(right)?,
            denominator: self.denominator.checked_mul(other.denominator)?,
        })
    }

    pub(super) fn times(self, other: Self) -> Option<Self> {
        Some(Fraction {
            numerator: product(self.numerator, other.numerator)?,
            denominator: self.denominator.checked_mul(other.denominator)?,
        })
    }

    pub(super) fn negated(self) -> Option<Self> {
        Some(Fraction { numerator: self.numerator.checked_neg()?, ..self })
    }

    /// One over this; `None` for zero as well.
    pub(super) fn recip(self) -> Option<Self> {
        let numerator = if self.numerator < 0 { self.denominator().checked_neg()? } else { self.denominator() };
        Self::new(numerator, self.numerator.checked_abs()?)
    }

    pub(super) fn pow(self, exponent: u16) -> Option<Self> {
        let raised = |number: i128| number.checked_pow(u32::from(exponent));
        Self::new(raised(self.numerator)?, raised(self.denominator())?)
    }

    pub(super) fn compared(self, other: Self) -> Option<Ordering> {
        if self.denominator == other.denominator {
            return Some(self.numerator.cmp(&other.numerator));
        }
        let left = product(self.numerator, other.denominator())?;
        Some(left.cmp(&product(other.numerator, self.denominator())?))
    }

    /// The decimal place of the leading digit of a value that is not zero.
    pub(super) fn magnitude(self) -> Option<i32> {
        let (size, denominator) = (self.numerator.unsigned_abs(), self.denominator().unsigned_abs());
        if self.denominator == ONE {
            return places(size);
        }
        // Of numbers with so many digits the quotient has as many as the difference says, or one less.
        let upper = places(size)?.checked_sub(places(denominator)?)?;
        let power = power_of_ten(upper.unsigned_abs())?.unsigned_abs();
        let reached =
            if upper < 0 { size.checked_mul(power)? >= denominator } else { size >= denominator.checked_mul(power)? };
        if reached { Some(upper) } else { upper.checked_sub(1) }
    }

    /// The whole number of units of 10^`place` that this rounds to.
    pub(super) fn units_of(self, place: i32, rounding: Rounding) -> Option<i128> {
        let power = power_of_ten(place.unsigned_abs())?;
        let (numerator, denominator) = if place < 0 {
            (product(self.numerator, power)?, self.denominator())
        } else {
            (self.numerator, product(self.denominator(), power)?)
        };
        match rounding {
            Rounding::Down => numerator.checked_div_euclid(denominator),
            Rounding::Up => numerator.checked_neg()?.checked_div_euclid(denominator)?.checked_neg(),
            Rounding::Nearest => {
                let doubled = numerator.checked_abs()?.checked_mul(2)?.checked_add(denominator)?;
                let units = doubled.checked_div(denominator.checked_mul(2)?)?;
                if numerator < 0 { units.checked_neg() } else { Some(units) }
            }
        }
    }
}

/// The product of two numbers, where it fits. That of two narrow ones does, and is made in one step.
fn product(one: i128, other: i128) -> Option<i128> {
    match (i64::try_from(one), i64::try_from(other)) {
        (Ok(one), Ok(other)) => Some(i128::from(one) * i128::from(other)),
        _ => one.checked_mul(other),
    }
}

/// The power of zero of any number.
const ONE: NonZero<i128> = NonZero::<i128>::MAX.saturating_pow(0);

/// Every power of ten that fits.
static POWERS: [i128; 39] = powers();

const fn powers() -> [i128; 39] {
    let mut powers = [1; 39];
    let (mut power, mut rest): (i128, &mut [i128]) = (1, &mut powers);
    while let [first, others @ ..] = rest {
        *first = power;
        power = power.saturating_mul(10);
        rest = others;
    }
    powers
}

/// 10^`exponent`, where it fits.
fn power_of_ten(exponent: u32) -> Option<i128> {
    POWERS.get(usize::try_from(exponent).ok()?).copied()
}

/// The decimal place of the leading digit of a whole number above zero; narrow ones are told faster.
fn places(number: u128) -> Option<i32> {
    let places = match u64::try_from(number) {
        Ok(narrow) => narrow.checked_ilog10(),
        Err(_) => number.checked_ilog10(),
    };
    places.and_then(|places| i32::try_from(places).ok())
}
