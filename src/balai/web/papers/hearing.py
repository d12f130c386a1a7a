"""Hak jawab: the inspector sends what was found; the centre reads it and answers; the inspector reads the answers."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.access.permissions import Permission as P
from balai.documents.actions.store import store_upload
from balai.documents.enums import DocumentKind
from balai.documents.models import StoredFile
from balai.kernel.paging import keyset_page
from balai.kernel.refusal import Refused
from balai.papers.actions.hearing import answer_finding, read_answers, send_findings
from balai.papers.enums import Finding
from balai.papers.evidence import LINE_WORDS
from balai.papers.models import LineAnswer, Sample, SampleLine
from balai.papers.parameters import KEPT_MONTHS
from balai.papers.queries import findings_for
from balai.papers.rules.inspection import may_answer
from balai.parameters.queries import value_on
from balai.web.downloads import sealed_file
from balai.web.forms.base import done
from balai.web.gate import permitted
from balai.web.papers.forms_inspection import AnswerForm
from balai.web.request import DeskRequest
from balai.web.turning import AFTER, around


@require_POST
@permitted(P.INSPECT)
def send(request: DeskRequest, sample_id: int) -> HttpResponse:
    sample = get_object_or_404(Sample.objects.visible_to(request.actor), pk=sample_id)
    try:
        send_findings(by=request.actor, sample=sample, now=timezone.now())
        messages.success(request, _("Temuan dikirim. Balai kelasnya dapat membaca dan menjawabnya."))
    except Refused as no:
        messages.error(request, str(no))
    return redirect("papers:drawn", sample_id)


@require_POST
@permitted(P.INSPECT)
def read(request: DeskRequest, sample_id: int) -> HttpResponse:
    sample = get_object_or_404(Sample.objects.visible_to(request.actor), pk=sample_id)
    try:
        read_answers(by=request.actor, sample=sample, now=timezone.now())
        messages.success(request, _("Dicatat: jawaban balai sudah dibaca."))
    except Refused as no:
        messages.error(request, str(no))
    return redirect("papers:drawn", sample_id)


@permitted(P.TRAINING_CERTIFY)
def findings(request: DeskRequest) -> HttpResponse:
    page = keyset_page(findings_for(request.actor), ("-sample__sent_at", "-pk"), request.GET.get(AFTER))
    rows = [(line, LINE_WORDS[line.code[0]], _asks(line)) for line in page.rows]
    return render(request, "papers/findings.html", {"rows": rows} | around(page))


@permitted(P.TRAINING_CERTIFY)
def finding(request: DeskRequest, line_id: int) -> HttpResponse:
    line = get_object_or_404(findings_for(request.actor), pk=line_id)
    sent = request.POST if request.method == "POST" else None
    form = AnswerForm(sent, request.FILES if sent is not None else None)
    asks = _asks(line) and may_answer(request.actor, line)
    if asks and form.is_valid() and done(form, lambda: _answer(request, line, form.cleaned_data)):
        messages.success(request, _("Jawaban tersimpan. Pemeriksa dapat membacanya."))
        return redirect("papers:findings")
    shown = {"line": line, "kind": LINE_WORDS[line.code[0]], "asks": asks, "form": form}
    return render(request, "papers/finding.html", shown)


@permitted(P.TRAINING_CERTIFY, P.INSPECT, P.MANDATE_GIVE)
def attachment(request: DeskRequest, line_id: int) -> HttpResponse:
    """For the centre that answered, the inspector, and who gave the mandate."""
    own = findings_for(request.actor).filter(pk=line_id)
    line = own.first() or get_object_or_404(SampleLine.objects.visible_to(request.actor), pk=line_id)
    answer = getattr(line, "answer", None)
    if answer is None or answer.file is None:
        raise Http404
    return sealed_file(answer.file, f"jawaban-{line_id}")


def _asks(line: SampleLine) -> bool:
    return line.finding != Finding.FITS and not hasattr(line, "answer")


def _answer(request: DeskRequest, line: SampleLine, said: dict[str, Any]) -> LineAnswer:
    file = _stored(request, said["file"])
    return answer_finding(by=request.actor, line=line, text=said["text"], now=timezone.now(), file=file)


def _stored(request: DeskRequest, upload: Any) -> StoredFile | None:
    """Before the transaction of the answer, because drawing a file anew takes a second."""
    if not upload:
        return None
    now = timezone.now()
    months = int(value_on(KEPT_MONTHS, timezone.localdate(now)))
    try:
        return store_upload(
            by=request.actor, name=upload.name or "", content=upload, kind=DocumentKind.LETTER, keep_months=months, now=now
        )  # fmt: skip
    except Refused as no:
        raise Refused(no.code, no.message, "file") from None
