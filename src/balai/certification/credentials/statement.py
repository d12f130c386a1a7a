"""What a certificate that was issued here states; the same facts for the credential and for the QR code.

No NIK and no birth date: the name is compared with the holder's identity card, as on paper.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db.models import F, QuerySet

from balai.certification.enums import CompetenceCertificateState
from balai.certification.models import CompetenceCertificate
from balai.training.enums import CertificateState
from balai.training.models import TrainingCertificate

Kind = Literal["training", "competence"]
LIST_BITS = 131_072
"""Entries of one status list: the smallest the standard allows, so that one holder hides among many."""


@dataclass(frozen=True, slots=True)
class Statement:
    """place: the row's number, which is its bit in the status lists of its kind. holds: neither replaced nor revoked."""

    kind: Kind
    code: str
    holder: str
    title: str
    issuer: str
    number: str
    issued_on: date
    place: int
    holds: bool
    valid_until: date | None = None
    lesson_hours: int | None = None
    units: tuple[str, ...] = ()


def statement_for(code: str) -> Statement | None:
    """None for a code that is unknown, that belongs to a paper another body issued, or whose holder was erased."""
    paper = (
        TrainingCertificate.objects.filter(code=code, enrolment__person__erased_at=None)
        .select_related("issuer")
        .first()
    )
    if paper is not None:
        return of_training(paper)
    found = (
        issued_here()
        .filter(code=code, person__erased_at=None)
        .exclude(state=CompetenceCertificateState.WITHDRAWN)
        .select_related("certifier", "person")
        .first()
    )
    return None if found is None else of_competence(found)


def of_training(paper: TrainingCertificate) -> Statement:
    return Statement(
        "training", paper.code, paper.holder_name, paper.programme_title, paper.content.get("issuer") or paper.issuer.name, paper.number,
        paper.issued_on, paper.pk, paper.state == CertificateState.ISSUED, lesson_hours=paper.lesson_hours,
    )  # fmt: skip


def of_competence(paper: CompetenceCertificate) -> Statement:
    units = tuple(f"{unit.code} {unit.title}" for unit in paper.units.order_by("code"))
    return Statement(
        "competence", paper.code, paper.content.get("holder") or paper.person.full_name, paper.scheme,
        paper.content.get("issuer") or paper.certifier.name, paper.number,
        paper.issued_on, paper.pk, paper.state == CompetenceCertificateState.VALID, paper.valid_until, units=units,
    )  # fmt: skip


def issued_here() -> QuerySet[CompetenceCertificate]:
    """Competence certificates their certifier wrote at its own desk; what others copied from paper is not ours to sign."""
    return CompetenceCertificate.objects.filter(from_paper=False, on_behalf_of=None, recorded_for_id=F("certifier_id"))


def ended_places(kind: Kind, number: int) -> list[int]:
    """Bits to set in the status list `number` (from 0) of that kind: everything replaced, revoked or withdrawn."""
    rows = (
        TrainingCertificate.objects.exclude(state=CertificateState.ISSUED)
        if kind == "training"
        else CompetenceCertificate.objects.exclude(state=CompetenceCertificateState.VALID)
    )
    within = rows.filter(pk__gte=number * LIST_BITS, pk__lt=(number + 1) * LIST_BITS)
    return [pk % LIST_BITS for pk in within.values_list("pk", flat=True)]
