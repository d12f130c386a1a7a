"""What a promise counts so far, and who must still answer."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from balai.collaboration.models import Attestation, Member, Promise, PromiseChange, PromiseReply
from balai.institutions.enums import Standing
from balai.institutions.models import Membership
from balai.kernel.measures import Measure, Question, Row
from balai.kernel.registry import registry

GONE = (Standing.CLOSED, Standing.REFUSED)


def receivers_of(promise: Promise) -> list[Member]:
    return [row.member for row in promise.receivers.select_related("member__institution").order_by("pk")]


@dataclass(slots=True)
class Progress:
    """number: None where nothing can be known: the measure is gone, or nobody has attested. until: the last day counted.

    own_hand: all the records shown were written by the promiser itself.
    """

    number: int | None
    target: int
    until: date
    unknown: int = 0
    rows: tuple[Row, ...] = ()
    own_hand: bool = False
    measure: Measure | None = None
    attestations: list[Attestation] = field(default_factory=list)

    @property
    def is_reached(self) -> bool:
        return self.number is not None and self.number >= self.target


def measure_of(promise: Promise) -> Measure | None:
    return registry.measures.get(promise.measure)


def progress_of(promise: Promise, until: date) -> Progress:
    """Of the records, or of the other side's word, up to and including that day."""
    if promise.is_attested:
        return _attested(promise, until)
    measure = measure_of(promise)
    if measure is None or promise.counted_at_id is None:
        return Progress(None, promise.target, until)
    if until < promise.since:
        return Progress(0, promise.target, until, measure=measure)
    found = measure.count(Question(promise.counted_at_id, promise.since, until))
    return Progress(
        max(0, int(found.number)),
        promise.target,
        until,
        found.unknown,
        found.rows,
        _own_hand(promise, found.rows),
        measure,
    )


def _attested(promise: Promise, until: date) -> Progress:
    """The newest word counts: the other side may correct itself."""
    said = list(promise.attestations.select_related("member", "letter").order_by("-at", "-pk"))
    known = [one for one in said if one.on <= until]
    return Progress(known[0].number if known else None, promise.target, until, attestations=said)


def _own_hand(promise: Promise, rows: tuple[Row, ...]) -> bool:
    """Every record shown was written by somebody who sits or sat at the promiser's desk."""
    wrote = {row.by for row in rows}
    users = {int(name.removeprefix("user:")) for name in wrote if name.removeprefix("user:").isdigit()}
    if not rows or len(users) != len(wrote):
        return False
    here = Membership.objects.filter(institution_id=promise.promiser.institution_id, user_id__in=users)
    return users <= set(here.values_list("user_id", flat=True))


def asked_for_change(change: PromiseChange) -> list[Member]:
    """Whose consent a change needs: all to whom the promise was made, and the promiser. A body that is gone is not waited for."""
    promise = change.promise
    every = {one.institution_id: one for one in (promise.promiser, *receivers_of(promise))}
    return [one for one in every.values() if one.institution.standing not in GONE]


def silent_on_change(change: PromiseChange) -> list[Member]:
    heard = set(change.answers.filter(agrees=True).values_list("member__institution_id", flat=True))
    return [one for one in asked_for_change(change) if one.institution_id not in heard]


def causes_of(promises: Iterable[Promise]) -> dict[int, str]:
    """By id: the cause that the one who promised gave, in words."""
    rows = PromiseReply.objects.filter(promise__in=[one.pk for one in promises]).exclude(cause="")
    return {row.promise_id: row.get_cause_display() for row in rows}


def locked_promise(promise: Promise) -> Promise:
    """Inside a transaction; what follows decides alone."""
    rows = Promise.objects.select_for_update(of=("self",)).select_related(
        "period__collaboration__owner__region", "promiser__institution", "attester__institution", "commitment"
    )
    return rows.get(pk=promise.pk)
