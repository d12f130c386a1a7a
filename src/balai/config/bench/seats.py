"""balai bench seats: attempts on the verbs that take a seat, from several processes, with kills; then the classes are counted."""

import os
import platform
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from balai.config.bench.ground import Ground, ground

DATABASE, WORKERS, ATTEMPTS, BETWEEN_KILLS = "seats", 4, 100_000, 10.0


IN_VAIN = 10
"""Starts of one process without an attempt, as while the database repairs itself."""


@dataclass(slots=True)
class SeatReport:
    said: dict[str, Any]
    name: str = "seats"

    def as_json(self) -> dict[str, Any]:
        return {"name": self.name, "python": platform.python_version(), "cores": os.cpu_count(), **self.said}

    def as_text(self) -> str:
        return "\n".join(f"{name:<20}{value}" for name, value in self.as_json().items())


def measure(quick: bool = False, planted: bool = False) -> SeatReport:
    """planted: the processes count and then insert, which the drill must find."""
    attempts, classes, pause = (600, 2, 3.0) if quick else (ATTEMPTS, 12, BETWEEN_KILLS)
    with ground(["postgresql"]) as place:
        place.create(DATABASE, "postgresql")
        place.work("prepare", DATABASE, "postgresql")
        place.work("seat_classes", DATABASE, "postgresql", number=classes, seats=16, reserves=40)
        files = [place.folder / f"seats{worker}" for worker in range(WORKERS)]
        started = time.monotonic()
        kills, seen = _contest(place, files, attempts // WORKERS, pause, planted)
        seconds, finished = time.monotonic() - started, sum(map(_finished, files))
        place.until_it_answers()
        found = place.work("count_seats", DATABASE, "postgresql", files=[str(one) for one in files])
    return SeatReport(
        {"quick": quick, "planted": planted, "attempts": finished, "kills": kills,
         "seconds": round(seconds, 1), "looks": seen.looks, **found, "over": found["over"] + seen.over}
    )  # fmt: skip


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
            row = self.connection.execute(_OVER).fetchone()
        except psycopg.OperationalError:  # the database was killed
            self.connection = None
            return
        self.looks += 1
        self.over += row is not None and row[0] > 0


_OVER = """
SELECT count(*) FROM planning_batch AS class WHERE class.seats <
(SELECT count(*) FROM training_enrolment WHERE batch_id = class.id AND state = 'enrolled')
"""


def _contest(place: Ground, files: list[Path], each: int, pause: float, planted: bool) -> tuple[dict[str, int], Watch]:
    """Kills a process at work, and every fourth time the database, until all attempts are finished. How often which."""
    watch = Watch(place.address(DATABASE, "postgresql"))
    running = {worker: _start(place, files, worker, each, planted) for worker in range(len(files))}
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
                running[worker] = _start(place, files, worker, left, planted)
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


def _start(place: Ground, files: list[Path], worker: int, attempts: int, planted: bool) -> subprocess.Popen[bytes]:
    said = {
        "file": str(files[worker]),
        "attempts": attempts,
        "worker": worker,
        "workers": len(files),
        "planted": planted,
    }
    environment = place.environment(DATABASE, "postgresql")
    return subprocess.Popen(place.command("seat_attempts", said), env=environment, stdout=subprocess.DEVNULL)


def _finished(file: Path) -> int:
    """Attempts with their answer; who is about to leave says so before."""
    return sum(not line.startswith("leaving") for line in file.read_text().splitlines()) if file.exists() else 0
