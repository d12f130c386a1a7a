"""Writing to the audit trail, inside the transaction of the change it tells about."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Protocol
from uuid import UUID

from django.db import models

from balai.audit.append import Act, append
from balai.audit.hashing import facts_text
from balai.audit.rules import LONGEST_LIST, check_code, check_facts, check_ids

Identifier = int | str | UUID


class HasName(Protocol):
    """An actor; one with `on_behalf_of` (an institution's id) acts for that institution by proxy."""

    @property
    def name(self) -> str: ...


def record(by: str | HasName, verb: str, subject: models.Model | None, **facts: object) -> None:
    """One act on one row. Facts: ids, numbers, days and codes; PersonalDataInAudit otherwise.

    Raises RuntimeError outside a transaction: an act and its record are kept or dropped together.
    """
    kind, pk = ("", "") if subject is None else _subject(subject, "")
    _append(by, verb, [Act(kind, pk, facts_text(check_facts(facts)))])


def record_many(
    by: str | HasName,
    verb: str,
    subjects: Iterable[models.Model | Identifier],
    *,
    subject_type: str = "",
    **facts: object,
) -> int:
    """One entry for each subject, with the same facts; how many. Ids need `subject_type` (`people.person`)."""
    shared = facts_text(check_facts(facts))
    return _append(by, verb, [Act(*_subject(one, subject_type), shared) for one in subjects])


def record_batch(by: str | HasName, verb: str, subject_type: str, ids: Iterable[Identifier], **facts: object) -> int:
    """One entry for up to 5,000 ids, listed in its facts as `ids`, with `count`; the number of entries."""
    shared = check_facts(facts)
    kind = check_code("subject_type", subject_type)
    lists = (check_ids(some) for some in _in_lists(ids))
    return _append(by, verb, [Act(kind, "", facts_text({**shared, "count": len(one), "ids": one})) for one in lists])


def _append(by: str | HasName, verb: str, acts: list[Act]) -> int:
    actor, institution = (by, None) if isinstance(by, str) else (by.name, getattr(by, "on_behalf_of", None))
    append(check_code("actor", actor), institution, check_code("verb", verb), acts)
    return len(acts)


def _subject(one: models.Model | Identifier, subject_type: str) -> tuple[str, str]:
    if isinstance(one, models.Model):
        if one.pk is None:
            raise ValueError("The subject has no id yet: save it before recording")
        return one._meta.label_lower, check_code("subject_id", str(one.pk))
    return check_code("subject_type", subject_type), check_code("subject_id", str(one))


def _in_lists(ids: Iterable[Identifier]) -> Iterator[list[Identifier]]:
    rest = iter(ids)
    while some := list(islice(rest, LONGEST_LIST)):
        yield some
