"""Load a list of codes: places keep their row, what vanished is ended, what is new is added."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.audit.record import record
from balai.kernel.refusal import Refused
from balai.regions.actions.plan import Plan, draw_plan
from balai.regions.actions.undecided import Decision, Question, open_questions, with_decisions
from balai.regions.actions.write import write_history, write_plan
from balai.regions.changes import Change, known_changes
from balai.regions.codes import parent_code_of
from balai.regions.lists import DECREE, Listed, in_provinces, installed_list
from balai.regions.models import Region

MOST_ENDED = 0.05
"""A list that would end more of the country than this share is taken for a cut file, not for a reform."""


@dataclass(frozen=True, slots=True)
class LoadResult:
    """How many places were added, changed (code, name, kind or parent), ended, and left as they were."""

    added: int
    changed: int
    ended: int
    unchanged: int

    def __str__(self) -> str:
        sentence = _("%(added)d wilayah baru, %(changed)d berubah, %(ended)d berakhir, %(unchanged)d tetap.")
        return str(sentence) % {
            "added": self.added,
            "changed": self.changed,
            "ended": self.ended,
            "unchanged": self.unchanged,
        }


@dataclass(frozen=True, slots=True)
class Source:
    """What is loaded. rows: of the list, the installed one if none is given. on: first day of the list's state.

    provinces: codes of the provinces to load; nothing outside them is touched. Without, the list is the whole country.
    decisions: what a person said about places of which the table of changes knows nothing.
    """

    rows: Iterable[Listed] | None = None
    changes: Iterable[Change] | None = None
    on: date | None = None
    decree: str = DECREE
    provinces: Collection[str] = ()
    decisions: Collection[Decision] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """What a load would do. questions: of every place that would end, with the new places it may have become."""

    result: LoadResult
    questions: list[Question]


@dataclass(frozen=True, slots=True)
class _Drawn:
    plan: Plan
    table: tuple[Change, ...]
    listed: dict[str, Listed]
    result: LoadResult


@transaction.atomic
def load_regions(
    *,
    by: Actor,
    source: Iterable[Listed] | None = None,
    changes: Iterable[Change] | None = None,
    on: date | None = None,
    decree: str = DECREE,
    provinces: Collection[str] = (),
    decisions: Collection[Decision] = (),
) -> LoadResult:
    """The arguments are those of Source.

    Raises Refused: a row without its parent, an unknown province, a decision about nothing, a list that looks cut.
    """
    drawn = _draw(Source(source, changes, on, decree, provinces, decisions))
    write_plan(drawn.plan)
    write_history(drawn.table, drawn.listed)
    result = drawn.result
    if drawn.plan.touches_anything:
        facts = {"added": result.added, "changed": result.changed, "ended": result.ended, "decided": len(decisions)}
        record(by.name, "regions.load", None, **facts)
    return result


@transaction.atomic
def preview_regions(source: Source) -> Preview:
    """The same work, and nothing written. Raises Refused as load_regions does."""
    drawn = _draw(source)
    return Preview(drawn.result, open_questions(drawn.plan, {d.old_code for d in source.decisions}))


def _draw(source: Source) -> _Drawn:
    on = source.on or timezone.localdate()
    table = tuple(known_changes() if source.changes is None else source.changes)
    rows = installed_list() if source.rows is None else source.rows
    listed = {row.code: row for row in (in_provinces(rows, source.provinces) if source.provinces else rows)}
    _check_provinces(source.provinces, listed)
    _check_parents(listed)
    list(Region.objects.select_for_update().filter(level=1).values_list("pk"))
    table = with_decisions(table, source.decisions, listed, on)
    plan = draw_plan(listed, table, on, source.decree, whole=not source.provinces)
    _check_not_cut(plan)
    result = LoadResult(len(plan.added), len(plan.changed), len(plan.ended), plan.unchanged)
    return _Drawn(plan, table, listed, result)


def _check_provinces(provinces: Collection[str], listed: dict[str, Listed]) -> None:
    missing = sorted(set(provinces) - set(listed))
    if missing:
        raise Refused(
            "province_not_listed",
            _("Provinsi %(codes)s tidak ada di dalam daftar. Tulis kode provinsi dua angka, misalnya 13.")
            % {"codes": ", ".join(missing)},
            "provinces",
        )


def _check_parents(listed: dict[str, Listed]) -> None:
    for code in listed:
        parent = parent_code_of(code)
        if parent and parent not in listed:
            raise Refused(
                "region_without_parent",
                _(
                    "Kode wilayah %(code)s tidak punya induk %(parent)s di dalam daftar. Lengkapi daftar, lalu muat lagi."
                )
                % {"code": code, "parent": parent},
            )


def _check_not_cut(plan: Plan) -> None:
    known = plan.unchanged + len(plan.changed) + len(plan.ended)
    if len(plan.ended) > MOST_ENDED * known:
        raise Refused(
            "list_looks_cut",
            _(
                "Daftar ini akan mengakhiri %(ended)d dari %(known)d wilayah. Daftar tampaknya terpotong; periksa berkasnya."
            )
            % {"ended": len(plan.ended), "known": known},
        )
