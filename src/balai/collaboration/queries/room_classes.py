"""Rows from classes: those that a party paid for and a party held, what became of their people, and who looked in afterwards."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, Max, Min, OuterRef, Q

from balai.certification.models import CompetenceCertificate
from balai.collaboration.assessment.said import FEWEST
from balai.collaboration.enums import ActivityKind, MonitoringKind, MonitoringPhase
from balai.collaboration.queries.living import Found, Living, RoomRow, ids, listed, written
from balai.collaboration.tables import BY_NAME
from balai.kernel.clock import add_months
from balai.outcomes.enums import FollowUpState, Status
from balai.outcomes.models import FollowUp
from balai.outcomes.parameters import WAVES
from balai.outcomes.queries import with_outcome
from balai.parameters.queries import value_on
from balai.planning.enums import BatchState
from balai.planning.models import Batch
from balai.training.enums import SessionState
from balai.training.models import Enrolment, TrainingSession
from balai.ventures.enums import VisitState
from balai.ventures.models import MonitoringVisit

BEGUN = (BatchState.RUNNING, BatchState.FINISHED)


@dataclass(frozen=True, slots=True)
class Class:
    pk: int
    title: str
    centre: int
    deliverer: int
    funder: int
    source: str | None
    starts_on: date
    ends_on: date
    seats: int
    state: str


def classes_and_after(living: Sequence[Living]) -> Found:
    """The class, its outcome, the visits and the answers, each with the code of the record it comes from."""
    bodies, begins, ends = ids(living), min(one.begins for one in living), max(one.ends for one in living)
    rows = Batch.objects.filter(
        Q(centre__in=bodies) | Q(deliverer__in=bodies), package__funder__in=bodies, state__in=BEGUN,
        starts_on__gte=begins, starts_on__lte=ends,
    )  # fmt: skip
    fields = ("pk", "title", "centre_id", "deliverer_id", "package__funder_id", "package__fund_line__source", "starts_on", "ends_on",
              "seats", "state")  # fmt: skip
    classes = {row[0]: Class(*row) for row in rows.order_by("pk").values_list(*fields)}
    if not classes:
        return
    seen = _Seen.of(list(classes), ends)
    for one in living:
        for row in classes.values():
            trains = [body for body in (row.deliverer, row.centre) if body in one.members]
            if trains and row.funder in one.members and one.holds(row.starts_on):
                yield one.period_id, _activity(one, row, trains[0], seen)
                yield from ((one.period_id, found) for found in _afterwards(one, row, seen))


@dataclass(frozen=True, slots=True)
class _Seen:
    """By class. days: first and last meeting held; people: who sat there, and the last day; certified: with a certificate on file, left
    out where nobody has one, since then it is not known; outcomes, visits, answers: rows of those rooms."""

    days: Mapping[int, tuple[date, date]]
    people: Mapping[int, tuple[int, date | None]]
    outcomes: Mapping[int, dict[str | None, int]]
    certified: Mapping[int, int]
    visits: Mapping[int, list[tuple[int, date, int, int | None]]]
    answers: Mapping[int, list[tuple[int, date]]]
    wave: int

    @classmethod
    def of(cls, classes: list[int], today: date) -> "_Seen":
        held = (
            TrainingSession.objects.filter(batch__in=classes, state=SessionState.HELD)
            .order_by()
            .values_list("batch_id")
        )
        sat = Enrolment.objects.filter(batch__in=classes)
        people = sat.order_by().values_list("batch_id").annotate(n=Count("pk"), last=Max("ended_on"))
        wave = int(value_on(WAVES, today)[0])
        done = with_outcome(sat, wave, today)
        papers = CompetenceCertificate.objects.filter(assessment__enrolment=OuterRef("pk"), withdrawn_reason="")
        certified = done.filter(Exists(papers)).order_by().values_list("batch_id").annotate(n=Count("pk"))
        outcomes: dict[int, dict[str | None, int]] = defaultdict(dict)
        for batch, status, n in done.order_by().values_list("batch_id", "outcome").annotate(n=Count("pk")):
            outcomes[batch][status] = n
        return cls(
            {batch: (first, last) for batch, first, last in held.annotate(a=Min("held_on"), b=Max("held_on"))},
            {batch: (n, last) for batch, n, last in people}, outcomes, dict(certified), _visits(classes), _answers(classes), wave,
        )  # fmt: skip


def _visits(classes: list[int]) -> dict[int, list[tuple[int, date, int, int | None]]]:
    rows = MonitoringVisit.objects.filter(group__batch__in=classes, state=VisitState.DONE).order_by("pk")
    told = rows.values_list(
        "group__batch_id", "pk", "visited_on", "group__office_id", "group__mentoring_institution_id"
    )
    found: dict[int, list[tuple[int, date, int, int | None]]] = defaultdict(list)
    for batch, pk, day, office, mentoring in told:
        if day is not None:
            found[batch].append((pk, day, office, mentoring))
    return found


def _answers(classes: list[int]) -> dict[int, list[tuple[int, date]]]:
    """Who asked, and the last day on which somebody answered."""
    rows = FollowUp.objects.filter(enrolment__batch__in=classes, state=FollowUpState.ANSWERED, closed_on__isnull=False)
    found: dict[int, list[tuple[int, date]]] = defaultdict(list)
    for batch, owner, last in (
        rows.order_by().values_list("enrolment__batch_id", "owner_id").annotate(last=Max("closed_on"))
    ):
        found[batch].append((owner, last))
    return found


def _activity(one: Living, row: Class, trains: int, seen: _Seen) -> RoomRow:
    first, last = seen.days.get(row.pk, (None, None))
    is_over = row.state == BatchState.FINISHED
    people = seen.people.get(row.pk)
    cells = _empty("activities") | {
        "code": f"kelas-{row.pk}", "title": row.title, "kind": str(ActivityKind.TRAINING), "provider": one.members[trains],
        "funder": one.members[row.funder], "fund_source": row.source or "", "planned_start": written(row.starts_on),
        "planned_end": written(row.ends_on), "start": written(first), "end": written(last) if is_over else "",
        "target": str(row.seats), "realised": str(people[0]) if people else "",
    }  # fmt: skip
    return RoomRow("activities", cells, "planning:class", (row.pk,))


def _afterwards(one: Living, row: Class, seen: _Seen) -> Iterator[RoomRow]:
    activity, last = f"kelas-{row.pk}", (seen.people.get(row.pk) or (0, None))[1]
    told = seen.outcomes.get(row.pk, {})
    if sum(told.values()) >= FEWEST and last is not None:
        yield RoomRow("outcomes", _outcome(activity, row.pk, told, seen, last), "outcomes:class_list", (row.pk,))
    for pk, day, office, mentoring in sorted(seen.visits.get(row.pk, [])):
        by = listed(one.members.get(body) for body in (mentoring, office) if body)
        yield _look(f"kunjungan-{pk}", activity, day, by, MonitoringKind.VISIT, "ventures:visit", pk)
    for owner, day in sorted(seen.answers.get(row.pk, [])):
        by = one.members.get(owner, "")
        yield _look(f"kabar-{row.pk}-{owner}", activity, day, by, MonitoringKind.SURVEY, "outcomes:class_list", row.pk)


def _outcome(activity: str, pk: int, told: Mapping[str | None, int], seen: _Seen, last: date) -> dict[str, str]:
    employed, own, unknown = (told.get(one, 0) for one in (Status.EMPLOYED, Status.SELF_EMPLOYED, None))
    total = sum(told.values())
    return _empty("outcomes") | {
        "code": f"hasil-{pk}", "activity": activity, "as_of": written(add_months(last, seen.wave)), "completed": str(total),
        "certified": str(seen.certified.get(pk) or ""), "employed": str(employed), "self_employed": str(own),
        "not_working": str(total - employed - own - unknown), "unknown": str(unknown),
    }  # fmt: skip


def _look(code: str, activity: str, day: date, by: str, kind: MonitoringKind, url: str, pk: int) -> RoomRow:
    cells = {"code": code, "activity": activity, "phase": str(MonitoringPhase.AFTER), "date": written(day), "by": by,
             "kind": str(kind), "finding": ""}  # fmt: skip
    return RoomRow("monitoring", cells, url, (pk,))


def _empty(table: str) -> dict[str, str]:
    return dict.fromkeys(BY_NAME[table].names, "")
