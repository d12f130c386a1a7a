"""The quick checks, two at a time. Each says its name, how long it took and, when it fails, what it found."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent


@dataclass(frozen=True)
class Check:
    name: str
    command: list[str]


@dataclass(frozen=True)
class Outcome:
    check: Check
    passed: bool
    seconds: float
    output: str


def checks() -> list[Check]:
    """In an order that starts the slow ones first."""
    python = sys.executable
    found = [
        Check("types", [str(BIN / "mypy"), "src", "tools"]),
        Check("import contracts", [str(BIN / "lint-imports")]),
        Check("migrations complete", [python, "-m", "django", "makemigrations", "--check", "--dry-run"]),
        Check("translations complete", [python, "-m", "tools.messages"]),
        Check("format", [str(BIN / "ruff"), "format", "--check", "."]),
        Check("lint", [str(BIN / "ruff"), "check", "."]),
    ]
    if any((ROOT / "src/balai").rglob("*.html")):
        found.append(Check("templates", [str(BIN / "djlint"), "src/balai", "--lint", "--quiet"]))
    return found


def run(check: Check) -> Outcome:
    started = time.monotonic()
    environment = {**os.environ, "PYTHONPATH": "src", "DJANGO_SETTINGS_MODULE": "balai.config.settings_test"}
    done = subprocess.run(check.command, cwd=ROOT, env=environment, capture_output=True, text=True)
    return Outcome(check, done.returncode == 0, time.monotonic() - started, done.stdout + done.stderr)


def main() -> int:
    failed = []
    with ThreadPoolExecutor(max_workers=2) as pool:
        for outcome in pool.map(run, checks()):
            print(
                f"{'ok    ' if outcome.passed else 'FAILED'} {outcome.check.name} ({outcome.seconds:.1f} s)", flush=True
            )
            if not outcome.passed:
                failed.append(outcome.check.name)
                print(outcome.output.rstrip() + "\n", flush=True)
    print("make check: " + (f"failed: {', '.join(failed)}" if failed else "all well"))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
