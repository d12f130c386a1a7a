"""Large files are read by the worker: queued once, taken by one worker at a time, taken up again when that one dies.

Exactly once is decided where it is saved: `finish_run` locks the run and only one may step to saved, in the transaction
that writes the rows. The claim below only keeps two workers from doing the same work.
"""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from balai.access.actor import WORKER, Actor
from balai.audit.record import record
from balai.imports.enums import RUN_STEPS, RunState
from balai.imports.models import ImportRun

LARGE: Final = 2_000  # rows; fewer are read while the page waits
LEASE: Final = timedelta(seconds=60)  # without a sign of life the worker is taken for dead
MOST_ATTEMPTS: Final = 3


@transaction.atomic
def queue_run(*, by: Actor, run_id: UUID, now: datetime) -> ImportRun:
    """Raises Refused("wrong_state") for the second of two clicks."""
    run = ImportRun.objects.select_for_update().get(pk=run_id)
    run.state = RUN_STEPS.next_state(run.state, "queue")
    run.user_id, run.acting_for = by.user_id, by.on_behalf_of
    run.queued_at, run.attempts, run.problem, run.claim = now, 0, "", None
    run.rows_read = run.rows_written = 0
    run.save()
    record(by, "imports.queue", run, kind=run.kind)
    return run


@transaction.atomic
def take_run(*, now: datetime) -> ImportRun | None:
    """The run that waits longest, or one whose worker died. After too many deaths it fails instead of a further try."""
    waiting = Q(state=RunState.WAITING) | Q(state=RunState.RUNNING, beat_at__lt=now - LEASE)
    runs = ImportRun.objects.select_for_update(skip_locked=True).filter(waiting).order_by("queued_at", "id")
    for run in runs[:MOST_ATTEMPTS]:
        run.state = RUN_STEPS.next_state(run.state, "take")
        if run.attempts < MOST_ATTEMPTS:
            run.claim, run.beat_at, run.attempts = uuid4(), now, run.attempts + 1
            run.rows_read = run.rows_written = 0
            run.save()
            return run
        _fail(WORKER, run, _("Impor ini terhenti beberapa kali di tengah jalan. Bagi berkasnya, lalu unggah lagi."))
    return None


def show_life(run: ImportRun, *, read: int, written: int, now: datetime) -> bool:
    """How far it is. False when another worker has it by now."""
    mine = ImportRun.objects.filter(pk=run.pk, claim=run.claim, state=RunState.RUNNING)
    return bool(mine.update(beat_at=now, rows_read=read, rows_written=written))


@transaction.atomic
def fail_run(*, by: Actor, run: ImportRun, sentence: str) -> None:
    """Nothing when the run is no longer this worker's, for example because another one has saved it."""
    mine = ImportRun.objects.select_for_update().filter(pk=run.pk, claim=run.claim, state=RunState.RUNNING).first()
    if mine is not None:
        _fail(by, mine, sentence)


def _fail(by: Actor, run: ImportRun, sentence: str) -> None:
    run.state, run.problem, run.claim = RUN_STEPS.next_state(run.state, "fail"), sentence[:400], None
    run.save()
    record(by, "imports.fail", run, kind=run.kind)


def is_queued(run: ImportRun) -> bool:
    return run.state in (RunState.WAITING, RunState.RUNNING)
