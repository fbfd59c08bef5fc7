"""Exact rationals, the ends of intervals, and how both are printed.

Everything here is whole-number arithmetic over `fractions.Fraction`: no floating point anywhere.
"""

from dataclasses import dataclass
from fractions import Fraction
from itertools import product

DIGITS = (12, 28)
# The largest number that fits a 96-bit decimal: the tables stay within it.
LARGEST = 2**96 - 1


@dataclass(frozen=True)
class Interval:
    """Every true value between two ends. `None` is an end that is not there (unbounded)."""

    low: Fraction | None
    high: Fraction | None

    @property
    def ends(self):
        return (self.low, self.high)


def hull(function, *intervals):
    """The hull of a function that is monotone in each argument over these finite intervals: its values at the corners."""
    corners = [function(*corner) for corner in product(*(interval.ends for interval in intervals))]
    return Interval(min(corners), max(corners))


def power_of_ten(exponent):
    return Fraction(10) ** exponent


def magnitude(value):
    """The decimal place of the leading digit: 2 for 300, -1 for 0.5."""
    value = abs(value)
    place = len(str(value.numerator)) - len(str(value.denominator))
    return place if value >= power_of_ten(place) else place - 1


def floor_units(value, place):
    scaled = value / power_of_ten(place)
    return scaled.numerator // scaled.denominator


def nearest_units(value, place):
    """Halves away from zero."""
    units = floor_units(abs(value) + power_of_ten(place) / 2, place)
    return units if value >= 0 else -units


def plain(units, place):
    """`units` x 10^`place` in plain digits: no exponent, no trailing zeros after the point, never -0."""
    sign = "-" if units < 0 else ""
    digits = str(abs(units))
    if place >= 0:
        return sign + (digits + "0" * place if units else "0")
    digits = digits.rjust(1 - place, "0")
    whole, fraction = digits[:place], digits[place:].rstrip("0")
    return sign + whole + ("." + fraction if fraction else "")


def decimal(value):
    """A finite decimal, all its digits."""
    place = 0
    while (value / power_of_ten(place)).denominator != 1:
        place -= 1
    return plain(int(value / power_of_ten(place)), place)


def last_place(value, digits):
    """The place of the last of so many significant digits."""
    return magnitude(value) + 1 - digits if value else 0


def nearest(value, digits):
    place = last_place(value, digits)
    return plain(nearest_units(value, place), place)


def floor(value, digits):
    if value is None:
        return ""
    place = last_place(value, digits)
    return plain(floor_units(value, place), place)


def ceil(value, digits):
    if value is None:
        return ""
    place = last_place(value, digits)
    return plain(-floor_units(-value, place), place)


def shown(nominal, interval, digits):
    """The three columns of a result: rounded, low rounded down, high rounded up."""
    assert all(abs(value) <= LARGEST for value in (nominal, *interval.ends)), f"{nominal} is too large for a decimal"
    return [nearest(nominal, digits), floor(interval.low, digits), ceil(interval.high, digits)]


NOT_MEANINGFUL = ["n.m.", "", ""]


def touches_zero(interval):
    """Whether an interval that should be positive holds zero or anything below it."""
    return interval.low is None or interval.low <= 0
