"""Two records that may be one person, and what a merge moved, so that it can be taken back."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from balai.access.actor import Actor, Area
from balai.access.permissions import Permission
from balai.kernel.privacy import Personal, Privacy, Purpose
from balai.people.enums import PairState
from balai.people.models.person import Person


class DuplicatePairQuerySet(models.QuerySet["DuplicatePair"]):
    def open(self) -> Self:
        return self.filter(state=PairState.OPEN, first__merged_into=None, second__merged_into=None)

    def visible_to(self, actor: Actor, permission: Permission = Permission.PERSON_MERGE) -> Self:
        """Pairs of which both are seen, and those across regencies whose older record the actor's office answers for.

        The older one: whoever writes a look-alike of somebody elsewhere does not get to see that record through it.
        """
        if actor.system:
            return self
        if not actor.has(permission):
            return self.none()
        seen = Person.objects.visible_to(actor, permission).values("pk")
        shown = Q(first__in=seen, second__in=seen)
        for area in actor.areas_with(permission):
            shown |= _older_lives_in(area)
        oneself = Q(first__user_id=actor.user_id) | Q(second__user_id=actor.user_id)
        return self.filter(shown) if actor.user_id is None else self.filter(shown).exclude(oneself)


def _older_lives_in(area: Area) -> Q:
    """The older record's home; where it says none, the newer one's."""
    if area.level == "nation":
        return Q(pk__isnull=False)
    key = "home_regency_id" if area.level == "regency" else "home_regency__province_id"
    return Q(**{f"first__{key}": area.region}) | Q(**{"first__home_regency": None, f"second__{key}": area.region})


DuplicatePairManager = models.Manager.from_queryset(DuplicatePairQuerySet)


class DuplicatePair(models.Model):
    """first is the older record (its id sorts before). reasons: codes of DuplicateReason."""

    PRIVACY = Privacy(impersonal=("reasons", "found_at", "decided_at", "decided_by"))

    first = models.ForeignKey(Person, models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, models.CASCADE, related_name="+")
    reasons = models.JSONField(default=list)
    state = models.CharField(max_length=8, choices=PairState, default=PairState.OPEN)
    found_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=64, blank=True)

    objects = DuplicatePairManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="one_row_per_pair"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="pair_is_ordered"),
        ]

    def __str__(self) -> str:
        return f"pair #{self.pk}"


class MergeRecordQuerySet(models.QuerySet["MergeRecord"]):
    def visible_to(self, actor: Actor, permission: Permission = Permission.PERSON_MERGE) -> Self:
        if actor.system:
            return self
        if not actor.has(permission):
            return self.none()
        seen = Person.objects.visible_to(actor, permission).exclude(user_id=actor.user_id or 0).values("pk")
        return self.filter(Q(kept__in=seen) | Q(merged__in=seen))


MergeRecordManager = models.Manager.from_queryset(MergeRecordQuerySet)


class MergeRecord(models.Model):
    """moved: what each room's hook moved (ids). before_sealed: both persons' own fields before the merge, sealed."""

    PRIVACY = Privacy(
        personal={"before_sealed": Personal(Purpose.IDENTITY)},
        impersonal=("moved", "merged_at", "merged_by", "undone_at", "undone_by"),
    )

    kept = models.ForeignKey(Person, models.CASCADE, related_name="+")
    merged = models.ForeignKey(Person, models.CASCADE, related_name="+")
    moved = models.JSONField(default=dict)
    before_sealed = models.BinaryField(null=True)
    merged_at = models.DateTimeField()
    merged_by = models.CharField(max_length=64)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.CharField(max_length=64, blank=True)

    objects = MergeRecordManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["merged"], condition=Q(undone_at__isnull=True), name="merged_into_one_person_only"
            ),
            models.CheckConstraint(condition=~Q(kept=F("merged")), name="not_merged_into_itself"),
        ]

    def __str__(self) -> str:
        return f"merge #{self.pk}"


def merge_aad(kept_id: object, merged_id: object) -> str:
    return f"people.merge:{kept_id}:{merged_id}"
