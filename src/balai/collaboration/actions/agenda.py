"""The agenda of a meeting: what the rooms offer and what the secretary adds, in an order. A point keeps the words it was put there with."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.audit.record import record
from balai.collaboration.enums import ConveningState
from balai.collaboration.models import AgendaPoint, Convening
from balai.collaboration.rules.authority import check_may_keep
from balai.kernel.refusal import Refused

MOST = 40


@dataclass(frozen=True, slots=True)
class Point:
    """key, url, args: of the record a room offered; empty for a point of the secretary's own."""

    text: str
    key: str = ""
    url: str = ""
    args: tuple[Any, ...] = ()


@transaction.atomic
def set_agenda(*, by: Actor, convening: Convening, points: Sequence[Point]) -> Convening:
    """In the order given. Of a record that stands there already the old words stay."""
    rows = Convening.objects.select_for_update(of=("self",)).select_related("meeting__period__collaboration")
    convening = rows.get(pk=convening.pk)
    check_may_keep(by, convening.meeting.period.collaboration)
    if convening.state not in (ConveningState.PLANNED, ConveningState.HELD):
        raise Refused(
            "agenda_stands",
            _("Notulen rapat ini sudah dikirim atau rapatnya dibatalkan; agendanya tidak berubah lagi."),
        )
    put_points(convening, points)
    convening.revision += 1
    convening.save(update_fields=["agenda", "revision"])
    record(by, "collaboration.set_agenda", convening, points=len(points))
    return convening


def put_points(convening: Convening, points: Sequence[Point]) -> None:
    """Under the lock of the meeting; the caller saves it."""
    if len(points) > MOST:
        raise Refused(
            "long_agenda", _("Agenda paling banyak %(most)s butir. Gabungkan beberapa.") % {"most": MOST}, "own"
        )
    standing = {row.key: row for row in AgendaPoint.objects.filter(convening=convening) if row.key}
    AgendaPoint.objects.filter(convening=convening).delete()
    made: list[AgendaPoint] = []
    seen = set[str]()
    for point in points:
        text = " ".join(point.text.split())[:300]
        if not text or (point.key and point.key in seen):
            continue
        seen.add(point.key)
        old = standing.get(point.key)
        made.append(
            AgendaPoint(
                convening=convening, position=len(made) + 1, text=old.text if old else text, key=point.key[:160],
                url=point.url, args=list(point.args),
            )
        )  # fmt: skip
    AgendaPoint.objects.bulk_create(made)
    convening.agenda = "\n".join(f"{row.position}. {row.text}" for row in made)
