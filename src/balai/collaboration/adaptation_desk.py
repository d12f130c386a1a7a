"""What waits about adaptations: to look again on the day that was agreed. The secretariat is asked where who looks has no desk."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.access.roles import ROLES
from balai.collaboration.models import Adaptation
from balai.collaboration.queries.adaptations import label_of
from balai.institutions.models import Membership
from balai.kernel.formats import tanggal
from balai.kernel.registry import WorkItem

MOST = 20


def adaptations_that_wait(actor: Actor, now: datetime) -> Any:
    keeps = actor.institutions_with(Permission.COLLABORATION_EDIT)
    speaks = actor.institutions_with(Permission.COLLABORATION_SPEAK)
    if not keeps and not speaks:
        return None
    today = timezone.localdate(now)
    roles = [role for role, grant in ROLES.items() if Permission.COLLABORATION_SPEAK in grant.own]
    voiced = Membership.objects.filter(institution=OuterRef("looker__institution"), role__in=roles).held_on(today)
    kept = Q(period__collaboration__owner_id__in=keeps) & ~Exists(voiced)
    rows = Adaptation.objects.filter(answered_at=None, look_on__lte=today)
    return rows.filter(Q(looker__institution_id__in=speaks) | kept)


def adaptations_waiting(actor: Actor, now: datetime) -> Iterator[WorkItem]:
    rows = adaptations_that_wait(actor, now)
    if rows is None:
        return
    for row in rows.order_by("look_on", "pk")[:MOST]:
        yield WorkItem(
            key=f"collaboration.look_again:{row.pk}",
            title=_("Lihat kembali: %(finding)s") % {"finding": label_of(row.kind, row.about)},
            reason=_("Forum sepakat melihat kembali pada %(day)s.") % {"day": tanggal(row.look_on)},
            url="collaboration:adaptation", args=(row.pk,), button=_("Lihat dan jawab"), due=row.look_on, urgency=1,
        )  # fmt: skip
