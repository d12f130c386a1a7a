"""balai import people FILE: shows how the columns are understood, asks, imports, answers row by row."""

import argparse
import json
from pathlib import Path

from django.utils import timezone

from balai.access.actor import CLI
from balai.config.importing import owner_of, refused_as
from balai.kernel.refusal import Refused
from balai.kernel.tables import text_of
from balai.people.actions.import_people import Imported, import_people
from balai.people.actions.list_reading import open_list
from balai.people.rules.list_columns import LABELS

SHOWN = 20


def main(argv: list[str]) -> int:
    words = argparse.ArgumentParser(prog="balai import people")
    words.add_argument("file", help="XLSX, XLS, ODS atau CSV")
    words.add_argument("--format", choices=["text", "json"], default="text")
    words.add_argument("--institution", type=int, help="nomor lembaga yang punya daftar ini")
    words.add_argument("--yes", action="store_true", help="simpan tanpa bertanya")
    asked = words.parse_args(argv)
    path = Path(asked.file)
    try:
        if not path.is_file():
            raise Refused("no_file", f"Berkas {path.name} tidak ditemukan. Periksa nama dan foldernya.")
        return _run(asked, path)
    except Refused as refused:
        return refused_as(asked.format, refused)


def _run(asked: argparse.Namespace, path: Path) -> int:
    content = path.read_bytes()
    institution = owner_of(asked.institution)
    is_json = asked.format == "json"
    if not is_json:
        _show_columns(content, path.name)
    if not (asked.yes or is_json) and input("Simpan? (ya/tidak) ").strip().lower() not in ("y", "ya"):
        print("Tidak ada yang disimpan.")
        return 1
    done = import_people(by=CLI, content=content, file_name=path.name, institution=institution, now=timezone.now())
    print(json.dumps(as_json(done), ensure_ascii=False) if is_json else as_text(done))
    return 0


def _show_columns(content: bytes, name: str) -> None:
    opened = open_list(content, name)
    first = next(iter(opened.sheet.rows()), None)
    print(f"Tabel mulai di baris {opened.header.start_row}." if first else "")
    for match in opened.matches:
        meaning = LABELS[match.field] if match.field else "tidak dibaca"
        print(f"  {text_of(opened.titles[match.column]):<34} -> {meaning}")


def as_json(done: Imported) -> dict[str, object]:
    refused = [
        {"row": row.n, "column": p.column, "reason": str(p.reason)} for row in done.refused for p in row.problems[:1]
    ]
    asked = [{"row": a.row.n, "column": a.reason.column, "reason": str(a.reason.reason)} for a in done.asked]
    return {
        "accepted": {"people": done.accepted},
        "refused": {"people": refused} if refused else {},
        "asked": {"people": asked} if asked else {},
        "changed": {"people": done.changed} if done.changed else {},
    }


def as_text(done: Imported) -> str:
    lines = [
        f"{done.rows} baris: {done.accepted} diterima, {len(done.refused)} ditolak, {len(done.asked)} menunggu keputusan.",
        f"{done.changed} orang baru dicatat.",
    ]
    for row in done.refused[:SHOWN]:
        reasons = "; ".join(f"{p.column}: {p.reason}" if p.column else str(p.reason) for p in row.problems)
        lines.append(f"  Baris {row.n} ditolak. {reasons}")
    if len(done.refused) > SHOWN:
        lines.append(f"  ... dan {len(done.refused) - SHOWN} baris lain; unduh daftarnya di halaman Impor orang.")
    return "\n".join(lines)
