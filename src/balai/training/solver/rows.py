"""A mixed-integer programme in the making, and its solution by HiGHS."""

from collections import defaultdict

SEED = 1
GAP = 30.0  # of preferences; far below the price of anything left open


class Rows:
    """A sparse model written row by row, in the order in which it was asked for."""

    def __init__(self) -> None:
        self.costs: list[float] = []
        self.uppers: list[float | None] = []
        self.whole: list[bool] = []
        self.most: dict[tuple[object, ...], float] = {}
        self.inside: dict[tuple[object, ...], list[tuple[int, float]]] = defaultdict(list)
        self.exactly: list[list[int]] = []

    def column(self, cost: float, *, whole: bool, upper: float | None = 1.0) -> int:
        """upper None: without end."""
        self.costs.append(cost)
        self.uppers.append(upper)
        self.whole.append(whole)
        return len(self.costs) - 1

    def put(self, row: tuple[object, ...], column: int, weight: float, most: float) -> None:
        self.most[row] = most
        self.inside[row].append((column, weight))

    def equal(self, columns: list[int]) -> None:
        """Exactly one of them."""
        self.exactly.append(columns)

    def within(self, columns: list[int], one: int) -> None:
        """At most one of them, and none unless `one` holds."""
        if columns:
            self.inside["within", one, columns[0]] = [*((column, 1.0) for column in columns), (one, -1.0)]
            self.most["within", one, columns[0]] = 0.0

    def solve(self, limit: float) -> tuple[list[float], bool]:
        """The value of each column, none where nothing was found in so many seconds, and whether nothing is better."""
        import highspy  # noqa: PLC0415  # 0.35 s and numpy: never in the web process
        import numpy as np  # noqa: PLC0415

        solver = highspy.Highs()  # type: ignore[no-untyped-call]
        for option, value in (("output_flag", False), ("random_seed", SEED), ("threads", 1), ("time_limit", limit),
                              ("mip_rel_gap", 1e-6), ("mip_abs_gap", GAP)):  # fmt: skip
            solver.setOptionValue(option, value)
        lower, upper, starts, index, weights = self._matrix(highspy.kHighsInf)
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(self.costs), len(lower)
        model.col_cost_ = np.array(self.costs)
        uppers = [highspy.kHighsInf if upper is None else upper for upper in self.uppers]
        model.col_lower_, model.col_upper_ = np.zeros(len(self.costs)), np.array(uppers)
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
        found = solver.getInfo().primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
        return (list(solver.getSolution().col_value) if found else []), proven

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
            if sum(weight for _column, weight in cells if weight > 0) <= self.most[row]:
                continue
            lower.append(-endless)
            upper.append(self.most[row])
            index += [column for column, _weight in cells]
            weights += [weight for _column, weight in cells]
            starts.append(len(index))
        return lower, upper, starts, index, weights
