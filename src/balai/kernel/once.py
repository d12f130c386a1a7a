"""A page sent twice, because a thumb tapped twice or the answer was lost on the way, makes one row."""

from typing import Any, TypeVar

from django.db import IntegrityError, models, transaction

M = TypeVar("M", bound=models.Model)


def saved_once(row: M, **place: Any) -> M:
    """The new row, saved; or another object, the row that the same client_id made in that place before.

    row.client_id: unique in `place` by constraint, None where nothing can be sent twice. Inside the verb's transaction; a
    verb that gets another object than its own returns it and records and tells nothing.
    """
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        key = getattr(row, "client_id")  # noqa: B009  # of whichever model has one
        first = type(row)._default_manager.filter(**place, client_id=key).first() if key else None
        if first is None:
            raise
        return first
    return row
