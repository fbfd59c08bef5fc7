"""The interval of a reported value, by XBRL Calculations 1.1 (recommendation of 2023-02-22), section "Rounding".

Rounded to nearest, a value `v` reported to `d` decimals stands for [v - 10^-d / 2, v + 10^-d / 2], both ends included,
since how the source rounds halves is not known. Cut off (truncated), it stands for one unit away from zero, the far end
left out; zero for one unit either way, both ends left out. INF decimals is the value itself.
"""

import csv
from fractions import Fraction

from draws import Draws
from exact import decimal, power_of_ten
from written import with_point

HEADER = ("value", "decimals", "rounding", "low", "high", "low_closed", "high_closed")
DECIMALS = ("INF", "-12", "-9", "-6", "-5", "-3", "-2", "-1", "0", "1", "2", "3", "4", "6", "10")
VALUES = (
    "0", "1", "-1", "2.5", "-2.5", "5", "10", "-10", "99.995", "-99.995", "1000", "1234", "-1234", "1250", "-1250", "1234.5", "999999.5",
    "-999999.5", "1500000", "-1500000", "3400000000", "-550000000", "0.004", "-0.0049", "0.05",
)  # fmt: skip
REFERENCE_MODES = {"round-to-nearest": "nearest", "truncation": "truncate"}


def interval(value, decimals, rounding):
    """Low, high, whether low is in, whether high is in."""
    if decimals == "INF":
        return value, value, True, True
    unit = power_of_ten(-int(decimals))
    if rounding == "nearest":
        return value - unit / 2, value + unit / 2, True, True
    if value > 0:
        return value, value + unit, True, False
    if value < 0:
        return value - unit, value, False, True
    return -unit, unit, False, False


def row(text, decimals, rounding):
    low, high, low_closed, high_closed = interval(Fraction(text), decimals, rounding)
    return [
        text,
        decimals,
        rounding,
        decimal(low),
        decimal(high),
        *(str(flag).lower() for flag in (low_closed, high_closed)),
    ]


def drawn_value(draws):
    text = decimal(Fraction(with_point(draws.digits(draws.between(1, 15)), draws.between(0, 6))))
    return f"-{text}" if draws.chance(2) else text


def table():
    draws = Draws("reported")
    values = VALUES + tuple(drawn_value(draws) for _ in range(15))
    for value in values:
        for decimals in DECIMALS:
            yield row(value, decimals, "nearest")
            yield row(value, decimals, "truncate")


def verify(path):
    """The rows of a reference table (value, decimals, mode, lower, upper, incl_lower, incl_upper) that differ from ours."""
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return len(rows), [reference for reference in rows if not agrees(reference)]


def agrees(reference):
    rounding = REFERENCE_MODES[reference["mode"]]
    ours = interval(Fraction(reference["value"]), reference["decimals"], rounding)
    ends = (Fraction(reference["lower"]), Fraction(reference["upper"]))
    flags = (reference["incl_lower"] == "True", reference["incl_upper"] == "True")
    return ours == ends + flags
