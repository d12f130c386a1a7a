"""A case workbook comes in as a closed period of one collaboration: all of it or nothing; the same workbook twice changes nothing."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.audit.record import record
from balai.collaboration.actions.bodies import Register
from balai.collaboration.actions.keep_rows import keep_links, keep_rows
from balai.collaboration.models import Basis, Collaboration, Member, Period
from balai.collaboration.queries.matching import regions_named
from balai.collaboration.queries.workbook import cells_of, rows_of
from balai.collaboration.reading import CaseFiles
from balai.collaboration.rules.cells import Fault, RowIn, read_row, read_titles, shown
from balai.collaboration.rules.references import circles, unknown_codes
from balai.collaboration.tables import TABLES, Table
from balai.institutions.models import Institution
from balai.kernel.refusal import Refused

CHUNK = 500
MOST_FAULTS = 2000
Progress = Callable[[str, int], None]


@dataclass(slots=True)
class CaseAnswer:
    """accepted, changed: rows by table, both empty when anything was refused. period: empty then."""

    accepted: dict[str, int] = field(default_factory=dict)
    refused: dict[str, list[Fault]] = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)
    period: Period | None = None


class _Refused(Exception):
    """Takes everything back."""


def import_case(
    *,
    by: Actor,
    files: CaseFiles,
    owner: Institution | None,
    now: datetime,
    is_public: bool = False,
    progress: Progress = lambda _table, _rows: None,
) -> CaseAnswer:
    """owner: the body that keeps the collaboration. progress: told of each table that was read.

    Raises Refused for the file as a whole; rows are answered one by one.
    """
    if not by.system and not by.may(Permission.CASE_IMPORT, owner.pk if owner else None):
        raise Refused("may_not_import", _("Anda tidak berwenang memasukkan berkas kasus untuk lembaga ini."))
    reading = _Import(by, owner, now, is_public, progress)
    try:
        with transaction.atomic():
            reading.read(files)
            if reading.answer.refused:
                raise _Refused
            reading.finish()
    except _Refused:
        reading.answer = CaseAnswer(refused=reading.answer.refused)
    return reading.answer


class _Import:
    """One pass over the tables in their order. Once a row is refused nothing more is written, everything still judged."""

    def __init__(
        self, by: Actor, owner: Institution | None, now: datetime, is_public: bool, progress: Progress
    ) -> None:
        self.by, self.owner, self.now, self.is_public, self.progress = by, owner, now, is_public, progress
        self.answer = CaseAnswer()
        self.codes: dict[str, dict[str, int]] = {table.name: {} for table in TABLES}
        self.changed: Counter[str] = Counter()
        self.faults = 0

    def read(self, files: CaseFiles) -> None:
        for name in files.unknown:
            known = ", ".join(table.name for table in TABLES)
            sentence = _("Tabel “%(table)s” tidak dikenal. Tabel yang dikenal: %(known)s.")
            self._refuse(shown(name), [Fault(0, "", sentence % {"table": shown(name), "known": known})])
        for table in TABLES:
            rows = self._rows(table, files)
            if table.name == "case":
                self._case(table, list(islice(rows, 3)))
            elif table.name == "institutions":
                self._members(table, list(rows))
            else:
                while chunk := list(islice(rows, CHUNK)):
                    self._keep(table, chunk)
            self.answer.accepted[table.name] = len(self.codes[table.name])
            self.progress(table.name, len(self.codes[table.name]))

    def finish(self) -> None:
        period = self.answer.period
        if period is None:
            raise RuntimeError("a workbook without faults has a period")
        for table in reversed(TABLES[1:]):
            self._drop_missing(table, period)
        self.answer.changed = {t.name: self.changed[t.name] for t in TABLES if self.changed[t.name]}
        if self.answer.changed:
            period.imported_at = self.now
            period.save(update_fields=["imported_at"])
            record(
                self.by, "collaboration.import_case", period, accepted=sum(self.answer.accepted.values()),
                changed=sum(self.answer.changed.values()),
            )  # fmt: skip

    def _rows(self, table: Table, files: CaseFiles) -> Iterator[RowIn]:
        """Rows of the sheet, each judged by itself."""
        sheet = files.sheets.get(table.name)
        walk = sheet.rows() if sheet else iter(())
        first = next(walk, None)
        if first is None:
            if table.name == "case":
                self._refuse(
                    "case", [Fault(0, "", _("Tabel “case” belum ada atau kosong. Isi satu baris tentang kasusnya."))]
                )
            return
        titles, faults = read_titles(table, first[1], first[0])
        self._refuse(table.name, faults)
        if faults:
            return
        for n, cells in walk:
            row = read_row(table, titles, n, cells)
            if row.key and row.key in self.codes[table.name]:
                row.faults.append(
                    Fault(
                        n,
                        table.key,
                        _("Kode “%(code)s” sudah dipakai di atas. Beri kode lain.") % {"code": shown(row.key)},
                    )
                )
            row.faults += unknown_codes(table, row, self.codes) if table.name != "institutions" else []
            self._refuse(table.name, row.faults)
            self.codes[table.name].setdefault(row.key, 0)
            yield row

    def _refuse(self, table: str, faults: Sequence[Fault]) -> None:
        if not faults:
            return
        if self.faults < MOST_FAULTS:
            self.answer.refused.setdefault(table, []).extend(faults)
            if self.faults + len(faults) >= MOST_FAULTS:
                self.answer.refused[table].append(
                    Fault(0, "", _("Masih ada kesalahan lain. Perbaiki yang ini dulu, lalu kirim lagi."))
                )
        self.faults += len(faults)

    def _case(self, table: Table, rows: list[RowIn]) -> None:
        if len(rows) > 1:
            self._refuse(
                "case",
                [
                    Fault(
                        rows[1].n,
                        "code",
                        _("Tabel “case” hanya boleh berisi satu baris. Satu berkas adalah satu kasus."),
                    )
                ],
            )
        if not rows and not self.answer.refused:
            self._refuse("case", [Fault(0, "", _("Tabel “case” belum berisi baris. Isi satu baris tentang kasusnya."))])
        if self.answer.refused:
            return
        row = rows[0]
        period = self._period(row)
        old = cells_of(table, [period])[0] if period.imported_at else None
        if old != row.cells:
            for name, value in row.values.items():
                setattr(period, name, value)
            period.save()
            self.changed["case"] += 1
        self.codes["case"][row.key] = period.pk
        self.answer.period = period

    def _period(self, row: RowIn) -> Period:
        """Two who bring the same case at once: one waits for the other's row."""
        region = regions_named([row.values["region"]], row.values["period_start_from"])[row.values["region"]]
        facts: dict[str, Any] = {"title": row.values["title"], "framework": row.values["framework"], "region": region}
        began = Collaboration(
            code=row.key, owner=self.owner, is_public=self.is_public, region_as_reported=row.values["region"], **facts
        )
        Collaboration.objects.bulk_create([began], ignore_conflicts=True)
        kept = Collaboration.objects.select_for_update(of=("self",)).select_related("owner").get(code=row.key)
        if not self.by.system and kept.owner_id != (self.owner.pk if self.owner else None):
            raise Refused(
                "kept_by_another",
                _("Kode kasus “%(code)s” sudah dipakai lembaga lain. Beri kode lain di tabel case.")
                % {"code": row.key},
                "code",
            )
        period, _made = Period.objects.get_or_create(code=row.key, defaults={"collaboration": kept, "is_closed": True})
        if not period.is_closed:
            raise Refused(
                "period_open",
                _("Kerja sama “%(code)s” sedang berjalan; riwayatnya tidak bisa ditimpa.") % {"code": row.key},
            )
        if period.imported_at and period.collaboration_id == kept.pk:
            Collaboration.objects.filter(pk=kept.pk).update(region_as_reported=row.values["region"], **facts)
        return period

    def _members(self, table: Table, rows: list[RowIn]) -> None:
        """Whole, because a row may name a parent that stands below it."""
        for row in rows:
            if not row.faults:
                row.faults += unknown_codes(table, row, self.codes)
                self._refuse(table.name, row.faults)
        self._refuse(table.name, circles(rows))
        if self.answer.refused or self.answer.period is None:
            return
        period = self.answer.period
        kept = {m.code: m for m in Member.objects.filter(period=period).select_related("parent", "institution__region")}
        old = dict(zip(kept, cells_of(table, list(kept.values())), strict=True))
        changed = [row for row in rows if old.get(row.key) != row.cells]
        register = Register(self.by, period.collaboration, timezone.localdate(self.now))
        last = Institution.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        bodies = {code: member.institution for code, member in kept.items()}
        bodies |= register.bodies([r for r in changed if r.key not in kept], period.period_start_from)
        register.also_called([(bodies[r.key], r.values["name"]) for r in changed if r.key in kept])
        register.set_parents(changed, bodies, {body.pk for body in bodies.values() if body.pk > last})
        pks = keep_rows(table, period, changed, {}, {code: {"institution": body} for code, body in bodies.items()})
        self.codes[table.name] |= {
            code: member.pk for code, member in kept.items() if code in self.codes[table.name]
        } | pks
        members = [Member(pk=pks[r.key], parent_id=self.codes[table.name].get(r.one["parent"])) for r in changed]
        Member.objects.bulk_update(members, ["parent"], batch_size=CHUNK)
        self.changed[table.name] += len(changed)

    def _keep(self, table: Table, rows: list[RowIn]) -> None:
        period = self.answer.period
        if self.answer.refused or period is None:
            return
        there = list(rows_of(table, period).filter(**{f"{table.key}__in": [row.key for row in rows]}))
        old = {getattr(r, table.key): (r.pk, c) for r, c in zip(there, cells_of(table, there), strict=True)}
        changed = [row for row in rows if old.get(row.key, (0, None))[1] != row.cells]
        pks = keep_rows(table, period, changed, self.codes)
        keep_links(table, changed, pks, self.codes)
        self.codes[table.name] |= {code: pk for code, (pk, _cells) in old.items()} | pks
        self.changed[table.name] += len(changed)
        if table.name == "agreements" and changed:
            self._agreements(period, changed, pks)

    def _agreements(self, period: Period, changed: list[RowIn], pks: dict[str, int]) -> None:
        wanted = {code for row in changed for code in row.many["parties"]}
        members = {
            m.code: m for m in Member.objects.filter(period=period, code__in=wanted).select_related("institution")
        }
        parties = {row.key: [members[code] for code in row.many["parties"]] for row in changed}
        bases = list(Basis.objects.filter(pk__in=pks.values()).select_related("agreement").order_by("pk"))
        Register(self.by, period.collaboration, timezone.localdate(self.now)).agreements(bases, parties)

    def _drop_missing(self, table: Table, period: Period) -> None:
        """Rows that a corrected workbook no longer holds."""
        here = self.codes[table.name]
        there = table.model._default_manager.filter(period=period).values_list("pk", table.key)
        gone = [pk for pk, code in there.iterator() if code not in here]
        for start in range(0, len(gone), CHUNK):
            table.model._default_manager.filter(pk__in=gone[start : start + CHUNK]).delete()
        self.changed[table.name] += len(gone)
