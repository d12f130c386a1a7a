"""The Commitment row of a living promise. It is written when the word is given, without its day: the day and what was achieved are
written when they are a fact, so that nothing that reads evidence can tell a promise that is asked about from one that runs."""

from balai.collaboration.models import Commitment, Promise
from balai.collaboration.queries.promises import measure_of


def write_given(promise: Promise) -> None:
    """Sets promise.commitment. Of a promise that replaces another, running one: the row goes over to it."""
    measure = measure_of(promise)
    label = str(measure.label) if measure else promise.unit
    row = promise.commitment or Commitment(period=promise.period, code=f"j{promise.pk}", institution=promise.promiser)
    row.text, row.measure = promise.text, label
    row.target, row.target_number = str(promise.target), promise.target
    row.due, row.due_from, row.due_to, row.achieved, row.achieved_number = "", None, None, "", None
    row.save()
    promise.commitment = row


def write_settled(promise: Promise, number: int | None) -> None:
    """A period that was closed meanwhile takes nothing."""
    row = promise.commitment
    if row is None or promise.period.is_closed:
        return
    row.due, row.due_from, row.due_to = promise.due.isoformat(), promise.due, promise.due
    row.achieved, row.achieved_number = ("", None) if number is None else (str(number), number)
    row.save()
