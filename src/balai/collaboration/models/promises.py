"""A promise while it lives: proposed, given, followed by records, answered. Its evidence is the Commitment row, written once given."""

from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.collaboration.enums import ATTESTED, UNGIVEN, ChangeState, DelayCause, PromiseState
from balai.collaboration.models.collaboration import Collaboration, Member, Period
from balai.collaboration.models.forum import Commitment, Decision
from balai.documents.models import StoredFile
from balai.institutions.models import Institution
from balai.kernel.privacy import Privacy


def bodies_of(actor: Actor) -> frozenset[int]:
    """Institutions at whose desks the actor reads or speaks in a forum."""
    return actor.institutions_with(Permission.COLLABORATION_SPEAK) | actor.institutions_with(
        Permission.COLLABORATION_READ
    )


class PromiseQuerySet(models.QuerySet["Promise"]):
    def visible_to(self, actor: Actor) -> Self:
        """Given ones with their forum; one that is only proposed, or was withdrawn, for its parties and the secretary."""
        rows = self.filter(period__collaboration__in=Collaboration.objects.visible_to(actor))
        if actor.system:
            return rows
        keeps = Q(period__collaboration__owner_id__in=actor.institutions_with(Permission.COLLABORATION_EDIT))
        return rows.filter(~Q(state__in=UNGIVEN) | keeps | self._of(bodies_of(actor)))

    def of_bodies(self, bodies: frozenset[int]) -> Self:
        return self.filter(self._of(bodies))

    def _of(self, bodies: frozenset[int]) -> Q:
        received = PromiseReceiver.objects.filter(promise=OuterRef("pk"), member__institution_id__in=bodies)
        return Q(promiser__institution_id__in=bodies) | Q(Exists(received))


PromiseManager = models.Manager.from_queryset(PromiseQuerySet)


class Promise(models.Model):
    """measure: code of a published measure, or "attested". counted_at: whose records count. target: in the measure's unit, in `unit`
    where it is attested. counted, unknown, counted_on: of the last count. asked_on: since when its parties are asked, privately;
    reply_until: the last day of that. settled_on: since when it is kept, late or broken. replaces: what it was before all agreed to
    change it. said: the last reason written (withdrawn, broken)."""

    PRIVACY = Privacy(
        impersonal=("text", "measure", "unit", "since", "due", "state", "proposed_by", "proposed_at", "given_at", "given_by",
                    "asked_on", "reply_until", "settled_on", "counted_on", "said")
    )  # fmt: skip

    period = models.ForeignKey(Period, models.PROTECT, related_name="promises")
    commitment = models.OneToOneField(Commitment, models.PROTECT, null=True, blank=True, related_name="promise")
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, blank=True, related_name="promises")
    promiser = models.ForeignKey(Member, models.PROTECT, related_name="promises")
    attester = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="promises_attested")
    counted_at = models.ForeignKey(Institution, models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField()
    measure = models.CharField(max_length=64)
    unit = models.CharField(max_length=60, blank=True)
    target = models.PositiveBigIntegerField()
    since = models.DateField()
    due = models.DateField()
    state = models.CharField(max_length=16, choices=PromiseState, default=PromiseState.PROPOSED)
    proposed_by = models.CharField(max_length=64)
    proposed_at = models.DateTimeField()
    given_at = models.DateTimeField(null=True, blank=True)
    given_by = models.CharField(max_length=64, blank=True)
    asked_on = models.DateField(null=True, blank=True)
    reply_until = models.DateField(null=True, blank=True)
    settled_on = models.DateField(null=True, blank=True)
    counted = models.PositiveBigIntegerField(null=True, blank=True)
    unknown = models.PositiveIntegerField(default=0)
    counted_on = models.DateField(null=True, blank=True)
    said = models.CharField(max_length=500, blank=True)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", editable=False
    )
    client_id = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    objects = PromiseManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(due__gte=F("since")), name="promise_due_after_since"),
            models.CheckConstraint(condition=Q(target__gt=0), name="promise_has_target"),
            models.CheckConstraint(
                condition=Q(measure=ATTESTED, attester__isnull=False) | (~Q(measure=ATTESTED) & Q(counted_at__isnull=False)),
                name="promise_is_counted_or_attested",
            ),
            models.CheckConstraint(
                condition=~Q(state=PromiseState.ASKED) | Q(reply_until__isnull=False), name="asked_promise_has_its_time"
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["state", "due"], name="promise_by_state_and_due"),
            models.Index(fields=["period", "due", "id"], name="promise_of_period_by_due"),
        ]

    def __str__(self) -> str:
        return f"promise {self.pk}"

    @property
    def is_attested(self) -> bool:
        return self.measure == ATTESTED


class PromiseReceiver(models.Model):
    """To whom it was made."""

    PRIVACY = Privacy()

    promise = models.ForeignKey(Promise, models.CASCADE, related_name="receivers")
    member = models.ForeignKey(Member, models.PROTECT, related_name="promises_received")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["promise", "member"], name="promised_to_once")]

    def __str__(self) -> str:
        return f"{self.promise_id} to {self.member_id}"


class PromiseReply(models.Model):
    """The right of reply (hak jawab). cause: of the owner alone, else empty. noted_by_id: institution whose desk wrote it down."""

    PRIVACY = Privacy(impersonal=("cause", "text", "at", "by"))

    promise = models.ForeignKey(Promise, models.CASCADE, related_name="replies")
    member = models.ForeignKey(Member, models.PROTECT, related_name="promise_replies")
    cause = models.CharField(max_length=16, choices=DelayCause, blank=True)
    text = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=64)
    noted_by_id = models.BigIntegerField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "promise replies"
        constraints = [
            models.UniqueConstraint(fields=["promise", "member"], name="reply_of_party_once"),
            models.CheckConstraint(condition=~Q(text="") | ~Q(cause=""), name="reply_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} on {self.promise_id}"


class Attestation(models.Model):
    """The other party says how much was done by `on`. letter: where somebody else writes it down for that party."""

    PRIVACY = Privacy(impersonal=("on", "text", "at", "by"))

    promise = models.ForeignKey(Promise, models.CASCADE, related_name="attestations")
    member = models.ForeignKey(Member, models.PROTECT, related_name="attestations")
    number = models.PositiveBigIntegerField()
    on = models.DateField()
    text = models.TextField(blank=True)
    letter = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    by = models.CharField(max_length=64)
    noted_by_id = models.BigIntegerField(null=True, blank=True)
    client_id = models.UUIDField(null=True, blank=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["promise", "client_id"], name="attested_once_a_page"),
            models.CheckConstraint(
                condition=Q(noted_by_id__isnull=True) | Q(letter__isnull=False), name="noted_attestation_has_letter"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} of {self.promise_id}"


class PromiseChange(models.Model):
    """Another target or day, asked by one side; it holds once every body it concerns has agreed."""

    PRIVACY = Privacy(impersonal=("due", "reason", "state", "at", "by", "ended_at"))

    promise = models.ForeignKey(Promise, models.CASCADE, related_name="changes")
    proposed_by = models.ForeignKey(Member, models.PROTECT, related_name="promise_changes")
    target = models.PositiveBigIntegerField()
    due = models.DateField()
    reason = models.CharField(max_length=500)
    state = models.CharField(max_length=8, choices=ChangeState, default=ChangeState.ASKED)
    at = models.DateTimeField()
    by = models.CharField(max_length=64)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["promise"], condition=Q(state=ChangeState.ASKED), name="one_open_change_a_promise"
            ),
            models.CheckConstraint(condition=Q(target__gt=0), name="changed_promise_has_target"),
        ]

    def __str__(self) -> str:
        return f"change {self.pk} of {self.promise_id}"


class ChangeAnswer(models.Model):
    """noted_by_id: institution whose desk wrote it down for a party without one."""

    PRIVACY = Privacy(impersonal=("text", "at", "by"))

    change = models.ForeignKey(PromiseChange, models.CASCADE, related_name="answers")
    member = models.ForeignKey(Member, models.PROTECT, related_name="change_answers")
    agrees = models.BooleanField()
    text = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=64)
    noted_by_id = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["change", "member"], name="change_answered_once")]

    def __str__(self) -> str:
        return f"{self.member_id} on {self.change_id}"
