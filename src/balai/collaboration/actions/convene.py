"""A meeting is called, changed, cancelled; the parties say whether they come, and who came is written down."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.audit.record import record
from balai.collaboration.actions.agenda import Point, put_points
from balai.collaboration.enums import CONVENING_FLOW, ConveningState, MeetingMode, PartyPart, PresenceHow, Recurrence
from balai.collaboration.messages import tell_cancelled, tell_invited
from balai.collaboration.models import Convening, Invitation, Meeting, MeetingParty, Member, Period, Presence
from balai.collaboration.models.convening import new_code
from balai.collaboration.rules.authority import check_may_keep, check_may_speak_for, day_of
from balai.collaboration.rules.convening import (
    check_begun,
    check_code,
    check_hours,
    check_open,
    check_still_there,
    check_where,
)
from balai.institutions.models.institution import name_key
from balai.kernel.reasons import check_reason
from balai.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class ConveningPlan:
    """starts_at, ends_at: aware. kind, recurrence: of the meeting as evidence."""

    title: str
    kind: str
    starts_at: datetime
    ends_at: datetime
    place: str = ""
    join_url: str = ""
    agenda: str = ""
    recurrence: str = Recurrence.ONCE


@transaction.atomic
def convene(
    *,
    by: Actor,
    period: Period,
    plan: ConveningPlan,
    members: Sequence[Member],
    points: Sequence[Point] = (),
    client_id: UUID | None = None,
) -> Convening:
    """A meeting of the period, its parties asked. points: its agenda, in order; without any it is what the plan says.

    client_id: of the page it was written on; the same again answers the first."""
    period = Period.objects.select_for_update(of=("self",)).select_related("collaboration__owner").get(pk=period.pk)
    check_may_keep(by, period.collaboration)
    check_open(period)
    if client_id and (first := Convening.objects.filter(client_id=client_id).first()):
        return first  # under the lock of the period
    meeting = Meeting(period=period, code=_next_code(period))
    convening = Convening(meeting=meeting, client_id=client_id)
    _fill(convening, plan)
    meeting.save()
    convening.meeting = meeting
    convening.save()
    host = Member.objects.filter(period=period, institution=period.collaboration.owner).first()
    if host is not None:
        MeetingParty.objects.create(row=meeting, member=host, part=PartyPart.CONVENED)
    if points:
        put_points(convening, points)
        convening.save(update_fields=["agenda"])
    _invite(convening, members)
    record(by, "collaboration.convene", convening, meeting=meeting.code, asked=len(members))
    return convening


def _next_code(period: Period) -> str:
    """Under the lock of the period."""
    newest = Meeting.objects.filter(period=period).aggregate(n=Max("pk"))["n"] or 0
    return f"r{Meeting.objects.filter(period=period).count() + 1}-{newest}"


def _fill(convening: Convening, plan: ConveningPlan) -> None:
    title = " ".join(plan.title.split())
    if not title:
        raise Refused("no_title", _("Nama rapat belum diisi."), "title")
    check_hours(plan.starts_at, plan.ends_at)
    check_where(plan.place, plan.join_url)
    meeting = convening.meeting
    meeting.title, meeting.kind, meeting.recurrence = title, plan.kind, plan.recurrence
    meeting.mode = MeetingMode.FACE_TO_FACE if plan.place.strip() else MeetingMode.MEDIATED
    day = plan.starts_at.astimezone(ZoneInfo(convening.zone)).date()
    meeting.date, meeting.date_from, meeting.date_to = day.isoformat(), day, day
    convening.starts_at, convening.ends_at = plan.starts_at, plan.ends_at
    convening.place, convening.join_url = plan.place.strip(), plan.join_url.strip()
    convening.agenda = plan.agenda.strip()


def _invite(convening: Convening, members: Sequence[Member]) -> None:
    asked = {one.pk for one in members} - set(convening.invitations.values_list("member_id", flat=True))
    here = Member.objects.filter(period=convening.meeting.period_id, pk__in=asked).select_related("institution")
    check_still_there(here)
    Invitation.objects.bulk_create((Invitation(convening=convening, member=one) for one in here), ignore_conflicts=True)
    for invitation in convening.invitations.select_related("member__institution").order_by("pk"):
        invitation.convening = convening
        tell_invited(invitation)


@transaction.atomic
def change_convening(*, by: Actor, convening: Convening, plan: ConveningPlan, members: Sequence[Member]) -> Convening:
    """Day, place, agenda, who is asked; told anew to all who are asked. An answer given before stays, if the day does."""
    convening = locked(convening)
    check_may_keep(by, convening.meeting.period.collaboration)
    convening.state = CONVENING_FLOW.next_state(convening.state, "change")
    day = convening.starts_at
    _fill(convening, plan)
    convening.revision += 1
    convening.meeting.save()
    convening.save()
    if convening.starts_at != day:
        convening.invitations.update(coming=None, answered_at=None, answered_by="")
    convening.invitations.exclude(member__in=members).delete()
    _invite(convening, members)
    record(by, "collaboration.change_convening", convening, asked=len(members))
    return convening


@transaction.atomic
def cancel_convening(*, by: Actor, convening: Convening, reason: str) -> Convening:
    """The meeting leaves the evidence: it was not held. That it was called and why not stays."""
    convening = locked(convening)
    check_may_keep(by, convening.meeting.period.collaboration)
    convening.state = CONVENING_FLOW.next_state(convening.state, "cancel")
    convening.cancel_reason = check_reason(reason)[:300]
    convening.revision += 1
    convening.save()
    record(by, "collaboration.cancel_convening", convening)
    for invitation in convening.invitations.select_related("member__institution"):
        tell_cancelled(convening, invitation.member)
    return convening


@transaction.atomic
def answer_invitation(*, by: Actor, invitation: Invitation, coming: bool, note: str, now: datetime) -> Invitation:
    """The party's own word; a later one stands in its place as long as the meeting is planned."""
    convening = locked(invitation.convening)
    invitation = Invitation.objects.select_for_update(of=("self",)).select_related("member").get(pk=invitation.pk)
    check_may_speak_for(by, invitation.member, day_of(convening.meeting.period, now))
    if convening.state != ConveningState.PLANNED:
        raise Refused("not_planned", _("Rapat ini sudah diadakan atau dibatalkan; kedatangan tidak bisa diubah lagi."))
    invitation.coming, invitation.note = coming, " ".join(note.split())[:300]
    invitation.answered_at, invitation.answered_by = now, by.name
    invitation.save()
    record(by, "collaboration.answer_invitation", invitation, coming=coming)
    return invitation


@dataclass(frozen=True, slots=True)
class Came:
    """mediated: through a medium, not in person; None where nobody said."""

    name: str
    position: str = ""
    mediated: bool | None = None


@transaction.atomic
def mark_present(
    *, by: Actor, convening: Convening, member: Member, came: Came, now: datetime, code: str | None = None
) -> Presence:
    """Somebody came for a party: on the secretary's list, or with the code that hangs on the wall of the meeting.

    code: what was read from the wall, None for the secretary's list. The same person twice is one.
    """
    convening = locked(convening)
    if code is None:
        check_may_keep(by, convening.meeting.period.collaboration)
    else:
        check_code(convening, code, now)
    if member.period_id != convening.meeting.period_id:
        raise Refused(
            "no_party", _("Pihak ini tidak terdaftar di forum ini. Tambahkan dahulu sebagai pihak."), "member"
        )
    name = " ".join(came.name.split())[:200]
    if not name:
        raise Refused("no_name", _("Nama yang hadir belum diisi."), "name")
    state = CONVENING_FLOW.next_state(convening.state, "attend")
    check_begun(convening, now)
    convening.state = state
    convening.save(update_fields=["state"])
    how = PresenceHow.LIST if code is None else PresenceHow.CODE
    told = {"name": name, "position": " ".join(came.position.split())[:200], "how": how, "at": now, "by": by.name,
            "mediated": came.mediated}  # fmt: skip
    try:
        with transaction.atomic():
            row = Presence.objects.create(convening=convening, member=member, name_key=name_key(name)[:200], **told)
    except IntegrityError:
        return Presence.objects.get(convening=convening, member=member, name_key=name_key(name)[:200])
    MeetingParty.objects.get_or_create(row=convening.meeting, member=member, part=PartyPart.ATTENDED)
    _say_how_it_was_held(convening)
    record(by, "collaboration.mark_present", row, party=member.code, how=how)
    return row


@transaction.atomic
def mark_list(*, by: Actor, convening: Convening, lines: Sequence[tuple[Member, Came]], now: datetime) -> int:
    """The secretary's list in one go: all of its lines or none. How many stand on it that did not before."""
    convening = locked(convening)
    before = Presence.objects.filter(convening=convening).count()
    for member, came in lines:
        mark_present(by=by, convening=convening, member=member, came=came, now=now)
    return Presence.objects.filter(convening=convening).count() - before


@transaction.atomic
def renew_code(*, by: Actor, convening: Convening) -> Convening:
    """The poster that hangs there is worth nothing any more."""
    convening = locked(convening)
    check_may_keep(by, convening.meeting.period.collaboration)
    if convening.state not in (ConveningState.PLANNED, ConveningState.HELD):
        raise Refused(
            "code_rests", _("Rapat ini dibatalkan atau notulennya sudah dikirim; kodenya tidak dipakai lagi.")
        )
    convening.present_code = new_code()
    convening.save(update_fields=["present_code"])
    record(by, "collaboration.renew_code", convening)
    return convening


def _say_how_it_was_held(convening: Convening) -> None:
    """Evidence says face to face as soon as one came in person; as called, as long as nobody said how they came."""
    told = set(Presence.objects.filter(convening=convening).values_list("mediated", flat=True))
    if told == {None}:
        return
    called = bool(convening.place)
    mode = MeetingMode.FACE_TO_FACE if False in told or (None in told and called) else MeetingMode.MEDIATED
    if convening.meeting.mode != mode:
        convening.meeting.mode = mode
        convening.meeting.save(update_fields=["mode"])


@transaction.atomic
def remove_presence(*, by: Actor, presence: Presence) -> None:
    """A line that was wrong. The party attended as long as somebody of it is on the list."""
    convening = locked(presence.convening)
    check_may_keep(by, convening.meeting.period.collaboration)
    if convening.state == ConveningState.CLOSED:
        raise Refused("minutes_closed", _("Notulen sudah ditutup; daftar hadir tidak berubah lagi."))
    member = presence.member_id
    record(by, "collaboration.remove_presence", presence)
    presence.delete()
    if not Presence.objects.filter(convening=convening, member_id=member).exists():
        MeetingParty.objects.filter(row=convening.meeting, member_id=member, part=PartyPart.ATTENDED).delete()


def locked(convening: Convening) -> Convening:
    rows = Convening.objects.select_for_update(of=("self",)).select_related(
        "meeting__period__collaboration__owner__region"
    )
    return rows.get(pk=convening.pk)
