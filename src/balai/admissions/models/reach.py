from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef

from balai.kernel.privacy import Personal, Privacy, Purpose
from balai.people.enums import ConsentPurpose
from balai.people.models import Consent, Person

_CONTACT = Personal(Purpose.CONTACT)


class ReachPlanQuerySet(models.QuerySet["ReachPlan"]):
    def public(self) -> Self:
        """For the door that knows the unguessable code of an application."""
        return self

    def agreed(self) -> Self:
        """Only while the consent stands: a withdrawn one closes the names at once."""
        yes = Consent.objects.filter(
            person=OuterRef("person"), purpose=ConsentPurpose.FOLLOW_UP_CONTACTS, withdrawn_at=None
        )
        return self.filter(Exists(yes))

    def without_consent(self) -> Self:
        yes = Consent.objects.filter(
            person=OuterRef("person"), purpose=ConsentPurpose.FOLLOW_UP_CONTACTS, withdrawn_at=None
        )
        return self.filter(~Exists(yes))


ReachPlanManager = models.Manager.from_queryset(ReachPlanQuerySet)


class ReachPlan(models.Model):
    """Two people who would know where I am, and the town I may move to. Deleted when the consent is withdrawn."""

    PRIVACY = Privacy(
        personal={
            name: _CONTACT
            for name in ("first_name", "first_relation", "first_phone", "second_name", "second_relation", "second_phone",
                         "moving_to")
        },
        impersonal=("noted_at",),
    )  # fmt: skip

    person = models.OneToOneField(Person, models.PROTECT, related_name="reach_plan")
    first_name = models.CharField(max_length=200)
    first_relation = models.CharField(max_length=80, blank=True)
    first_phone = models.CharField(max_length=20)
    second_name = models.CharField(max_length=200, blank=True)
    second_relation = models.CharField(max_length=80, blank=True)
    second_phone = models.CharField(max_length=20, blank=True)
    moving_to = models.CharField(max_length=200, blank=True)
    noted_at = models.DateTimeField()

    objects = ReachPlanManager()

    def __str__(self) -> str:
        return f"reach plan {self.pk}"
