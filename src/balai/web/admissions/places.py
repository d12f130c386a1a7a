"""Choosing a domicile by typing a name, without JavaScript."""

from balai.planning.models import Batch
from balai.regions.enums import Level
from balai.regions.models import Region
from balai.regions.queries import path, search

MOST = 12


def offered(written: str, batch: Batch, chosen: str = "") -> tuple[list[tuple[str, str]], Region | None]:
    """Choices for what was typed (inside the class's area when it has one), and the region already chosen."""
    regions = found(written, batch.residents_of)
    known = named(chosen)
    if known is not None and known.pk not in {one.pk for one in regions}:
        regions.insert(0, known)
    return [(one.code, path(one)) for one in regions], known


def found(written: str, within: Region | None) -> list[Region]:
    """ "Baringin, Lima Kaum": what stands behind the comma narrows. The nearest place first, provinces are no address."""
    name, _comma, around = written.partition(",")
    if around.strip():
        outer = next(iter(search(around, 1, within=within)), None)
        within = outer or within
    rows = [one for one in search(name, MOST * 3, within=within) if one.level > Level.PROVINCE]
    rows.sort(key=lambda one: -one.level)
    return rows[:MOST]


def named(code: str) -> Region | None:
    if not code:
        return None
    return Region.objects.public().current().filter(code=code).with_path().select_related("regency").first()


def in_words(code: str) -> str:
    region = named(code)
    return path(region) if region else ""
