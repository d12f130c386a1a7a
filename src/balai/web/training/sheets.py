"""The printed sheet typed in afterwards, and marks of one person that disagree."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.access.permissions import Permission as P
from balai.kernel.refusal import Refused
from balai.training.actions.statements import Told, settle_marks, tell_marks
from balai.training.enums import MarkSource, StatementState
from balai.training.models import MarkStatement, TrainingSession
from balai.training.rules.authority import may_mark
from balai.web.gate import permitted
from balai.web.request import DeskRequest
from balai.web.training.attendance import NOTHING_FILLED, Filled, after_telling, client_id_of, marks_for, sheet_rows
from balai.web.training.opened import inside, opened_class


@permitted(P.ATTENDANCE_MARK)
def paper(request: DeskRequest, pk: int, number: int) -> HttpResponse:
    """What stands on paper, without looking at what the phone sent: where they disagree, both stay until it is settled."""
    batch = opened_class(request, pk)
    meeting = get_object_or_404(TrainingSession.objects.visible_to(request.actor), batch=batch, number=number)
    if request.method == "POST":
        try:
            answers = tell_marks(
                by=request.actor, session=meeting, told=_told(request, timezone.now()), source=MarkSource.PAPER,
                now=timezone.now(),
            )  # fmt: skip
        except Refused as no:
            messages.error(request, str(no))
        else:
            messages.success(request, _("%(n)d tanda dari lembar disimpan.") % {"n": len(answers)})
            return after_telling(request, pk, answers)
    context = inside(request, batch, "sessions", _("Salin lembar tercetak pertemuan %(n)d") % {"n": number}) | {
        "meeting": meeting,
        "rows": sheet_rows(request, meeting, NOTHING_FILLED, blank=True),
        "marks": marks_for(meeting),
        "client_id": client_id_of(request),
    }
    return render(request, "training/paper.html", context)


def _told(request: DeskRequest, now: datetime) -> list[Told]:
    sheet, filled = client_id_of(request), Filled.of(request)
    return [Told(_of_row(sheet, pk), pk, mark, now, note=filled.notes.get(pk, "")) for pk, mark in filled.marks.items()]


def _of_row(sheet: UUID, pk: int) -> UUID:
    """The same sheet sent twice has the same ids."""
    return uuid5(sheet, str(pk))


@permitted(P.TRAINING_READ)
def differing(request: DeskRequest, pk: int) -> HttpResponse:
    batch = opened_class(request, pk)
    found = MarkStatement.objects.visible_to(request.actor).filter(session__batch=batch)
    rows = found.select_related("session", "enrolment__person").order_by("session__number", "enrolment__seat", "pk")
    context: dict[str, Any] = inside(request, batch, "sessions", _("Tanda yang berbeda")) | {
        "open": list(rows.differing()),
        "settled": list(rows.filter(state__in=[StatementState.TAKEN, StatementState.SET_ASIDE])[:100]),
        "may_mark": may_mark(request.actor, batch),
    }
    return render(request, "training/differing.html", context)


@require_POST
@permitted(P.ATTENDANCE_MARK)
def settle(request: DeskRequest, pk: int, statement: int) -> HttpResponse:
    batch = opened_class(request, pk)
    rows = MarkStatement.objects.visible_to(request.actor).filter(session__batch=batch)
    row = get_object_or_404(rows, pk=statement)
    try:
        settle_marks(
            by=request.actor, statement=row, take=request.POST.get("take") == "told",
            reason=request.POST.get("reason", ""), now=timezone.now(),
        )  # fmt: skip
        messages.success(request, _("Diputuskan. Kedua tanda tetap terbaca di halaman ini."))
    except Refused as no:
        messages.error(request, str(no))
    return redirect("training:differing", pk)
