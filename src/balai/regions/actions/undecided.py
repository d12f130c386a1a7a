"""Places of which no table knows what became of them: a person says it, nobody guesses."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from balai.kernel.refusal import Refused
from balai.regions.actions.plan import Place, Plan
from balai.regions.changes import Change
from balai.regions.codes import parent_code_of
from balai.regions.enums import ChangeKind
from balai.regions.lists import Listed
from balai.regions.models import Region
from balai.regions.names import distance, search_key

BY_HAND = "Keputusan petugas saat memuat daftar"
MOST_OFFERED = 5


@dataclass(frozen=True, slots=True)
class Decision:
    """new_code: what the place is called in the list; empty, it has ended."""

    old_code: str
    new_code: str


@dataclass(frozen=True, slots=True)
class Question:
    """A place the list no longer has. offered: (code, name) of new ones beside it, the most alike first."""

    region_id: int
    code: str
    name: str
    inside: str
    offered: tuple[tuple[str, str], ...]


def with_decisions(
    table: tuple[Change, ...], decisions: Collection[Decision], listed: dict[str, Listed], on: date
) -> tuple[Change, ...]:
    """The table, with what was decided in the place of what it says itself. Raises Refused("decision_…", field "decisions")."""
    if not decisions:
        return table
    codes = [decision.old_code for decision in decisions]
    names = dict(Region.objects.current().filter(code__in=codes).values_list("code", "name"))
    new = [decision.new_code for decision in decisions if decision.new_code]
    for decision in decisions:
        _check(decision, names, listed)
    for code in {*codes, *new}:
        if codes.count(code) > 1 or new.count(code) > 1:
            raise Refused(
                "decision_twice",
                _("Kode %(code)s diputuskan dua kali. Sisakan satu baris.") % {"code": code},
                "decisions",
            )
    decided = set(codes)
    made = [
        Change(d.old_code, d.new_code, names[d.old_code], ChangeKind.MOVED, on, BY_HAND)
        for d in decisions
        if d.new_code
    ]
    return (*(c for c in table if not (c.keeps_identity and c.old_code in decided)), *made)


def _check(decision: Decision, names: dict[str, str], listed: dict[str, Listed]) -> None:
    if decision.old_code not in names:
        raise Refused(
            "decision_unknown",
            _("Kode lama %(code)s tidak ada di Balai. Periksa kolom kode_lama.") % {"code": decision.old_code},
            "decisions",
        )
    if decision.new_code and decision.new_code not in listed:
        raise Refused(
            "decision_not_listed",
            _("Kode %(code)s tidak ada di daftar baru. Periksa kolom menjadi, atau tulis: berakhir.")
            % {"code": decision.new_code},
            "decisions",
        )
    if decision.new_code and decision.new_code.count(".") != decision.old_code.count("."):
        raise Refused(
            "decision_other_level",
            _("Kode %(old)s dan %(new)s tidak setingkat. Desa hanya menjadi desa, kecamatan menjadi kecamatan.")
            % {"old": decision.old_code, "new": decision.new_code},
            "decisions",
        )


def open_questions(plan: Plan, decided: Collection[str]) -> list[Question]:
    """Of what would end and was not decided, by code."""
    beside: dict[str, list[Place]] = defaultdict(list)
    for place in plan.added:
        beside[parent_code_of(place.code)].append(place)
    now_coded = {pk: code for code, pk in plan.kept.items()}
    ended = Region.objects.filter(pk__in=plan.ended).select_related("parent").order_by("code")
    return [_question(region, beside, now_coded) for region in ended if region.code not in decided]


def _question(region: Region, beside: dict[str, list[Place]], now_coded: dict[int, str]) -> Question:
    parent = now_coded.get(region.parent_id or 0, "")
    offered = (
        sorted(beside[parent], key=lambda place: distance(search_key(place.name), region.search_key)) if parent else []
    )
    near = tuple((place.code, place.name) for place in offered[:MOST_OFFERED])
    return Question(region.pk, region.code, region.name, str(region.parent or ""), near)
