"""The source files the house tests read, and the street's order as the import contract states it."""

import ast
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = ROOT / "src/balai"


def python_files(folder: Path) -> Iterator[Path]:
    """Python files written by hand below `folder`."""
    for path in sorted(folder.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path


def short(path: Path) -> str:
    return str(path.relative_to(ROOT))


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def tracked_files() -> list[Path]:
    """What a clone would hold, new files included; in an unpacked archive everything but the environment and var."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if listed.returncode == 0:
        return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]
    outside = {".venv", "var", ".git"}
    return [path for path in ROOT.rglob("*") if path.is_file() and not outside & set(path.relative_to(ROOT).parts)]


def room_levels() -> dict[str, int]:
    """Room -> height on the street, 0 at the bottom; rooms beside each other share a height."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers: list[str] = project["tool"]["importlinter"]["contracts"][0]["layers"]
    return {
        room.strip(): height
        for height, layer in enumerate(reversed(layers))
        for room in layer.replace("|", ":").split(":")
    }
