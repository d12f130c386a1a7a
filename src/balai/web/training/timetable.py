"""The timetable of a class by hand: a week at a time, printed, as a calendar file."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.access.permissions import Permission as P
from balai.kernel.clock import today_in
from balai.kernel.refusal import Refused
from balai.planning.models import Batch
from balai.training.actions.timetable import Slot, copy_week, place_session, remove_session, replace_session
from balai.training.calendars import calendar_of
from balai.training.enums import SessionState
from balai.training.models import TrainingSession, WithdrawnMeeting
from balai.training.queries.hours import hours_of
from balai.training.rules.authority import may_mark
from balai.training.week import monday_of, mondays_of, week_of, weeks_of
from balai.web.forms.base import done
from balai.web.gate import permitted
from balai.web.request import DeskRequest
from balai.web.training.forms_timetable import CopyForm, NewSlotForm, SlotForm, written_slot
from balai.web.training.opened import inside, opened_class


def _monday(request: DeskRequest, batch: Batch) -> date:
    try:
        asked = parse_date(request.GET.get("pekan", ""))
    except ValueError:
        asked = None
    today = min(max(today_in(batch.zone, timezone.now()), batch.starts_on), batch.ends_on)
    return monday_of(min(max(asked or today, batch.starts_on), batch.ends_on))


@permitted(P.TRAINING_READ)
def week(request: DeskRequest, pk: int) -> HttpResponse:
    batch = opened_class(request, pk)
    monday, mondays = _monday(request, batch), mondays_of(batch)
    place = mondays.index(monday)
    may_plan = may_mark(request.actor, batch)
    shown = (
        inside(request, batch, "sessions", _("Jadwal pekan ke-%(n)s") % {"n": place + 1})
        | {
            "week": week_of(TrainingSession.objects.visible_to(request.actor), batch, monday),
            "earlier": mondays[place - 1] if place else None,
            "later": mondays[place + 1] if place + 1 < len(mondays) else None,
            "may_plan": may_plan,
            "copy": CopyForm(mondays=[other for other in mondays if other != monday])
            if may_plan and len(mondays) > 1
            else None,
        }
        | hours_of(batch, list(TrainingSession.objects.visible_to(request.actor).filter(batch=batch)))
    )
    return render(request, "training/week.html", shown)


def _to(batch_id: int, day: date) -> str:
    return f"{reverse('training:week', args=[batch_id])}?pekan={monday_of(day).isoformat()}"


@permitted(P.ATTENDANCE_MARK)
def place(request: DeskRequest, pk: int) -> HttpResponse:
    batch = opened_class(request, pk)
    try:
        day = parse_date(request.GET.get("hari", "")) or batch.starts_on
    except ValueError:
        day = batch.starts_on
    form = NewSlotForm(
        request.POST if request.method == "POST" else None,
        batch=batch,
        today=timezone.localdate(),
        initial={"held_on": day},
    )
    if form.is_valid() and done(
        form,
        lambda: place_session(by=request.actor, batch=batch, slot=Slot(**form.filled()), client_id=form.once),
    ):
        messages.success(request, _("Pertemuan masuk jadwal."))
        return redirect(_to(pk, form.cleaned_data["held_on"]))
    shown = inside(request, batch, "sessions", _("Tambah ke jadwal")) | {"form": form, "back": _to(pk, day)}
    return render(request, "training/slot.html", shown)


@permitted(P.ATTENDANCE_MARK)
def slot(request: DeskRequest, pk: int, number: int) -> HttpResponse:
    """Moves a meeting, or gives it another room or instructor."""
    batch = opened_class(request, pk)
    row = get_object_or_404(TrainingSession.objects.visible_to(request.actor), batch=batch, number=number)
    form = SlotForm(
        request.POST if request.method == "POST" else None,
        batch=batch,
        today=timezone.localdate(),
        initial=written_slot(row),
    )
    if form.is_valid() and done(
        form, lambda: replace_session(by=request.actor, session=row, slot=Slot(**form.cleaned_data))
    ):
        messages.success(request, _("Jadwal pertemuan disimpan."))
        return redirect(_to(pk, form.cleaned_data["held_on"]))
    title = _("Pindahkan atau ubah pertemuan %(number)d") % {"number": number}
    shown = inside(request, batch, "sessions", title) | {"form": form, "row": row, "back": _to(pk, row.held_on)}
    return render(request, "training/slot.html", shown)


@require_POST
@permitted(P.ATTENDANCE_MARK)
def copy(request: DeskRequest, pk: int) -> HttpResponse:
    batch = opened_class(request, pk)
    monday = _monday(request, batch)
    form = CopyForm(request.POST, mondays=mondays_of(batch))
    if not form.is_valid():
        messages.error(request, _("Pilih pekan yang akan diisi."))
        return redirect(_to(pk, monday))
    onto = form.cleaned_data["onto"]
    try:
        made = copy_week(by=request.actor, batch=batch, monday=monday, onto=onto)
        messages.success(request, _("%(n)d pertemuan disalin.") % {"n": len(made)})
    except Refused as no:
        messages.error(request, str(no))
        return redirect(_to(pk, monday))
    return redirect(_to(pk, onto))


@require_POST
@permitted(P.ATTENDANCE_MARK)
def remove(request: DeskRequest, pk: int, number: int) -> HttpResponse:
    batch = opened_class(request, pk)
    row = get_object_or_404(TrainingSession.objects.visible_to(request.actor), batch=batch, number=number)
    try:
        remove_session(by=request.actor, session=row)
        messages.success(request, _("Pertemuan dihapus dari jadwal."))
    except Refused as no:
        messages.error(request, str(no))
    return redirect(_to(pk, row.held_on))


@permitted(P.TRAINING_READ)
def print_timetable(request: DeskRequest, pk: int) -> HttpResponse:
    """All weeks, on A4."""
    batch = opened_class(request, pk)
    rows = TrainingSession.objects.visible_to(request.actor).exclude(state=SessionState.CANCELLED)
    shown = {
        "batch": batch,
        "weeks": weeks_of(rows, batch, mondays_of(batch)),
        "back": reverse("training:week", args=[pk]),
    }
    return render(request, "training/timetable_print.html", shown)


@permitted(P.TRAINING_READ)
def class_calendar(request: DeskRequest, pk: int) -> HttpResponse:
    batch = opened_class(request, pk)
    rows = TrainingSession.objects.visible_to(request.actor).filter(batch=batch)
    gone = WithdrawnMeeting.objects.visible_to(request.actor).deleted().filter(batch=batch)
    return as_file(calendar_of(rows, batch.title, timezone.now(), gone), f"jadwal-kelas-{pk}")


def as_file(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.ics"', "Cache-Control": "private, max-age=600"},
    )
