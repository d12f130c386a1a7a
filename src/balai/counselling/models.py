from typing import Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.counselling.enums import CaseFileState, Route, SessionMode
from balai.institutions.models import Institution
from balai.kernel.privacy import Personal, Privacy, Purpose
from balai.people.models import Person
from balai.people.models.person import about_people

_SERVICE = Personal(Purpose.SERVICE)
M = TypeVar("M", bound=models.Model)


class CaseFileQuerySet(models.QuerySet["CaseFile"]):
    def visible_to(self, actor: Actor) -> Self:
        if actor.system:
            return self
        own = actor.institutions_with(Permission.CASE_FILE_READ)
        known = Q(office_id__in=own) | Q(
            person__involvements__institution_id__in=own, person__involvements__ended_on__isnull=True
        )
        return self.filter(known | about_people(actor, Permission.CASE_FILE_READ)).distinct()


CaseFileManager = models.Manager.from_queryset(CaseFileQuerySet)


class CaseFile(models.Model):
    """One a person: the thread through all rooms. The counsellor is who answers for it now."""

    PRIVACY = Privacy(personal={"summary": _SERVICE}, impersonal=("opened_on", "closed_on"))

    person = models.OneToOneField(Person, models.PROTECT, related_name="case_file")
    office = models.ForeignKey(Institution, models.PROTECT, related_name="case_files")
    counsellor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    summary = models.TextField(blank=True)
    state = models.CharField(max_length=8, choices=CaseFileState, default=CaseFileState.OPEN)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    objects = CaseFileManager()

    class Meta:
        indexes = [models.Index(fields=["office", "state", "-opened_on", "-id"], name="case_file_by_office")]

    def __str__(self) -> str:
        return f"case file {self.pk}"


class GroupSessionQuerySet(models.QuerySet["GroupSession"]):
    def visible_to(self, actor: Actor) -> Self:
        return self if actor.system else self.filter(institution_id__in=actor.institutions_with(Permission.COUNSEL))


GroupSessionManager = models.Manager.from_queryset(GroupSessionQuerySet)


class GroupSession(models.Model):
    """Career guidance for many on one screen; each attendee gets a session of their own below it."""

    PRIVACY = Privacy(impersonal=("title", "held_on", "created_at", "note"))

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+")
    counsellor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    held_on = models.DateField()
    note = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = GroupSessionManager()

    def __str__(self) -> str:
        return self.title


class OfCaseFileQuerySet(models.QuerySet[M]):
    """Sessions and routes are seen by those who see the case file."""

    def visible_to(self, actor: Actor) -> Self:
        return self if actor.system else self.filter(case_file__in=CaseFile.objects.visible_to(actor).values("pk"))


OfCaseFileManager = models.Manager.from_queryset(OfCaseFileQuerySet)


class CounsellingSession(models.Model):
    PRIVACY = Privacy(personal={"notes": _SERVICE, "situation": _SERVICE}, impersonal=("held_on", "created_at"))

    case_file = models.ForeignKey(CaseFile, models.PROTECT, related_name="counselling_sessions")
    group_session = models.ForeignKey(
        GroupSession, models.PROTECT, null=True, blank=True, related_name="counselling_sessions"
    )
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+")
    counsellor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    held_on = models.DateField()
    mode = models.CharField(max_length=16, choices=SessionMode, default=SessionMode.FACE_TO_FACE)
    situation = models.TextField(blank=True)
    notes = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = OfCaseFileManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case_file", "group_session"],
                condition=Q(group_session__isnull=False),
                name="one_session_per_group_and_person",
            )
        ]

    def __str__(self) -> str:
        return f"session {self.pk}"


class EarlierWords(models.Model):
    """What a session said before it was corrected. Seen by those who see the session; nothing is overwritten."""

    PRIVACY = Privacy(personal={"notes": _SERVICE, "situation": _SERVICE}, impersonal=("replaced_at",))

    session = models.ForeignKey(CounsellingSession, models.CASCADE, related_name="earlier_words")
    situation = models.TextField(blank=True)
    notes = models.TextField(blank=True)
    replaced_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"before {self.replaced_at:%Y-%m-%d} #{self.session_id}"


class RouteRecommendation(models.Model):
    """A route with its reason and who decided it; superseded, never overwritten, when circumstances change."""

    PRIVACY = Privacy(
        personal={"reason": _SERVICE, "withdrawn_reason": _SERVICE},
        impersonal=("decided_on", "review_on", "superseded_on"),
    )

    case_file = models.ForeignKey(CaseFile, models.PROTECT, related_name="routes")
    session = models.ForeignKey(CounsellingSession, models.PROTECT, null=True, blank=True, related_name="routes")
    route = models.CharField(max_length=20, choices=Route)
    reason = models.TextField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_on = models.DateField()
    review_on = models.DateField(null=True, blank=True)
    superseded_on = models.DateField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)

    objects = OfCaseFileManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case_file", "route"],
                condition=Q(superseded_on__isnull=True),
                name="one_current_recommendation_per_route",
            )
        ]

    def __str__(self) -> str:
        return f"{self.route} #{self.pk}"
