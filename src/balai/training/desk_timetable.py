"""What waits about timetables: a licence that ends in the middle of a class, a proposal to look at, money that was asked."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Min, Q
from django.utils.translation import gettext as _

from balai.access.actor import Actor
from balai.access.permissions import Permission as P
from balai.institutions.enums import CertificateKind
from balai.institutions.models import InstructorCertificate
from balai.kernel.formats import tanggal
from balai.kernel.registry import WorkItem
from balai.training.enums import ProposalState, SessionState
from balai.training.models import LevyReport, TimetableProposal, TrainingSession

MOST = 20


def licences_ending(actor: Actor, today: date) -> Iterator[WorkItem]:
    """An instructor has meetings after their last technical certificate ends; one item a class. Two queries."""
    last = _last_papers(actor.institutions_with(P.BATCH_EDIT))
    if not last:
        return
    after = Q(pk__in=[])
    for paper in last.values():
        who, until = paper.instructor, max(paper.valid_until or today, today - timedelta(days=1))
        after |= Q(instructor_id=who.user_id, batch__centre_id=who.institution_id, held_on__gt=until)
    rows = (
        TrainingSession.objects.standing()
        .filter(after, state=SessionState.PLANNED)
        .values("instructor_id", "batch__centre_id", "batch_id", "batch__title", "batch__starts_on")
        .annotate(n=Count("pk"), first=Min("held_on"))
        .order_by("first", "batch_id")
    )
    for row in rows[:MOST]:
        yield _ending(last[row["instructor_id"], row["batch__centre_id"]], row, today)


def _last_papers(centres: Iterable[int]) -> dict[tuple[int, int], InstructorCertificate]:
    """(account, centre) -> the technical certificate that lasts longest, where it ends at all; the earliest endings."""
    rows = InstructorCertificate.objects.filter(
        kind=CertificateKind.TECHNICAL, replaced_by__isnull=True, instructor__institution_id__in=centres,
        instructor__user__isnull=False, instructor__left_on__isnull=True,
    ).select_related("instructor")  # fmt: skip
    found: dict[tuple[int, int], InstructorCertificate] = {}
    for row in rows.order_by(F("valid_until").asc(nulls_last=True), "pk"):
        found[row.instructor.user_id or 0, row.instructor.institution_id] = row
    ending = [(key, row) for key, row in found.items() if row.valid_until]
    return dict(sorted(ending, key=lambda one: (one[1].valid_until or date.max, one[1].pk))[:MOST])


def _ending(paper: InstructorCertificate, row: Mapping[str, Any], today: date) -> WorkItem:
    assert paper.valid_until is not None  # chosen so
    nth = (paper.valid_until - row["batch__starts_on"]).days + 1
    words = {"name": paper.instructor.full_name, "title": row["batch__title"]}
    facts = {"day": tanggal(paper.valid_until), "nth": nth, "n": row["n"]}
    within = _("Habis %(day)s, hari ke-%(nth)s kelas; %(n)s pertemuan sesudahnya. Perbarui atau ganti instruktur.")
    before = _("Habis %(day)s, sebelum kelas mulai; %(n)s pertemuan. Perbarui atau ganti instruktur.")
    return WorkItem(
        key=f"training.licence:{paper.pk}:{row['batch_id']}",
        title=_("Sertifikat %(name)s habis di tengah kelas %(title)s") % words,
        reason=(within if nth > 0 else before) % facts,
        url="training:week", args=(row["batch_id"],), button=_("Lihat jadwal"), due=paper.valid_until,
        urgency=0 if paper.valid_until < today else 1,
    )  # fmt: skip


def timetables(actor: Actor) -> Iterator[WorkItem]:
    own = actor.institutions_with(P.BATCH_EDIT)
    rows = TimetableProposal.objects.filter(centre_id__in=own, state=ProposalState.PROPOSED).defer("plan", "replaced")
    for row in rows.order_by("asked_at")[:5]:
        yield WorkItem(
            key=f"training.timetable:{row.pk}",
            title=_("Periksa usulan jadwal balai"),
            reason=_("%(n)s hal tidak bisa dipenuhi") % {"n": len(row.problems)} if row.problems else _("semua syarat terpenuhi"),
            url="training:proposal", args=(row.pk,), button=_("Lihat usulan"), since=row.solved_at, urgency=1,
        )  # fmt: skip


def levies(actor: Actor) -> Iterator[WorkItem]:
    rows = LevyReport.objects.heard_by(actor).filter(answered_at__isnull=True).select_related("batch__centre")
    for row in rows.order_by("reported_at", "pk")[:MOST]:
        yield WorkItem(
            key=f"training.levy:{row.pk}",
            title=_("Jawab laporan pungutan: %(title)s") % {"title": row.batch.title},
            reason=_("Peserta atau pendaftar melaporkan permintaan uang di %(centre)s.") % {"centre": row.batch.centre.name},
            url="training:levy_answer", args=(row.pk,), button=_("Baca dan jawab"), since=row.reported_at, urgency=0,
        )  # fmt: skip
