"""Every test: on SQLite, the data-bearing ones again on a PostgreSQL of their own, and in a real browser.

All three runs happen even when an early one fails. Their closing lines, which are pytest's, are repeated at the end,
failed runs and larger runs last, and kept in var/test/closing-lines.
Arguments are handed to pytest; a run in which they select nothing is then no failure.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.support.postgres import PostgresMissing, cluster, end_in_order

CLOSING_LINE = re.compile(r"^=+ .* in [0-9.]+s.* ?=+$")
NOTHING_COLLECTED = 5
CLOSING_LINES = Path("var/test/closing-lines")


@dataclass(frozen=True, order=True)
class Run:
    failed: bool
    passed_tests: int
    closing_line: str


@dataclass
class Suite:
    arguments: list[str]
    runs: list[Run] = field(default_factory=list)

    def run(self, title: str, selection: str, database_url: str | None = None) -> None:
        """Run pytest on that database, without an address on the embedded one."""
        environment = {name: value for name, value in os.environ.items() if name != "BALAI_DATABASE_URL"}
        if database_url:
            environment["BALAI_DATABASE_URL"] = database_url
        print(f"\n{title}", flush=True)
        workers = os.environ.get("BALAI_TEST_WORKERS", "2")
        command = [sys.executable, "-m", "pytest", "-n", workers, "--dist", "loadgroup", "-m", selection]
        command += self.arguments
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as pytest:
            try:
                closing_line = echoed(pytest)
            except BaseException:  # stopped: the tests stop too
                pytest.terminate()
                raise
        tolerated = {0, NOTHING_COLLECTED} if self.arguments else {0}
        passed = re.search(r"(\d+) passed", closing_line)
        self.runs.append(
            Run(
                pytest.returncode not in tolerated,
                int(passed[1]) if passed else 0,
                closing_line or f"pytest ended without its closing line ({title})",
            )
        )


def echoed(pytest: subprocess.Popen[str]) -> str:
    """Pass on what pytest prints; return its closing line."""
    closing_line = ""
    for line in pytest.stdout or ():
        sys.stdout.write(line)
        sys.stdout.flush()
        if CLOSING_LINE.match(line.strip()):
            closing_line = line.strip()
    return closing_line


@contextmanager
def made_meanwhile(module: str, *arguments: str, **environment: str) -> Iterator[None]:
    """What the next run needs is made while this one runs; a failure of it is met again, and told, by its tests."""
    command = [sys.executable, "-m", module, *arguments]
    with subprocess.Popen(
        command, env=os.environ | environment, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT
    ) as preparing:
        try:
            yield
        except BaseException:
            preparing.terminate()
            raise


def run_all(suite: Suite, folder: str) -> None:
    on_sqlite = ("Tests on SQLite", "not browser and not postgres_only")
    try:
        with cluster() as url:
            with made_meanwhile("tests.support.prepared", BALAI_DATABASE_URL=url):
                suite.run(*on_sqlite)
            # For some tests alone, a demonstration would often be made for nothing.
            whole = not suite.arguments
            with made_meanwhile("tests.support.demo_server", folder) if whole else nullcontext():
                suite.run("Data-bearing tests on PostgreSQL", "(data or postgres_only) and not browser", url)
    except PostgresMissing as missing:
        suite.runs.append(Run(True, 0, str(missing)))
        suite.run(*on_sqlite)
    os.environ["BALAI_TEST_FOLDER"] = folder
    suite.run("Tests in the browser", "browser")


def main(arguments: list[str]) -> int:
    end_in_order()
    suite = Suite(arguments)
    with TemporaryDirectory(prefix="balai-suite-") as folder:
        run_all(suite, folder)
    lines = "\n".join(run.closing_line for run in sorted(suite.runs))
    CLOSING_LINES.parent.mkdir(parents=True, exist_ok=True)
    CLOSING_LINES.write_text(lines + "\n")
    print(f"\nClosing lines of SQLite, PostgreSQL and browser:\n{lines}", flush=True)
    return 1 if any(run.failed for run in suite.runs) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
