"""Where a place lies, and the list a page offers while a name is typed."""

from django.db.models import Case, IntegerField, Q, Value, When

from balai.regions.models import Region
from balai.regions.names import read


def path(region: Region) -> str:
    """ "Nagari Baringin, Kec. Lima Kaum, Kab. Tanah Datar, Sumatera Barat"; no query if read ``with_path()``."""
    names = []
    place: Region | None = region
    while place is not None:
        names.append(place.short_name)
        place = place.parent
    return ", ".join(names)


def contains(outer: Region, inner: Region) -> bool:
    """Is inner the outer place or a part of it? Reads parents only where outer is a district or village."""
    if outer.pk in (inner.pk, inner.parent_id, inner.regency_id, inner.province_id):
        return True
    place = inner
    while place.level > outer.level + 1 and place.parent is not None:
        place = place.parent
    return place.parent_id == outer.pk


def search(text: str, limit: int = 20, *, level: int | None = None, within: Region | None = None) -> list[Region]:
    """Places whose name begins like the text, larger ones first, ready for ``path``. Fewer than two letters: nothing."""
    written = read(text, level)
    keys = [key for key in written.keys if len(key) > 1]
    if not keys:
        return []
    begins, same = Q(), Q()
    for key in keys:
        begins |= Q(search_key__startswith=key)
        same |= Q(search_key=key)
    rows = Region.objects.current().within(within) if within else Region.objects.current()
    wanted = level or written.level
    if wanted:
        rows = rows.at_level(wanted)
    rank = Case(When(same, then=Value(0)), default=Value(1), output_field=IntegerField())
    return list(rows.filter(begins).with_path().order_by(rank, "level", "search_key", "code")[:limit])
