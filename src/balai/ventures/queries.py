"""Pages' worth of groups, visits and advice."""

from datetime import date

from django.db.models import Case, Count, Exists, OuterRef, Prefetch, Q, When

from balai.institutions.models import Institution, Membership
from balai.planning.models import Batch
from balai.planning.models.batch import BatchQuerySet
from balai.ventures.enums import MENTORS, AdviceState, VisitState
from balai.ventures.models import (
    Advice,
    AdviceQuerySet,
    BusinessGroup,
    BusinessGroupQuerySet,
    GroupMember,
    MonitoringVisit,
    VisitQuerySet,
)

CHOICES = 200


def mentors_near(office: Institution, today: date) -> list[Membership]:
    """Who mentors or volunteers at that office, or at an institution of its province; the nearest first."""
    rows = Membership.objects.held_on(today).filter(role__in=MENTORS).select_related("user", "institution")
    place = office.region
    near = Q(institution=office) | (Q(institution__region__province_id=place.province_id) if place else Q())
    own = Case(When(institution=office, then=0), When(institution__region=office.region_id, then=1), default=2)
    return list(rows.filter(near).annotate(far=own).order_by("far", "user__full_name", "pk")[:CHOICES])


def classes_near(batches: BatchQuerySet, office: Institution) -> list[Batch]:
    """Classes given by that office, for it or in its region; the newest first."""
    place = office.region
    near = Q(centre=office) | Q(recruiter=office) | (Q(centre__region__regency_id=place.regency_id) if place else Q())
    return list(batches.filter(near).select_related("centre").order_by("-starts_on", "-pk")[:CHOICES])


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
