"""Meetings: the plan, one meeting, and the marks of a class on one phone screen."""

from collections import Counter
from uuid import UUID, uuid4

from django.contrib import messages
from django.db.models import F, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.access.permissions import Permission as P
from balai.kernel.clock import today_in
from balai.kernel.refusal import Refused
from balai.planning.models import Batch
from balai.programmes.enums import Delivery
from balai.training.actions.attendance import Sent, mark_attendance
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
from balai.training.enums import SHORT_MARKS, EnrolmentState, Mark, SessionState
from balai.training.models import Enrolment, MarkStatement, TrainingSession
from balai.training.queries import marks_of, sessions_of
from balai.web.forms.base import done, show_refusal
from balai.web.forms.fields import is_id
from balai.web.gate import permitted
from balai.web.request import DeskRequest
from balai.web.training.forms import PlanForm, ReasonForm, SessionForm
from balai.web.training.opened import inside, opened_class


@permitted(P.TRAINING_READ)
def sessions(request: DeskRequest, pk: int) -> HttpResponse:
    batch = opened_class(request, pk)
    today = today_in(batch.zone, timezone.now())
    rows = list(sessions_of(TrainingSession.objects.visible_to(request.actor), batch))
    context = inside(request, batch, "sessions", _("Pertemuan")) | {
        "rows": rows,
        "today": today,
        "next": next((s for s in rows if s.state == SessionState.PLANNED), None),
        "may_mark": request.actor.may(P.ATTENDANCE_MARK, batch.centre_id),
        "may_certify": request.actor.may(P.TRAINING_CERTIFY, batch.centre_id),
        "differing": MarkStatement.objects.visible_to(request.actor).differing().filter(session__batch=batch).count(),
        "untouched": all(s.state == SessionState.PLANNED for s in rows),
    }
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
    form = SessionForm(
        request.POST if request.method == "POST" else None, batch=batch, today=timezone.localdate(), initial=start
    )
    if form.is_valid() and done(form, lambda: _added(request, batch, missed, SessionChange(**form.cleaned_data))):
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


def _added(
    request: DeskRequest, batch: Batch, missed: TrainingSession | None, change: SessionChange
) -> TrainingSession:
    if missed is not None:
        return make_up_session(by=request.actor, cancelled=missed, change=change)
    return add_session(by=request.actor, batch=batch, change=change)


@permitted(P.ATTENDANCE_MARK)
def session(request: DeskRequest, pk: int, number: int) -> HttpResponse:
    batch = opened_class(request, pk)
    row = get_object_or_404(TrainingSession.objects.visible_to(request.actor), batch=batch, number=number)
    standing = {name: getattr(row, name) for name in SessionForm.base_fields if name != "reason"} | {
        "unit": row.unit_id,
        "instructor": row.instructor_id,
        "reason": row.change_reason,
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


@permitted(P.ATTENDANCE_MARK)
def attendance(request: DeskRequest, pk: int, number: int) -> HttpResponse:
    batch = opened_class(request, pk)
    meeting = get_object_or_404(
        TrainingSession.objects.visible_to(request.actor).select_related("instructor"), batch=batch, number=number
    )
    chosen = chosen_marks(request)
    if request.method == "POST" and not chosen and "rest" not in request.POST:
        messages.error(
            request, _("Belum ada yang ditandai, jadi belum ada yang disimpan. Pilih satu tanda untuk setiap orang.")
        )
    elif request.method == "POST" and "rest" not in request.POST:
        try:
            sent = mark_attendance(
                by=request.actor, session=meeting, marks=chosen, client_id=client_id_of(request), now=timezone.now(),
                notes=noted(request),
            )  # fmt: skip
        except Refused as no:
            messages.error(request, str(no))
        else:
            messages.success(request, _saved(sent))
            return redirect("training:sessions", pk)
    rows = sheet_rows(request, meeting, chosen)
    context = inside(request, batch, "sessions", _("Daftar hadir pertemuan %(number)d") % {"number": number}) | {
        "meeting": meeting,
        "rows": rows,
        "tally": _tally(rows),
        "blank": any(not row["chosen"] for row in rows),
        "marks": marks_for(meeting),
        "owner": request.actor.name,
        "differing": MarkStatement.objects.visible_to(request.actor).differing().filter(session=meeting).count(),
        "client_id": request.POST.get("client_id") or uuid4(),
        "rest": "rest" in request.POST,
    }
    return render(request, "training/attendance.html", context)


def marks_for(meeting: TrainingSession) -> list[tuple[Mark, object]]:
    """Attending online is offered where the meeting can be followed online."""
    on_site = meeting.mode == Delivery.ON_SITE
    return [(mark, words) for mark, words in SHORT_MARKS.items() if not (on_site and mark == Mark.ONLINE)]


def chosen_marks(request: DeskRequest) -> dict[int, str]:
    """enrolment id -> mark, as sent; fields that nobody filled are not there."""
    return _filled(request, "m-")


def noted(request: DeskRequest) -> dict[int, str]:
    return _filled(request, "n-")


def _filled(request: DeskRequest, prefix: str) -> dict[int, str]:
    names = (name for name in request.POST if name.startswith(prefix) and is_id(name.removeprefix(prefix)))
    values = {int(name.removeprefix(prefix)): str(request.POST.get(name, "")).strip() for name in names}
    return {pk: value for pk, value in values.items() if value}


def client_id_of(request: DeskRequest) -> UUID:
    try:
        return UUID(request.POST.get("client_id", ""))
    except ValueError:
        return uuid4()


def sheet_rows(
    request: DeskRequest, meeting: TrainingSession, chosen: dict[int, str], *, blank: bool = False
) -> list[dict[str, object]]:
    """One row a trainee of that day: what was just chosen, else what stands. `rest`: the others present, not yet saved.
    blank: nothing of what stands is shown."""
    standing, notes = {} if blank else marks_of(meeting), noted(request)
    people = (
        Enrolment.objects.visible_to(request.actor)
        .filter(batch_id=meeting.batch_id)
        .exclude(state=EnrolmentState.LEFT, ended_on__lt=meeting.held_on)
        .exclude(~Q(pk__in=standing), started_on__gt=meeting.held_on)
        .select_related("person")
        .order_by(F("seat").asc(nulls_last=True), "person__name_key", "pk")
    )
    rest = Mark.PRESENT.value if "rest" in request.POST else ""
    rows: list[dict[str, object]] = []
    for one in people:
        mark = standing.get(one.pk)
        rows.append(
            {
                "enrolment": one,
                "chosen": chosen.get(one.pk) or (mark.mark if mark else rest),
                "standing": mark.mark if mark else "",
                "previous": mark.get_previous_display() if mark and mark.previous else "",
                "note": notes.get(one.pk) or (mark.note if mark else ""),
            }
        )
    return rows


def _tally(rows: list[dict[str, object]]) -> list[tuple[object, int]]:
    """How many of each mark, as chosen so far; the last is how many have none."""
    number = Counter(str(row["chosen"]) for row in rows)
    found: list[tuple[object, int]] = [(words, number[mark]) for mark, words in SHORT_MARKS.items() if number[mark]]
    return [*found, (_("belum ditandai"), number[""])] if number[""] else found


def _saved(sent: Sent) -> str:
    if sent.known:
        return _("Daftar ini sudah diterima sebelumnya; tidak ada yang berubah.")
    if sent.corrected:
        return _(
            "Daftar hadir disimpan: %(new)d baru, %(corrected)d dibetulkan. Tanda lama tetap terbaca di jejak."
        ) % {
            "new": sent.new,
            "corrected": sent.corrected,
        }
    return _("Daftar hadir disimpan: %(new)d orang.") % {"new": sent.new}
