"""balai bench import: one list of people through our import and through django-import-export."""

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from balai.config.bench.ground import Ground, ground
from balai.config.bench.report import PeerMissing, Report

ROWS, SAMPLE, ROUNDS = 100_000, 5_000, 3
VENDORS = ("postgresql", "sqlite")
PREPARED, RUN = "prepared", "run"
OURS_XLSX, OURS_CSV, PEER_XLSX, PEER_CSV = "balai xlsx", "balai csv", "peer bulk xlsx", "peer default csv"
COPY, COPY_BARE, SQLITE, EXECUTE_MANY = (
    "copy of the ready rows",
    "copy without indexes",
    "sqlite balai csv",
    "sqlite executemany",
)


def measure(quick: bool = False, vendors: Sequence[str] = VENDORS, migrated: Path | None = None) -> Report:
    """Raises PeerMissing."""
    if "postgresql" in vendors and find_spec("import_export") is None:
        raise PeerMissing(
            "balai bench import: django-import-export, the peer it compares with, is not installed. It comes with the tools of "
            "development: tools/env.sh dev"
        )
    rows, sample, rounds = (400, 100, 1) if quick else (ROWS, SAMPLE, ROUNDS)
    report = Report("import", quick, list(vendors))
    with ground(vendors, migrated) as place:
        place_files(place, vendors, rows, sample)
        for _round in range(rounds):
            for vendor in vendors:
                _ROUNDS[vendor](place, report, rows)
    if "postgresql" in vendors:
        report.compare(OURS_XLSX, PEER_XLSX, 15)
        report.compare(OURS_CSV, PEER_CSV, 80)
        report.compare(OURS_CSV, COPY)
    if "sqlite" in vendors:
        report.compare(SQLITE, EXECUTE_MANY)
    report.notes = [
        f"Ours: validation, duplicate check, encryption and audit on, into people_person with its indexes; {rows} rows.",
        f"Peer: django-import-export into a plain table with one unique index; default mode reads the first {sample} rows.",
        "Rates are wall clock; CPU counts our process and the server process of its connection.",
    ]
    return report


def place_files(place: Ground, vendors: Sequence[str], rows: int, sample: int) -> None:
    for vendor in vendors:
        place.create(PREPARED, vendor)
        place.work("prepare", PREPARED, vendor)
    place.work("people_files", PREPARED, vendors[0], folder=str(place.folder), rows=rows, sample=sample)


def _on_postgresql(place: Ground, report: Report, rows: int) -> None:
    ready = str(place.folder / "ready")
    ours = {"office": 1, "changed": rows}
    _once(place, report, OURS_XLSX, "import", file=str(place.folder / "list.xlsx"), **ours)
    _once(place, report, PEER_XLSX, "peer_bulk", file=str(place.folder / "list.xlsx"))
    _once(place, report, OURS_CSV, "import", file=str(place.folder / "list.csv"), **ours)
    place.work("ready_rows", RUN, "postgresql", file=ready)
    _once(place, report, PEER_CSV, "peer_default", file=str(place.folder / "sample.csv"))
    # The rows name their import run only in a text, so they fit into any copy of the prepared database.
    _once(place, report, COPY, "copy", file=ready, indexed=True)
    _once(place, report, COPY_BARE, "copy", file=ready, indexed=False)


def _on_sqlite(place: Ground, report: Report, rows: int) -> None:
    place.create("written", "sqlite", PREPARED)
    said = place.work("import", "written", "sqlite", file=str(place.folder / "list.csv"), office=1, changed=rows)
    report.figure(SQLITE).add(said)
    place.create(RUN, "sqlite", PREPARED)
    said = place.work("execute_many", RUN, "sqlite", source=str(place.folder / "written.sqlite3"))
    report.figure(EXECUTE_MANY).add(said)


def _once(place: Ground, report: Report, name: str, word: str, **said: object) -> None:
    place.create(RUN, "postgresql", PREPARED)
    report.figure(name).add(place.work(word, RUN, "postgresql", **said))


_ROUNDS = {"postgresql": _on_postgresql, "sqlite": _on_sqlite}
