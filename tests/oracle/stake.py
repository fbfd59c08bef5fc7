"""The valuation that a price for a stake implies: price / stake after the money, price x (1 / stake - 1) before it.

A stake is more than 0% and at most 100%, so its interval is cut to that. Where it reaches down to zero, the valuation has
no upper end.
"""

from fractions import Fraction

from draws import Draws
from exact import DIGITS, Interval, ceil, floor, nearest
from written import drawn_figure, figure, hedged, long_figure, with_point

HEADER = ("stake", "price", "valuation", "low", "high", "pre_money", "pre_low", "pre_high", "digits")
WHOLE = Fraction(100)


def valuation(stake, price, retained):
    """Price / stake, less the price itself where the owners before keep what they had (`retained`). Stake in percent."""
    return price * (WHOLE / stake - (1 if retained else 0))


def cut(stake):
    low = Fraction(0) if stake.low is None or stake.low < 0 else stake.low
    high = WHOLE if stake.high is None or stake.high > WHOLE else stake.high
    return Interval(low, high)


def valuation_hull(stake, price, retained):
    """Falls with the stake and rises with the price, which is never negative: two corners."""
    low = valuation(stake.high, price.low, retained)
    unbounded = stake.low == 0 or price.high is None
    return Interval(low, None if unbounded else valuation(stake.low, price.high, retained))


def row(stake, price, digits):
    columns = []
    for retained in (False, True):
        interval = valuation_hull(cut(stake.tight), price.tight, retained)
        nominal = valuation(stake.nominal, price.nominal, retained)
        columns += [nearest(nominal, digits), floor(interval.low, digits), ceil(interval.high, digits)]
    return [stake.text, price.text, *columns, str(digits)]


def drawn_stake(draws):
    decimals = draws.choice((0, 0, 1, 1, 1, 2, 3))
    units = draws.between(1, 100 * 10**decimals)
    return figure(
        with_point(str(units), decimals), unit=draws.choice(("%", "%", " %", " per cent", " percent", " pct"))
    )


STATED = (
    ("11.6", "172"),
    ("3.4", "50"),
    ("13.1", "74"),
    ("100", "550"),
    ("99.95", "7"),
    ("51", "1"),
    ("0.1", "20"),
    ("50", "50"),
)
HEDGED_STAKES = (
    "nearly",
    "almost",
    "just under",
    "just over",
    "more than",
    "over",
    "at least",
    "less than",
    "under",
    "up to",
    "at most",
)


def table():
    draws = Draws("stake")
    for digits in DIGITS:
        for stake, price in STATED:
            yield row(figure(stake, unit="%"), figure(price, "m"), digits)
        for _ in range(200):
            yield row(drawn_stake(draws), drawn_figure(draws), digits)
        for _ in range(25):
            yield row(drawn_stake(draws), long_figure(draws), digits)
        for qualifier in HEDGED_STAKES:
            for stake in ("1", "10", "33.3", "60"):
                yield row(hedged(qualifier, stake, unit="%"), figure(str(draws.between(1, 999)), "m"), digits)
        for qualifier in ("more than", "over", "at least"):
            for price in ("45", "1.5"):
                yield row(drawn_stake(draws), hedged(qualifier, price, "bn"), digits)
