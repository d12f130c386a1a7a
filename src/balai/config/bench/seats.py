"""balai bench seats: attempts on the verbs that take a seat, from several processes, with kills; then the classes are counted."""

import os
import platform
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from balai.config.bench.ground import Ground, ground

DATABASE, WORKERS, ATTEMPTS, BETWEEN_KILLS = "seats", 4, 100_000, 10.0


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
        kills = _contest(place, files, attempts // WORKERS, pause, planted)
        seconds = time.monotonic() - started
        found = place.work("count_seats", DATABASE, "postgresql", files=[str(one) for one in files])
    return SeatReport(
        {"quick": quick, "planted": planted, "attempts": sum(found["finished"].values()), "kills": kills,
         "seconds": round(seconds, 1), **found}
    )  # fmt: skip


def _contest(place: Ground, files: list[Path], each: int, pause: float, planted: bool) -> dict[str, int]:
    """Kills a process, and every fourth time the database, until all attempts are finished. How often which."""
    running = {worker: _start(place, files, worker, each, planted) for worker in range(len(files))}
    kills, last = {"process": 0, "database": 0}, time.monotonic()
    while any(_finished(file) < each for file in files):
        time.sleep(0.2)
        if time.monotonic() - last >= pause:
            last = time.monotonic()
            _kill(place, running, kills)
        for worker, process in running.items():
            left = each - _finished(files[worker])
            if process.poll() is not None and left > 0:
                running[worker] = _start(place, files, worker, left, planted)
    for process in running.values():
        process.wait()
    return kills


def _kill(place: Ground, running: dict[int, subprocess.Popen[bytes]], kills: dict[str, int]) -> None:
    number = sum(kills.values())
    if number % 4 == 3 and place.cluster is not None:
        place.cluster.kill()
        place.cluster.start_again()
        kills["database"] += 1
        return
    process = running[number % len(running)]
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
    return file.read_text().count("\n") if file.exists() else 0
