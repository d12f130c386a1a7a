"""Certificates as PDF: a class in one go, or one for its holder."""

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.utils import timezone

from balai.access.permissions import Permission as P
from balai.certification.credentials.issuer import base_of
from balai.papers.certificates import certificates_pdf
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
