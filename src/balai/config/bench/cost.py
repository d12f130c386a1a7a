"""What a piece of work costs: wall clock, CPU of this process and of the database's, memory at its peak."""

import os
import resource
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import connection


def cost_of(work: Callable[[], int]) -> dict[str, Any]:
    """work: returns how many units it did. The connection is opened before, so that nobody pays for that."""
    connection.ensure_connection()
    backend = _backend()
    Path("/proc/self/clear_refs").write_text("5")  # the peak counts from here
    before, database, started = _cpu(), _cpu_of(backend), time.perf_counter()
    units = work()
    seconds = time.perf_counter() - started
    return {
        "units": units, "seconds": seconds, "cpu": _cpu() - before, "database_cpu": _cpu_of(backend) - database,
        "peak_mib": _peak_mib(),
    }  # fmt: skip


def _cpu() -> float:
    """Of this process and of those it has waited for."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in both)


def _backend() -> int:
    """Process number of the server's side of our connection, 0 where there is none."""
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def _cpu_of(process: int) -> float:
    if not process:
        return 0.0
    words = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / float(os.sysconf("SC_CLK_TCK"))


def _peak_mib() -> float:
    """Our own high-water mark, plus the largest child's."""
    status = Path("/proc/self/status").read_text()
    own = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))
    return (own + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024
