"""What waits about the pulse: a round whose last day has passed is closed by who keeps the forum."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.collaboration.enums import PulseState
from balai.collaboration.models import PulseRound
from balai.kernel.registry import WorkItem

MOST = 20


def pulses_that_wait(actor: Actor, now: datetime) -> Any:
    keeps = actor.institutions_with(Permission.COLLABORATION_EDIT)
    if not keeps:
        return None
    rows = PulseRound.objects.filter(state=PulseState.OPEN, closes_on__lt=timezone.localdate(now))
    rows = rows.filter(period__collaboration__owner_id__in=keeps, period__is_closed=False)
    return rows.select_related("period__collaboration")


def pulses_waiting(actor: Actor, now: datetime) -> Iterator[WorkItem]:
    rows = pulses_that_wait(actor, now)
    if rows is None:
        return
    for row in rows.order_by("closes_on", "pk")[:MOST]:
        yield WorkItem(
            key=f"collaboration.pulse:{row.pk}", title=_("Tutup denyut: %(title)s") % {"title": row.period.collaboration.title},
            reason=_("Hari terakhirnya sudah lewat; para pihak menunggu hasilnya."), url="collaboration:pulse",
            args=(row.pk,), button=_("Buka denyutnya"), since=row.closes_on, urgency=2,
        )  # fmt: skip
