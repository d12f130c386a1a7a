"""Entries for a page. The newest come first; order by id, which follows the order of writing closely enough to read."""

from django.db.models import QuerySet

from balai.audit.models import Entry


def entries(*, actor: str = "", verb: str = "", subject: str = "") -> QuerySet[Entry]:
    """actor: exact. verb: how it begins. subject: "room.noun" or "room.noun:id"."""
    rows = Entry.objects.all()
    if actor:
        rows = rows.filter(actor=actor)
    if verb:
        rows = rows.filter(verb__startswith=verb)
    if subject:
        kind, _colon, pk = subject.partition(":")
        rows = rows.filter(subject_type=kind, **({"subject_id": pk} if pk else {}))
    return rows
