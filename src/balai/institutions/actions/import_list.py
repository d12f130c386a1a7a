"""An office's list of bodies comes in: read, judged row by row, saved all or nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.access.actor import Actor
from balai.access.permissions import Permission
from balai.imports.actions.rows import NewRow, Reason, save_rows
from balai.imports.actions.run import Counts, finish_run
from balai.imports.enums import RowState
from balai.imports.models import ImportRun
from balai.institutions.actions.add_listed import Accepted, add_listed, fill_blanks
from balai.institutions.listed import Listed
from balai.institutions.models import Institution, ListedAs
from balai.institutions.queries.decided import left_out_before
from balai.institutions.queries.duplicates import Register, read_register
from balai.institutions.rules.list_columns import FIELDS, LABELS
from balai.institutions.rules.list_rows import read_row
from balai.kernel.progress import told
from balai.kernel.refusal import Refused
from balai.kernel.tables import open_table, text_of
from balai.kernel.tables.body import Skipped, body_rows
from balai.kernel.tables.cells import Row
from balai.kernel.tables.columns import Match, match_columns
from balai.kernel.tables.header import HeaderFound, find_header
from balai.kernel.tables.refused_rows import reason_title
from balai.regions.enums import Level
from balai.regions.models import Region
from balai.regions.queries import Outcome, Place, Resolution, resolve_many

BATCH = 500


@dataclass(slots=True)
class ListFile:
    """A list as it was found: where the table begins, what the columns mean, the rows, and how many were none."""

    header: HeaderFound
    matches: list[Match]
    rows: list[Row]
    skipped: list[Skipped]

    @property
    def columns(self) -> dict[str, int]:
        return {match.field: match.column for match in self.matches if match.field}


@dataclass(slots=True)
class Answer:
    """What becomes of a row. known: the body it is known as already; like: bodies it may be, rows of the list as -n."""

    listed: Listed
    content: dict[str, str]
    state: RowState = RowState.ACCEPTED
    reasons: list[Reason] = field(default_factory=list)
    region: Region | None = None
    regions: list[int] = field(default_factory=list)
    like: list[int] = field(default_factory=list)
    known: int | None = None


def read_list(content: bytes, name: str) -> ListFile:
    """Raises Refused with what to do about the file."""
    sheet = open_table(content, name).main_sheet()
    words = [word for f in FIELDS for word in (f.name, *f.synonyms)]
    header = find_header(sheet.head(60), words, sheet.merges)
    if header is None:
        raise Refused(
            "no_header",
            _("Judul kolom tidak ditemukan. Tulis judul seperti “Nama Lembaga” di atas tabel, lalu kirim lagi."),
        )
    matches = [m for m in match_columns(header.titles, FIELDS) if m.title and m.title != reason_title()]
    rows, skipped = [], []
    for row in body_rows(sheet.rows(), header, sheet.merges):
        if isinstance(row, Skipped):
            skipped.append(row)
        else:
            rows.append(row)
    return ListFile(header, matches, rows, skipped)


def plan_list(
    found: ListFile, columns: Mapping[str, int], *, default_kind: str, home: Region | None, run: ImportRun, today: date
) -> list[Answer]:
    """One answer a row; reads, writes nothing. home: the region the list is from, where rows do not name one."""
    if "name" not in columns:
        raise Refused("no_name_column", _("Pilih kolom yang berisi nama lembaga."), "name")
    answers = [_read(row, found.header.titles, columns, default_kind, today) for row in found.rows]
    places = resolve_many(_at_home(a.listed.place, home) for a in answers)
    known = _known({a.listed.mark for a in answers})
    register = read_register(a.listed for a in answers)
    left_out = left_out_before(run, [a.content for a in answers])
    first_seen: dict[bytes, int] = {}
    for answer, place, is_left_out in zip(answers, places, left_out, strict=True):
        _settle(answer, place, known, is_left_out)
        if answer.state == RowState.ACCEPTED and answer.known is None:
            _compare(answer, register, first_seen)
    return answers


def save_file(*, by: Actor, run: ImportRun, content: bytes, office: Institution | None, now: datetime) -> ImportRun:
    """Read, judged and saved as the run's columns were matched. Raises Refused, about the file or for want of authority."""
    check_may_import(by, run.institution_id)
    found = read_list(content, run.file_name)
    told("read", len(found.rows))
    answers = plan_list(
        found, run.mapping["columns"], default_kind=run.mapping["default_kind"], home=home_of(office), run=run,
        today=timezone.localdate(now),
    )  # fmt: skip
    return save_list(by=by, run_id=run.pk, answers=answers, now=now)


def save_list(*, by: Actor, run_id: UUID, answers: list[Answer], now: datetime) -> ImportRun:
    """All rows or none, in one transaction. Raises Refused when the run was saved or abandoned meanwhile."""
    with transaction.atomic():
        run = ImportRun.objects.select_for_update().get(pk=run_id)
        check_may_import(by, run.institution_id)
        taken = [a for a in answers if a.state == RowState.ACCEPTED]
        new = _firsts([a for a in taken if a.known is None])
        made = add_listed(by=by, run=run, rows=[Accepted(a.listed, a.region) for a in new])
        filled = fill_blanks(by=by, rows=[(a.listed, a.known) for a in taken if a.known is not None])
        numbers = {a.listed.n: pk for a, pk in zip(new, made, strict=True)}
        save_rows(run, (_kept(a, numbers) for a in answers if a.state != RowState.ACCEPTED))
        states = [a.state for a in answers]
        counts = Counts(
            accepted=len(taken),
            refused=states.count(RowState.REFUSED),
            asked=states.count(RowState.ASKED),
            changed=len(new) + filled,
        )
        return finish_run(by=by, run_id=run_id, counts=counts, now=now)


def check_may_import(by: Actor, institution_id: int | None) -> None:
    if not by.system and not by.may(Permission.INSTITUTION_IMPORT, institution_id):
        raise Refused("may_not_import", _("Anda tidak berwenang memasukkan daftar lembaga untuk instansi ini."))


def _read(row: Row, titles: list[str], columns: Mapping[str, int], default_kind: str, today: date) -> Answer:
    said = {name: row.cells[at] for name, at in columns.items() if at < len(row.cells)}
    listed, reasons = read_row(row.number, said, default_kind, today)
    content = {
        title: text_of(cell)
        for title, cell in zip(titles, row.cells, strict=False)
        if title and title != reason_title() and cell != ""
    }
    return Answer(listed, content, RowState.REFUSED if reasons else RowState.ACCEPTED, reasons)


def _at_home(place: Place, home: Region | None) -> Place:
    if home is None or place.province or place.regency:
        return place
    regency = home.full_name if home.level == Level.REGENCY else ""
    province = home.province.name if home.province else ""
    return Place(province, regency, place.district, place.village)


def _known(marks: set[bytes]) -> dict[bytes, int]:
    found: dict[bytes, int] = {}
    ordered = sorted(marks)
    for start in range(0, len(ordered), BATCH):
        rows = ListedAs.objects.filter(mark__in=ordered[start : start + BATCH]).values_list("mark", "institution_id")
        found |= {bytes(mark): pk for mark, pk in rows}
    return found


def _settle(answer: Answer, place: Resolution, known: dict[bytes, int], is_left_out: bool) -> None:
    if answer.state == RowState.REFUSED:
        return
    answer.known = known.get(answer.listed.mark)
    if answer.known is not None:
        return
    if is_left_out:
        _refuse(answer, "left_out", _("Baris ini sudah diputuskan untuk tidak dimasukkan."), "")
        return
    _place(answer, place)
    if answer.state == RowState.ACCEPTED and not answer.listed.kind:
        _ask(answer, "kind_unclear", _("Jenis lembaga tidak disebut. Pilih jenisnya."), "kind")


def _place(answer: Answer, place: Resolution) -> None:
    answer.region = place.region or place.reached
    written = answer.listed.place_text
    if place.outcome == Outcome.EXACT:
        return
    if place.outcome == Outcome.SEVERAL:
        answer.regions = [region.pk for region in place.candidates]
        _ask(
            answer,
            "region_unclear",
            _("“%(place)s” bisa berarti beberapa wilayah. Pilih yang benar."),
            "regency",
            written,
        )
    elif place.suggested:
        answer.regions = [region.pk for s in place.suggested for region in s.regions]
        _ask(
            answer,
            "region_misspelt",
            _("“%(place)s” tidak ada di daftar wilayah. Pilih yang dimaksud."),
            "regency",
            written,
        )
    elif place.reached is None or place.reached.level < Level.REGENCY:
        sentence = _(
            "Kabupaten atau kota pada “%(place)s” tidak dikenal. Tulis nama lengkapnya, lalu kirim baris ini lagi."
        )
        _refuse(answer, "region_unknown", sentence % {"place": written or "-"}, "regency")


def _compare(answer: Answer, register: Register, first_seen: dict[bytes, int]) -> None:
    """Against the register and the rows above; a row that repeats one above word for word asks nothing."""
    row = answer.listed
    if row.mark in first_seen:
        row.notes.append(_("Sama dengan baris %(n)s.") % {"n": first_seen[row.mark]})
        return
    regency = answer.region.regency_id if answer.region else None
    like = register.like(row, regency)
    if like:
        answer.like = sorted(like, key=lambda pk: (pk < 0, abs(pk)))
        _ask(answer, "likely_same", _("Mungkin lembaga ini sudah tercatat. Bandingkan, lalu putuskan."), "name")
        return
    first_seen[row.mark] = row.n
    register.add(row, regency, -row.n)


def _ask(answer: Answer, code: str, sentence: str, column: str, place: str = "") -> None:
    text = sentence % {"place": place} if place else sentence
    answer.state = RowState.ASKED
    answer.reasons.append(Reason(code, text, str(LABELS[column])))


def _refuse(answer: Answer, code: str, sentence: str, column: str) -> None:
    answer.state = RowState.REFUSED
    answer.reasons.append(Reason(code, sentence, str(LABELS[column]) if column else ""))


def _firsts(answers: list[Answer]) -> list[Answer]:
    seen: set[bytes] = set()
    return [a for a in answers if not (a.listed.mark in seen or seen.add(a.listed.mark))]  # type: ignore[func-returns-value]


def _kept(answer: Answer, numbers: Mapping[int, int]) -> NewRow:
    """Rows of this list that may be the same are known by their body now."""
    like = [numbers.get(-pk, 0) if pk < 0 else pk for pk in answer.like]
    proposal = {
        "regions": answer.regions,
        "region": answer.region.pk if answer.region else None,
        "kind": answer.listed.kind,
        "like": [pk for pk in like if pk],
    }
    return NewRow(answer.listed.n, answer.state, answer.content, tuple(answer.reasons), proposal)


def rows_like(answers: list[Answer], state: RowState) -> Iterator[Answer]:
    return (a for a in answers if a.state == state)


def home_of(institution: Institution | None) -> Region | None:
    """Where an office's list is from when its rows do not say."""
    return institution.region if institution else None
