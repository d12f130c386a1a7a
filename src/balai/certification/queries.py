"""A page's worth of assessments and certificates; and what a code on a paper proves."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from django.db.models import Q, QuerySet
from django.utils import timezone

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.certification.enums import CompetenceCertificateState
from balai.certification.models import (
    CertificationScheme,
    CompetenceCertificate,
    CompetencyAssessment,
    SchemeElement,
    SchemeUnit,
    SelfAssessedElement,
)
from balai.certification.scheme_lines import ElementLine, UnitLine
from balai.institutions.enums import Function, InstitutionKind
from balai.institutions.models import Institution
from balai.programmes.models import CurriculumUnit
from balai.training.enums import CertificateState
from balai.training.models import TrainingCertificate

_NO_CODE: Final = re.compile(r"[^0-9A-Z]")
LONGEST_CODE = 16

ProofState = Literal["valid", "replaced", "revoked", "expired", "withdrawn"]
_TRAINING: dict[str, ProofState] = {
    CertificateState.ISSUED: "valid",
    CertificateState.REPLACED: "replaced",
    CertificateState.REVOKED: "revoked",
}


@dataclass(frozen=True, slots=True)
class Proof:
    """All that a stranger with a code may learn. kind tells two different papers apart: the centre's statement of
    attendance and result, and the certifier's statement of competence. holder is empty for a person who was erased.
    told_by: who wrote it down from the certifier's paper, empty where the certifier did; word, said_on: what the certifier said of
    that itself."""

    kind: Literal["training", "competence"]
    code: str
    state: ProofState
    holder: str
    title: str
    issuer: str
    issued_on: date
    valid_until: date | None = None
    ended_on: date | None = None
    from_paper: bool = False
    told_by: str = ""
    scanned: bool = False
    word: str = ""
    said_on: date | None = None


def code_in(text: str) -> str:
    """The code in what was typed or scanned: spaces, dashes and small letters do not matter, nor does the whole address."""
    last = text.strip().rstrip("/").rsplit("/", 1)[-1]
    return _NO_CODE.sub("", last.upper())[:LONGEST_CODE]


def proof_for(code: str, today: date) -> Proof | None:
    if not code:
        return None
    paper = TrainingCertificate.objects.select_related("issuer", "enrolment__person").filter(code=code).first()
    if paper is not None:
        person = paper.enrolment.person
        return Proof(
            "training", code, _TRAINING[paper.state], "" if person.erased_at else paper.holder_name,
            paper.programme_title, paper.issuer.name, paper.issued_on, ended_on=paper.revoked_on,
        )  # fmt: skip
    found = (
        CompetenceCertificate.objects.select_related("certifier", "person", "recorded_for").filter(code=code).first()
    )
    if found is None:
        return None
    hidden = found.person.erased_at or found.state == CompetenceCertificateState.WITHDRAWN
    return Proof(
        "competence", code, _competence_state(found, today), "" if hidden else found.content.get("holder") or found.person.full_name,
        found.scheme, found.content.get("issuer") or found.certifier.name, found.issued_on, valid_until=found.valid_until,
        from_paper=found.from_paper, told_by=_told_by(found), scanned=found.scan_id is not None, word=found.certifier_word,
        said_on=timezone.localdate(found.certifier_said_at) if found.certifier_said_at else None,
    )  # fmt: skip


def _told_by(paper: CompetenceCertificate) -> str:
    if paper.on_behalf_of_id is None or paper.recorded_for_id == paper.certifier_id:
        return ""
    return paper.recorded_for.name if paper.recorded_for else "Balai"


def _competence_state(paper: CompetenceCertificate, today: date) -> ProofState:
    if paper.state == CompetenceCertificateState.WITHDRAWN:
        return "withdrawn"
    if paper.state == CompetenceCertificateState.REVOKED:
        return "revoked"
    return "expired" if paper.valid_until < today else "valid"


def certifiers() -> QuerySet[Institution]:
    """Verified bodies that issue competence certificates."""
    return (
        Institution.objects.public()
        .filter(
            Q(kind__in=[InstitutionKind.CERTIFICATION_BODY, InstitutionKind.CERTIFICATION_AUTHORITY])
            | Q(functions__function=Function.CERTIFIER)
        )
        .distinct()
        .order_by("name")
    )


def assessments_for(actor: Actor) -> QuerySet[CompetencyAssessment]:
    rows = CompetencyAssessment.objects.visible_to(actor)
    return rows.select_related(
        "person", "certifier", "on_behalf_of", "enrolment__batch", "certificate", "certification_scheme"
    )


def same_day(rows: QuerySet[CompetencyAssessment], one: CompetencyAssessment) -> Sequence[CompetencyAssessment]:
    """Everybody assessed for the same scheme on the same day by the same certifier, in order of name."""
    found = rows.filter(certification_scheme_id=one.certification_scheme_id, held_on=one.held_on)
    return list(found.select_related("person").order_by("person__name_key", "pk")[:200])


def workbook_rows(rows: QuerySet[CompetencyAssessment], one: CompetencyAssessment) -> list[CompetencyAssessment]:
    """As same_day, with what the two workbooks tell."""
    found = rows.filter(certification_scheme_id=one.certification_scheme_id, held_on=one.held_on)
    told = found.prefetch_related("self_assessed", "units__unit", "evidence__unit", "appeals")
    return list(told.order_by("person__name_key", "pk")[:200])


def units_of(assessment: CompetencyAssessment) -> Sequence[SchemeUnit | CurriculumUnit]:
    """The units of the scheme, with their elements; of one that was written down without units those of the class the
    candidate comes from."""
    own = assessment.certification_scheme.units.select_related("unit").prefetch_related("elements")
    found = sorted(own, key=lambda one: one.position)
    if found or assessment.enrolment is None:
        return found
    units = assessment.enrolment.batch.curriculum.units.filter(unit__isnull=False)
    once = {
        one.unit_id: one for one in units.select_related("unit").order_by("-position")
    }  # a unit may have two phases
    return sorted(once.values(), key=lambda one: one.position)


def elements_of(unit: SchemeUnit | CurriculumUnit) -> list[SchemeElement]:
    """In order; a unit of a curriculum has none."""
    return sorted(unit.elements.all(), key=lambda one: one.position) if isinstance(unit, SchemeUnit) else []


def units_as_lines(scheme: CertificationScheme) -> list[UnitLine]:
    """As the certifier would paste them."""
    rows = scheme.units.select_related("unit").prefetch_related("elements").order_by("position")
    return [
        UnitLine(
            row.unit.code,
            row.unit.title,
            [ElementLine(one.title, one.criteria.splitlines()) for one in elements_of(row)],
        )
        for row in rows
    ]


def schemes_for(actor: Actor) -> QuerySet[CertificationScheme]:
    """Those of a certifier for its own desks; of every certifier for who names candidates."""
    rows = CertificationScheme.objects.visible_to(actor).select_related("certifier", "recorded_for")
    own = actor.institutions_with(Permission.ASSESSMENT_RECORD)
    return rows.filter(certifier_id__in=own) if own else rows


def schemes_to_choose(actor: Actor, today: date) -> QuerySet[CertificationScheme]:
    """Of verified certifiers, without those that ended."""
    rows = CertificationScheme.objects.visible_to(actor).filter(Q(active_until=None) | Q(active_until__gte=today))
    verified = Institution.objects.public().values("pk")
    return rows.filter(certifier__in=verified).select_related("certifier").order_by("certifier__name", "title", "pk")


def elements_said(assessment: CompetencyAssessment) -> QuerySet[SelfAssessedElement]:
    """In the order of the scheme."""
    rows = assessment.self_assessed_elements.select_related("element__unit__unit")
    return rows.order_by("element__unit__position", "element__position")


def certificates_for(actor: Actor) -> QuerySet[CompetenceCertificate]:
    rows = CompetenceCertificate.objects.visible_to(actor)
    return rows.select_related("person", "certifier", "on_behalf_of", "recorded_for", "assessment__enrolment__batch")
