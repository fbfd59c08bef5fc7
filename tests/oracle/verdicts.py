"""Verdicts: relations whose figures are all stated, and whether they can be true together.

A relation is an equation of one side: a product of factors, or a sum of terms, that is another figure. Which values of one
figure the others allow is the hull of that equation over their intervals, each end of which is open or closed, or not
there. A row is built the other way round: one figure is placed so that its interval meets, touches or just misses what the
others allow, at a closed end or at an open one, and the verdict follows from the definitions:

- inconsistent: not even the loose intervals meet; a warning where the stated figure would fit one unit of its last digit
  away, an error beyond that
- approximate: only the loose intervals meet
- exact: the others at face value, rounded as the stated figure is, are the stated figure, whose digits are all it says
- rounding: every other one that meets
- unverifiable: a divisor that may be zero or less, a subtracted amount below zero, or nothing that bounds the stated figure
"""

from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import prod

from draws import Draws
from exact import ceil, decimal, floor, floor_units, magnitude, nearest, nearest_units, plain, power_of_ten

HEADER = ("identity", "rounding", "figures", "verdict", "severity", "expected", "low", "high", "deviation")
RATES_HEADER = ("date", "base", "quote", "rate")
SHOWN = 12

# --- ranges with open, closed and missing ends -------------------------------------------------------------------


@dataclass(frozen=True)
class Range:
    """Everything between two ends: `None` is an end that is not there, a flag says whether the end itself belongs."""

    low: Fraction | None
    high: Fraction | None
    low_closed: bool = True
    high_closed: bool = True

    @property
    def is_everything(self):
        return self.low is None and self.high is None

    @property
    def is_positive(self):
        return self.low is not None and (self.low > 0 or (self.low == 0 and not self.low_closed))

    def meets(self, other):
        return not (self.is_below(other) or other.is_below(self))

    def is_below(self, other):
        if self.high is None or other.low is None or self.high < other.low:
            return self.high is not None and other.low is not None
        return self.high == other.low and not (self.high_closed and other.low_closed)

    def holds(self, value):
        return self.meets(point(value))

    def moved(self, by):
        return replace(self, low=shifted(self.low, by), high=shifted(self.high, by))

    def cut_to(self, other):
        """What both have in common; they meet."""
        low, low_closed = max(
            ((r.low, r.low_closed) for r in (self, other) if r.low is not None), key=lambda end: (end[0], not end[1]),
            default=(None, True),
        )  # fmt: skip
        high, high_closed = min(((r.high, r.high_closed) for r in (self, other) if r.high is not None), default=(None, True))
        return Range(low, high, low_closed, high_closed)


def shifted(end, by):
    return None if end is None else end + by


def point(value):
    return Range(value, value)


def negated(one):
    high, low = (None if end is None else -end for end in (one.low, one.high))
    return Range(low, high, one.high_closed, one.low_closed)


def added(one, other):
    ends = [None if None in pair else sum(pair) for pair in ((one.low, other.low), (one.high, other.high))]
    return Range(*ends, one.low_closed and other.low_closed, one.high_closed and other.high_closed)


def reciprocal(one):
    """Of a positive range."""
    low = Fraction(0) if one.high is None else 1 / one.high
    high = None if one.low == 0 else 1 / one.low
    return Range(low, high, one.high is not None and one.high_closed, one.low_closed)


def multiplied(one, other):
    """The products at the four corners; what is not there is endless, and nothing of it is zero."""
    corners = [corner(a, b) for a in sides(one) for b in sides(other)]
    # At one value, a corner that belongs to the range comes before one that does not.
    _, low, low_closed = min(corners, key=lambda c: (c[0], c[1], not c[2]))
    _, high, high_closed = max(corners)
    ends = [None if any(c[0] == way for c in corners) else end for way, end in ((-1, low), (1, high))]
    return Range(*ends, low_closed, high_closed)


def sides(one):
    """Both ends as how endless they are (-1, 0 or 1), their value, and whether they belong."""
    low = (-1, Fraction(0), False) if one.low is None else (0, one.low, one.low_closed)
    high = (1, Fraction(0), False) if one.high is None else (0, one.high, one.high_closed)
    return (low, high)


def corner(one, other):
    zeros = [closed for endless, value, closed in (one, other) if not endless and value == 0]
    if zeros:
        return (0, Fraction(0), any(zeros))
    (endless, value, closed), (other_endless, other_value, other_closed) = one, other
    if endless or other_endless:
        return (sign(endless or value) * sign(other_endless or other_value), Fraction(0), False)
    return (0, value * other_value, closed and other_closed)


def sign(value):
    return (value > 0) - (value < 0)


# --- figures -----------------------------------------------------------------------------------------------------

# The power of ten in which a kind of number is kept, and what stands behind its digits.
KINDS = {"money": (0, ""), "count": (0, ""), "percent": (-2, "%"), "points": (-2, "pp"), "times": (0, "x")}
UNITS = {"money": "USD", "count": "shares", "percent": "", "points": "", "times": ""}
SCALES = {0: "", 3: "k", 6: "m", 9: "bn"}
AT_LEAST, AT_MOST, ABOUT, NEARLY, OVER = "at least", "up to", "about", "nearly", "just over"


@dataclass(frozen=True)
class Figure:
    """A number as it stands in the cells of its row, and what it allows."""

    value: str
    nominal: Fraction
    tight: Range
    loose: Range
    place: int
    plain: bool = True
    low: str = ""
    high: str = ""


@dataclass(frozen=True)
class Style:
    """How a figure is written: its kind, what cuts or rounds it, and what the metric or measure can be."""

    kind: str
    truncates: bool
    nonnegative: bool = False
    stake: bool = False

    @property
    def power(self):
        return KINDS[self.kind][0]


def last_written(place, style, exponent):
    """The place of the last digit: a numeral is written down to the ones of its scale at least."""
    return min(place, style.power + exponent)


def spelled(value, place, style, exponent):
    """The digits of a value to its last place, with a scale: `3.40bn`."""
    shown_place = place - style.power - exponent
    digits = str(int(abs(value) / power_of_ten(place)))
    if shown_place < 0:
        digits = digits.rjust(1 - shown_place, "0")
        digits = digits[:shown_place] + "." + digits[shown_place:]
    return ("-" if value < 0 else "") + digits + SCALES[exponent]


def rounded_to(value, unit, truncates):
    if not truncates:
        return Range(value - unit / 2, value + unit / 2)
    low, high = (value if value > 0 else value - unit), (value if value < 0 else value + unit)
    return Range(low, high, value > 0, value < 0)


def significant_place(value, place):
    """The place of the last digit that is not zero."""
    while value and (value / power_of_ten(place + 1)).denominator == 1:
        place += 1
    return place


def written(value, place, style, exponent=0, qualifier=""):
    """A figure of one numeral, with digits down to this place."""
    place = last_written(place, style, exponent)
    digits = spelled(value, place, style, exponent)
    text = f"{qualifier} {digits}{KINDS[style.kind][1]}".strip()
    last, significant = power_of_ten(place), power_of_ten(significant_place(value, place))
    tight = rounded_to(value, last, style.truncates)
    loose = tight if "." in digits else rounded_to(value, significant, style.truncates)
    if qualifier == ABOUT:
        loose = Range(value - significant, value + significant)
    elif qualifier == NEARLY:
        tight = loose = Range(value, value + significant) if value < 0 else Range(value - significant, value)
    elif qualifier == OVER:
        tight = loose = Range(value - significant, value) if value < 0 else Range(value, value + significant)
    elif qualifier == AT_LEAST:
        tight = loose = Range(value, None)
    elif qualifier == AT_MOST:
        tight = loose = Range(None, value)
        if style.nonnegative and value >= 0:
            tight = loose = Range(Fraction(0), value)
    return within_a_whole(Figure(text, value, tight, loose, place, qualifier == ""), style)


def ranged(low, high, place, style, exponent=0):
    """Two ends as stated; loosely, what would have been rounded to them."""
    place = last_written(place, style, exponent)
    ends = [spelled(end, place, style, exponent) + KINDS[style.kind][1] for end in (low, high)]
    last = power_of_ten(place)
    below, above = (rounded_to(end, last, style.truncates) for end in (low, high))
    loose = Range(below.low, above.high, below.low_closed, above.high_closed)
    figure = Figure(" to ".join(ends), (low + high) / 2, Range(low, high), loose, place, plain=False)
    return within_a_whole(figure, style)


def bounded(figure, style, low=None, high=None):
    """The same number with explicit ends, which replace what its digits allow."""
    ends = Range(low, high)
    cells = ["" if end is None else decimal(end / power_of_ten(style.power)) for end in (low, high)]
    replaced = replace(figure, tight=ends, loose=ends, plain=False, low=cells[0], high=cells[1])
    return within_a_whole(replaced, style)


def within_a_whole(figure, style):
    """A stake is more than nothing and at most everything."""
    if not style.stake:
        return figure
    whole = Range(Fraction(0), Fraction(1), low_closed=False)
    return replace(figure, tight=figure.tight.cut_to(whole), loose=figure.loose.cut_to(whole))


# --- relations ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Member:
    """A figure's part in a relation: its cells, and how it enters the equation."""

    metric: str
    period: str
    measure: str = "level"
    kind: str = "money"
    holder: str = ""
    source: str = ""
    versus: str = ""
    unit: str | None = None
    # product: `itself`, `growth` (1 + it) or `divisor` (1 / it); sum: `plus` or `minus`
    enters: str = "itself"
    positive: bool = False
    nonnegative: bool = False

    def style(self, truncates):
        return Style(self.kind, truncates, self.nonnegative, self.measure == "stake")

    def row(self, figure):
        unit = UNITS[self.kind] if self.unit is None else self.unit
        cells = (
            self.metric, self.period, self.measure, figure.value, unit, self.versus, self.holder, figure.low, figure.high, self.source,
        )  # fmt: skip
        return ";".join(cells).rstrip(";")


@dataclass(frozen=True)
class Relation:
    """The first member is the product or the sum of the others; `tested` is the one that they are held against."""

    identity: str
    members: tuple
    tested: int = 0
    sums: bool = False
    # The order of the rows; the first members need not come first.
    order: tuple = field(default=())

    def solved(self, at, values, arithmetic):
        """What the other members make of the one at this position: values or ranges alike."""
        others = [(member, value) for place, (member, value) in enumerate(zip(self.members, values, strict=True)) if place not in (0, at)]
        terms = [arithmetic.entered(member.enters, value) for member, value in others]
        joined = arithmetic.total(terms) if self.sums else arithmetic.product(terms)
        if at == 0:
            return joined
        inverse = arithmetic.minus if self.sums else arithmetic.over
        return arithmetic.left(self.members[at].enters, inverse(values[0], joined))


class OfRanges:
    """The equations over ranges."""

    @staticmethod
    def entered(how, value):
        return {
            "itself": lambda: value, "growth": lambda: value.moved(1), "divisor": lambda: reciprocal(value),
            "plus": lambda: value, "minus": lambda: negated(value),
        }[how]()  # fmt: skip

    @staticmethod
    def left(how, value):
        return {
            "itself": lambda: value, "growth": lambda: value.moved(-1), "plus": lambda: value, "minus": lambda: negated(value),
        }[how]()  # fmt: skip

    @staticmethod
    def total(terms):
        result = point(Fraction(0))
        for term in terms:
            result = added(result, term)
        return result

    @staticmethod
    def product(terms):
        result = point(Fraction(1))
        for term in terms:
            result = multiplied(result, term)
        return result

    @staticmethod
    def minus(one, other):
        return added(one, negated(other))

    @staticmethod
    def over(one, other):
        return multiplied(one, reciprocal(other))


class OfValues:
    """The equations over values."""

    @staticmethod
    def entered(how, value):
        return {
            "itself": lambda: value, "growth": lambda: 1 + value, "divisor": lambda: 1 / value, "plus": lambda: value, "minus": lambda: -value,
        }[how]()  # fmt: skip

    @staticmethod
    def left(how, value):
        return {"itself": value, "growth": value - 1, "plus": value, "minus": -value}[how]

    @staticmethod
    def total(terms):
        return sum(terms, Fraction(0))

    @staticmethod
    def product(terms):
        return prod(terms, start=Fraction(1))

    @staticmethod
    def minus(one, other):
        return one - other

    @staticmethod
    def over(one, other):
        return one / other


def is_meaningful(relation, figures):
    """Whether everything that divides is above zero at its loosest, and everything subtracted is not below zero."""
    for member, figure in zip(relation.members, figures, strict=True):
        if member.positive and not (figure.tight.is_positive and figure.loose.is_positive and figure.nominal > 0):
            return False
        if relation.sums and member.enters == "minus" and member.positive is False and figure.nominal < 0:
            return False
    return True


def tested_at(relation, figures):
    """What the others make of the tested figure: at face value, tightly, loosely; nothing where that means nothing."""
    if not is_meaningful(relation, figures):
        return None
    nominal = relation.solved(relation.tested, [figure.nominal for figure in figures], OfValues)
    hulls = [
        relation.solved(relation.tested, [getattr(figure, reading) for figure in figures], OfRanges)
        for reading in ("tight", "loose")
    ]
    return None if any(hull.is_everything for hull in hulls) else (nominal, *hulls)


def printed(value, place, truncates):
    """A value as a source prints it."""
    if truncates:
        return sign(value) * floor_units(abs(value), place) * power_of_ten(place)
    return nearest_units(value, place) * power_of_ten(place)


def judged(stated, nominal, tight, loose, truncates):
    if not stated.loose.meets(loose):
        unit = power_of_ten(stated.place)
        near = any(stated.loose.moved(by).meets(loose) for by in (unit, -unit))
        return ("inconsistent", "warning" if near else "error")
    if not stated.tight.meets(tight):
        return ("approximate", "note")
    if stated.plain and printed(nominal, stated.place, truncates) == stated.nominal:
        return ("exact", "note")
    return ("rounding", "note")


def row(relation, figures, truncates):
    rows = [member.row(figure) for member, figure in zip(relation.members, figures, strict=True)]
    rows = [rows[place] for place in relation.order or range(len(rows))]
    head = [relation.identity, "truncate" if truncates else "nearest", " | ".join(rows)]
    found = tested_at(relation, figures)
    if found is None:
        return [*head, "unverifiable", "note", "", "", "", ""]
    nominal, tight, loose = found
    stated = figures[relation.tested]
    verdict, severity = judged(stated, nominal, tight, loose, truncates)
    assert_symmetric(relation, figures, verdict)
    hull = loose if verdict == "inconsistent" else tight
    deviation = (stated.nominal - nominal) / power_of_ten(stated.place)
    shown = (nearest(nominal, SHOWN), floor(hull.low, SHOWN), ceil(hull.high, SHOWN), nearest(deviation, SHOWN))
    return [*head, verdict, severity, *shown]


def assert_symmetric(relation, figures, verdict):
    """Whether figures can be true together does not depend on which of them is held against the others."""
    hull = relation.solved(0, [figure.loose for figure in figures], OfRanges)
    assert figures[0].loose.meets(hull) == (verdict != "inconsistent"), (relation.identity, figures, verdict)


# --- drawn figures -----------------------------------------------------------------------------------------------


def drawn(draws, member, truncates):
    """A figure of any kind of writing, of a size that its kind has."""
    style = member.style(truncates)
    value, place, exponent = drawn_number(draws, member)
    way = draws.between(1, 20)
    if way <= 8:
        return written(value, place, style, exponent)
    if way <= 11 and member.measure != "stake":
        zeros = draws.between(1, 2)
        value = printed(value, place + zeros, True) or power_of_ten(place + zeros)
        return written(value, place, style, exponent)
    if way <= 17:
        qualifier = (ABOUT, ABOUT, NEARLY, OVER, AT_LEAST, AT_MOST)[way - 12]
        return written(value, place, style, exponent, qualifier)
    if way == 18 and value > 0 and not style.stake:
        return ranged(value, value + draws.between(1, 9) * power_of_ten(place), place, style, exponent)
    low, high = (draws.between(0, 12) * power_of_ten(place - 1) for _ in range(2))
    return bounded(written(value, place, style, exponent), style, value - low, value + high)


def drawn_number(draws, member):
    """A value, the place of its last digit, and the exponent of its scale word."""
    digits = int(draws.digits(draws.between(2, 4)))
    power = KINDS[member.kind][0]
    if member.measure == "stake":
        digits = draws.between(11, 999)
        return digits * power_of_ten(-3), -3, 0
    if member.kind in ("money", "count"):
        exponent = draws.choice((0, 3, 6, 6, 9))
        decimals = draws.choice((0, 0, 1, 2))
    else:
        exponent, decimals = 0, draws.choice((0, 1, 1, 2))
    place = power + exponent - decimals
    negative = member.enters in ("growth", "plus") and not member.positive and not member.nonnegative and draws.chance(4)
    if member.enters == "growth":
        # No fall by more than all there was.
        digits = digits % (60 * 10**decimals) + 1 if negative else digits
    return (-digits if negative else digits) * power_of_ten(place), place, exponent


def scale_of(draws, place, style):
    """A scale word that a value to this place can be written with."""
    if style.kind not in ("money", "count"):
        return 0
    fitting = [exponent for exponent in SCALES if exponent <= max(place, 0) + 2]
    return fitting[-1] if draws.chance(2) else draws.choice(fitting)


# --- rows about the ends -----------------------------------------------------------------------------------------


def is_decimal(value):
    if value is None:
        return False
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def last_digit(value):
    """The place of the last digit of a decimal that is not zero."""
    place = -40
    return significant_place(value, place) if value else 0


def touching(draws, end, above, style):
    """Written figures whose interval ends where another one does, one unit and two units beyond it, and one unit within."""
    if not is_decimal(end) or end == 0:
        return
    place = last_digit(end)
    if style.truncates:
        # Cut off, the digits are the end nearer to zero.
        first = end if above == (end > 0) else end - sign(end) * power_of_ten(place)
    elif (end / power_of_ten(place)) % 10 == 5 or (end / power_of_ten(place)) % 10 == -5:
        place += 1
        first = end + (power_of_ten(place) / 2) * (1 if above else -1)
    else:
        return
    for units in (0, 1, 2, -1):
        value = first + units * power_of_ten(place) * (1 if above else -1)
        if sign(value) == sign(end) and magnitude(value) < 24:
            yield written(value, place, style, scale_of(draws, place, style))


def explicit(draws, end, above, style):
    """Figures with an explicit end where another one ends, and a little beyond it."""
    if not is_decimal(end) or end == 0:
        return
    place = last_digit(end)
    step = power_of_ten(place - 1) * (1 if above else -1)
    for distance in (Fraction(0), step):
        near = end + distance
        value = near + 3 * step
        if sign(value) != sign(end) or magnitude(value) > 24:
            continue
        figure = written(value, place - 1, style, 0)
        far = value + draws.between(1, 9) * step if draws.chance(2) else None
        low, high = (near, far) if above else (far, near)
        yield bounded(figure, style, low, high)


def around(draws, nominal, hull, style):
    """Figures at face value and from just within to well beyond what the others allow."""
    place = magnitude(nominal) - draws.between(0, 3) if nominal else style.power
    yield written(printed(nominal, place, style.truncates), place, style, scale_of(draws, place, style))
    unit = power_of_ten(place)
    for units in (1, 2, -1, -2):
        value = printed(nominal, place, style.truncates) + units * unit
        yield written(value, place, style, scale_of(draws, place, style))
    if hull.low is not None:
        for units in (0, -1, -2):
            yield written((floor_units(hull.low, place) + units) * unit, place, style, scale_of(draws, place, style))
    if hull.high is not None:
        for units in (1, 2, 3):
            yield written((floor_units(hull.high, place) + units) * unit, place, style, scale_of(draws, place, style))
    qualifier = draws.choice((ABOUT, NEARLY, OVER, AT_LEAST, AT_MOST))
    yield written(printed(nominal, place, style.truncates), place, style, scale_of(draws, place, style), qualifier)


def fits(member, figure):
    """Whether a row can hold the figure: a stake is part of a whole, an amount of what is counted is not below zero."""
    if member.measure == "stake":
        return 0 < figure.nominal <= 1 and (figure.low == "" or Fraction(figure.low) <= 100)
    return not (member.kind == "count" and figure.nominal < 0)


def placed(relation, figures, at, truncates, draws):
    """The relation with one figure placed at, about and beyond each end of what the others allow."""
    member = relation.members[at]
    style = member.style(truncates)
    if not is_meaningful(relation, replaced(figures, at, None)):
        yield figures
        return
    others = [figure or figures[place] for place, figure in enumerate(figures)]
    hulls = [relation.solved(at, [getattr(f, reading) for f in others], OfRanges) for reading in ("tight", "loose")]
    if any(hull.is_everything for hull in hulls):
        yield figures
        return
    nominal = relation.solved(at, [figure.nominal for figure in others], OfValues)
    candidates = list(around(draws, nominal, hulls[1], style))
    for hull in dict.fromkeys(hulls):
        for end, above in ((hull.high, True), (hull.low, False)):
            candidates += [*touching(draws, end, above, style), *explicit(draws, end, above, style)]
    yield from (replaced(figures, at, figure) for figure in candidates if fits(member, figure))


ANY = Figure("", Fraction(1), point(Fraction(1)), point(Fraction(1)), 0)


def replaced(figures, at, figure):
    return [(figure or ANY) if place == at else other for place, other in enumerate(figures)]


# --- the relations -----------------------------------------------------------------------------------------------


def growth(metric, current="2014", prior="2013", versus="", kind="money", unit=None, nonnegative=False):
    return Relation(
        "growth",
        (
            Member(metric, current, kind=kind, unit=unit, nonnegative=nonnegative),
            Member(metric, prior, kind=kind, unit=unit, positive=True, nonnegative=nonnegative),
            Member(metric, current, "growth", "percent", versus=versus, enters="growth"),
        ),
        tested=2,
    )


def change(metric, kind, points):
    return Relation(
        "change",
        (
            Member(metric, "2014", kind=kind),
            Member(metric, "2013", kind=kind, enters="plus"),
            Member(metric, "2014", "change", points, enters="plus"),
        ),
        tested=2,
        sums=True,
    )


MULTIPLE = Relation(
    "multiple",
    (
        Member("revenue", "2014", nonnegative=True),
        Member("revenue", "2013", positive=True, nonnegative=True),
        Member("revenue", "2014", "multiple", "times"),
    ),
    tested=2,
)


def stake(period):
    whole = "equity value"
    return Relation(
        "stake",
        (
            Member(whole, period, "price", holder="X"),
            Member(whole, period, nonnegative=True),
            Member(whole, period, "stake", "percent", holder="X", positive=True),
        ),
        tested=1,
    )


def two_stakes(period):
    whole = "equity value"
    return Relation(
        "stake",
        (
            Member(whole, period, "price", holder="Y"),
            Member(whole, period, "stake", "percent", holder="Y", positive=True),
            Member(whole, period, "price", holder="X"),
            Member(whole, period, "stake", "percent", holder="X", enters="divisor", positive=True),
        ),
        order=(2, 3, 0, 1),
    )


def parts(metric, whole, pieces, nonnegative=False):
    members = [Member(metric, period, enters="plus", nonnegative=nonnegative) for period in pieces]
    return Relation("parts", (Member(metric, whole, nonnegative=nonnegative), *members), sums=True)


def quotient(name, dividend, divisor, kind, period="2014", dividend_kind="money", divisor_kind="money", low=False):
    return Relation(
        name,
        (
            Member(dividend, period, kind=dividend_kind, nonnegative=low),
            Member(divisor, period, kind=divisor_kind, positive=True, nonnegative=divisor not in ANY_SIGN),
            Member(name, period, kind=kind),
        ),
        tested=2,
    )


# Of the divisors below, those that can be below zero.
ANY_SIGN = ("interest expense", "ebitda", "net income", "earnings per share", "equity")

SHARE_COUNT = ("market capitalization", "share price", "shares outstanding")


def product(name, one, other, period):
    return Relation(
        name,
        (
            Member(name, period, nonnegative=True),
            Member(one, period, nonnegative=True),
            Member(other, period, kind="count", nonnegative=True),
        ),
    )


def total(name, plus, minus=(), period="2014", nonnegative=()):
    terms = [Member(metric, period, enters="plus", nonnegative=metric in nonnegative) for metric in plus]
    terms += [Member(metric, period, enters="minus", nonnegative=metric in nonnegative) for metric in minus]
    return Relation(name, (Member(name, period, nonnegative=name in nonnegative), *terms), sums=True)


def same(metric, kind, unit=None, nonnegative=False):
    return Relation(
        "same",
        (
            Member(metric, "2014", kind=kind, source="two", unit=unit, nonnegative=nonnegative),
            Member(metric, "2014", kind=kind, source="one", unit=unit, enters="plus", nonnegative=nonnegative),
        ),
        sums=True,
        order=(1, 0),
    )


QUARTERS = tuple(f"2014Q{number}" for number in range(1, 5))
BALANCE = ("total assets", "total liabilities", "current assets", "current liabilities", "debt", "cash", "revenue")
RELATIONS = (
    growth("revenue", nonnegative=True), growth("net income"), growth("revenue", "2014Q3", "2014Q2", versus="2014Q2", nonnegative=True),
    growth("users", kind="count", unit="users", nonnegative=True),
    change("net income", "money", "money"), change("net margin", "percent", "points"), MULTIPLE, stake("2014"), two_stakes("2014-12"),
    parts("revenue", "2014", ("2014H1", "2014H2"), nonnegative=True), parts("net income", "2014", QUARTERS),
    parts("revenue", "2014Q1", ("2014-01", "2014-02", "2014-03"), nonnegative=True),
    quotient("net margin", "net income", "revenue", "percent"), quotient("interest cover", "ebit", "interest expense", "times"),
    quotient("current ratio", "current assets", "current liabilities", "times", "2014-12-31", low=True),
    quotient("book value per share", "equity", "shares outstanding", "money", "2014-12-31", divisor_kind="count"),
    quotient("return on equity", "net income", "equity", "percent"),
    product(*SHARE_COUNT, "2014-12-31"),
    total("gross profit", ("revenue",), ("cost of revenue",), nonnegative=BALANCE),
    total("net debt", ("debt",), ("cash",), "2014-12-31", nonnegative=BALANCE),
    total("total assets", ("total liabilities", "total equity"), period="2014-12-31", nonnegative=BALANCE),
    same("revenue", "money", nonnegative=True), same("net margin", "percent"), same("users", "count", "users", nonnegative=True),
)  # fmt: skip


def relation_rows(draws, relation, truncates):
    figures = [drawn(draws, member, truncates) for member in relation.members]
    for at in dict.fromkeys((0, relation.tested)):
        for placing in placed(relation, figures, at, truncates, draws):
            yield row(relation, placing, truncates)


# --- conversions -------------------------------------------------------------------------------------------------

# Dollars for one unit, in currencies that the European Central Bank does not fix: one fixing for all time; fixings once a week,
# with those of a month, its last one and the later ones apart.
ONE_FIXING = {"KWD": Fraction("3.25"), "AED": Fraction("0.272"), "TWD": Fraction("0.03125")}
WEEKLY = {
    "2015-02-27": "0.2600", "2015-03-06": "0.2610", "2015-03-13": "0.2650", "2015-03-20": "0.2670", "2015-03-27": "0.2630",
    "2015-04-03": "0.2700", "2015-04-10": "0.2550",
}  # fmt: skip


def rates_table():
    for currency, rate in ONE_FIXING.items():
        yield ["2015-03-31", currency, "USD", decimal(rate)]
    for day, rate in WEEKLY.items():
        yield [day, "SAR", "USD", rate]


def conversion(currency, period):
    metric, nonnegative = ("cash", True) if period.count("-") == 2 else ("revenue", True)
    return Relation(
        "conversion",
        (
            Member(metric, period, unit="USD", nonnegative=nonnegative),
            Member(metric, period, unit=currency, nonnegative=nonnegative),
            Member("rate", period, positive=True),
        ),
    )


def rate_figure(low, high):
    interval = Range(low, high)
    return Figure("", (low + high) / 2, interval, interval, 0)


def conversion_row(relation, figures, rates, truncates):
    """At the first convention that ties best; else at any rate between the lowest and the highest fixing, digit for digit by
    none of them."""
    *conventions, fixings = [row(relation, [*figures, rate], truncates) for rate in rates]
    best = min(conventions, key=lambda found: ORDER.index(found[3]))
    found = best if best[3] != "inconsistent" else fixings
    if found is fixings and found[3] != "unverifiable":
        found = [*found[:3], found[3].replace("exact", "rounding"), found[4], *[""] * 4]
    found[2] = " | ".join(reversed(found[2].split(" | ")[:2]))
    return found


ORDER = ("exact", "rounding", "approximate", "inconsistent", "unverifiable")


def conversion_rows(draws, truncates):
    for currency, rate in ONE_FIXING.items():
        for period in ("2015-03-31", "2015Q1"):
            yield from placed_conversions(draws, conversion(currency, period), [rate_figure(rate, rate)] * 2, truncates)
    weekly = {day: Fraction(rate) for day, rate in WEEKLY.items()}
    march = [rate for day, rate in weekly.items() if day.startswith("2015-03")]
    mean = sum(march) / len(march)
    since = [rate for day, rate in weekly.items() if day >= "2015-03-01"]
    rates = [rate_figure(rate, rate) for rate in (weekly["2015-03-27"], mean)] + [rate_figure(min(since), max(since))]
    yield from placed_conversions(draws, conversion("SAR", "2015-03"), rates, truncates)


def placed_conversions(draws, relation, rates, truncates):
    amount = drawn(draws, relation.members[1], truncates)
    for rate in dict.fromkeys(rates):
        for placing in placed(relation, [ANY, amount, rate], 0, truncates, draws):
            if placing[0] is not ANY:
                yield conversion_row(relation, placing[:2], rates, truncates)


# --- what cannot be decided --------------------------------------------------------------------------------------


def undecided(identity, rows):
    return [identity, "nearest", " | ".join(rows), "unverifiable", "note", "", "", "", ""]


def undecided_rows():
    for base in ("0", "0.0", "-5m", "(12m)", "about 1", "nearly 1", "up to 5m", "0.4", "(0.01)"):
        prior = f"net income;2013;level;{base};USD"
        if base == "0.4":
            prior += ";;;-0.1;0.9"
        current = "net income;2014;level;34m;USD"
        yield undecided("growth", (prior, current, "net income;2014;growth;20%"))
        yield undecided("multiple", (prior, current, "net income;2014;multiple;2x"))
    for metric in ("net margin", "gross margin", "tax rate", "moon share"):
        for stated in ("2%", "2.0%", "20%", "-3%"):
            levels = (f"{metric};2013;level;10.0%", f"{metric};2014;level;12.0%")
            yield undecided("growth", (*levels, f"{metric};2014;growth;{stated}"))
    for measure, stated in (("growth", "54%"), ("multiple", "2x"), ("change", "1bn;USD")):
        yield undecided(measure, (f"revenue;2014;{measure};{stated}",))
        for known in ("2014", "2013", "2012"):
            yield undecided(measure, (f"revenue;{known};level;3.4bn;USD", f"revenue;2014;{measure};{stated}"))
    for currency in ("QAR", "VND"):
        yield undecided("conversion", (f"revenue;2014;level;1.1bn;{currency}", "revenue;2014;level;100m;USD"))
    yield undecided("conversion", ("revenue;1995;level;1.1bn;CNY", "revenue;1995;level;100m;USD"))
    yield undecided("change", (
        "net income;2013;level;at least 1m;USD", "net income;2014;level;at least 3m;USD", "net income;2014;change;2m;USD",
    ))  # fmt: skip


DRAWN = 2


def table():
    draws = Draws("verdicts")
    for truncates in (False, True):
        for relation in RELATIONS:
            for _ in range(DRAWN):
                yield from relation_rows(draws, relation, truncates)
        yield from conversion_rows(draws, truncates)
    yield from undecided_rows()
