"""The timetable as mixed-integer programmes, one a week: only the hours of instructors reach over more than a day, and they are
counted by week, so nothing is lost by the cut. When a block is held, who teaches it and where are decided together, with the
things that parallel classes share. It always has an answer: what cannot be kept is left open at a price, so that the answer
names what clashes instead of saying "infeasible".

Deterministic: variables stand in the order of the blocks, ties are broken by the order of preference, one thread, one seed.
"""

import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor

from balai.training.solver.problem import Answer, Block, Problem, Start
from balai.training.solver.rooms import Groups, choose_rooms
from balai.training.solver.rows import Rows

OPEN = 1000.0  # price of a lesson hour without a teacher or a room: above any sum of preferences of a block
SHORT = 900.0  # price of a lesson hour for which all of a thing is missing
LATER = 3.0  # price of a lesson hour away from the usual time
OTHER = 0.5  # price of each place down the order of preference
LIMIT = 50.0  # seconds for everything
AT_ONCE = 2


def assign(problem: Problem, limit: float = LIMIT) -> Answer:
    began = time.monotonic()
    weeks: dict[object, list[int]] = defaultdict(list)
    for number, block in enumerate(problem.blocks):
        weeks[block.monday].append(number)
    starts: dict[int, int] = {}
    teachers: dict[int, int | None] = {}
    rooms: dict[int, int | None] = {}
    made = [_solved(problem, numbers, False, began + limit) for numbers in weeks.values()]
    with ThreadPoolExecutor(AT_ONCE) as pool:  # HiGHS works outside Python's lock; each week alone is deterministic
        made = list(pool.map(lambda week: _moved(week, began + limit), made))
    for week in made:
        starts |= week.starts
        teachers |= week.teachers
        rooms |= week.rooms
    order = range(len(problem.blocks))
    return Answer(
        tuple(starts[n] for n in order), tuple(teachers[n] for n in order), tuple(rooms[n] for n in order),
        all(week.proven for week in made),
        time.monotonic() - began,
    )  # fmt: skip


def _solved(problem: Problem, numbers: list[int], moving: bool, until: float) -> "_Week":
    week = _Week(problem, numbers, moving)
    week.solve(until)
    return week


def _moved(week: "_Week", until: float) -> "_Week":
    """A week that is kept whole at the usual times stays there; in another one meetings move, and the better answer counts."""
    if not week.lacks:
        week.proven = True
        return week
    if time.monotonic() > until:
        week.proven = False
        return week
    other = _solved(week.problem, week.numbers, True, until)
    week.proven = False
    return other if other.cost < week.cost or other.proven else week


class _Week:
    """numbers: of the blocks of one week. moving: at any of their starts, not the usual one alone. What was found stands in
    starts, teachers and rooms, by number; cost: at the prices above, without end where nothing was found;
    lacks: is anything left open?"""

    def __init__(self, problem: Problem, numbers: list[int], moving: bool) -> None:
        self.problem = problem
        self.numbers = numbers
        self.moving = moving
        self.proven = False
        self.cost = float("inf")
        self.lacks = True
        self.lacking: list[int] = []  # columns of what is left open or short
        self.rows = Rows()
        self.begins: dict[int, tuple[int, int]] = {}  # column -> block, start
        self.taught: dict[int, tuple[int, int]] = {}  # column -> block, teacher
        self.housed: dict[int, tuple[int, int]] = {}  # column -> block, group
        self.groups = Groups(problem, numbers)
        self.starts: dict[int, int] = {}
        self.teachers: dict[int, int | None] = {}
        self.rooms: dict[int, int | None] = {}

    def solve(self, until: float) -> None:
        """until: of the monotonic clock."""
        for number in self.numbers:
            self._write(number, self.problem.blocks[number])
        self._write_shortage()
        values, self.proven = self.rows.solve(max(1.0, until - time.monotonic()))
        if values:
            self.cost = sum(cost * value for cost, value in zip(self.rows.costs, values, strict=True))
            self.lacks = any(values[column] > 1e-6 for column in self.lacking)
        chosen = {column for column, value in enumerate(values) if value > 0.5}
        for number in self.numbers:
            self.starts[number] = self.problem.blocks[number].usual
            self.teachers[number] = None
        self.starts |= {number: place for column, (number, place) in self.begins.items() if column in chosen}
        self.teachers |= {number: who for column, (number, who) in self.taught.items() if column in chosen}
        inside = {number: group for column, (number, group) in self.housed.items() if column in chosen}
        self.rooms = choose_rooms(self.problem, self.numbers, self.starts, self.groups, inside)

    def _write(self, number: int, block: Block) -> None:
        at: list[int] = []
        teachers = [self.rows.column(OPEN * block.hours, whole=False)]
        rooms = [self.rows.column(OPEN * block.hours, whole=False)] if block.needs_room else []
        self.lacking += [*teachers, *rooms]
        for place, start in enumerate(block.starts):
            if not self.moving and place != block.usual:
                continue
            away = abs(start.lesson - block.starts[block.usual].lesson)
            column = self.rows.column(LATER * away, whole=True)
            self.begins[column] = number, place
            at.append(column)
            for lesson in block.lessons(start):
                self.rows.put(("class", block.batch, block.day, lesson), column, 1.0, 1.0)
            teachers += self._write_teachers(number, block, start, column)
            if block.needs_room:
                rooms += self._write_rooms(number, block, place, column)
        for columns in (at, teachers, *([rooms] if rooms else [])):
            self.rows.equal(columns)

    def _write_teachers(self, number: int, block: Block, start: Start, at: int) -> list[int]:
        made: list[int] = []
        for rank, who in enumerate(start.teachers):
            column = self.rows.column(OTHER * min(rank, 50), whole=True)
            self.taught[column] = number, who
            made.append(column)
            for lesson in block.lessons(start):
                self.rows.put(("teacher", who, block.day, lesson), column, 1.0, 1.0)
            if (who, block.monday) in self.problem.week_hours:
                most = self.problem.week_hours[who, block.monday]
                self.rows.put(("week", who), column, float(block.hours), float(most))
        self.rows.within(made, at)
        return made

    def _write_rooms(self, number: int, block: Block, place: int, at: int) -> list[int]:
        made: list[int] = []
        start = block.starts[place]
        for rank, group in enumerate(self.groups.of(number, place)):
            column = self.rows.column(OTHER * min(rank, 50), whole=True)
            self.housed[column] = number, group
            made.append(column)
            size = float(self.groups.size(group))
            drawn = self.problem.things.drawn(block.batch, self.groups.one(group)) if block.takes_things else {}
            for lesson in block.lessons(start):
                self.rows.put(("group", group, lesson), column, 1.0, size)
                for name, wanted in drawn.items():
                    if wanted and name in self.problem.things.movable:
                        left = self.problem.things.left(name, (block.day, lesson))
                        self.rows.put(("thing", name, block.day, lesson), column, float(wanted), float(left))
        self.rows.within(made, at)
        return made

    def _write_shortage(self) -> None:
        """A lack of things is allowed at a price, so that it can be named."""
        largest: dict[str, int] = {}
        for things in self.problem.things.of.values():
            for name, wanted in things.items():
                largest[name] = max(largest.get(name, 1), wanted)
        for row in [row for row in self.rows.inside if row[0] == "thing"]:
            name = str(row[1])
            column = self.rows.column(SHORT / largest[name], whole=False, upper=None)
            self.rows.put(row, column, -1.0, self.rows.most[row])
            self.lacking.append(column)
