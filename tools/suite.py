"""Every test: on SQLite, the data-bearing ones again on a PostgreSQL of their own, and in a real browser.

All three runs happen even when an early one fails. Their closing lines, which are pytest's, are repeated at the end.
Arguments are handed to pytest; a run in which they select nothing is then no failure.
"""

import os
import re
import subprocess
import sys
from dataclasses import dataclass, field

from tests.support.postgres import PostgresMissing, cluster

CLOSING_LINE = re.compile(r"^=+ .* in [0-9.]+s.* ?=+$")
NOTHING_COLLECTED = 5


@dataclass
class Suite:
    arguments: list[str]
    closing_lines: list[str] = field(default_factory=list)
    failed: bool = False

    def run(self, title: str, selection: str, database_url: str | None = None) -> None:
        """Run pytest on that database, without an address on the embedded one."""
        environment = {name: value for name, value in os.environ.items() if name != "BALAI_DATABASE_URL"}
        if database_url:
            environment["BALAI_DATABASE_URL"] = database_url
        print(f"\n{title}", flush=True)
        workers = os.environ.get("BALAI_TEST_WORKERS", "2")
        command = [sys.executable, "-m", "pytest", "-n", workers, "-m", selection, *self.arguments]
        closing_line = ""
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as pytest:
            assert pytest.stdout is not None
            for line in pytest.stdout:
                sys.stdout.write(line)
                sys.stdout.flush()
                if CLOSING_LINE.match(line.strip()):
                    closing_line = line.strip()
        self.closing_lines.append(closing_line or f"pytest ended without its closing line ({title})")
        tolerated = {0, NOTHING_COLLECTED} if self.arguments else {0}
        self.failed |= pytest.returncode not in tolerated


def main(arguments: list[str]) -> int:
    suite = Suite(arguments)
    suite.run("Tests on SQLite", "not browser and not postgres_only")
    try:
        with cluster() as url:
            suite.run("Data-bearing tests on PostgreSQL", "(data or postgres_only) and not browser", url)
    except PostgresMissing as missing:
        print(missing, file=sys.stderr)
        suite.failed = True
    suite.run("Tests in the browser", "browser")
    print("\nClosing lines of SQLite, PostgreSQL and browser:", *suite.closing_lines, sep="\n")
    return 1 if suite.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
