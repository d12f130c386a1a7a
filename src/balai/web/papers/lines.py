"""One line of a sample: opening its evidence is recorded first; then it is read, and what was found is noted."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.access.permissions import Permission as P
from balai.kernel.clock import today_in
from balai.kernel.refusal import Refused
from balai.papers.actions.inspect import note_finding, open_line
from balai.papers.behind import Evidence
from balai.papers.evidence import LINE_WORDS, evidence_of, row_of
from balai.papers.models import SampleLine
from balai.papers.rules.inspection import may_inspect
from balai.web.downloads import sealed_file
from balai.web.forms.base import done
from balai.web.gate import permitted
from balai.web.papers.forms_inspection import FindingForm
from balai.web.request import DeskRequest


@require_POST
@permitted(P.INSPECT)
def open_one(request: DeskRequest, sample_id: int, number: int) -> HttpResponse:
    row = _line(request, sample_id, number)
    try:
        open_line(by=request.actor, line=row, now=timezone.now())
    except Refused as no:
        messages.error(request, str(no))
        return redirect("papers:drawn", sample_id)
    return redirect("papers:line", sample_id, number)


@permitted(P.INSPECT)
def line(request: DeskRequest, sample_id: int, number: int) -> HttpResponse:
    """The evidence, once its opening is recorded; and the finding."""
    row = _line(request, sample_id, number)
    if not _may_look(request, row):
        messages.info(request, _("Buka bukti lewat tombolnya, supaya pembukaannya tercatat."))
        return redirect("papers:drawn", sample_id)
    start = {"finding": row.finding, "note": row.note}
    form = FindingForm(request.POST if request.method == "POST" else None, initial=start)
    if form.is_valid() and done(
        form, lambda: note_finding(by=request.actor, line=row, now=timezone.now(), **form.cleaned_data)
    ):
        messages.success(request, _("Temuan tercatat."))
        return redirect("papers:drawn", sample_id)
    told = _evidence(row)
    shown = {"sample": row.sample, "line": row, "kind": LINE_WORDS[row.code[0]], "told": told, "form": form,
             "files": _files(row, told), "openings": row.openings.count()}  # fmt: skip
    return render(request, "papers/line.html", shown)


@permitted(P.INSPECT)
def file(request: DeskRequest, sample_id: int, number: int, file: UUID) -> HttpResponse:
    """A paper, scan or receipt behind the line, and no other."""
    row = _line(request, sample_id, number)
    told = _evidence(row) if _may_look(request, row) else None
    found = next((one for one in told.attached if one.file.pk == file), None) if told else None
    if found is None:
        raise Http404
    return sealed_file(found.file, f"bukti-{sample_id}-{number}")


def _line(request: DeskRequest, sample_id: int, number: int) -> SampleLine:
    rows = SampleLine.objects.visible_to(request.actor).filter(sample_id=sample_id, number=number)
    joined = ("batch__curriculum", "batch__centre__region", "sample__mandate__body", "sample__mandate__giver__region")
    return get_object_or_404(rows.select_related(*joined))


def _may_look(request: DeskRequest, row: SampleLine) -> bool:
    """Under a mandate that holds today, by who recorded opening it."""
    mandate = row.sample.mandate
    valid = may_inspect(request.actor, mandate, today_in(mandate.giver.zone, timezone.now()))
    return valid and row.openings.filter(opened_by=request.actor.name).exists()


def _evidence(row: SampleLine) -> Evidence | None:
    """None when the record is gone since the draw."""
    found = row_of(row.code, row.batch)
    return evidence_of(row.code, found, row.batch) if found is not None else None


def _files(row: SampleLine, told: Evidence | None) -> list[tuple[str, str]]:
    at, attached = (row.sample_id, row.number), told.attached if told else ()
    return [(one.label, "" if one.gone else reverse("papers:line_file", args=[*at, one.file.pk])) for one in attached]
