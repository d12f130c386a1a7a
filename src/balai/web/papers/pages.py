"""Berkas of a class: what it owes, each paper's own page, and everything in one tap."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.access.permissions import Permission as P
from balai.documents.actions.store import store_upload
from balai.documents.enums import DocumentKind
from balai.kernel.clock import today_in
from balai.kernel.refusal import Refused
from balai.papers.actions.make import attach_signed, make_paper
from balai.papers.actions.whole import export_whole
from balai.papers.catalogue import SHEETS
from balai.papers.enums import PaperKind
from balai.papers.models import ClassPaper
from balai.papers.parameters import KEPT_MONTHS
from balai.papers.queries import classes_on_file, last_signatory, newest, owed_by, papers_of
from balai.papers.records import Records
from balai.papers.rules import may_file, may_make, may_read_scores, may_read_whole
from balai.papers.writing import has_moved_on
from balai.parameters.queries import value_on
from balai.planning.models import Batch
from balai.web.downloads import made_file, sealed_file, workbook
from balai.web.forms.base import show_refusal
from balai.web.gate import permitted
from balai.web.papers.forms import PaperForm, SignedForm
from balai.web.planning.road import runs_selection
from balai.web.request import DeskRequest
from balai.web.training.opened import inside

READERS = (P.TRAINING_READ, P.PACKAGE_DECIDE)
"""Who looks into classes, and who pays for them."""


def opened_file(request: DeskRequest, pk: int) -> Batch:
    return get_object_or_404(classes_on_file(request.actor), pk=pk)


def base_of(request: DeskRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")


def opened_kind(request: DeskRequest, batch: Batch, kind: str) -> PaperKind:
    """404 for what is no kind of paper, and for scores that are not this desk's to read."""
    if kind not in SHEETS or (kind == PaperKind.SELECTION and not may_read_scores(request.actor, batch)):
        raise Http404
    return PaperKind(kind)


@permitted(*READERS)
def papers(request: DeskRequest, pk: int) -> HttpResponse:
    batch = opened_file(request, pk)
    made = newest(list(papers_of(request.actor, pk)))
    scores = may_read_scores(request.actor, batch)
    rows = [
        (owed, may_make(request.actor, batch, owed.kind))
        for owed in owed_by(Records(batch), made)
        if scores or owed.kind != PaperKind.SELECTION
    ]
    context = inside(request, batch, "papers", _("Berkas")) | {
        "rows": rows,
        "signed": sum(owed.paper is not None and owed.paper.scan_id is not None for owed, _may in rows),
        "may_whole": may_read_whole(request.actor, batch),
    }
    return render(request, "papers/list.html", context)


@permitted(*READERS)
def paper(request: DeskRequest, pk: int, kind: str) -> HttpResponse:
    """One kind of paper: made, its versions, signed, filed."""
    batch = opened_file(request, pk)
    kind = opened_kind(request, batch, kind)
    sheet, records = SHEETS[kind], Records(batch)
    versions = list(papers_of(request.actor, pk).filter(kind=kind))
    may = may_make(request.actor, batch, kind)
    form = PaperForm(
        request.POST if request.method == "POST" else None,
        asks=sheet.asks,
        initial=_start(batch, kind, versions, records),
    )
    if may and form.is_valid():
        try:
            said, now = form.said(), timezone.now()
            made = make_paper(by=request.actor, batch=batch, kind=kind, said=said, now=now, base=base_of(request))
        except Refused as no:
            show_refusal(form, no)
        else:
            messages.success(request, _("Berkas dibuat. Unduh, tanda tangani, lalu pasang pindaiannya."))
            return redirect("papers:paper", pk, made.kind)
    context = inside(request, batch, "papers", str(kind.label).capitalize()) | {
        "kind": kind, "missing": sheet.needs(records), "versions": versions, "form": form,
        "help_page": help_for(request, batch, sheet.help_page),
        "paper": versions[0] if versions else None, "may_make": may, "signed_form": SignedForm(auto_id="pindaian_%s"),
        "may_file": kind == PaperKind.REPORT and may_file(request.actor, batch),
        "moved_on": bool(versions) and not sheet.needs(records) and has_moved_on(records, versions[0]),
    }  # fmt: skip
    return render(request, "papers/paper.html", context)


def help_for(request: DeskRequest, batch: Batch, page: str) -> str:
    """Name of the page on which what is missing is recorded; empty where this desk does not get in."""
    return "" if page == "admissions:selection" and not runs_selection(request.actor, batch) else page


def _start(batch: Batch, kind: str, versions: list[ClassPaper], records: Records) -> dict[str, object]:
    today = today_in(batch.zone, timezone.now())
    if versions:
        last = versions[0]
        own = {"letter_number": last.letter_number, "dated_on": last.dated_on, "place": last.place, "signatory": last.signatory,
               "signatory_role": last.signatory_role, "signatory_number": last.signatory_number}  # fmt: skip
        said: dict[str, object] = last.said
        return own | said
    return {"dated_on": today, "place": records.place} | last_signatory(batch, kind, today)


@require_POST
@permitted(P.BATCH_EDIT)
def attach(request: DeskRequest, pk: int, kind: str) -> HttpResponse:
    batch = opened_file(request, pk)
    row = papers_of(request.actor, pk).filter(kind=opened_kind(request, batch, kind)).first()
    if row is None or not may_make(request.actor, batch, kind):
        raise Http404
    form = SignedForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, _("Pilih dulu berkas pindaiannya, lalu pasang."))
        return redirect("papers:paper", pk, kind)
    try:
        now, upload = timezone.now(), form.cleaned_data["file"]
        months = int(value_on(KEPT_MONTHS, now.date()))
        file = store_upload(
            by=request.actor, name=upload.name, content=upload, kind=DocumentKind.LETTER, keep_months=months, now=now
        )
        attach_signed(by=request.actor, paper=row, scan=file, now=now)
        messages.success(request, _("Pindaian bertanda tangan terpasang."))
    except Refused as no:
        messages.error(request, str(no))
    return redirect("papers:paper", pk, kind)


@permitted(P.TRAINING_READ, P.PLANNING_READ, P.PACKAGE_DECIDE, P.CERTIFICATE_READ)
def download(request: DeskRequest, pk: int, kind: str, version: int) -> HttpResponse:
    row = get_object_or_404(papers_of(request.actor, pk), kind=kind, version=version)
    return sealed_file(row.file, f"{kind}-{pk}-{version}")


@permitted(P.TRAINING_READ, P.PLANNING_READ, P.PACKAGE_DECIDE, P.CERTIFICATE_READ)
def scan(request: DeskRequest, pk: int, kind: str, version: int) -> HttpResponse:
    row = get_object_or_404(papers_of(request.actor, pk), kind=kind, version=version, scan__isnull=False)
    if row.scan is None:
        raise Http404
    return sealed_file(row.scan, f"{kind}-{pk}-{version}-bertanda-tangan")


@require_POST
@permitted(*READERS)
def whole(request: DeskRequest, pk: int) -> HttpResponse:
    """The accountability file: form=pdf or xlsx."""
    batch = opened_file(request, pk)
    today, base = today_in(batch.zone, timezone.now()), base_of(request)
    try:
        if request.POST.get("form") == "xlsx":
            content = export_whole(by=request.actor, batch=batch, form="xlsx", day=today, base=base)
            return workbook(content, f"pertanggungjawaban-{pk}.xlsx")
        content = export_whole(by=request.actor, batch=batch, form="pdf", day=today, base=base)
    except Refused as no:
        messages.error(request, str(no))
        return redirect("papers:list", pk)
    return made_file(content, "application/pdf", f"pertanggungjawaban-{pk}.pdf")
