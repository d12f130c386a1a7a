from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.access.roles import Role
from balai.institutions.models.institution import Institution
from balai.kernel.privacy import Personal, Privacy, Purpose


class MembershipQuerySet(models.QuerySet["Membership"]):
    def held_on(self, day: date) -> Self:
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)

    def visible_to(self, actor: Actor) -> Self:
        if actor.system:
            return self
        return self.filter(
            Q(user_id=actor.user_id) | Q(institution_id__in=actor.institutions_with(Permission.DESK_MANAGE))
        )


MembershipManager = models.Manager.from_queryset(MembershipQuerySet)


class Membership(models.Model):
    """A desk: a user sits at an institution in a role, from a day to a day. deputy_of: stands in for that desk's holder."""

    PRIVACY = Privacy(
        personal={"title": Personal(Purpose.ACCOUNT), "official_number": Personal(Purpose.ACCOUNT)},
        impersonal=("starts_on", "ends_on", "created_at"),
    )

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=32, choices=Role)
    title = models.CharField(max_length=120, blank=True)
    official_number = models.CharField(max_length=40, blank=True)  # NIP, printed on papers
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    deputy_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="deputies")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = MembershipManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "user", "role"], condition=Q(ends_on__isnull=True), name="one_open_desk_per_role"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="desk_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} #{self.pk}"
