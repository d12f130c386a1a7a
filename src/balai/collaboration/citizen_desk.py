"""What waits for who keeps a forum: obstacles citizens brought, one item a forum however many; and alarms nobody has answered."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.collaboration.enums.adaptations import FindingKind
from balai.collaboration.models import Adaptation, Collaboration, HeardAlarm
from balai.collaboration.queries.face import waiting_in
from balai.kernel.registry import WorkItem

MOST = 20


def citizens_that_wait(actor: Actor, now: datetime) -> Any:
    keeps = actor.institutions_with(Permission.COLLABORATION_EDIT)
    return waiting_in(Collaboration.objects.filter(owner_id__in=keeps)) if keeps else None


def citizens_waiting(actor: Actor, now: datetime) -> Iterator[WorkItem]:
    rows = citizens_that_wait(actor, now)
    if rows is None:
        return
    for row in rows.order_by("pk")[:MOST]:
        yield WorkItem(
            key=f"collaboration.citizens:{row.pk}",
            title=_("Jawab hambatan dari warga: %(n)s menunggu") % {"n": row.waits}, reason=row.title,
            url="collaboration:citizen_offers", args=(row.pk,), button=_("Baca dan jawab"), urgency=1,
        )  # fmt: skip


def alarms_that_wait(actor: Actor, now: datetime) -> Any:
    """Of periods that are open. One that a decision answered waits again when it was looked at and has not come."""
    keeps = actor.institutions_with(Permission.COLLABORATION_EDIT)
    if not keeps:
        return None
    answered = Adaptation.objects.filter(
        period=OuterRef("period"), kind=FindingKind.ALARM, about=OuterRef("about"), effect=""
    )
    rows = HeardAlarm.objects.filter(gone_on=None, period__is_closed=False, period__collaboration__owner_id__in=keeps)
    return rows.exclude(Exists(answered))


def alarms_waiting(actor: Actor, now: datetime) -> Iterator[WorkItem]:
    rows = alarms_that_wait(actor, now)
    if rows is None:
        return
    for row in rows.order_by("since", "pk")[:MOST]:
        yield WorkItem(
            key=f"collaboration.alarm:{row.pk}", title=_("Jawab tanda bahaya forum: %(because)s") % {"because": row.because[:160]},
            reason=_("Bahas di rapat, lalu jawab dengan keputusan."), url="collaboration:finding",
            args=(row.period_id, str(FindingKind.ALARM), row.about), button=_("Buka temuan"), since=row.since, urgency=2,
        )  # fmt: skip
