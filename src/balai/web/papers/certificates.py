"""Certificates as PDF: a class in one go, or one for its holder."""

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from balai.access.permissions import Permission as P
from balai.certification.credentials.issuer import base_of
from balai.certification.credentials.statement import issued_here
from balai.certification.enums import CompetenceCertificateState
from balai.certification.models import CompetenceCertificate
from balai.papers.certificates import certificates_pdf
from balai.papers.competence import competence_pdf
from balai.training.enums import CertificateState
from balai.training.models import TrainingCertificate
from balai.web.downloads import made_file
from balai.web.gate import permitted
from balai.web.request import DeskRequest
from balai.web.training.opened import opened_class


@permitted(P.TRAINING_READ)
def of_class(request: DeskRequest, pk: int) -> HttpResponse:
    batch = opened_class(request, pk)
    rows = TrainingCertificate.objects.visible_to(request.actor).filter(enrolment__batch=batch)
    return _printed(request, rows, f"sertifikat-kelas-{pk}.pdf")


def own(request: DeskRequest, code: str) -> HttpResponse:
    """For its holder, or for who may see it."""
    return _printed(
        request, TrainingCertificate.objects.visible_to(request.actor).filter(code=code), f"sertifikat-{code}.pdf"
    )


def competence(request: DeskRequest, code: str) -> HttpResponse:
    """A competence certificate issued here, for its holder or for who may see it; one copied from paper has its scan."""
    rows = issued_here().filter(pk__in=CompetenceCertificate.objects.visible_to(request.actor).values("pk"))
    found = rows.filter(code=code, state=CompetenceCertificateState.VALID, person__erased_at__isnull=True)
    paper = get_object_or_404(
        found.select_related("person", "certifier__region__regency", "assessment__certification_scheme")
    )
    content = competence_pdf([paper], base_of(request.build_absolute_uri("/")), timezone.localdate())
    return made_file(content, "application/pdf", f"sertifikat-kompetensi-{code}.pdf")


def _printed(request: DeskRequest, rows: QuerySet[TrainingCertificate], name: str) -> HttpResponse:
    papers = list(
        rows.filter(state=CertificateState.ISSUED, enrolment__person__erased_at__isnull=True)
        .select_related("issuer__region__regency", "enrolment__batch__curriculum", "replaces")
        .order_by("enrolment__seat", "pk")
        .distinct()
    )
    if not papers:
        raise Http404
    base = base_of(request.build_absolute_uri("/"))
    return made_file(certificates_pdf(papers, base, timezone.localdate()), "application/pdf", name)
