from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.access.roles import ROLES
from balai.documents.models import StoredFile
from balai.institutions.models.institution import Institution
from balai.kernel.privacy import Personal, Privacy, Purpose


class ProxyQuerySet(models.QuerySet["Proxy"]):
    def valid_on(self, day: date) -> Self:
        return self.filter(ended_at__isnull=True, valid_from__lte=day, valid_to__gte=day)

    def visible_to(self, actor: Actor) -> Self:
        """The office that acts, and the body acted for once it has a desk of its own."""
        if actor.system:
            return self
        acting = {d.institution for d in actor.desks}
        return self.filter(Q(acting_institution_id__in=acting) | Q(institution_id__in=acting))

    def usable_by(self, actor: Actor) -> Self:
        if actor.system:
            return self
        offices = {d.institution for d in actor.desks if d.area is not None} & _holders(actor)
        parents = actor.institutions_with(Permission.INSTITUTION_EDIT)
        return self.filter(
            Q(acting_institution_id__in=offices)
            | Q(acting_institution_id__in=parents, institution__parent_id=F("acting_institution_id"))
        )


def _holders(actor: Actor) -> set[int]:
    """Institutions at which the actor's role may act for others."""
    return {d.institution for d in actor.desks if Permission.INSTITUTION_PROXY in ROLES[d.role].all}


ProxyManager = models.Manager.from_queryset(ProxyQuerySet)


class Proxy(models.Model):
    """A body without an account is acted for ("atas nama") by an office of its area or its parent.

    letter: the scanned letter in which the body asks for it. Ends by itself when the body gets a desk of its own.
    """

    PRIVACY = Privacy(
        personal={"reason": Personal(Purpose.EVIDENCE)},
        impersonal=("valid_from", "valid_to", "begun_by", "begun_at", "ended_by", "ended_at"),
    )

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="proxies")
    acting_institution = models.ForeignKey(Institution, models.PROTECT, related_name="proxies_held")
    letter = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    reason = models.TextField()
    valid_from = models.DateField()
    valid_to = models.DateField()
    begun_by = models.CharField(max_length=64)
    begun_at = models.DateTimeField()
    ended_by = models.CharField(max_length=64, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ProxyManager()

    class Meta:
        verbose_name_plural = "proxies"
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "acting_institution"],
                condition=Q(ended_at__isnull=True),
                name="one_open_proxy_per_pair",
            ),
            models.CheckConstraint(condition=Q(valid_to__gte=F("valid_from")), name="proxy_ends_after_start"),
            models.CheckConstraint(condition=~Q(institution=F("acting_institution")), name="nobody_is_their_own_proxy"),
        ]

    def __str__(self) -> str:
        return f"proxy #{self.pk}"
