"""What the pages of a period show; a bounded number of queries however many rows there are (SHOWN of each table)."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from balai.collaboration.assessment.records.actors import joint_and_alone
from balai.collaboration.enums import NOT_HELD, ActivityKind, MonitoringPhase, PartyPart, YesNo
from balai.collaboration.models import (
    Activity,
    ActivityOutcome,
    Basis,
    Commitment,
    Contribution,
    Coverage,
    Decision,
    FacilityNote,
    InstructorNote,
    Meeting,
    Member,
    Monitoring,
    Period,
)
from balai.collaboration.queries.assessment import reading_of
from balai.collaboration.queries.workbook import rows_of
from balai.collaboration.tables import TABLES, Table
from balai.institutions.enums import Function, Sector

SHOWN = 100
DECIDED = ("parties__member", "ballot__votes__member", "ballot__parties__member")
"""With what a decision says: who agreed, and how it was reached."""


@dataclass(slots=True)
class TableFact:
    """complete: "yes", "no" or empty where the workbook's coverage does not name the table."""

    table: Table
    rows: int
    complete: str = ""
    note: str = ""

    @property
    def is_complete(self) -> bool:
        return self.complete == YesNo.YES


def table_facts(period: Period) -> list[TableFact]:
    covered = {row.table: row for row in Coverage.objects.filter(period=period)}
    facts = []
    for table in TABLES[1:-1]:
        row = covered.get(table.name)
        rows = rows_of(table, period).count()
        facts.append(TableFact(table, rows, row.complete if row else "", row.note if row else ""))
    return facts


@dataclass(slots=True)
class ActivityTotals:
    """target, realised: people, over the activities that say both (`both` of them). joint: of those whose doers are known (`known`),
    the ones of two organisations or more, as the assessment counts them."""

    activities: int
    target: int | None
    realised: int | None
    both: int
    as_planned: int
    joint: int
    known: int

    @property
    def all_as_planned(self) -> bool:
        return self.both > 0 and self.both == self.as_planned


def activity_totals(period: Period, known_on: date | None = None) -> ActivityTotals:
    """known_on: as books_on reads it."""
    read = reading_of(period, known_on)
    rows = read.rows("activities")
    both = [
        (t, r) for row in rows if (t := row.count("target")) is not None and (r := row.count("realised")) is not None
    ]
    wanted, done = sum(target for target, _ in both), sum(realised for _, realised in both)
    joint, alone = joint_and_alone(read)
    return ActivityTotals(
        len(rows), wanted if both else None, done if both else None, len(both), sum(t == r for t, r in both), len(joint),
        len(joint) + len(alone),
    )  # fmt: skip


@dataclass(slots=True)
class Seating:
    """A type of actor and whether it sat. meetings: how many of those that name their attendants it attended."""

    label: Any
    members: int
    meetings: int = 0

    @property
    def sat(self) -> bool:
        return self.meetings > 0


@dataclass(slots=True)
class MeetingView:
    """seated: None where the source does not say who came."""

    meeting: Meeting
    convened: list[Member]
    attended: list[Member]
    decisions: list[Decision]
    seats: list[Seating] = field(default_factory=list)


def _is_private_partner(member: Member) -> bool:
    """A paid training provider is no partner of the collaboration by that alone."""
    return member.sector == Sector.PRIVATE and Function.TRAINING_PROVIDER not in member.function_list


def seat_types(members: list[Member]) -> list[tuple[Any, frozenset[int]]]:
    """Types of actor at the table. The first four are always set; the others where the period has such a member."""
    kinds: list[tuple[Any, Callable[[Member], bool], bool]] = [
        (_("pemerintah"), lambda m: m.sector == Sector.GOVERNMENT, True),
        (_("penyelenggara pelatihan"), lambda m: Function.TRAINING_PROVIDER in m.function_list, True),
        (_("pemberi kerja atau mitra swasta"), _is_private_partner, True),
        (_("masyarakat dan peserta"), lambda m: m.sector == Sector.COMMUNITY, True),
        (_("penerbit sertifikat"), lambda m: Function.CERTIFIER in m.function_list, False),
        (_("donor"), lambda m: m.sector == Sector.DONOR, False),
    ]
    found = []
    for label, fits, always in kinds:
        ids = frozenset(member.pk for member in members if fits(member))
        if ids or always:
            found.append((label, ids))
    return found


def meetings_of(period: Period, members: list[Member]) -> tuple[list[MeetingView], list[Seating]]:
    """The meetings with their seats, and the seats over all meetings whose attendants are known."""
    types = seat_types(members)
    views = []
    held = Meeting.objects.filter(period=period).exclude(convening__state__in=NOT_HELD)
    rows = held.prefetch_related("parties__member", *(f"decisions__{path}" for path in DECIDED))
    for meeting in rows.order_by("date_from", "pk")[:SHOWN]:
        parties = list(meeting.parties.all())
        view = MeetingView(
            meeting,
            [p.member for p in parties if p.part == PartyPart.CONVENED],
            [p.member for p in parties if p.part == PartyPart.ATTENDED],
            list(meeting.decisions.all()),
        )
        there = {member.pk for member in view.attended}
        view.seats = [Seating(label, len(ids), int(bool(ids & there))) for label, ids in types] if there else []
        views.append(view)
    known = [view for view in views if view.attended]
    over_all = [
        Seating(label, len(ids), sum(view.seats[at].meetings for view in known))
        for at, (label, ids) in enumerate(types)
    ]
    return views, over_all if known else []


def members_of(period: Period) -> list[Member]:
    rows = Member.objects.filter(period=period).select_related("institution", "parent")
    return list(rows.prefetch_related("mandates").order_by("pk")[: SHOWN * 5])


def bases_of(period: Period) -> list[Basis]:
    rows = Basis.objects.filter(period=period).select_related("agreement").prefetch_related("parties__member")
    return list(rows.order_by("pk")[:SHOWN])


def loose_decisions(period: Period) -> list[Decision]:
    """Decisions that name no meeting."""
    rows = Decision.objects.filter(period=period, meeting=None).prefetch_related(*DECIDED)
    return list(rows.order_by("pk")[:SHOWN])


def commitments_of(period: Period) -> list[Commitment]:
    rows = Commitment.objects.filter(period=period, promise=None).select_related("institution")
    return list(rows.order_by("due_to", "pk")[:SHOWN])


def contributions_of(period: Period) -> list[Contribution]:
    return list(
        Contribution.objects.filter(period=period).select_related("institution", "pledge").order_by("pk")[:SHOWN]
    )


@dataclass(slots=True)
class Work:
    activities: list[Activity]
    outcomes: list[ActivityOutcome]
    during: list[Monitoring]
    after: list[Monitoring]
    unsaid: list[Monitoring]
    facilities: list[FacilityNote]
    instructors: list[InstructorNote]
    totals: ActivityTotals
    kinds: Counter[str]


def work_of(period: Period, known_on: date | None = None) -> Work:
    activities = Activity.objects.filter(period=period).prefetch_related("parties__member").order_by("pk")[:SHOWN]
    looks = Monitoring.objects.filter(period=period).prefetch_related("parties__member", "activities__activity")
    seen = list(looks.order_by("pk")[:SHOWN])
    rows = list(activities)
    return Work(
        activities=rows,
        outcomes=list(
            ActivityOutcome.objects.filter(period=period)
            .prefetch_related("activities__activity")
            .order_by("pk")[:SHOWN]
        ),
        during=[look for look in seen if look.phase == MonitoringPhase.DURING],
        after=[look for look in seen if look.phase == MonitoringPhase.AFTER],
        unsaid=[look for look in seen if not look.phase],
        facilities=list(
            FacilityNote.objects.filter(period=period).select_related("institution").order_by("pk")[:SHOWN]
        ),
        instructors=list(
            InstructorNote.objects.filter(period=period).select_related("institution").order_by("pk")[:SHOWN]
        ),
        totals=activity_totals(period, known_on),
        kinds=Counter(str(ActivityKind(row.kind).label) for row in rows if row.kind),
    )
