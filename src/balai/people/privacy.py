"""What this room does with its own rows of a person: export, erase, merge; and the beginning of their road."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.kernel.registry import PersonHooks, Reader, RoadStep
from balai.people.actions.moving import MOVING, move_back, move_rows
from balai.people.enums import NationalIdState
from balai.people.models import (
    ClaimRequest,
    Consent,
    Involvement,
    MergeRecord,
    Person,
    PersonDocument,
    Reveal,
    RightsRequest,
)
from balai.people.rules.national_id import mask

HIDDEN = ("nik_sealed", "nik_index", "nik_hint_sealed", "nik_hint_index", "nik_tail", "recognition_key", "name_key",
          "code_digest")  # fmt: skip
ERASED_NAME = "-"


def export(person_id: UUID) -> dict[str, list[dict[str, Any]]]:
    """The NIK stays masked even here: a file on a phone is easily passed on (domain book 4)."""
    person = Person.objects.get(pk=person_id)
    told = {"person": [{**_row(person), "nik": mask(f"{0:014}{person.nik_tail}") if person.nik_tail else ""}]}
    for one in MOVING:
        rows = [_row(row) for row in one.model._default_manager.filter(person_id=person_id).order_by("pk")]
        told[one.model._meta.model_name or ""] = rows
    return told


def erase(person_id: UUID) -> dict[str, int]:
    """Blanks the person, removes what hangs on them. Proofs stay without words: consents, requests, who was shown what."""
    counts = {}
    kept = {Consent, RightsRequest, Reveal, Involvement, PersonDocument}
    for one in MOVING:
        if one.model not in kept:
            counts[one.model.__name__] = one.model._default_manager.filter(person_id=person_id).delete()[0]
    Consent.objects.filter(person_id=person_id).update(guardian_name="", paper=None)
    RightsRequest.objects.filter(person_id=person_id).update(details="")
    Reveal.objects.filter(person_id=person_id).update(reason="")
    counts["PersonDocument"] = _drop_papers(person_id)
    Involvement.objects.current().filter(person_id=person_id).update(ended_on=timezone.localdate())
    MergeRecord.objects.filter(models.Q(kept_id=person_id) | models.Q(merged_id=person_id)).update(before_sealed=None)
    counts["Person"] = Person.objects.filter(pk=person_id).update(**_blanks())
    return counts


def road(person_id: UUID, today: date, reader: Reader) -> Iterable[RoadStep]:
    person = Person.objects.select_related("registered_by").get(pk=person_id)
    office = str(person.registered_by) if person.registered_by else ""
    yield RoadStep(
        on=timezone.localdate(person.registered_at),
        title=_("Terdaftar di Balai"),
        text="" if office else _("Mendaftar sendiri."),
        who=office,
        order=-10,
    )
    claim = ClaimRequest.objects.filter(person_id=person_id, state="confirmed").order_by("decided_at").first()
    if claim is not None and claim.decided_at is not None:
        yield RoadStep(on=timezone.localdate(claim.decided_at), title=_("Akun terhubung dengan catatan ini"), order=-5)


HOOKS = PersonHooks(room="people", export=export, erase=erase, merge=move_rows, unmerge=move_back, road=road)


def _row(row: models.Model) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if field.name in HIDDEN or isinstance(field, models.BinaryField) or value in (None, ""):
            continue
        told[field.attname] = value if isinstance(value, str | int | bool | list | dict) else str(value)
    return told


def _blanks() -> dict[str, Any]:
    """Every personal field of Person empty. A checked NIK goes too: it can be registered anew."""
    blank: dict[str, Any] = {}
    for name in Person.PRIVACY.personal:
        blank[name] = None if Person._meta.get_field(name).null else ""
    return blank | {
        "full_name": ERASED_NAME, "nik_state": NationalIdState.NONE, "sex": "", "education": "", "aim": "",
        "graduation_year": None, "id_region": None, "home_region": None, "user": None,
    }  # fmt: skip


def _drop_papers(person_id: UUID) -> int:
    """The rows say that there was a paper; its content goes with the worker's next round of expired files."""
    papers = PersonDocument.objects.filter(person_id=person_id, removed_at=None).select_related("file")
    number = 0
    for paper in papers:
        paper.file.keep_until = timezone.localdate().replace(year=2000)
        paper.file.original_name = ""
        paper.file.save(update_fields=["keep_until", "original_name"])
        number += 1
    papers.update(removed_at=timezone.now(), removed_by="erasure", note="")
    return number
