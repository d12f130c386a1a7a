"""What the pages of promises show: a bounded number of queries however many promises there are."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.access.roles import ROLES
from balai.collaboration.enums import SPOKEN_OF, ChangeState, PromiseState
from balai.collaboration.models import Decision, Member, Period, Promise, PromiseChange, PromiseReceiver, PromiseReply
from balai.collaboration.models.promises import bodies_of
from balai.institutions.models import Membership

MOST_MEMBERS = 300
SHOWN_AS = {
    "diusulkan": (PromiseState.PROPOSED,),
    "berjalan": (PromiseState.GIVEN, PromiseState.ASKED),
    "ditepati": (PromiseState.KEPT, PromiseState.KEPT_LATE),
    "terlambat": (PromiseState.LATE,),
    "tidak-ditepati": (PromiseState.BROKEN,),
    "diubah": (PromiseState.RENEGOTIATED, PromiseState.WITHDRAWN),
}
"""Words of the filter. A promise that is asked about stands among those that run: nobody may find it by asking for it."""


def with_its_parties(rows: "QuerySet[Promise]") -> "QuerySet[Promise]":
    receivers = PromiseReceiver.objects.select_related("member__institution").order_by("pk")
    replies = PromiseReply.objects.select_related("member").order_by("pk")
    return rows.select_related(
        "promiser__institution", "period__collaboration__owner__region", "replaced_by"
    ).prefetch_related(Prefetch("receivers", receivers), Prefetch("replies", replies))


def promises_of(period: Period, actor: Actor, shown_as: str = "", party: int | None = None) -> "QuerySet[Promise]":
    rows = Promise.objects.visible_to(actor).filter(period=period)
    if shown_as in SHOWN_AS:
        rows = rows.filter(state__in=SHOWN_AS[shown_as])
    if party is not None:
        rows = rows.filter(
            Q(promiser_id=party) | Q(pk__in=PromiseReceiver.objects.filter(member_id=party).values("promise"))
        )
    return with_its_parties(rows)


def received_by(promise: Promise) -> list[Member]:
    return [row.member for row in promise.receivers.all()]


def sees_private(promise: Promise, bodies: frozenset[int]) -> bool:
    return bool(bodies & {promise.promiser.institution_id, *(one.institution_id for one in received_by(promise))})


@dataclass(slots=True)
class Shown:
    """A promise as one reader may see it. state: as shown; number: None where it is not shown or not known."""

    promise: Promise
    state: str
    number: int | None
    is_party: bool
    owner_word: PromiseReply | None = None
    views: list[PromiseReply] = field(default_factory=list)

    @property
    def awaits_owner(self) -> bool:
        """Late, and its owner has not used the right of reply."""
        return self.state in SPOKEN_OF and self.owner_word is None


def shown_to(promise: Promise, bodies: frozenset[int], today: date, *, system: bool = False) -> Shown:
    """Until the time to reply is over, readers outside see a promise that runs; past its day, no number either."""
    party = system or sees_private(promise, bodies)
    if promise.state == PromiseState.ASKED and not party:
        return Shown(promise, PromiseState.GIVEN, None, False)
    number = None if promise.state == PromiseState.GIVEN and promise.due < today and not party else promise.counted
    found = Shown(promise, promise.state, number, party)
    if promise.state in SPOKEN_OF or (party and promise.state == PromiseState.ASKED):
        for reply in promise.replies.all():
            if reply.member_id == promise.promiser_id:
                found.owner_word = reply
            else:
                found.views.append(reply)
    return found


@dataclass(slots=True)
class Seats:
    """For whom of the parties the actor may speak. speaks_for: receivers, also those without a desk that the secretary writes for."""

    promiser: bool
    speaks_for: list[Member]
    keeps: bool
    proposed: bool

    @property
    def members(self) -> list[Member]:
        return self.speaks_for


def seats_of(actor: Actor, promise: Promise, today: date) -> Seats:
    """One query more, only for who keeps the forum."""
    own = actor.institutions_with(Permission.COLLABORATION_SPEAK)
    promiser = promise.promiser.institution_id in own
    others = [one for one in received_by(promise) if one.institution_id != promise.promiser.institution_id]
    keeps = actor.may(Permission.COLLABORATION_EDIT, promise.period.collaboration.owner_id)
    mine = [] if promiser else [one for one in others if one.institution_id in own]
    if keeps and not promiser:
        silent = _without_voice((one.institution_id for one in others), today)
        mine += [one for one in others if one.institution_id in silent and one not in mine]
    return Seats(promiser, mine, keeps, actor.name == promise.proposed_by)


def _without_voice(bodies: Iterable[int], today: date) -> set[int]:
    asked = set(bodies)
    roles = [role for role, grant in ROLES.items() if Permission.COLLABORATION_SPEAK in grant.own]
    voiced = Membership.objects.filter(institution_id__in=asked, role__in=roles).held_on(today)
    return asked - set(voiced.values_list("institution_id", flat=True))


def open_change(promise: Promise) -> PromiseChange | None:
    rows = (
        promise.changes.filter(state=ChangeState.ASKED)
        .select_related("proposed_by")
        .prefetch_related("answers__member")
    )
    return rows.first()


def changes_of(promise: Promise) -> list[PromiseChange]:
    rows = promise.changes.select_related("proposed_by").prefetch_related("answers__member")
    return list(rows.order_by("pk"))


def parties_of(period: Period) -> list[Member]:
    """For choosing among them."""
    return list(
        Member.objects.filter(period=period).select_related("institution").order_by("name", "pk")[:MOST_MEMBERS]
    )


def newest_decisions(period: Period) -> list[Decision]:
    return list(Decision.objects.filter(period=period).order_by("-pk")[:50])


def own_members(actor: Actor, period: Period) -> list[Member]:
    own = actor.institutions_with(Permission.COLLABORATION_SPEAK)
    return list(Member.objects.filter(period=period, institution_id__in=own).order_by("pk")[:20])


def reads_as(actor: Actor) -> dict[str, Any]:
    return {"bodies": bodies_of(actor), "system": actor.system}
