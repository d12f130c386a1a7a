from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.access.roles import Role
from balai.documents.models import StoredFile
from balai.institutions.models.institution import Institution
from balai.institutions.models.membership import Membership
from balai.kernel.privacy import Personal, Privacy, Purpose


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def waiting_at(self, now: datetime) -> Self:
        return self.filter(accepted_at__isnull=True, revoked_at__isnull=True, expires_at__gt=now)

    def visible_to(self, actor: Actor) -> Self:
        if actor.system:
            return self
        return self.filter(
            Q(institution_id__in=actor.institutions_with(Permission.DESK_MANAGE)) | Q(invited_by=actor.name)
        )


InvitationManager = models.Manager.from_queryset(InvitationQuerySet)


class Invitation(models.Model):
    """A desk offered to whoever holds the link. Only the hash of the link's secret is kept; it opens once."""

    PRIVACY = Privacy(
        personal={
            "email": Personal(Purpose.CONTACT, months=6),
            "phone": Personal(Purpose.CONTACT, months=6),
            "title": Personal(Purpose.ACCOUNT),
        },
        impersonal=(
            "token_hash",
            "desk_ends_on",
            "invited_by",
            "invited_at",
            "expires_at",
            "accepted_at",
            "revoked_at",
        ),
    )

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="invitations")
    role = models.CharField(max_length=32, choices=Role)
    title = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    token_hash = models.BinaryField(max_length=32, unique=True)
    desk_ends_on = models.DateField(null=True, blank=True)
    invited_by = models.CharField(max_length=64)
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_desk = models.OneToOneField(Membership, models.PROTECT, null=True, blank=True, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationManager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(email="", phone=""), name="invitation_has_an_address")]

    def __str__(self) -> str:
        return f"invitation #{self.pk}"

    @property
    def address(self) -> str:
        return self.email or self.phone


class Handover(models.Model):
    """Mutasi: a desk's open work passed from one officer to the next in one act. counts: kind of work -> how many."""

    PRIVACY = Privacy(impersonal=("on_day", "counts", "by", "at"))

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="handovers")
    from_desk = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    to_desk = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    from_user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    to_user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on_day = models.DateField()
    letter = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    counts = models.JSONField(default=dict)
    by = models.CharField(max_length=64)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"handover #{self.pk}"
