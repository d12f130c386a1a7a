"""An office's list of people comes in: read, weighed, written in one transaction. All of it or nothing."""

import gc
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction
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
from balai.kernel.lane import Lane
from balai.kernel.progress import told
from balai.kernel.refusal import Refused
from balai.kernel.tables import Skipped, text_of
from balai.people.actions.bulk import PersonWriter
from balai.people.actions.involve import involve
from balai.people.actions.list_reading import OpenedList, open_list
from balai.people.actions.weigh_list import Weighing
from balai.people.enums import NationalIdState
from balai.people.models import CallListItem, Person
from balai.people.models.person import hint_aad, nik_aad, tells_apart
from balai.people.queries.likely import HINT_INDEX
from balai.people.rules.list_rows import ListRow
from balai.people.rules.list_verdicts import Asked, Verdicts, Weighed

ATTEMPTS = 3
IMPORTED = "people.import"


@dataclass(slots=True)
class Imported:
    """accepted + refused + asked = rows, which is as many as were read. changed: people written, 0 for a repetition.

    questions: new ones on the desk. skipped: rows that are no entry of the table, with the reason. notes: by row number, what
    was not kept of a row that was read.
    """

    run: ImportRun | None
    accepted: int = 0
    changed: int = 0
    questions: int = 0
    refused: list[ListRow] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    notes: list[tuple[int, Reason]] = field(default_factory=list)
    read: int = 0

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
    opened = open_list(content, file_name)
    job = _Job(by, content, file_name, institution, now, dict(mapping or opened.mapping), opened, run)
    with _no_collecting():
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return _read_and_write(job)
            except IntegrityError:  # somebody registered one of the same people meanwhile: again, with them on file
                if attempt == ATTEMPTS:
                    raise
    raise AssertionError("unreachable")


@dataclass(frozen=True, slots=True)
class _Job:
    by: Actor
    content: bytes
    file_name: str
    institution: Institution | None
    now: datetime
    mapping: dict[str, str]
    opened: OpenedList
    run: ImportRun | None

    @property
    def office(self) -> int | None:
        return self.institution.pk if self.institution else None


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Nothing here goes round in circles: there is no garbage to be found among a hundred thousand rows."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read_and_write(job: _Job) -> Imported:
    """On SQLite, which has one writer, the file is read before anybody has to wait for us; elsewhere meanwhile."""
    weighing = Weighing(job.opened, job.mapping, job.institution, timezone.localdate(job.now))
    before: list[Sequence[Weighed]] | None = None
    if connection.vendor == "sqlite":
        before = []
        with Lane() as lane:
            weighing.run(lane, before.append)
    with transaction.atomic():
        return _write(job, job.run or _begin(job), weighing, before)


def _begin(job: _Job) -> ImportRun:
    run = begin_run(
        by=job.by, kind=ImportKind.PEOPLE, file_name=job.file_name,
        file_sha256=hashlib.sha256(job.content).hexdigest(), institution_id=job.office, now=job.now,
    )  # fmt: skip
    run.mapping = job.mapping
    run.save(update_fields=["mapping"])
    return run


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
    opened = open_list(content, file_name)
    with _no_collecting(), Lane() as lane:
        weighing = Weighing(opened, dict(mapping), institution, timezone.localdate(now))
        verdicts = weighing.run(lane, lambda _people: None)
    return Imported(
        None,
        verdicts.accepted,
        len(verdicts.new),
        0,
        verdicts.refused,
        [*verdicts.asked.values()],
        weighing.skipped,
        weighing.notes,
        weighing.read,
    )


def check_may_import(by: Actor, institution: Institution | None) -> None:
    if not (by.system or by.may(Permission.PERSON_IMPORT, institution.pk if institution else None)):
        raise Refused(
            "may_not_import", _("Anda belum bisa mengimpor daftar untuk lembaga ini. Minta pengelola lembaga.")
        )


def _write(job: _Job, run: ImportRun, weighing: Weighing, before: list[Sequence[Weighed]] | None) -> Imported:
    """before: the people of a file that is read already, by blocks."""
    by, now, office = job.by, job.now, job.office
    hinted: list[UUID] = []
    with Lane() as lane:
        writer = PersonWriter(lane, now=now, source=f"import:{run.pk}"[:40], institution_id=office)

        def keep(new: Sequence[Weighed]) -> None:
            hinted.extend([one.pk for one in new if _has_hint(one)])
            writer.write(_sealed(new))
            told("written", writer.written)

        if before is None:
            weighing.run(lane, keep)
        for block in before or ():
            keep(block)
        writer.finish()
    verdicts = weighing.verdicts
    Person.objects.filter(pk__in=verdicts.taken_back).delete()
    ids = [pk for pk, _key in verdicts.new.values()]
    _list_calls(hinted, office, now)
    if office is not None:
        _involve(verdicts, office, now)
    questions = save_rows(run, _rows_to_keep(job.opened.titles, job.mapping.get("nik", ""), verdicts))
    if ids:
        record_batch(by, IMPORTED, "people.person", ids, run=run.pk, institution=office)
    record(by, "people.import_run", run, accepted=verdicts.accepted, new=len(ids), institution=office)
    asked = [*verdicts.asked.values()]
    counts = Counts(verdicts.accepted, len(verdicts.refused), len(asked), len(ids))
    done = finish_run(by=by, run_id=run.pk, counts=counts, now=now)
    return Imported(
        done,
        verdicts.accepted,
        len(ids),
        questions,
        verdicts.refused,
        asked,
        weighing.skipped,
        weighing.notes,
        weighing.read,
    )


def _involve(verdicts: Verdicts, office: int, now: datetime) -> None:
    known = [k.pk for k in verdicts.known.values() if k.registered_by != office]
    involve(known, office, IMPORTED, timezone.localdate(now))


def _sealed(new: Sequence[Weighed]) -> list[dict[str, Any]]:
    """Fields ready to write, each NIK and hint sealed under the id its person gets."""
    people = [_fields(one) for one in new]
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


def _fields(one: Weighed) -> dict[str, Any]:
    fields = one.row.fields | {"id": one.pk, "recognition_key": one.key}
    if one.mark:
        fields["nik_index"], fields["nik_tail"] = one.mark, one.row.nik[-2:]
    fields["nik_state"] = (NationalIdState.UNVERIFIED if one.mark or one.row.hint else NationalIdState.NONE).value
    return fields


def _list_calls(hinted: Sequence[UUID], office: int | None, now: datetime) -> None:
    CallListItem.objects.bulk_create(
        [CallListItem(person_id=pk, institution_id=office, listed_at=now) for pk in hinted], batch_size=500
    )


def _rows_to_keep(titles: Sequence[str], nik_title: str, verdicts: Verdicts) -> list[NewRow]:
    kept = [NewRow(row.n, RowState.REFUSED, _content(titles, row), row.problems) for row in verdicts.refused]
    kept += [
        NewRow(one.row.n, RowState.ASKED, _content(titles, one.row), (_named(nik_title, one.reason),),
               {"kind": one.kind, "people": [str(pk) for pk in one.people]})
        for one in verdicts.asked.values()
    ]  # fmt: skip
    return kept


def _content(titles: Sequence[str], row: ListRow) -> dict[str, str]:
    return dict(zip(titles, (text_of(cell) for cell in row.cells), strict=False))


def _named(nik_title: str, reason: Reason) -> Reason:
    return Reason(reason.code, reason.reason, nik_title if reason.code in ("nik_twice", "other_name") else "")
