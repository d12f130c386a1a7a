"""The assignment as a mixed-integer programme. It always has an answer: what cannot be kept is left open at a price, so that
the answer names what clashes instead of saying "infeasible".

Deterministic: variables stand in the order of the blocks, ties are broken by the order of preference, one thread, one seed.
"""

import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from balai.training.solver.problem import Answer, Block, Problem

OPEN = 1000.0  # price of a lesson hour without a teacher or a room: above any sum of preferences of a block
SEED = 1
LIMIT = 45.0  # seconds for both halves


def assign(problem: Problem, limit: float = LIMIT) -> Answer:
    """Teachers and rooms are two independent halves: the time of every block is given."""
    began = time.monotonic()
    taught, sure = _half(problem.blocks, lambda block: block.teachers, problem.week_hours, limit * 0.6)
    housed, firm = _half(problem.blocks, lambda block: block.rooms, {}, limit * 0.4)
    return Answer(taught, housed, sure and firm, time.monotonic() - began)


def _half(
    blocks: tuple[Block, ...],
    who: Callable[[Block], tuple[int, ...]],
    week_hours: Mapping[tuple[int, date], int],
    limit: float,
) -> tuple[tuple[int | None, ...], bool]:
    """Each block gets one of `who`, nobody serves twice at a time nor more than their hours of a week."""
    if not blocks:
        return (), True
    rows = _Rows()
    places: list[tuple[int, int]] = []  # column -> block, one of who
    for number, block in enumerate(blocks):
        columns: list[int] = []
        for rank, one in enumerate(who(block)):
            column = rows.column(float(min(rank, 50)), upper=1.0, whole=True)
            places.append((number, one))
            columns.append(column)
            rows.put(("at", one, block.time), column, 1.0, 1.0)
            monday = block.day - timedelta(days=block.day.weekday())
            if (one, monday) in week_hours:
                rows.put(("week", one, monday), column, float(block.hours), float(week_hours[one, monday]))
        open_column = rows.column(OPEN * block.hours, upper=1.0, whole=False)
        places.append((number, 0))
        rows.equal([*columns, open_column])
    values, proven = rows.solve(limit)
    chosen: list[int | None] = [None] * len(blocks)
    for (number, one), value in zip(places, values, strict=True):
        if one and value > 0.5:
            chosen[number] = one
    return tuple(chosen), proven


class _Rows:
    """A sparse model written row by row, in the order in which it was asked for."""

    def __init__(self) -> None:
        self.costs: list[float] = []
        self.uppers: list[float] = []
        self.whole: list[bool] = []
        self.most: dict[tuple[object, ...], float] = {}
        self.inside: dict[tuple[object, ...], list[tuple[int, float]]] = defaultdict(list)
        self.exactly: list[list[int]] = []

    def column(self, cost: float, *, upper: float, whole: bool) -> int:
        self.costs.append(cost)
        self.uppers.append(upper)
        self.whole.append(whole)
        return len(self.costs) - 1

    def put(self, row: tuple[object, ...], column: int, weight: float, most: float) -> None:
        self.most[row] = most
        self.inside[row].append((column, weight))

    def equal(self, columns: list[int]) -> None:
        self.exactly.append(columns)

    def solve(self, limit: float) -> tuple[list[float], bool]:
        import highspy  # noqa: PLC0415  # 0.35 s and numpy: never in the web process
        import numpy as np  # noqa: PLC0415

        solver = highspy.Highs()  # type: ignore[no-untyped-call]
        for option, value in (("output_flag", False), ("random_seed", SEED), ("threads", 1), ("time_limit", limit),
                              ("mip_rel_gap", 1e-6)):  # fmt: skip
            solver.setOptionValue(option, value)
        lower, upper, starts, index, weights = self._matrix(highspy.kHighsInf)
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(self.costs), len(lower)
        model.col_cost_ = np.array(self.costs)
        model.col_lower_, model.col_upper_ = np.zeros(len(self.costs)), np.array(self.uppers)
        model.row_lower_, model.row_upper_ = np.array(lower), np.array(upper)
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.array(starts, dtype=np.int32)
        model.a_matrix_.index_ = np.array(index, dtype=np.int32)
        model.a_matrix_.value_ = np.array(weights)
        kinds = highspy.HighsVarType
        model.integrality_ = [kinds.kInteger if whole else kinds.kContinuous for whole in self.whole]
        solver.passModel(model)
        solver.run()
        proven = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        values = list(solver.getSolution().col_value)
        return (values or [0.0] * len(self.costs)), proven

    def _matrix(self, endless: float) -> tuple[list[float], list[float], list[int], list[int], list[float]]:
        lower: list[float] = []
        upper: list[float] = []
        starts, index, weights = [0], [], []  # type: list[int], list[int], list[float]
        for columns in self.exactly:
            lower.append(1.0)
            upper.append(1.0)
            index += columns
            weights += [1.0] * len(columns)
            starts.append(len(index))
        for row, cells in self.inside.items():
            if sum(weight for _column, weight in cells) <= self.most[row]:
                continue
            lower.append(-endless)
            upper.append(self.most[row])
            index += [column for column, _weight in cells]
            weights += [weight for _column, weight in cells]
            starts.append(len(index))
        return lower, upper, starts, index, weights
