"""balai bench applications: a wave of applications over HTTP, with and without kills, beside one commit a request.

Open-loop arrivals (exponential gaps) for a minute; then kill -9 of a worker, of the database and of the whole server in turn
under arrivals that ask again with the same key; what was acknowledged is looked for in the database afterwards.
"""

import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from balai.config.bench import wave_servers
from balai.config.bench.ground import Ground, ground
from balai.config.bench.wave_report import WaveReport
from balai.config.bench.wave_servers import Server

PREPARED, OURS, BARE = "prepared", "wave", "bare"
SECONDS, ROUNDS, ROUND_SECONDS, KILLS, CONNECTIONS = 60.0, 3, 6.0, 9, 512
RATES = {"postgresql": 4_100.0, "sqlite": 1_050.0}
KILL_RATES = {"postgresql": 1_000.0, "sqlite": 500.0}
BETWEEN_KILLS = 9.0


@dataclass(slots=True)
class Drill:
    """Where and how much. Everything in a folder and a database of its own."""

    place: Ground
    vendor: str
    quick: bool
    opened: dict[str, Any]
    server: Server
    acknowledged: list[Path] = field(default_factory=list)

    def arrive(self, server: Server, run: str, rate: float, seconds: float, **how: Any) -> Any:
        file = self.place.folder / f"acknowledged-{run}"
        if server is self.server:
            self.acknowledged.append(file)
        plan = {"port": server.port, "rate": rate, "seconds": seconds, "connections": CONNECTIONS, "run": run,
                "acknowledged": str(file), "first": len(self.acknowledged) * 1_000_000, **self.opened}  # fmt: skip
        return wave_servers.arrivals(plan | how)


def measure(quick: bool = False, vendor: str = "postgresql", migrated: Path | None = None) -> WaveReport:
    with ground([vendor], migrated) as place, ExitStack() as running:
        place.create(PREPARED, vendor)
        place.work("prepare", PREPARED, vendor)
        opened = place.work("open_class", PREPARED, vendor)
        for name in (OURS, BARE):
            place.create(name, vendor, PREPARED)
        drill = Drill(place, vendor, quick, opened, wave_servers.ours(place, OURS, vendor))
        started(drill.server, running)
        ratio, rates = _beside_bare(drill, running)
        wave = _minute(drill)
        killed = _with_kills(drill)
        counted = _count(drill)
    return WaveReport(vendor, quick, wave, rates, ratio, killed, counted)


def started(server: Server, running: ExitStack) -> None:
    server.start()
    running.callback(server.kill)
    server.wait()


def _beside_bare(drill: Drill, running: ExitStack) -> tuple[float, dict[str, list[float]]]:
    """As many as each can carry, in turns."""
    peer = wave_servers.bare(drill.place, BARE, drill.vendor)
    started(peer, running)
    rates: dict[str, list[float]] = {OURS: [], BARE: []}
    rounds, seconds = (1, 1.0) if drill.quick else (ROUNDS, ROUND_SECONDS)
    for number in range(rounds):
        for name, server, connections in ((OURS, drill.server, CONNECTIONS), (BARE, peer, 16)):
            said = wave_servers.outcome(drill.arrive(server, f"{name}{number}", 0.0, seconds, connections=connections))
            rates[name].append(said["acknowledged_per_second"])
    peer.kill()
    return median(rates[OURS]) / median(rates[BARE]), rates


def _minute(drill: Drill) -> dict[str, Any]:
    rate, seconds = (200.0, 2.0) if drill.quick else (RATES[drill.vendor], SECONDS)
    wave_servers.outcome(drill.arrive(drill.server, "warm", rate / 2, min(3.0, seconds)))
    before = drill.server.cpu()
    said = wave_servers.outcome(drill.arrive(drill.server, "minute", rate, seconds))
    said["server_cpu_share"] = round((drill.server.cpu() - before) / said["seconds"], 3)
    return said


def _with_kills(drill: Drill) -> dict[str, Any]:
    """In turn: a worker, the database, every process of the server. recovery_s: of the slowest, until nine in ten of the
    arrivals of half a second are answered again."""
    rate, kills, pause = (100.0, 3, 5.0) if drill.quick else (KILL_RATES[drill.vendor], KILLS, BETWEEN_KILLS)
    if drill.vendor == "postgresql":
        drill.place.checkpoint()  # so that what it repairs is what the run itself has written
    arriving = drill.arrive(drill.server, "killed", rate, pause * (kills + 1), until_all=True)
    at = []
    for number in range(kills):
        time.sleep(pause)
        at.append((kill(drill, number), time.time()))
    said = wave_servers.outcome(arriving)
    recovered = {what: max(recovery(said, rate, when) for name, when in at if name == what) for what, _when in at}
    return said | {"kills": len(at), "recovery_s": max(recovered.values()), "recovery_by_kind_s": recovered}


def kill(drill: Drill, number: int) -> str:
    """What was killed."""
    cluster = drill.place.cluster
    what = ("worker", "database", "server")[number % 3]
    if what == "database" and cluster is not None:
        cluster.kill()
        cluster.start_again()
        return what
    if what == "server":
        drill.server.kill()
        drill.server.start()
        return what
    drill.server.kill_a_worker(number)
    return "worker"


def recovery(said: dict[str, Any], rate: float, when: float) -> float:
    """Seconds from `when` until two windows in a row hold nine in ten of the arrivals; only whole windows count."""
    first = int((when - said["begin"]) * 4) + 1
    windows = said["windows"]
    for number in range(first, len(windows) - 1):
        if windows[number] + windows[number + 1] >= 0.9 * rate / 2 * 0.9:
            return float(round(said["begin"] + (number + 2) / 4 - when, 2))
    return float(round(said["seconds"], 2))


def _count(drill: Drill) -> dict[str, Any]:
    drill.server.kill()
    if drill.place.cluster is not None:
        drill.place.until_it_answers()
    whole = drill.place.folder / "acknowledged"
    whole.write_text("".join(one.read_text() for one in drill.acknowledged))
    return drill.place.work("count_wave", OURS, drill.vendor, acknowledged=str(whole))
