"""The plan of a year as a workbook: taken home, and taken in again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.access.permissions import Permission as P
from balai.kernel.refusal import Refused
from balai.planning.actions.plan_rows import RowAnswer
from balai.planning.actions.take_plan import take_plan
from balai.planning.plan_file import read_plan, write_plan
from balai.programmes.queries import offered_curricula
from balai.web.downloads import workbook
from balai.web.gate import permitted
from balai.web.planning.packages import READERS
from balai.web.planning.round_forms import PlanFileForm
from balai.web.planning.rounds import file_name, planned_in, seen_round
from balai.web.request import DeskRequest


@permitted(*READERS)
def export(request: DeskRequest, pk: int) -> HttpResponse:
    row = seen_round(request, pk)
    title = _("Rencana pelatihan %(funder)s tahun %(year)s") % {"funder": row.funder, "year": row.year}
    return workbook(write_plan(planned_in(request, row), title), file_name(row, timezone.localdate()))


@require_POST
@permitted(P.PACKAGE_DECIDE, P.PACKAGE_PROPOSE)
def take(request: DeskRequest, pk: int) -> HttpResponse:
    """Each row's answer on a page; drafts only, so that nothing is sent by a file."""
    row, form = seen_round(request, pk), PlanFileForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, _("Pilih berkas rencana lebih dulu."))
        return redirect("planning:round", pk)
    sent = form.cleaned_data["file"]
    try:
        rows = read_plan(sent.read(), sent.name)
        offered = list(offered_curricula(request.actor, timezone.localdate()))
        answers = take_plan(
            by=request.actor, funder=row.funder, year=row.year, rows=rows, curricula=offered, now=timezone.now()
        )
    except Refused as no:
        messages.error(request, str(no))
        return redirect("planning:round", pk)
    return render(request, "planning/taken.html", {"round": row, "answers": answers, "counts": _counts(answers)})


def _counts(answers: list[RowAnswer]) -> dict[str, int]:
    return {state: sum(one.state == state for one in answers) for state in ("new", "changed", "same", "refused")}
