"""Who sits in the class: seats, leaving, reserves."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from balai.access.actor import Actor
from balai.access.permissions import Permission as P
from balai.admissions.models import Application
from balai.kernel.refusal import Refused
from balai.planning.models import Batch
from balai.training.actions.enrol import enrol_batch, enrol_person, leave_training, return_to_training
from balai.training.enums import OPEN_FOR_SEATS, EnrolmentState
from balai.training.models import Enrolment
from balai.training.queries import Line, attendance_of, line_of, waiting_for_a_seat
from balai.training.rules.authority import may_seat
from balai.training.rules.seats import check_may_sit
from balai.web.forms.base import show_refusal
from balai.web.gate import permitted
from balai.web.request import DeskRequest
from balai.web.training.forms import LeaveForm
from balai.web.training.opened import inside, opened_class


@permitted(P.TRAINING_READ, P.BATCH_EDIT)
def roster(request: DeskRequest, pk: int) -> HttpResponse:
    batch = opened_class(request, pk)
    enrolments = list(
        Enrolment.objects.visible_to(request.actor)
        .filter(batch=batch)
        .select_related("person")
        .order_by("seat", "person__name_key", "pk")
    )
    attended = attendance_of(enrolments)
    sitting = [e for e in enrolments if e.seat is not None]
    seats = may_seat(request.actor, batch) and batch.state in OPEN_FOR_SEATS
    reserves = list(waiting_for_a_seat(batch)[:50]) if seats else []
    line = line_of(batch)
    return render(
        request,
        "training/roster.html",
        inside(request, batch, "roster", _("Peserta"))
        | {
            "rows": [(e, attended[e.pk]) for e in sitting],
            "gone": [e for e in enrolments if e.seat is None],
            "free": max(0, batch.seats - len(sitting)),
            "may_seat": may_seat(request.actor, batch),
            "reserves": [(one, why_not(request.actor, one, batch, line)) for one in reserves],
            "returns": line.unpromised > 0,
            "confirmed": sum(one.state == "confirmed" for one in reserves),
        },
    )


def why_not(actor: Actor, one: Application, batch: Batch, line: Line) -> str:
    """Empty for who may be given a seat now."""
    try:
        check_may_sit(actor, one, batch, line)
    except Refused as no:
        return str(no)
    return ""


@require_POST
@permitted(P.BATCH_EDIT)
def seat_all(request: DeskRequest, pk: int) -> HttpResponse:
    batch = opened_class(request, pk)
    try:
        made = enrol_batch(by=request.actor, batch=batch, today=timezone.localdate())
        messages.success(
            request,
            ngettext("%(n)d orang mendapat kursi.", "%(n)d orang mendapat kursi.", len(made)) % {"n": len(made)},
        )
    except Refused as no:
        messages.error(request, str(no))
    return redirect("training:roster", pk)


@require_POST
@permitted(P.BATCH_EDIT)
def seat_one(request: DeskRequest, pk: int, application: UUID) -> HttpResponse:
    batch = opened_class(request, pk)
    rows = Application.objects.visible_to(request.actor).filter(batch=batch).select_related("person")
    one = get_object_or_404(rows, pk=application, person__isnull=False)
    if one.person is not None:
        try:
            made = enrol_person(
                by=request.actor, batch=batch, person=one.person, application=one, today=timezone.localdate()
            )
            messages.success(
                request, _("%(name)s duduk di kursi %(seat)s.") % {"name": one.person.full_name, "seat": made.seat}
            )
        except Refused as no:
            messages.error(request, str(no))
    return redirect("training:roster", pk)


@permitted(P.BATCH_EDIT)
def leave(request: DeskRequest, pk: int, enrolment: int) -> HttpResponse:
    batch = opened_class(request, pk)
    rows = Enrolment.objects.visible_to(request.actor).filter(batch=batch, state=EnrolmentState.ENROLLED)
    row = get_object_or_404(rows.select_related("person", "batch"), pk=enrolment)
    form = LeaveForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            leave_training(by=request.actor, enrolment=row, today=timezone.localdate(), **form.cleaned_data)
        except Refused as no:
            show_refusal(form, no)
        else:
            messages.success(request, _("Dicatat berhenti. Kursinya kosong dan bisa diisi cadangan."))
            return redirect("training:roster", pk)
    title = _("Catat %(name)s berhenti") % {"name": row.person.full_name}
    return render(request, "training/leave.html", inside(request, batch, "roster", title) | {"form": form, "row": row})


@require_POST
@permitted(P.BATCH_EDIT)
def come_back(request: DeskRequest, pk: int, enrolment: int) -> HttpResponse:
    batch = opened_class(request, pk)
    rows = Enrolment.objects.visible_to(request.actor).filter(batch=batch).select_related("batch", "person")
    row = get_object_or_404(rows, pk=enrolment)
    try:
        return_to_training(by=request.actor, enrolment=row)
        messages.success(request, _("%(name)s kembali menjadi peserta.") % {"name": row.person.full_name})
    except Refused as no:
        messages.error(request, str(no))
    return redirect("training:roster", pk)
