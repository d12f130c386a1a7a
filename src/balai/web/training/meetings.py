"""Meetings: the plan and one meeting."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.access.permissions import Permission as P
from balai.kernel.clock import today_in
from balai.kernel.refusal import Refused
from balai.planning.models import Batch
from balai.training.actions.sessions import (
    SessionChange,
    SessionPlan,
    add_session,
    cancel_session,
    change_session,
    make_up_session,
    plan_sessions,
    restore_session,
)
from balai.training.enums import SessionState
from balai.training.models import MarkStatement, TrainingSession
from balai.training.queries import sessions_of
from balai.training.queries.hours import hours_of
from balai.training.rules.authority import may_mark
from balai.training.rules.lesson_hours import written_hours
from balai.web.forms.base import done, show_refusal
from balai.web.forms.fields import is_id
from balai.web.gate import permitted
from balai.web.request import DeskRequest
from balai.web.training.forms import NewSessionForm, PlanForm, ReasonForm, SessionForm
from balai.web.training.opened import inside, opened_class


@permitted(P.TRAINING_READ)
def sessions(request: DeskRequest, pk: int) -> HttpResponse:
    batch = opened_class(request, pk)
    today = today_in(batch.zone, timezone.now())
    rows = list(sessions_of(TrainingSession.objects.visible_to(request.actor), batch))
    context = (
        inside(request, batch, "sessions", _("Pertemuan"))
        | {
            "rows": rows,
            "today": today,
            "next": next((s for s in rows if s.state == SessionState.PLANNED), None),
            "may_mark": may_mark(request.actor, batch),
            "may_certify": request.actor.may(P.TRAINING_CERTIFY, batch.centre_id),
            "differing": MarkStatement.objects.visible_to(request.actor)
            .differing()
            .filter(session__batch=batch)
            .count(),
            "untouched": all(s.state == SessionState.PLANNED for s in rows),
        }
        | hours_of(batch, rows)
    )
    return render(request, "training/sessions.html", context)


@permitted(P.ATTENDANCE_MARK)
def plan(request: DeskRequest, pk: int) -> HttpResponse:
    batch = opened_class(request, pk)
    form = PlanForm(request.POST if request.method == "POST" else None, batch=batch, today=timezone.localdate())
    if form.is_valid():
        filled = form.cleaned_data
        wish = SessionPlan(**(filled | {"weekdays": frozenset(filled["weekdays"])}))
        try:
            made, days = plan_sessions(by=request.actor, batch=batch, plan=wish)
        except Refused as no:
            show_refusal(form, no)
        else:
            messages.success(request, _("%(n)d pertemuan direncanakan.") % {"n": len(made)})
            if days.unknown_years:
                years = ", ".join(str(year) for year in days.unknown_years)
                messages.warning(
                    request, _("Daftar libur tahun %(years)s belum ada. Periksa tanggalnya sendiri.") % {"years": years}
                )
            return redirect("training:sessions", pk)
    title = _("Rencanakan pertemuan")
    return render(
        request, "training/session_form.html", inside(request, batch, "sessions", title) | {"form": form, "plan": True}
    )


@permitted(P.ATTENDANCE_MARK)
def add(request: DeskRequest, pk: int) -> HttpResponse:
    batch = opened_class(request, pk)
    missed = _missed(request, batch)
    start = {"topic": missed.topic, "unit": missed.unit_id, "instructor": missed.instructor_id} if missed else {}
    form = NewSessionForm(
        request.POST if request.method == "POST" else None, batch=batch, today=timezone.localdate(), initial=start
    )
    if form.is_valid() and done(form, lambda: _added(request, batch, missed, form)):
        messages.success(request, _("Pertemuan ditambahkan."))
        return redirect("training:sessions", pk)
    title = _("Pengganti pertemuan %(n)d") % {"n": missed.number} if missed else _("Tambah pertemuan")
    context = inside(request, batch, "sessions", title) | {"form": form}
    return render(request, "training/session_form.html", context)


def _missed(request: DeskRequest, batch: Batch) -> TrainingSession | None:
    """?pengganti=N: the cancelled meeting that the new one is held for."""
    number = request.GET.get("pengganti", "")
    rows = TrainingSession.objects.visible_to(request.actor).filter(batch=batch, state=SessionState.CANCELLED)
    return rows.filter(number=int(number)).first() if is_id(number) else None


def _added(request: DeskRequest, batch: Batch, missed: TrainingSession | None, form: NewSessionForm) -> TrainingSession:
    change = SessionChange(**form.filled())
    if missed is not None:
        return make_up_session(by=request.actor, cancelled=missed, change=change)
    return add_session(by=request.actor, batch=batch, change=change, client_id=form.once)


@permitted(P.ATTENDANCE_MARK)
def session(request: DeskRequest, pk: int, number: int) -> HttpResponse:
    batch = opened_class(request, pk)
    row = get_object_or_404(TrainingSession.objects.visible_to(request.actor), batch=batch, number=number)
    standing = {name: getattr(row, name) for name in SessionForm.base_fields if name != "reason"} | {
        "unit": row.unit_id,
        "instructor": row.instructor_id,
        "reason": row.change_reason,
        "lesson_hours": written_hours(row),
    }
    form = SessionForm(
        request.POST if request.method == "POST" else None, batch=batch, today=timezone.localdate(), initial=standing
    )
    if form.is_valid() and done(
        form, lambda: change_session(by=request.actor, session=row, change=SessionChange(**form.cleaned_data))
    ):
        messages.success(request, _("Pertemuan disimpan."))
        return redirect("training:sessions", pk)
    title = _("Ubah pertemuan %(number)d") % {"number": number}
    context = inside(request, batch, "sessions", title) | {
        "form": form,
        "row": row,
        "reason_form": ReasonForm(auto_id="batal_%s"),
    }
    return render(request, "training/session_form.html", context)


@require_POST
@permitted(P.ATTENDANCE_MARK)
def cancel(request: DeskRequest, pk: int, number: int) -> HttpResponse:
    """Cancels; with an empty reason on a cancelled meeting, restores."""
    batch = opened_class(request, pk)
    row = get_object_or_404(TrainingSession.objects.visible_to(request.actor), batch=batch, number=number)
    try:
        if row.state == SessionState.CANCELLED:
            restore_session(by=request.actor, session=row)
            messages.success(request, _("Pertemuan dipulihkan."))
        else:
            cancel_session(by=request.actor, session=row, reason=request.POST.get("reason", ""))
            messages.success(request, _("Pertemuan dibatalkan. Anda bisa memulihkannya lagi."))
    except Refused as no:
        messages.error(request, str(no))
        return redirect("training:session", pk, number)
    return redirect("training:sessions", pk)
