"""balai import case DIR_OR_XLSX: the history of one collaboration, from the command line."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from django.utils import timezone

from balai.access.actor import CLI
from balai.collaboration.actions.import_case import CaseAnswer, import_case
from balai.collaboration.reading import CaseFiles, open_file, open_folder
from balai.config.importing import owner_of, refused_as
from balai.kernel.refusal import Refused


def main(argv: list[str]) -> int:
    chosen = _options(argv)
    try:
        owner = owner_of(chosen.institution)
        answer = import_case(
            by=CLI, files=_opened(chosen.place), owner=owner, now=timezone.now(), is_public=chosen.public,
            progress=_show,
        )  # fmt: skip
    except Refused as refused:
        return refused_as(chosen.format, refused)
    except OSError as problem:
        print(f"Berkas tidak bisa dibaca: {problem.strerror}", file=sys.stderr)
        return 2
    print(json.dumps(as_json(answer), ensure_ascii=False, indent=1) if chosen.format == "json" else _told(answer))
    return 1 if answer.refused else 0


def _show(table: str, rows: int) -> None:
    if rows:
        print(f"{table}: {rows} baris dibaca", file=sys.stderr, flush=True)


def _options(argv: list[str]) -> argparse.Namespace:
    options = argparse.ArgumentParser(prog="balai import case")
    options.add_argument("place", type=Path, help="map berisi CSV, ZIP dari map itu, atau satu XLSX")
    options.add_argument("--format", choices=("text", "json"), default="text")
    options.add_argument("--institution", type=int, help="id lembaga yang memelihara kerja sama ini")
    options.add_argument("--public", action="store_true", help="tampilkan kepada umum (studi yang sudah terbit)")
    return options.parse_args(argv)


def _opened(place: Path) -> CaseFiles:
    return open_folder(place) if place.is_dir() else open_file(place.read_bytes(), place.name)


def as_json(answer: CaseAnswer) -> dict[str, Any]:
    return {
        "accepted": answer.accepted,
        "refused": {
            table: [{"row": f.n, "column": f.column, "reason": f.reason} for f in faults]
            for table, faults in answer.refused.items()
        },
        "asked": {},
        "changed": answer.changed,
    }


def _told(answer: CaseAnswer) -> str:
    if answer.refused:
        lines = ["Tidak ada yang disimpan. Perbaiki hal-hal ini, lalu impor lagi:"]
        lines += [
            f"  {table}, baris {f.n}, {f.column or '-'}: {f.reason}" for table, fs in answer.refused.items() for f in fs
        ]
        return "\n".join(lines)
    lines = [f"Kasus {answer.period} tersimpan."]
    lines += [
        f"  {table}: {rows} baris, {answer.changed.get(table, 0)} berubah" for table, rows in answer.accepted.items()
    ]
    return "\n".join(lines)
