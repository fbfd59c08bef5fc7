"""Currency conversion at the European Central Bank's daily euro reference rates: dated, and at the mean of a period.

A fixing is units of a currency for one euro; a cross rate goes through the euro, exactly. A dated rate is that of the last
fixing day on or before the date, at most seven days back. An average is the mean of the daily cross rates, not the
cross of two means.
"""

import csv
import datetime
from bisect import bisect_left, bisect_right
from fractions import Fraction

from draws import Draws
from exact import DIGITS, Interval, nearest, shown
from written import drawn_figure, figure, long_figure

RATE_DIGITS = 12
LONGEST_WAIT = datetime.timedelta(days=7)
CONVERSION_HEADER = ("amount", "from", "to", "date", "rate", "value", "low", "high", "digits")
AVERAGE_HEADER = ("amount", "from", "to", "period", "rate", "value", "low", "high", "digits")


class Fixings:
    """The history as it is downloaded: a row a day, newest first, N/A where there was no fixing."""

    def __init__(self, path):
        with open(path, encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        self.currencies = sorted(code for code in header[1:] if code) + ["EUR"]
        self.table = {datetime.date.fromisoformat(row[0]): fixings_of_day(header, row) for row in rows}
        self.days = sorted(self.table)

    def cross(self, day, source, target):
        """Units of `target` for one `source`, or `None` where one of them has no fixing that day."""
        fixings = self.table[day]
        if source in fixings and target in fixings:
            return fixings[target] / fixings[source]
        return None

    def on(self, date, source, target):
        """The dated cross rate, or `None`; also for the days after a currency's last fixing, where it may have been replaced."""
        place = bisect_right(self.days, date)
        if place == 0 or date - self.days[place - 1] > LONGEST_WAIT:
            return None
        used, following = self.days[place - 1], self.days[place : place + 1]
        if date > used and not any(self.cross(day, source, target) for day in following):
            return None
        return self.cross(used, source, target)

    def mean(self, start, end, source, target):
        """The mean cross rate of the fixing days from `start` to before `end`, or `None` where one day lacks it."""
        if start.year < self.days[0].year or end > self.days[-1] + datetime.timedelta(days=1):
            return None
        days = self.days[bisect_left(self.days, start) : bisect_left(self.days, end)]
        crosses = [self.cross(day, source, target) for day in days]
        return None if None in crosses or not crosses else sum(crosses) / len(crosses)


def fixings_of_day(header, row):
    fixings = {
        code: Fraction(cell) for code, cell in zip(header[1:], row[1:], strict=True) if code and cell not in ("", "N/A")
    }
    return {**fixings, "EUR": Fraction(1)}


def converted(amount, rate, digits):
    """The columns rate, value, low, high, digits. A rate is positive, so the ends keep their order."""
    interval = Interval(amount.tight.low * rate, amount.tight.high * rate)
    return [nearest(rate, RATE_DIGITS), *shown(amount.nominal * rate, interval, digits), str(digits)]


def drawn_pair(draws, fixings):
    """Two different currencies; the big ones, and the euro, more often."""
    often = ("EUR", "USD", "GBP", "JPY", "CNY")
    source = draws.choice(often if draws.chance(2) else fixings.currencies)
    target = draws.choice(often if draws.chance(2) else fixings.currencies)
    return (source, target) if source != target else drawn_pair(draws, fixings)


def drawn_amount(draws):
    if draws.chance(12):
        return long_figure(draws)
    return drawn_figure(draws, negative=draws.chance(8))


def drawn_day(draws, fixings):
    span = (fixings.days[-1] - fixings.days[0]).days
    return fixings.days[0] + datetime.timedelta(days=draws.between(0, span))


STATED_CONVERSIONS = (
    ("3.4", "bn", "CNY", "USD", "2014-12-31"), ("1.1", "bn", "CNY", "USD", "2015-03-31"), ("177.4", "m", "USD", "CNY", "2015-03-31"),
    ("1", "m", "USD", "EUR", "1999-01-04"), ("1", "m", "TRL", "USD", "2004-12-31"), ("100", "", "TRY", "EUR", "2005-01-03"),
    ("100", "", "USD", "BGN", "2025-12-31"), ("5", "bn", "RUB", "USD", "2022-02-28"), ("7", "m", "ISK", "DKK", "2018-02-01"),
    ("20", "m", "USD", "CNY", "2015-02-22"), ("20", "m", "USD", "CNY", "2012-12-26"), ("20", "m", "EUR", "JPY", "2020-04-13"),
)  # fmt: skip


def conversion_table(fixings):
    draws = Draws("conversion")
    for digits in DIGITS:
        for number, scale, source, target, day in STATED_CONVERSIONS:
            row = conversion_row(
                fixings, figure(number, scale), source, target, datetime.date.fromisoformat(day), digits
            )
            assert row, f"no fixing for {source} to {target} on {day}"
            yield row
        wanted = 380
        while wanted:
            source, target = drawn_pair(draws, fixings)
            row = conversion_row(fixings, drawn_amount(draws), source, target, drawn_day(draws, fixings), digits)
            wanted -= 1 if row else 0
            yield row


def conversion_row(fixings, amount, source, target, date, digits):
    rate = fixings.on(date, source, target)
    return None if rate is None else [amount.text, source, target, date.isoformat(), *converted(amount, rate, digits)]


def months(year, first, count):
    """So many whole months: the first day and the day after the last."""
    last = first + count
    return datetime.date(year, first, 1), datetime.date(year + (last > 12), last - 12 if last > 12 else last, 1)


def drawn_period(draws, fixings):
    year = draws.between(fixings.days[0].year, fixings.days[-1].year)
    part = draws.choice(("year", "quarter", "half", "month"))
    if part == "year":
        return f"{year}", *months(year, 1, 12)
    if part == "quarter":
        number = draws.between(1, 4)
        return f"{year}Q{number}", *months(year, 3 * number - 2, 3)
    if part == "half":
        number = draws.between(1, 2)
        return f"{year}H{number}", *months(year, 6 * number - 5, 6)
    number = draws.between(1, 12)
    return f"{year}-{number:02}", *months(year, number, 1)


STATED_AVERAGES = (
    ("3.4", "bn", "CNY", "USD", "2014", (2014, 1, 12)), ("550", "m", "USD", "CNY", "2014", (2014, 1, 12)),
    ("1.1", "bn", "CNY", "USD", "2015Q1", (2015, 1, 3)), ("177.4", "m", "USD", "CNY", "2015Q1", (2015, 1, 3)),
    ("1", "bn", "USD", "EUR", "1999", (1999, 1, 12)), ("1", "bn", "JPY", "EUR", "1999-01", (1999, 1, 1)),
)  # fmt: skip


def average_table(fixings):
    draws = Draws("average")
    for digits in DIGITS:
        for number, scale, source, target, period, span in STATED_AVERAGES:
            row = average_row(fixings, figure(number, scale), source, target, (period, *months(*span)), digits)
            assert row, f"a day of {period} has no fixing for {source} to {target}"
            yield row
        wanted = 160
        while wanted:
            source, target = drawn_pair(draws, fixings)
            row = average_row(fixings, drawn_amount(draws), source, target, drawn_period(draws, fixings), digits)
            wanted -= 1 if row else 0
            yield row


def average_row(fixings, amount, source, target, period, digits):
    name, start, end = period
    rate = fixings.mean(start, end, source, target)
    return None if rate is None else [amount.text, source, target, name, *converted(amount, rate, digits)]
