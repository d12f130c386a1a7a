"""What stands on the page of a proposal beside its numbers: the trail with differences marked, the evidence, what it cost."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.kernel.formats import angka, rupiah
from balai.people.enums import Aim, Education
from balai.planning.earlier import Became, became_of, summed
from balai.planning.models import Package, PackageEvidence, PackageVersion
from balai.planning.queries import spent_on
from balai.planning.rules.money import per_place
from balai.web.parts import Words

_COMPARED: tuple[tuple[str, Words], ...] = (
    ("title", gettext_lazy("Nama")),
    ("curriculum", gettext_lazy("Kurikulum")),
    ("seats", gettext_lazy("Kursi")),
    ("cost", gettext_lazy("Biaya")),
    ("fund_line", gettext_lazy("Dana")),
)


@dataclass(frozen=True, slots=True)
class Difference:
    """before is empty where the version before had nothing."""

    label: Words
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Told:
    version: PackageVersion
    differences: list[Difference]


def trail_of(package: Package) -> list[Told]:
    """Newest first, each against the version before it; one query."""
    rows = list(package.versions.select_related("curriculum__programme", "fund_line", "said_for"))
    told = [Told(row, _between(before, row)) for before, row in zip([None, *rows], rows, strict=False)]
    return told[::-1]


def _between(before: PackageVersion | None, after: PackageVersion) -> list[Difference]:
    if before is None:
        return []
    pairs = [(label, _shown(before, name), _shown(after, name)) for name, label in _COMPARED]
    found = [Difference(label, old, new or _("tidak ada")) for label, old, new in pairs if old != new]
    return [*found, *_needs_between(before.stands_on, after.stands_on)]


def _needs_between(before: list[str] | None, after: list[str] | None) -> list[Difference]:
    """Versions from before this was kept say nothing about it."""
    if before is None or after is None:
        return []
    label = _("Dasar usulan")
    gone = [Difference(label, one, _("tidak lagi ditunjuk")) for one in before if one not in after]
    return [*gone, *(Difference(label, "", one) for one in after if one not in before)]


def _shown(version: PackageVersion, name: str) -> str:
    value = getattr(version, name)
    if name == "seats":
        return angka(value)
    return rupiah(value) if name == "cost" else str(value or "")


@dataclass(frozen=True, slots=True)
class Proofs:
    """Evidence by kind, as it stood on its day."""

    orders: list[PackageEvidence] = field(default_factory=list)
    needs: list[PackageEvidence] = field(default_factory=list)
    no_need_why: str = ""
    jobseekers: "Seekers | None" = None
    runs: "Runs | None" = None

    def __bool__(self) -> bool:
        return bool(self.orders or self.needs or self.jobseekers or self.runs)

    @property
    def names_a_need(self) -> bool:
        return bool(self.orders or self.needs or self.no_need_why)


@dataclass(frozen=True, slots=True)
class Seekers:
    as_of: date
    place: str
    total: int
    aims: list[tuple[str, int]]
    education: list[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Runs:
    """figures: planning.earlier.Became as it was stored, with `runs`, the number of classes counted."""

    as_of: date
    figures: dict[str, Any]


def proofs_of(package: Package) -> Proofs:
    orders: list[PackageEvidence] = []
    needs: list[PackageEvidence] = []
    seekers, runs = None, None
    for row in package.evidence.select_related("need", "job_order__employer"):
        if row.need_id is None and row.kind == "jobseekers":
            seekers = _seekers(row)
        elif row.need_id is None and row.kind == "earlier_runs":
            runs = Runs(row.as_of, row.snapshot)
        else:
            (orders if row.job_order_id and row.need_id is None else needs).append(row)
    return Proofs(orders, needs, package.no_need_why, seekers, runs)


def _seekers(row: PackageEvidence) -> Seekers:
    said = row.snapshot
    return Seekers(
        row.as_of,
        said.get("place", ""),
        said.get("total", 0),
        _worded(said.get("by_aim", {}), dict(Aim.choices)),
        _worded(said.get("by_education", {}), dict(Education.choices)),
    )


def _worded(counts: dict[str, int], words: dict[Any, Any]) -> list[tuple[str, int]]:
    """Largest first; what nobody asked is said, not left out."""
    rows = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [(str(words.get(key, _("belum ditanyakan"))), count) for key, count in rows]


@dataclass(frozen=True, slots=True)
class Costs:
    """Rupiah. None is "belum diketahui": nothing paid yet, nobody completed, no outcome confirmed."""

    cost: int
    spent: int
    left: int
    planned_place: int | None
    completed: int
    completed_place: int | None
    became: Became | None
    outcome: int | None


def costs_of(package: Package, today: date) -> Costs:
    """Of one package; what became of its people is asked of the rooms that know."""
    spent = spent_on(package)
    batches = list(package.batches.order_by().values_list("pk", flat=True))
    became = summed(list(became_of(batches, today).values())) if batches else None
    completed = became.completed if became else 0
    working = became.working if became else 0
    return Costs(
        cost=package.cost,
        spent=spent,
        left=package.cost - spent,
        planned_place=per_place(package.cost, package.seats),
        completed=completed,
        completed_place=per_place(spent, completed) if spent else None,
        became=became,
        outcome=per_place(spent, working) if spent else None,
    )
