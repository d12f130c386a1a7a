"""The assessment of a period as a paper, made for who asks and kept by nobody."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import translation

from balai.collaboration.models import Period
from balai.collaboration.printed import report_of
from balai.collaboration.report_contents import report_pdf
from balai.web.collaboration.found import today_of
from balai.web.downloads import made_file
from balai.web.request import DeskRequest


def report(request: DeskRequest, pk: int) -> HttpResponse:
    """For whoever signs in and may read the period; read up to today, or up to the end of a period that is over."""
    rows = Period.objects.visible_to(request.actor).select_related("collaboration__owner__region")
    period = get_object_or_404(rows, pk=pk)
    today = today_of(period.collaboration)
    with translation.override("id"):
        pdf = report_pdf(report_of(period, min(today, period.period_end_to or today)))
    return made_file(pdf, "application/pdf", f"penilaian-{period.pk}.pdf")
