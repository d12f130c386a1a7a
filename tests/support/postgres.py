"""The private PostgreSQL of the benchmarks (balai.config.cluster), for tests.

python -m tests.support.postgres COMMAND ARG...  # COMMAND with BALAI_DATABASE_URL set to a fresh cluster
"""

import os
import signal
import subprocess
import sys
from types import FrameType
from typing import NoReturn

from balai.config.cluster import PostgresMissing, cluster

__all__ = ["PostgresMissing", "cluster", "end_in_order"]


def end_in_order() -> None:
    """Make SIGTERM leave through the context managers, so that the server is stopped when we are."""

    def leave(_signal: int, _frame: FrameType | None) -> NoReturn:
        sys.exit(143)

    signal.signal(signal.SIGTERM, leave)


def main(command: list[str]) -> int:
    end_in_order()
    try:
        with cluster() as url:
            return subprocess.run(command, env={**os.environ, "BALAI_DATABASE_URL": url}).returncode
    except PostgresMissing as missing:
        print(missing, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
