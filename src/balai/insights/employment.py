"""What became of graduates, as published: three counts and two bounds a row, small groups left out by a stated rule."""

from collections import defaultdict
from datetime import date
from typing import Any

from django.db.models import Count, F, QuerySet, Value
from django.db.models.functions import Coalesce, Concat, ExtractYear
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.funding.enums import FundSource
from balai.insights.parameters import SMALLEST_GROUP
from balai.insights.published import Asked, Dataset
from balai.outcomes.parameters import WAVES
from balai.outcomes.queries import ThreeWay, summed, with_outcome
from balai.parameters.queries import value_on
from balai.training.models import Enrolment

COLUMNS = ("group", "graduates", "working", "not_working", "unknown", "low", "high", "apprentices", "suppressed")
GROUPS: dict[str, Any] = {
    "whole": Value(""),
    "centre": Concat("batch__centre__name", Value(" · "), Coalesce("batch__centre__region__regency__name", Value("-"))),
    "field": F("batch__curriculum__programme__field__name"),
    "fund_source": F("batch__package__fund_line__source"),
    "regency": F("batch__centre__region__regency__name"),
    "year": ExtractYear("ended_on"),
}
"""What the address may ask for as ?by=: the first is one row for the network."""


def employment(asked: Asked) -> Dataset:
    """asked: by (a key of GROUPS, "centre" by default), wave (months, the first wave by default), year of completion."""
    today = timezone.localdate()
    waves: list[int] = value_on(WAVES, today)
    wave = next((w for w in waves if str(w) == asked.get("wave")), waves[0])
    by = asked["by"] if asked.get("by") in GROUPS else "centre"
    year = asked.get("year", "")
    graduates = Enrolment.objects.all()
    if len(year) == 4 and year.isascii() and year.isdigit():
        graduates = graduates.filter(ended_on__year=int(year))
    smallest = int(value_on(SMALLEST_GROUP, today))
    rows = published_rows(counted(graduates, by, wave, today), smallest)
    return Dataset(_metadata(by, wave, waves, year, smallest, today), COLUMNS, rows)


def counted(graduates: QuerySet[Enrolment], by: str, wave: int, today: date) -> dict[str, ThreeWay]:
    """One query whatever the number of groups."""
    rows = (
        with_outcome(graduates, wave, today)
        .order_by()
        .annotate(group=GROUPS[by])
        .values_list("group", "outcome", "outcome_source")
        .annotate(count=Count("pk"))
    )
    found: dict[str, list[tuple[str | None, str | None, int]]] = defaultdict(list)
    for group, status, source, count in rows:
        found[_name(by, group)].append((status, source, count))
    return {name: summed(found[name]) for name in sorted(found)}


def published_rows(groups: dict[str, ThreeWay], smallest: int) -> list[dict[str, Any]]:
    """A group below `smallest` is named and left empty. When only one would be, the next smallest is as well, so that
    nobody gets the one by subtraction from the whole."""
    hidden = {name for name, one in groups.items() if one.total < smallest}
    shown = sorted((one.total, name) for name, one in groups.items() if name not in hidden)
    if len(hidden) == 1 and shown:
        hidden.add(shown[0][1])
    return [_row(name, None if name in hidden else one) for name, one in groups.items()]


def _row(name: str, one: ThreeWay | None) -> dict[str, Any]:
    if one is None:
        return dict.fromkeys(COLUMNS) | {"group": name, "suppressed": True}
    return {
        "group": name,
        "graduates": one.total,
        "working": one.working,
        "not_working": one.not_working,
        "unknown": one.unknown,
        "low": None if one.low is None else round(one.low, 4),
        "high": None if one.high is None else round(one.high, 4),
        "apprentices": one.apprentices,
        "suppressed": False,
    }


def _name(by: str, group: object) -> str:
    if by == "whole":
        return _("semua lulusan")
    if group in (None, ""):
        return _("tidak disebut")
    if by == "fund_source" and str(group) in FundSource.values:
        return str(FundSource(str(group)).label)
    return str(group)


def _metadata(by: str, wave: int, waves: list[int], year: str, smallest: int, today: date) -> dict[str, Any]:
    return {
        "name": "employment",
        "title": _("Apa kabar lulusan %(wave)s bulan sesudah kelas selesai") % {"wave": wave},
        "by": by,
        "wave_months": wave,
        "waves": waves,
        "year": year or None,
        "as_of": today.isoformat(),
        "unit": _("orang; low dan high adalah bagian dari semua lulusan, 0 sampai 1"),
        "source": _("pernyataan alumni, petugas, dan pemberi kerja yang tercatat di Balai"),
        "counted": _(
            "orang yang menyelesaikan pelatihan dan bulan tanyanya sudah tiba, juga yang tidak pernah menjawab"
        ),
        "working": _("bekerja pada orang lain atau usaha sendiri, menurut pernyataan terbaru"),
        "unknown": _("belum ada pernyataan; tidak pernah dihitung sebagai tidak bekerja"),
        "low": _("working dibagi semua lulusan: bila semua yang belum diketahui tidak bekerja"),
        "high": _("(working + unknown) dibagi semua lulusan: bila semua yang belum diketahui bekerja"),
        "apprentices": _("magang, terhitung di dalam not_working karena magang bukan hubungan kerja"),
        "small_groups": _(
            "Kelompok dengan kurang dari %(n)s lulusan tidak diterbitkan (suppressed). Bila hanya satu kelompok begitu, "
            "kelompok terkecil berikutnya juga tidak diterbitkan."
        )
        % {"n": smallest},
    }
