"""What a page of a class needs, in a bounded number of queries."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.access.roles import ROLES
from balai.accounts.models import User
from balai.admissions.elsewhere import with_a_place
from balai.admissions.enums import ApplicationState
from balai.admissions.models import Application
from balai.admissions.queries import is_published
from balai.institutions.models import Membership
from balai.planning.models import Batch
from balai.training.enums import ATTENDED, MAY_SIT, EnrolmentState, Mark, SessionState, UnitVerdict
from balai.training.models import AttendanceMark, Enrolment, TrainingCertificate, TrainingSession, UnitResult
from balai.training.models.enrolment import classes_seen_by


def classes_read_by(actor: Actor) -> QuerySet[Batch]:
    """Classes whose roster, meetings and results the actor may open."""
    rows = Batch.objects.all() if actor.system else Batch.objects.filter(classes_seen_by(actor))
    return rows.select_related("centre__region", "recruiter", "curriculum__programme")


@dataclass(slots=True)
class Attended:
    """Of one trainee: meetings held since they started, and the marks they have there."""

    held: int = 0
    marks: Counter[str] = field(default_factory=Counter)

    @property
    def present(self) -> int:
        return sum(self.marks[mark] for mark in ATTENDED)

    @property
    def online(self) -> int:
        """Of `present`, how often by the online room."""
        return self.marks[Mark.ONLINE]

    @property
    def on_site(self) -> int:
        return self.present - self.online

    @property
    def marked(self) -> int:
        return sum(self.marks.values())

    @property
    def unmarked(self) -> int:
        return max(0, self.held - self.marked)

    @property
    def percent(self) -> int | None:
        """Attended of the marked meetings, half up; None when nothing was marked: unknown is not absent."""
        return (200 * self.present + self.marked) // (2 * self.marked) if self.marked else None

    @property
    def absent(self) -> int:
        return self.marks[Mark.ABSENT]


def attendance_of(enrolments: Sequence[Enrolment]) -> dict[int, Attended]:
    """By enrolment id, in two queries. Cancelled meetings and those before a late start do not count."""
    told = {one.pk: Attended() for one in enrolments}
    held = TrainingSession.objects.filter(batch_id__in={one.batch_id for one in enrolments}, state=SessionState.HELD)
    days = list(held.values_list("batch_id", "held_on"))
    for one in enrolments:
        last = one.ended_on
        told[one.pk].held = sum(
            batch == one.batch_id and day >= one.started_on and (last is None or day <= last) for batch, day in days
        )
    marks = (
        AttendanceMark.objects.filter(enrolment_id__in=told, session__state=SessionState.HELD)
        .values("enrolment_id", "mark")
        .annotate(n=Count("pk"))
        .order_by()
    )
    for row in marks:
        told[row["enrolment_id"]].marks[row["mark"]] = row["n"]
    return told


def rosters(people: Collection[UUID]) -> list[tuple[UUID, int, bool]]:
    """(person, class, sits there) of some people: what admissions asks before it gives a place at the same time."""
    rows = Enrolment.objects.filter(person_id__in=people).values_list("person_id", "batch_id", "state")
    return [(person, batch, state == EnrolmentState.ENROLLED) for person, batch, state in rows]


def numbered_seats(batch_id: int) -> list[tuple[UUID, bool]]:
    """(person, has a seat) of everybody ever seated in the class: what admissions asks before it promises one."""
    rows = Enrolment.objects.filter(batch=batch_id).values_list("person_id", "seat")
    return [(person, seat is not None) for person, seat in rows]


@dataclass(frozen=True, slots=True)
class Line:
    """How a class stands. next_reserve: whose turn it is; unpromised: seats that nobody has and nobody was promised."""

    published: bool
    next_reserve: Application | None
    unpromised: int


def line_of(batch: Batch) -> Line:
    """Four queries. To decide on it, hold the locks of the class and of its selection."""
    reserves = Application.objects.filter(batch=batch, state=ApplicationState.RESERVE)
    return Line(
        published=is_published(batch.pk),
        next_reserve=reserves.in_line().first(),
        unpromised=batch.seats - len(with_a_place(batch.pk)),
    )


def results_of(enrolments: Sequence[Enrolment]) -> dict[int, dict[int, UnitResult]]:
    """enrolment id -> curriculum unit id -> result."""
    found: dict[int, dict[int, UnitResult]] = {one.pk: {} for one in enrolments}
    for row in UnitResult.objects.filter(enrolment_id__in=found):
        found[row.enrolment_id][row.unit_id] = row
    return found


def competent_units(results: dict[int, UnitResult]) -> int:
    return sum(row.verdict == UnitVerdict.COMPETENT for row in results.values())


def waiting_for_a_seat(batch: Batch) -> QuerySet[Application]:
    """Admitted, confirmed or in reserve, and never seated here: those who confirmed first, then by rank. Who left is not
    waiting; they come back by `return_to_training`."""
    seated = Enrolment.objects.filter(batch=batch)
    return (
        Application.objects.filter(batch=batch, state__in=MAY_SIT, person__isnull=False)
        .exclude(person_id__in=seated.values("person_id"))
        .select_related("person")
        .in_line()
    )


def sessions_of(rows: QuerySet[TrainingSession], batch: Batch) -> QuerySet[TrainingSession]:
    """`rows` of a class in order, each with `marked`, `attended` and, of these, `online` counted."""
    return (
        rows.filter(batch=batch)
        .select_related("unit", "instructor", "first_instructor", "makes_up")
        .annotate(
            marked=Count("marks"),
            attended=Count("marks", filter=Q(marks__mark__in=ATTENDED)),
            online=Count("marks", filter=Q(marks__mark=Mark.ONLINE)),
        )
        .order_by("held_on", "number")
    )


def meetings_ahead(enrolment: Enrolment, today: date) -> QuerySet[TrainingSession]:
    """Of the class of one who may see it as its trainee, from today on, in order."""
    ahead = TrainingSession.objects.standing().filter(batch_id=enrolment.batch_id, held_on__gte=today)
    return ahead.select_related("instructor").order_by("held_on", "number")


def marks_told(enrolment: Enrolment) -> QuerySet[AttendanceMark]:
    """Of one trainee, the newest meeting first."""
    rows = AttendanceMark.objects.filter(enrolment=enrolment, session__state=SessionState.HELD)
    return rows.select_related("session").order_by("-session__held_on", "-session__number")


def certificates_of(enrolments: Sequence[Enrolment]) -> dict[int, TrainingCertificate]:
    """The newest certificate of each."""
    rows = TrainingCertificate.objects.filter(enrolment__in=enrolments).order_by("pk")
    return {row.enrolment_id: row for row in rows}


def teachers_of(centre_id: int, today: date) -> QuerySet[User]:
    """Who may teach there today: everybody whose desk marks attendance, substitutes included."""
    roles = [role for role, grant in ROLES.items() if Permission.ATTENDANCE_MARK in grant.own]
    desks = Membership.objects.filter(institution_id=centre_id, role__in=roles).held_on(today)
    return User.objects.filter(pk__in=desks.values("user_id")).order_by("full_name", "pk")


def marks_of(session: TrainingSession) -> dict[int, AttendanceMark]:
    """enrolment id -> mark of that meeting."""
    return {mark.enrolment_id: mark for mark in AttendanceMark.objects.filter(session=session)}


def names_of(users: set[int]) -> dict[int, str]:
    """Names of instructors by account."""
    return {user.pk: user.full_name or user.username for user in User.objects.filter(pk__in=users)}
