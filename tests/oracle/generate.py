#!/usr/bin/env python3
"""Writes the tables that tieout's arithmetic is tested against, by exact rationals and independently of the Rust code.

    python3 tests/oracle/generate.py                  writes tests/oracle/*.csv
    python3 tests/oracle/generate.py --check          exit 1 if a table differs from what would be written
    python3 tests/oracle/generate.py --verify FILE    compares the rules of reported.csv with a reference table

Needs Python 3.10 or later and nothing else. The two tables of rates read the European Central Bank's history, by default
`data/ecb/eurofxref-hist.csv` of this repository; `--rates FILE` names another copy. Same inputs, same bytes.

reported.csv         the interval of a value reported to so many decimals (XBRL Calculations 1.1)
written.csv          numbers as written, with their tight and loose intervals
growth.csv           growth of two figures, in percent
cagr.csv             compound growth a year, in percent
implied_prior.csv    current / (1 + growth)
implied_current.csv  prior x (1 + growth); a product, also of a prior that is not positive
conversion.csv       an amount in another currency at a day's fixing
average.csv          the same at the mean fixing of a period
stake.csv            the valuation that a price for a stake implies, after the money and before it
verdicts.csv         figures of one relation, as rows of a figure CSV, and whether they can be true together
verdict_rates.csv    the exchange rates that its conversions are held against

Texts are figures as written; every other number is plain digits. A result is rounded once to `digits` significant digits,
halves away from zero; `low` and `high` are the true hull of the figures' tight intervals, rounded outwards to as many. An
empty end is unbounded. `n.m.` is growth on a base that may be zero or less. Percentages are in percent.
"""

import argparse
import csv
import io
import sys
from pathlib import Path

sys.dont_write_bytecode = True

import growth  # noqa: E402
import rates  # noqa: E402
import reported  # noqa: E402
import stake  # noqa: E402
import verdicts  # noqa: E402
import written  # noqa: E402

HERE = Path(__file__).resolve().parent
RATES = HERE.parent.parent / "data" / "ecb" / "eurofxref-hist.csv"


def tables(rates_file):
    """Name, header and rows of every table."""
    fixings = rates.Fixings(rates_file)
    return {
        "reported": (reported.HEADER, reported.table()),
        "written": (written.HEADER, written.table()),
        "growth": (growth.GROWTH_HEADER, growth.growth_table()),
        "cagr": (growth.CAGR_HEADER, growth.cagr_table()),
        "implied_prior": (growth.PRIOR_HEADER, growth.implied_prior_table()),
        "implied_current": (growth.CURRENT_HEADER, growth.implied_current_table()),
        "conversion": (rates.CONVERSION_HEADER, rates.conversion_table(fixings)),
        "average": (rates.AVERAGE_HEADER, rates.average_table(fixings)),
        "stake": (stake.HEADER, stake.table()),
        "verdicts": (verdicts.HEADER, verdicts.table()),
        "verdict_rates": (verdicts.RATES_HEADER, verdicts.rates_table()),
    }


def rendered(header, rows):
    """The table as CSV, each row once."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(dict.fromkeys(tuple(row) for row in rows if row is not None))
    return out.getvalue().encode()


def write(all_tables):
    for name, (header, rows) in all_tables.items():
        content = rendered(header, rows)
        (HERE / f"{name}.csv").write_bytes(content)
        print(f"{name}.csv: {content.count(10) - 1} rows, {len(content)} bytes")
    return 0


def check(all_tables):
    stale = []
    for name, (header, rows) in all_tables.items():
        path = HERE / f"{name}.csv"
        if not path.exists() or path.read_bytes() != rendered(header, rows):
            stale.append(path.name)
    for name in stale:
        print(f"{name} differs from what generate.py writes", file=sys.stderr)
    if not stale:
        print(f"oracle: {len(all_tables)} tables are as generated")
    return 1 if stale else 0


def verify(path):
    count, wrong = reported.verify(path)
    for reference in wrong:
        print(f"differs: {reference}", file=sys.stderr)
    print(f"{count - len(wrong)} of {count} reference rows agree")
    return 1 if wrong else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rates", type=Path, default=RATES, metavar="FILE", help="the ECB's eurofxref-hist.csv")
    job = parser.add_mutually_exclusive_group()
    job.add_argument("--check", action="store_true", help="compare instead of writing")
    job.add_argument("--verify", type=Path, metavar="FILE", help="compare reported.csv's rules with a reference table")
    options = parser.parse_args()
    if options.verify:
        return verify(options.verify)
    if not options.rates.exists():
        parser.error(f"no exchange rates at {options.rates}; name the ECB's eurofxref-hist.csv with --rates")
    all_tables = tables(options.rates)
    return check(all_tables) if options.check else write(all_tables)


if __name__ == "__main__":
    sys.exit(main())
