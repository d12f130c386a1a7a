"""Pages' worth of groups, visits and advice."""

from datetime import date

from django.db.models import Count, Exists, OuterRef, Prefetch, Q

from balai.institutions.models import Institution
from balai.ventures.enums import AdviceState, VisitState
from balai.ventures.models import (
    Advice,
    AdviceQuerySet,
    BusinessGroup,
    BusinessGroupQuerySet,
    GroupMember,
    MonitoringVisit,
    VisitQuerySet,
)


def group_list(groups: BusinessGroupQuerySet, today: date) -> BusinessGroupQuerySet:
    """With `member_count`, `agreed_count` and `is_overdue`."""
    late = MonitoringVisit.objects.overdue(today).filter(group=OuterRef("pk"))
    open_members = Q(members__left_on__isnull=True)
    return groups.select_related("office", "region", "mentor").annotate(
        member_count=Count("members", filter=open_members, distinct=True),
        agreed_count=Count("members", filter=open_members & Q(members__agreed_on__isnull=False), distinct=True),
        is_overdue=Exists(late),
    )


def group_page(groups: BusinessGroupQuerySet) -> BusinessGroupQuerySet:
    members = GroupMember.objects.filter(left_on__isnull=True).select_related("person").order_by("role", "pk")
    visits = MonitoringVisit.objects.select_related("visitor").prefetch_related(
        Prefetch("advice", Advice.objects.select_related("owner").order_by("due_on"))
    )
    return groups.select_related(
        "office__region", "batch", "region", "mentor", "mentoring_institution"
    ).prefetch_related(
        Prefetch("members", members), Prefetch("visits", visits.order_by("-planned_on", "-visited_on", "-pk"))
    )


def visit_list(visits: VisitQuerySet) -> VisitQuerySet:
    return visits.filter(state=VisitState.PLANNED).select_related("group__office", "group__region", "visitor")


def open_advice(advice: AdviceQuerySet) -> AdviceQuerySet:
    return advice.filter(state=AdviceState.OPEN).select_related("owner", "visit__group")


def possible_owners(group: BusinessGroup) -> list[Institution]:
    """Who can be asked to act: those around the group, its office first."""
    around = [group.office, group.mentoring_institution]
    if group.batch is not None:
        around += [group.batch.centre, group.batch.recruiter]
    found: dict[int, Institution] = {}
    for one in around:
        if one is not None:
            found.setdefault(one.pk, one)
    partners = Institution.objects.public().filter(
        functions__function__in=["facilitator", "programme_partner", "mentor"], region=group.office.region
    )
    for one in partners.distinct().order_by("name", "pk")[:20]:
        found.setdefault(one.pk, one)
    return list(found.values())
