"""Figures that are published, by name: each is a set of rows with the metadata without which they must not be read.

`add` is called once a set, at start-up (AppConfig.ready); pages and the interface at /api/v1/indicators/ read `find`.
"""

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Asked = Mapping[str, str]
"""What the address asks for besides the name, such as year or region; a set that knows no such narrowing ignores it."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """metadata: title, source, period, unit, how to read it. rows: flat, JSON-able, with the keys of columns."""

    metadata: dict[str, Any]
    columns: tuple[str, ...]
    rows: list[dict[str, Any]]


Read = Callable[[Asked], Dataset]
_known: dict[str, Read] = {}


def add(name: str, read: Read) -> None:
    _known[name] = read


def find(name: str) -> Read | None:
    return _known.get(name)


def names() -> list[str]:
    return sorted(_known)


def as_csv(found: Dataset) -> str:
    """The metadata stand above the header as lines that begin with #."""
    target = io.StringIO(newline="")
    for key, value in found.metadata.items():
        for line in value if isinstance(value, list) else [value]:
            target.write(f"# {key}: {' '.join(str(line).split())}\r\n")
    writer = csv.DictWriter(target, found.columns, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(found.rows)
    return target.getvalue()
