from typing import Self

from django.db import models
from django.db.models import Q

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.admissions.enums import LIVE_DRAW, DrawState
from balai.kernel.privacy import Personal, Privacy, Purpose
from balai.planning.models import Batch


class DrawQuerySet(models.QuerySet["Draw"]):
    def public(self) -> Self:
        """A draw is public by its nature: its list gives nobody away."""
        return self

    def visible_to(self, actor: Actor) -> Self:
        if actor.system:
            return self
        own = actor.institutions_with(Permission.APPLICATION_READ)
        return self.filter(Q(batch__centre_id__in=own) | Q(batch__selector_id__in=own))

    def live(self) -> Self:
        return self.filter(state__in=LIVE_DRAW)


DrawManager = models.Manager.from_queryset(DrawQuerySet)


class Draw(models.Model):
    """A draw for one class: a seed nobody reads before the end, a list of tokens, a public number, an order.

    commitment: SHA-256 (hex) of the seed, public from committed_at. salt: makes a token of an application's id; never told.
    groups: lists of tokens that are drawn among themselves, in the order of their places. seed: told once drawn.
    """

    PRIVACY = Privacy(
        personal={"witnesses": Personal(Purpose.SERVICE)},
        impersonal=("commitment", "seed_sealed", "salt_sealed", "seed", "groups", "number", "number_source", "committed_at",
                    "listed_at", "number_at", "drawn_at", "drawn_by", "void_reason"),
    )  # fmt: skip

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="draws")
    round = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=DrawState, default=DrawState.COMMITTED)
    commitment = models.CharField(max_length=64)
    seed_sealed = models.BinaryField()
    salt_sealed = models.BinaryField()
    committed_at = models.DateTimeField()
    groups = models.JSONField(default=list, blank=True)
    listed_at = models.DateTimeField(null=True, blank=True)
    number = models.CharField(max_length=40, blank=True)
    number_source = models.CharField(max_length=300, blank=True)
    number_at = models.DateTimeField(null=True, blank=True)
    witnesses = models.TextField(blank=True)  # one name a line
    seed = models.CharField(max_length=64, blank=True)
    drawn_at = models.DateTimeField(null=True, blank=True)
    drawn_by = models.CharField(max_length=64, blank=True)
    void_reason = models.TextField(blank=True)

    objects = DrawManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "round"], name="one_draw_per_round"),
            models.UniqueConstraint(fields=["batch"], condition=Q(state__in=LIVE_DRAW), name="one_live_draw_per_class"),
            models.CheckConstraint(
                condition=~Q(state__in=(DrawState.LISTED, DrawState.DRAWN)) | Q(listed_at__isnull=False),
                name="listed_draw_has_its_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=DrawState.DRAWN) | (~Q(seed="") & ~Q(number="") & ~Q(witnesses="")),
                name="drawn_has_seed_number_and_witnesses",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(DrawState.DRAWN, DrawState.VOID)) | Q(seed=""), name="seed_told_only_when_drawn"
            ),
        ]

    def __str__(self) -> str:
        return f"draw {self.round} of {self.batch_id}"

    @property
    def witness_names(self) -> list[str]:
        return self.witnesses.splitlines()

    @property
    def committed_in_time(self) -> bool:
        return self.committed_at < self.batch.closes_at


def seed_aad(batch_id: int, round_: int) -> str:
    return f"admissions.draw.seed:{batch_id}:{round_}"


def salt_aad(batch_id: int, round_: int) -> str:
    return f"admissions.draw.salt:{batch_id}:{round_}"
