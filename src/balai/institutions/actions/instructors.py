"""Who teaches at a body, and the certificates that allow it (R-000-15)."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from balai.access.actor import Actor
from balai.accounts.models import User
from balai.audit.record import record
from balai.documents.models import StoredFile
from balai.institutions.actions.facilities import locked_for_edit
from balai.institutions.models import Instructor, InstructorCertificate
from balai.institutions.rules.authority import check_may_edit
from balai.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class InstructorFacts:
    full_name: str
    field: str = ""
    grade: str = ""
    user: User | None = None
    joined_on: date | None = None
    left_on: date | None = None


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    kind: str
    number: str = ""
    scheme: str = ""
    issuer: str = ""
    issued_on: date | None = None
    valid_until: date | None = None
    scan: StoredFile | None = None


def save_instructor(
    *, by: Actor, institution_id: int, facts: InstructorFacts, instructor_id: int | None = None
) -> Instructor:
    with transaction.atomic():
        institution = locked_for_edit(by, institution_id)
        if not facts.full_name.strip():
            raise Refused("full_name_missing", _("Nama instruktur belum diisi."), "full_name")
        teacher = (
            Instructor(institution=institution)
            if instructor_id is None
            else institution.instructors.get(pk=instructor_id)
        )
        for name in facts.__slots__:
            setattr(teacher, name, getattr(facts, name))
        teacher.save()
        record(by, "institutions.save_instructor", teacher, institution=institution_id)
    return teacher


def add_certificate(
    *, by: Actor, instructor_id: int, facts: CertificateFacts, renews: int | None = None
) -> InstructorCertificate:
    """renews: the certificate this one takes the place of; nobody is warned about that one any more."""
    with transaction.atomic():
        teacher = (
            Instructor.objects.select_for_update(of=("self",))
            .select_related("institution__region")
            .get(pk=instructor_id)
        )
        check_may_edit(by, teacher.institution)
        if facts.valid_until and facts.issued_on and facts.valid_until < facts.issued_on:
            raise Refused(
                "ends_before_issue",
                _("Masa berlaku berakhir sebelum tanggal terbit. Perbaiki salah satu tanggalnya."),
                "valid_until",
            )
        certificate = InstructorCertificate(instructor=teacher)
        for name in facts.__slots__:
            setattr(certificate, name, getattr(facts, name))
        certificate.save()
        if renews is not None:
            replaced = teacher.certificates.filter(pk=renews, replaced_by__isnull=True).update(replaced_by=certificate)
            if not replaced:
                raise Refused("already_renewed", _("Sertifikat ini sudah diperbarui."))
        record(by, "institutions.add_certificate", certificate, instructor=teacher.pk, renews=renews)
    return certificate


def remove_certificate(*, by: Actor, certificate_id: int) -> None:
    """For one entered by mistake."""
    with transaction.atomic():
        certificate = InstructorCertificate.objects.select_related("instructor__institution__region").get(
            pk=certificate_id
        )
        check_may_edit(by, certificate.instructor.institution)
        record(by, "institutions.remove_certificate", certificate, instructor=certificate.instructor_id)
        certificate.delete()
