"""Activity reports: filed by the centre, read by everybody who took part."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.access.permissions import Permission as P
from balai.institutions.models import Institution
from balai.kernel.paging import keyset_page
from balai.kernel.refusal import Refused
from balai.papers.actions.report import file_report, say_read
from balai.papers.enums import PaperKind
from balai.papers.queries import papers_of, reports_for
from balai.papers.rules import may_file
from balai.web.gate import permitted
from balai.web.request import DeskRequest
from balai.web.training.opened import opened_class


@permitted(P.TRAINING_READ, P.PLANNING_READ, P.PACKAGE_DECIDE, P.CERTIFICATE_READ)
def reports(request: DeskRequest) -> HttpResponse:
    page = keyset_page(reports_for(request.actor), ("-filed_at", "-pk"), request.GET.get("sesudah"))
    mine = {desk.institution for desk in request.actor.desks}
    rows = []
    for report in page.rows:
        read = [(one.institution.name, one.read_at) for one in report.readings.all()]
        unread = mine - {one.institution_id for one in report.readings.all()} - {report.batch.reporter_id}
        rows.append((report, read, bool(unread)))
    context = {"rows": rows, "older": f"?sesudah={page.next}" if page.next else ""}
    return render(request, "papers/reports.html", context)


@require_POST
@permitted(P.TRAINING_READ, P.PLANNING_READ, P.PACKAGE_DECIDE, P.CERTIFICATE_READ)
def read(request: DeskRequest, paper_id: int) -> HttpResponse:
    """For every desk of the reader that has not said so yet."""
    report = get_object_or_404(reports_for(request.actor), pk=paper_id)
    mine = {desk.institution for desk in request.actor.desks} - {report.batch.reporter_id}
    known = set(report.readings.values_list("institution_id", flat=True))
    try:
        for body in Institution.objects.visible_to(request.actor).filter(pk__in=mine - known):
            say_read(by=request.actor, paper=report, institution=body, now=timezone.now())
        messages.success(request, _("Dicatat: lembaga Anda sudah membaca laporan ini."))
    except Refused as no:
        messages.error(request, str(no))
    return redirect("papers:reports")


@require_POST
@permitted(P.TRAINING_CERTIFY, P.BATCH_EDIT)
def file(request: DeskRequest, pk: int, kind: str) -> HttpResponse:
    batch = opened_class(request, pk)
    row = papers_of(request.actor, pk).filter(kind=kind).first()
    if row is None or kind != PaperKind.REPORT or not may_file(request.actor, batch):
        raise Http404
    try:
        file_report(by=request.actor, paper=row, now=timezone.now())
        messages.success(request, _("Laporan kegiatan disampaikan. Pihak yang ikut kini dapat membacanya."))
    except Refused as no:
        messages.error(request, str(no))
    return redirect("papers:paper", pk, kind)
