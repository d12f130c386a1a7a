"""Competence certificates as recorded: list, record, scan, withdraw."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.access.permissions import Permission as P
from balai.certification.actions.certify import (
    Paper,
    attach_scan,
    confirm_certificate,
    record_certificate_from_paper,
    record_competence_certificate,
    restore_certificate,
    revoke_certificate,
    set_blank,
    withdraw_certificate,
)
from balai.certification.credentials.statement import issued_here
from balai.certification.enums import CompetenceCertificateState as S
from balai.certification.parameters import EXPIRY_DAYS, SCAN_MONTHS
from balai.certification.queries import assessments_for, certificates_for, units_of
from balai.certification.rules import check_may_correct, may_correct, may_issue, number_warning
from balai.certification.told import speaks, was_told
from balai.documents.actions.store import FileGone, open_stored, store_upload
from balai.documents.enums import DocumentKind
from balai.documents.models import StoredFile
from balai.kernel.paging import keyset_page
from balai.kernel.refusal import Refused
from balai.parameters.queries import value_on
from balai.web.certification.forms import BlankForm, IssueHereForm, OldPaperForm, PaperForm, ScanForm
from balai.web.certification.written import written
from balai.web.choosing import chosen_person, people_to_choose
from balai.web.forms.base import show_refusal
from balai.web.gate import permitted
from balai.web.request import DeskRequest
from balai.web.training.forms import ReasonForm


@permitted(P.CERTIFICATE_READ)
def certificates(request: DeskRequest, which: str = "") -> HttpResponse:
    """which: "" all, "without_scan", "ending" (soon)."""
    today = timezone.localdate()
    rows = certificates_for(request.actor)
    if which == "without_scan":
        rows = rows.filter(scan__isnull=True, state=S.VALID, on_behalf_of__isnull=False)
    if which == "ending":
        last = today + timedelta(days=int(value_on(EXPIRY_DAYS, today)))
        rows = rows.filter(state=S.VALID, valid_until__range=(today, last))
    page = keyset_page(rows.distinct(), ("-issued_on", "-pk"), request.GET.get("sesudah"))
    context = {
        "page": page,
        "which": which,
        "records": request.actor.has(P.CERTIFICATE_RECORD),
        "today": today,
        "older": f"?sesudah={page.next}" if page.next else "",
    }
    return render(request, "certification/certificates.html", context)


@permitted(P.CERTIFICATE_RECORD)
def certify(request: DeskRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(assessments_for(request.actor), pk=pk)
    units = units_of(row)
    start = {"units": [unit.unit_id for unit in units]}
    bound = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    issues = may_issue(request.actor, row.certifier_id)
    form = (IssueHereForm if issues else PaperForm)(*bound, units=units, initial=start)
    if form.is_valid():
        filled = form.cleaned_data
        try:
            scan = _stored(request, filled.pop("scan", None))
            unit_ids = [unit.pk for unit in filled.pop("units", [])]
            paper = Paper(**filled, unit_ids=unit_ids, scan=scan)
            made = record_competence_certificate(by=request.actor, assessment=row, paper=paper, now=timezone.now())
        except Refused as no:
            show_refusal(form, no)
        else:
            messages.success(request, _("Sertifikat kompetensi %(name)s tercatat.") % {"name": row.person.full_name})
            if warning := number_warning(made.number):
                messages.warning(request, warning)
            return redirect("certification:certificate", made.pk)
    return render(request, "certification/certify.html", {"row": row, "form": form, "issues": issues})


@permitted(P.CERTIFICATE_RECORD)
def from_paper(request: DeskRequest) -> HttpResponse:
    """An older certificate: first whose, then what the paper says."""
    person = chosen_person(request)
    if person is None:
        return render(request, "certification/choose_holder.html", people_to_choose(request))
    bound = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = OldPaperForm(*bound, units=[])
    if form.is_valid():
        said = form.cleaned_data
        certifier, scheme = said.pop("certifier"), said.pop("scheme")
        try:
            paper = Paper(**(said | {"scan": _stored(request, said["scan"])}))
            made = record_certificate_from_paper(
                by=request.actor, person=person, certifier=certifier, scheme=scheme, paper=paper, now=timezone.now()
            )
        except Refused as no:
            show_refusal(form, no)
        else:
            messages.success(request, _("Sertifikat %(name)s dicatat dari kertas.") % {"name": person.full_name})
            if warning := number_warning(made.number):
                messages.warning(request, warning)
            return redirect("certification:certificate", made.pk)
    return render(request, "certification/from_paper.html", {"person": person, "form": form})


@permitted(P.CERTIFICATE_READ)
def certificate(request: DeskRequest, pk: int) -> HttpResponse:
    paper = get_object_or_404(certificates_for(request.actor), pk=pk)
    may_record = may_correct(request.actor, paper)
    context: dict[str, Any] = {
        "paper": paper,
        "units": paper.units.order_by("code"),
        "today": timezone.localdate(),
        "may_record": may_record,
        "scan_form": ScanForm(),
        "blank_form": BlankForm(initial={"blank_state": paper.blank_state, "blank_number": paper.blank_number}),
        "reason_form": ReasonForm(),
        "warning": number_warning(paper.number),
        "told": was_told(paper),
        "speaks": speaks(request.actor, paper),
        "stands": bool(paper.certifier_word) and not speaks(request.actor, paper),
        "printable": paper.state == S.VALID and issued_here().filter(pk=paper.pk).exists(),
    }
    return render(request, "certification/certificate.html", context)


@require_POST
@permitted(P.CERTIFICATE_RECORD)
def change(request: DeskRequest, pk: int, step: str) -> HttpResponse:
    """step: tarik (wrong record, denied), cabut (the certifier took it back), benarkan, pulihkan, blangko, pindaian."""
    paper = get_object_or_404(certificates_for(request.actor), pk=pk)
    reason = request.POST.get("reason", "")
    try:
        if step == "tarik":
            withdraw_certificate(by=request.actor, certificate=paper, reason=reason)
        elif step == "cabut":
            revoke_certificate(by=request.actor, certificate=paper, reason=reason)
        elif step == "benarkan":
            confirm_certificate(by=request.actor, certificate=paper, now=timezone.now())
        elif step == "pulihkan":
            restore_certificate(by=request.actor, certificate=paper)
        elif step == "blangko":
            state, number = written(request, "blank_state", 8), written(request, "blank_number", 40)
            set_blank(by=request.actor, certificate=paper, state=state, number=number)
        elif step == "pindaian":
            _attach(request, paper)
        else:
            raise Http404
        messages.success(request, _("Catatan sertifikat diperbarui."))
    except Refused as no:
        messages.error(request, str(no))
    return redirect("certification:certificate", pk)


@permitted(P.CERTIFICATE_READ)
def scan(request: DeskRequest, pk: int) -> HttpResponse:
    paper = get_object_or_404(certificates_for(request.actor).select_related("scan"), pk=pk, scan__isnull=False)
    if paper.scan is None:
        raise Http404
    try:
        content = open_stored(paper.scan)
    except FileGone:
        raise Http404 from None
    answer = HttpResponse(content, content_type=paper.scan.media_type)
    answer["Content-Disposition"] = "inline"
    answer["Cache-Control"] = "no-store"
    return answer


def _attach(request: DeskRequest, paper: Any) -> None:
    check_may_correct(request.actor, paper)
    stored = _stored(request, request.FILES.get("scan"))
    if stored is None:
        raise Refused("no_file", _("Pilih dulu berkas pindaiannya."), "scan")
    attach_scan(by=request.actor, certificate=paper, scan=stored)


def _stored(request: DeskRequest, upload: Any) -> StoredFile | None:
    """Before the transaction of the record, because drawing a file anew takes a second."""
    if upload is None:
        return None
    today = timezone.localdate()
    try:
        return store_upload(
            by=request.actor, name=upload.name or "", content=upload, kind=DocumentKind.CERTIFICATE,
            keep_months=int(value_on(SCAN_MONTHS, today)), now=timezone.now(),
        )  # fmt: skip
    except Refused as no:
        raise Refused(no.code, no.message, "scan") from no
