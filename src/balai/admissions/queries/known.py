"""What the rules of applying ask about: the class and the place. Asked each time, or kept by who comes again and again."""

import time
from collections.abc import Collection, Mapping
from typing import Final, Protocol

from balai.planning.models import Batch
from balai.regions.models import Region

KEPT_SECONDS: Final = 60.0
"""How long a place read from the list of regions may be used, and where a class is held."""


class Known(Protocol):
    """What the rules ask about; a caller that comes again and again may keep what does not change."""

    def places(self, codes: Collection[str]) -> Mapping[str, Region]:
        """Current region codes -> their places, with what `contains` asks of them."""

    def classes(self, ids: Collection[int]) -> Mapping[int, Batch]: ...


class Asked:
    """From the database, each time."""

    def places(self, codes: Collection[str]) -> dict[str, Region]:
        if not codes:
            return {}
        rows = Region.objects.current().filter(code__in=codes).select_related("parent__parent", "regency")
        return {row.code: row for row in rows}

    def classes(self, ids: Collection[int]) -> dict[int, Batch]:
        return {b.pk: b for b in Batch.objects.filter(pk__in=ids).select_related("centre__region", "residents_of")}


class Kept:
    """Places are kept for a minute, classes until a column of theirs changes: one short question a group asks that."""

    def __init__(self) -> None:
        self._asked = Asked()
        self._places: dict[str, Region] = {}
        self._classes: dict[int, tuple[tuple[object, ...], Batch]] = {}
        self._since = time.monotonic()

    def places(self, codes: Collection[str]) -> dict[str, Region]:
        if missing := [code for code in codes if code not in self._places]:
            self._places |= self._asked.places(missing)
        return self._places

    def classes(self, ids: Collection[int]) -> dict[int, Batch]:
        now = time.monotonic()
        if now - self._since > KEPT_SECONDS:
            self._places, self._classes, self._since = {}, {}, now
        columns = {int(row[0]): row for row in Batch.objects.filter(pk__in=ids).values_list("pk", *_OF_CLASS)}
        changed = [pk for pk, row in columns.items() if self._classes.get(pk, ((), None))[0] != row]
        if changed:
            self._classes |= {pk: (columns[pk], one) for pk, one in self._asked.classes(changed).items()}
        return {pk: self._classes[pk][1] for pk in columns if pk in self._classes}


_OF_CLASS = tuple(field.attname for field in Batch._meta.concrete_fields if not field.primary_key)
