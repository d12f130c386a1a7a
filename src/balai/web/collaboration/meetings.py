"""A meeting of a forum: called, changed, cancelled, looked at, put on a calendar."""

from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.access.permissions import Permission as P
from balai.collaboration.actions.agenda import set_agenda
from balai.collaboration.actions.convene import answer_invitation, cancel_convening, change_convening, convene
from balai.collaboration.calendars import calendar_of_meetings
from balai.collaboration.enums import ConveningState as S
from balai.collaboration.models import AgendaPoint, Convening, Invitation, Period
from balai.collaboration.queries import meetings as read
from balai.kernel.refusal import Refused
from balai.web.collaboration.forms_meetings import AgendaForm, AnswerForm, MeetingForm, NewMeetingForm, ReasonForm
from balai.web.collaboration.found import (
    inside,
    inside_period,
    kept_meeting,
    kept_period,
    opened_meeting,
    seats_of,
    today_of,
    zone_of,
)
from balai.web.forms.base import attempt, done
from balai.web.gate import permitted
from balai.web.request import DeskRequest
from balai.web.training.timetable import as_file

READS = (P.COLLABORATION_READ, P.COLLABORATION_EDIT, P.COLLABORATION_SPEAK)


@permitted(P.COLLABORATION_EDIT)
def new(request: DeskRequest, pk: int) -> HttpResponse:
    """Filled with what the last meeting was: its name, hours, place and parties."""
    period = kept_period(request, pk)
    members = read.parties_of(period)
    form = NewMeetingForm(
        request.POST if request.method == "POST" else None, members=members,
        offers=read.offered_for(period, today_of(period.collaboration)), initial=_as_last(period),
    )  # fmt: skip
    made = None
    if form.is_valid():
        plan = form.plan(zone_of(period.collaboration))
        made = attempt(
            form,
            lambda: convene(
                by=request.actor,
                period=period,
                plan=plan,
                members=form.asked(),
                points=form.points(),
                client_id=form.once,
            ),
        )
    if made is not None:
        messages.success(request, _("Rapat dibuat dan undangannya dikirim."))
        return redirect("collaboration:meeting", made.pk)
    asked = [Invitation(member=one) for one in members if one.pk in set(form["members"].value() or [])]
    context = inside_period(period, _("Buat rapat")) | {
        "form": form, "seats": seats_of(read.chairs(members, asked, []), is_held=False), "members": members,
        "back": reverse("collaboration:part", args=[pk, "pertemuan"]),
    }  # fmt: skip
    return render(request, "collaboration/meeting_form.html", context)


def _as_last(period: Period) -> dict[str, Any]:
    last = read.last_meeting(period)
    start: dict[str, Any] = {"members": read.asked_before(period, last)}
    if last is None:
        return start
    zone = ZoneInfo(zone_of(period.collaboration))
    return start | {
        "title": last.meeting.title, "kind": last.meeting.kind, "recurrence": last.meeting.recurrence, "place": last.place,
        "join_url": last.join_url, "starts": last.starts_at.astimezone(zone).time(), "ends": last.ends_at.astimezone(zone).time(),
    }  # fmt: skip


@permitted(P.COLLABORATION_EDIT)
def change(request: DeskRequest, pk: int) -> HttpResponse:
    row = kept_meeting(request, pk)
    members = read.parties_of(row.meeting.period)
    form = MeetingForm(request.POST if request.method == "POST" else None, members=members, initial=_standing(row))
    if form.is_valid() and done(
        form,
        lambda: change_convening(
            by=request.actor, convening=row, plan=form.plan(row.zone, row.agenda), members=form.asked()
        ),
    ):
        messages.success(request, _("Rapat diubah dan semua yang diundang dikabari."))
        return redirect("collaboration:meeting", pk)
    invitations = read.invitations_of(row)
    context = inside(request, row, _("Ubah rapat")) | {
        "form": form, "seats": seats_of(read.chairs(members, invitations, []), is_held=False), "members": members,
        "reason_form": ReasonForm(auto_id="batal_%s"), "back": reverse("collaboration:meeting", args=[pk]),
    }  # fmt: skip
    return render(request, "collaboration/meeting_form.html", context)


def _standing(row: Convening) -> dict[str, Any]:
    zone = ZoneInfo(row.zone)
    begins, ends = row.starts_at.astimezone(zone), row.ends_at.astimezone(zone)
    return {
        "title": row.meeting.title, "kind": row.meeting.kind, "recurrence": row.meeting.recurrence, "day": begins.date(),
        "starts": begins.time(), "ends": ends.time(), "ends_on": ends.date() if ends.date() != begins.date() else None,
        "place": row.place, "join_url": row.join_url, "members": list(row.invitations.values_list("member_id", flat=True)),
    }  # fmt: skip


@require_POST
@permitted(P.COLLABORATION_EDIT)
def cancel(request: DeskRequest, pk: int) -> HttpResponse:
    row = kept_meeting(request, pk)
    try:
        cancel_convening(by=request.actor, convening=row, reason=request.POST.get("reason", ""))
        messages.success(request, _("Rapat dibatalkan dan semua yang diundang dikabari."))
    except Refused as no:
        messages.error(request, str(no))
    return redirect("collaboration:meeting", pk)


@permitted(*READS)
def one(request: DeskRequest, pk: int) -> HttpResponse:
    row = opened_meeting(request, pk)
    invitations, present = read.invitations_of(row), read.present_at(row)
    is_held = row.state not in (S.PLANNED, S.CANCELLED)
    context = inside(request, row, row.meeting.title)
    members = read.parties_of(row.meeting.period)
    mine = read.spoken_for(
        request.actor, [i.member for i in invitations], today_of(context["collaboration"]), keeps=False
    )
    context |= {
        "invitations": invitations, "present": present, "points": points_of(row), "is_held": is_held,
        "seats": seats_of(read.chairs(members, invitations, present), is_held=is_held),
        "mine": [i for i in invitations if i.member_id in mine], "papers": list(row.papers.order_by("kind", "-version")),
        "minutes_open": row.minutes_version > 0 or context["keeps"],
    }  # fmt: skip
    return render(request, "collaboration/meeting.html", context)


def points_of(row: Convening) -> list[tuple[AgendaPoint, str]]:
    """With the address of the record, which asks for its own permission."""
    return [(point, _address(point)) for point in row.points.order_by("position")]


def _address(point: AgendaPoint) -> str:
    try:
        return reverse(point.url, args=point.args) if point.url else ""
    except NoReverseMatch:  # a page that has gone since
        return ""


@permitted(P.COLLABORATION_EDIT)
def agenda(request: DeskRequest, pk: int) -> HttpResponse:
    row = kept_meeting(request, pk)
    standing = list(row.points.order_by("position"))
    offers = read.offered_for(row.meeting.period, today_of(row.meeting.period.collaboration))
    form = AgendaForm(request.POST if request.method == "POST" else None, standing=standing, offers=offers)
    if form.is_valid() and done(form, lambda: set_agenda(by=request.actor, convening=row, points=form.points())):
        messages.success(request, _("Agenda disimpan."))
        return redirect("collaboration:meeting", pk)
    context = inside(request, row, _("Susun agenda")) | {"form": form, "standing": standing, "offers": form.offers}
    return render(request, "collaboration/agenda.html", context)


@permitted(P.COLLABORATION_SPEAK)
def answer(request: DeskRequest, pk: int) -> HttpResponse:
    """A party's own page: does it come, and who. A later answer stands in place of the earlier one."""
    row = opened_meeting(request, pk)
    context = inside(request, row, _("Jawab undangan"))
    invitations = read.invitations_of(row)
    today = today_of(context["collaboration"])
    mine = read.spoken_for(request.actor, [i.member for i in invitations], today, keeps=context["keeps"])
    own = [i for i in invitations if i.member_id in mine]
    context |= {"own": own, "points": points_of(row)}
    if not own:
        return render(request, "collaboration/answer.html", context)
    form = AnswerForm(request.POST if request.method == "POST" else None, invitations=own, initial=_said(own))
    if form.is_valid() and done(form, lambda: _answer(request, form)):
        messages.success(request, _("Jawaban Anda tercatat. Anda bisa mengubahnya sampai rapat mulai."))
        return redirect("collaboration:meeting", pk)
    return render(request, "collaboration/answer.html", context | {"form": form})


def _said(own: list[Invitation]) -> dict[str, Any]:
    first = own[0]
    if len(own) > 1 or first.coming is None:
        return {}
    return {"coming": "yes" if first.coming else "no", "note": first.note}


def _answer(request: DeskRequest, form: AnswerForm) -> Invitation:
    said = form.cleaned_data
    invitation = form.invitations[said["invitation"]]
    return answer_invitation(
        by=request.actor, invitation=invitation, coming=said["coming"], note=said["note"], now=timezone.now()
    )


@permitted(*READS)
def calendar_file(request: DeskRequest, pk: int) -> HttpResponse:
    row = opened_meeting(request, pk)
    return as_file(calendar_of_meetings([row], row.meeting.title, timezone.now()), f"rapat-{pk}")
