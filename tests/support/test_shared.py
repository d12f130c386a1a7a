"""What a run makes once or begins first."""

import subprocess
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests import conftest
from tests.support import demo_server


def test_what_takes_long_begins_first_and_the_others_keep_their_order(pytestconfig: pytest.Config) -> None:
    def item(name: str, *marks: str) -> Any:
        return SimpleNamespace(name=name, get_closest_marker=lambda mark: mark in marks or None)

    items = [item("one"), item("two", "data"), item("three", "long"), item("four"), item("five", "long")]
    conftest.pytest_collection_modifyitems(pytestconfig, items)
    assert [found.name for found in items] == ["three", "five", "one", "two", "four"]


def test_the_demonstration_is_made_once_and_each_copy_is_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []

    def run(command: list[str], *, env: dict[str, str], **_options: Any) -> None:
        asked.append(command)
        (Path(env["BALAI_VAR"]) / "balai.sqlite3").write_text("made")

    monkeypatch.setattr(subprocess, "run", run)
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        demo_server.copy_demo(tmp_path, folder)
        (folder / "balai.sqlite3").write_text((folder / "balai.sqlite3").read_text() + " and used")
    assert [(folder / "balai.sqlite3").read_text() for folder in (first, second)] == ["made and used"] * 2
    assert [command[-2:] for command in asked] == [["demo", "--prepare"]]


def test_a_demonstration_half_made_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_command: list[str], *, env: dict[str, str], **_options: Any) -> None:
        (Path(env["BALAI_VAR"]) / "half").write_text("")
        raise subprocess.CalledProcessError(1, "demo")

    monkeypatch.setattr(subprocess, "run", fails)
    with pytest.raises(subprocess.CalledProcessError):
        demo_server.copy_demo(tmp_path, tmp_path / "copy")
    monkeypatch.setattr(subprocess, "run", lambda *_command, **_options: None)
    demo_server.copy_demo(tmp_path, tmp_path / "copy")
    assert list((tmp_path / "copy").iterdir()) == []
