"""What waits: alumni to contact, class by class, at whoever follows up; and the alumnus's own answer."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db.models import Count, Min
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.kernel.registry import WorkItem
from balai.outcomes.models import OPEN_STATES, FollowUp
from balai.people.queries.own import has_record

MOST = 20
LATE_AFTER = timedelta(days=7)


def waiting(actor: Actor, now: datetime) -> Iterator[WorkItem]:
    today = timezone.localdate(now)
    if actor.has(Permission.OUTCOME_RECORD):
        yield from _to_contact(actor, today)
    if actor.user_id is not None and has_record(actor.user_id):
        yield from _own(actor.user_id, today)


def _to_contact(actor: Actor, today: date) -> Iterator[WorkItem]:
    rows = (
        FollowUp.objects.visible_to(actor)
        .to_contact(today)
        .order_by()
        .values("enrolment__batch_id", "enrolment__batch__title", "wave")
        .annotate(count=Count("pk", distinct=True), oldest=Min("next_contact_on"))
        .order_by("oldest", "enrolment__batch_id", "wave")
    )
    for row in rows[:MOST]:
        count, oldest = row["count"], row["oldest"]
        title = ngettext("Hubungi %(count)s alumni %(class)s", "Hubungi %(count)s alumni %(class)s", count)
        yield WorkItem(
            key=f"outcomes:class:{row['enrolment__batch_id']}:{row['wave']}",
            title=title % {"count": count, "class": row["enrolment__batch__title"]},
            reason=_("kabar bulan ke-%(wave)s belum diketahui") % {"wave": row["wave"]},
            url="outcomes:class_list",
            args=(row["enrolment__batch_id"],),
            button=_("Hubungi"),
            due=oldest,
            urgency=0 if oldest < today - LATE_AFTER else 1,
        )


def _own(user_id: int, today: date) -> Iterator[WorkItem]:
    rows = (
        FollowUp.objects.filter(enrolment__person__user_id=user_id)
        .due(today)
        .select_related("enrolment__batch")
        .order_by("-due_on")[:1]
    )
    for row in rows:
        yield WorkItem(
            key=f"outcomes:own:{row.pk}",
            title=_("Kabari kami: bulan ke-%(wave)s sesudah %(class)s")
            % {"wave": row.wave, "class": row.enrolment.batch.title},
            reason=_("balai pelatihan Anda menunggu; kurang dari satu menit"),
            url="kabar:own",
            button=_("Kirim kabar"),
            since=row.due_on,
            urgency=1,
        )


def hand_over(from_user: int, to_user: int, institution: int) -> dict[str, int]:
    """Open follow-ups that stood on the desk."""
    open_ones = FollowUp.objects.filter(assigned_to_id=from_user, owner_id=institution, state__in=OPEN_STATES)
    return {"follow_ups": open_ones.update(assigned_to_id=to_user)}
