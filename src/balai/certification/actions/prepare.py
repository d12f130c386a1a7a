"""Before the verdict: the candidate's own word and consent, what the assessor saw; afterwards: assessed once more."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.audit.record import record
from balai.certification.actions.assess import told_for
from balai.certification.enums import RESULTS, AssessmentVerdict, EvidenceKind
from balai.certification.models import (
    AssessmentEvidence,
    CertificationScheme,
    CompetencyAssessment,
    SchemeUnit,
    SelfAssessedElement,
    SelfAssessedUnit,
)
from balai.certification.queries import units_of
from balai.certification.readiness import asked_units
from balai.certification.rules import check_candidate_or_recorder, check_recorder
from balai.certification.schemes import check_used_on
from balai.documents.models import StoredFile
from balai.kernel.reasons import check_reason
from balai.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class OwnWord:
    """able: "I can do this"; evidence: what shows it, in the candidate's words."""

    able: bool
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """kind: EvidenceKind. marks: those met of valid, authentic, current, sufficient. unit: competency unit id or None."""

    kind: str
    note: str
    marks: frozenset[str] = frozenset()
    unit: int | None = None
    file: StoredFile | None = None


@transaction.atomic
def record_self_assessment(
    *,
    by: Actor,
    assessment: CompetencyAssessment,
    words: Mapping[int, OwnWord],
    consent: bool,
    now: datetime,
    elements: Mapping[int, OwnWord] | None = None,
) -> CompetencyAssessment:
    """By the candidate, or by whoever records, sitting beside them. Again until there is a result; then it stands.

    words: by competency unit, for units without elements; elements: by element of the scheme. A unit with elements is
    able when each of them is. Raises Refused("may_not_prepare"), ("has_verdict"), ("no_consent"), ("unit_left_out").
    """
    assessment = locked(assessment)
    CertificationScheme.objects.select_for_update().get(
        pk=assessment.certification_scheme_id
    )  # its units stand from here
    check_candidate_or_recorder(by, assessment)
    if assessment.verdict in RESULTS:
        raise Refused("has_verdict", _("Hasil uji ini sudah ada, jadi asesmen mandirinya tidak diubah lagi."))
    if not consent:
        raise Refused("no_consent", _("Centang persetujuan untuk diuji; tanpa itu uji tidak bisa dimulai."), "consent")
    answered, parts = _answers(assessment, words, elements or {})
    assessment.self_assessed.all().delete()
    assessment.self_assessed_elements.all().delete()
    SelfAssessedUnit.objects.bulk_create(
        [
            SelfAssessedUnit(assessment=assessment, unit_id=unit, able=word.able, evidence=_tidy(word.evidence))
            for unit, word in answered.items()
        ]
    )
    SelfAssessedElement.objects.bulk_create(
        [
            SelfAssessedElement(assessment=assessment, element_id=pk, able=word.able, evidence=_tidy(word.evidence))
            for pk, word in parts.items()
        ]
    )
    assessment.self_assessed_at = assessment.consented_at = now
    assessment.save(update_fields=["self_assessed_at", "consented_at"])
    record(by, "certification.self_assess", assessment)
    return assessment


def _answers(
    assessment: CompetencyAssessment, words: Mapping[int, OwnWord], elements: Mapping[int, OwnWord]
) -> tuple[dict[int, OwnWord], dict[int, OwnWord]]:
    """The word on each unit and on each element; refused when one is not answered."""
    answered: dict[int, OwnWord] = {}
    parts: dict[int, OwnWord] = {}
    for one in units_of(assessment):
        asked = [element.pk for element in one.elements.all()] if isinstance(one, SchemeUnit) else []
        if one.unit_id is None:
            continue
        if any(pk not in elements for pk in asked) or (not asked and one.unit_id not in words):
            raise Refused("unit_left_out", _("Jawab setiap unit dan elemennya: sudah bisa, atau belum."))
        parts |= {pk: elements[pk] for pk in asked}
        answered[one.unit_id] = OwnWord(all(elements[pk].able for pk in asked)) if asked else words[one.unit_id]
    return answered, parts


def _tidy(words: str) -> str:
    return " ".join(words.split())


@transaction.atomic
def add_evidence(*, by: Actor, assessment: CompetencyAssessment, seen: Seen, now: datetime) -> AssessmentEvidence:
    """Raises Refused("may_not_record"), ("no_evidence_kind"), ("reason_missing")."""
    assessment = locked(assessment)
    batch = assessment.enrolment.batch if assessment.enrolment else None
    check_recorder(by, assessment.certifier_id, batch, assessment.person)
    if seen.kind not in EvidenceKind.values:
        raise Refused("no_evidence_kind", _("Pilih jenis buktinya."), "kind")
    made = AssessmentEvidence.objects.create(
        assessment=assessment, unit_id=seen.unit if seen.unit in asked_units(assessment) else None, kind=seen.kind,
        note=check_reason(seen.note, "note"), file=seen.file, recorded_by=by.name, recorded_at=now,
        **{mark: mark in seen.marks for mark in ("valid", "authentic", "current", "sufficient")},
    )  # fmt: skip
    record(by, "certification.add_evidence", made, assessment=assessment.pk)
    return made


@transaction.atomic
def reassess(*, by: Actor, assessment: CompetencyAssessment, held_on: date, now: datetime) -> CompetencyAssessment:
    """Another day for the same scheme with the same certifier; the first verdict stays as it was.

    Raises Refused("may_not_record"), ("nothing_to_repeat") after a competent or missing verdict, ("same_day"),
    ("scheme_not_in_use").
    """
    first = locked(assessment)
    batch = first.enrolment.batch if first.enrolment else None
    recorder = check_recorder(by, first.certifier_id, batch, first.person)
    if first.verdict in (AssessmentVerdict.COMPETENT, AssessmentVerdict.PENDING):
        raise Refused(
            "nothing_to_repeat", _("Uji ulang dijadwalkan sesudah hasil belum kompeten, tidak hadir, atau ditunda.")
        )
    if held_on <= first.held_on:
        raise Refused("same_day", _("“Tanggal uji ulang” harus sesudah uji yang pertama. Pilih hari lain."), "held_on")
    made = CompetencyAssessment(
        person_id=first.person_id, enrolment_id=first.enrolment_id, certifier_id=first.certifier_id,
        certification_scheme_id=first.certification_scheme_id, scheme=first.scheme, site_kind=first.site_kind,
        site=first.site, held_on=held_on, purpose=first.purpose, repeats=first, recorded_by=by.name,
        recorded_at=now, on_behalf_of_id=told_for(by, recorder, first.certifier_id),
    )  # fmt: skip
    check_used_on(first.certification_scheme, held_on)
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:
        raise Refused(
            "same_day", _("Orang ini sudah dijadwalkan uji pada hari itu. Pilih hari lain."), "held_on"
        ) from None
    record(by, "certification.reassess", made, repeats=first.pk)
    return made


def locked(assessment: CompetencyAssessment) -> CompetencyAssessment:
    rows = CompetencyAssessment.objects.select_for_update(of=("self",))
    return rows.select_related("enrolment__batch__centre__region", "person__home_regency", "certification_scheme").get(
        pk=assessment.pk
    )
