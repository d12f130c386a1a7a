"""balai bench NAME [--json] [--quick]: our figures beside a peer's, from one interleaved run, as var/bench/NAME.json.

Every piece of work runs in a fresh process on a fresh copy of one prepared database, so that nobody inherits caches,
memory or rows. `import` compares with django-import-export (a development dependency), `page` with a bare Django view.
"""

import argparse
import json
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

from balai.config.bench.report import Measured, PeerMissing, save
from balai.config.cluster import PostgresMissing

NAMES = {
    "import": "balai.config.bench.importing",
    "page": "balai.config.bench.page",
    "timetable": "balai.config.bench.timetable",
    "applications": "balai.config.bench.applications",
    "certificates": "balai.config.bench.certificates",
    "form": "balai.config.bench.form",
    "seats": "balai.config.bench.seats",
    "assess": "balai.config.bench.assess",
}


def main(argv: list[str]) -> int:
    words = argparse.ArgumentParser(prog="balai bench")
    words.add_argument("name", choices=[*NAMES, "all"])
    words.add_argument("--json", action="store_true", help="angka saja, sebagai JSON")
    words.add_argument("--quick", action="store_true", help="sedikit baris, hanya untuk mencoba")
    words.add_argument("--database", choices=["postgresql", "sqlite"], help="untuk applications saja")
    words.add_argument(
        "--planted", choices=["enrol", "move_up"], nargs="?", const="enrol", default="",
        help="untuk seats saja: dengan galat tanam, yang harus terlihat",
    )  # fmt: skip
    words.add_argument("--attempts", type=int, default=0, help="untuk seats saja: banyaknya percobaan")
    words.add_argument("--forums", type=int, default=0, help="untuk assess saja: banyaknya forum")
    asked = words.parse_args(argv)
    try:
        return max([_measured(asked, name, how) for name, how in _runs(asked)])
    except PostgresMissing as missing:
        print(missing, file=sys.stderr)
        return 1


def _measured(asked: argparse.Namespace, name: str, how: dict[str, Any]) -> int:
    """0, or 1 where its peer is not installed: the others of `all` still run."""
    measure: Callable[..., Measured] = import_module(NAMES[name]).measure
    try:
        report = measure(asked.quick, **how)
    except PeerMissing as missing:
        print(missing, file=sys.stderr)
        return 1
    place = save(report)
    print(json.dumps(report.as_json(), indent=1) if asked.json else f"{report.as_text()}\n{place}\n", flush=True)
    return 0


def _runs(asked: argparse.Namespace) -> list[tuple[str, dict[str, Any]]]:
    """Which benchmarks, and how. All of them: the wave on both databases."""
    if asked.name == "all":
        return [(name, {}) for name in NAMES] + [("applications", {"vendor": "sqlite"})]
    if asked.name == "applications" and asked.database:
        return [("applications", {"vendor": asked.database})]
    if asked.name == "assess":
        return [("assess", {"forums": asked.forums})]
    return [(asked.name, {"planted": asked.planted, "attempts": asked.attempts} if asked.name == "seats" else {})]
