"""An obstacle is raised by a party, taken up by one that answers for it, worked on and settled; between parties by their own word."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.audit.record import record
from balai.collaboration.actions.deliberation import locked_period
from balai.collaboration.deliberation_messages import tell_is_it_settled, tell_owner
from balai.collaboration.enums import OBSTACLE_FLOW, ObstacleState
from balai.collaboration.models import Issue, Member, Obstacle, ObstacleParty, ObstacleStep, Period
from balai.collaboration.rules.authority import (
    check_may_keep,
    check_may_speak_for,
    check_party,
    check_word_of,
    day_of,
    may_keep,
)
from balai.collaboration.rules.convening import check_open
from balai.collaboration.rules.deliberation import check_words
from balai.collaboration.rules.obstacles import check_due, check_looks_after, check_subject
from balai.kernel.once import saved_once
from balai.kernel.reasons import check_reason
from balai.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class Trouble:
    """subject: of Subject. parties: those it concerns; for a conflict, those who must say that it is settled."""

    text: str
    subject: str
    parties: Sequence[Member] = ()


@transaction.atomic
def raise_obstacle(
    *, by: Actor, period: Period, member: Member, trouble: Trouble, now: datetime, client_id: UUID | None = None
) -> Obstacle:
    """Its evidence row is written at once: that it was raised is a fact."""
    period = locked_period(period.pk)
    check_party(member, period.pk)
    today = day_of(period, now)
    check_may_speak_for(by, member, today)
    text = check_words(trouble.text, "text", _("“Hambatannya” belum ditulis."))
    check_subject(trouble.subject, trouble.parties)
    if client_id and (first := Obstacle.objects.filter(client_id=client_id).first()):
        return first  # under the lock of the period
    issue = Issue.objects.create(
        period=period, code=_next_code(period), raised_by=member, subject=trouble.subject, text=text,
        raised_on=today.isoformat(), raised_on_from=today, raised_on_to=today,
    )  # fmt: skip
    made = Obstacle(issue=issue, at=now, by=by.name, client_id=client_id)
    saved_once(made)
    for one in dict.fromkeys(trouble.parties):
        check_party(one, period.pk)
    ObstacleParty.objects.bulk_create(
        ObstacleParty(obstacle=made, member=one) for one in dict.fromkeys(trouble.parties)
    )
    record(by, "collaboration.raise_obstacle", made, party=member.code, about=trouble.subject)
    return made


def _next_code(period: Period) -> str:
    """Under the lock of the period."""
    newest = Issue.objects.filter(period=period).aggregate(n=Max("pk"))["n"] or 0
    return f"h{Issue.objects.filter(period=period).count() + 1}-{newest}"


def locked_obstacle(pk: int) -> Obstacle:
    """Inside a transaction. Raises Refused where its period takes nothing any more."""
    rows = Obstacle.objects.select_for_update(of=("self",)).select_related(
        "issue__period__collaboration__owner__region", "owner__institution"
    )
    row = rows.get(pk=pk)
    check_open(row.issue.period)
    return row


@transaction.atomic
def ask_owner(*, by: Actor, obstacle: Obstacle, member: Member, due: date | None, now: datetime) -> Obstacle:
    """The secretariat asks a party; a party that takes it up itself owns it at once."""
    row = locked_obstacle(obstacle.pk)
    period = row.issue.period
    today = day_of(period, now)
    check_party(member, period.pk)
    check_due(due, today)
    own = by.may(Permission.COLLABORATION_SPEAK, member.institution_id)
    if not own:
        check_may_keep(by, period.collaboration)
    elif row.owner_id not in (None, member.pk) and not may_keep(by, period.collaboration):
        raise Refused(
            "has_owner", _("Hambatan ini sudah ditangani pihak lain. Minta sekretariat mengalihkannya."), "member"
        )
    row.state = OBSTACLE_FLOW.next_state(row.state, "ask")
    if own:
        row.state = OBSTACLE_FLOW.next_state(row.state, "accept")
    row.owner, row.due, row.declined = member, due, ""
    row.save(update_fields=["state", "owner", "due", "declined"])
    record(by, "collaboration.ask_owner", row, party=member.code, taken=own)
    if not own:
        tell_owner(row)
    return row


@transaction.atomic
def answer_obstacle(*, by: Actor, obstacle: Obstacle, accepts: bool, reason: str, now: datetime) -> Obstacle:
    """The party that was asked: it looks after it, or says why not; then nobody does, and the next meeting has it on its agenda."""
    row = locked_obstacle(obstacle.pk)
    if row.owner is None:
        raise Refused("nobody_asked", _("Belum ada pihak yang diminta menangani hambatan ini."))
    check_may_speak_for(by, row.owner, day_of(row.issue.period, now))
    party = row.owner.code
    row.state = OBSTACLE_FLOW.next_state(row.state, "accept" if accepts else "decline")
    if not accepts:
        row.declined = f"{row.owner.name}: {check_reason(reason)}"[:300]
        row.owner = None
    row.save(update_fields=["state", "declined", "owner"])
    record(by, "collaboration.answer_obstacle", row, party=party, accepts=accepts)
    return row


@transaction.atomic
def add_step(
    *, by: Actor, obstacle: Obstacle, text: str, on: date, now: datetime, client_id: UUID | None = None
) -> ObstacleStep:
    """on: the day it was done."""
    row = locked_obstacle(obstacle.pk)
    today = day_of(row.issue.period, now)
    check_looks_after(by, row, today)
    if row.state == ObstacleState.SETTLED:
        raise Refused("settled", _("Hambatan ini sudah selesai. Tulis hambatan baru bila muncul lagi."))
    if on > today:
        raise Refused("step_ahead", _("“Tanggal”: tulis langkah yang sudah dilakukan, paling akhir hari ini."), "on")
    text = check_words(text, "text", _("“Langkah” belum diisi."))
    made = ObstacleStep(obstacle=row, member=row.owner, text=text, on=on, at=now, by=by.name, client_id=client_id)
    kept = saved_once(made)
    if kept is made:
        record(by, "collaboration.add_step", made)
    return kept


@transaction.atomic
def settle_obstacle(*, by: Actor, obstacle: Obstacle, how: str, now: datetime) -> Obstacle:
    """How it was settled. Where parties are concerned they are asked, and it is settled when all of them say so."""
    row = locked_obstacle(obstacle.pk)
    check_looks_after(by, row, day_of(row.issue.period, now))
    how = check_words(how, "how", _("“Bagaimana selesainya” belum diisi."))
    parties = list(row.parties.select_related("member__institution").order_by("pk"))
    if row.state == ObstacleState.SETTLED and row.settled_how == how:
        return row
    row.state = OBSTACLE_FLOW.next_state(row.state, "propose_settled" if parties else "settle")
    row.settled_how = how
    record(by, "collaboration.settle_obstacle", row, asked=len(parties))
    if not parties:
        return _settled(by, row, now)
    row.save(update_fields=["state", "settled_how"])
    row.parties.update(settled=None, said_at=None, said_by="", noted_by_id=None)
    for one in parties:
        tell_is_it_settled(row, one.member, now.isoformat())
    return row


@transaction.atomic
def say_settled(
    *, by: Actor, obstacle: Obstacle, member: Member, settled: bool, text: str, now: datetime
) -> ObstacleParty:
    """The word of a party concerned. One that says no gives it back to its owner, with the words kept."""
    row = locked_obstacle(obstacle.pk)
    party = ObstacleParty.objects.filter(obstacle=row, member=member).select_related("member").first()
    if party is None:
        raise Refused("not_concerned", _("Hanya pihak yang bersangkutan yang menjawab ini."), "member")
    wrote = check_word_of(by, party.member, row.issue.period, now)
    if row.state != ObstacleState.SETTLING:
        raise Refused("not_asked", _("Hambatan ini tidak sedang menunggu jawaban. Muat ulang halaman."))
    text = text.strip()
    if not settled and not text:
        raise Refused("no_words", _("“Penjelasan”: tulis apa yang menurut Anda belum selesai."), "text")
    party.settled, party.text, party.said_at, party.said_by = settled, text, now, by.name
    party.noted_by_id = wrote
    party.save(update_fields=["settled", "text", "said_at", "said_by", "noted_by_id"])
    record(by, "collaboration.say_settled", party, party=member.code, settled=settled)
    if not settled:
        row.state = OBSTACLE_FLOW.next_state(row.state, "not_settled")
        row.save(update_fields=["state"])
    elif not row.parties.exclude(settled=True).exists():
        row.state = OBSTACLE_FLOW.next_state(row.state, "settle")
        _settled(by, row, now)
    return party


def _settled(by: Actor, row: Obstacle, now: datetime) -> Obstacle:
    row.settled_at, row.settled_by = now, by.name
    row.save(update_fields=["state", "settled_how", "settled_at", "settled_by"])
    today = day_of(row.issue.period, now)
    issue = row.issue
    issue.resolved_on, issue.resolved_on_from, issue.resolved_on_to = today.isoformat(), today, today
    issue.save(update_fields=["resolved_on", "resolved_on_from", "resolved_on_to"])
    return row
