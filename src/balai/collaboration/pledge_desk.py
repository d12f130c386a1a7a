"""What waits about contributions: the receiver says that one has come, and later that it is used."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.collaboration.enums import PledgeState as S
from balai.collaboration.models import Pledge
from balai.kernel.formats import tanggal
from balai.kernel.registry import WorkItem

MOST = 20
IN_USE_AFTER = timedelta(days=30)


def pledges_that_wait(actor: Actor, now: datetime) -> Any:
    """Never for whoever also sits at the giver's desk: the other side confirms."""
    speaks = actor.institutions_with(Permission.COLLABORATION_SPEAK)
    if not speaks:
        return None
    come_before = timezone.localdate(now) - IN_USE_AFTER
    waits = Q(state=S.HANDED) | Q(state=S.RECEIVED, contribution__delivered_on_from__lte=come_before)
    rows = Pledge.objects.filter(waits, receiver__institution_id__in=speaks, contribution__period__is_closed=False)
    return rows.exclude(giver__institution_id__in=speaks).select_related("contribution", "giver")


def pledges_waiting(actor: Actor, now: datetime) -> Iterator[WorkItem]:
    rows = pledges_that_wait(actor, now)
    if rows is None:
        return
    for row in rows.order_by("handed_on", "pk")[:MOST]:
        yield _to_receive(row) if row.state == S.HANDED else _to_use(row)


def _to_receive(row: Pledge) -> WorkItem:
    told = {"who": row.giver.name, "day": tanggal(row.handed_on) if row.handed_on else "–"}
    return WorkItem(
        key=f"collaboration.pledge:terima:{row.pk}", title=_("Benarkan sumbangan: %(what)s") % {"what": row.contribution.text},
        reason=_("%(who)s mencatat sudah menyerahkannya pada %(day)s.") % told, url="collaboration:pledge", args=(row.pk,),
        button=_("Jawab sudah diterima atau belum"), since=row.handed_on, urgency=1,
    )  # fmt: skip


def _to_use(row: Pledge) -> WorkItem:
    day = row.contribution.delivered_on_from
    return WorkItem(
        key=f"collaboration.pledge:pakai:{row.pk}", title=_("Kabarkan pemakaian sumbangan: %(what)s") % {"what": row.contribution.text},
        reason=_("Diterima %(day)s dari %(who)s dan belum tercatat dipakai.")
        % {"who": row.giver.name, "day": tanggal(day) if day else "–"},
        url="collaboration:pledge", args=(row.pk,), button=_("Buka sumbangan"), since=day, urgency=2,
    )  # fmt: skip
