"""The office papers of a meeting: made, kept in versions, signed by hand and attached."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.access.permissions import Permission as P
from balai.collaboration.actions.papers import attach_signed_paper, make_meeting_paper
from balai.collaboration.enums import MeetingPaperKind
from balai.collaboration.models import Convening, MeetingPaper
from balai.collaboration.parameters import PAPER_MONTHS
from balai.collaboration.rules.papers import lacks
from balai.documents.actions.store import store_upload
from balai.documents.enums import DocumentKind
from balai.kernel.refusal import Refused
from balai.parameters.queries import value_on
from balai.web.collaboration.found import inside, kept_meeting, opened_meeting, today_of
from balai.web.collaboration.meetings import READS
from balai.web.downloads import sealed_file
from balai.web.forms.base import done
from balai.web.gate import permitted
from balai.web.papers.forms import PaperForm, SignedForm
from balai.web.request import DeskRequest


@permitted(P.COLLABORATION_EDIT)
def paper(request: DeskRequest, pk: int, kind: str) -> HttpResponse:
    row = kept_meeting(request, pk)
    if kind not in MeetingPaperKind.values:
        raise Http404
    versions = list(
        MeetingPaper.objects.visible_to(request.actor).filter(convening=row, kind=kind).order_by("-version")
    )
    form = PaperForm(
        request.POST if request.method == "POST" else None, asks=(), initial=_start(request, row, versions)
    )
    if form.is_valid() and done(
        form,
        lambda: make_meeting_paper(by=request.actor, convening=row, kind=kind, said=form.said(), now=timezone.now()),
    ):
        messages.success(request, _("Surat dibuat. Unduh, tanda tangani, lalu pasang pindaiannya."))
        return redirect("collaboration:paper", pk, kind)
    label = MeetingPaperKind(kind).label
    context = inside(request, row, str(label).capitalize()) | {
        "kind": kind, "missing": lacks(row, kind), "versions": versions, "paper": versions[0] if versions else None,
        "form": form, "signed_form": SignedForm(auto_id="pindaian_%s"),
    }  # fmt: skip
    return render(request, "collaboration/paper.html", context)


def _start(request: DeskRequest, row: Convening, versions: list[MeetingPaper]) -> dict[str, Any]:
    names = ("letter_number", "dated_on", "place", "signatory", "signatory_role", "signatory_number")
    if versions:
        return {name: getattr(versions[0], name) for name in names}
    kept = row.meeting.period.collaboration
    start: dict[str, Any] = {"dated_on": today_of(kept)}
    if kept.owner and kept.owner.region:
        start["place"] = kept.owner.region.name
    seen = MeetingPaper.objects.visible_to(request.actor)
    other = seen.filter(convening__meeting__period__collaboration=kept).order_by("-pk").first()
    if other:
        start |= {name: getattr(other, name) for name in names[2:]}
    return start


@require_POST
@permitted(P.COLLABORATION_EDIT)
def attach(request: DeskRequest, pk: int, kind: str) -> HttpResponse:
    row = kept_meeting(request, pk)
    newest = (
        MeetingPaper.objects.visible_to(request.actor).filter(convening=row, kind=kind).order_by("-version").first()
    )
    if newest is None:
        raise Http404
    form = SignedForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, _("Pilih dulu berkas pindaiannya, lalu pasang."))
        return redirect("collaboration:paper", pk, kind)
    now, upload = timezone.now(), form.cleaned_data["file"]
    try:
        months = int(value_on(PAPER_MONTHS, now.date()))
        file = store_upload(
            by=request.actor, name=upload.name, content=upload, kind=DocumentKind.LETTER, keep_months=months, now=now
        )
        attach_signed_paper(by=request.actor, paper=newest, scan=file, now=now)
        messages.success(request, _("Pindaian bertanda tangan terpasang."))
    except Refused as no:
        messages.error(request, str(no))
    return redirect("collaboration:paper", pk, kind)


@permitted(*READS)
def download(request: DeskRequest, pk: int, kind: str, version: int) -> HttpResponse:
    found = _found(request, pk, kind, version)
    return sealed_file(found.file, f"{kind}-rapat-{pk}-{version}")


@permitted(*READS)
def scan(request: DeskRequest, pk: int, kind: str, version: int) -> HttpResponse:
    found = _found(request, pk, kind, version)
    if found.scan is None:
        raise Http404
    return sealed_file(found.scan, f"{kind}-rapat-{pk}-{version}-bertanda-tangan")


def _found(request: DeskRequest, pk: int, kind: str, version: int) -> MeetingPaper:
    row = opened_meeting(request, pk)
    rows = MeetingPaper.objects.visible_to(request.actor).select_related("file", "scan")
    return get_object_or_404(rows, convening=row, kind=kind, version=version)
