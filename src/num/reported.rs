//! The interval that a reported number allows: its digits are evidence of its precision.

use super::{End, Exact, Interval};

/// The rule by which a source brings true values to the digits it prints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Convention {
    /// To the nearest; which way halves go is unknown, so both ends of the interval are closed, as in XBRL Calculations 1.1.
    #[default]
    Nearest,
    /// Digits cut off, towards zero.
    Truncate,
}

/// What a writer says of a number besides its digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Qualifier {
    /// Nothing: the digits speak for themselves.
    #[default]
    Exact,
    /// About, around, some, roughly, approximately.
    About,
    /// Nearly, almost, close to, just under.
    Nearly,
    /// Just over.
    JustOver,
    /// More than, over, above, at least, or more.
    AtLeast,
    /// Less than, under, below, at most, up to, as much as.
    AtMost,
}

impl Qualifier {
    /// The qualifier's name in machine formats: empty for a plain figure.
    pub fn name(self) -> &'static str {
        match self {
            Qualifier::Exact => "",
            Qualifier::About => "about",
            Qualifier::Nearly => "nearly",
            Qualifier::JustOver => "just over",
            Qualifier::AtLeast => "at least",
            Qualifier::AtMost => "at most",
        }
    }
}

/// A whole number of units of 10^`place`: a numeral with its scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Numeral {
    pub(in crate::num) mantissa: i128,
    pub(in crate::num) place: i32,
    pub(in crate::num) whole: bool,
    /// The coarsest place of a number that was written as a fraction.
    fraction: Option<i32>,
}

impl Numeral {
    /// A value with its last digit at 10^`place`, taken as significant to that digit.
    pub fn new(mantissa: i128, place: i32) -> Self {
        Numeral { mantissa, place, whole: false, fraction: None }
    }

    /// A whole number with its last digit at 10^`place`, whose trailing zeros need not be significant: "two hundred".
    pub fn whole(mantissa: i128, place: i32) -> Self {
        Numeral { mantissa, place, whole: true, fraction: None }
    }

    /// A number that was written as a fraction, "3-1/2" or "a third", in decimals: tightly it is what its decimals say, but it may
    /// have been rounded to 10^`coarsest`, since who writes quarters does not count in hundredths.
    pub fn fraction(mantissa: i128, place: i32, coarsest: i32) -> Self {
        Numeral { mantissa, place, whole: false, fraction: Some(coarsest) }
    }

    /// The same number with the other sign.
    pub fn negated(self) -> Self {
        Numeral { mantissa: self.mantissa.saturating_neg(), ..self }
    }

    /// The number at face value.
    pub fn value(&self) -> Exact {
        Exact::scaled(self.mantissa, self.place)
    }

    /// The digits as a whole number of units of the last written place.
    pub fn mantissa(&self) -> i128 {
        self.mantissa
    }

    /// Whether it was written without a decimal point, so that its trailing zeros need not be significant.
    pub fn is_whole(&self) -> bool {
        self.whole
    }

    /// The decimal place of the leading digit: 2 of 300, −1 of 0.5. Zero's is 0.
    pub fn magnitude(&self) -> i32 {
        let digits = self.mantissa.unsigned_abs().checked_ilog10().and_then(|digits| i32::try_from(digits).ok());
        digits.map_or(0, |digits| self.place.saturating_add(digits))
    }

    /// The place of the last written digit.
    pub fn last_place(&self) -> i32 {
        self.place
    }

    /// The place of the last digit that is not zero; of zero itself, the last written place.
    pub fn last_nonzero_place(&self) -> i32 {
        if self.mantissa == 0 {
            return self.place;
        }
        let mut rest = self.mantissa;
        let mut place = self.place;
        while rest % 10 == 0 {
            rest /= 10;
            place += 1;
        }
        place
    }

    /// The place to which the digits may have been rounded at the coarsest: trailing zeros of a whole numeral need not be
    /// significant, those after a decimal point are.
    fn coarsest_place(&self) -> i32 {
        match self.fraction {
            Some(coarsest) => coarsest,
            None if self.whole => self.last_nonzero_place(),
            None => self.place,
        }
    }

    /// The place of the digit that a hedge gives or takes one of: the last that is not zero, of a fraction the coarsest, since "almost
    /// two thirds" may be 64%.
    fn hedged_place(&self) -> i32 {
        self.fraction.unwrap_or_else(|| self.last_nonzero_place())
    }

    /// Every true value that a source reports as this number at 10^`place`.
    fn rounded_to(&self, place: i32, convention: Convention) -> Interval {
        // At the last digit itself both ends are whole halves of its unit: fractions of one small denominator.
        let end = |half: i128| {
            Some(Exact::scaled(self.mantissa.checked_mul(10)?.checked_add(half)?, self.place.checked_sub(1)?))
        };
        if convention == Convention::Nearest
            && place == self.place
            && let Some((low, high)) = end(-5).zip(end(5))
        {
            return Interval::between(low, high);
        }
        rounded_to(&self.value(), place, convention)
    }

    /// The same number a power of ten up or down, its precision with it.
    pub fn times_power_of_ten(self, power: i32) -> Self {
        let fraction = self.fraction.map(|coarsest| coarsest.saturating_add(power));
        Numeral { place: self.place.saturating_add(power), fraction, ..self }
    }
}

/// A number as it was reported: its numeral, or the two of a range, and its qualifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Reported {
    pub(in crate::num) numeral: Numeral,
    pub(in crate::num) upper: Option<Numeral>,
    pub(in crate::num) qualifier: Qualifier,
}

impl Reported {
    /// A single numeral with its qualifier.
    pub fn new(numeral: Numeral, qualifier: Qualifier) -> Self {
        Reported { numeral, upper: None, qualifier }
    }

    /// A range from one numeral to another, or `None` where the second is less than the first.
    pub fn range(lower: Numeral, upper: Numeral, qualifier: Qualifier) -> Option<Self> {
        (lower.value() <= upper.value()).then_some(Reported { numeral: lower, upper: Some(upper), qualifier })
    }

    /// The same number with another qualifier.
    pub fn qualified(self, qualifier: Qualifier) -> Self {
        Reported { qualifier, ..self }
    }

    /// The numeral; a range's lower one.
    pub fn numeral(&self) -> &Numeral {
        &self.numeral
    }

    /// A range's upper numeral.
    pub fn upper(&self) -> Option<&Numeral> {
        self.upper.as_ref()
    }

    /// What the writer says besides the digits.
    pub fn qualifier(&self) -> Qualifier {
        self.qualifier
    }

    /// The number at face value; of a range its middle.
    pub fn nominal(&self) -> Exact {
        match &self.upper {
            None => self.numeral.value(),
            Some(upper) => Exact::midpoint(&self.numeral.value(), &upper.value()),
        }
    }

    /// The number below zero that mirrors this one: what a fall of so much is as growth.
    pub fn negated(self) -> Self {
        let mirror = |numeral: Numeral| Numeral { mantissa: -numeral.mantissa, ..numeral };
        let (numeral, upper) = match self.upper {
            Some(upper) => (mirror(upper), Some(mirror(self.numeral))),
            None => (mirror(self.numeral), None),
        };
        let qualifier = match self.qualifier {
            Qualifier::AtLeast => Qualifier::AtMost,
            Qualifier::AtMost => Qualifier::AtLeast,
            own => own,
        };
        Reported { numeral, upper, qualifier }
    }

    /// The same number a power of ten up or down, its precision with it.
    pub fn times_power_of_ten(self, power: i32) -> Self {
        Reported {
            numeral: self.numeral.times_power_of_ten(power),
            upper: self.upper.map(|upper| upper.times_power_of_ten(power)),
            ..self
        }
    }

    /// The true values allowed if every written digit is significant. A bound or a range has no slack beyond what it states.
    pub fn tight(&self, convention: Convention) -> Interval {
        if let Some(upper) = &self.upper {
            return Interval::closed(self.numeral.value(), upper.value())
                .unwrap_or_else(|| Interval::point(self.numeral.value()));
        }
        let value = || self.numeral.value();
        match self.qualifier {
            Qualifier::Exact | Qualifier::About => self.numeral.rounded_to(self.numeral.place, convention),
            Qualifier::Nearly => self.one_unit(&value(), value().is_negative()),
            Qualifier::JustOver => self.one_unit(&value(), !value().is_negative()),
            Qualifier::AtLeast => Interval::at_least(value()),
            Qualifier::AtMost => Interval::at_most(value()),
        }
    }

    /// The true values allowed if hedges mean what they say and a whole numeral's trailing zeros are not significant.
    pub fn loose(&self, convention: Convention) -> Interval {
        if let Some(upper) = &self.upper {
            let low = rounded_to(&self.numeral.value(), self.numeral.place, convention);
            return low.hull(&rounded_to(&upper.value(), upper.place, convention));
        }
        match self.qualifier {
            Qualifier::Exact => self.numeral.rounded_to(self.numeral.coarsest_place(), convention),
            Qualifier::About => {
                let unit = Exact::power_of_ten(self.numeral.hedged_place());
                Interval::around(&self.numeral.value(), &unit, &unit)
            }
            _ => self.tight(convention),
        }
    }

    /// What a computation starts from: the tight interval of a plain figure, the loose one of a hedged figure.
    pub fn basis(&self, convention: Convention) -> Interval {
        match self.qualifier {
            Qualifier::About => self.loose(convention),
            _ => self.tight(convention),
        }
    }

    /// From `value` one unit of the last non-zero digit upwards or downwards.
    fn one_unit(&self, value: &Exact, upwards: bool) -> Interval {
        let unit = Exact::power_of_ten(self.numeral.hedged_place());
        if upwards {
            Interval::around(value, &Exact::zero(), &unit)
        } else {
            Interval::around(value, &unit, &Exact::zero())
        }
    }
}

/// Every true value that a source with this convention reports as `value` at 10^`place`.
///
/// ```
/// use tieout::num::{Convention, Exact, rounded_to};
/// let billions = rounded_to(&Exact::scaled(34, -1), -1, Convention::Nearest);
/// assert_eq!(billions.to_string(), "[67/20, 69/20]");
/// assert_eq!(rounded_to(&Exact::from(7), 0, Convention::Truncate).to_string(), "[7, 8)");
/// ```
pub fn rounded_to(value: &Exact, place: i32, convention: Convention) -> Interval {
    match convention {
        Convention::Nearest => {
            let half = Exact::scaled(5, place.saturating_sub(1));
            Interval::around(value, &half, &half)
        }
        Convention::Truncate => truncated_to(value, &Exact::power_of_ten(place)),
    }
}

/// Cut off towards zero: the written digits are the end nearer to zero, and only zero itself may come from either side.
fn truncated_to(value: &Exact, unit: &Exact) -> Interval {
    let low = if value.is_positive() { End::Closed(value.clone()) } else { End::Open(value - unit) };
    let high = if value.is_negative() { End::Closed(value.clone()) } else { End::Open(value + unit) };
    Interval::new(low, high).unwrap_or_else(|| Interval::point(value.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_magnitude_of_a_numeral_is_that_of_its_value() {
        for (mantissa, place) in [(0, -3), (1, 0), (9, 0), (10, 0), (-999, 0), (995, -3), (1, 28), (i128::MIN, -50)] {
            let numeral = Numeral::new(mantissa, place);
            assert_eq!(numeral.magnitude(), numeral.value().magnitude(), "{numeral:?}");
        }
    }
}
