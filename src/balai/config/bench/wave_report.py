"""What the wave says: contract.md names the figures, the rest tells how to judge them."""

import os
import platform
from dataclasses import dataclass
from typing import Any

from balai.config.bench.report import versions

AIMS = {"postgresql": 4_000, "sqlite": 1_000}


@dataclass(slots=True)
class WaveReport:
    """wave: the run without kills; killed: the one with; counted: what stood in the database after both."""

    database: str
    quick: bool
    wave: dict[str, Any]
    closed_loop: dict[str, list[float]]
    ratio: float
    killed: dict[str, Any]
    counted: dict[str, Any]

    @property
    def name(self) -> str:
        return "applications" if self.database == "postgresql" else f"applications-{self.database}"

    def as_json(self) -> dict[str, Any]:
        wave, killed = self.wave, self.killed
        shown = ("arrivals_per_second", "acknowledged_per_second", "p50_ms", "p99_ms", "p999_ms", "unanswered",
                 "refused", "retried", "generator_cpu_share", "server_cpu_share")  # fmt: skip
        return {
            "name": self.name, "quick": self.quick, "database": self.database, "aim_per_second": AIMS[self.database],
            **{name: wave[name] for name in shown},
            "ratio_to_bare_django": round(self.ratio, 2), "as_many_as_it_can_carry": self.closed_loop,
            "kills": killed["kills"], "recovery_s": killed["recovery_s"], "recovery_by_kind_s": killed["recovery_by_kind_s"],
            "with_kills": {name: killed[name] for name in ("arrived", "acknowledged", "unanswered", "retried", "p50_ms", "p99_ms")},
            **self.counted,
            "python": platform.python_version(), "versions": versions(),
            "cores": os.cpu_count(), "load_average": [round(one, 2) for one in os.getloadavg()],
            "notes": [
                "Every application: the rules of the class, the number sealed and indexed, an audit entry, a phone code in the outbox.",
                "The applicants' process shares the cores: generator_cpu_share is what it took of one.",
                "ratio_to_bare_django: both as fast as they can, in turns; bare: one view, one commit, the same rows, no rules.",
            ],
        }  # fmt: skip

    def as_text(self) -> str:
        said = self.as_json()
        return "\n".join(f"{name:<28}{value}" for name, value in said.items() if name not in ("versions", "notes"))
