"""The rows of this room that go with a person when two records become one, and how they go back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import models

from balai.people.models import (
    AdjustmentNeed,
    CallListItem,
    ClaimRequest,
    Consent,
    Disability,
    Involvement,
    PersonDocument,
    Reveal,
    RightsRequest,
    VulnerableGroupMembership,
)


@dataclass(frozen=True, slots=True)
class Moving:
    """key: fields of which a person has one open row; is_open: condition of an open row."""

    model: type[models.Model]
    key: tuple[str, ...] = ()
    is_open: Callable[[dict[str, Any]], bool] = lambda row: True
    reads: tuple[str, ...] = ()


def _unended(name: str) -> Callable[[dict[str, Any]], bool]:
    return lambda row: row[name] is None


MOVING = (
    Moving(Involvement, ("institution_id", "reason"), _unended("ended_on"), ("ended_on",)),
    Moving(Disability, ("kind",), _unended("valid_to"), ("valid_to",)),
    Moving(AdjustmentNeed, ("need",), _unended("valid_to"), ("valid_to",)),
    Moving(VulnerableGroupMembership, ("group",), _unended("valid_to"), ("valid_to",)),
    Moving(Consent, ("purpose",), _unended("withdrawn_at"), ("withdrawn_at",)),
    Moving(RightsRequest, ("kind",), _unended("answered_at"), ("answered_at",)),
    Moving(PersonDocument),
    Moving(Reveal),
    Moving(ClaimRequest),
    Moving(CallListItem),
)


def move_rows(kept: UUID, merged: UUID) -> dict[str, list[Any]]:
    """Model name -> ids moved. A row of which the kept person has an open one already stays where it is."""
    moved: dict[str, list[Any]] = {}
    for one in MOVING:
        ids = _movable(one, kept, merged)
        if ids:
            one.model._default_manager.filter(pk__in=ids).update(person_id=kept)
            moved[one.model.__name__] = [pk if isinstance(pk, int) else str(pk) for pk in ids]
    return moved


def move_back(kept: UUID, merged: UUID, moved: dict[str, list[Any]]) -> None:
    """Only what was moved and still is with the kept person."""
    for one in MOVING:
        ids = moved.get(one.model.__name__, [])
        if ids:
            one.model._default_manager.filter(pk__in=ids, person_id=kept).update(person_id=merged)


def _movable(one: Moving, kept: UUID, merged: UUID) -> list[Any]:
    rows = one.model._default_manager
    if one.model is CallListItem:
        return (
            []
            if rows.filter(person_id=kept).exists()
            else list(rows.filter(person_id=merged).values_list("pk", flat=True))
        )
    taken = {_key(one, row) for row in rows.filter(person_id=kept).values(*one.key, *one.reads) if one.is_open(row)}
    mine = rows.filter(person_id=merged).values("pk", *one.key, *one.reads)
    return [row["pk"] for row in mine if not (one.key and one.is_open(row) and _key(one, row) in taken)]


def _key(one: Moving, row: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(row[name] for name in one.key)
