"""From the records of a centre to a problem: who may teach what on which day, which rooms serve, what is taken already."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeVar

from django.db.models import Q, Sum
from django.utils.translation import gettext as _

from balai.institutions.enums import RoomKind
from balai.institutions.models import Instructor, Room
from balai.kernel.formats import tanggal
from balai.parameters.queries import value_on
from balai.planning.enums import BatchState
from balai.planning.licences import Licence, licence_of, taught_in
from balai.planning.models import Batch
from balai.programmes.enums import NeedKind
from balai.training.enums import SessionState
from balai.training.models import Booking, TrainingSession
from balai.training.parameters import SESSION_HOURS, TEACHING_WEEK
from balai.training.rules.calendar import meeting_days
from balai.training.rules.lesson_hours import QUARTER, CentreHours
from balai.training.solver.content import Part, hours_in_order, parts_of
from balai.training.solver.days import days_to_meet
from balai.training.solver.problem import Block, Problem, Problematic, Start
from balai.training.solver.stock import things_of

WORKDAYS = frozenset(range(5))
T = TypeVar("T")


@dataclass(slots=True)
class Taken:
    """Quarters of days that other meetings already hold. of_teachers: the title of the class by instructor, day and quarter."""

    teachers: dict[int, set[tuple[date, int]]] = field(default_factory=lambda: defaultdict(set))
    rooms: dict[int, set[tuple[date, int]]] = field(default_factory=lambda: defaultdict(set))
    of_teachers: dict[tuple[int, date, int], str] = field(default_factory=dict)

    def titles(self, teachers: Iterable[int | None], day: date, at: Start) -> list[str]:
        """The classes that any of them teaches then, each once."""
        span = range(at.start // QUARTER, -(-at.end // QUARTER))
        said = (self.of_teachers.get((one, day, quarter)) for one in teachers if one is not None for quarter in span)
        return list(dict.fromkeys(title for title in said if title))


@dataclass(slots=True)
class Gathered:
    """licences: batch -> what each instructor may teach there. names: of instructors by user id."""

    problem: Problem
    licences: dict[int, list[Licence]]
    teachers: dict[int, str]
    rooms: dict[int, str]
    taken: Taken


def gather(batches: Sequence[Batch], today: date) -> Gathered:
    """batches: of one centre, with curriculum, programme and field. Meetings that are planned from tomorrow on are planned
    anew; those held, and those of other classes, stand."""
    centre = batches[0].centre
    hours = CentreHours(centre.pk)
    teachers = list(
        Instructor.objects.filter(institution=centre, user__isnull=False)
        .prefetch_related("certificates")
        .order_by("pk")
    )
    rooms = list(Room.objects.filter(institution=centre, gone_on__isnull=True).order_by("seats", "pk"))
    taken = _taken(batches, today)
    blocks: list[Block] = []
    said: list[Problematic] = []
    licences: dict[int, list[Licence]] = {}
    for place, batch in enumerate(batches):
        taught = taught_in(batch)
        licences[batch.pk] = [licence_of(teacher, taught) for teacher in teachers]
        serving = _Serving(batch, place, licences[batch.pk], rooms, taken, hours)
        parts, problems = _content(batch, hours, today, serving)
        said += problems
        blocks += serving.blocks(parts)
    things = things_of(batches, rooms, hours, today)
    return Gathered(
        Problem(tuple(blocks), _week_hours(batches, teachers, blocks, today), things, tuple(said)),
        licences,
        {teacher.user_id: teacher.full_name for teacher in teachers if teacher.user_id},
        {room.pk: room.name for room in rooms},
        taken,
    )


def _content(
    batch: Batch, hours: CentreHours, today: date, serving: "_Serving"
) -> tuple[list[Part], list[Problematic]]:
    standing = TrainingSession.objects.filter(batch=batch).exclude(state=SessionState.CANCELLED)
    kept = set(standing.filter(held_on__lte=today).values_list("held_on", flat=True))
    held = Q(state=SessionState.HELD) | Q(held_on=today)
    done = standing.filter(held).aggregate(n=Sum("lesson_hours"))["n"] or 0
    found = meeting_days(max(batch.starts_on, today + timedelta(days=1)), batch.ends_on, WORKDAYS, centre=batch.centre)
    days = [day for day in found.days if day not in kept]
    a_day = int(value_on(SESSION_HOURS, batch.starts_on, batch.centre_id))
    content = hours_in_order(batch.curriculum.units.order_by("position"), batch.curriculum.programme.delivery)
    meeting = days_to_meet(content[done:], days, hours, a_day, serving.is_without)
    parts, lacking = parts_of(content[done:], meeting, hours, a_day)
    problems: list[Problematic] = []
    if lacking:
        words = {
            "title": batch.title, "lacking": lacking, "days": len(days), "hours": a_day, "off": len(found.holidays),
        }  # fmt: skip
        problems.append(Problematic(batch.pk, "calendar", _(
            "%(title)s: %(lacking)s jam pelajaran tidak kebagian hari. Tersedia %(days)s hari kerja, paling banyak %(hours)s jam sehari, "
            "sesudah %(off)s hari libur. Panjangkan masa kelas atau kurangi kurikulum."
        ) % words, batch.ends_on))  # fmt: skip
    passed = standing.filter(held | Q(held_on__lte=today)).aggregate(n=Sum("lesson_hours"))["n"] or 0
    total = passed + sum(part.hours for part in parts)
    if total > len(content):
        words = {"title": batch.title, "total": total, "over": total - len(content), "hours": len(content)}
        problems.append(Problematic(batch.pk, "over", _(
            "%(title)s: dengan usulan ini terjadwal %(total)s jam pelajaran, %(over)s lebih banyak daripada kurikulum (%(hours)s). "
            "Isi daftar hadir pertemuan yang sudah lewat atau batalkan yang tidak terlaksana, lalu hitung lagi."
        ) % words))  # fmt: skip
    if found.unknown_years:
        years = ", ".join(str(year) for year in found.unknown_years)
        sentence = _("%(title)s: daftar libur tahun %(years)s belum ada. Periksa tanggalnya sendiri.")
        problems.append(Problematic(batch.pk, "calendar", sentence % {"title": batch.title, "years": years}))
    return parts, problems


class _Serving:
    """Who and what could serve a class, and when; the same lists again and again are kept once."""

    def __init__(
        self,
        batch: Batch,
        place: int,
        licences: Sequence[Licence],
        rooms: Sequence[Room],
        taken: Taken,
        hours: CentreHours,
    ) -> None:
        self.batch, self.place, self.taken, self.hours = batch, place, taken, hours
        self.licences = licences
        kinds = {need.room_kind for need in batch.curriculum.needs.all() if need.kind == NeedKind.ROOM}
        large = [room for room in rooms if not room.is_unfit and (room.seats is None or room.seats >= batch.seats)]
        self.theory = _turned(_of_kinds(large, {RoomKind.ROOM}) or _of_kinds(large, {RoomKind.WORKSHOP}), place)
        self.practice = _turned(_of_kinds(large, kinds or {RoomKind.ROOM, RoomKind.WORKSHOP}), place)

    def blocks(self, parts: Sequence[Part]) -> list[Block]:
        return [
            Block(
                self.batch.pk, part.day, part.hours, part.unit, part.practice,
                tuple(self._start(part, place) for place in part.places), part.places.index(part.usual), part.online, part.away,
            )
            for part in parts
        ]  # fmt: skip

    def is_without(self, part: Part) -> bool:
        """At no time on that day are an instructor and a room, where one is needed, free at once."""
        needs_room = not (part.online or part.away)
        starts = (self._start(part, place) for place in part.places)
        return not any(start.teachers and (start.rooms or not needs_room) for start in starts)

    def _start(self, part: Part, place: int) -> Start:
        grid = self.hours.grid(part.day)
        start, end = grid[place][0], grid[place + part.hours - 1][1]
        quarters = {(part.day, quarter) for quarter in range(start // QUARTER, -(-end // QUARTER))}
        teaching = _turned([one for one in self.licences if may_teach(one, part.day)], self.place)
        rooms = [] if part.online or part.away else self.practice if part.practice else self.theory
        return Start(
            place, start, end,
            tuple(
                user for one in teaching
                if (user := one.instructor.user_id) and self.taken.teachers[user].isdisjoint(quarters)
            ),
            tuple(room.pk for room in rooms if self.taken.rooms[room.pk].isdisjoint(quarters)),
        )  # fmt: skip


def _of_kinds(rooms: Sequence[Room], kinds: set[str]) -> list[Room]:
    return [room for room in rooms if room.kind in kinds]


def _turned(rows: Sequence[T], place: int) -> list[T]:
    """Each class prefers another one first, so that equal choices spread and a class keeps its own."""
    cut = place % len(rows) if rows else 0
    return [*rows[cut:], *rows[:cut]]


def may_teach(licence: Licence, day: date) -> bool:
    who = licence.instructor
    there = (who.joined_on is None or who.joined_on <= day) and (who.left_on is None or day <= who.left_on)
    return there and licence.covers(day)


def _taken(batches: Sequence[Batch], today: date) -> Taken:
    ours = Q(session__batch__in=[batch.pk for batch in batches]) | Q(session__batch__state=BatchState.CANCELLED)
    rows = Booking.objects.filter(
        day__gt=today, day__gte=min(b.starts_on for b in batches), day__lte=max(b.ends_on for b in batches)
    ).exclude(ours, session__state=SessionState.PLANNED)
    found = Taken()
    said = rows.values_list("instructor_id", "room_id", "day", "quarter", "batch__title")
    for teacher, room, day, quarter, title in said:
        if teacher:
            found.teachers[teacher].add((day, quarter))
            found.of_teachers[teacher, day, quarter] = title
        if room:
            found.rooms[room].add((day, quarter))
    return found


def _week_hours(
    batches: Sequence[Batch], teachers: Sequence[Instructor], blocks: Sequence[Block], today: date
) -> dict[tuple[int, date], int]:
    """What is left of each instructor's week after meetings that stand."""
    users = [teacher.user_id for teacher in teachers if teacher.user_id]
    mondays = sorted({block.day - timedelta(days=block.day.weekday()) for block in blocks})
    if not mondays:
        return {}
    standing = (
        TrainingSession.objects.standing()
        .filter(instructor_id__in=users, held_on__gte=mondays[0], held_on__lt=mondays[-1] + timedelta(days=7))
        .exclude(batch__in=batches, state=SessionState.PLANNED, held_on__gt=today)
    )
    load: Counter[tuple[int, date]] = Counter()
    for user, day, hours in standing.values_list("instructor_id", "held_on", "lesson_hours"):
        if user:
            load[user, day - timedelta(days=day.weekday())] += hours
    most = {monday: int(value_on(TEACHING_WEEK, monday, batches[0].centre_id)) for monday in mondays}
    return {(user, monday): max(0, most[monday] - load[user, monday]) for user in users for monday in mondays}


def day_words(day: date) -> str:
    return tanggal(day, True)
