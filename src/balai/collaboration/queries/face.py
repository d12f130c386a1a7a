"""What a forum shows to everybody: only what it chose, of its newest period; and what citizens brought."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from balai.collaboration.enums import UNGIVEN
from balai.collaboration.enums.face import FaceKind, OfferState
from balai.collaboration.models import (
    CitizenOffer,
    Collaboration,
    Decision,
    FaceSwitch,
    Member,
    Obstacle,
    Period,
    Promise,
)
from balai.collaboration.queries.promise_page import Shown, shown_to, with_its_parties

SHOWN = 30
MOST_MEMBERS = 300


def shown_forums() -> QuerySet[Collaboration]:
    """Those that show anything at all."""
    on = FaceSwitch.objects.filter(collaboration=OuterRef("pk"), is_on=True)
    return Collaboration.objects.filter(Exists(on)).select_related("region", "owner__region")


def kinds_on(kept: Collaboration) -> frozenset[str]:
    return frozenset(FaceSwitch.objects.filter(collaboration=kept, is_on=True).values_list("kind", flat=True))


def switches_of(kept: Collaboration) -> dict[str, FaceSwitch]:
    return {row.kind: row for row in FaceSwitch.objects.filter(collaboration=kept)}


def newest_period(kept: Collaboration) -> Period | None:
    rows = Period.objects.filter(collaboration=kept).select_related(
        "collaboration__owner__region", "collaboration__region"
    )
    return rows.order_by("is_closed", "-period_end_to", "-pk").first()


@dataclass(slots=True)
class Face:
    """period: None before the first year. Lists are empty where the forum did not choose to show them: see kinds."""

    kept: Collaboration
    kinds: frozenset[str]
    period: Period | None

    def shows(self, kind: str) -> bool:
        return kind in self.kinds


def face_of(pk: int) -> Face | None:
    kept = shown_forums().filter(pk=pk).first()
    return Face(kept, kinds_on(kept), newest_period(kept)) if kept else None


def members_of(face: Face) -> list[Member]:
    """Bodies of the register, by name; never people."""
    if face.period is None or not face.shows(FaceKind.MEMBERS):
        return []
    rows = Member.objects.filter(period=face.period).select_related("institution")
    return list(rows.order_by("name", "pk")[:MOST_MEMBERS])


def decisions_of(face: Face) -> list[Decision]:
    if face.period is None or not face.shows(FaceKind.DECISIONS):
        return []
    rows = Decision.objects.filter(period=face.period).exclude(text="").select_related("meeting")
    return list(rows.order_by("-pk")[:SHOWN])


def promises_of(face: Face, today: date) -> list[Shown]:
    """As somebody outside sees them: one that is asked about privately runs on."""
    if face.period is None or not face.shows(FaceKind.PROMISES):
        return []
    rows = with_its_parties(Promise.objects.filter(period=face.period).exclude(state__in=UNGIVEN))
    return [shown_to(row, frozenset(), today) for row in rows.order_by("-due", "-pk")[:SHOWN]]


def offers_of(kept: Collaboration) -> QuerySet[CitizenOffer]:
    """Those that wait first, the oldest first."""
    return CitizenOffer.objects.filter(collaboration=kept).select_related("obstacle__issue")


def waiting_in(rows: QuerySet[Collaboration]) -> QuerySet[Collaboration]:
    waits = Count("offers", filter=Q(offers__state=OfferState.OFFERED))
    return rows.annotate(waits=waits).filter(waits__gt=0)


def offer_of(code: str) -> CitizenOffer | None:
    rows = CitizenOffer.objects.public().select_related("collaboration", "obstacle__owner", "obstacle__issue")
    return rows.filter(code=code).first()


def register_for(period: Period) -> list[Obstacle]:
    """What an offer may be merged with."""
    rows = Obstacle.objects.unsettled().filter(issue__period=period).select_related("issue")
    return list(rows.order_by("-pk")[:100])
