"""What pip cannot give is installed where that is allowed and named where it is not."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.house.sources import ROOT


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder of programs without Chromium; its apt-get "installs" one and writes down how it was called."""
    for program in ("sh", "tr", "chmod"):
        found = shutil.which(program)
        assert found
        (tmp_path / program).symlink_to(found)
    install = (
        f'echo "$@" >> {tmp_path}/calls\n[ "$2" = install ] && : > {tmp_path}/chromium && chmod +x {tmp_path}/chromium'
    )
    program_at(tmp_path / "apt-get", install + "\nexit 0")
    return tmp_path


def program_at(path: Path, body: str) -> None:
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)


def asked(machine: Path, user_id: int) -> subprocess.CompletedProcess[str]:
    program_at(machine / "id", f"echo {user_id}")
    command = ["/bin/sh", str(ROOT / "tools/system.sh"), "chromium"]
    return subprocess.run(command, env={"PATH": str(machine)}, capture_output=True, text=True)


def test_root_installs_what_is_missing_once(machine: Path) -> None:
    assert asked(machine, 0).returncode == 0
    assert asked(machine, 0).returncode == 0
    calls = (machine / "calls").read_text().splitlines()
    assert calls == ["-qq update", "-qq install --yes --no-install-recommends chromium"]


def test_others_are_told_what_is_missing_and_how_to_get_it(machine: Path) -> None:
    done = asked(machine, 1000)
    assert done.returncode == 1
    assert "sudo apt-get install chromium" in done.stderr
    assert not (machine / "calls").exists()


def test_root_is_told_when_installing_did_not_help(machine: Path) -> None:
    program_at(machine / "apt-get", "exit 0")
    done = asked(machine, 0)
    assert done.returncode == 1
    assert "chromium" in done.stderr
