"""What waits: vacancies about to end, drafts nobody can see yet."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.demand.enums import JobOrderState
from balai.demand.models import JobOrder
from balai.kernel.registry import WorkItem

MOST = 20
SOON = timedelta(days=7)


def waiting(actor: Actor, now: datetime) -> Iterator[WorkItem]:
    """Of the institutions the actor sits at; an office's area would fill the desk with the work of others."""
    if not actor.has(Permission.DEMAND_EDIT):
        return
    own = actor.institutions_with(Permission.DEMAND_EDIT)
    at_office = Q(noted_by_id__in=[d.institution for d in actor.desks])
    today = timezone.localdate(now)
    ending = Q(state=JobOrderState.PUBLISHED, valid_until__lte=today + SOON)
    rows = JobOrder.objects.filter(ending | Q(state=JobOrderState.DRAFT), Q(employer_id__in=own) | at_office)
    for order in rows.select_related("employer").order_by("valid_until", "pk")[:MOST]:
        yield _item(order)


def _item(order: JobOrder) -> WorkItem:
    if order.state == JobOrderState.DRAFT:
        title, reason, button, urgency = (
            _("Buka lowongan %(title)s"),
            _("masih rancangan, belum terlihat pencari kerja"),
            _("Lihat rancangan"),
            2,
        )
    else:
        title, reason, button, urgency = (
            _("Lowongan %(title)s segera berakhir"),
            _("laporkan bila sudah terisi, atau perpanjang"),
            _("Perbarui lowongan"),
            1,
        )
    return WorkItem(
        key=f"demand:job_order:{order.pk}:{order.state}",
        title=title % {"title": order.title},
        reason=f"{order.employer.name}: {reason}",
        url="demand:one",
        args=(order.pk,),
        button=button,
        since=order.published_on or order.created_at,
        due=order.valid_until,
        urgency=urgency,
    )
