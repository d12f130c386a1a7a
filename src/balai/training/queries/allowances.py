"""Uang saku: what each trainee is owed for a span of days, from the marks and the rates that held on each day."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F, Max

from balai.parameters.queries import days_of_change, value_on
from balai.planning.models import Batch
from balai.training.enums import ATTENDED, Mark, SessionState, StatementState
from balai.training.models import AttendanceMark, Enrolment, MarkStatement, TrainingSession
from balai.training.parameters import ALLOWANCE_MEAL, ALLOWANCE_ONLINE, ALLOWANCE_TRANSPORT

_KINDS = (ALLOWANCE_TRANSPORT, ALLOWANCE_MEAL, ALLOWANCE_ONLINE)


@dataclass(frozen=True, slots=True)
class Rates:
    """Rupiah for one day. transport and meal: attended on site; online: attended online."""

    transport: int
    meal: int
    online: int


@dataclass(frozen=True, slots=True)
class Due:
    """Why: one day, its mark and the rates of that day. amount: rupiah."""

    day: date
    mark: str
    rates: Rates

    @property
    def transport(self) -> int:
        return 0 if self.mark == Mark.ONLINE else self.rates.transport

    @property
    def meal(self) -> int:
        return 0 if self.mark == Mark.ONLINE else self.rates.meal

    @property
    def online(self) -> int:
        return self.rates.online if self.mark == Mark.ONLINE else 0

    @property
    def amount(self) -> int:
        return self.transport + self.meal + self.online


@dataclass(slots=True)
class Allowance:
    """Of one trainee. unpaid: days by mark that bring nothing."""

    enrolment: Enrolment
    due: list[Due] = field(default_factory=list)
    unpaid: Counter[str] = field(default_factory=Counter)

    @property
    def on_site(self) -> int:
        return sum(one.mark != Mark.ONLINE for one in self.due)

    @property
    def online(self) -> int:
        return len(self.due) - self.on_site

    @property
    def transport(self) -> int:
        return sum(one.transport for one in self.due)

    @property
    def meal(self) -> int:
        return sum(one.meal for one in self.due)

    @property
    def data(self) -> int:
        return sum(one.online for one in self.due)

    @property
    def amount(self) -> int:
        return sum(one.amount for one in self.due)


@dataclass(frozen=True, slots=True)
class AllowanceList:
    """rows: by seat. rates: (first day, rates) whenever they change within the span. unsettled: marks that two tellers
    still disagree about, without which the list is not final. total: rupiah."""

    batch: Batch
    first: date
    last: date
    rows: list[Allowance]
    rates: list[tuple[date, Rates]]
    unsettled: int

    @property
    def total(self) -> int:
        return sum(row.amount for row in self.rows)


def _rates(days: Sequence[date], centre_id: int) -> dict[date, Rates]:
    """Of each day, asked only where a rate may have changed."""
    if not days:
        return {}
    from_day = {
        day: Rates(*(int(value_on(one, day, centre_id)) for one in _KINDS))
        for day in days_of_change(_KINDS, days[0], days[-1], centre_id)
    }
    return {day: from_day[max(begins for begins in from_day if begins <= day)] for day in days}


def whole_span(batch: Batch) -> tuple[date, date]:
    """First and last day of a class with its meetings: a make-up may come after the end."""
    held = TrainingSession.objects.filter(batch=batch, state=SessionState.HELD).aggregate(last=Max("held_on"))["last"]
    return batch.starts_on, max(batch.ends_on, held or batch.ends_on)


def allowance_list(batch: Batch, first: date, last: date) -> AllowanceList:
    """Everybody who sat in the class in that span, also who left since. One day counts once, however many meetings it had; of
    two marks on one day, having been there in person comes first."""
    people = list(
        Enrolment.objects.filter(batch=batch)
        .select_related("person")
        .order_by(F("seat").asc(nulls_last=True), "person__name_key", "pk")
    )
    marks = AttendanceMark.objects.filter(
        session__batch=batch, session__state=SessionState.HELD, session__held_on__range=(first, last)
    ).values_list("enrolment_id", "session__held_on", "mark")
    days: dict[tuple[int, date], str] = {}
    for enrolment, day, mark in marks:
        days[enrolment, day] = min((mark, days.get((enrolment, day), mark)), key=_worth)
    rates = _rates(sorted({day for _enrolment, day in days}), batch.centre_id)
    open_words = MarkStatement.objects.filter(
        session__batch=batch, session__held_on__range=(first, last), state=StatementState.DIFFERS
    )
    rows = _rows(people, days, rates)
    return AllowanceList(batch, first, last, rows, _changes(rates), open_words.count())


def _rows(people: Sequence[Enrolment], days: dict[tuple[int, date], str], rates: dict[date, Rates]) -> list[Allowance]:
    rows = {one.pk: Allowance(one) for one in people}
    for (enrolment, day), mark in sorted(days.items()):
        if mark in ATTENDED:
            rows[enrolment].due.append(Due(day, mark, rates[day]))
        else:
            rows[enrolment].unpaid[mark] += 1
    return [row for row in rows.values() if row.due or row.unpaid]


def _worth(mark: str) -> int:
    """In person, online, not there."""
    return 1 if mark == Mark.ONLINE else 0 if mark in ATTENDED else 2


def _changes(rates: dict[date, Rates]) -> list[tuple[date, Rates]]:
    found: list[tuple[date, Rates]] = []
    for day, one in rates.items():
        if not found or found[-1][1] != one:
            found.append((day, one))
    return found
