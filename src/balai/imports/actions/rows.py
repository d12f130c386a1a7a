"""The rows of a run that were not simply accepted: kept in bulk, decided one by one, forgotten after their term."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from balai.access.actor import Actor
from balai.imports.enums import RowState
from balai.imports.models import ImportRow, ImportRun
from balai.imports.models.row import row_seal_name
from balai.kernel.clock import add_months
from balai.kernel.crypto import blind_index_many, seal_many
from balai.kernel.identifiers import uuid7
from balai.kernel.refusal import Refused

BATCH = 500


@dataclass(frozen=True, slots=True)
class Reason:
    """column: heading it is about, empty when it is about the row. reason: one Indonesian sentence."""

    code: str
    reason: str
    column: str = ""

    def as_json(self) -> dict[str, str]:
        return {"column": self.column, "code": self.code, "reason": str(self.reason)}


@dataclass(frozen=True, slots=True)
class NewRow:
    n: int
    state: RowState
    content: Mapping[str, Any]
    reasons: tuple[Reason, ...] = ()
    proposal: Mapping[str, Any] = field(default_factory=dict)


def fingerprints(run: ImportRun, contents: Iterable[Mapping[str, Any]]) -> list[bytes]:
    """Keyed hashes of whole rows, per kind and institution."""
    place = f"{run.kind}:{run.institution_id}:"
    return blind_index_many(
        "imports.row", (place + json.dumps(c, sort_keys=True, ensure_ascii=False, default=str) for c in contents)
    )


def save_rows(run: ImportRun, rows: Iterable[NewRow]) -> int:
    """Writes the rows in bulk inside the caller's transaction; returns how many questions are new.

    A question that an earlier run of the same institution has asked already is not asked again, decided or not:
    the second import of a file changes nothing.
    """
    kept = list(rows)
    ids = [uuid7() for _row in kept]
    raws = [json.dumps(dict(r.content), ensure_ascii=False, default=str) for r in kept]
    sealed = seal_many((raw, row_seal_name(pk)) for raw, pk in zip(raws, ids, strict=True))
    prints = fingerprints(run, (r.content for r in kept))
    known = _asked_before(prints)
    new = [
        ImportRow(
            pk=pk, run=run, n=row.n, state=row.state, raw=raw, fingerprint=mark, proposal=dict(row.proposal),
            reasons=[r.as_json() for r in row.reasons],
        )
        for pk, row, raw, mark in zip(ids, kept, sealed, prints, strict=True)
        if not (row.state == RowState.ASKED and mark in known)
    ]  # fmt: skip
    ImportRow.objects.bulk_create(new, batch_size=BATCH)
    return sum(row.state == RowState.ASKED for row in new)


def _asked_before(prints: list[bytes]) -> set[bytes]:
    found: set[bytes] = set()
    for start in range(0, len(prints), BATCH):
        part = prints[start : start + BATCH]
        rows = ImportRow.objects.filter(fingerprint__in=part, state__in=[RowState.ASKED, RowState.DECIDED])
        found.update(bytes(mark) for mark in rows.values_list("fingerprint", flat=True))
    return found


def decide_row(*, by: Actor, row_id: UUID, decision: Mapping[str, Any], now: datetime) -> ImportRow:
    """Locks the row and marks it decided inside the caller's transaction, which does what was decided.
    decision: codes and ids, no personal data. Refused("already_decided") for the second of two deciders."""
    with transaction.atomic():
        row = ImportRow.objects.select_for_update().select_related("run").get(pk=row_id)
        if row.state != RowState.ASKED:
            raise Refused(
                "already_decided", _("Baris ini sudah diputuskan. Muat ulang halaman untuk melihat hasilnya.")
            )
        row.state, row.decision, row.decided_by, row.decided_at = RowState.DECIDED, dict(decision), by.name, now
        row.save(update_fields=["state", "decision", "decided_by", "decided_at"])
        return row


def reopen_row(*, by: Actor, row_id: UUID) -> ImportRow:
    """Takes a mistaken decision back; the caller undoes what it did."""
    with transaction.atomic():
        row = ImportRow.objects.select_for_update().get(pk=row_id)
        if row.state != RowState.DECIDED:
            raise Refused("not_decided", _("Baris ini belum diputuskan, jadi tidak ada yang perlu dibatalkan."))
        row.state, row.decision, row.decided_by, row.decided_at = RowState.ASKED, {}, "", None
        row.save(update_fields=["state", "decision", "decided_by", "decided_at"])
        return row


def forget_rows(now: datetime) -> int:
    """Empties what rows said once the term is over; waiting questions stay until decided. Returns how many."""
    term = ImportRow.PRIVACY.personal["raw"].months
    before = add_months(now.date(), -term)
    old = ImportRow.objects.filter(run__started_at__date__lt=before).exclude(state=RowState.ASKED).exclude(raw=b"")
    return old.update(raw=b"")


def is_waiting(row: ImportRow) -> bool:
    return row.state == RowState.ASKED
