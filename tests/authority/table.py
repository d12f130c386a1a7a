"""The table of authority, matrix.csv: one row an address, one column a role.

A cell has one letter where the address takes no arguments, else two: for a row of the own regency and for the
neighbour's. o opens, m leads elsewhere, w was done (asked with POST, something was written), s asks to sign in,
f forbidden, n not found, u a form with errors, x answers only other methods, b bad request, c conflict, g gone;
three digits: that status. An address that answers to POST alone is asked with an empty one.
"""

import csv
from functools import cache
from pathlib import Path

PLACE = Path(__file__).with_name("matrix.csv")


@cache
def table() -> dict[str, dict[str, str]]:
    """Address -> role -> cell."""
    with PLACE.open(newline="") as source:
        return {row.pop("address"): row for row in csv.DictReader(source)}
