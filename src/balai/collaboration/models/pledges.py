"""A contribution while it lives: the giver writes it, the receiver confirms it. Its evidence is the Contribution row."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from balai.access.actor import Actor
from balai.collaboration.enums import PledgeState
from balai.collaboration.models.collaboration import Collaboration, Member
from balai.collaboration.models.forum import Contribution
from balai.kernel.privacy import Privacy


class PledgeQuerySet(models.QuerySet["Pledge"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(contribution__period__collaboration__in=Collaboration.objects.visible_to(actor))


PledgeManager = models.Manager.from_queryset(PledgeQuerySet)


class Pledge(models.Model):
    """handed_on: as the giver says. The day the receiver confirms it is the evidence row's delivered_on. said: the last reason."""

    PRIVACY = Privacy(impersonal=("state", "handed_on", "used_on", "said", "at", "by"))

    contribution = models.OneToOneField(Contribution, models.PROTECT, related_name="pledge")
    giver = models.ForeignKey(Member, models.PROTECT, related_name="pledges")
    receiver = models.ForeignKey(Member, models.PROTECT, related_name="pledges_received")
    state = models.CharField(max_length=12, choices=PledgeState, default=PledgeState.PROMISED)
    handed_on = models.DateField(null=True, blank=True)
    used_on = models.DateField(null=True, blank=True)
    said = models.CharField(max_length=500, blank=True)
    noted_by_id = models.BigIntegerField(null=True, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=64)
    client_id = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    objects = PledgeManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(giver=F("receiver")), name="nobody_pledges_to_itself"),
            models.CheckConstraint(
                condition=~Q(state__in=(PledgeState.HANDED, PledgeState.RECEIVED, PledgeState.USED)) | Q(handed_on__isnull=False),
                name="handed_pledge_has_its_day",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"pledge {self.pk}"
