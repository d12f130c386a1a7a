"""What must not stand in tracked files, and what the web process must not load."""

import re
import subprocess
import sys

import pytest

from tests.house.sources import ROOT, short, tracked_files

# Written so that this file does not find itself.
REGISTRY = re.compile(r"py[p]i\.org|python[h]osted\.|registry\.npm[j]s|deb\.deb[i]an\.|security\.deb[i]an\.")
MACHINE_PATH = re.compile(r"(?<![\w.}])/(?:[w]ork|[f]arm)/[a-z.]|(?<![\w.}])/[r]oot/[.a-z]|(?<![\w.}])/[h]ome/[a-z]+/")
ADDRESS = re.compile(r"https?://")
HEAVY = (
    "numpy",
    "openpyxl",
    "pandas",
    "polars",
    "import_export",
    "tablib",
    "typst",
    "scipy",
    "matplotlib",
    "babel",
    "playwright",
    "highspy",
    "openbadgeslib",
    "icalendar",
)


def forbidden(name: str, text: str) -> list[str]:
    rules = [("package registry", REGISTRY), ("path of a machine", MACHINE_PATH)]
    if name.endswith(".lock"):
        rules.append(("address in a lock file", ADDRESS))
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        found += [f"{name}, line {number}: {what}" for what, pattern in rules if pattern.search(line)]
    return found


def heavy_modules(statement: str) -> list[str]:
    """Heavy modules that a fresh process has loaded after the statement."""
    program = f"import sys\n{statement}\nprint(*sorted(set({HEAVY!r}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_tracked_files_name_no_registry_and_no_machine() -> None:
    faults = []
    for path in tracked_files():
        try:
            faults += forbidden(short(path), path.read_text(encoding="utf-8"))
        except UnicodeDecodeError:  # a picture
            continue
    assert faults == []


def test_nothing_is_tracked_that_is_to_be_ignored() -> None:
    """A link .venv that was committed has replaced the environments of other checkouts."""
    listing = ["git", "ls-files", "--cached", "--ignored", "--exclude-standard"]
    done = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.split() == [], done.stderr


def test_no_conflict_was_left_in_a_file() -> None:
    marker = re.compile(r"^(<{7}|>{7}) ", re.MULTILINE)
    assert [short(path) for path in tracked_files() if marker.search(path.read_text(errors="replace"))] == []


def test_the_web_process_stays_light() -> None:
    start = (
        "import os; sys.path.insert(0, 'src'); os.environ['DJANGO_SETTINGS_MODULE'] = 'balai.config.settings_test'\n"
        "import balai.config.wsgi\nfrom django.urls import get_resolver; assert get_resolver().url_patterns"
    )
    assert heavy_modules(start) == []


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("a.md", "see pypi" + ".org/project"),
        ("a.py", "x = '/wo" + "rk/main'"),
        ("a.py", "x = '/ro" + "ot/.cache'"),
        ("a.lock", "index: https:" + "//example.org"),
    ],
)
def test_planted_words_are_found(name: str, line: str) -> None:
    assert len(forbidden(name, f"first\n{line}\n")) == 1


def test_innocent_words_pass() -> None:
    assert forbidden("a.md", "http://127.0.0.1:8000/network/main and docs/wo" + "rk/plan") == []


def test_a_planted_heavy_import_is_found() -> None:
    assert heavy_modules("import openpyxl") == ["numpy", "openpyxl"]  # it takes numpy where it is installed
