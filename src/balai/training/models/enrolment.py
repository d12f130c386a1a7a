from typing import Self

from django.db import models
from django.db.models import F, Q

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.admissions.models import Application
from balai.institutions.models.institution import within
from balai.kernel.privacy import Personal, Privacy, Purpose
from balai.people.models import Person
from balai.people.models.person import about_people
from balai.planning.models import Batch
from balai.planning.models.batch import borne_by
from balai.training.enums import EnrolmentState, LeaveKind

_SERVICE = Personal(Purpose.SERVICE)


def classes_seen_by(actor: Actor, prefix: str = "") -> Q:
    """Classes whose inside (roster, sessions, results) the actor may read: who bears a duty, the funder, and
    offices in whose area the centre lies. An announced class is public, its roster never is."""
    own = actor.institutions_with(Permission.TRAINING_READ)
    seen = borne_by(own, prefix)
    seen |= Q(**{f"{prefix}package__funder_id__in": own})
    for area in actor.areas_with(Permission.TRAINING_READ):
        seen |= within(area.level, area.region, f"{prefix}centre__")
    return seen


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    def completed(self) -> Self:
        return self.filter(state=EnrolmentState.COMPLETED)

    def visible_to(self, actor: Actor) -> Self:
        """The trainee, who bears a duty, and the funder; an office for people living in its area."""
        if actor.system:
            return self
        own = actor.institutions_with(Permission.TRAINING_READ)
        seen = borne_by(own, "batch__") | Q(batch__package__funder_id__in=own)
        return self.filter(seen | about_people(actor, Permission.TRAINING_READ))


EnrolmentManager = models.Manager.from_queryset(EnrolmentQuerySet)


class Enrolment(models.Model):
    """A person has a seat in a class. seat: 1..batch.seats, unique in the batch: the constraint, not a count, keeps a class
    from being over capacity. A seat that was left is given again by clearing it. unmarked_reason: why the training counts as
    completed although the class has no attendance (entered afterwards from paper)."""

    PRIVACY = Privacy(personal={"leave_reason": _SERVICE}, impersonal=("started_on", "ended_on", "unmarked_reason"))

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="enrolments")
    person = models.ForeignKey(Person, models.PROTECT, related_name="enrolments")
    application = models.OneToOneField(Application, models.PROTECT, null=True, blank=True, related_name="enrolment")
    seat = models.PositiveSmallIntegerField(null=True, blank=True)
    state = models.CharField(max_length=16, choices=EnrolmentState, default=EnrolmentState.ENROLLED)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    leave_kind = models.CharField(max_length=12, choices=LeaveKind, blank=True)
    leave_reason = models.TextField(blank=True)
    unmarked_reason = models.CharField(max_length=300, blank=True)

    objects = EnrolmentManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "person"], name="one_enrolment_per_person"),
            models.UniqueConstraint(
                fields=["batch", "seat"], condition=Q(seat__isnull=False), name="one_person_per_seat"
            ),
            models.CheckConstraint(
                condition=~Q(state=EnrolmentState.ENROLLED) | Q(seat__isnull=False), name="enrolled_has_seat"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")), name="enrolment_ends_after_start"
            ),
        ]
        indexes = [models.Index(fields=["batch", "state", "seat", "id"], name="enrolment_by_batch")]

    def __str__(self) -> str:
        return f"enrolment {self.pk}"
