"""What a benchmark says: figures, ratios, and under which circumstances they hold."""

import json
import os
import platform
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median
from typing import Any, Protocol

from balai.config.environment import variable_directory

PACKAGES = ("django", "psycopg", "django-import-export", "granian", "cryptography", "python-calamine")


class PeerMissing(RuntimeError):
    """A benchmark compares with a package that is not in this environment."""


def versions() -> dict[str, str]:
    """Of what the figures depend on; empty for what is not installed: the peer of `import` comes with the tools of development."""
    return {package: _version(package) for package in PACKAGES}


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


@dataclass(slots=True)
class Figure:
    """Rounds of one piece of work. units: rows or requests in each; seconds, cpu (our process), database_cpu (its server
    process): one number a round; peak_mib: the highest."""

    units: int
    seconds: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    database_cpu: list[float] = field(default_factory=list)
    peak_mib: float = 0.0

    def add(self, said: dict[str, Any]) -> None:
        self.units = said["units"]
        self.seconds.append(said["seconds"])
        self.cpu.append(said["cpu"])
        self.database_cpu.append(said["database_cpu"])
        self.peak_mib = max(self.peak_mib, said["peak_mib"])

    @property
    def rate(self) -> float:
        """Units a second of wall clock, of the median round."""
        return self.units / median(self.seconds)

    @property
    def cpu_microseconds(self) -> float:
        """CPU time of a unit, our process and the database's together."""
        return median(a + b for a, b in zip(self.cpu, self.database_cpu, strict=True)) / self.units * 1e6

    def as_json(self) -> dict[str, Any]:
        return {
            "units": self.units, "rate": round(self.rate, 1), "cpu_microseconds_a_unit": round(self.cpu_microseconds, 2),
            "of_it_in_the_database": round(median(self.database_cpu) / self.units * 1e6, 2),
            "peak_mib": round(self.peak_mib, 1), "seconds": [round(s, 4) for s in self.seconds],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ratio:
    """ours over the peer's. cpu: how many times less CPU time a unit takes. target: what the rate's ratio aims at."""

    ours: str
    peer: str
    rate: float
    cpu: float
    target: float | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "ours": self.ours,
            "peer": self.peer,
            "rate": round(self.rate, 3),
            "cpu": round(self.cpu, 3),
            "target": self.target,
        }


@dataclass(slots=True)
class Report:
    """figures by name; notes: what a reader must know to judge them."""

    name: str
    quick: bool
    databases: list[str]
    figures: dict[str, Figure] = field(default_factory=dict)
    ratios: list[Ratio] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def figure(self, name: str) -> Figure:
        return self.figures.setdefault(name, Figure(0))

    def compare(self, ours: str, peer: str, target: float | None = None) -> None:
        a, b = self.figures[ours], self.figures[peer]
        self.ratios.append(Ratio(ours, peer, a.rate / b.rate, b.cpu_microseconds / a.cpu_microseconds, target))

    def as_json(self) -> dict[str, Any]:
        return {
            "name": self.name, "quick": self.quick, "databases": self.databases, "python": platform.python_version(),
            "versions": versions(), "cores": os.cpu_count(),
            "load_average": [round(one, 2) for one in os.getloadavg()],
            "figures": {name: figure.as_json() for name, figure in self.figures.items()},
            "ratios": [ratio.as_json() for ratio in self.ratios], "notes": self.notes,
        }  # fmt: skip

    def as_text(self) -> str:
        lines = [f"{self.name}: {', '.join(self.databases)}", f"{'':<38}{'per detik':>12}{'µs CPU':>12}{'MiB':>8}"]
        for name, figure in self.figures.items():
            lines.append(f"{name:<38}{figure.rate:>12,.0f}{figure.cpu_microseconds:>12,.1f}{figure.peak_mib:>8,.0f}")
        for ratio in self.ratios:
            aim = f" (sasaran {ratio.target:g})" if ratio.target else ""
            lines.append(f"{ratio.ours} / {ratio.peer}: {ratio.rate:.2f} x{aim}; CPU {ratio.cpu:.2f} x")
        return "\n".join([*lines, *self.notes])


class Measured(Protocol):
    """What is printed and kept."""

    @property
    def name(self) -> str: ...
    def as_json(self) -> dict[str, Any]: ...
    def as_text(self) -> str: ...


def save(report: Measured) -> Path:
    folder = variable_directory() / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / f"{report.name}.json"
    place.write_text(json.dumps(report.as_json(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return place
