"""Growth and what it implies: growth, compound growth, the prior and the current figure. Growth is in percent."""

from fractions import Fraction

from draws import Draws
from exact import (
    DIGITS,
    NOT_MEANINGFUL,
    Interval,
    decimal,
    floor_units,
    hull,
    magnitude,
    plain,
    power_of_ten,
    shown,
    touches_zero,
)
from written import (
    Numeral,
    drawn_figure,
    drawn_percentage,
    figure,
    long_figure,
    long_whole_figure,
    percentage,
    plain_figure,
    round_figure,
)

HUNDRED = Fraction(100)

# --- growth ------------------------------------------------------------------------------------------------------

GROWTH_HEADER = ("prior", "current", "growth", "low", "high", "digits")


def growth_of(prior, current):
    return (current / prior - 1) * HUNDRED


def growth_row(prior, current, digits):
    if touches_zero(prior.tight):
        return [prior.text, current.text, *NOT_MEANINGFUL, str(digits)]
    nominal = growth_of(prior.nominal, current.nominal)
    return [prior.text, current.text, *shown(nominal, hull(growth_of, prior.tight, current.tight), digits), str(digits)]


def tie(draws, digits):
    """Two figures whose growth ends in a 5 one digit below the last that is shown."""
    prior = draws.choice((2, 4, 8, 20, 40, 80))
    units = int(draws.digits(digits)) * 10 + 5
    growth = units * power_of_ten(draws.between(0, 1) + 1 - digits) / 10
    if growth < HUNDRED and draws.chance(3):
        growth = -growth
    current = prior * (1 + growth / HUNDRED)
    sign = "-" if current < 0 else ""
    return figure(str(prior)), figure(decimal(abs(current)), sign=sign)


def ties(draws, digits, wanted):
    while wanted:
        prior, current = tie(draws, digits)
        if len(current.text.strip("-").replace(".", "").lstrip("0")) <= 28:
            wanted -= 1
            yield growth_row(prior, current, digits)


STATED = (
    ("2.2bn", "3.4bn"), ("670m", "1.1bn"), ("1,234.5", "1,300"), ("100", "100"), ("100", "0"), ("1", "1"), ("1", "3"), ("3", "1"), ("0.1", "99 trillion"),
    ("13.1 mn", "8.7 mn"), ("3.87 billion", "4.31 billion"), ("87.4 mln", "101.1 mln"), ("500k", "1m"),
)  # fmt: skip


def stated_pairs():
    """Figures as newspapers print them, split into digits and scale by hand."""
    for pair in STATED:
        yield tuple(stated(text) for text in pair)


def stated(text):
    scales = {"bn": 9, " billion": 9, "m": 6, " mn": 6, " mln": 6, "k": 3, " trillion": 12}
    for suffix, exponent in scales.items():
        if text.endswith(suffix):
            return plain_figure(text, Numeral(text.removesuffix(suffix).replace(",", ""), exponent))
    return figure(text)


def bases_not_positive(draws):
    for text in ("0", "0.0", "0.00"):
        yield figure(text), drawn_figure(draws)
        yield figure(text), drawn_figure(draws, negative=True)
    yield figure("0", "bn"), figure("3.4", "bn")
    for _ in range(40):
        yield drawn_figure(draws, negative=True), drawn_figure(draws, negative=draws.chance(2))


def growth_table():
    draws = Draws("growth")
    for digits in DIGITS:
        for prior, current in stated_pairs():
            yield growth_row(prior, current, digits)
        for _ in range(360):
            yield growth_row(drawn_figure(draws), drawn_figure(draws), digits)
        for _ in range(100):
            yield growth_row(near := drawn_figure(draws), neighbour(draws, near), digits)
        for _ in range(80):
            yield growth_row(drawn_figure(draws), drawn_figure(draws, negative=True), digits)
        for _ in range(70):
            yield growth_row(long_figure(draws), long_figure(draws, negative=draws.chance(5)), digits)
        for _ in range(20):
            yield growth_row(long_whole_figure(draws), long_whole_figure(draws), digits)
        for _ in range(60):
            yield growth_row(round_figure(draws), round_figure(draws), digits)
        yield from ties(draws, digits, 70)
        for prior, current in bases_not_positive(draws):
            yield growth_row(prior, current, digits)


def neighbour(draws, prior):
    """A figure near `prior`, as two years of one company are."""
    per_mille = draws.between(-400, 900)
    value = prior.nominal * (1000 + per_mille) / 1000
    place = magnitude(value) - draws.between(1, 5)
    return figure(plain(floor_units(value, place), place))


# --- compound growth ---------------------------------------------------------------------------------------------

CAGR_HEADER = ("prior", "current", "years", "growth", "low", "high", "digits")


def whole_root(value, degree):
    """floor(value^(1/degree)) of a whole number, by Newton's method from above."""
    if value == 0:
        return 0
    guess = 1 << -(-value.bit_length() // degree)
    while True:
        step = ((degree - 1) * guess + value // guess ** (degree - 1)) // degree
        if step >= guess:
            return guess
        guess = step


def reaches(ratio, years, growth):
    """Whether a compound growth in percent of at least `growth` a year is in `ratio`: no root, only a whole power."""
    factor = 1 + growth / HUNDRED
    return factor < 0 or ratio >= factor**years


def compound_floor(ratio, years, place):
    """The compound growth in percent as whole units of 10^`place`, rounded down, and whether that is exact."""
    per_one = HUNDRED / power_of_ten(place)
    scaled = ratio * per_one**years
    units = whole_root(scaled.numerator // scaled.denominator, years) - floor_units(per_one, 0)
    unit = power_of_ten(place)
    assert reaches(ratio, years, units * unit) and not reaches(ratio, years, (units + 1) * unit)
    return units, ratio == (1 + units * unit / HUNDRED) ** years


def compound_magnitude(ratio, years):
    """The place of the leading digit of the compound growth; `None` where it is zero."""
    if ratio == 1:
        return None
    units, exact = compound_floor(ratio, years, -60)
    # Rounded down, a negative growth has moved away from zero, and over a power of ten only where it is all nines.
    units = units + 1 if units < 0 and not exact else units
    return len(str(abs(units))) - 61


def compound_shown(ratio, years, digits, mode):
    leading = compound_magnitude(ratio, years)
    if leading is None:
        return "0"
    place = leading + 1 - digits
    units, exact = compound_floor(ratio, years, place)
    if mode == "high" and not exact:
        units += 1
    if mode == "nearest" and not exact:
        half = (units + Fraction(1, 2)) * power_of_ten(place)
        beyond = reaches(ratio, years, half) and ((1 + half / HUNDRED) ** years != ratio or half > 0)
        units += 1 if beyond else 0
    return plain(units, place)


def cagr_row(prior, current, years, digits):
    texts = [prior.text, current.text, str(years)]
    if touches_zero(prior.tight):
        return [*texts, *NOT_MEANINGFUL, str(digits)]
    ratios = (
        current.nominal / prior.nominal,
        current.tight.low / prior.tight.high,
        current.tight.high / prior.tight.low,
    )
    ends = [
        compound_shown(ratio, years, digits, mode)
        for ratio, mode in zip(ratios, ("nearest", "low", "high"), strict=True)
    ]
    return [*texts, *ends, str(digits)]


def whole_growth(draws):
    """Two figures whose compound growth is a whole percentage, so the root is exact."""
    years, percent = draws.between(1, 6), draws.between(-60, 150)
    prior = draws.choice((1, 5, 20, 1000))
    current = prior * (1 + percent / HUNDRED) ** years
    return figure(str(prior)), figure(decimal(current)), years


def cagr_table():
    draws = Draws("cagr")
    for digits in DIGITS:
        for years in range(1, 41):
            for _ in range(5):
                yield cagr_row(drawn_figure(draws), drawn_figure(draws), years, digits)
            near = drawn_figure(draws)
            yield cagr_row(near, neighbour(draws, near), years, digits)
            yield cagr_row(long_figure(draws), long_figure(draws), years, digits)
        for _ in range(40):
            yield cagr_row(*whole_growth(draws), digits)
        for years in (1, 2, 10, 40):
            yield cagr_row(figure("100"), figure("100"), years, digits)
            yield cagr_row(figure("2.2", "bn"), figure("3.4", "bn"), years, digits)
            yield cagr_row(figure("0"), figure("5"), years, digits)
            yield cagr_row(figure("12", sign="-"), figure("5"), years, digits)


# --- implied figures ---------------------------------------------------------------------------------------------

PRIOR_HEADER = ("current", "growth", "prior", "low", "high", "digits")
CURRENT_HEADER = ("prior", "growth", "current", "low", "high", "digits")


def factor(growth):
    """1 + growth, of a growth in percent."""
    return 1 + growth / HUNDRED


def prior_of(current, growth):
    return current / factor(growth)


def current_of(prior, growth):
    return prior * factor(growth)


def implied_prior_row(current, growth, digits):
    texts = [current.text, growth.text]
    if touches_zero(Interval(factor(growth.tight.low), factor(growth.tight.high))):
        return [*texts, *NOT_MEANINGFUL, str(digits)]
    nominal = prior_of(current.nominal, growth.nominal)
    return [*texts, *shown(nominal, hull(prior_of, current.tight, growth.tight), digits), str(digits)]


def implied_current_row(prior, growth, digits):
    nominal = current_of(prior.nominal, growth.nominal)
    interval = hull(current_of, prior.tight, growth.tight)
    return [prior.text, growth.text, *shown(nominal, interval, digits), str(digits)]


NO_FACTOR = ("-100", "-99.95", "-99.5", "-101", "-250", "-100.0", "-780")


def implied_prior_table():
    draws = Draws("implied prior")
    for digits in DIGITS:
        for level, percent in (("3.4", 54), ("1.1", 64), ("4.31", Fraction("12.4"))):
            yield implied_prior_row(figure(level, "bn"), percentage(Fraction(percent)), digits)
        for _ in range(330):
            yield implied_prior_row(
                drawn_figure(draws, negative=draws.chance(4)), drawn_percentage(draws, 0, 400), digits
            )
        for _ in range(130):
            yield implied_prior_row(
                drawn_figure(draws, negative=draws.chance(4)), drawn_percentage(draws, -98, 0), digits
            )
        for _ in range(40):
            yield implied_prior_row(
                long_figure(draws, negative=draws.chance(4)), drawn_percentage(draws, -90, 2000), digits
            )
        for growth in NO_FACTOR:
            yield implied_prior_row(drawn_figure(draws), percentage(Fraction(growth)), digits)
        yield implied_prior_row(figure("0"), percentage(Fraction(25)), digits)


def implied_current_table():
    draws = Draws("implied current")
    for digits in DIGITS:
        for _ in range(160):
            yield implied_current_row(
                drawn_figure(draws, negative=draws.chance(4)), drawn_percentage(draws, 0, 400), digits
            )
        for _ in range(70):
            yield implied_current_row(
                drawn_figure(draws, negative=draws.chance(4)), drawn_percentage(draws, -98, 0), digits
            )
        for _ in range(30):
            yield implied_current_row(long_figure(draws), drawn_percentage(draws, -90, 2000), digits)
        for growth in NO_FACTOR:
            yield implied_current_row(drawn_figure(draws), percentage(Fraction(growth)), digits)
