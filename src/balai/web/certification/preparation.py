"""What the certifier's side adds to an assessment: evidence, another day, the answer to an appeal, its two workbooks."""

from dataclasses import replace
from datetime import date, datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from balai.access.permissions import Permission as P
from balai.certification.actions.appeal import answer_appeal
from balai.certification.actions.prepare import Seen, add_evidence, reassess
from balai.certification.models import AssessmentAppeal, AssessmentEvidence
from balai.certification.parameters import EVIDENCE_MONTHS
from balai.certification.queries import assessments_for, workbook_rows
from balai.certification.rules import check_recorder
from balai.certification.sheets import candidates_sheet, record_sheet
from balai.documents.actions.store import remove_stored, store_upload
from balai.documents.enums import DocumentKind
from balai.documents.models import StoredFile
from balai.kernel.refusal import Refused
from balai.parameters.queries import value_on
from balai.web.certification.written import written
from balai.web.downloads import workbook
from balai.web.forms.base import DAY_FIRST
from balai.web.forms.fields import is_id
from balai.web.gate import permitted
from balai.web.institutions.found import stored_file
from balai.web.request import DeskRequest

MARKS = ("valid", "authentic", "current", "sufficient")


@require_POST
@permitted(P.ASSESSMENT_RECORD, P.CERTIFICATE_RECORD)
def evidence(request: DeskRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(assessments_for(request.actor), pk=pk)
    unit = request.POST.get("unit", "")
    seen = Seen(
        request.POST.get("kind", ""), written(request, "note"),
        frozenset(mark for mark in MARKS if request.POST.get(mark)), int(unit) if is_id(unit) else None,
    )  # fmt: skip
    file, now = None, timezone.now()
    try:
        check_recorder(request.actor, row.certifier_id, row.enrolment.batch if row.enrolment else None, row.person)
        file = _stored(request, now)
        add_evidence(by=request.actor, assessment=row, seen=replace(seen, file=file), now=now)
        messages.success(request, _("Bukti dicatat."))
    except Refused as no:
        if file is not None:
            remove_stored(by=request.actor, file=file, now=now)
        messages.error(request, str(no))
    return redirect("certification:assessment", pk)


def _stored(request: DeskRequest, now: datetime) -> StoredFile | None:
    upload = request.FILES.get("file")
    if upload is None:
        return None
    return store_upload(
        by=request.actor, name=str(upload.name), content=upload, kind=DocumentKind.OTHER,
        keep_months=int(value_on(EVIDENCE_MONTHS, timezone.localdate())), now=now,
    )  # fmt: skip


@require_safe
def evidence_file(request: DeskRequest, pk: int) -> HttpResponse:
    """pk: of the evidence. For the certifier that assesses, and the candidate."""
    rows = AssessmentEvidence.objects.visible_to(request.actor).select_related("file")
    return stored_file(get_object_or_404(rows, pk=pk).file, f"bukti-{pk}")


@require_POST
@permitted(P.ASSESSMENT_RECORD, P.CERTIFICATE_RECORD)
def repeat(request: DeskRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(assessments_for(request.actor), pk=pk)
    day = _day(request.POST.get("held_on", ""))
    if day is None:
        messages.error(request, _("“Tanggal uji ulang” belum terbaca. Tulis seperti 17-08-2026."))
        return redirect("certification:assessment", pk)
    try:
        made = reassess(by=request.actor, assessment=row, held_on=day, now=timezone.now())
    except Refused as no:
        messages.error(request, str(no))
        return redirect("certification:assessment", pk)
    messages.success(request, _("Uji ulang dijadwalkan. Hasil yang pertama tetap tersimpan."))
    return redirect("certification:assessment", made.pk)


@require_POST
@permitted(P.ASSESSMENT_RECORD, P.CERTIFICATE_RECORD)
def answer(request: DeskRequest, pk: int) -> HttpResponse:
    """pk: of the appeal."""
    row = get_object_or_404(AssessmentAppeal.objects.visible_to(request.actor), pk=pk)
    upheld = request.POST.get("upheld") == "1"
    try:
        answer_appeal(
            by=request.actor,
            appeal=row,
            upheld=upheld,
            answer=written(request, "answer"),
            now=timezone.now(),
        )
        messages.success(request, _("Jawaban banding terkirim kepada peserta."))
    except Refused as no:
        messages.error(request, str(no))
    return redirect("certification:assessment", row.assessment_id)


@permitted(P.ASSESSMENT_RECORD, P.CERTIFICATE_READ)
def sheet(request: DeskRequest, pk: int, which: str) -> HttpResponse:
    """Of everybody assessed that day for that scheme. which: peserta (before), laporan (after)."""
    row = get_object_or_404(assessments_for(request.actor), pk=pk)
    write = {"peserta": candidates_sheet, "laporan": record_sheet}.get(which)
    if write is None:
        raise Http404
    content = write(workbook_rows(assessments_for(request.actor), row))
    return workbook(content, f"{which}-uji-{row.held_on:%Y-%m-%d}.xlsx")


def _day(text: str) -> date | None:
    for form in DAY_FIRST:
        try:
            return datetime.strptime(text.strip(), form).date()
        except ValueError:
            continue
    return None
