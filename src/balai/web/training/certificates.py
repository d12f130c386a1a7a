"""The centre's own certificates: issued for a class at once, printed, replaced, revoked."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import segno
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.access.permissions import Permission as P
from balai.certification.credentials.compact import qr_text
from balai.certification.credentials.issuer import base_of
from balai.certification.credentials.statement import of_training
from balai.kernel.clock import today_in
from balai.kernel.crypto import signing_keys
from balai.kernel.refusal import Refused
from balai.training.actions.certify import issue_training_certificates, replace_certificate, revoke_certificate
from balai.training.enums import CertificateState, EnrolmentState
from balai.training.models import Enrolment, TrainingCertificate
from balai.training.queries import certificates_of
from balai.training.queries.stated import content_of
from balai.web.forms.base import show_refusal
from balai.web.gate import permitted
from balai.web.request import DeskRequest, PublicRequest
from balai.web.training.forms import IssueForm, ReasonForm, ReplaceForm
from balai.web.training.opened import inside, opened_class


@permitted(P.TRAINING_READ)
def certificates(request: DeskRequest, pk: int) -> HttpResponse:
    batch = opened_class(request, pk)
    today = today_in(batch.zone, timezone.now())
    form = IssueForm(request.POST if request.method == "POST" else None, initial={"issued_on": today})
    if form.is_valid():
        try:
            made = issue_training_certificates(by=request.actor, batch=batch, **form.cleaned_data)
        except Refused as no:
            show_refusal(form, no)
        else:
            messages.success(
                request, _("%(n)d sertifikat pelatihan terbit. Cetak sekaligus di bawah.") % {"n": len(made)}
            )
            return redirect("training:certificates", pk)
    people = list(
        Enrolment.objects.visible_to(request.actor)
        .filter(batch=batch, state=EnrolmentState.COMPLETED)
        .select_related("person")
        .order_by("seat", "pk")
    )
    held = certificates_of(people)
    rows = [(one, held.get(one.pk)) for one in people]
    context = inside(request, batch, "certificates", _("Sertifikat pelatihan")) | {
        "rows": rows,
        "form": form,
        "lacking": sum(c is None or c.state != CertificateState.ISSUED for _one, c in rows),
        "issued": sum(c is not None and c.state == CertificateState.ISSUED for _one, c in rows),
        "may_certify": request.actor.may(P.TRAINING_CERTIFY, batch.centre_id),
    }
    return render(request, "training/certificates.html", context)


@permitted(P.TRAINING_CERTIFY)
def certificate(request: DeskRequest, pk: int, certificate_id: int) -> HttpResponse:
    """One certificate: replace it when something on it is wrong."""
    batch = opened_class(request, pk)
    rows = TrainingCertificate.objects.visible_to(request.actor).filter(enrolment__batch=batch)
    paper = get_object_or_404(rows.select_related("enrolment__person", "issuer"), pk=certificate_id)
    today = today_in(batch.zone, timezone.now())
    start = {"issued_on": today, "signatory": paper.signatory}
    form = ReplaceForm(request.POST if request.method == "POST" else None, initial=start)
    if form.is_valid():
        try:
            made = replace_certificate(by=request.actor, certificate=paper, **form.cleaned_data)
        except Refused as no:
            show_refusal(form, no)
        else:
            messages.success(request, _("Sertifikat pengganti terbit dengan nomor %(n)s.") % {"n": made.number})
            return redirect("training:certificates", pk)
    title = _("Sertifikat %(name)s") % {"name": paper.holder_name}
    context = inside(request, batch, "certificates", title)
    context |= {"paper": paper, "form": form, "reason_form": ReasonForm(auto_id="cabut_%s")}
    return render(request, "training/certificate.html", context)


@require_POST
@permitted(P.TRAINING_CERTIFY)
def revoke(request: DeskRequest, pk: int, certificate_id: int) -> HttpResponse:
    batch = opened_class(request, pk)
    rows = TrainingCertificate.objects.visible_to(request.actor).filter(enrolment__batch=batch)
    paper = get_object_or_404(rows, pk=certificate_id)
    try:
        today = today_in(batch.zone, timezone.now())
        revoke_certificate(by=request.actor, certificate=paper, reason=request.POST.get("reason", ""), today=today)
        messages.success(request, _("Sertifikat dicabut. Halaman verifikasi sekarang menyebutnya dicabut."))
    except Refused as no:
        messages.error(request, str(no))
        return redirect("training:certificate", pk, certificate_id)
    return redirect("training:certificates", pk)


@permitted(P.TRAINING_READ)
def print_class(request: DeskRequest, pk: int) -> HttpResponse:
    """Every valid certificate of the class, one a sheet."""
    batch = opened_class(request, pk)
    papers = (
        TrainingCertificate.objects.visible_to(request.actor)
        .filter(enrolment__batch=batch, state=CertificateState.ISSUED)
        .select_related("issuer__region", "enrolment__batch", "enrolment__person")
        .order_by("enrolment__seat", "pk")
    )
    back = reverse("training:certificates", args=[pk])
    return render(request, "training/print.html", {"sheets": _sheets(request, papers), "back": back, "batch": batch})


def print_own(request: DeskRequest, code: str) -> HttpResponse:
    """One certificate for its holder, or for who may see it."""
    papers = TrainingCertificate.objects.visible_to(request.actor).filter(code=code, state=CertificateState.ISSUED)
    sheets = _sheets(request, papers.select_related("issuer__region", "enrolment__batch", "enrolment__person"))
    if not sheets:
        raise Http404
    back = reverse("verification:paper", args=[code])
    return render(request, "training/print.html", {"sheets": sheets, "back": back})


def _sheets(request: PublicRequest, papers: Iterable[TrainingCertificate]) -> list[dict[str, Any]]:
    found = list(papers)
    told = content_of(found)
    base = base_of(request.build_absolute_uri("/"))
    return [
        {
            "paper": paper,
            "said": said,
            "first": date.fromisoformat(said["started_on"]),
            "last": date.fromisoformat(said["ended_on"]),
            "qr": qr(qr_text(of_training(paper), signing_keys()[0], base, timezone.localdate())),
        }
        for paper, said in ((paper, told[paper.pk]) for paper in found)
    ]


def qr(text: str) -> SafeString:
    """As a picture in the page: a fifth of what its outline as SVG weighs, and a class has sixteen of them on one sheet."""
    drawn = segno.make(text, error="m", micro=False).png_data_uri(scale=8, border=2)
    return format_html('<img class="qr" src="{}" alt="">', drawn)
