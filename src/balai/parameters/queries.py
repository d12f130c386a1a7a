"""Reading a rule of a given day."""

from datetime import date
from typing import Any

from django.db.models import Q

from balai.parameters.declare import Parameter
from balai.parameters.models import ParameterValue


def value_on(parameter: Parameter, day: date, institution_id: int | None = None) -> Any:
    """The office's own value, else the network's, else the declared default; of the newest row that holds on the day."""
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
