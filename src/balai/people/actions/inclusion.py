"""Adjustments, disability and programme categories: what is chosen now holds, what is no longer chosen ends today."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from balai.access.actor import Actor
from balai.audit.record import record
from balai.people.models import AdjustmentNeed, Disability, Person, VulnerableGroupMembership
from balai.people.rules.authority import check_is_live, check_may_edit, check_not_restricted


@transaction.atomic
def set_inclusion(
    *,
    by: Actor,
    person: Person,
    adjustments: Collection[str],
    disabilities: Collection[str],
    groups: Collection[str],
    now: datetime,
    basis: str = "",
) -> Person:
    """All three are voluntary: an empty choice is an answer. History stays, with its dates."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    check_may_edit(by, person)
    check_is_live(person)
    check_not_restricted(person)
    counts = {
        "adjustments": _choose(AdjustmentNeed, "need", person, adjustments, by, now),
        "disabilities": _choose(Disability, "kind", person, disabilities, by, now),
        "groups": _choose(VulnerableGroupMembership, "group", person, groups, by, now, basis=basis[:200]),
    }
    if any(counts.values()):
        record(by, "people.set_inclusion", person, **counts)
    return person


def _choose(
    model: type[models.Model], name: str, person: Person, wanted: Collection[str], by: Actor, now: datetime, **more: Any
) -> int:
    """Number of rows begun or ended."""
    today, rows = timezone.localdate(now), model._default_manager
    current = set(rows.filter(person=person, valid_to=None).values_list(name, flat=True))
    gone, new = current - set(wanted), [one for one in wanted if one not in current]
    rows.filter(person=person, valid_to=None, **{f"{name}__in": gone}).update(valid_to=today)
    rows.bulk_create(
        [model(person=person, valid_from=today, recorded_by=by.name, **{name: one}, **more) for one in new],
        ignore_conflicts=True,
    )
    return len(gone) + len(new)
