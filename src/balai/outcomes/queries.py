"""Three-way outcomes, who is to be contacted, and what each side said."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet, Subquery

from balai.kernel.clock import add_months
from balai.outcomes.enums import WORKING, ContactChannel, Status
from balai.outcomes.models import ContactAttempt, FollowUp, FollowUpQuerySet, OutcomeStatement
from balai.outcomes.parameters import CALL_DAYS, CALLS, CONTACT_PERSON_DAYS, MESSAGE_DAYS
from balai.parameters.queries import value_on
from balai.people.enums import ConsentPurpose
from balai.people.models import Consent
from balai.placement.enums import Says, Side
from balai.placement.models import PlacementStatement
from balai.training.enums import EnrolmentState
from balai.training.models import Enrolment


@dataclass(frozen=True, slots=True)
class ThreeWay:
    """Graduates by what is known of them. not_known is a number of its own and never part of not_working (R-000-22).

    apprentices: among not_working, since an apprentice is neither automatically. by_source: known ones by whose word counts.
    """

    working: int = 0
    unknown: int = 0
    not_working: int = 0
    apprentices: int = 0
    by_source: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return self.working + self.unknown + self.not_working

    @property
    def known(self) -> int:
        return self.working + self.not_working

    @property
    def low(self) -> float | None:
        """Share of all graduates if everybody unknown does not work; None without graduates."""
        return self.working / self.total if self.total else None

    @property
    def high(self) -> float | None:
        """Share of all graduates if everybody unknown works."""
        return (self.working + self.unknown) / self.total if self.total else None

    @property
    def among_known(self) -> float | None:
        return self.working / self.known if self.known else None

    @property
    def response(self) -> float | None:
        return self.known / self.total if self.total else None


def with_outcome(enrolments: QuerySet[Enrolment], wave: int, today: date) -> QuerySet[Any]:
    """Completed enrolments whose wave has come, each with `outcome` and `outcome_source` of the newest statement, or None."""
    newest = (
        OutcomeStatement.objects.live()
        .filter(follow_up__enrolment=OuterRef("pk"), follow_up__wave=wave)
        .order_by("-as_of", "-pk")
    )
    done = enrolments.filter(state=EnrolmentState.COMPLETED, ended_on__lte=add_months(today, -wave))
    return done.annotate(
        outcome=Subquery(newest.values("status")[:1]), outcome_source=Subquery(newest.values("source")[:1])
    )


def three_way(enrolments: QuerySet[Enrolment], wave: int, today: date) -> ThreeWay:
    """One query. enrolments: of a class, a centre, an office, the network; those not completed are left out here."""
    rows = with_outcome(enrolments, wave, today).order_by().values_list("outcome", "outcome_source")
    return summed(rows.annotate(count=Count("pk")))


def summed(rows: Iterable[tuple[str | None, str | None, int]]) -> ThreeWay:
    """rows: (status or None, source or None, how many)."""
    working = unknown = not_working = apprentices = 0
    by_source: dict[str, int] = {}
    for status, source, count in rows:
        if status is None:
            unknown += count
            continue
        by_source[source or ""] = by_source.get(source or "", 0) + count
        if status in WORKING:
            working += count
        else:
            not_working += count
            apprentices += count if status == Status.APPRENTICE else 0
    return ThreeWay(working, unknown, not_working, apprentices, by_source)


def not_yet_counted(enrolments: QuerySet[Enrolment], wave: int, today: date) -> int:
    """Completed, but their wave has not come."""
    return enrolments.filter(state=EnrolmentState.COMPLETED, ended_on__gt=add_months(today, -wave)).count()


def call_list(follow_ups: FollowUpQuerySet) -> FollowUpQuerySet:
    """With what a row of the call list shows, in four queries whatever the number of rows."""
    attempts = ContactAttempt.objects.filter(withdrawn_reason="").order_by("tried_at", "pk")
    return follow_ups.select_related("enrolment__person", "enrolment__batch", "owner").prefetch_related(
        Prefetch("attempts", attempts, to_attr="counted_attempts")
    )


def classes_waiting(follow_ups: FollowUpQuerySet) -> list[tuple[int, str, int]]:
    """How many wait in each class: batch id, title, count."""
    rows = (
        follow_ups.order_by()
        .values("enrolment__batch_id", "enrolment__batch__title")
        .annotate(count=Count("pk"))
        .order_by("-count", "enrolment__batch_id")
    )
    return [(r["enrolment__batch_id"], r["enrolment__batch__title"], r["count"]) for r in rows[:40]]


def agreed(person_ids: Iterable[UUID]) -> dict[UUID, set[str]]:
    """Open consents that the ladder asks for, by person."""
    wanted = (ConsentPurpose.REMINDERS, ConsentPurpose.FOLLOW_UP_CONTACTS)
    rows = Consent.objects.filter(person_id__in=list(person_ids), purpose__in=wanted, withdrawn_at=None)
    found: dict[UUID, set[str]] = {}
    for person_id, purpose in rows.values_list("person_id", "purpose"):
        found.setdefault(person_id, set()).add(purpose)
    return found


def waits_on(today: date) -> list[tuple[ContactChannel, int]]:
    """The ladder of the day: channel and days to wait after it, calls as often as the rule says."""
    calls = [(ContactChannel.CALL, int(value_on(CALL_DAYS, today)))] * int(value_on(CALLS, today))
    return [
        (ContactChannel.MESSAGE, int(value_on(MESSAGE_DAYS, today))),
        *calls,
        (ContactChannel.CONTACT_PERSON, int(value_on(CONTACT_PERSON_DAYS, today))),
        (ContactChannel.VISIT, 0),
    ]


@dataclass(frozen=True, slots=True)
class Word:
    """What one side says now. working: None where the side said nothing of it."""

    source: str
    label: str
    working: bool
    as_of: date
    statement: OutcomeStatement | None = None


def words_of(follow_up: FollowUp) -> list[Word]:
    """The newest live word of each source for this wave, and the newest word of employers about placements since the class."""
    words: dict[str, Word] = {}
    for row in OutcomeStatement.objects.live().filter(follow_up=follow_up).order_by("-as_of", "-pk"):
        word = Word(row.source, row.get_status_display(), row.status in WORKING, row.as_of, row)
        words.setdefault(row.source, word)
    said = employers_word(follow_up)
    if said is not None and (said.source not in words or words[said.source].as_of < said.as_of):
        words[said.source] = said
    return sorted(words.values(), key=lambda w: w.as_of, reverse=True)


def employers_word(follow_up: FollowUp) -> Word | None:
    row = (
        PlacementStatement.objects.filter(
            placement__person_id=follow_up.enrolment.person_id,
            placement__withdrawn_on__isnull=True,
            side=Side.EMPLOYER,
            as_of__gte=follow_up.enrolment.ended_on or follow_up.enrolment.started_on,
        )
        .order_by("-as_of", "-pk")
        .first()
    )
    if row is None:
        return None
    return Word("employer", row.get_says_display(), row.says == Says.WORKS, row.as_of)


def differ(words: Sequence[Word]) -> bool:
    """The sides disagree on whether the person works: shown, never averaged."""
    return len({w.working for w in words}) > 1


def current_follow_up(person_id: UUID, as_of: date) -> FollowUp | None:
    """The wave that a word of this day is about: the newest one due by then."""
    return (
        FollowUp.objects.filter(enrolment__person_id=person_id, due_on__lte=as_of)
        .select_related("enrolment__batch__centre", "enrolment__person", "owner")
        .order_by("-due_on", "-pk")
        .first()
    )


def has_live_statement(follow_up: FollowUp) -> bool:
    return OutcomeStatement.objects.live().filter(follow_up=follow_up).exists()


def without_wave(wave: int) -> QuerySet[Enrolment]:
    """Completed enrolments of people whose record is in use, not yet planned for this wave."""
    planned = FollowUp.objects.filter(enrolment=OuterRef("pk"), wave=wave)
    return (
        Enrolment.objects.completed()
        .filter(~Exists(planned), ended_on__isnull=False, person__erased_at__isnull=True)
        .select_related("batch")
    )
