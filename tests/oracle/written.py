"""Numbers as written and the intervals that they allow.

A number is built from its parts (sign, digits, scale, qualifier) and spelled out last, so nothing here parses text.

The rules: the tight interval is half a unit of the last written digit either side. The loose one is the same, but where a
whole numeral ends in zeros, which may not be significant, it is half a unit of the last digit that is not zero. `about`
widens the loose interval to a whole unit of the last non-zero digit, `nearly` and `just over` are that unit on one
side, `more than` and `less than` are bounds with nothing on the other side, and a range is its two ends.
"""

from dataclasses import dataclass
from fractions import Fraction

from draws import Draws
from exact import Interval, decimal, power_of_ten

# Spelling -> power of ten. Spellings of one scale are listed as people write them.
SCALES = {
    "k": 3, "K": 3, "thousand": 3, "Thousand": 3,
    "m": 6, "M": 6, "mn": 6, "mln": 6, "mm": 6, "MM": 6, "million": 6, "Million": 6, "MILLION": 6,
    "bn": 9, "Bn": 9, "BN": 9, "bln": 9, "b": 9, "B": 9, "billion": 9, "Billion": 9,
    "t": 12, "T": 12, "tn": 12, "trn": 12, "trillion": 12, "Trillion": 12,
    "lakh": 5, "Lakh": 5, "crore": 7, "Crore": 7,
    "万": 4, "亿": 8, "兆": 12,
}  # fmt: skip
SHORT_SCALES = tuple(scale for scale in SCALES if len(scale) <= 3)
PERCENTS = ("%", " %", " percent", " per cent", " pct")
MINUS_SIGNS = ("-", "−", "–")
SEPARATORS = (",", "'", "\u2009", "\u00a0", "\u202f")


@dataclass(frozen=True)
class Written:
    """A number as written: its text, its value at face value, and what it allows. A percentage is in percent."""

    text: str
    nominal: Fraction
    tight: Interval
    loose: Interval
    unit: str = ""


@dataclass(frozen=True)
class Numeral:
    """A numeral in plain digits with its scale, before sign and qualifier."""

    digits: str
    exponent: int = 0

    @property
    def value(self):
        return Fraction(self.digits) * power_of_ten(self.exponent)

    @property
    def last_unit(self):
        """One unit of the last written digit."""
        decimals = len(self.digits.partition(".")[2])
        return power_of_ten(self.exponent - decimals)

    @property
    def significant_unit(self):
        """One unit of the last digit that is not zero; of the last written digit where all are zero."""
        bare = self.digits.replace(".", "")
        if not bare.strip("0"):
            return self.last_unit
        return self.last_unit * power_of_ten(len(bare) - len(bare.rstrip("0")))

    @property
    def loose_unit(self):
        """Zeros behind a decimal point were written to be read; zeros of a whole numeral may only fill places."""
        return self.last_unit if "." in self.digits else self.significant_unit


def around(value, distance):
    return Interval(value - distance, value + distance)


def group(digits, separator, indian=False):
    """Groups of three; with `indian`, of two above the last three."""
    whole, point, fraction = digits.partition(".")
    groups = [whole[-3:]]
    rest = whole[:-3]
    step = 2 if indian else 3
    while rest:
        groups.insert(0, rest[-step:])
        rest = rest[:-step]
    return separator.join(groups) + point + fraction


def plain_figure(text, numeral, negative=False, unit=""):
    value = -numeral.value if negative else numeral.value
    return Written(text, value, around(value, numeral.last_unit / 2), around(value, numeral.loose_unit / 2), unit)


def figure(digits, scale="", spaced=None, sign="", unit=""):
    """A figure without a qualifier. `unit` is a spelling of per cent; `sign` is a minus sign or `(`."""
    spaced = scale != "" and scale not in SHORT_SCALES if spaced is None else spaced
    numeral = Numeral(digits.replace(",", ""), SCALES[scale] if scale else 0)
    text = digits + (" " if spaced else "") + scale + unit
    text = f"({text})" if sign == "(" else sign + text
    return plain_figure(text, numeral, sign != "", "%" if unit else "")


def hedged(qualifier, digits, scale="", unit="", sign="", after=False):
    """The same figure behind a qualifier (or before it: `5bn or more`)."""
    base = figure(digits, scale, sign=sign, unit=unit)
    numeral = Numeral(digits.replace(",", ""), SCALES[scale] if scale else 0)
    tight, loose = QUALIFIERS[qualifier](base, numeral.significant_unit)
    joint = "" if qualifier in SYMBOLS else " "
    text = f"{base.text} {qualifier}" if after else f"{qualifier}{joint}{base.text}"
    return Written(text, base.nominal, tight, loose, base.unit)


def about(base, unit):
    return base.tight, around(base.nominal, unit)


def toward_zero(base, unit):
    """Short of the figure: below it, or above a negative one."""
    beyond = base.nominal + unit if base.nominal < 0 else base.nominal - unit
    short = Interval(min(base.nominal, beyond), max(base.nominal, beyond))
    return short, short


def just_over(base, unit):
    past = Interval(base.nominal, base.nominal + unit)
    return past, past


def at_least(base, _unit):
    bound = Interval(base.nominal, None)
    return bound, bound


def at_most(base, _unit):
    bound = Interval(None, base.nominal)
    return bound, bound


SYMBOLS = ("~", ">", ">=", "<", "<=")
QUALIFIERS = {
    **dict.fromkeys(("about", "around", "some", "roughly", "approximately", "~", "About", "Approximately"), about),
    **dict.fromkeys(("nearly", "almost", "close to", "just under", "Nearly"), toward_zero),
    "just over": just_over,
    **dict.fromkeys(("more than", "over", "above", "at least", ">", ">=", "or more", "More than", "Over"), at_least),
    **dict.fromkeys(("less than", "under", "below", "at most", "up to", "as much as", "<", "<=", "Up to"), at_most),
}
SUFFIXES = ("or more",)


def range_of(text, low, high, unit=""):
    """Two ends as stated; loosely, half a unit of the last digit of each further out."""
    (first, first_negative), (last, last_negative) = low, high
    a = -first.value if first_negative else first.value
    b = -last.value if last_negative else last.value
    loose = Interval(a - first.last_unit / 2, b + last.last_unit / 2)
    return Written(text, (a + b) / 2, Interval(a, b), loose, unit)


# --- the table ---------------------------------------------------------------------------------------------------

PLAIN = (
    "0", "1", "5", "7", "10", "12", "20", "54", "68", "90", "99", "100", "101", "110", "172", "200", "500", "550", "999", "1000",
    "1100", "1990", "12340", "45000", "123456", "1000000", "7050100", "123456789012",
    "0.0", "0.1", "0.5", "0.05", "0.50", "1.0", "1.10", "2.2", "2.25", "2.50", "3.4", "3.400", "10.0", "11.6", "12.05", "87.4", "100.0", "100.5",
    "177.4", "550.0", "1100.00", "1234.5", "99.99", "0.001", "0.0001", "0.000001", "3.14159265358979",
    "79228162514264337593", "1234567890123456789012345678", "1.234567890123456789012345678", "0.999999999999999999999999999",
)  # fmt: skip
SCALED = ("1", "3.4", "2.25", "68", "550", "1100", "0.5", "12.0", "100")
GROUPED = (
    "1100",
    "1234",
    "12345",
    "45000",
    "100000",
    "123456",
    "1234567",
    "1000000",
    "9876543210",
    "1234.5",
    "2500000.75",
    "1000.00",
)
INDIAN = ("123456", "1234567", "150000", "12345678.5", "1000000")
SHARES = ("0", "0.1", "1.2", "5", "10", "11.6", "12.40", "54", "64", "99.95", "100", "300", "1100")
NEGATIVE = ("5", "12", "100", "1,234", "1,100", "0.5", "3.4", "780.0", "0.05", "12,000,000")
HEDGED = (
    ("68", "million", ""), ("550", "m", ""), ("45", "bn", ""), ("1", "billion", ""), ("2.50", "bn", ""), ("3.4", "bn", ""), ("100", "", ""),
    ("1,100", "", ""), ("200", "", ""), ("0.5", "", ""), ("7", "trillion", ""), ("12", "%", "%"), ("50", "%", "%"), ("11.6", "%", "%"),
    ("9.5", " per cent", "%"),
)  # fmt: skip


def plain_rows():
    yield from (figure(digits) for digits in PLAIN)
    for scale in SCALES:
        for digits in SCALED:
            if digits in SCALED[:3] or scale == scale.lower():
                yield figure(digits, scale, spaced=False) if scale in SHORT_SCALES else figure(digits, scale)
        yield figure("3.4", scale, spaced=scale in SHORT_SCALES)


def grouped_rows():
    for digits in GROUPED:
        for separator in SEPARATORS:
            yield plain_figure(group(digits, separator), Numeral(digits))
    for digits, scale in zip(
        GROUPED, ("m", " million", "k", "bn", " crore", "m", "%", " lakh", "k", "m", " thousand", " bn"), strict=True
    ):
        exponent = SCALES.get(scale.strip(), 0)
        text = group(digits, ",") + scale
        yield plain_figure(text, Numeral(digits, exponent), unit="%" if scale == "%" else "")
    for digits in INDIAN:
        for scale in ("lakh", "crore"):
            yield plain_figure(f"{group(digits, ',', indian=True)} {scale}", Numeral(digits, SCALES[scale]))


def percent_rows():
    yield from (figure(digits, unit=unit) for digits in SHARES for unit in PERCENTS)


def negative_rows():
    for digits in NEGATIVE:
        for sign in (*MINUS_SIGNS, "("):
            yield figure(digits, sign=sign)
            yield figure(digits, "m", sign=sign)
            yield figure(digits, sign=sign, unit="%")
        yield figure(digits, "billion", sign="-")
        yield figure(digits, "billion", sign="(")


def qualifier_rows():
    for qualifier in QUALIFIERS:
        for digits, scale, percent in HEDGED:
            yield hedged(
                qualifier, digits, "" if percent else scale, scale if percent else "", after=qualifier in SUFFIXES
            )
    for symbol in ("~", ">", ">=", "<", "<="):
        for digits, scale in (("45", "bn"), ("3.4", "million"), ("100", "")):
            attached = hedged(symbol, digits, scale)
            yield Written(f"{symbol} {attached.text[len(symbol) :]}", attached.nominal, attached.tight, attached.loose)
    for qualifier in ("about", "nearly", "almost", "just under", "at least", "at most", "more than", ">", "<="):
        for digits, unit in (("5", "%"), ("20", "%"), ("3.4", ""), ("1,100", "")):
            yield hedged(qualifier, digits, unit=unit, sign="-")


RANGES = (
    ("10", "12"), ("3", "5"), ("0.5", "0.75"), ("2.5", "3"), ("100", "200"), ("8", "10.5"), ("1,200", "1,500"), ("950", "1,050"), ("0", "5"),
)  # fmt: skip


def range_rows():
    for first, last in RANGES:
        for scale, unit in (("", ""), ("", "%"), ("", " per cent"), ("bn", ""), ("million", ""), ("crore", "")):
            yield from ranges(first, last, scale, unit)
    yield from mixed_ranges()


def ranges(first, last, scale, unit):
    exponent = SCALES[scale] if scale else 0
    ends = tuple((Numeral(digits.replace(",", ""), exponent), False) for digits in (first, last))
    tail = (" " if len(scale) > 2 else "") + scale + unit
    percent = "%" if unit else ""
    for head in ("", tail) if tail else ("",):
        shapes = [f"{first}{head} to {last}{tail}", f"between {first}{head} and {last}{tail}"]
        if " " not in tail:
            shapes += [f"{first}{head}-{last}{tail}", f"{first}{head}–{last}{tail}"]
        yield from (range_of(shape, *ends, percent) for shape in shapes)


def mixed_ranges():
    """Ends of their own scale or sign."""
    yield range_of("900m to 1.1bn", (Numeral("900", 6), False), (Numeral("1.1", 9), False))
    yield range_of("900m-1.1bn", (Numeral("900", 6), False), (Numeral("1.1", 9), False))
    yield range_of("between 900 million and 1.1 billion", (Numeral("900", 6), False), (Numeral("1.1", 9), False))
    yield range_of("500k to 2 million", (Numeral("500", 3), False), (Numeral("2", 6), False))
    for sign in MINUS_SIGNS:
        yield range_of(f"{sign}5% to {sign}3%", (Numeral("5"), True), (Numeral("3"), True), "%")
        yield range_of(f"{sign}2% to 3%", (Numeral("2"), True), (Numeral("3"), False), "%")
        yield range_of(f"between {sign}1.5% and 1.5%", (Numeral("1.5"), True), (Numeral("1.5"), False), "%")
        yield range_of(f"between {sign}3bn and {sign}1bn", (Numeral("3", 9), True), (Numeral("1", 9), True))


HEADER = (
    "text", "nominal", "unit", "tight_low", "tight_high", "loose_low", "loose_high",
    "tight_low_closed", "tight_high_closed", "loose_low_closed", "loose_high_closed",
)  # fmt: skip


def row(written):
    ends = written.tight.ends + written.loose.ends
    bounds = ["" if end is None else decimal(end) for end in ends]
    closed = ["false" if end is None else "true" for end in ends]
    return [written.text, decimal(written.nominal), written.unit, *bounds, *closed]


def table():
    for rows in (plain_rows, grouped_rows, percent_rows, negative_rows, qualifier_rows, range_rows):
        yield from (row(written) for written in rows())


# --- figures for the other tables --------------------------------------------------------------------------------

DRAWN_SCALES = (
    "", "", "", "k", "m", "m", "mn", "bn", "bn", "bln", "tn", " thousand", " million", " billion", " trillion", " lakh", " crore", "万", "亿",
)  # fmt: skip
LONG = 28


def drawn_figure(draws: Draws, negative=False, longest=9):
    """A plain figure of one to `longest` digits in any spelling, its value positive unless `negative`."""
    count = draws.between(1, longest)
    decimals = draws.between(0, min(count, 4)) if draws.chance(2) else 0
    scale = draws.choice(DRAWN_SCALES)
    return spelled(draws, with_point(draws.digits(count), decimals), scale, negative)


def long_figure(draws: Draws, negative=False):
    """A plain figure of 28 digits from 1 to below 10^22, so that what is computed of it fits a decimal."""
    return spelled(draws, with_point(draws.digits(LONG), draws.between(6, LONG - 1)), "", negative)


def long_whole_figure(draws: Draws):
    """A whole figure of 28 digits."""
    return spelled(draws, draws.digits(LONG), "", negative=False)


def round_figure(draws: Draws, negative=False):
    """A whole numeral that ends in zeros."""
    digits = draws.digits(draws.between(1, 4)) + "0" * draws.between(1, 5)
    return spelled(draws, digits, draws.choice(("", "", "k", "m")), negative)


def spelled(draws, digits, scale, negative):
    numeral = Numeral(digits, SCALES.get(scale.strip(), 0))
    grouped = scale.strip() not in ("lakh", "crore", "万", "亿") and draws.chance(2)
    text = (group(digits, ",") if grouped else digits) + scale
    if negative:
        text = f"({text})" if draws.chance(3) else draws.choice(MINUS_SIGNS) + text
    return plain_figure(text, numeral, negative)


def with_point(digits, decimals):
    """The same digits with so many of them behind the point."""
    if decimals == 0:
        return digits
    digits = digits.rjust(decimals + 1, "0")
    return f"{digits[:-decimals]}.{digits[-decimals:]}"


def percentage(value, negative_sign="-"):
    """A percentage written as the decimal it is."""
    digits = decimal(abs(value))
    return figure(digits, sign=negative_sign if value < 0 else "", unit="%")


def drawn_percentage(draws: Draws, lowest, highest):
    """A percentage of none to four decimals from `lowest` to `highest`, in any spelling."""
    decimals = draws.choice((0, 0, 0, 1, 1, 1, 2, 3, 4))
    units = draws.between(lowest * 10**decimals, highest * 10**decimals)
    sign = draws.choice((*MINUS_SIGNS, "(")) if units < 0 else ""
    return figure(with_point(str(abs(units)), decimals), sign=sign, unit=draws.choice(PERCENTS))
