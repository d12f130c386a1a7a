from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.institutions.models import Institution
from balai.kernel.privacy import Personal, Privacy, Purpose
from balai.outcomes.enums import ContactChannel, ContactResult, FollowUpState, StatementSource, Status
from balai.people.models import Person
from balai.people.models.person import about_people
from balai.training.models import Enrolment

_FOLLOW_UP = Personal(Purpose.FOLLOW_UP)


OPEN_STATES = (FollowUpState.PLANNED, FollowUpState.DUE)


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    def due(self, today: date) -> Self:
        return self.filter(state__in=OPEN_STATES, due_on__lte=today)

    def to_contact(self, today: date) -> Self:
        """Whose next step of the ladder has come."""
        return self.filter(state__in=OPEN_STATES, due_on__lte=today, next_contact_on__lte=today)

    def visible_to(self, actor: Actor) -> Self:
        """The alumnus, the centre that taught, the office that answers for it; offices for people living in their area."""
        if actor.system:
            return self
        own = actor.institutions_with(Permission.OUTCOME_READ)
        seen = Q(enrolment__batch__centre_id__in=own) | Q(owner_id__in=own)
        return self.filter(seen | about_people(actor, Permission.OUTCOME_READ, "enrolment__person__"))


FollowUpManager = models.Manager.from_queryset(FollowUpQuerySet)


class FollowUp(models.Model):
    """A wave of one graduate: when to ask, who answers for asking, whether it is known. Silence stays somebody's task."""

    PRIVACY = Privacy(impersonal=("due_on", "next_contact_on", "closed_on", "unknown_reason"))

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="follow_ups")
    wave = models.PositiveSmallIntegerField()  # months after completion
    due_on = models.DateField()
    owner = models.ForeignKey(Institution, models.PROTECT, related_name="follow_ups")
    assigned_to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=FollowUpState, default=FollowUpState.PLANNED)
    next_contact_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    unknown_reason = models.TextField(blank=True)

    objects = FollowUpManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "wave"], name="one_follow_up_per_wave"),
            models.CheckConstraint(
                condition=~Q(state=FollowUpState.UNKNOWN) | ~Q(unknown_reason=""), name="unknown_says_why"
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "state", "due_on", "id"], name="follow_up_waiting"),
            models.Index(
                fields=["next_contact_on", "id"],
                condition=Q(state__in=[FollowUpState.PLANNED, FollowUpState.DUE]),
                name="follow_up_next_contact",
            ),
        ]

    def __str__(self) -> str:
        return f"wave {self.wave} of {self.enrolment_id}"


class AttemptQuerySet(models.QuerySet["ContactAttempt"]):
    def visible_to(self, actor: Actor) -> Self:
        if actor.system:
            return self
        return self.filter(follow_up__in=FollowUp.objects.visible_to(actor))


AttemptManager = models.Manager.from_queryset(AttemptQuerySet)


class ContactAttempt(models.Model):
    """One try to reach somebody. withdrawn_reason: it was a mistake, and no longer counts on the ladder."""

    PRIVACY = Privacy(personal={"note": _FOLLOW_UP}, impersonal=("tried_at", "tried_by", "withdrawn_reason"))

    follow_up = models.ForeignKey(FollowUp, models.PROTECT, related_name="attempts")
    channel = models.CharField(max_length=16, choices=ContactChannel)
    result = models.CharField(max_length=16, choices=ContactResult)
    note = models.CharField(max_length=300, blank=True)
    tried_by = models.CharField(max_length=64)
    tried_at = models.DateTimeField()
    withdrawn_reason = models.CharField(max_length=300, blank=True)

    objects = AttemptManager()

    def __str__(self) -> str:
        return f"{self.channel}: {self.result}"


class StatementQuerySet(models.QuerySet["OutcomeStatement"]):
    def live(self) -> Self:
        """Neither corrected nor withdrawn."""
        return self.filter(superseded_by__isnull=True, corrected_reason="")

    def visible_to(self, actor: Actor) -> Self:
        if actor.system:
            return self
        own = actor.institutions_with(Permission.OUTCOME_READ)
        seen = Q(follow_up__enrolment__batch__centre_id__in=own) | Q(follow_up__owner_id__in=own)
        return self.filter(seen | about_people(actor, Permission.OUTCOME_READ))


StatementManager = models.Manager.from_queryset(StatementQuerySet)


class OutcomeStatement(models.Model):
    """What somebody said of a person's work on a day. Statements of different sources stay apart; none is deleted.

    corrected_reason without superseded_by: it was withdrawn (said of the wrong person, say).
    """

    PRIVACY = Privacy(
        personal={
            "employer_name": _FOLLOW_UP,
            "occupation": _FOLLOW_UP,
            "note": _FOLLOW_UP,
            "income_band": Personal(Purpose.FOLLOW_UP, specific=True),
        },
        impersonal=("as_of", "said_at", "said_by", "corrected_reason"),
    )

    person = models.ForeignKey(Person, models.PROTECT, related_name="outcome_statements")
    follow_up = models.ForeignKey(FollowUp, models.PROTECT, null=True, blank=True, related_name="statements")
    status = models.CharField(max_length=16, choices=Status)
    source = models.CharField(max_length=10, choices=StatementSource)
    as_of = models.DateField()
    occupation = models.CharField(max_length=200, blank=True)
    employer_name = models.CharField(max_length=300, blank=True)
    related_to_training = models.BooleanField(null=True, blank=True)
    income_band = models.CharField(max_length=20, blank=True)
    note = models.TextField(blank=True)
    said_by = models.CharField(max_length=64)
    said_at = models.DateTimeField()
    superseded_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    corrected_reason = models.TextField(blank=True)

    objects = StatementManager()

    class Meta:
        indexes = [models.Index(fields=["person", "-as_of", "-id"], name="statement_by_person")]

    def __str__(self) -> str:
        return f"{self.status} #{self.pk}"
