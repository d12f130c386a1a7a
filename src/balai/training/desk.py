"""What waits: seats to give, meetings of today, meetings without marks, results, decisions, certificates."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case, Count, Exists, Min, OuterRef, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balai.access.actor import Actor
from balai.access.permissions import Permission as P
from balai.admissions.enums import ApplicationState
from balai.admissions.models import Application
from balai.kernel.registry import DeskHooks, WorkItem
from balai.parameters.queries import value_on
from balai.planning.enums import BatchState
from balai.planning.models import Batch
from balai.training.desk_timetable import levies, licences_ending, timetables
from balai.training.enums import OPEN_FOR_SEATS, CertificateState, EnrolmentState, SessionState
from balai.training.models import Booking, Enrolment, MarkStatement, TrainingCertificate, TrainingSession, UnitResult
from balai.training.parameters import CERTIFICATE_DAYS
from balai.training.queries.absent import absent_in_a_row

MOST = 20


def waiting(actor: Actor, now: datetime) -> Iterator[WorkItem]:
    today = timezone.localdate(now)
    if actor.institutions_with(P.BATCH_EDIT):
        yield from _seats(actor)
    if actor.institutions_with(P.ATTENDANCE_MARK):
        yield from _meetings(actor, today)
        yield from _differing(actor)
        yield from _absent(actor, today)
    if actor.institutions_with(P.RESULT_RECORD) or actor.institutions_with(P.TRAINING_CERTIFY):
        yield from _over(actor, today)
    if actor.institutions_with(P.BATCH_EDIT):
        yield from licences_ending(actor, today)
        yield from timetables(actor)
    if actor.areas_with(P.INSTITUTION_VERIFY):
        yield from levies(actor)


def hand_over(from_user: int, to_user: int, institution: int) -> dict[str, int]:
    """Meetings still to come that the leaving instructor would have taught."""
    ahead = TrainingSession.objects.filter(
        instructor_id=from_user, batch__centre_id=institution, state=SessionState.PLANNED
    )
    Booking.objects.filter(session__in=ahead).update(instructor=None)  # the receiver may teach elsewhere at that time
    return {"training_sessions": ahead.update(instructor_id=to_user)}


def _seats(actor: Actor) -> Iterator[WorkItem]:
    own = actor.institutions_with(P.BATCH_EDIT)
    rows = (
        Application.objects.filter(
            Q(batch__centre_id__in=own) | Q(batch__deliverer_id__in=own) | Q(batch__selector_id__in=own),
            state=ApplicationState.CONFIRMED,
            batch__state__in=OPEN_FOR_SEATS,
        )
        .exclude(Exists(Enrolment.objects.filter(batch=OuterRef("batch"), person=OuterRef("person"))))
        .values("batch_id", "batch__title")
        .annotate(n=Count("pk"), since=Min("decided_at"))
        .order_by("batch_id")
    )
    for row in rows[:MOST]:
        yield WorkItem(
            key=f"training.seats:{row['batch_id']}",
            title=_("Beri kursi %(number)d orang di kelas %(title)s")
            % {"number": row["n"], "title": row["batch__title"]},
            reason=_("Mereka sudah daftar ulang dan menunggu kepastian."),
            url="training:roster", args=(row["batch_id"],), button=_("Beri kursi"), since=row["since"], urgency=1,
        )  # fmt: skip


def _own_meetings(actor: Actor) -> QuerySet[TrainingSession]:
    """Of an instructor: those they teach and those nobody is named for; whoever runs the class sees all of it."""
    all_of = actor.institutions_with(P.BATCH_EDIT)
    mine = Q(instructor_id=actor.user_id) | Q(instructor__isnull=True)
    return TrainingSession.objects.filter(
        Q(batch__deliverer_id__in=all_of) | mine,
        batch__deliverer_id__in=actor.institutions_with(P.ATTENDANCE_MARK),
        batch__state__in=[BatchState.SELECTING, BatchState.RUNNING, BatchState.FINISHED],
        state=SessionState.PLANNED,
    )


def _meetings(actor: Actor, today: date) -> Iterator[WorkItem]:
    """Each meeting of today, and one row a class with earlier ones that have no marks, which opens the oldest of them."""
    place = Window(RowNumber(), partition_by=["batch_id", "past"], order_by=["held_on", "number"])
    past = Case(When(held_on__lt=today, then=Value(1)), default=Value(0))
    how_many = Window(Count("pk"), partition_by=["batch_id", "past"])
    rows: Any = _own_meetings(actor).filter(held_on__lte=today).annotate(past=past)
    rows = rows.annotate(place=place, n=how_many).filter(Q(past=0) | Q(place=1)).select_related("batch")
    told = [0, 0]
    for session in rows.order_by("past", "held_on", "starts_at", "pk")[: 10 * MOST]:
        told[session.past] += 1
        if told[session.past] <= MOST:
            yield _unmarked(session) if session.past else _meeting_today(session, today)


def _meeting_today(session: TrainingSession, today: date) -> WorkItem:
    return WorkItem(
        key=f"training.today:{session.pk}",
        title=_("Catat hadir hari ini: %(title)s, pertemuan %(number)d")
        % {"title": session.batch.title, "number": session.number},
        reason=session.topic or _("Pertemuan hari ini."),
        url="training:attendance", args=(session.batch_id, session.number), button=_("Catat hadir"),
        since=today, due=today, urgency=1,
    )  # fmt: skip


def _unmarked(oldest: Any) -> WorkItem:
    return WorkItem(
        key=f"training.unmarked:{oldest.batch_id}",
        title=ngettext(
            "%(number)d pertemuan %(title)s belum punya daftar hadir",
            "%(number)d pertemuan %(title)s belum punya daftar hadir",
            oldest.n,
        )
        % {"number": oldest.n, "title": oldest.batch.title},
        reason=_("Catat selagi masih diingat, atau batalkan bila tidak terlaksana."),
        url="training:attendance", args=(oldest.batch_id, oldest.number), button=_("Catat hadir"),
        since=oldest.held_on, due=oldest.held_on, urgency=0,
    )  # fmt: skip


def _differing(actor: Actor) -> Iterator[WorkItem]:
    """One row a class with marks that two tellers do not agree about."""
    rows = (
        MarkStatement.objects.differing()
        .filter(session__batch__deliverer_id__in=actor.institutions_with(P.ATTENDANCE_MARK))
        .values("session__batch_id", "session__batch__title")
        .annotate(n=Count("pk"), since=Min("received_at"))
        .order_by("since")
    )
    for row in rows[:MOST]:
        yield WorkItem(
            key=f"training.differing:{row['session__batch_id']}",
            title=_("Putuskan %(number)d tanda hadir yang berbeda di %(title)s")
            % {"number": row["n"], "title": row["session__batch__title"]},
            reason=_("Dua catatan menyebut tanda yang tidak sama; uang saku dan kelulusan bergantung padanya."),
            url="training:differing", args=(row["session__batch_id"],), button=_("Putuskan"), since=row["since"], urgency=1,
        )  # fmt: skip


def _absent(actor: Actor, today: date) -> Iterator[WorkItem]:
    for row in absent_in_a_row(actor.institutions_with(P.ATTENDANCE_MARK), today)[:MOST]:
        yield WorkItem(
            key=f"training.absent:{row.pk}",
            title=_("Hubungi %(name)s, berturut-turut tidak hadir") % {"name": row.person.full_name},
            reason=_("Kelas %(title)s. Tanyakan sebabnya, lalu catat izin, sakit, atau berhenti.")
            % {"title": row.batch.title},
            url="training:roster", args=(row.batch_id,), button=_("Lihat peserta"), urgency=1,
        )  # fmt: skip


_STAYED = ~Q(state=EnrolmentState.LEFT)


def _over(actor: Actor, today: date) -> Iterator[WorkItem]:
    """Classes past their last day, in one question: what lacks a result, a decision, a certificate."""
    results, certifies = actor.institutions_with(P.RESULT_RECORD), actor.institutions_with(P.TRAINING_CERTIFY)
    seats = Enrolment.objects.filter(batch=OuterRef("pk"))
    issued = TrainingCertificate.objects.filter(enrolment=OuterRef("pk"), state=CertificateState.ISSUED)
    rows: Any = Batch.objects.filter(
        Q(deliverer_id__in=results) | Q(centre_id__in=certifies),
        state__in=[BatchState.RUNNING, BatchState.FINISHED],
        ends_on__lt=today,
    ).annotate(
        lacks_result=Exists(seats.filter(_STAYED).exclude(Exists(UnitResult.objects.filter(enrolment=OuterRef("pk"))))),
        lacks_decision=Exists(seats.filter(state=EnrolmentState.ENROLLED)),
        lacks_paper=Exists(seats.filter(state=EnrolmentState.COMPLETED).exclude(Exists(issued))),
    )
    lacking = rows.filter(Q(lacks_result=True) | Q(lacks_decision=True) | Q(lacks_paper=True)).order_by("ends_on", "pk")
    term = timedelta(days=int(value_on(CERTIFICATE_DAYS, today)))
    for batch in lacking[: 3 * MOST]:
        if batch.lacks_result and batch.deliverer_id in results:
            yield _result(batch, today)
        if batch.lacks_decision and batch.centre_id in certifies:
            yield _decision(batch)
        if batch.lacks_paper and batch.centre_id in certifies:
            yield _certificate(batch, today, term)


def _result(batch: Batch, today: date) -> WorkItem:
    due = batch.ends_on + timedelta(days=7)
    return WorkItem(
        key=f"training.results:{batch.pk}",
        title=_("Isi hasil kelas %(title)s") % {"title": batch.title},
        reason=_("Kelas sudah berakhir, sebagian peserta belum punya hasil."),
        url="training:results", args=(batch.pk,), button=_("Isi hasil"), since=batch.ends_on, due=due,
        urgency=0 if due < today else 1,
    )  # fmt: skip


def _decision(batch: Batch) -> WorkItem:
    return WorkItem(
        key=f"training.decide:{batch.pk}",
        title=_("Putuskan kelulusan kelas %(title)s") % {"title": batch.title},
        reason=_("Peserta menunggu kepastian menyelesaikan pelatihan."),
        url="training:completion", args=(batch.pk,), button=_("Putuskan"), since=batch.ends_on, urgency=1,
    )  # fmt: skip


def _certificate(batch: Batch, today: date, term: timedelta) -> WorkItem:
    return WorkItem(
        key=f"training.certificates:{batch.pk}",
        title=_("Terbitkan sertifikat pelatihan kelas %(title)s") % {"title": batch.title},
        reason=_("Ada peserta lulus yang belum menerima sertifikat pelatihan."),
        url="training:certificates", args=(batch.pk,), button=_("Terbitkan"), since=batch.ends_on,
        due=batch.ends_on + term, urgency=0 if batch.ends_on + term < today else 1,
    )  # fmt: skip


HOOKS = DeskHooks(room="training", waiting=waiting, hand_over=hand_over)
