"""balai bench seats: attempts on every verb that takes or frees a seat (confirm, move up, enrol, enrol the class, come back,
leave, forfeit, an accepted appeal), from several processes, with kills; the classes are counted meanwhile and afterwards."""

import os
import platform
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from balai.config.bench.ground import Ground, ground
from balai.config.bench.seat_words import BEGIN, MOVED, OVER, SEATED

DATABASE, WORKERS, ATTEMPTS, BETWEEN_KILLS = "seats", 4, 100_000, 10.0
QUICK, PER_CLASS = 800, 1_000
"""Attempts of the short run; and for each class, so that its reserves last."""

IN_VAIN = 10
"""Starts of one process without an attempt, as when the database was killed once more."""


@dataclass(slots=True)
class SeatReport:
    said: dict[str, Any]
    name: str = "seats"

    def as_json(self) -> dict[str, Any]:
        return {"name": self.name, "python": platform.python_version(), "cores": os.cpu_count(), **self.said}

    def as_text(self) -> str:
        return "\n".join(f"{name:<20}{value}" for name, value in self.as_json().items())


def measure(quick: bool = False, planted: str = "", attempts: int = 0) -> SeatReport:
    """planted: "enrol" or "move_up", where the processes count and then write, which the drill must find."""
    with ground(["postgresql"]) as place:
        place.create(DATABASE, "postgresql")
        place.work("prepare", DATABASE, "postgresql")
        return drill(place, DATABASE, quick=quick, planted=planted, attempts=attempts)


def drill(place: Ground, database: str, *, quick: bool, planted: str = "", attempts: int = 0) -> SeatReport:
    """In a prepared database. attempts: other than usual."""
    many, pause = (QUICK, 2.0) if quick else (ATTEMPTS, BETWEEN_KILLS)
    many = attempts or many
    size = {"number": max(2, many // PER_CLASS), "seats": 8 if quick else 16, "reserves": 24 if quick else 48}
    place.work("seat_classes", database, "postgresql", **size)
    contest = Contest(place, database, [place.folder / f"{database}{worker}" for worker in range(WORKERS)], planted)
    started = time.monotonic()
    kills, seen = _contest(contest, many // WORKERS, pause)
    seconds, finished = time.monotonic() - started, sum(map(_finished, contest.files))
    place.until_it_answers()
    found = place.work("count_seats", database, "postgresql", files=[str(one) for one in contest.files])
    return SeatReport(
        {"quick": quick, "planted": planted, "classes": size["number"], "attempts": finished, "kills": kills,
         "seconds": round(seconds, 1), "looks": seen.looks, **found, "over": found["over"] + seen.over}
    )  # fmt: skip


@dataclass(slots=True)
class Contest:
    """What the processes are started with."""

    place: Ground
    database: str
    files: list[Path]
    planted: str


@dataclass(slots=True)
class Watch:
    """Looks while they fight: a class that is over its seats now may be at them again when all is over. looks: how often;
    over: in how many looks some class was."""

    address: str
    looks: int = 0
    over: int = 0
    connection: psycopg.Connection[tuple[int]] | None = None

    def look(self) -> None:
        try:
            if self.connection is None:
                self.connection = psycopg.connect(self.address, autocommit=True)
            row = self.connection.execute(OVER).fetchone()
        except psycopg.OperationalError:  # the database was killed
            self.connection = None
            return
        self.looks += 1
        self.over += row is not None and row[0] > 0


def _contest(contest: Contest, each: int, pause: float) -> tuple[dict[str, int], Watch]:
    """Kills a process at work, and every fourth time the database, until all attempts are finished. How often which."""
    place, files = contest.place, contest.files
    watch = Watch(place.address(contest.database, "postgresql"))
    running = {worker: _start(contest, worker, each) for worker in range(len(files))}
    kills, last = {"process": 0, "database": 0}, time.monotonic()
    told, idle = [0] * len(files), [0] * len(files)
    while any(_finished(file) < each for file in files):
        for _look in range(10):
            time.sleep(0.05)
            watch.look()
        target = sum(kills.values()) % len(files)
        # Only who has got on since its start: a process killed while it starts would never come to an attempt.
        if time.monotonic() - last >= pause and _finished(files[target]) > told[target]:
            _kill(place, running[target], kills)
            last = time.monotonic()
        for worker, process in running.items():
            left = each - _finished(files[worker])
            if process.poll() is not None and left > 0:
                idle[worker] = idle[worker] + 1 if told[worker] == each - left else 0
                if idle[worker] > IN_VAIN:
                    raise RuntimeError("the attempts end before the first is finished; see what their process says")
                told[worker] = each - left
                place.until_it_answers()  # repairing itself may take it longer than many starts
                running[worker] = _start(contest, worker, left)
    for process in running.values():
        process.wait()
    watch.look()
    return kills, watch


def _kill(place: Ground, process: subprocess.Popen[bytes], kills: dict[str, int]) -> None:
    if sum(kills.values()) % 4 == 3 and place.cluster is not None:
        place.cluster.kill()
        place.cluster.start_again()
        kills["database"] += 1
        return
    process.kill()
    process.wait()
    kills["process"] += 1


def _start(contest: Contest, worker: int, attempts: int) -> subprocess.Popen[bytes]:
    place, said = contest.place, {
        "file": str(contest.files[worker]), "attempts": attempts, "worker": worker, "workers": len(contest.files),
        "planted": contest.planted,
    }  # fmt: skip
    environment = place.environment(contest.database, "postgresql")
    return subprocess.Popen(place.command("seat_attempts", said), env=environment, stdout=subprocess.DEVNULL)


def _finished(file: Path) -> int:
    """Attempts with their answer."""
    lines = file.read_text().splitlines() if file.exists() else []
    return sum(not line.startswith((BEGIN, MOVED, SEATED)) for line in lines)
