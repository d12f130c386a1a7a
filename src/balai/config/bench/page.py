"""balai bench page: /orang/ for a signed-in officer beside a bare Django view of the same ten rows, at three sizes.

Each side is one process that drives its WSGI application without a network; all of them take turns, a few requests each.
"""

import json
import subprocess
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from balai.config.bench.ground import Ground, ground
from balai.config.bench.report import Report

SIZES, TURNS, REQUESTS = (1_000, 10_000, 1_000_000), 15, 40
PREPARED = "prepared"
SIDES = ("balai", "bare")


def measure(quick: bool = False, vendors: Sequence[str] = ("postgresql",), migrated: Path | None = None) -> Report:
    sizes, turns, requests = ((200,), 2, 5) if quick else (SIZES, TURNS, REQUESTS)
    vendor = vendors[0]
    report = Report("page", quick, [vendor])
    with ground([vendor], migrated) as place, ExitStack() as running:
        place.create(PREPARED, vendor)
        place.work("prepare", PREPARED, vendor)
        for size in sizes:
            place.create(f"people_{size}", vendor, PREPARED)
            place.work("simulate", f"people_{size}", vendor, people=size)
        drivers = {(side, size): _Driver(place, side, size, vendor) for size in sizes for side in SIDES}
        for driver in drivers.values():
            running.callback(driver.stop)
            driver.turn(requests)  # compiles templates and fills caches
        for _turn in range(turns):
            for (side, size), driver in drivers.items():
                report.figure(f"{side} {size}").add(driver.turn(requests))
    for size in sizes:
        report.compare(f"balai {size}", f"bare {size}", 0.7)
    report.compare(f"balai {sizes[-1]}", f"balai {sizes[0]}")
    report.notes = [
        "Ours: session, second factor, desks, permissions, the people list of ten rows in the whole layout.",
        "Bare: session and user, the same ten rows with the same joins, a plain page. One process each, no network.",
    ]
    return report


class _Driver:
    def __init__(self, place: Ground, side: str, size: int, vendor: str) -> None:
        name = f"people_{size}"
        self.process = subprocess.Popen(
            place.command("serve", {"side": side}), env=place.environment(name, vendor),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def turn(self, requests: int) -> dict[str, Any]:
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(f"{requests}\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"the driven process has ended with status {self.process.wait(timeout=30)}")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def stop(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(timeout=30)
