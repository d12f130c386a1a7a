"""Keyset pages: a list costs the same on its first and its thousandth page."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Page(Generic[M]):
    rows: list[M]
    next: str | None
    first: bool


def keyset_page(rows: QuerySet[M], keys: Sequence[str], after: str | None, size: int = 25) -> Page[M]:
    """A page of `rows` ordered by `keys` ("-field" for descending; the last key must be unique and no key nullable).

    after: the cursor of the page before; one that cannot be read starts at the beginning.
    """
    place = _read(after, len(keys))
    if place is not None:
        try:
            rows = rows.filter(_beyond(keys, place))
        except (ValueError, ValidationError):  # somebody wrote a cursor of their own
            place = None
    found = list(rows.order_by(*keys)[: size + 1])
    more = len(found) > size
    found = found[:size]
    cursor = _write([_value(found[-1], k) for k in keys]) if more else None
    return Page(found, cursor, place is None)


def _beyond(keys: Sequence[str], place: Sequence[Any]) -> Q:
    beyond, equal = Q(), Q()
    for key, value in zip(keys, place, strict=True):
        name, step = (key[1:], "lt") if key.startswith("-") else (key, "gt")
        beyond |= equal & Q(**{f"{name}__{step}": value})
        equal &= Q(**{name: value})
    first, head = keys[0].lstrip("-"), place[0]
    # The redundant bound on the first key lets the planner use its index although the rest is an OR.
    return Q(**{f"{first}__{'lte' if keys[0].startswith('-') else 'gte'}": head}) & beyond


def _value(row: Model, key: str) -> str:
    value: Any = row
    for part in key.lstrip("-").split("__"):
        value = getattr(value, part)
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _write(values: list[str]) -> str:
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def _read(cursor: str | None, length: int) -> list[str] | None:
    if not cursor:
        return None
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, UnicodeDecodeError):
        return None
    if isinstance(values, list) and len(values) == length and all(isinstance(v, str) and "\0" not in v for v in values):
        return values
    return None
