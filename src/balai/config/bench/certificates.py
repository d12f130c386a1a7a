"""balai bench certificates: the training certificates of a class of 16, issued and printed as the office does it in one go.

Cold: the first print of a process, which loads the compiler and its faces; warm: the next ones. Each round is a process of its own.
The bound is 100 ms a certificate.
"""

from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

from balai.config.bench.ground import ground
from balai.config.bench.report import Report

CLASS, BOUND_MS = 16, 100
STEPS = ("issue", "class, cold", "class, warm", "one by one, warm")


def measure(quick: bool = False, vendors: Sequence[str] = ("postgresql",), migrated: Path | None = None) -> Report:
    people, rounds, vendor = (3, 1, vendors[0]) if quick else (CLASS, 5, vendors[0])
    report = Report("certificates", quick, [vendor])
    with ground([vendor], migrated) as place:
        place.create("prepared", vendor)
        place.work("prepare", "prepared", vendor)
        batch = place.work("certificate_class", "prepared", vendor, people=people)["batch"]
        sizes: list[int] = []
        for number in range(rounds):
            place.create(f"round_{number}", vendor, "prepared")
            answer = place.work("print_certificates", f"round_{number}", vendor, batch=batch)
            for step in STEPS:
                report.figure(step).add(answer[step])
            sizes.append(answer["bytes"])
    report.compare("class, warm", "class, cold")
    report.compare("class, warm", "one by one, warm")
    report.notes = _notes(report, people, sizes)
    return report


def _notes(report: Report, people: int, sizes: Sequence[int]) -> list[str]:
    def each(step: str) -> str:
        found = [seconds / people * 1000 for seconds in report.figures[step].seconds]
        return f"{step}: {median(found):.1f} ms each, slowest round {max(found):.1f} ms (bound {BOUND_MS} ms)"

    return [*(each(step) for step in STEPS), f"A class of {people} in one file of {max(sizes) // 1024} KiB."]


def slowest_ms(said: dict[str, Any], step: str) -> float:
    """Of a saved report: milliseconds a certificate in the slowest round."""
    figure = said["figures"][step]
    return float(max(figure["seconds"]) / figure["units"] * 1000)
