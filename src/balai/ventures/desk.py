"""What waits: visits that are due or overdue, advice whose action waits, members whose own yes is missing."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.kernel.registry import WorkItem
from balai.people.queries.own import has_record
from balai.ventures.enums import VisitState
from balai.ventures.models import Advice, BusinessGroup, GroupMember, MonitoringVisit

MOST = 20
SOON = timedelta(days=7)


def waiting(actor: Actor, now: datetime) -> Iterator[WorkItem]:
    today = timezone.localdate(now)
    if actor.has(Permission.VISIT_RECORD):
        yield from _visits(actor, today)
    if actor.desks:
        yield from _advice([desk.institution for desk in actor.desks], today)
    if actor.user_id is not None and has_record(actor.user_id):
        yield from _to_agree(actor.user_id)


def _visits(actor: Actor, today: date) -> Iterator[WorkItem]:
    """A visit given to one person is theirs until it is overdue; then the whole office sees it."""
    rows = (
        MonitoringVisit.objects.visible_to(actor)
        .filter(state=VisitState.PLANNED, planned_on__lte=today + SOON)
        .filter(Q(visitor_id=actor.user_id) | Q(visitor__isnull=True) | Q(planned_on__lt=today))
        .select_related("group")
        .order_by("planned_on", "pk")
    )
    for row in rows[:MOST]:
        late = row.planned_on is not None and row.planned_on < today
        yield WorkItem(
            key=f"ventures:visit:{row.pk}",
            title=_("Kunjungi %(group)s") % {"group": row.group.name},
            reason=_("kunjungan sudah lewat rencana") if late else _("kunjungan direncanakan minggu ini"),
            url="ventures:visit",
            args=(row.pk,),
            button=_("Catat kunjungan"),
            due=row.planned_on,
            urgency=0 if late else 1,
        )


def _advice(institutions: list[int], today: date) -> Iterator[WorkItem]:
    rows = (
        Advice.objects.open()
        .filter(owner_id__in=institutions, due_on__lte=today + SOON)
        .select_related("visit__group")
        .order_by("due_on", "pk")
    )
    for row in rows[:MOST]:
        late = row.due_on < today
        yield WorkItem(
            key=f"ventures:advice:{row.pk}",
            title=_("Tindaki saran untuk %(group)s") % {"group": row.visit.group.name},
            reason=row.text[:120],
            url="ventures:advice",
            args=(row.pk,),
            button=_("Catat hasil"),
            since=row.visit.visited_on,
            due=row.due_on,
            urgency=0 if late else 1,
        )


def _to_agree(user_id: int) -> Iterator[WorkItem]:
    rows = GroupMember.objects.filter(
        Q(agreed_on__isnull=True) | Q(agreed_as_told=True), person__user_id=user_id, left_on__isnull=True
    )
    for row in rows.select_related("group__office")[:MOST]:
        yield WorkItem(
            key=f"ventures:agree:{row.pk}",
            title=_("Benarkah Anda anggota %(group)s?") % {"group": row.group.name},
            reason=_("%(office)s menunggu persetujuan Anda sendiri") % {"office": row.group.office.name},
            url="ventures:group",
            args=(row.group_id,),
            button=_("Jawab"),
            since=row.joined_on,
            urgency=1,
        )


def hand_over(from_user: int, to_user: int, institution: int) -> dict[str, int]:
    """Groups mentored and visits planned, at the institution the desk belonged to."""
    groups = BusinessGroup.objects.filter(Q(office_id=institution) | Q(mentoring_institution_id=institution))
    visits = MonitoringVisit.objects.filter(visitor_id=from_user, state=VisitState.PLANNED, group__in=groups)
    return {
        "visits": visits.update(visitor_id=to_user),
        "groups": groups.filter(mentor_id=from_user).update(mentor_id=to_user),
    }
