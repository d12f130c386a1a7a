"""balai bench form: the last screen of the application page beside the API's address, in turns on one server.

Open-loop arrivals of `RATE` a second for each of the two, then as many as each can carry. The page reads a session, checks the
form's token, lets go of the draft and leads on to the status page; the application itself goes into the same group commit.
"""

import os
import platform
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

from balai.config.bench import wave_servers
from balai.config.bench.applications import started
from balai.config.bench.ground import ground

DATABASE, RATE, SECONDS, CONNECTIONS, MOST = "form", 40.0, 30.0, 64, 30_000
SHOWN = ("arrived", "acknowledged_per_second", "p50_ms", "p99_ms", "refused", "unanswered")


@dataclass(slots=True)
class FormReport:
    said: dict[str, Any]
    name: str = "form"

    def as_json(self) -> dict[str, Any]:
        return {"name": self.name, "python": platform.python_version(), "cores": os.cpu_count(), **self.said}

    def as_text(self) -> str:
        return "\n".join(f"{name:<22}{value}" for name, value in self.as_json().items())


def measure(quick: bool = False, vendor: str = "postgresql") -> FormReport:
    seconds, most = (2.0, 3_000) if quick else (SECONDS, MOST)
    with ground([vendor]) as place, ExitStack() as running:
        place.create(DATABASE, vendor)
        place.work("prepare", DATABASE, vendor)
        opened, forms = place.work("open_class", DATABASE, vendor), place.folder / "forms"
        place.work("filled_forms", DATABASE, vendor, number=most, file=str(forms), **opened)
        server = wave_servers.ours(place, DATABASE, vendor)
        started(server, running)
        runs: dict[str, Any] = {}
        left = forms.read_text().split()
        for rate in (RATE, 0.0):
            for door in ("page", "api"):
                name = f"{door} {'at ' + str(int(rate)) if rate else 'as many'}"
                forms.write_text("\n".join(left))
                file = place.folder / name.replace(" ", "-")
                plan = {"port": server.port, "rate": rate, "seconds": seconds if rate else min(seconds, 10.0),
                        "connections": CONNECTIONS, "run": file.name, "acknowledged": str(file),
                        "first": (len(runs) + 1) * 1_000_000, **opened}  # fmt: skip
                plan["sessions"] = str(forms) if door == "page" else ""
                before = server.cpu()
                said = wave_servers.outcome(wave_servers.arrivals(plan))
                runs[name] = {one: said[one] for one in SHOWN}
                runs[name]["server_cpu_ms_each"] = round(
                    (server.cpu() - before) / max(1, said["acknowledged"]) * 1000, 2
                )
                left = left[said["arrived"] :] if door == "page" else left
        server.kill()
    each = {name: runs[f"{name} as many"]["acknowledged_per_second"] for name in ("page", "api")}
    return FormReport({"quick": quick, "database": vendor, **runs, "api_to_page": round(each["api"] / each["page"], 1)})
