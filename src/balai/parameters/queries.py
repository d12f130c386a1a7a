"""Reading a rule of a given day."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from balai.kernel.sharing import is_sharing, shared
from balai.parameters.declare import Parameter
from balai.parameters.models import ParameterValue


def value_on(parameter: Parameter, day: date, institution_id: int | None = None) -> Any:
    """The office's own value, else the network's, else the declared default; of the newest row that holds on the day.

    Where many rooms ask for one page (kernel.sharing) the network's values are read once.
    """
    if institution_id is None and is_sharing():
        held = shared(("parameters", day), lambda: _of_the_network(day))
        return held.get(parameter.name, parameter.default)
    return _asked(parameter, day, institution_id)


def _of_the_network(day: date) -> dict[str, Any]:
    rows = ParameterValue.objects.on(day).filter(institution_id__isnull=True).order_by("valid_from")
    return dict(rows.values_list("name", "value"))


def _asked(parameter: Parameter, day: date, institution_id: int | None) -> Any:
    rows = (
        ParameterValue.objects.on(day)
        .filter(Q(institution_id__isnull=True) | Q(institution_id=institution_id), name=parameter.name)
        .order_by("institution_id", "-valid_from")
        .values_list("institution_id", "value")
    )
    found = list(rows)
    for holder in (institution_id, None):
        for owner, value in found:
            if owner == holder:
                return value
    return parameter.default


def days_of_change(parameters: Iterable[Parameter], first: date, last: date, institution_id: int | None) -> list[date]:
    """`first`, and every later day up to `last` from which one of them may have another value: between two of them none has."""
    rows = ParameterValue.objects.filter(
        Q(institution_id__isnull=True) | Q(institution_id=institution_id),
        name__in=[one.name for one in parameters],
        withdrawn_at__isnull=True,
    )
    days = {first}
    for begins, ends in rows.values_list("valid_from", "valid_to"):
        days |= {begins, ends + timedelta(days=1)} if ends else {begins}
    return sorted(day for day in days if first <= day <= last)
