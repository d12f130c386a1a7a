"""balai bench assess: 3,000 forums over 10 years with 5 million rows of evidence, on PostgreSQL: one assessment of one period; the first
night, which reads all of them; the night after a day in which one forum of ten wrote something; a night in which nothing happened.

No peer: the bounds are 200 ms for one and ten minutes for all on two cores.
"""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from balai.config.bench.ground import Ground, ground
from balai.config.bench.report import Report

FORUMS, YEARS, CORES = 3_000, 10, 2
ONE_MS, ALL_SECONDS = 200, 600
FILLED = "filled"


def measure(
    quick: bool = False, vendors: Sequence[str] = ("postgresql",), migrated: Path | None = None, forums: int = 0
) -> Report:
    vendor = vendors[0]
    number, years = forums or (3 if quick else FORUMS), 2 if quick else YEARS
    report = Report("assess", quick, [vendor])
    with ground([vendor], migrated) as place:
        place.create(FILLED, vendor)
        office = place.work("prepare", FILLED, vendor)["office"]
        filled = place.work("fill_forums", FILLED, vendor, forums=number, years=years, office=office)
        report.figure("one assessment").add(one := place.work("assess_one", FILLED, vendor, times=20 if quick else 300))
        seconds = _first_night(place, vendor, report)
        for name, word in (("a day's changes", "changed_day"), ("nothing changed", "quiet_day")):
            report.figure(f"night, {name}").add(place.work(word, FILLED, vendor))
    report.notes = _notes(report, filled, one, seconds)
    return report


def _first_night(place: Ground, vendor: str, report: Report) -> float:
    """As many processes as cores, which divide the periods among them; SQLite has one writer. Wall clock of the slowest."""
    of = CORES if vendor == "postgresql" else 1
    began = time.perf_counter()
    with ThreadPoolExecutor(of) as crowd:
        told = list(crowd.map(lambda n: place.work("assess_all", FILLED, vendor, share=[n, of]), range(of)))
    seconds = time.perf_counter() - began
    for one in told:
        report.figure("night, all").add(one)
    return seconds


def _notes(report: Report, filled: dict[str, Any], one: dict[str, Any], seconds: float) -> list[str]:
    changed, quiet = (report.figures[f"night, {name}"] for name in ("a day's changes", "nothing changed"))
    return [
        f"{filled['periods']:,} periods with {filled['rows']:,} rows of evidence and {filled['links']:,} of lists, "
        f"filled in {filled['seconds']:.0f} s.",
        f"One assessment: median {one['median_ms']:.1f} ms, slowest of {one['units']} {one['slowest_ms']:.1f} ms (bound {ONE_MS} ms).",
        f"All in one night: {seconds:.0f} s (bound {ALL_SECONDS} s), in "
        f"{len(report.figures['night, all'].seconds)} processes.",
        f"A day's changes: {changed.units:,} periods read in {changed.seconds[0]:.1f} s; nothing changed: {quiet.units:,} in "
        f"{quiet.seconds[0]:.2f} s.",
    ]
