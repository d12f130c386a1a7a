"""balai bench timetable: the assignment for a whole centre, 12 parallel classes of 33 working days. No peer and no database:
what is measured is the solver with the model we build for it. Four fields with three classes each, four instructors a field
with 30 lesson hours a week, a classroom and a workshop a class.
"""

import resource
import time
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from balai.config.bench.report import Report
from balai.training.solver.assign import assign
from balai.training.solver.problem import Answer, Block, Problem

CLASSES, DAYS, FIELDS, TEACHERS, WEEK, AIM = 12, 33, 4, 4, 30, 60
HALVES = ((8 * 60, 12 * 60, 5), (13 * 60, 15 * 60 + 15, 3))


def measure(quick: bool = False, vendors: Sequence[str] = (), migrated: Path | None = None) -> Report:
    classes, days, rounds = (3, 5, 1) if quick else (CLASSES, DAYS, 3)
    problem = centre(classes, days)
    report = Report("timetable", quick, [])
    answers: list[Answer] = []
    for _round in range(rounds):
        started, cpu = time.perf_counter(), time.process_time()
        answers.append(assign(problem))
        report.figure(f"{classes} classes, {days} days").add(
            {
                "units": len(problem.blocks), "seconds": time.perf_counter() - started,
                "cpu": time.process_time() - cpu, "database_cpu": 0.0,
                "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            }
        )  # fmt: skip
    first = answers[0]
    same = all((one.teachers, one.rooms) == (first.teachers, first.rooms) for one in answers)
    slowest = max(one.seconds for one in answers)
    report.notes = [
        f"{len(problem.blocks)} parts of days; slowest round {slowest:.1f} s (aim: under {AIM} s).",
        f"Proven optimal: {first.proven}. The same answer in every round: {same}.",
        f"Left open: {first.teachers.count(None)} without an instructor, {first.rooms.count(None)} without a room.",
    ]
    return report


def centre(classes: int, days: int) -> Problem:
    """Invented, always the same."""
    blocks: list[Block] = []
    for number in range(classes):
        field = number % FIELDS
        teachers = tuple(1 + field * TEACHERS + (number + place) % TEACHERS for place in range(TEACHERS))
        rooms = tuple(100 + (number + place) % (2 * classes) for place in range(2 * classes))
        for day in _days(days):
            for part, (start, end, hours) in enumerate(HALVES):
                blocks.append(Block(number, day, part, start, end, hours, None, part == 1, teachers, rooms))
    mondays = {block.day - timedelta(days=block.day.weekday()) for block in blocks}
    everybody = range(1, 1 + FIELDS * TEACHERS)
    return Problem(tuple(blocks), {(one, monday): WEEK for one in everybody for monday in sorted(mondays)})


def _days(number: int) -> list[date]:
    every = (date(2026, 7, 6) + timedelta(days=n) for n in range(2 * number + 7))
    return [day for day in every if day.weekday() < 5][:number]
