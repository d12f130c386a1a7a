"""Choosing a domicile by typing a name, without JavaScript."""

from balai.planning.models import Batch
from balai.regions.models import Region
from balai.regions.queries import path, search

MOST = 12


def offered(written: str, batch: Batch, chosen: str = "") -> tuple[list[tuple[str, str]], Region | None]:
    """Choices for what was typed (inside the class's area when it has one), and the region already chosen."""
    found = search(written, MOST, within=batch.residents_of) if len(written.strip()) > 1 else []
    regions = [one for one in found if one.level > 1]
    known = named(chosen)
    if known is not None and known.pk not in {one.pk for one in regions}:
        regions.insert(0, known)
    return [(one.code, path(one)) for one in regions], known


def named(code: str) -> Region | None:
    if not code:
        return None
    return Region.objects.public().current().filter(code=code).with_path().select_related("regency").first()


def in_words(code: str) -> str:
    region = named(code)
    return path(region) if region else ""
