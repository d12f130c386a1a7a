from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.institutions.models import Institution
from balai.institutions.models.institution import within
from balai.kernel.privacy import Personal, Privacy, Purpose
from balai.people.models import Person
from balai.planning.models import Batch
from balai.regions.models import Region
from balai.ventures.enums import AdviceState, GroupState, MemberRole, VisitState

_SERVICE = Personal(Purpose.SERVICE)


class BusinessGroupQuerySet(models.QuerySet["BusinessGroup"]):
    def public(self) -> Self:
        """Running businesses whose group agreed to be shown."""
        return self.filter(state=GroupState.RUNNING, shown_since__isnull=False)

    def visible_to(self, actor: Actor) -> Self:
        """Its members, and those who serve it."""
        if actor.system:
            return self
        if actor.user_id is None:
            return self.filter(_serving(actor))
        mine = GroupMember.objects.filter(person__user_id=actor.user_id, left_on__isnull=True)
        return self.filter(_serving(actor) | Q(Exists(mine.filter(group=OuterRef("pk")))))

    def served_by(self, actor: Actor) -> Self:
        return self if actor.system else self.filter(_serving(actor))


def _serving(actor: Actor) -> Q:
    """The office that answers for it, its mentor and the mentor's institution, offices of the area."""
    own = actor.institutions_with(Permission.GROUP_READ)
    seen = Q(office_id__in=own) | Q(mentoring_institution_id__in=own)
    if actor.user_id is not None:
        seen |= Q(mentor_id=actor.user_id)
    for area in actor.areas_with(Permission.GROUP_READ):
        seen |= within(area.level, area.region)
    return seen


BusinessGroupManager = models.Manager.from_queryset(BusinessGroupQuerySet)


class BusinessGroup(models.Model):
    PRIVACY = Privacy(
        impersonal=(
            "name",
            "business",
            "address_note",
            "formed_on",
            "state_reason",
            "state_since",
            "programme",
            "created_at",
            "shown_since",
            "product_note",
            "contact",
        )
    )

    name = models.CharField(max_length=200)
    business = models.CharField(max_length=200)
    programme = models.CharField(max_length=200, blank=True)
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="groups")
    office = models.ForeignKey(Institution, models.PROTECT, related_name="groups")
    mentor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    mentoring_institution = models.ForeignKey(Institution, models.PROTECT, null=True, blank=True, related_name="+")
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="+")
    address_note = models.CharField(max_length=300, blank=True)
    formed_on = models.DateField()
    state = models.CharField(max_length=10, choices=GroupState, default=GroupState.FORMING)
    state_since = models.DateField(null=True, blank=True)
    state_reason = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    # The group agreed on that day to stand on the public list, in these words and with this contact of the business.
    shown_since = models.DateField(null=True, blank=True)
    product_note = models.CharField(max_length=300, blank=True)
    contact = models.CharField(max_length=120, blank=True)

    objects = BusinessGroupManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "name"], name="one_group_per_name"),
            models.CheckConstraint(
                condition=~Q(state__in=[GroupState.STALLED, GroupState.STOPPED]) | ~Q(state_reason=""),
                name="stalled_group_says_why",
            ),
        ]
        indexes = [models.Index(fields=["office", "name", "id"], name="group_by_office")]

    def __str__(self) -> str:
        return self.name


class MemberQuerySet(models.QuerySet["GroupMember"]):
    def visible_to(self, actor: Actor) -> Self:
        """Oneself; everybody of a group for those who serve it. Members do not read each other's records here."""
        if actor.system:
            return self
        own = Q(pk__in=[]) if actor.user_id is None else Q(person__user_id=actor.user_id)
        return self.filter(own | Q(group__in=BusinessGroup.objects.served_by(actor)))


MemberManager = models.Manager.from_queryset(MemberQuerySet)


class GroupMember(models.Model):
    """agreed_on: the member said yes themself, or an officer was told so; a group of names alone is not a group."""

    PRIVACY = Privacy(impersonal=("joined_on", "left_on", "agreed_on"))

    group = models.ForeignKey(BusinessGroup, models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="group_memberships")
    role = models.CharField(max_length=10, choices=MemberRole, default=MemberRole.MEMBER)
    joined_on = models.DateField()
    agreed_on = models.DateField(null=True, blank=True)
    agreed_as_told = models.BooleanField(default=False)
    left_on = models.DateField(null=True, blank=True)

    objects = MemberManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "person"], condition=Q(left_on__isnull=True), name="one_open_membership_of_group"
            )
        ]

    def __str__(self) -> str:
        return f"{self.role} #{self.pk}"


class VisitQuerySet(models.QuerySet["MonitoringVisit"]):
    def overdue(self, today: date) -> Self:
        return self.filter(state=VisitState.PLANNED, planned_on__lt=today)

    def visible_to(self, actor: Actor) -> Self:
        groups = BusinessGroup.objects.visible_to(actor)
        return self.filter(group__in=groups)


VisitManager = models.Manager.from_queryset(VisitQuerySet)


class MonitoringVisit(models.Model):
    """A visit after training: planned with a day, done with what was found. Planned stays apart from actual."""

    PRIVACY = Privacy(
        personal={"progress": _SERVICE, "problems": _SERVICE},
        impersonal=("planned_on", "visited_on", "recorded_at", "recorded_by", "cancel_reason"),
    )

    group = models.ForeignKey(BusinessGroup, models.PROTECT, related_name="visits")
    planned_on = models.DateField(null=True, blank=True)
    visited_on = models.DateField(null=True, blank=True)
    visitor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=VisitState, default=VisitState.PLANNED)
    group_state = models.CharField(max_length=10, choices=GroupState, blank=True)
    progress = models.TextField(blank=True)
    problems = models.TextField(blank=True)
    cancel_reason = models.TextField(blank=True)
    recorded_by = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()

    objects = VisitManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=VisitState.DONE) | Q(visited_on__isnull=False), name="done_visit_has_its_day"
            ),
            models.CheckConstraint(
                condition=~Q(state=VisitState.PLANNED) | Q(planned_on__isnull=False), name="planned_visit_has_its_day"
            ),
            models.UniqueConstraint(
                fields=["group", "planned_on"], condition=~Q(state=VisitState.CANCELLED), name="one_visit_a_planned_day"
            ),
        ]
        indexes = [models.Index(fields=["state", "planned_on", "id"], name="visit_by_plan")]

    def __str__(self) -> str:
        return f"visit {self.pk}"


class AdviceQuerySet(models.QuerySet["Advice"]):
    def open(self) -> Self:
        return self.filter(state=AdviceState.OPEN)

    def visible_to(self, actor: Actor) -> Self:
        """Whoever sees the group, and the institution that owns the action."""
        if actor.system:
            return self
        owned = Q(owner_id__in=[desk.institution for desk in actor.desks])
        return self.filter(owned | Q(visit__group__in=BusinessGroup.objects.visible_to(actor)))


AdviceManager = models.Manager.from_queryset(AdviceQuerySet)


class Advice(models.Model):
    """Advice given at a visit becomes an action with an owner and a day; "advised only" does not close it."""

    PRIVACY = Privacy(impersonal=("text", "due_on", "closed_on", "result"))

    visit = models.ForeignKey(MonitoringVisit, models.PROTECT, related_name="advice")
    text = models.TextField()
    owner = models.ForeignKey(Institution, models.PROTECT, related_name="+")
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=AdviceState, default=AdviceState.OPEN)
    closed_on = models.DateField(null=True, blank=True)
    result = models.TextField(blank=True)

    objects = AdviceManager()

    class Meta:
        indexes = [models.Index(fields=["owner", "due_on"], condition=Q(state=AdviceState.OPEN), name="advice_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=AdviceState.OPEN) | ~Q(result=""), name="closed_advice_says_what_was_done"
            )
        ]

    def __str__(self) -> str:
        return f"advice {self.pk}"
