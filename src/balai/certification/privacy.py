"""What this room does with a person's rows: export, erase, merge; assessments and certificates on their road."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from balai.certification.enums import AssessmentVerdict, CompetenceCertificateState
from balai.certification.models import (
    AssessmentAppeal,
    AssessmentEvidence,
    CompetenceCertificate,
    CompetencyAssessment,
    SelfAssessedElement,
    SelfAssessedUnit,
)
from balai.certification.parameters import EXPIRY_DAYS
from balai.certification.told import was_told
from balai.documents.models import StoredFile
from balai.kernel.registry import PersonHooks, Reader, RoadStep
from balai.parameters.queries import value_on

LONG_AGO = date(2000, 1, 1)


def export(person_id: UUID) -> dict[str, list[dict[str, Any]]]:
    return {
        "assessment": [
            {"scheme": a.scheme, "certifier": a.certifier.name, "held_on": str(a.held_on),
             "verdict": a.get_verdict_display(), "assessor": a.assessor_name, "note": a.note,
             "units": {u.unit.code: u.get_verdict_display() for u in a.units.all()},
             "own_words": {u.unit.code: {"able": u.able, "evidence": u.evidence} for u in a.self_assessed.all()},
             "own_words_per_element": [
                 {"unit": e.element.unit.unit.code, "element": e.element.title, "able": e.able, "evidence": e.evidence}
                 for e in a.self_assessed_elements.all()],
             "evidence": [{"kind": e.get_kind_display(), "note": e.note, "file": e.file.original_name if e.file else ""}
                          for e in a.evidence.all()],
             "appeals": [{"reason": one.reason, "answer": one.answer, "state": one.get_state_display()}
                         for one in a.appeals.all()]}
            for a in _assessments(person_id).prefetch_related("units__unit", "self_assessed__unit", "evidence__file",
                                                            "appeals", "self_assessed_elements__element__unit__unit")
        ],
        "competence_certificate": [
            {"number": c.number, "registration_number": c.registration_number, "scheme": c.scheme,
             "certifier": c.certifier.name, "issued_on": str(c.issued_on), "valid_until": str(c.valid_until),
             "state": c.get_state_display(), "code": c.code}
            for c in _papers(person_id)
        ],
    }  # fmt: skip


def erase(person_id: UUID) -> dict[str, int]:
    """Free words and the scan's tie go; the certifier's act stays as proof, without telling the name."""
    papers = CompetenceCertificate.objects.filter(person_id=person_id)
    scans = StoredFile.objects.filter(pk__in=papers.exclude(scan=None).values_list("scan_id", flat=True))
    scans.update(keep_until=LONG_AGO, original_name="")  # the worker's next round of expired files removes the content
    shown = StoredFile.objects.filter(pk__in=_evidence(person_id).exclude(file=None).values_list("file_id", flat=True))
    shown.update(keep_until=LONG_AGO, original_name="")
    return {
        "SelfAssessedUnit": SelfAssessedUnit.objects.filter(assessment__person_id=person_id).update(evidence=""),
        "SelfAssessedElement": SelfAssessedElement.objects.filter(assessment__person_id=person_id).update(evidence=""),
        "AssessmentEvidence": _evidence(person_id).update(note="", file=None),
        "AssessmentAppeal": AssessmentAppeal.objects.filter(assessment__person_id=person_id).update(
            reason="", answer=""
        ),
        "CompetencyAssessment": CompetencyAssessment.objects.filter(person_id=person_id).update(note=""),
        "CompetenceCertificate": papers.exclude(scan=None, content={}).update(scan=None, content={}),
    }


def _evidence(person_id: UUID) -> QuerySet[AssessmentEvidence]:
    return AssessmentEvidence.objects.filter(assessment__person_id=person_id)


def merge(kept: UUID, merged: UUID) -> dict[str, list[Any]]:
    taken = set(CompetencyAssessment.objects.filter(person_id=kept).values_list("certification_scheme_id", "held_on"))
    mine = CompetencyAssessment.objects.filter(person_id=merged).values_list("pk", "certification_scheme_id", "held_on")
    tests = [pk for pk, scheme, day in mine if (scheme, day) not in taken]
    papers = list(CompetenceCertificate.objects.filter(person_id=merged).values_list("pk", flat=True))
    CompetencyAssessment.objects.filter(pk__in=tests).update(person_id=kept)
    CompetenceCertificate.objects.filter(pk__in=papers).update(person_id=kept)
    return {"CompetencyAssessment": tests, "CompetenceCertificate": papers}


def unmerge(kept: UUID, merged: UUID, moved: dict[str, list[Any]]) -> None:
    for model in (CompetencyAssessment, CompetenceCertificate):
        ids = moved.get(model.__name__, [])
        model._default_manager.filter(pk__in=ids, person_id=kept).update(person_id=merged)


def road(person_id: UUID, today: date, reader: Reader) -> Iterable[RoadStep]:
    soon = today + timedelta(days=int(value_on(EXPIRY_DAYS, today)))
    for test in _assessments(person_id):
        yield _tested(test, today, reader)
    for paper in _papers(person_id).exclude(state=CompetenceCertificateState.WITHDRAWN):
        yield _certified(paper, today, soon, reader)


def _assessments(person_id: UUID) -> Any:
    rows = CompetencyAssessment.objects.filter(person_id=person_id)
    return rows.select_related("certifier", "on_behalf_of").order_by("held_on", "pk")


def _papers(person_id: UUID) -> Any:
    rows = CompetenceCertificate.objects.filter(person_id=person_id)
    return rows.select_related("certifier").order_by("issued_on", "pk")


def _tested(test: CompetencyAssessment, today: date, reader: Reader) -> RoadStep:
    words = {
        AssessmentVerdict.PENDING: _("hasilnya belum ada"),
        AssessmentVerdict.COMPETENT: _("hasil: kompeten"),
        AssessmentVerdict.NOT_YET_COMPETENT: _("hasil: belum kompeten; boleh diuji lagi"),
        AssessmentVerdict.ABSENT: _("tidak hadir; belum ada hasil"),
        AssessmentVerdict.DEFERRED: _("ditunda; belum ada hasil"),
    }
    verdict = AssessmentVerdict(test.verdict)
    pending = verdict == AssessmentVerdict.PENDING
    return RoadStep(
        on=test.held_on,
        title=_("Uji kompetensi %(scheme)s") % {"scheme": test.scheme},
        text=words[verdict].capitalize() + ".",
        who=test.certifier.name,
        state="ahead" if test.held_on > today else "unknown" if pending else "done",
        url="certification:mine" if reader.oneself else "",
        args=(test.pk,) if reader.oneself else (),
        order=60,
    )


def _certified(paper: CompetenceCertificate, today: date, soon: date, reader: Reader) -> RoadStep:
    day = paper.valid_until.strftime("%d-%m-%Y")
    if paper.state == CompetenceCertificateState.REVOKED:
        text = _("Sertifikat ini dicabut.")
    elif paper.valid_until < today:
        text = _("Masa berlakunya berakhir %(day)s.") % {"day": day}
        if reader.oneself:
            text += " " + _("Ikuti uji ulang untuk memperbaruinya.")
    elif paper.valid_until <= soon:
        text = _("Segera berakhir, %(day)s.") % {"day": day}
        if reader.oneself:
            text += " " + _("Hubungi lembaga sertifikasi untuk uji ulang.")
    else:
        text = _("Berlaku sampai %(day)s.") % {"day": day}
    if paper.from_paper:
        text += " " + _("Dicatat dari kertas; ujinya tidak melalui Balai.")
    elif was_told(paper):
        text += " " + _("Dicatat dari kertas lembaga sertifikasinya.")
    return RoadStep(
        on=paper.issued_on,
        title=_("Sertifikat kompetensi %(scheme)s") % {"scheme": paper.scheme},
        text=text,
        who=paper.certifier.name,
        url="verification:paper",
        args=(paper.code,),
        order=65,
    )


HOOKS = PersonHooks(room="certification", export=export, erase=erase, merge=merge, unmerge=unmerge, road=road)
