"""A case workbook is uploaded: judged row by row, saved whole or not at all; and what a forum publishes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.access.permissions import Permission
from balai.collaboration.actions.import_case import CaseAnswer, import_case
from balai.collaboration.actions.publish import set_published
from balai.collaboration.models import Collaboration
from balai.collaboration.reading import open_file
from balai.collaboration.tables import BY_NAME, TABLES
from balai.institutions.models import Institution
from balai.kernel.refusal import Refused
from balai.web.collaboration.forms import CaseForm
from balai.web.forms.base import show_refusal
from balai.web.gate import permitted
from balai.web.parts import FileAnswer, RowAnswer
from balai.web.request import DeskRequest

MOST_BYTES = 40_000_000
SHOWN = 300


@permitted(Permission.CASE_IMPORT)
def upload(request: DeskRequest) -> HttpResponse:
    offices = _offices(request)
    form = CaseForm(list(offices.values()), request.POST if request.method == "POST" else None, request.FILES or None)
    answer = None
    if form.is_valid():
        file, owner = form.cleaned_data["file"], offices[form.cleaned_data["institution"]]
        try:
            files = open_file(file.read(MOST_BYTES + 1), file.name)
            answer = import_case(by=request.actor, files=files, owner=owner, now=timezone.now())
        except Refused as no:
            show_refusal(form, no)
    if answer is not None and answer.period is not None:
        messages.success(request, _told(answer))
        return redirect("collaboration:part", answer.period.pk, "ringkasan")
    context = {"form": form, "tables": TABLES, "answers": _answers(answer) if answer else [], "refused": answer}
    return render(request, "collaboration/import.html", context, status=422 if answer or form.errors else 200)


@require_POST
@permitted(Permission.COLLABORATION_EDIT, Permission.CASE_IMPORT)
def publish(request: DeskRequest, pk: int) -> HttpResponse:
    kept = get_object_or_404(Collaboration.objects.visible_to(request.actor), pk=pk)
    try:
        kept = set_published(by=request.actor, collaboration_id=kept.pk, is_public=request.POST.get("public") == "yes")
        messages.success(
            request, _("Sekarang terbuka untuk umum.") if kept.is_public else _("Sekarang hanya untuk para pihak.")
        )
    except Refused as no:
        messages.error(request, str(no))
    return redirect("collaboration:page", pk)


def _offices(request: DeskRequest) -> dict[int, Institution]:
    own = request.actor.institutions_with(Permission.CASE_IMPORT)
    return {
        row.pk: row for row in Institution.objects.visible_to(request.actor).filter(pk__in=own).order_by("name_key")
    }


def _told(answer: CaseAnswer) -> str:
    rows, changed = sum(answer.accepted.values()), sum(answer.changed.values())
    if not changed:
        return _("%(rows)s baris sudah ada sebelumnya; tidak ada yang berubah.") % {"rows": rows}
    return _("%(rows)s baris diterima, %(changed)s baru atau berubah.") % {"rows": rows, "changed": changed}


def _answers(answer: CaseAnswer) -> list[tuple[object, FileAnswer]]:
    """By table: what is to be corrected."""
    found: list[tuple[object, FileAnswer]] = []
    for name, faults in answer.refused.items():
        label = BY_NAME[name].label if name in BY_NAME else ""
        rows = [RowAnswer(fault.n, "refused", fault.column, fault.reason) for fault in faults[:SHOWN]]
        found.append(((name, label), FileAnswer(0, len({f.n for f in faults}), 0, rows)))
    return found
