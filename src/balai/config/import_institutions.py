"""balai import institutions FILE: an office's list of bodies, from the command line."""

import argparse
import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from django.utils import timezone

from balai.access.actor import CLI
from balai.config.importing import owner_of, refused_as
from balai.imports.actions.run import begin_run
from balai.imports.enums import ImportKind, RowState
from balai.imports.models import ImportRun
from balai.institutions.actions.import_list import Answer, home_of, plan_list, read_list, save_list
from balai.institutions.rules.list_columns import LISTED_KINDS
from balai.kernel.refusal import Refused

TABLE = "institutions"


def main(argv: list[str]) -> int:
    chosen = _options(argv)
    try:
        run, answers = _import(chosen)
    except Refused as refused:
        return refused_as(chosen.format, refused)
    except OSError as problem:
        print(f"Berkas tidak bisa dibaca: {problem.strerror}", file=sys.stderr)
        return 2
    print(
        json.dumps(_as_json(run, answers), ensure_ascii=False, indent=1)
        if chosen.format == "json"
        else _told(run, answers)
    )
    return 0


def _options(argv: list[str]) -> argparse.Namespace:
    options = argparse.ArgumentParser(prog="balai import institutions")
    options.add_argument("file", type=Path)
    options.add_argument("--format", choices=("text", "json"), default="text")
    options.add_argument(
        "--kind", choices=[str(kind) for kind in LISTED_KINDS], default="", help="bila daftar tidak menyebut jenis"
    )
    options.add_argument("--institution", type=int, help="id instansi pemilik daftar")
    return options.parse_args(argv)


def _import(chosen: argparse.Namespace) -> tuple[ImportRun, list[Answer]]:
    now = timezone.now()
    content = chosen.file.read_bytes()
    found = read_list(content, chosen.file.name)
    print(f"{len(found.rows)} baris dibaca ...", file=sys.stderr)
    office = owner_of(chosen.institution)
    run = begin_run(
        by=CLI, kind=ImportKind.INSTITUTIONS, file_name=chosen.file.name,
        file_sha256=hashlib.sha256(content).hexdigest(), institution_id=office.pk if office else None, now=now,
    )  # fmt: skip
    run.mapping = {"titles": {m.field: m.title for m in found.matches if m.field}, "default_kind": chosen.kind}
    run.save(update_fields=["mapping"])
    answers = plan_list(
        found, found.columns, default_kind=chosen.kind, home=home_of(office), run=run, today=timezone.localdate(now)
    )
    return save_list(by=CLI, run_id=run.pk, answers=answers, now=now), answers


def _as_json(run: ImportRun, answers: list[Answer]) -> dict[str, Any]:
    def listed(state: RowState) -> dict[str, list[dict[str, object]]]:
        rows = [
            {"row": a.listed.n, "column": reason.column, "reason": str(reason.reason)}
            for a in answers
            if a.state == state
            for reason in a.reasons[:1]
        ]
        return {TABLE: rows} if rows else {}

    return {
        "accepted": {TABLE: run.accepted},
        "refused": listed(RowState.REFUSED),
        "asked": listed(RowState.ASKED),
        "changed": {TABLE: run.changed} if run.changed else {},
    }


def _told(run: ImportRun, answers: list[Answer]) -> str:
    lines = [
        f"{run.accepted} diterima, {run.refused} ditolak, {run.asked} menunggu keputusan; {run.changed} tercatat baru."
    ]
    lines += [
        f"  baris {a.listed.n}: {reason.reason}"
        for a in answers
        if a.state in (RowState.REFUSED, RowState.ASKED)
        for reason in a.reasons[:1]
    ]
    return "\n".join(lines)
