"""What waits about additions to closed minutes: to answer one, and to close one that all have answered or had their time for."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.collaboration.enums import AddendumState
from balai.collaboration.models import Addendum, AddendumWord, Presence
from balai.collaboration.parameters import MINUTES_DAYS
from balai.kernel.formats import tanggal
from balai.kernel.registry import WorkItem
from balai.parameters.queries import value_on

MOST = 20


def addenda_that_wait(actor: Actor, now: datetime) -> Any:
    keeps = actor.institutions_with(Permission.COLLABORATION_EDIT)
    speaks = actor.institutions_with(Permission.COLLABORATION_SPEAK)
    if not keeps and not speaks:
        return None
    waited = timedelta(days=value_on(MINUTES_DAYS, timezone.localdate(now)))
    word = AddendumWord.objects.filter(addendum=OuterRef(OuterRef("pk")), member=OuterRef("member"))
    here = Presence.objects.filter(~Exists(word), convening=OuterRef("convening"))
    rows = Addendum.objects.filter(state=AddendumState.ASKED).annotate(
        to_answer=Exists(here.filter(member__institution_id__in=speaks)),
        to_close=Q(convening__meeting__period__collaboration__owner_id__in=keeps)
        & (Q(at__lte=now - waited) | ~Q(Exists(here))),
    )
    return rows.filter(Q(to_answer=True) | Q(to_close=True)).select_related("convening__meeting", "author")


def addenda_waiting(actor: Actor, now: datetime) -> Iterator[WorkItem]:
    rows = addenda_that_wait(actor, now)
    if rows is None:
        return
    for row in rows.order_by("at", "pk")[:MOST]:
        told = {"title": row.convening.meeting.title, "who": row.author.name if row.author else _("sekretariat")}
        if row.to_answer:
            yield _item(
                row, "jawab", _("Jawab catatan susulan notulen: %(title)s") % told, _("Baca dan jawab"), told, 1
            )
        elif row.to_close:
            yield _item(row, "tutup", _("Tutup catatan susulan: %(title)s") % told, _("Buka notulen"), told, 2)


def _item(row: Addendum, slug: str, title: str, button: str, told: dict[str, str], urgency: int) -> WorkItem:
    return WorkItem(
        key=f"collaboration.addendum:{slug}:{row.pk}", title=title,
        reason=_("Ditulis %(who)s, %(day)s.") % (told | {"day": tanggal(row.at)}), url="collaboration:minutes",
        args=(row.convening_id,), button=button, since=row.at, urgency=urgency,
    )  # fmt: skip
