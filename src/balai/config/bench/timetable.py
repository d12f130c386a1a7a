"""balai bench timetable: the timetable of a whole centre, 12 parallel classes of 33 working days, from the records to the
meetings: reading, solving, writing the proposal, accepting it. No peer: what is measured is the road a clerk waits for.

Four fields with three classes each, four instructors a field with 30 lesson hours a week, online parts, simulation, practice,
work at an employer's, machines that stand in workshops, machines and projectors that move and are shared.
"""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from balai.config.bench.ground import ground
from balai.config.bench.report import Report

CLASSES, DAYS, AIM = 12, 33, 60
FILLED = "filled"


def measure(quick: bool = False, vendors: Sequence[str] = ("postgresql",), migrated: Path | None = None) -> Report:
    classes, days, rounds = (3, 5, 1) if quick else (CLASSES, DAYS, 3)
    vendor = vendors[0]
    report = Report("timetable", quick, [vendor])
    answers: list[dict[str, Any]] = []
    with ground([vendor], migrated) as place:
        place.create("prepared", vendor)
        place.work("prepare", "prepared", vendor)
        place.create(FILLED, vendor, "prepared")
        centre = place.work("fill_centre", FILLED, vendor, classes=classes, days=days)["centre"]
        for number in range(rounds):
            place.create(f"round_{number}", vendor, FILLED)
            answer = place.work("solve_centre", f"round_{number}", vendor, centre=centre)
            answers.append(answer)
            report.figure(f"{classes} classes, {days} days").add(answer)
    report.notes = _notes(answers)
    return report


def _notes(answers: Sequence[dict[str, Any]]) -> list[str]:
    first, slowest = answers[0], max(answers, key=lambda one: float(one["seconds"]))
    kinds = Counter[str]()
    for one in first["problems"]:
        kinds[one["kind"].partition(":")[0]] += one["days"]
    plan = first["plan"]
    return [
        f"{len(plan)} meetings; slowest round {slowest['seconds']:.1f} s (aim: under {AIM} s): reading {slowest['reading']:.1f} s, "
        f"reading, solving and keeping the proposal {slowest['solving']:.1f} s, accepting it {slowest['writing']:.1f} s "
        f"({slowest['quarters']} quarters of hours booked).",
        f"The same answer in every round: {all(one['plan'] == plan for one in answers)}.",
        f"Left open and named: {dict(kinds) or 'nothing'}.",
        f"Online without a room: {sum(one['mode'] == 'online' and one['room'] is None for one in plan)} meetings.",
    ]
