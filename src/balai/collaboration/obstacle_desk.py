"""What waits about obstacles: to take one up, to settle one in time, to say whether it is settled, to find somebody for it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.collaboration.enums import ObstacleState as S
from balai.collaboration.models import Obstacle, ObstacleParty
from balai.kernel.formats import tanggal
from balai.kernel.registry import WorkItem

MOST = 20


def obstacles_that_wait(actor: Actor, now: datetime) -> Any:
    keeps = actor.institutions_with(Permission.COLLABORATION_EDIT)
    speaks = actor.institutions_with(Permission.COLLABORATION_SPEAK)
    if not keeps and not speaks:
        return None
    today, mine = timezone.localdate(now), Q(owner__institution_id__in=speaks)
    asked = ObstacleParty.objects.filter(obstacle=OuterRef("pk"), member__institution_id__in=speaks, settled=None)
    rows = Obstacle.objects.filter(issue__period__is_closed=False).annotate(
        to_answer=Q(state=S.ASKED) & mine,
        to_settle=Q(state=S.OWNED, due__lte=today) & mine,
        to_say=Q(state=S.SETTLING) & Exists(asked),
        to_give=Q(state=S.OPEN, issue__period__collaboration__owner_id__in=keeps),
    )
    found = Q(to_answer=True) | Q(to_settle=True) | Q(to_say=True) | Q(to_give=True)
    return rows.filter(found).select_related("issue")


def obstacles_waiting(actor: Actor, now: datetime) -> Iterator[WorkItem]:
    rows = obstacles_that_wait(actor, now)
    if rows is None:
        return
    for row in rows.order_by("due", "pk")[:MOST]:
        if row.to_answer:
            yield _item(row, "jawab", _("Jawab permintaan menangani hambatan: %(text)s"), _("Jawab permintaan"), 1)
        if row.to_settle:
            late = 0 if row.due < timezone.localdate(now) else 1
            yield _item(row, "selesai", _("Selesaikan hambatan: %(text)s"), _("Buka hambatan"), late)
        if row.to_say:
            yield _item(row, "kata", _("Jawab apakah hambatan ini selesai: %(text)s"), _("Jawab"), 1)
        if row.to_give:
            yield _item(row, "tangani", _("Tunjuk penanganan hambatan: %(text)s"), _("Tunjuk penanganan"), 2)


def _item(row: Obstacle, slug: str, title: str, button: str, urgency: int) -> WorkItem:
    due = _("Tenggat %(day)s.") % {"day": tanggal(row.due)} if row.due else _("Belum ada yang menanganinya.")
    page = slug == "selesai"
    return WorkItem(
        key=f"collaboration.obstacle:{slug}:{row.pk}", title=title % {"text": row.issue.text[:120]}, reason=due,
        url="collaboration:obstacle" if page else "collaboration:obstacle_act", args=(row.pk,) if page else (row.pk, slug),
        button=button, since=row.at, due=row.due, urgency=urgency,
    )  # fmt: skip
