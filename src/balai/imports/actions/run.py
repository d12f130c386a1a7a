"""A run's life: begun, columns matched, saved in one transaction or abandoned."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from balai.access.actor import Actor
from balai.audit.record import record
from balai.imports.enums import RUN_STEPS, ImportKind
from balai.imports.models import ImportRun
from balai.imports.models.run import OPEN


@dataclass(frozen=True, slots=True)
class Counts:
    """accepted + refused + asked = rows of the file. changed: rows written."""

    accepted: int = 0
    refused: int = 0
    asked: int = 0
    changed: int = 0


def begin_run(
    *,
    by: Actor,
    kind: ImportKind,
    file_name: str,
    file_sha256: str,
    institution_id: int | None,
    now: datetime,
    rows_total: int = 0,
) -> ImportRun:
    return ImportRun.objects.create(
        kind=kind,
        file_name=file_name[:200],
        file_sha256=file_sha256,
        institution_id=institution_id,
        by=by.name,
        started_at=now,
        rows_total=rows_total,
    )


@transaction.atomic
def match_columns_of(*, by: Actor, run_id: UUID, mapping: dict[str, Any]) -> ImportRun:
    """mapping: field -> heading or column, as the person who imports has confirmed it."""
    run = ImportRun.objects.select_for_update().get(pk=run_id)
    run.state = RUN_STEPS.next_state(run.state, "match")
    run.mapping = mapping
    run.save(update_fields=["state", "mapping"])
    return run


@transaction.atomic
def finish_run(*, by: Actor, run_id: UUID, counts: Counts, now: datetime, notes: list[str] | None = None) -> ImportRun:
    """Called at the end of the transaction that wrote the rows: a kill before leaves nothing, after it everything.
    Refused("wrong_state") when somebody else has saved or abandoned the run."""
    run = ImportRun.objects.select_for_update().get(pk=run_id)
    run.state = RUN_STEPS.next_state(run.state, "save")
    run.accepted, run.refused, run.asked, run.changed = counts.accepted, counts.refused, counts.asked, counts.changed
    run.notes, run.saved_at = notes or run.notes, now
    run.save()
    record(
        by, "imports.save", run, kind=run.kind, accepted=run.accepted, refused=run.refused, asked=run.asked,
        changed=run.changed,
    )  # fmt: skip
    return run


@transaction.atomic
def abandon_run(*, by: Actor, run_id: UUID) -> ImportRun:
    run = ImportRun.objects.select_for_update().get(pk=run_id)
    run.state = RUN_STEPS.next_state(run.state, "abandon")
    run.save(update_fields=["state"])
    record(by, "imports.abandon", run, kind=run.kind)
    return run


def is_open(run: ImportRun) -> bool:
    return run.state in OPEN
