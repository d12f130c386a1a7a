from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from balai.access.actor import Actor
from balai.documents.models import StoredFile
from balai.institutions.enums import AgreementKind
from balai.institutions.models.institution import Institution
from balai.kernel.privacy import Privacy


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def in_force_on(self, day: date) -> Self:
        """Neither ended before nor begun after; what the source does not say is not held against it."""
        return self.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=day)).filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=day)
        )

    def public(self) -> Self:
        return self

    def visible_to(self, actor: Actor) -> Self:
        """Who agreed with whom is public; the scan is for the parties (`scan_visible_to`)."""
        return self.public()

    def scan_visible_to(self, actor: Actor) -> Self:
        if actor.system:
            return self
        mine = AgreementParty.objects.filter(institution_id__in=[d.institution for d in actor.desks])
        return self.filter(
            Q(pk__in=mine.values("agreement_id")) | Q(kept_by_id__in=[d.institution for d in actor.desks])
        )


AgreementManager = models.Manager.from_queryset(AgreementQuerySet)


class Agreement(models.Model):
    """A legal or written basis: regulation, memorandum, programme, operating guide (POK).

    valid_from_text, valid_to_text: as the source says it ("2019", "2019-09", "selama program berjalan");
    valid_from, valid_to: the first and last day that reading allows, empty where it says none.
    kept_by: the body that entered it and may change it. code: of the case workbook it came from.
    """

    PRIVACY = Privacy(
        impersonal=("title", "number", "valid_from", "valid_to", "valid_from_text", "valid_to_text", "source", "note", "code",
                    "created_at")
    )  # fmt: skip

    kind = models.CharField(max_length=20, choices=AgreementKind)
    title = models.CharField(max_length=400)
    number = models.CharField(max_length=160, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    valid_from_text = models.CharField(max_length=120, blank=True)
    valid_to_text = models.CharField(max_length=120, blank=True)
    kept_by = models.ForeignKey(Institution, models.PROTECT, null=True, blank=True, related_name="agreements_kept")
    scan = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    version_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="versions")
    source = models.CharField(max_length=200, blank=True)
    code = models.CharField(max_length=80, blank=True)
    note = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = AgreementManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="agreement_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class AgreementParty(models.Model):
    """A body bound by an agreement; name_as_reported where the source names it otherwise."""

    PRIVACY = Privacy(impersonal=("name_as_reported", "role"))

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="parties")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="agreement_parties")
    name_as_reported = models.CharField(max_length=300, blank=True)
    role = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name_plural = "agreement parties"
        constraints = [models.UniqueConstraint(fields=["agreement", "institution"], name="a_party_once")]

    def __str__(self) -> str:
        return f"party {self.institution_id} of {self.agreement_id}"


class Mandate(models.Model):
    """What a body is there to do (tupoksi, R-000-14), with the text's own basis."""

    PRIVACY = Privacy(impersonal=("text", "legal_basis", "valid_from", "valid_to"))

    institution = models.ForeignKey(Institution, models.CASCADE, related_name="mandates")
    text = models.TextField()
    legal_basis = models.CharField(max_length=300, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"mandate #{self.pk}"
