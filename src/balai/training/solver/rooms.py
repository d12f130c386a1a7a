"""Rooms that are alike on a day are counted as a group, which keeps the model small; afterwards each block gets one of them.

Nothing is lost by it: when no more blocks lie at a time than a group has rooms, taking them in order of time finds each a room.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from balai.training.solver.problem import Problem


class Groups:
    """Of the blocks of a week. A group: rooms of a day that serve the same blocks at the same times and hold the same things."""

    def __init__(self, problem: Problem, numbers: Sequence[int]) -> None:
        serves: dict[tuple[date, int], list[tuple[int, int]]] = defaultdict(list)
        for number in numbers:
            block = problem.blocks[number]
            for place, start in enumerate(block.starts):
                for room in start.rooms:
                    serves[block.day, room].append((number, place))
        alike: dict[tuple[object, ...], list[int]] = defaultdict(list)
        for (day, room), those in serves.items():
            things = tuple(sorted(problem.things.fixed.get(room, {}).items()))
            alike[day, tuple(those), things].append(room)
        self.members = list(alike.values())
        self._at: dict[tuple[date, int], int] = {}
        for group, (sign, rooms) in enumerate(alike.items()):
            self._at |= {(sign[0], room): group for room in rooms}  # type: ignore[misc]
        self._problem = problem

    def of(self, number: int, place: int) -> list[int]:
        """In order of the block's preference."""
        block = self._problem.blocks[number]
        return list(dict.fromkeys(self._at[block.day, room] for room in block.starts[place].rooms))

    def size(self, group: int) -> int:
        return len(self.members[group])

    def one(self, group: int) -> int:
        return self.members[group][0]


def choose_rooms(
    problem: Problem, numbers: Sequence[int], starts: Mapping[int, int], groups: Groups, inside: Mapping[int, int]
) -> dict[int, int | None]:
    """In order of time each block takes the room it prefers among those of its group that are free."""
    taken: dict[tuple[date, int], set[int]] = defaultdict(set)
    found: dict[int, int | None] = dict.fromkeys(numbers)
    for number in sorted(inside, key=lambda n: (problem.blocks[n].starts[starts[n]].start, n)):
        block = problem.blocks[number]
        start = block.starts[starts[number]]
        lessons = block.lessons(start)
        rooms = [room for room in start.rooms if room in groups.members[inside[number]]]
        room = next((room for room in rooms if taken[block.day, room].isdisjoint(lessons)), None)
        if room is not None:
            taken[block.day, room].update(lessons)
        found[number] = room
    return found
