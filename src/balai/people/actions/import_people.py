"""An office's list of people comes in: read, weighed, written in one transaction. All of it or nothing."""

import gc
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.audit.record import record, record_batch
from balai.imports.actions.rows import NewRow, Reason, save_rows
from balai.imports.actions.run import Counts, begin_run, finish_run
from balai.imports.enums import ImportKind, RowState
from balai.imports.models import ImportRun
from balai.institutions.models import Institution
from balai.kernel.crypto import blind_index_many, seal_many
from balai.kernel.identifiers import uuid7
from balai.kernel.progress import told
from balai.kernel.refusal import Refused
from balai.kernel.tables import text_of
from balai.people.actions.bulk import BLOCK, insert_people
from balai.people.actions.involve import involve
from balai.people.actions.list_reading import OpenedList, ReadList, find_places, open_list, read_list
from balai.people.enums import NationalIdState
from balai.people.models import CallListItem
from balai.people.models.person import hint_aad, nik_aad, tells_apart
from balai.people.queries.known import known_people, nik_hashes
from balai.people.queries.likely import HINT_INDEX
from balai.people.rules.list_rows import ListRow
from balai.people.rules.list_verdicts import Asked, Verdicts, Weighed, weigh
from balai.people.rules.recognition import recognition_keys, recognition_text

ATTEMPTS = 3
IMPORTED = "people.import"


@dataclass(slots=True)
class Imported:
    """accepted + refused + asked = rows. changed: people written, 0 for a repetition. questions: new ones on the desk."""

    run: ImportRun | None
    accepted: int = 0
    changed: int = 0
    questions: int = 0
    refused: list[ListRow] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    read: ReadList | None = None

    @property
    def rows(self) -> int:
        return self.accepted + len(self.refused) + len(self.asked)


def import_people(
    *, by: Actor, content: bytes, file_name: str, institution: Institution | None, now: datetime,
    mapping: Mapping[str, str] | None = None, run: ImportRun | None = None,
) -> Imported:  # fmt: skip
    """mapping: field -> heading as confirmed, else as matched. run: begun on the page, else one is begun here.

    Raises Refused for the file as a whole; rows never raise.
    """
    check_may_import(by, institution)
    with _no_collecting():
        return _import(by, content, file_name, institution, now, mapping, run)


@contextmanager
def _no_collecting() -> Iterator[None]:
    """A hundred thousand rows are all alive until the end: there is no garbage to be found among them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _import(
    by: Actor, content: bytes, file_name: str, institution: Institution | None, now: datetime,
    mapping: Mapping[str, str] | None, run: ImportRun | None,
) -> Imported:  # fmt: skip
    opened = open_list(content, file_name)
    read = read_list(opened, mapping or opened.mapping, timezone.localdate(now))
    opened.let_go()
    find_places(read.rows, institution)
    if run is None:
        run = begin_run(
            by=by, kind=ImportKind.PEOPLE, file_name=file_name, file_sha256=hashlib.sha256(content).hexdigest(),
            institution_id=institution.pk if institution else None, now=now,
        )  # fmt: skip
        run.mapping = dict(mapping or opened.mapping)
        run.save(update_fields=["mapping"])
    return _save(by, run, opened, read, institution, now)


def preview(
    *,
    by: Actor,
    content: bytes,
    file_name: str,
    institution: Institution | None,
    mapping: Mapping[str, str],
    now: datetime,
) -> Imported:
    """The verdicts without writing anything."""
    check_may_import(by, institution)
    read = read_list(open_list(content, file_name), mapping, timezone.localdate(now))
    find_places(read.rows, institution)
    verdicts = weigh_rows(read.rows, institution)
    return Imported(None, verdicts.accepted, len(verdicts.new), 0, verdicts.refused, verdicts.asked, read)


def check_may_import(by: Actor, institution: Institution | None) -> None:
    if not (by.system or by.may(Permission.PERSON_IMPORT, institution.pk if institution else None)):
        raise Refused(
            "may_not_import", _("Anda belum bisa mengimpor daftar untuk lembaga ini. Minta pengelola lembaga.")
        )


def weigh_rows(rows: Sequence[ListRow], institution: Institution | None) -> Verdicts:
    """Broken rows are refused before anything is compared; they do not count among the others."""
    broken = [row for row in rows if row.problems]
    readable = [row for row in rows if not row.problems]
    office = institution.pk if institution else None
    keys = recognition_keys([_recognition_text(row, office) for row in readable])
    numbers = [row.nik for row in readable if row.nik]
    hashes = nik_hashes(numbers)
    marks = iter(hashes)
    weighed = [Weighed(row, key, next(marks) if row.nik else b"") for row, key in zip(readable, keys, strict=True)]
    verdicts = weigh(weighed, known_people(numbers, hashes, keys))
    verdicts.refused = [*broken, *verdicts.refused]
    return verdicts


def _recognition_text(row: ListRow, office: int | None) -> str:
    said = row.fields.get
    return recognition_text(said("name_key", ""), said("birth_date"), said("phone", ""), said("home_region_id"), office)


def _save(
    by: Actor, run: ImportRun, opened: OpenedList, read: ReadList, institution: Institution | None, now: datetime
) -> Imported:
    """Somebody registering one of the same people meanwhile makes the constraint fail: weighed again, with them on file."""
    for attempt in range(1, ATTEMPTS + 1):
        verdicts = weigh_rows(read.rows, institution)
        try:
            with transaction.atomic():
                return _write(by, run, opened, read, verdicts, institution, now)
        except IntegrityError:
            if attempt == ATTEMPTS:
                raise
    raise AssertionError("unreachable")


def _write(
    by: Actor, run: ImportRun, opened: OpenedList, read: ReadList, verdicts: Verdicts, institution: Institution | None,
    now: datetime,
) -> Imported:  # fmt: skip
    office = institution.pk if institution else None
    ids = [uuid7() for _one in verdicts.new]
    insert_people(_sealed_blocks(verdicts.new, ids), now=now, source=f"import:{run.pk}"[:40], institution_id=office)
    _list_calls(verdicts.new, ids, office, now)
    if office is not None:
        involve(
            [k.pk for _row, k in verdicts.known if k.registered_by != office], office, IMPORTED, timezone.localdate(now)
        )
    questions = save_rows(run, _rows_to_keep(opened, verdicts))
    if ids:
        record_batch(by, IMPORTED, "people.person", ids, run=run.pk, institution=office)
    record(by, "people.import_run", run, accepted=verdicts.accepted, new=len(ids), institution=office)
    counts = Counts(verdicts.accepted, len(verdicts.refused), len(verdicts.asked), len(ids))
    done = finish_run(by=by, run_id=run.pk, counts=counts, now=now)
    return Imported(done, verdicts.accepted, len(ids), questions, verdicts.refused, verdicts.asked, read)


def _sealed_blocks(new: Sequence[Weighed], ids: Sequence[UUID]) -> Iterator[list[dict[str, Any]]]:
    """Made while the block before is written, and let go afterwards."""
    for start in range(0, len(new), BLOCK):
        yield _sealed(new[start : start + BLOCK], ids[start : start + BLOCK])
        told("written", min(start + BLOCK, len(new)))


def _sealed(new: Sequence[Weighed], ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """Fields ready to write, each NIK and hint sealed under the id its person gets."""
    people = [_fields(one, pk) for one, pk in zip(new, ids, strict=True)]
    numbered = [(p, w.row.nik) for p, w in zip(people, new, strict=True) if w.row.nik]
    for (person, _nik), token in zip(numbered, seal_many((nik, nik_aad(p["id"])) for p, nik in numbered), strict=True):
        person["nik_sealed"] = token
    hinted = [(p, w.row.hint) for p, w in zip(people, new, strict=True) if _has_hint(w)]
    tokens = seal_many((hint, hint_aad(p["id"])) for p, hint in hinted)
    marks = blind_index_many(HINT_INDEX, (hint for _p, hint in hinted))
    for (person, hint), token, mark in zip(hinted, tokens, marks, strict=True):
        person["nik_hint_sealed"], person["nik_hint_index"] = token, mark if tells_apart(hint) else None
    return people


def _has_hint(one: Weighed) -> bool:
    return bool(one.row.hint) and not one.row.nik


def _fields(one: Weighed, pk: UUID) -> dict[str, Any]:
    """A copy, because a second attempt starts from the row again."""
    fields = one.row.fields | {"id": pk, "recognition_key": one.key}
    if one.mark:
        fields["nik_index"], fields["nik_tail"] = one.mark, one.row.nik[-2:]
    fields["nik_state"] = (NationalIdState.UNVERIFIED if one.mark or one.row.hint else NationalIdState.NONE).value
    return fields


def _list_calls(new: Sequence[Weighed], ids: Sequence[UUID], office: int | None, now: datetime) -> None:
    hinted = [pk for one, pk in zip(new, ids, strict=True) if _has_hint(one)]
    CallListItem.objects.bulk_create(
        [CallListItem(person_id=pk, institution_id=office, listed_at=now) for pk in hinted], batch_size=500
    )


def _rows_to_keep(opened: OpenedList, verdicts: Verdicts) -> list[NewRow]:
    kept = [NewRow(row.n, RowState.REFUSED, _content(opened, row), row.problems) for row in verdicts.refused]
    kept += [
        NewRow(one.row.n, RowState.ASKED, _content(opened, one.row), (_named(opened, one.reason),),
               {"kind": one.kind, "people": [str(pk) for pk in one.people]})
        for one in verdicts.asked
    ]  # fmt: skip
    return kept


def _content(opened: OpenedList, row: ListRow) -> dict[str, str]:
    return dict(zip(opened.titles, (text_of(cell) for cell in row.cells), strict=False))


def _named(opened: OpenedList, reason: Reason) -> Reason:
    column = opened.mapping.get("nik", "") if reason.code in ("nik_twice", "other_name") else ""
    return Reason(reason.code, reason.reason, column)
