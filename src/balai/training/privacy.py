"""What this room does with a person's rows: export, erase, merge; and the training on their road."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from balai.kernel.registry import PersonHooks, Reader, RoadStep
from balai.people.models import Person
from balai.planning.enums import BatchState
from balai.training.enums import CertificateState, EnrolmentState
from balai.training.models import AttendanceMark, Enrolment, LevyReport, MarkStatement, TrainingCertificate, UnitResult
from balai.training.queries import Attended, attendance_of


def export(person_id: UUID) -> dict[str, list[dict[str, Any]]]:
    marks = AttendanceMark.objects.filter(enrolment__person_id=person_id).select_related("session")
    results = UnitResult.objects.filter(enrolment__person_id=person_id).select_related("unit")
    certificates = TrainingCertificate.objects.filter(enrolment__person_id=person_id).select_related("issuer")
    return {
        "enrolment": [
            {"class": e.batch.title, "centre": e.batch.centre.name, "seat": e.seat, "state": e.get_state_display(),
             "started_on": str(e.started_on), "ended_on": str(e.ended_on or ""),
             "leave_kind": e.get_leave_kind_display(), "leave_reason": e.leave_reason}
            for e in _enrolments(person_id)
        ],
        "attendance": [
            {"held_on": str(m.session.held_on), "mark": m.get_mark_display(), "note": m.note}
            for m in marks.order_by("session__held_on")
        ],
        "mark_statement": [
            {"held_on": str(m.session.held_on), "mark": m.get_mark_display(), "note": m.note, "by": m.get_source_display(),
             "state": m.get_state_display()}
            for m in MarkStatement.objects.filter(enrolment__person_id=person_id).select_related("session").order_by("pk")
        ],
        "unit_result": [
            {"unit": r.unit.title, "verdict": r.get_verdict_display(), "score": str(r.score or ""), "note": r.note}
            for r in results.order_by("pk")
        ],
        "levy_report": [
            {"class": r.batch.title, "story": r.story, "amount": str(r.amount or ""), "answer": r.answer}
            for r in _levies(person_id).select_related("batch").order_by("pk")
        ],
        "training_certificate": [
            {"number": c.number, "code": c.code, "issuer": c.issuer.name, "issued_on": str(c.issued_on),
             "programme": c.programme_title, "state": c.get_state_display()}
            for c in certificates.order_by("pk")
        ],
    }  # fmt: skip


def _levies(person_id: UUID) -> QuerySet[LevyReport]:
    accounts = Person.objects.filter(pk=person_id, user__isnull=False).values("user_id")
    return LevyReport.objects.filter(Q(reporter_id__in=accounts) | Q(application__person_id=person_id))


def erase(person_id: UUID) -> dict[str, int]:
    """Free words go. Seats, marks and papers stay as proof of public money spent; the page that verifies a paper no
    longer tells the name."""
    return {
        "Enrolment": Enrolment.objects.filter(person_id=person_id).exclude(leave_reason="").update(leave_reason="-"),
        "AttendanceMark": AttendanceMark.objects.filter(enrolment__person_id=person_id).update(note=""),
        "MarkStatement": MarkStatement.objects.filter(enrolment__person_id=person_id).update(note="", standing_note=""),
        "UnitResult": UnitResult.objects.filter(enrolment__person_id=person_id).update(note=""),
        "LevyReport": _levies(person_id).update(story="-", reporter=None, application=None, named=False),
        "TrainingCertificate": TrainingCertificate.objects.filter(enrolment__person_id=person_id).update(
            holder_name="-"
        ),
    }


def merge(kept: UUID, merged: UUID) -> dict[str, list[Any]]:
    """A class in which both have a seat stays with each: a human decides which of them left."""
    both = Enrolment.objects.filter(person_id=kept).values("batch_id")
    rows = Enrolment.objects.filter(person_id=merged).exclude(batch_id__in=both)
    ids = list(rows.values_list("pk", flat=True))
    Enrolment.objects.filter(pk__in=ids).update(person_id=kept)
    return {"Enrolment": ids} if ids else {}


def unmerge(kept: UUID, merged: UUID, moved: dict[str, list[Any]]) -> None:
    Enrolment.objects.filter(pk__in=moved.get("Enrolment", []), person_id=kept).update(person_id=merged)


def road(person_id: UUID, today: date, reader: Reader) -> Iterable[RoadStep]:
    rows = list(_enrolments(person_id))
    attended = attendance_of(rows)
    for row in rows:
        yield _begun(row, attended[row.pk], today, reader.oneself)
        if row.state != EnrolmentState.ENROLLED and row.ended_on:
            yield _ended(row, attended[row.pk])
    papers = TrainingCertificate.objects.filter(enrolment__person_id=person_id).select_related("issuer")
    for paper in papers.order_by("issued_on", "pk"):
        yield _paper(paper)


def _enrolments(person_id: UUID) -> Iterable[Enrolment]:
    return Enrolment.objects.filter(person_id=person_id).select_related("batch__centre").order_by("started_on", "pk")


def _begun(row: Enrolment, attended: Attended, today: date, oneself: bool) -> RoadStep:
    cancelled = row.batch.state == BatchState.CANCELLED
    open_now = row.state == EnrolmentState.ENROLLED and not cancelled
    text = _("Kursi nomor %(seat)s.") % {"seat": row.seat} if open_now else ""
    if open_now and attended.marked:
        text += " " + _("Hadir %(present)d dari %(marked)d pertemuan.") % {
            "present": attended.present,
            "marked": attended.marked,
        }
    if cancelled:
        text = _("Kelas ini dibatalkan: %(reason)s.") % {"reason": row.batch.cancel_reason.rstrip(".")}
    return RoadStep(
        on=row.started_on,
        title=_("Mengikuti pelatihan %(title)s") % {"title": row.batch.title},
        text=text,
        who=row.batch.centre.name,
        url="training:own" if open_now and oneself else "",
        args=(row.batch_id,) if open_now and oneself else (),
        state="done" if cancelled else "ahead" if row.started_on > today else "current" if open_now else "done",
        order=40,
    )


def _ended(row: Enrolment, attended: Attended) -> RoadStep:
    words = {
        EnrolmentState.COMPLETED: _("Menyelesaikan pelatihan %(title)s"),
        EnrolmentState.NOT_COMPLETED: _("Pelatihan %(title)s berakhir, belum diselesaikan"),
        EnrolmentState.LEFT: _("Berhenti dari pelatihan %(title)s"),
    }
    text = ""
    if attended.marked:
        text = _("Hadir %(present)d dari %(marked)d pertemuan.") % {
            "present": attended.present,
            "marked": attended.marked,
        }
    return RoadStep(
        on=row.ended_on or row.started_on,
        title=words[EnrolmentState(row.state)] % {"title": row.batch.title},
        text=text,
        who=row.batch.centre.name,
        order=45,
    )


def _paper(paper: TrainingCertificate) -> RoadStep:
    text = _("Nomor %(number)s.") % {"number": paper.number}
    if paper.state != CertificateState.ISSUED:
        text += " " + _("Sertifikat ini sudah %(state)s.") % {"state": paper.get_state_display()}
    return RoadStep(
        on=paper.issued_on,
        title=_("Menerima sertifikat pelatihan %(title)s") % {"title": paper.programme_title},
        text=text,
        who=paper.issuer.name,
        url="verification:paper",
        args=(paper.code,),
        order=50,
    )


HOOKS = PersonHooks(room="training", export=export, erase=erase, merge=merge, unmerge=unmerge, road=road)
