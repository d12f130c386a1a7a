"""A question that is put to the parties, who may answer it, and what they answered. What came of it is a Decision row."""

from typing import Self

from django.db import models
from django.db.models import Q

from balai.access.actor import Actor
from balai.collaboration.enums import BallotState, DecisionKind, Outcome, Voice, VoteRule
from balai.collaboration.models.collaboration import Member
from balai.collaboration.models.deliberation import Matter, Option
from balai.collaboration.models.forum import Decision, Meeting
from balai.institutions.models import Membership
from balai.kernel.privacy import Privacy


class BallotQuerySet(models.QuerySet["Ballot"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(matter__in=Matter.objects.visible_to(actor))


BallotManager = models.Manager.from_queryset(BallotQuerySet)


class Ballot(models.Model):
    """quorum: parties that must have answered. rule, quorum and closes_at stand from the moment it is put.

    meeting: in which it is decided, empty where it is answered between meetings. closed: held by a trigger.
    """

    PRIVACY = Privacy(impersonal=("question", "closes_at", "opened_at", "opened_by", "closed_at", "closed_by"))

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="ballots")
    option = models.ForeignKey(Option, models.PROTECT, null=True, blank=True, related_name="ballots")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="ballots")
    question = models.TextField()
    kind = models.CharField(max_length=16, choices=DecisionKind)
    rule = models.CharField(max_length=12, choices=VoteRule)
    quorum = models.PositiveSmallIntegerField()
    closes_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=BallotState, default=BallotState.OPEN)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    decision = models.OneToOneField(Decision, models.PROTECT, null=True, blank=True, related_name="ballot")
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=64)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.CharField(max_length=64, blank=True)
    client_id = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    objects = BallotManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["matter"], condition=Q(state=BallotState.OPEN), name="one_open_question_of_a_matter"
            ),
            models.CheckConstraint(
                condition=Q(state=BallotState.OPEN, outcome="", decision__isnull=True)
                | Q(state=BallotState.CLOSED, closed_at__isnull=False) & ~Q(outcome=""),
                name="closed_question_has_its_outcome",
            ),
            models.CheckConstraint(condition=Q(quorum__gte=1), name="quorum_is_somebody"),
        ]

    def __str__(self) -> str:
        return self.question


class BallotParty(models.Model):
    """A party that may answer. conflict: its declared conflict of interest; it speaks and does not vote."""

    PRIVACY = Privacy(impersonal=("conflict", "conflict_at", "conflict_by"))

    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="parties")
    member = models.ForeignKey(Member, models.PROTECT, related_name="ballots")
    conflict = models.TextField(blank=True)
    conflict_at = models.DateTimeField(null=True, blank=True)
    conflict_by = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name_plural = "ballot parties"
        constraints = [models.UniqueConstraint(fields=["ballot", "member"], name="party_of_ballot_once")]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.ballot_id}"


class Vote(models.Model):
    """The word of a party. membership: the desk that gave the mandate at that moment; noted_by_id: the office that acted by letter.

    A vote against has its reason, and stands beside the decision."""

    PRIVACY = Privacy(impersonal=("reason", "at", "by"))

    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="votes")
    member = models.ForeignKey(Member, models.PROTECT, related_name="votes")
    voice = models.CharField(max_length=8, choices=Voice)
    reason = models.TextField(blank=True)
    membership = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="votes")
    noted_by_id = models.BigIntegerField(null=True, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ballot", "member"], name="one_vote_a_party"),
            models.CheckConstraint(condition=~Q(voice=Voice.AGAINST) | ~Q(reason=""), name="dissent_has_its_reason"),
            models.CheckConstraint(
                condition=Q(membership__isnull=False) | Q(noted_by_id__isnull=False), name="vote_has_its_mandate"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.voice}"
