"""Of which answers of a pulse cells are made: nothing published adds up to fewer than five people, and nothing worked out from it."""

import random
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import combinations

import pytest

from balai.collaboration.enums import PulseItem, PulseLevel
from balai.collaboration.rules.pulse import ALIKE, Box, Group, cells_shown, groups_for, is_safe

pytestmark = [pytest.mark.data, pytest.mark.django_db]
NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)
TODAY = NOW.date()
AG, EN = [i.value for i in PulseItem if i.startswith("AG")], [i.value for i in PulseItem if i.startswith("EN")]
SECTORS = ("government", "private", "community", "donor")


def some_boxes(chance: random.Random) -> list[Box]:
    boxes = []
    for member in range(chance.randint(0, 7)):
        sector = chance.choice((*SECTORS, ""))
        boxes.append(_box(chance, Group(PulseLevel.PARTY, sector, member)))
    for sector in SECTORS:
        if chance.random() < 0.5:
            boxes.append(_box(chance, Group(PulseLevel.SECTOR, sector)))
    if chance.random() < 0.5:
        boxes.append(_box(chance, Group(PulseLevel.ALL)))
    return boxes


def _box(chance: random.Random, group: Group) -> Box:
    sheets = chance.choice((0, 1, 2, 3, 4, 5, 5, 6, 7, 12))
    known = sheets - chance.choice((0, 0, 0, 1, 2)) if sheets > 2 else sheets
    told = [chance.randint(1, chance.choice((1, 3, 5))) for _ in range(known)]
    return Box(group, sheets, tuple(told.count(score) for score in range(1, 6)))


def inside(box: Group, cell: Group) -> bool:
    if cell.level == PulseLevel.ALL:
        return True
    if cell.level == PulseLevel.SECTOR:
        return box.sector == cell.sector
    return box == cell


def worked_out(boxes: Sequence[Box], shown_cells: Sequence[Group]) -> list[frozenset[int]]:
    """Every set of boxes that additions and subtractions of the cells can part from the others: the atoms and their unions."""
    by_mark: dict[tuple[bool, ...], set[int]] = {}
    for at, box in enumerate(boxes):
        mark = tuple(inside(box.group, cell) for cell in shown_cells)
        if any(mark):
            by_mark.setdefault(mark, set()).add(at)
    return [frozenset(one) for one in by_mark.values()]


@pytest.mark.parametrize("seed", range(20))
def test_nothing_published_and_nothing_worked_out_from_it_holds_fewer_than_five(seed: int) -> None:
    chance = random.Random(seed)
    seen = 0
    for _round in range(150):
        boxes = some_boxes(chance)
        cells = cells_shown(boxes)
        seen += len(cells)
        for cell in cells:
            mine = [box for box in boxes if inside(box.group, cell.group)]
            assert cell.counts == tuple(sum(box.counts[at] for box in mine) for at in range(5))
            assert is_safe(cell.counts)
        for atom in worked_out(boxes, [cell.group for cell in cells]):
            people = sum(boxes[at].sheets for at in atom)
            said = [sum(boxes[at].counts[score] for at in atom) for score in range(5)]
            assert people == 0 or is_safe(said), (boxes, cells, atom)
    assert seen > 100


@pytest.mark.parametrize("seed", range(5))
def test_differences_of_any_two_cells_that_lie_in_each_other_are_empty_or_five(seed: int) -> None:
    """The complement, said plainly: everybody less one sector, a sector less its parties."""
    chance = random.Random(1000 + seed)
    for _round in range(200):
        boxes = some_boxes(chance)
        cells = cells_shown(boxes)
        for outer in cells:
            within = [
                c
                for c in cells
                if c is not outer and all(inside(b.group, outer.group) for b in boxes if inside(b.group, c.group))
            ]
            for size in (1, 2, 3):
                for some in combinations(within, size):
                    left = [
                        b
                        for b in boxes
                        if inside(b.group, outer.group) and not any(inside(b.group, c.group) for c in some)
                    ]
                    n = sum(sum(b.counts) for b in left)
                    assert n >= 5 or sum(b.sheets for b in left) == 0


@pytest.mark.parametrize("seed", range(5))
def test_every_result_that_may_stand_for_all_is_shown_and_the_parts_add_up_to_it(seed: int) -> None:
    chance = random.Random(2000 + seed)
    for _round in range(200):
        boxes = some_boxes(chance)
        whole = [sum(box.counts[at] for box in boxes) for at in range(5)]
        cells = cells_shown(boxes)
        assert is_safe(whole) == any(cell.group.level == PulseLevel.ALL for cell in cells)
        assert sum(sum(cell.rest) for cell in cells) == (sum(whole) if is_safe(whole) else 0)


def test_the_complement_of_a_sector_is_withheld() -> None:
    """Nine in government, four in private: with government shown, the private four are what is left of everybody."""
    boxes = [
        Box(Group(PulseLevel.SECTOR, "government"), 9, (3, 3, 3, 0, 0)),
        Box(Group(PulseLevel.SECTOR, "private"), 4, (0, 0, 0, 2, 2)),
    ]
    assert [cell.group for cell in cells_shown(boxes)] == [Group(PulseLevel.ALL)]


def test_five_who_all_say_the_same_are_not_shown_by_themselves() -> None:
    alike = Box(Group(PulseLevel.SECTOR, "private"), 5, (5, 0, 0, 0, 0))
    other = Box(Group(PulseLevel.SECTOR, "government"), 6, (0, 0, 0, 3, 3))
    assert cells_shown([alike]) == []
    assert [cell.group.level for cell in cells_shown([alike, other])] == [PulseLevel.ALL]
    many = Box(Group(PulseLevel.SECTOR, "private"), ALIKE, (ALIKE, 0, 0, 0, 0))
    assert [cell.group.level for cell in cells_shown([many])] == [PulseLevel.ALL, PulseLevel.SECTOR]


def test_who_left_an_item_open_is_no_difference_either() -> None:
    """Two of a small party answered "I do not know": everybody less the others would leave nobody known, and so tell both."""
    silent = Box(Group(PulseLevel.SECTOR, "community"), 2, (0, 0, 0, 0, 0))
    others = Box(Group(PulseLevel.SECTOR, "government"), 8, (2, 2, 2, 2, 0))
    assert [cell.group.level for cell in cells_shown([silent, others])] == [PulseLevel.ALL]


@pytest.mark.parametrize("seed", range(10))
def test_a_ticket_says_a_group_of_five_or_more_or_nothing(seed: int) -> None:
    chance = random.Random(seed)
    for _round in range(100):
        asked = [(at, chance.choice((*SECTORS, "")), chance.randint(0, 9)) for at in range(chance.randint(1, 9))]
        groups = groups_for(asked)
        sizes: dict[Group, int] = {}
        for member, _sector, n in asked:
            if n:
                sizes[groups[member]] = sizes.get(groups[member], 0) + n
        assert sum(sizes.values()) == sum(n for _m, _s, n in asked)
        assert all(n >= 5 for n in sizes.values()) or list(sizes) == [Group(PulseLevel.ALL)] or not sizes
        assert all(group.sector or group.level != PulseLevel.SECTOR for group in sizes)
