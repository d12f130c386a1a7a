"""A person's papers: added, opened with a trace, removed."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.audit.record import record
from balai.documents.actions.store import Upload, open_stored, remove_stored, store_upload
from balai.documents.enums import DocumentKind
from balai.kernel.refusal import Refused
from balai.parameters.queries import value_on
from balai.people.models import Person, PersonDocument
from balai.people.parameters import PAPER_MONTHS
from balai.people.rules.authority import check_is_live, check_may_edit, is_self, may_on


def add_paper(
    *, by: Actor, person: Person, kind: DocumentKind, name: str, content: bytes | Upload, now: datetime, note: str = ""
) -> PersonDocument:
    """Raises Refused (field "file") for what is no picture or PDF, or too large."""
    check_may_edit(by, person)
    check_is_live(person)
    months = value_on(PAPER_MONTHS, timezone.localdate(now))
    file = store_upload(by=by, name=name, content=content, kind=kind, keep_months=months, now=now)
    with transaction.atomic():
        paper = PersonDocument.objects.create(
            person=person, file=file, kind=kind, note=note[:200], added_at=now, added_by=by.name
        )
        record(by, "people.add_paper", paper, person=person.pk, kind=kind)
    return paper


@transaction.atomic
def open_paper(*, by: Actor, paper: PersonDocument) -> bytes:
    """The content, with a trace of who looked. Called from a POST: looking is an act."""
    if not (is_self(by, paper.person) or may_on(by, Permission.PERSON_EDIT, paper.person)):
        raise Refused("not_your_person", _("Berkas ini milik orang yang tidak terdaftar di lembaga Anda."))
    if paper.removed_at is not None:
        raise Refused("paper_removed", _("Berkas ini sudah dihapus."))
    record(by, "people.open_paper", paper, person=paper.person_id)
    return open_stored(paper.file)


@transaction.atomic
def remove_paper(*, by: Actor, paper: PersonDocument, now: datetime) -> None:
    paper = PersonDocument.objects.select_for_update(of=("self",)).select_related("person", "file").get(pk=paper.pk)
    check_may_edit(by, paper.person)
    if paper.removed_at is None:
        paper.removed_at, paper.removed_by = now, by.name
        paper.save(update_fields=["removed_at", "removed_by"])
        remove_stored(by=by, file=paper.file, now=now)
        record(by, "people.remove_paper", paper, person=paper.person_id)
