"""What the pages of a living meeting show: who is asked, whose chair stays empty, who may answer for whom, what the rooms offer."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.access.roles import ROLES
from balai.collaboration.enums import NOT_HELD, ConveningState
from balai.collaboration.models import Convening, Invitation, Member, Period, Presence
from balai.institutions.enums import Function, Sector
from balai.institutions.models import Membership
from balai.kernel.registry import AgendaAsk, AgendaOffer, agenda_for

MOST_PARTIES = 500
RECENT = timedelta(days=120)
"""How far back "new" goes where a forum has not met before."""


@dataclass(slots=True)
class Chair:
    """A function of the network and what became of its seat at one meeting, in parties."""

    label: Any
    parties: int = 0
    invited: int = 0
    coming: int = 0
    silent: int = 0
    declined: int = 0
    came: int = 0


_CHAIRS: tuple[tuple[Any, frozenset[str], str], ...] = (
    (_("pemerintah"), frozenset(), Sector.GOVERNMENT),
    (_("pendana"), frozenset({Function.FUNDER}), Sector.DONOR),
    (_("penyelenggara pelatihan"), frozenset({Function.TRAINING_PROVIDER}), ""),
    (_("penerbit sertifikat"), frozenset({Function.CERTIFIER}), ""),
    (_("pemberi kerja"), frozenset({Function.EMPLOYER}), ""),
    (_("pendamping"), frozenset({Function.MENTOR, Function.FACILITATOR}), ""),
    (_("masyarakat dan peserta"), frozenset({Function.TRAINEE, Function.BENEFICIARY}), Sector.COMMUNITY),
)
"""Label, functions, sector: who sits on it has one of either."""


def _sits(member: Member, functions: frozenset[str], sector: str) -> bool:
    return bool(functions.intersection(member.function_list)) or (bool(sector) and member.sector == sector)


def by_chair(members: Iterable[Member]) -> list[tuple[Any, list[Member]]]:
    """Each party once, under the rarest function it has; empty chairs too, and the others last."""
    left = list(members)
    found: list[tuple[Any, list[Member]]] = []
    for label, functions, sector in (*_CHAIRS[1:], _CHAIRS[0]):
        here = [one for one in left if _sits(one, functions, sector)]
        left = [one for one in left if one not in here]
        found.append((label, here))
    return [*found, *([(_("pihak lain"), left)] if left else [])]


def chairs(
    members: Collection[Member], invitations: Collection[Invitation], present: Collection[Presence]
) -> list[Chair]:
    """Every function of the network, also the one nobody stands for."""
    asked = {row.member_id: row.coming for row in invitations}
    there = {row.member_id for row in present}
    made = []
    for label, functions, sector in _CHAIRS:
        ids = {one.pk for one in members if _sits(one, functions, sector)}
        answers = [asked[pk] for pk in ids if pk in asked]
        made.append(
            Chair(
                label,
                len(ids),
                len(answers),
                answers.count(True),
                answers.count(None),
                answers.count(False),
                len(ids & there),
            )
        )
    return made


def parties_of(period: Period) -> list[Member]:
    rows = Member.objects.filter(period=period).select_related("institution")
    return list(rows.order_by("name", "pk")[:MOST_PARTIES])


def invitations_of(convening: Convening) -> list[Invitation]:
    rows = convening.invitations.select_related("member__institution").order_by("member__name", "pk")
    return list(rows[:MOST_PARTIES])


def present_at(convening: Convening) -> list[Presence]:
    return list(convening.present.select_related("member").order_by("member__name", "name_key")[:MOST_PARTIES])


def opened(rows: QuerySet[Convening]) -> QuerySet[Convening]:
    """With what every page of a meeting says."""
    return rows.select_related("meeting__period__collaboration__owner__region")


def by_code(code: str) -> Convening | None:
    """The meeting on whose wall the code hangs: whoever knows it stands in front of it."""
    return opened(Convening.objects.filter(present_code=code)).first()


def feed_rows(collaboration_id: int) -> QuerySet[Convening]:
    """Every meeting a calendar of the forum should know, cancelled ones too."""
    rows = opened(Convening.objects.filter(meeting__period__collaboration=collaboration_id))
    return rows.order_by("-starts_at", "-pk")[:500]


def called_in(period: Period, actor: Actor) -> list[Convening]:
    """Living meetings of a period that are not evidence yet, or whose minutes still wait: the next first."""
    rows = opened(Convening.objects.visible_to(actor)).filter(meeting__period=period)
    return list(rows.order_by("-starts_at", "-pk")[:100])


def last_meeting(period: Period) -> Convening | None:
    rows = Convening.objects.filter(meeting__period__collaboration=period.collaboration_id)
    return rows.exclude(state=ConveningState.CANCELLED).order_by("-starts_at", "-pk").first()


def asked_before(period: Period, last: Convening | None) -> list[int]:
    """The parties of this period that the last meeting asked, also when that was in the year before."""
    if last is None:
        return list(Member.objects.filter(period=period).values_list("pk", flat=True)[:MOST_PARTIES])
    bodies = Invitation.objects.filter(convening=last).values("member__institution_id")
    return list(Member.objects.filter(period=period, institution_id__in=bodies).values_list("pk", flat=True))


def spoken_for(actor: Actor, members: Collection[Member], today: date, *, keeps: bool) -> set[int]:
    """Parties the actor may answer for: the own bodies; whoever keeps the forum also those that have no desk of their own."""
    own = actor.institutions_with(Permission.COLLABORATION_SPEAK)
    mine = {one.pk for one in members if one.institution_id in own}
    if not keeps or not own:
        return mine
    roles = [role for role, grant in ROLES.items() if Permission.COLLABORATION_SPEAK in grant.own]
    bodies = [one.institution_id for one in members]
    rows = Membership.objects.filter(institution_id__in=bodies, role__in=roles).held_on(today)
    voiced = set(rows.values_list("institution_id", flat=True))
    return mine | {one.pk for one in members if one.institution_id not in voiced}


def offered_for(period: Period, today: date) -> list[AgendaOffer]:
    """What the rooms put before this forum since it last met."""
    held = Convening.objects.filter(meeting__period__collaboration=period.collaboration_id).exclude(state__in=NOT_HELD)
    last = held.order_by("-starts_at").values_list("starts_at", flat=True).first()
    since = min(last.date(), today) if last else today - RECENT
    bodies = Member.objects.filter(period=period).values_list("institution_id", flat=True)
    with translation.override("id"):  # an agenda is kept in the words it is offered in
        return agenda_for(AgendaAsk(frozenset(bodies), period.pk, since, today))
