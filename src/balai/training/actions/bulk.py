"""One act over many classes: started once, done class by class, taken up again wherever it was cut off.

Each class is one transaction: the verb of the page, with its own checks and audit entries, one for each person where the verb
writes one for the class alone, and the tick on its item. What was
ticked is done; what was not is undone. So a run that is killed goes on where it was, and doing it again does nothing twice.
"""

import logging
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from time import monotonic
from typing import Final
from uuid import UUID, uuid5

from django.db import IntegrityError, OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.access.actor import Actor
from balai.accounts.models import User
from balai.admissions.actions.by_rank import decide_by_rank
from balai.admissions.actions.select import publish_result
from balai.audit.record import record, record_many
from balai.institutions.desks import actor_for
from balai.institutions.models import Institution
from balai.kernel.clock import today_in
from balai.kernel.refusal import Refused
from balai.parameters.queries import value_on
from balai.planning.models import Batch
from balai.training.actions.attendance import mark_attendance
from balai.training.actions.certify import issue_training_certificates
from balai.training.actions.complete import complete_batch
from balai.training.actions.enrol import enrol_batch
from balai.training.actions.results import Result, record_results
from balai.training.enums import (
    BulkItemState,
    BulkKind,
    BulkState,
    CertificateState,
    EnrolmentState,
    Mark,
    SessionState,
    UnitVerdict,
)
from balai.training.models import BulkItem, BulkRun, Enrolment, TrainingCertificate, TrainingSession
from balai.training.parameters import MINIMUM_ATTENDANCE
from balai.training.queries import Attended, attendance_of, competent_units, marks_of, results_of
from balai.training.rules.bulk import reaches, seats_for
from balai.training.rules.completion import check_attendance

log = logging.getLogger(__name__)
SLICE: Final = timedelta(seconds=2)  # of a page; the worker takes longer ones


@transaction.atomic
def start_bulk(
    *,
    by: Actor,
    institution: Institution,
    kind: str,
    batches: Iterable[Batch],
    options: Mapping[str, str],
    now: datetime,
) -> BulkRun:
    """institution: own desk; batches: of any centre that the actor's permission for this act reaches. options: day (ISO) for
    ATTEND, signatory for CERTIFY, unmarked_reason for COMPLETE. A second click gets the run that is going on; what it has not
    yet, is added to it."""
    if institution.pk not in seats_for(by, kind):
        raise Refused(
            "may_not_bulk", _("Langkah ini dimulai oleh balai penyelenggara atau lembaga penyeleksi kelasnya.")
        )
    chosen = [one.pk for one in batches if reaches(by, kind, one)]
    if not chosen:
        raise Refused("no_classes", _("Belum ada kelas yang dipilih. Pilih sedikitnya satu."), "batches")
    if kind == BulkKind.CERTIFY and not options.get("signatory", "").strip():
        raise Refused("no_signatory", _("Penanda tangan belum diisi. Tulis nama dan jabatannya."), "signatory")
    try:
        with transaction.atomic():
            run = BulkRun.objects.create(
                institution=institution, kind=BulkKind(kind), options=dict(options), user_id=by.user_id,
                acting_for=by.on_behalf_of, started_at=now,
            )  # fmt: skip
    except IntegrityError:
        return _join_running(by, institution, kind, chosen, dict(options))
    BulkItem.objects.bulk_create([BulkItem(run=run, batch_id=pk) for pk in chosen])
    record(by, "training.start_bulk", run, kind=kind, classes=len(chosen))
    return run


def _join_running(
    by: Actor, institution: Institution, kind: str, chosen: list[int], options: dict[str, str]
) -> BulkRun:
    running = BulkRun.objects.select_for_update().filter(institution=institution, kind=kind, state=BulkState.RUNNING)
    run = running.first()
    missing = set(chosen) if run is None else set(chosen) - set(run.items.values_list("batch_id", flat=True))
    if run is None or (missing and (run.user_id, run.options) != (by.user_id, options)):
        raise Refused(
            "bulk_going_on",
            _("Langkah yang sama sedang dikerjakan untuk kelas lain. Tunggu sampai selesai, lalu mulai lagi."),
            "batches",
        )
    if missing:
        BulkItem.objects.bulk_create([BulkItem(run=run, batch_id=pk) for pk in chosen if pk in missing])
        record(by, "training.start_bulk", run, kind=kind, classes=len(missing))
    return run


def go_on(*, run: BulkRun, now: datetime, for_at_most: timedelta = SLICE) -> bool:
    """Does what waits, as the one who started it, until nothing waits (True) or the time is over."""
    end = monotonic() + for_at_most.total_seconds()
    by = _starter(run)
    while _do_next(by, run, now):
        if monotonic() > end:
            return False
    return _finish(by, run, now)


def go_on_with_all(now: datetime) -> int:
    """Every run that is going on, by the worker; how many are over now."""
    running = list(BulkRun.objects.filter(state=BulkState.RUNNING).order_by("started_at")[:20])
    return sum(go_on(run=run, now=timezone.now(), for_at_most=timedelta(seconds=5)) for run in running)


def _starter(run: BulkRun) -> Actor:
    """As they may act today: a desk that was given back stops the run class by class."""
    user = User.objects.filter(pk=run.user_id or 0, is_active=True).first()
    return Actor("worker") if user is None else actor_for(user, timezone.localdate(), run.acting_for)


@transaction.atomic
def _do_next(by: Actor, run: BulkRun, now: datetime) -> bool:
    waiting = BulkItem.objects.select_for_update(of=("self",), skip_locked=True).filter(
        run=run, state=BulkItemState.WAITING
    )
    item = waiting.select_related("batch__centre__region", "batch__curriculum__programme").order_by("pk").first()
    if item is None:
        return False
    try:
        with transaction.atomic():
            item.people = _VERBS[BulkKind(run.kind)](by, run, item.batch, now)
        item.state = BulkItemState.DONE
    except Refused as no:
        item.state, item.problem = BulkItemState.REFUSED, str(no)[:400]
    except OperationalError:
        raise  # the database is away: the item waits for the next time
    except Exception:
        log.exception("class %s of run %s failed", item.batch_id, run.pk)
        item.state = BulkItemState.REFUSED
        item.problem = _("Balai tidak bisa menyelesaikan kelas ini. Coba lagi, atau hubungi operator.")
    item.done_at = now
    item.save(update_fields=["people", "state", "problem", "done_at"])
    return True


@transaction.atomic
def _finish(by: Actor, run: BulkRun, now: datetime) -> bool:
    run = BulkRun.objects.select_for_update().get(pk=run.pk)
    if run.state == BulkState.RUNNING and not run.items.filter(state=BulkItemState.WAITING).exists():
        run.state, run.ended_at = BulkState.DONE, now
        run.save(update_fields=["state", "ended_at"])
        record(by, "training.end_bulk", run, kind=run.kind)
    return run.state == BulkState.DONE


def _rank(by: Actor, _run: BulkRun, batch: Batch, now: datetime) -> int:
    return decide_by_rank(by=by, batch=batch, now=now)


def _decide(by: Actor, _run: BulkRun, batch: Batch, now: datetime) -> int:
    if publish_result(by=by, batch=batch, now=now).published_at != now:
        return 0  # the same hand told it meanwhile
    people = list(batch.applications.counted().values_list("pk", flat=True))
    return record_many(by, "training.bulk_decide", people, subject_type="admissions.application", batch=batch.pk)


def _enrol(by: Actor, _run: BulkRun, batch: Batch, now: datetime) -> int:
    return len(enrol_batch(by=by, batch=batch, today=today_in(batch.zone, now)))


def _attend(by: Actor, run: BulkRun, batch: Batch, now: datetime) -> int:
    """Present, who has no mark on that day; marks that stand are left alone."""
    day = date.fromisoformat(run.options.get("day") or today_in(batch.zone, now).isoformat())
    people = Enrolment.objects.filter(batch=batch, state=EnrolmentState.ENROLLED, started_on__lte=day)
    rows = TrainingSession.objects.select_for_update(of=("self",)).filter(batch=batch, held_on=day)
    meetings = list(rows.exclude(state=SessionState.CANCELLED).order_by("pk"))  # locked before their marks are read
    if not meetings:
        raise Refused("no_meeting", _("Kelas ini tidak punya pertemuan pada tanggal itu."))
    new = 0
    for meeting in meetings:
        marked = marks_of(meeting)
        marks = {one.pk: Mark.PRESENT.value for one in people if one.pk not in marked}
        if marks:
            sheet = uuid5(UUID(str(run.pk)), str(meeting.pk))
            new += mark_attendance(by=by, session=meeting, marks=marks, client_id=sheet, now=now).new
            record_many(by, "training.bulk_attend", marks, subject_type="training.enrolment", session=meeting.pk)
    return new


def _lock(batch: Batch) -> None:
    """As the verb does that comes after: what stands is read under the lock, so nobody writes between reading and writing."""
    Batch.objects.select_for_update().get(pk=batch.pk)


def _result(by: Actor, _run: BulkRun, batch: Batch, now: datetime) -> int:
    """Competent, where nobody wrote anything yet; what was written stays, and so does what a certificate says."""
    _lock(batch)
    printed = TrainingCertificate.objects.filter(enrolment__batch=batch, state=CertificateState.ISSUED)
    rows = Enrolment.objects.filter(batch=batch).exclude(state=EnrolmentState.LEFT)
    people = list(rows.exclude(pk__in=printed.values("enrolment_id")))
    found, units = results_of(people), list(batch.curriculum.units.values_list("pk", flat=True))
    empty = {
        (one.pk, unit): Result(UnitVerdict.COMPETENT) for one in people for unit in units if unit not in found[one.pk]
    }
    written = record_results(by=by, batch=batch, results=empty, now=now)
    told = sorted({enrolment for enrolment, _unit in empty})
    record_many(by, "training.bulk_result", told, subject_type="training.enrolment", batch=batch.pk)
    return written


def _complete(by: Actor, run: BulkRun, batch: Batch, now: datetime) -> int:
    """Who is competent in every part and was there often enough; the others wait for a human. Of a class without any
    attendance nobody, unless the one who started the run wrote why."""
    today = today_in(batch.zone, now)
    if today < batch.ends_on:
        raise Refused("class_not_over", _("Kelas ini belum berakhir. Putuskan satu per satu di halaman kelulusan."))
    _lock(batch)
    reason = check_attendance(batch, run.options.get("unmarked_reason", ""))
    least = int(value_on(MINIMUM_ATTENDANCE, today, batch.centre_id))
    people = list(Enrolment.objects.filter(batch=batch, state=EnrolmentState.ENROLLED))
    found, attended, units = results_of(people), attendance_of(people), batch.curriculum.units.count()
    passed = {
        one.pk: True
        for one in people
        if competent_units(found[one.pk]) == units and (bool(reason) or _was_there(attended[one.pk], least))
    }
    return len(complete_batch(by=by, batch=batch, completed=passed, today=today, unmarked_reason=reason))


def _was_there(attended: Attended, least: int) -> bool:
    """least: of a hundred. Who has no mark at all is unknown, not present."""
    return attended.percent is not None and attended.percent >= least


def _certify(by: Actor, run: BulkRun, batch: Batch, now: datetime) -> int:
    day = today_in(batch.zone, now)
    return len(
        issue_training_certificates(by=by, batch=batch, signatory=run.options.get("signatory", ""), issued_on=day)
    )


_VERBS: Final = {
    BulkKind.RANK: _rank, BulkKind.DECIDE: _decide, BulkKind.ENROL: _enrol, BulkKind.ATTEND: _attend, BulkKind.RESULT: _result,
    BulkKind.COMPLETE: _complete, BulkKind.CERTIFY: _certify,
}  # fmt: skip
