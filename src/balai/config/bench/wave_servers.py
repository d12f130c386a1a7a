"""Server processes of the wave, started, killed and started again."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from balai.config.bench.ground import Ground
from balai.config.cluster import free_port

WORKERS = 2
START_SECONDS = 60


@dataclass(slots=True)
class Server:
    """words: of the process that listens on `port` and starts its workers."""

    words: list[str]
    environment: dict[str, str]
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        words = [word.replace("PORT", str(self.port)) for word in self.words]
        self.process = subprocess.Popen(
            [sys.executable, "-m", *words], env=self.environment, start_new_session=True, stdout=subprocess.DEVNULL
        )

    def wait(self) -> None:
        """Until it answers. Raises RuntimeError when it does not."""
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end:
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=5) as asked:
                asked.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
                if asked.recv(12).startswith(b"HTTP/1.1"):
                    return
            time.sleep(0.1)
        raise RuntimeError("the server of the benchmark does not answer")

    def workers(self) -> list[int]:
        assert self.process is not None
        pid = self.process.pid
        children = [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
        return [one for one in children if b"resource_tracker" not in Path(f"/proc/{one}/cmdline").read_bytes()]

    def kill_a_worker(self, which: int) -> None:
        workers = self.workers()
        if workers:
            os.kill(workers[which % len(workers)], signal.SIGKILL)

    def kill(self) -> None:
        """All of its processes at once."""
        assert self.process is not None
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def cpu(self) -> float:
        """Seconds its processes have used so far."""
        assert self.process is not None
        return sum(cpu_of(one) for one in (self.process.pid, *self.workers()))


def ours(place: Ground, name: str, vendor: str) -> Server:
    words = ["balai.config.cli", "serve", "--port", "PORT", "--workers", str(WORKERS)]
    return Server(words, place.environment(name, vendor))


def bare(place: Ground, name: str, vendor: str) -> Server:
    return Server(["balai.config.bench.bare_server", "PORT"], place.environment(name, vendor))


def cpu_of(process: int) -> float:
    """With the children it has waited for; 0.0 when it is gone."""
    try:
        words = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, words[11:15])) / float(os.sysconf("SC_CLK_TCK"))


def arrivals(plan: dict[str, Any]) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "balai.config.bench.arrivals", json.dumps(plan)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def outcome(process: subprocess.Popen[str]) -> dict[str, Any]:
    said, _nothing = process.communicate()
    if process.returncode:
        raise RuntimeError("the applicants' process has failed")
    found: dict[str, Any] = json.loads(said)
    return found
