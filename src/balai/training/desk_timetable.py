"""What waits about timetables: a class taught without a licence, a proposal to look at, money that was asked."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from balai.access.actor import Actor
from balai.access.permissions import Permission as P
from balai.institutions.enums import CertificateKind
from balai.institutions.models import Instructor, InstructorCertificate
from balai.kernel.formats import tanggal
from balai.kernel.registry import WorkItem
from balai.planning.licences import Licence, licence_of, taught_in_each, why_not
from balai.planning.models import Batch
from balai.training.enums import ProposalState, SessionState
from balai.training.models import LevyReport, TimetableProposal, TrainingSession

MOST = 20


def licences_ending(actor: Actor, today: date) -> Iterator[WorkItem]:
    """An instructor will meet a class on days that no certificate covers: after its end, in a gap, before its first day. One item
    each, by the first such day. One query where no certificate ends or begins, five otherwise."""
    teachers = _with_ends(actor.institutions_with(P.BATCH_EDIT), today)
    ahead = _days_ahead(teachers, today)
    rows = Batch.objects.filter(pk__in={batch for _who, batch in ahead}).select_related(
        "curriculum__programme__field__parent"
    )
    batches = {row.pk: row for row in rows} if ahead else {}
    taught = taught_in_each(list(batches.values())) if batches else {}
    found: list[tuple[date, WorkItem]] = []
    for (who, pk), days in ahead.items():
        licence = licence_of(teachers[who, batches[pk].centre_id], taught[pk])
        bare = [day for day in days if not licence.covers(day)]
        if bare and licence.spans:  # without any the timetable itself says that a certificate is missing
            found.append((bare[0], _bare(licence, batches[pk], bare, today)))
    yield from [item for _day, item in sorted(found, key=lambda one: (one[0], one[1].key))[:MOST]]


def _with_ends(centres: Iterable[int], today: date) -> dict[tuple[int, int], Instructor]:
    """(account, centre) -> who has a technical certificate that ends or has not begun, with all certificates."""
    papers = InstructorCertificate.objects.filter(instructor=OuterRef("pk"), kind=CertificateKind.TECHNICAL)
    bounded = papers.filter(Q(valid_until__isnull=False) | Q(issued_on__gt=today))
    rows = Instructor.objects.filter(institution_id__in=centres, user__isnull=False, left_on__isnull=True)
    rows = rows.filter(Exists(bounded)).prefetch_related("certificates").order_by("pk")
    return {(row.user_id or 0, row.institution_id): row for row in rows}


def _days_ahead(teachers: Mapping[tuple[int, int], Instructor], today: date) -> dict[tuple[int, int], list[date]]:
    """(account, class) -> the day of each meeting from today on, in order."""
    if not teachers:
        return {}
    rows = TrainingSession.objects.standing().filter(
        instructor_id__in={who for who, _centre in teachers}, state=SessionState.PLANNED, held_on__gte=today
    )
    said = rows.order_by("held_on", "pk").values_list("instructor_id", "batch__centre_id", "batch_id", "held_on")
    found: dict[tuple[int, int], list[date]] = defaultdict(list)
    for who, centre, batch, day in said:
        if who is not None and (who, centre) in teachers:
            found[who, batch].append(day)
    return dict(found)


def _bare(licence: Licence, batch: Batch, days: list[date], today: date) -> WorkItem:
    """days: of meetings without a certificate in force."""
    ended, again = licence.ended(days[0]), licence.begins(days[0])
    facts: dict[str, Any] = {"first": tanggal(days[0]), "n": len(days)}
    said = _("%(why)s. %(n)s pertemuan tanpa sertifikat yang berlaku, mulai %(first)s. Perbarui atau ganti instruktur.")
    if ended is None or again is not None:
        facts["why"] = why_not(licence, days[0])
    else:
        facts |= {"day": tanggal(ended), "nth": (ended - batch.starts_on).days + 1}
        said = _(
            "Habis %(day)s, sebelum kelas mulai; %(n)s pertemuan, mulai %(first)s. Perbarui atau ganti instruktur."
        )
        if ended >= batch.starts_on:
            said = _(
                "Habis %(day)s, hari ke-%(nth)s kelas; %(n)s pertemuan sesudahnya, mulai %(first)s. Perbarui atau ganti instruktur."
            )
    due = ended or days[0]
    return WorkItem(
        key=f"training.licence:{licence.instructor.pk}:{batch.pk}",
        title=_("Sertifikat %(name)s tidak berlaku sepanjang kelas %(title)s")
        % {"name": licence.instructor.full_name, "title": batch.title},
        reason=said % facts, url="training:week", args=(batch.pk,), button=_("Lihat jadwal"), due=due,
        urgency=0 if due < today else 1,
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
