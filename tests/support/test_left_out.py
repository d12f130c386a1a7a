"""With CI=true nothing may be left out."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.sources import ROOT

SKIPPED = "import pytest\n\n@pytest.mark.skip(reason='later')\ndef test_later():\n    assert 1 + 1 == 3\n"
EXPECTED = "import pytest\n\n@pytest.mark.xfail\ndef test_broken():\n    assert 1 + 1 == 3\n"
FINE = "def test_fine():\n    assert 1 + 1 == 2\n"


@pytest.mark.parametrize(
    ("text", "ci", "code"),
    [(SKIPPED, "true", 1), (EXPECTED, "true", 1), (FINE, "true", 0), (SKIPPED, "", 0), ("", "true", 5)],
)
def test_a_test_left_out_fails_the_run(tmp_path: Path, text: str, ci: str, code: int) -> None:
    planted = tmp_path / "test_planted.py"
    planted.write_text(text)
    command = [sys.executable, "-m", "pytest", "-p", "tests.conftest", "-p", "no:cacheprovider", "--rootdir", str(ROOT)]
    command += ["-c", str(ROOT / "pyproject.toml"), str(planted)]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, "CI": ci}, capture_output=True, text=True)
    assert done.returncode == code, done.stdout + done.stderr
